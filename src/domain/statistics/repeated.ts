/** Failures that keep coming, told by their fingerprints. */

import type { FailureCategory } from '../analysis.ts';
import type { Trial } from '../trial/trial.ts';

export interface RepeatedFailure {
  readonly fingerprint: string;
  /** Of the newest one, as its cause is. */
  readonly category: FailureCategory;
  readonly count: number;
  /** The first and the newest pull request that had it. */
  readonly first: number | null;
  readonly newest: number | null;
  /** Root cause of the newest one, as it was written: hostile text. */
  readonly cause: string;
}

/** What more than one of these settled trials failed with, the most frequent first. */
export function repeatedFailures(trials: readonly Trial[]): readonly RepeatedFailure[] {
  const repeated = new Map<string, RepeatedFailure>();
  for (const { analysis, status, candidate } of trials) {
    if (analysis === null || status !== 'failed') continue;
    const { fingerprint, failure_category: category, root_cause: cause } = analysis;
    const known = repeated.get(fingerprint);
    const first = known?.first ?? candidate.pull_request;
    const newest = candidate.pull_request ?? known?.newest ?? null;
    const count = (known?.count ?? 0) + 1;
    repeated.set(fingerprint, { fingerprint, category, count, first, newest, cause });
  }
  return [...repeated.values()]
    .filter(({ count }) => count > 1)
    .sort((a, b) => b.count - a.count || (a.fingerprint < b.fingerprint ? -1 : 1));
}
