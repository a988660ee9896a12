/** A check of the set-up of a repository on the test GitHub, told as a story. */

import assert from 'node:assert/strict';
import { setupPlan, setupUploads } from '../../src/action/setup-artifacts.ts';
import { openSetup } from '../../src/adapters/github/setup/open.ts';
import { dashboardTitle } from '../../src/domain/label.ts';
import type { Finding } from '../../src/domain/setup/finding.ts';
import { checkSetup, type RunnerSide, type SetupCheck } from '../../src/flows/check-setup.ts';
import type { ModelFault } from '../../src/ports/model.ts';
import type { Permissions } from './github/access.ts';
import type { TestRepository } from './github/repository.ts';
import { everything, type Story } from './github/story.ts';
import { ArtifactStore } from './runner/artifact-store.ts';

export const runId = 101;

export interface CheckChanges {
  readonly token?: string;
  readonly permissions?: Permissions;
  readonly setup?: Partial<SetupCheck>;
  readonly runner?: Partial<RunnerSide>;
  /** Whether a run has uploaded what it has to; it has, without. */
  readonly uploaded?: boolean;
}

/** What a run has uploaded by the time that the check begins. */
export function uploadFor(repository: TestRepository, run = runId): void {
  repository.artifacts ??= new ArtifactStore();
  const { artifact, file, content } = setupUploads();
  const from = { runId: run, attempt: 1, since: 1 };
  const plan = Buffer.from(JSON.stringify(setupPlan));
  repository.artifacts.upload({ name: 'plan', files: new Map([['plan.json', plan]]), from });
  const files = new Map([[file, Buffer.from(content)]]);
  repository.artifacts.upload({ name: artifact, files, from });
}

export function runOf(file: string, id: number, createdAt = 0): TestRepository['runs'][number] {
  return { id, file, event: 'schedule', createdAt, status: 'completed', jobs: [] };
}

/** Runs every check, and gives what they found. */
export function check(
  { github, repository }: Story,
  changes: CheckChanges = {},
): Promise<readonly Finding[]> {
  const { permissions = everything, uploaded = true } = changes;
  repository.artifacts ??= new ArtifactStore();
  if (uploaded) uploadFor(repository);
  const { platform, rehearsal } = openSetup({
    ...{ owner: 'octo', repo: 'codecs', apiUrl: github.url, dashboardTitle, id: `${runId}-1` },
    token: changes.token ?? github.actionsToken(repository, permissions),
    ...{ userAgent: 'test', writeInterval: 0, retries: 0, log: () => {} },
    carried: { ...setupUploads(), runId },
  });
  return checkSetup({
    ...{ platform, rehearsal, serverUrl: 'https://github.com', workflow: 'evolve.yml' },
    verdict: 'codec-crucible/verdict',
    runner: { ...fineRunner, ...changes.runner },
    ...changes.setup,
  });
}

const fineRunner: RunnerSide = {
  carried: { alone: null, together: null },
  wrongInputs: [],
  runsInFork: false,
  postedChecks: [],
  model: 'claude-sonnet-5-5',
  access: { fault: async () => null },
};

export function modelThatAnswers(fault: ModelFault): Partial<RunnerSide> {
  return { access: { fault: async () => fault } };
}

/** The one finding of that name. */
export function find(findings: readonly Finding[], name: string): Finding {
  const found = findings.filter(({ check: each }) => each === name);
  assert.equal(found.length, 1, `${name} in ${JSON.stringify(findings, null, 1)}`);
  return found[0] as Finding;
}

/** Only that check found anything, and of that state. Gives what it says. */
export function only(findings: readonly Finding[], name: string, state: Finding['state']): string {
  const found = find(findings, name);
  assert.equal(found.state, state, JSON.stringify(found));
  assert.ok('todo' in found);
  const others = findings.filter((each) => each.check !== name && !isUsual(each));
  assert.deepEqual(others, []);
  return `${found.seen} -> ${found.todo}`;
}

/** In a new repository nobody knows whether pull requests may be opened. */
function isUsual({ check: name, state }: Finding): boolean {
  return state === 'fine' || (name === 'pull requests by Actions' && state === 'unknown');
}

/** Nothing that a check makes is there. */
export function assertClean({ repository }: Pick<Story, 'repository'>): void {
  const branches = [...repository.refs.keys()].filter((ref) => ref.includes('check-setup'));
  assert.deepEqual(branches, []);
  assert.deepEqual(
    repository.labels.filter(({ name }) => name.includes('check-setup')),
    [],
  );
  const { artifact } = setupUploads();
  const names = repository.artifacts?.all().map(({ name }) => name) ?? [];
  assert.equal(names.includes(artifact), false, names.join());
}
