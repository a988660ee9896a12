/** A repository on the test GitHub that runs an evolution: a small benchmark, this project's workflows, a model. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { TestContext } from 'node:test';
import { benchmarkFiles } from './benchmark-folder.ts';
import type { Permissions } from './github/access.ts';
import type { TestRepository } from './github/repository.ts';
import { startTestGitHub, type TestGitHub } from './github/test-github.ts';
import type { CommentPayload } from './github/webhooks.ts';
import { type ApiReply, json, MessagesApi } from './messages-api.ts';
import { ArtifactStore } from './runner/artifact-store.ts';
import type { Event, Payload } from './runner/events.ts';
import type { WorkflowRun } from './runner/record.ts';
import {
  folderRepository,
  gitRepository,
  overlaid,
  type Repository,
} from './runner/repositories.ts';
import { runWorkflow } from './runner/run-workflow.ts';
import type { RunOptions } from './runner/world.ts';
import { need, node24 } from './tools.ts';
import { wasteful } from './workshop.ts';

export const octoCodec = 'benchmarks/small/codec.js';
/** A server without rate limits needs no pauses. */
const vars = { CRUCIBLE_WRITE_INTERVAL: '0', CRUCIBLE_MAX_USD_PER_DAY: '50' };
const names = ['evolve', 'commands', 'report', 'check-setup'].map(
  (name) => `.github/workflows/${name}.yml`,
);
const action = ['action.yml', 'dist'];

/** Where the action and the workflows are: in the running repository, or in another one that it calls. */
export type Home = 'here' | 'elsewhere';

export interface OctoOptions {
  /** In seconds. What begins at the same time, and does the same, gets the same commits. */
  readonly time?: number;
  readonly home?: Home;
  /** Where artifacts are kept; one of its own without. */
  readonly artifacts?: ArtifactStore;
}

export interface Octo {
  readonly github: TestGitHub;
  readonly repository: TestRepository;
  readonly api: MessagesApi;
  /** What runs have uploaded. */
  readonly artifacts: ArtifactStore;
  /** Runs one of the repository's workflow files with the committed bundle. */
  run(workflow: string, event: Event, changes?: Partial<RunOptions>): Promise<WorkflowRun>;
  schedule(candidates: number, changes?: Partial<RunOptions>): Promise<WorkflowRun>;
  /** Somebody comments, and the workflow that answers runs. */
  say(login: string, number: number, body: string): Promise<WorkflowRun>;
  /** What that workflow does with an event. */
  hear(payload: CommentPayload): Promise<WorkflowRun>;
  /** What each job of the newest run asked GitHub, in order. */
  requests(): readonly JobRequests[];
  /** The codec on the default branch, and its newest commit's message, as git itself has them. */
  codec(): string;
  message(): string;
  close(): Promise<void>;
}

export interface JobRequests {
  readonly job: string;
  readonly names: readonly string[];
}

/** One story; at its end nothing may be left in `violations`. Without Node 24 it says that it was not run. */
export async function withOcto(
  context: TestContext,
  options: OctoOptions,
  tell: (octo: Octo) => Promise<void>,
): Promise<void> {
  if (!need(node24(), 'Node 24', context)) return;
  const octo = await openOcto(options);
  try {
    await tell(octo);
    assert.deepEqual(octo.github.violations, []);
    assert.equal(octo.github.faults.pending, false);
  } finally {
    await octo.close();
  }
}

