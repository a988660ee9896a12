/** Stories of the bot's flows against the test GitHub: a server each, which nothing bad was sent to in the end. */

import assert from 'node:assert/strict';
import { it } from 'node:test';
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
    run: (sources = {}, changes = {}) => run(scene.begin(), { sources, changes, sandbox }),
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
  { workshop, lines }: Job,
  told: { sources: Readonly<Record<string, string>>; changes: RunChanges; sandbox: Sandbox },
): Promise<Ran> {
  const { sources, changes, sandbox } = told;
  const happenings: Happening[] = [];
  const watched = { ...workshop, narrate: (each: Happening) => void happenings.push(each) };
  const ran = await runJobs(
    { workshop: changes.workshop?.(watched) ?? watched, proposer: untried(sources) },
    sandbox,
    { candidates: Object.keys(sources).length, ...changes.request },
    changes.meddling,
  );
  return { ...ran, happenings, lines };
}

async function say(
  { login, number, body }: { login: string; number: number; body: string },
  { repository, begin }: Scene,
): Promise<FollowUp | null> {
  const { issue, comment } = repository.as(login).comment(number, body);
  const { workshop, people, conversation, dashboard } = begin();
  return respond(
    { id: comment.id, number: issue.number, author: comment.user.login, body: comment.body },
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

/** Told on a stage of its own, which is taken down at the end. */
export function staging(sandbox: Sandbox) {
  return (
    name: string,
    baseline: string,
    tell: (stage: Stage) => Promise<void>,
  ): Promise<void> | undefined =>
    void it(name, async () => {
      const stage = await openStage(baseline, sandbox);
      try {
        await tell(stage);
        assert.deepEqual(stage.github.violations, []);
      } finally {
        await stage.github.close();
      }
    }) ?? undefined;
}
