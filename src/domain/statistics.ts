/** Counts over trials: how many of what, and what keeps coming. */

import { type FailureCategory, failureCategories } from './analysis.ts';
import { type Status, statuses, type Trial } from './trial/trial.ts';

export interface Statistics {
  readonly trials: number;
  readonly byStatus: readonly { readonly status: Status; readonly count: number }[];
  readonly byCategory: readonly { readonly category: FailureCategory; readonly count: number }[];
  /** Accepted trials among those that ended by the candidate's own merit; null without any. */
  readonly acceptance: number | null;
  /** Failures that came more than once, the most frequent first. */
  readonly repeated: readonly RepeatedFailure[];
}

export interface RepeatedFailure {
  readonly fingerprint: string;
  readonly category: FailureCategory;
  readonly count: number;
  /** The first and the newest pull request that had it. */
  readonly first: number | null;
  readonly newest: number | null;
}

/** `trials` oldest first. A head that was tried again counts once for each verdict. */
export function countTrials(trials: readonly Trial[]): Statistics {
  const count = (test: (trial: Trial) => boolean) => trials.filter(test).length;
  const judged = count(({ status }) => status !== 'error');
  return {
    trials: trials.length,
    byStatus: statuses.map((status) => ({
      status,
      count: count((trial) => trial.status === status),
    })),
    byCategory: failureCategories
      .map((category) => ({
        category,
        count: count(({ analysis }) => analysis?.failure_category === category),
      }))
      .filter((each) => each.count > 0),
    acceptance: judged === 0 ? null : count(({ status }) => status === 'accepted') / judged,
    repeated: repeatedFailures(trials),
  };
}

function repeatedFailures(trials: readonly Trial[]): RepeatedFailure[] {
  const groups = new Map<string, Trial[]>();
  for (const trial of trials) {
    const { analysis, status } = trial;
    if (analysis === null || (status !== 'failed' && status !== 'error')) continue;
    groups.set(analysis.fingerprint, [...(groups.get(analysis.fingerprint) ?? []), trial]);
  }
  return [...groups.entries()]
    .filter(([, group]) => group.length > 1)
    .map(([fingerprint, group]) => ({
      fingerprint,
      category: group[0]?.analysis?.failure_category ?? 'infrastructure_error',
      count: group.length,
      first: group[0]?.candidate.pull_request ?? null,
      newest: group.at(-1)?.candidate.pull_request ?? null,
    }))
    .sort((a, b) => b.count - a.count || (a.fingerprint < b.fingerprint ? -1 : 1));
}
