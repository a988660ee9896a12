/** One telling of a story: with its trouble, with what the schedule does then, and what it all came to. */

import { parseLedgerEntry } from '../../src/domain/ledger-text.ts';
import { type Portrait, portraitOf } from '../support/github/portrait.ts';
import { type Fate, type FaultName, faults } from './fate.ts';
import type { Asked, Passage } from './gate.ts';
import { brokenInvariants, ledgerOf } from './invariants.ts';
import { type Story, stored } from './stories.ts';
import { type Place, World } from './world.ts';

/** What a story came to. */
export interface End {
  readonly portrait: Omit<Portrait, 'dispatches'>;
  /** Comments and reactions, by pull request and issue. */
  readonly talk: readonly unknown[];
  /** By experiment. */
  readonly items: Readonly<Record<string, unknown>>;
}

export interface Told {
  readonly passage: Passage;
  readonly end: End;
  /** Broken invariants, and steps that could not be done. */
  readonly wrong: readonly string[];
  readonly lines: readonly string[];
}

export type Trouble =
  | { readonly kind: 'none' }
  | { readonly kind: 'kill'; readonly index: number; readonly when: 'before' | 'after' }
  | { readonly kind: 'fault'; readonly index: number; readonly fault: FaultName };

const mostTries = 4;
const mostRuns = 6;

export interface TellOptions {
  /** Milliseconds in place of every limit. */
  readonly limit: number;
  /** The same story without trouble; what comes later is seen in it. */
  readonly undisturbed: Told | null;
}

export async function tellStory(
  place: Place,
  story: Story,
  trouble: Trouble,
  options: TellOptions,
): Promise<Told> {
  const { script } = story;
  const world = await World.open(place, { baseline: stored, script, limit: options.limit });
  const wrong: string[] = [];
  try {
    const { passage } = world;
    passage.counting = false;
    await story.before(world);
    passage.counting = true;
    plan(passage, trouble, options.undisturbed);
    passage.served = () => {
      for (const each of brokenInvariants(world)) if (!wrong.includes(each)) wrong.push(each);
    };
    for (const step of story.steps) {
      step.once?.(world);
      wrong.push(...(await persist(() => step.act(world), step.name)));
    }
    passage.counting = false;
    wrong.push(...(await calm(world)), ...openAccounts(world));
    return { passage, end: await endOf(world), wrong, lines: world.lines };
  } finally {
    await world.close();
  }
}

function plan(passage: Passage, trouble: Trouble, undisturbed: Told | null): void {
  if (trouble.kind === 'none') return;
  const { index } = trouble;
  const fate: Fate =
    trouble.kind === 'kill' ? { kind: 'die', when: trouble.when } : faults[trouble.fault];
  passage.fate = (asked) => (asked.index === index ? fate : { kind: 'pass' });
  if (fate.kind !== 'stale' || !undisturbed) return;
  const write = newestWrite(undisturbed.passage.asked, index);
  if (write !== null) passage.foresee(index, write, undisturbed.passage);
}

/** The write that a stale reading does not show; null when nothing was written before it. */
export function newestWrite(asked: readonly Asked[], index: number): number | null {
  const { service } = asked[index] ?? {};
  const write = asked.findLast(
    (each) => each.index < index && each.service === service && each.writes,
  );
  return write?.index ?? null;
}

/** What was killed or failed is started again. */
async function persist(act: () => Promise<string>, name: string): Promise<string[]> {
  for (let tries = 1; tries <= mostTries; tries += 1) {
    if ((await act()) === 'done') return [];
  }
  return [`${name}: not done after ${mostTries} tries`];
}

/** The schedule comes until it finds nothing to do; then the daily report. */
async function calm(world: World): Promise<string[]> {
  const wrong: string[] = [];
  for (let runs = 1; ; runs += 1) {
    const before = JSON.stringify(portraitOf(world.repository));
    wrong.push(...(await persist(() => world.schedule(), 'the schedule')));
    if (JSON.stringify(portraitOf(world.repository)) === before) break;
    if (runs === mostRuns) return [...wrong, `there is no end after ${mostRuns} runs`];
  }
  return [...wrong, ...(await persist(() => world.report(), 'the report'))];
}

async function endOf(world: World): Promise<End> {
  const { repository } = world;
  const { dispatches: _, ...portrait } = portraitOf(repository, { text: (words) => words });
  const items = (await world.items()).map(({ revision, ...item }) => {
    const state = revision?.S?.replace(/\d{16}/, 'REVIEW');
    return [item.experiment_id?.S, { ...item, state }] as const;
  });
  const pulls = portrait.pullRequests.map(talkOf);
  const issues = portrait.issues.map(talkOf);
  return {
    portrait: {
      ...portrait,
      pullRequests: pulls.map(({ rest }) => rest),
      issues: issues.map(({ rest }) => rest),
    },
    talk: [...pulls, ...issues].map(({ talk }) => talk),
    items: Object.fromEntries(items.sort(([a = ''], [b = '']) => a.localeCompare(b))),
  };
}

type Comments = readonly { readonly author: string; readonly body: unknown }[];

/** Comments by themselves. A run that was lost has an account of its own, which is looked at elsewhere. */
function talkOf(issue: unknown): { readonly rest: object; readonly talk: Comments } {
  const { comments, ...rest } = issue as { readonly comments: Comments };
  return { rest, talk: comments.filter(({ body }) => parseLedgerEntry(String(body)) === null) };
}

/** Accounts that stay open are those of runs that were lost. */
function openAccounts({ repository, lost }: World): string[] {
  const open = ledgerOf(repository).filter(({ spent }) => spent === null);
  return open.length <= lost
    ? []
    : [`${open.length} accounts are open, and ${lost} runs were lost`];
}
