/** One step: a script, an action of the workspace, or one of the actions this runner knows itself. */

import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { commandFiles, commandsIn, type Ended, readCommandFiles, runChild } from './child.ts';
import type { Payload } from './events.ts';
import { asText, Expression, resolve, resolveCondition } from './expressions.ts';
import { eventFile, hasFailed, type Machine, seenBy, textsOf } from './machine.ts';
import type { Command, StepRun } from './record.ts';
import { runBuiltin, unexpected } from './run-builtin.ts';
import { type Mapping, mapping } from './workflow-file.ts';

/** What a step did, without what the job makes of it. */
type Done = Pick<
  StepRun,
  'exitCode' | 'stdout' | 'stderr' | 'env' | 'inputs' | 'outputs' | 'summary' | 'commands'
>;

const nothing: Done = {
  ...{ exitCode: null, stdout: '', stderr: '', env: {}, inputs: {}, outputs: {} },
  ...{ summary: '', commands: [] },
};

export async function runStep(machine: Machine, step: Mapping, index: number): Promise<StepRun> {
  const uses = typeof step.uses === 'string' ? step.uses : null;
  const id = String(step.id ?? `__${index + 1}`);
  const name = String(step.name instanceof Expression ? id : (step.name ?? uses ?? id));
  const status = { success: !hasFailed(machine), failure: hasFailed(machine), cancelled: false };
  const named = { id, name, uses };
  if (!(await resolveCondition(step.if ?? null, { contexts: seenBy(machine), status }))) {
    return { ...named, outcome: 'skipped', conclusion: 'skipped', ...nothing };
  }
  const done = await execute(machine, step, named);
  const outcome = done.exitCode === 0 ? 'success' : 'failure';
  const forgiven = step['continue-on-error'] === true;
  return { ...named, outcome, conclusion: forgiven ? 'success' : outcome, ...done };
}

async function execute(
  machine: Machine,
  step: Mapping,
  { id, name, uses }: Pick<StepRun, 'id' | 'name' | 'uses'>,
): Promise<Done> {
  const { beforeStep } = machine.world.options;
  const place = { job: machine.id, matrix: machine.contexts.matrix ?? null };
  try {
    await beforeStep?.({ ...place, step: id.startsWith('__') ? name : id });
  } catch (error) {
    return failed(error);
  }
  const own = await textsOf(mapping(step.env), machine);
  const at = { ...machine, env: { ...machine.env, ...own } };
  if (uses === null) return runScript(machine, at, step);
  if (uses.startsWith('./')) return runAction(machine, at, { uses, step });
  return {
    ...nothing,
    ...(await runBuiltin(machine, uses, await textsOf(mapping(step.with), at))),
  };
}

function failed(error: unknown): Done {
  const message = error instanceof Error ? error.message : String(error);
  const command: Command = { name: 'error', properties: {}, message };
  return { ...nothing, exitCode: 1, stderr: `${message}\n`, commands: [command] };
}

/** `bash -e`, or `bash -eo pipefail` when the step names the shell. */
async function runScript(machine: Machine, at: Machine, step: Mapping): Promise<Done> {
  const { script, folder } = await textsOf(
    { script: step.run ?? '', folder: step['working-directory'] ?? '.' },
    at,
  );
  const file = path.join(machine.temp, 'script.sh');
  await writeFile(file, script ?? '');
  if (step.shell !== undefined && step.shell !== 'bash') throw new Error(`shell ${step.shell}`);
  const bash = step.shell ? ['--noprofile', '--norc', '-eo', 'pipefail'] : ['-e'];
  const cwd = path.join(machine.workspace, folder ?? '.');
  return inChild(machine, at.env, { argv: ['bash', ...bash, file], cwd, inputs: {} });
}

interface ActionFile {
  readonly inputs?: Readonly<Record<string, { readonly default?: unknown }>>;
  readonly runs: Readonly<Record<string, unknown>>;
}

async function runAction(
  machine: Machine,
  at: Machine,
  { uses, step }: { readonly uses: string; readonly step: Mapping },
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
  const given = await textsOf(mapping(step.with), at);
  const inputs = { ...(await defaultsOf(action, machine)), ...given };
  const variables = Object.entries(inputs).map(([input, value]) => {
    return [`INPUT_${input.replaceAll(' ', '_').toUpperCase()}`, value];
  });
  const env = { ...at.env, ...Object.fromEntries(variables), GITHUB_ACTION_PATH: folder };
  const argv = [node, path.join(folder, String(action.runs.main))] as const;
  const done = await inChild(machine, env, { argv, cwd: machine.workspace, inputs });
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

interface Child {
  readonly argv: readonly [string, ...string[]];
  readonly cwd: string;
  readonly inputs: Readonly<Record<string, string>>;
}

async function inChild(
  machine: Machine,
  own: Readonly<Record<string, string>>,
  { argv, cwd, inputs }: Child,
): Promise<Done> {
  const files = await commandFiles(path.join(machine.temp, `step-${machine.steps.length}`));
  const env = { ...environment(machine), ...own, ...files };
  let ended: Ended;
  try {
    ended = await runChild(argv, { cwd, env });
  } catch (error) {
    return { ...failed(error), env, inputs };
  }
  const { outputs, env: added, path: folders, summary } = await readCommandFiles(files);
  Object.assign(machine.env, added);
  machine.path.unshift(...folders);
  return { ...ended, env, inputs, outputs, summary, commands: commandsIn(ended.stdout) };
}

/** What the runner itself sets, and of this process nothing but PATH. */
function environment(machine: Machine): Record<string, string> {
  const { github } = seenBy(machine);
  const context = Object.entries(github as Payload)
    .filter(([key]) => key !== 'token' && key !== 'event')
    .map(([key, value]) => [`GITHUB_${key.toUpperCase()}`, asText(value)]);
  const folders = [...machine.path, ...(machine.world.options.tools ?? []), process.env.PATH ?? ''];
  return {
    PATH: folders.join(':'),
    HOME: machine.home,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    ...Object.fromEntries(context),
    GITHUB_EVENT_PATH: eventFile(machine),
    RUNNER_OS: 'Linux',
    RUNNER_ARCH: 'X64',
    RUNNER_ENVIRONMENT: 'github-hosted',
    RUNNER_NAME: 'test',
    RUNNER_TEMP: machine.temp,
    RUNNER_TOOL_CACHE: machine.temp,
  };
}
