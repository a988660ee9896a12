/** A step that uses a JavaScript action of the workspace, as actions/runner v2.336 (258d6c8), ActionRunner.cs. */

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import type { Payload } from './events.ts';
import { asText, Expression, resolve } from './expressions.ts';
import { type Machine, seenBy } from './machine.ts';
import { unexpected } from './run-builtin.ts';
import { type Done, failed, inChild } from './step-process.ts';

interface ActionFile {
  readonly inputs?: Readonly<Record<string, { readonly default?: unknown }>>;
  readonly runs: Readonly<Record<string, unknown>>;
}

interface Use {
  readonly uses: string;
  readonly given: Readonly<Record<string, string>>;
  readonly id: string;
}

export async function runAction(
  machine: Machine,
  at: Machine,
  { uses, given, id }: Use,
): Promise<Done> {
  const folder = path.join(machine.workspace, uses);
  let action: ActionFile;
  try {
    action = parse(await readFile(path.join(folder, 'action.yml'), 'utf8'));
  } catch {
    return failed(
      `Can't find 'action.yml' under '${uses}'. Did you forget to run actions/checkout?`,
    );
  }
  const unknown = Object.keys(action.runs).filter((key) => key !== 'using' && key !== 'main');
  if (action.runs.using !== 'node24' || unknown.length > 0) {
    throw new Error(`${uses}: this runner runs node24 and main alone`);
  }
  const { node } = machine.world;
  if (node === null) throw new Error('Node 24 is missing');
  const inputs = { ...(await defaultsOf(action, machine)), ...given };
  const variables = Object.entries(inputs).map(([input, value]) => {
    return [`INPUT_${input.replaceAll(' ', '_').toUpperCase()}`, value];
  });
  const own = { GITHUB_ACTION_PATH: folder, ...service(machine) };
  const env = { ...at.env, ...Object.fromEntries(variables), ...own };
  const argv = [node, path.join(folder, String(action.runs.main))] as const;
  const done = await inChild(machine, env, { argv, cwd: machine.workspace, inputs, id });
  const warnings = unexpected(Object.keys(given), Object.keys(action.inputs ?? {}));
  return { ...done, commands: [...warnings, ...done.commands] };
}

/** Defaults of an action may hold expressions, as `${{ github.token }}` does. */
async function defaultsOf(action: ActionFile, machine: Machine): Promise<Record<string, string>> {
  const { github, strategy, matrix, job, runner } = seenBy(machine);
  const contexts = { github, strategy, matrix, job, runner } as Payload;
  const found: Record<string, string> = {};
  for (const [input, { default: fallback }] of Object.entries(action.inputs ?? {})) {
    if (fallback === undefined) continue;
    const parts = String(fallback).split(/\$\{\{(.*?)\}\}/s);
    const texts = parts.map(async (part, i) =>
      i % 2 === 0 ? part : asText(await resolve(new Expression(part), { contexts })),
    );
    found[input] = (await Promise.all(texts)).join('');
  }
  return found;
}

/** The way to artifacts and caches, which scripts do not get (NodeScriptActionHandler.cs, ScriptHandler.cs). */
function service({ world, id }: Machine): Readonly<Record<string, string>> {
  const results = world.options.urls?.results ?? 'https://results-receiver.actions.invalid/';
  const { runId, attempt } = world.run;
  return {
    ACTIONS_RUNTIME_URL: results,
    ACTIONS_RUNTIME_TOKEN: runtimeToken(`Actions.Results:${runId}.${attempt}:${id}`),
    ACTIONS_RESULTS_URL: results,
    ACTIONS_CACHE_SERVICE_V2: 'True',
  };
}

/** Of the form that clients read their run and job from, signed by nobody. */
function runtimeToken(scope: string): string {
  const [header, payload] = [{ alg: 'none' }, { scp: scope }].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  );
  return `${header}.${payload}.unsigned`;
}
