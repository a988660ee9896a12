/** A step as a process: its environment, and what it leaves in the command files. */

import path from 'node:path';
import { commandFiles, commandsIn, type Ended, readCommandFiles, runChild } from './child.ts';
import type { Payload } from './events.ts';
import { asText } from './expressions.ts';
import { eventFile, type Machine, seenBy } from './machine.ts';
import type { Command, StepRun } from './record.ts';

/** What a step did, without what the job makes of it. */
export type Done = Pick<
  StepRun,
  'exitCode' | 'stdout' | 'stderr' | 'env' | 'inputs' | 'outputs' | 'summary' | 'commands'
>;

export const nothing: Done = {
  ...{ exitCode: null, stdout: '', stderr: '', env: {}, inputs: {}, outputs: {} },
  ...{ summary: '', commands: [] },
};

export function failed(error: unknown): Done {
  const message = error instanceof Error ? error.message : String(error);
  const command: Command = { name: 'error', properties: {}, message };
  return { ...nothing, exitCode: 1, stderr: `${message}\n`, commands: [command] };
}

export interface Child {
  readonly argv: readonly [string, ...string[]];
  readonly cwd: string;
  readonly inputs: Readonly<Record<string, string>>;
  /** Of the step. */
  readonly id: string;
}

/** Runs it with these variables, under what the runner itself sets. */
export async function inChild(
  machine: Machine,
  own: Readonly<Record<string, string>>,
  { argv, cwd, inputs, id }: Child,
): Promise<Done> {
  const files = await commandFiles(path.join(machine.temp, `step-${machine.steps.length}`));
  const { PATH = process.env.PATH ?? '', ...rest } = own;
  const folders = [...machine.path, ...(machine.world.options.tools ?? []), PATH];
  const env = {
    ...{ HOME: machine.home, CI: 'true', ...rest, PATH: folders.join(':') },
    ...context(machine),
    ...{ GITHUB_ACTION: id, ...files },
  };
  let ended: Ended;
  try {
    ended = await runChild(argv, { cwd, env });
  } catch (error) {
    return { ...failed(error), env, inputs };
  }
  const {
    outputs,
    env: added,
    path: before,
    summary,
    errors,
    breaks,
  } = await readCommandFiles(files);
  Object.assign(machine.env, added);
  machine.path.unshift(...before);
  const said = errors.map((message) => ({ name: 'error', properties: {}, message }));
  const commands = [...commandsIn(ended.stdout), ...said];
  // A file that cannot be read fails a step that has ended well.
  const exitCode = breaks && ended.exitCode === 0 ? 1 : ended.exitCode;
  return { ...ended, exitCode, env, inputs, outputs, summary, commands };
}

/** The contexts as variables: a step cannot set these anew. */
function context(machine: Machine): Record<string, string> {
  const { world, permissions } = machine;
  const { github } = seenBy(machine);
  const variables = Object.entries(github as Payload)
    .filter(([key]) => key !== 'token' && key !== 'event')
    .map(([key, value]) => [`GITHUB_${key.toUpperCase()}`, asText(value)]);
  const server = String(world.github.server_url);
  const proof = {
    ACTIONS_ID_TOKEN_REQUEST_URL: `${server}/_actions/idtoken?api-version=2.0`,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'id-token-request',
  };
  return {
    GITHUB_ACTIONS: 'true',
    ...Object.fromEntries(variables),
    GITHUB_EVENT_PATH: eventFile(machine),
    RUNNER_OS: 'Linux',
    RUNNER_ARCH: 'X64',
    RUNNER_ENVIRONMENT: 'github-hosted',
    RUNNER_NAME: 'test',
    RUNNER_TEMP: machine.temp,
    RUNNER_TOOL_CACHE: machine.temp,
    ...(permissions['id-token'] === 'write' ? proof : {}),
  };
}
