/** Runs the committed bundle as a stranger would: a child process, nothing but its words and exit code. */

import { spawn } from 'node:child_process';
import path from 'node:path';

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandOptions {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Another Node.js than the one that runs the tests. */
  readonly node?: string;
}

/** `node dist/cli.js ...args`. */
export function crucible(args: readonly string[], options: CommandOptions): Promise<Ended> {
  return run(options.node ?? process.execPath, [path.resolve('dist/cli.js'), ...args], options);
}

export function run(
  command: string,
  args: readonly string[],
  { cwd, env }: CommandOptions,
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, NO_COLOR: '1', ...env } });
    const output = { stdout: '', stderr: '' };
    child.stdout.on('data', (data) => {
      output.stdout += data;
    });
    child.stderr.on('data', (data) => {
      output.stderr += data;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...output }));
  });
}
