/** Made-up workflows for the tests of the runner. */

import type { WorkflowRun } from './runner/record.ts';
import { textRepository } from './runner/repositories.ts';
import { runWorkflow } from './runner/run-workflow.ts';
import type { RunOptions } from './runner/world.ts';

export const commit = 'c'.repeat(40);
export const main = '.github/workflows/main.yml';

/** Runs a made-up workflow; other files stand beside it in the same repository. */
export function play(
  text: string,
  options: Partial<RunOptions> & { readonly files?: Readonly<Record<string, string>> } = {},
): Promise<WorkflowRun> {
  const { files = {}, ...rest } = options;
  return runWorkflow({
    repository: 'octo/film',
    file: main,
    event: { name: 'workflow_dispatch' },
    repositories: { 'octo/film': textRepository({ [main]: text, ...files }, commit) },
    tokenFor: (permissions) => `token of ${JSON.stringify(permissions)}`,
    ...rest,
  });
}

/** A workflow that starts by hand; every job gets a runner. */
export function workflow(jobs: string, on = 'workflow_dispatch:'): string {
  const body = jobs.replace(/^( {2}\w+:)$/gm, '$1\n    runs-on: ubuntu-24.04');
  return `name: made up\non:\n  ${on}\npermissions: {}\njobs:\n${body}\n`;
}

export const results = (run: WorkflowRun) => run.jobs.map(({ id, result }) => `${id} ${result}`);
