/** The figures of a history: how many of what, when, what keeps coming, what it cost. docs/metrics.md defines each. */

import { type FailureCategory, failureCategories, type Severity, severities } from './analysis.ts';
import { addCosts } from './price.ts';
import { type Gain, gainOf, type Series, seriesOf } from './statistics/gain.ts';
import { settleTrials } from './statistics/records.ts';
import { type RepeatedFailure, repeatedFailures } from './statistics/repeated.ts';
import { tallyOf, type WeekTally, weeklyTallies } from './statistics/tally.ts';
import { type Cost, noCost, type Status, statuses, type Trial } from './trial/trial.ts';

export interface Statistics {
  readonly trials: number;
  readonly byStatus: readonly { readonly status: Status; readonly count: number }[];
  /** Why candidates were not accepted: categories and severities that came, in their fixed orders. */
  readonly byCategory: readonly CategoryCount[];
  readonly bySeverity: readonly SeverityCount[];
  /** The bot's own errors, which are no failures of candidates. */
  readonly errors: BotErrors;
  /** Accepted trials among those with a verdict, 0 to 1; null without any. */
  readonly acceptance: number | null;
  /** Weeks with trials, oldest first. */
  readonly weeks: readonly WeekTally[];
  /** Failures that came more than once, the most frequent first. */
  readonly repeated: readonly RepeatedFailure[];
  /** Of everything, errors included. */
  readonly cost: Cost;
  /** Pull requests that got a verdict. */
  readonly candidates: number;
  /** Dollars of everything for each of them, and for each accepted trial; null without any. */
  readonly usd_per_candidate: number | null;
  readonly usd_per_accepted: number | null;
  /** The same for each benchmark, with what was gained. */
  readonly gains: readonly (Series & Gain)[];
}

export interface SeverityCount {
  readonly severity: Severity;
  readonly count: number;
}

export interface CategoryCount {
  readonly category: FailureCategory;
  readonly count: number;
  readonly severities: readonly SeverityCount[];
}

export interface BotErrors {
  readonly count: number;
  /** Pull request and root cause of the newest one. */
  readonly newest: number | null;
  readonly cause: string | null;
}

/** `records` of one or more benchmarks, each benchmark's in the order in which they were written. */
export function countTrials(records: readonly Trial[]): Statistics {
  const trials = settleTrials(records);
  const { byStatus, byCategory, failures, bySeverity, acceptance } = tallyOf(trials);
  const all = gainOf(trials);
  return {
    trials: trials.length,
    byStatus: statuses.map((status) => ({ status, count: byStatus[status] })),
    byCategory: failureCategories
      .map((category) => ({
        ...{ category, count: byCategory[category] },
        severities: severityCounts(failures[category]),
      }))
      .filter(({ count }) => count > 0),
    bySeverity: severityCounts(bySeverity),
    errors: errorsOf(trials),
    acceptance,
    weeks: weeklyTallies(trials),
    repeated: repeatedFailures(trials),
    cost: trials.reduce((sum, { cost }) => addCosts(sum, cost), noCost),
    candidates: all.candidates,
    ...{ usd_per_candidate: all.usd_per_candidate, usd_per_accepted: all.usd_per_accepted },
    gains: seriesOf(trials).map(({ trials: own, ...series }) => ({ ...series, ...gainOf(own) })),
  };
}

function severityCounts(counts: Readonly<Record<Severity, number>>): readonly SeverityCount[] {
  return severities
    .map((severity) => ({ severity, count: counts[severity] }))
    .filter(({ count }) => count > 0);
}

function errorsOf(trials: readonly Trial[]): BotErrors {
  const errors = trials.filter(({ status }) => status === 'error');
  const newest = errors.at(-1);
  return {
    count: errors.length,
    newest: newest?.candidate.pull_request ?? null,
    cause: newest?.analysis?.root_cause ?? null,
  };
}
