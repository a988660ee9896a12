/** Keeps trials in a table, too. They are taken from the pull requests, so what is lost here can be made good. */

import { revisionOf, type StoredTrial, storedTrial } from '../domain/trial/stored.ts';
import type { StoringReport, TrialStore, Trouble } from '../ports/trial-store.ts';
import { type PastTrial, readHistory, trialsOf } from './history.ts';
import type { Workshop } from './workshop.ts';

export interface Storing {
  readonly store: TrialStore;
  /** Seconds since 1970. */
  readonly now: number;
  /** Days after which the table drops a trial; null for never. */
  readonly lifetimeDays: number | null;
}

const parallelWrites = 8;
/** Writes that were lost one after the other, after which no more is tried. */
const mostLosses = 3;

/** Every trial of all benchmarks that can be believed. */
export async function readHistories(workshops: readonly Workshop[]): Promise<PastTrial[]> {
  return (await Promise.all(workshops.map(readHistory))).flat();
}

/** Those of one pull request, whatever benchmark it is for. */
export async function readTrialsOf(
  number: number,
  workshops: readonly Workshop[],
): Promise<PastTrial[]> {
  const found = await Promise.all(
    workshops.map(async (workshop) => {
      const all = await workshop.forge.pullRequests();
      const pullRequest = all.find((each) => each.number === number);
      return pullRequest ? trialsOf(pullRequest, workshop) : [];
    }),
  );
  return found.flat();
}

/** Those of `after` that were not there before, or in another state. */
export function changedTrials(
  before: readonly PastTrial[],
  after: readonly PastTrial[],
): readonly PastTrial[] {
  const key = ({ pullRequest, review, digest }: PastTrial) =>
    `${pullRequest.number} ${review} ${digest}`;
  const known = new Set(before.map(key));
  return after.filter((each) => !known.has(key(each)));
}

/** Writes these trials, each unless the table holds a later state of it. */
export async function storeTrials(
  past: readonly PastTrial[],
  storing: Storing,
): Promise<StoringReport> {
  const { items, tooLarge } = itemsOf(past, storing);
  return { ...(await writeAll(items, storing.store)), tooLarge };
}

/** The same for a whole history: asks first what the table holds, and writes what is missing. */
export async function syncTrials(
  past: readonly PastTrial[],
  storing: Storing,
): Promise<StoringReport> {
  const { items, tooLarge } = itemsOf(past, storing);
  const listing = await storing.store.revisions();
  if (listing.kind !== 'listed') {
    return { written: 0, kept: 0, left: items.length, tooLarge, trouble: listing };
  }
  const missing = items.filter(
    (item) => (listing.revisions.get(item.experiment_id) ?? '') < item.revision,
  );
  const report = await writeAll(missing, storing.store);
  return { ...report, kept: report.kept + items.length - missing.length, tooLarge };
}

/** The latest state of each trial; what has outlived its time is not brought back. */
function itemsOf(past: readonly PastTrial[], { now, lifetimeDays }: Storing) {
  const items = new Map<string, StoredTrial>();
  const tooLarge = new Set<string>();
  for (const { trial, review } of past) {
    const revision = revisionOf(trial, review);
    const stored = storedTrial(trial, { revision, lifetimeDays });
    if (stored.kind === 'too_large') tooLarge.add(trial.experiment_id);
    if (stored.kind !== 'item' || (stored.item.expires_at ?? now + 1) <= now) continue;
    const known = items.get(trial.experiment_id);
    if (!known || known.revision < revision) items.set(trial.experiment_id, stored.item);
  }
  return { items: [...items.values()], tooLarge: [...tooLarge] };
}

async function writeAll(
  items: readonly StoredTrial[],
  store: TrialStore,
): Promise<Omit<StoringReport, 'tooLarge'>> {
  const count = { written: 0, kept: 0 };
  let trouble: Trouble | null = null;
  let losses = 0;
  let next = 0;
  const isHopeless = () => trouble?.kind === 'refused' || losses >= mostLosses;
  const write = async () => {
    while (next < items.length && !isHopeless()) {
      const outcome = await store.put(items[next++] as StoredTrial);
      if (outcome.kind === 'written' || outcome.kind === 'kept') {
        count[outcome.kind] += 1;
        losses = 0;
        continue;
      }
      losses += 1;
      // What a person must mend is said before what mends itself.
      if (trouble?.kind !== 'refused') trouble = outcome;
    }
  };
  await Promise.all(Array.from({ length: parallelWrites }, write));
  return { ...count, left: items.length - count.written - count.kept, trouble };
}
