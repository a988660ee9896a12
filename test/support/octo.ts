/** A repository on the test GitHub that runs an evolution: a small benchmark, this project's workflows, a model. */

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { benchmarkFiles } from './benchmark-folder.ts';
import type { Permissions } from './github/access.ts';
import type { TestRepository } from './github/repository.ts';
import { startTestGitHub, type TestGitHub } from './github/test-github.ts';
import { MessagesApi } from './messages-api.ts';
import type { Event, Payload } from './runner/events.ts';
import type { WorkflowRun } from './runner/record.ts';
import { gitRepository, overlaid } from './runner/repositories.ts';
import { runWorkflow } from './runner/run-workflow.ts';
import type { RunOptions } from './runner/world.ts';

export const octoCodec = 'benchmarks/small/codec.js';
/** A server without rate limits needs no pauses. */
const vars = { CRUCIBLE_WRITE_INTERVAL: '0', CRUCIBLE_MAX_USD_PER_DAY: '50' };
const workflows = ['evolve', 'commands', 'report'].map((name) => `.github/workflows/${name}.yml`);

export interface Octo {
  readonly github: TestGitHub;
  readonly repository: TestRepository;
  readonly api: MessagesApi;
  /** Runs one of this project's workflow files with the committed bundle. */
  run(workflow: string, event: Event, changes?: Partial<RunOptions>): Promise<WorkflowRun>;
  schedule(candidates: number, changes?: Partial<RunOptions>): Promise<WorkflowRun>;
  /** Somebody comments, and the workflow that answers runs. */
  say(login: string, number: number, body: string): Promise<WorkflowRun>;
  /** The codec on the default branch, and its newest commit's message, as git itself has them. */
  codec(): string;
  message(): string;
  close(): Promise<void>;
}

/** `baseline` stands on the default branch. Ada may write, Eve may not. */
export async function openOcto(baseline: string): Promise<Octo> {
  const github = await startTestGitHub();
  // The bundle has a clock of its own.
  github.clock.advance(Math.floor(Date.now() / 1000) - github.clock.now);
  const api = await new MessagesApi().start();
  const repository = github.repository('octo', 'codecs', {
    // A gain that large would be held for a person.
    ...benchmarkFiles('benchmarks/small', { implausible_gain_percent: 99 }),
    [octoCodec]: baseline,
    'README.md': 'Codecs\n',
    ...Object.fromEntries(workflows.map((file) => [file, readFileSync(file, 'utf8')])),
  });
  repository.setRole('ada', 'write');
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', repository.folder, ...args], { encoding: 'utf8' });
  let runs = 100;
  const run: Octo['run'] = (workflow, event, changes = {}) =>
    runWorkflow({
      repository: 'octo/codecs',
      file: `.github/workflows/${workflow}.yml`,
      event,
      repositories: {
        'octo/codecs': overlaid(gitRepository(repository.folder), process.cwd(), [
          'action.yml',
          'dist',
        ]),
      },
      secrets: { ANTHROPIC_API_KEY: api.key },
      vars: { ...vars, CRUCIBLE_ANTHROPIC_BASE_URL: api.url },
      tokenFor: (permissions) => github.actionsToken(repository, permissions as Permissions),
      urls: { api: github.url, graphql: `${github.url}/graphql` },
      runId: ++runs,
      ...changes,
    });
  return {
    ...{ github, repository, api, run },
    schedule: (candidates, changes = {}) =>
      run(
        'evolve',
        { name: 'schedule' },
        {
          ...changes,
          vars: {
            ...vars,
            CRUCIBLE_ANTHROPIC_BASE_URL: api.url,
            CRUCIBLE_CANDIDATES: String(candidates),
            ...changes.vars,
          },
        },
      ),
    say: (login, number, body) =>
      run('commands', {
        name: 'issue_comment',
        payload: { ...repository.as(login).comment(number, body) } as unknown as Payload,
      }),
    codec: () => git('show', `main:${octoCodec}`),
    message: () => git('log', '-1', '--format=%B', 'main'),
    async close() {
      await github.close();
      await api.stop();
    },
  };
}