/** Two copies of each sample stand on the default branch. Ada may write, Eve may not. */
export async function openOcto({
  time = Math.floor(Date.now() / 1000),
  home = 'here',
  artifacts = new ArtifactStore(),
}: OctoOptions): Promise<Octo> {
  const github = await startTestGitHub();
  // The bundle has a clock of its own.
  github.clock.advance(time - github.clock.now);
  const api = await new MessagesApi().start();
  const repository = github.repository('octo', 'codecs', {
    // A gain that large would be held for a person.
    ...benchmarkFiles('benchmarks/small', { implausible_gain_percent: 99 }),
    [octoCodec]: wasteful(2),
    'README.md': 'Codecs\n',
    ...workflowsOf(home),
  });
  repository.setRole('ada', 'write');
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', repository.folder, ...args], { encoding: 'utf8' });
  const settings = { ...vars, CRUCIBLE_ANTHROPIC_BASE_URL: api.url };
  repository.artifacts = artifacts;
  let runs = 100;
  let starts: { job: string; at: number }[] = [];
  const run: Octo['run'] = (workflow, event, changes = {}) => {
    starts = [];
    repository.runs.push({
      ...{ id: ++runs, file: `${workflow}.yml`, event: event.name, createdAt: github.clock.now },
      ...{ status: 'in_progress', jobs: [] },
    });
    return runWorkflow({
      repository: 'octo/codecs',
      file: `.github/workflows/${workflow}.yml`,
      event,
      repositories: repositoriesOf(home, repository.folder),
      secrets: { ANTHROPIC_API_KEY: api.key },
      tokenFor: (permissions) => github.actionsToken(repository, permissions as Permissions),
      urls: { api: github.url, graphql: `${github.url}/graphql` },
      runId: runs,
      artifacts,
      ...changes,
      vars: { ...settings, ...changes.vars },
      beforeStep: (place) => {
        const { job, step } = place;
        if (job.split('/').at(-1) === step) starts.push({ job, at: github.requests.length });
        return changes.beforeStep?.(place);
      },
    });
  };
  const hear: Octo['hear'] = (payload) =>
    run('commands', { name: 'issue_comment', payload: { ...payload } as unknown as Payload });
  return {
    ...{ github, repository, api, artifacts, run, hear },
    schedule: (candidates, changes = {}) => {
      const wished = { CRUCIBLE_CANDIDATES: String(candidates), ...changes.vars };
      return run('evolve', { name: 'schedule' }, { ...changes, vars: wished });
    },
    say: (login, number, body) => hear(repository.as(login).comment(number, body)),
    requests: () =>
      starts.map(({ job, at }, i) => ({
        job,
        names: github.requests.slice(at, starts[i + 1]?.at).map(({ name }) => name),
      })),
    codec: () => git('show', `main:${octoCodec}`),
    message: () => git('log', '-1', '--format=%B', 'main'),
    async close() {
      await github.close();
      await api.stop();
    },
  };
}

const tool = 'tools/codec-crucible';
const toolCommit = 'a'.repeat(40);

/** This project's own; or the examples, as somebody fills them in who calls them. */
function workflowsOf(home: Home): Record<string, string> {
  if (home === 'here') {
    return Object.fromEntries(names.map((file) => [file, readFileSync(file, 'utf8')]));
  }
  return Object.fromEntries(
    ['evolve.yml', 'commands.yml'].map((file) => {
      const example = readFileSync(`examples/workflows/${file}`, 'utf8');
      const filled = example.replaceAll('COMMIT', toolCommit).replaceAll('OWNER', 'tools');
      return [`.github/workflows/${file}`, filled];
    }),
  );
}

function repositoriesOf(home: Home, folder: string): Record<string, Repository> {
  const own = gitRepository(folder);
  return home === 'here'
    ? { 'octo/codecs': overlaid(own, process.cwd(), action) }
    : {
        'octo/codecs': own,
        [tool]: folderRepository(process.cwd(), [...action, '.github/workflows'], toolCommit),
      };
}

/** What a model answers that proposes a source. */
export function proposal(title: string, source: string): ApiReply {
  return json({ title, hypothesis: `${title} is better.`, builds_on: [], source });
}

/** Of all pull requests, in order. */
export function statesOf({ repository }: Octo): string[] {
  return repository.pulls.map(({ state, merged }) => (merged ? 'merged' : state));
}

/** The machine of the job that is running the action is gone from one moment to the next. */
export function killAction(): void {
  const self = process.pid;
  const children = readFileSync(`/proc/${self}/task/${self}/children`, 'utf8').trim().split(' ');
  const actions = children.filter((pid) =>
    readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('/dist/main.js'),
  );
  assert.equal(actions.length, 1);
  process.kill(Number(actions[0]), 'SIGKILL');
}
