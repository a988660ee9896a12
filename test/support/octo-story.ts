/** Stories of the bot's flows against the test GitHub: a server each, which nothing bad was sent to in the end. */

import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Author } from '../../src/domain/trial/trial.ts';
import type { FollowUp } from '../../src/flows/commands/office.ts';
import { type PastTrial, readHistory } from '../../src/flows/history.ts';
import type { RunRequest } from '../../src/flows/plan.ts';
import { respond } from '../../src/flows/respond.ts';
import type { Workshop } from '../../src/flows/workshop.ts';
import type { Happening } from '../../src/ports/narrator.ts';
import type { Sandbox } from '../../src/ports/sandbox.ts';
import { findInTree } from './github/files.ts';
import { type Meddling, type RanJobs, runJobs } from './jobs.ts';
import { type Job, openScene, type Scene, untried } from './octo-flows.ts';
import { codecPath } from './workshop.ts';

export interface RunChanges {
  readonly request?: Partial<RunRequest>;
  readonly meddling?: Meddling;
  readonly workshop?: (workshop: Workshop) => Workshop;
  /** Who writes `sources`; the shipped run without. */
  readonly author?: Author;
}

export interface Ran extends RanJobs {
  readonly happenings: readonly Happening[];
  /** What the adapter logged. */
  readonly lines: readonly string[];
}

export interface Stage extends Scene {
  /** One whole run, as a schedule starts it; it proposes what of `sources` was not tried. */
  run(sources?: Readonly<Record<string, string>>, changes?: RunChanges): Promise<Ran>;
  /** Somebody writes a comment, and the bot answers. */
  say(login: string, number: number, body: string): Promise<FollowUp | null>;
  /** The codec on the default branch, and the message of its newest commit. */
  codec(): string;
  message(): string;
  /** Of all pull requests. */
  states(): readonly string[];
  /** What the next run remembers. */
  history(): Promise<readonly PastTrial[]>;
}

/** A repository with that baseline. Ada may write, Eve may not. */
export async function openStage(baseline: string, sandbox: Sandbox): Promise<Stage> {
  const scene = await openScene(baseline, sandbox);
  const { repository } = scene;
  const newest = () => {
    const commit = repository.store.commit(repository.mainTip);
    assert.ok(commit);
    return commit;
  };
  return {
    ...scene,
    run: (sources = {}, changes = {}) => run(scene, { sources, changes, sandbox }),
    say: (login, number, body) => say({ login, number, body }, scene),
    codec() {
      const file = findInTree(repository.store, newest().tree, codecPath);
      return repository.store.blob(file?.sha ?? '')?.toString() ?? '';
    },
    message: () => newest().message,
    states: () => repository.pulls.map(({ state, merged }) => (merged ? 'merged' : state)),
    history: () => readHistory(scene.begin().workshop),
  };
}

async function run(
  { begin }: Scene,
  told: { sources: Readonly<Record<string, string>>; changes: RunChanges; sandbox: Sandbox },
): Promise<Ran> {
  const { sources, changes, sandbox } = told;
  const happenings: Happening[] = [];
  const narrate = (each: Happening) => void happenings.push(each);
  const jobs: Job[] = [];
  const open = () => {
    const job = begin();
    jobs.push(job);
    const workshop = { ...job.workshop, narrate };
    return changes.workshop?.(workshop) ?? workshop;
  };
  const ran = await runJobs(
    { workshop: open(), proposer: untried(sources, changes.author) },
    sandbox,
    { candidates: Object.keys(sources).length, ...changes.request },
    { publisher: open, ...changes.meddling },
  );
  return { ...ran, happenings, lines: jobs.flatMap(({ lines }) => lines) };
}

async function say(
  { login, number, body }: { login: string; number: number; body: string },
  { repository, begin }: Scene,
): Promise<FollowUp | null> {
  repository.as(login).comment(number, body);
  const comment = repository.issue(number).comments.at(-1);
  assert.ok(comment);
  const { workshop, people, conversation, dashboard } = begin();
  return respond(
    { id: comment.id, number, author: login, body },
    {
      ...{ workshops: [workshop], people, conversation, dashboard },
      ...{ pausedByVariable: false, hasKey: false },
    },
  );
}

/** The last thing the bot said in a comment there. */
export function lastReply({ repository }: Scene, number: number): string {
  const said = repository.issue(number).comments.filter(({ author }) => author.type === 'Bot');
  return said.at(-1)?.body ?? '';
}

/** What the newest status of the bot's verdict on a commit says. */
export function statusOf({ repository }: Scene, commit: string): string {
  const context = 'codec-crucible/verdict';
  const newest = repository.newestStatuses(commit).find((each) => each.context === context);
  return newest ? `${newest.state}: ${newest.description}` : 'none';
}

/** Names of the requests so far that change something. */
export function writes({ github }: Scene): readonly string[] {
  const reading = /^GET |^GraphQL (Snapshot|Repository|PullRequest|Branch|Files)$/;
  return github.requests.map(({ name }) => name).filter((name) => !reading.test(name));
}

/** A request of whoever has that token, past the bot: `POST statuses/COMMIT`. */
export async function send(
  { github }: Scene,
  token: string,
  request: string,
  body: Readonly<Record<string, unknown>>,
): Promise<void> {
  const [method = '', path] = request.split(' ');
  const answer = await fetch(`${github.url}/repos/octo/codecs/${path}`, {
    method,
    headers: {
      ...{ authorization: `token ${token}`, 'content-type': 'application/json' },
      'x-github-api-version': '2022-11-28',
    },
    body: JSON.stringify(body),
  });
  assert.ok(answer.ok, await answer.text());
}

/** A status by a person: a check, or what only looks like a verdict. */
export function postStatus(
  scene: Scene,
  login: string,
  commit: string,
  status: { readonly state: string; readonly context: string; readonly description?: string },
): Promise<void> {
  return send(scene, scene.github.personToken(login), `POST statuses/${commit}`, status);
}

/** Told on a stage of its own, which is taken down at the end. */
export function storiesIn(sandbox: Sandbox) {
  return (name: string, baseline: string, tell: (stage: Stage) => Promise<void>): void => {
    it(name, async () => {
      const stage = await openStage(baseline, sandbox);
      try {
        await tell(stage);
        assert.deepEqual(stage.github.violations, []);
      } finally {
        await stage.github.close();
      }
    });
  };
}
