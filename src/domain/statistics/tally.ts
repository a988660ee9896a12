/** How many of what among some trials. */

import { type FailureCategory, failureCategories, type Severity, severities } from '../analysis.ts';
import { round6 } from '../metrics/number.ts';
import { type Status, statuses, type Trial } from '../trial/trial.ts';
import { isoWeek } from './week.ts';

export interface Tally {
  readonly trials: number;
  readonly byStatus: Readonly<Record<Status, number>>;
  /** Why candidates were not accepted. The bot's own errors are no failures: they are in `byStatus` alone. */
  readonly byCategory: Readonly<Record<FailureCategory, number>>;
  readonly bySeverity: Readonly<Record<Severity, number>>;
  /** Both at once, the category first. */
  readonly failures: Readonly<Record<FailureCategory, Readonly<Record<Severity, number>>>>;
  /** Accepted among those with a verdict, 0 to 1; null without any. */
  readonly acceptance: number | null;
  readonly usd: number;
}

/** `week` as ISO 8601 writes it: `2026-W01`. */
export type WeekTally = Tally & { readonly week: string };

/** Settled trials, in one pass. */
export function tallyOf(trials: readonly Trial[]): Tally {
  const byStatus = each(statuses, () => 0);
  const byCategory = each(failureCategories, () => 0);
  const bySeverity = each(severities, () => 0);
  const failures = each(failureCategories, () => each(severities, () => 0));
  let usd = 0;
  for (const { status, analysis, cost } of trials) {
    byStatus[status] += 1;
    usd += cost.usd;
    if (analysis === null || status === 'error') continue;
    byCategory[analysis.failure_category] += 1;
    bySeverity[analysis.severity] += 1;
    failures[analysis.failure_category][analysis.severity] += 1;
  }
  const judged = trials.length - byStatus.error;
  const acceptance = judged === 0 ? null : byStatus.accepted / judged;
  const counts = { byStatus, byCategory, bySeverity, failures };
  return { trials: trials.length, ...counts, acceptance, usd: round6(usd) };
}

/** By the week of their heads' commits, oldest first; only weeks with trials. Those without a time are in none. */
export function weeklyTallies(trials: readonly Trial[]): readonly WeekTally[] {
  const weeks = new Map<string, Trial[]>();
  for (const trial of trials) {
    const week = trial.timestamp === null ? null : isoWeek(trial.timestamp);
    if (week === null) continue;
    const known = weeks.get(week);
    if (known === undefined) weeks.set(week, [trial]);
    else known.push(trial);
  }
  return [...weeks]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([week, own]) => ({ week, ...tallyOf(own) }));
}

function each<K extends string, V>(keys: readonly K[], value: () => V): Record<K, V> {
  return Object.fromEntries(keys.map((key) => [key, value()])) as Record<K, V>;
}
