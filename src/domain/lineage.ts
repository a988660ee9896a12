/** How the rate of a benchmark came down, trial by trial, and which milestones were passed. */

import type { Benchmark } from './benchmark.ts';
import { againstReference } from './compare.ts';
import { settleTrials } from './statistics/records.ts';
import type { Trial } from './trial/trial.ts';

/** Less rate than the reference encoder, in percent. */
export const milestones = [50, 70, 90] as const;

export interface LineagePoint {
  readonly trial: Trial;
  /** From 1, oldest first. */
  readonly position: number;
  /** In percent; null when the trial has none. */
  readonly rate: number | null;
}

export interface Lineage {
  /** Trials that were measured as the benchmark is measured now: no others share its axis. */
  readonly points: readonly LineagePoint[];
  readonly steps: readonly Step[];
  /** Rate of the first baseline. */
  readonly start: number;
  /** What 100 % is. */
  readonly unit: 'reference' | 'first baseline';
  /** Accepted trials that were measured in other ways, before. */
  readonly otherwise: number;
}

/** An accepted trial, and the rate that it left. */
export type Step = LineagePoint & { readonly rate: number };

export interface Milestone {
  readonly less_percent: (typeof milestones)[number];
  /** The first accepted trial that has so much less rate; null while there is none. */
  readonly reached: Trial | null;
}

/**
 * null while nothing was measured. Rates stand in percent of the reference encoder where those of all
 * steps are known, else of the first baseline, each on the step before it.
 */
export function lineageOf(benchmark: Benchmark, records: readonly Trial[]): Lineage | null {
  const trials = settleTrials(records);
  const own = trials.filter((trial) => isComparable(benchmark, trial));
  const toReference = ratesAgainstReference(benchmark, own);
  const rates = toReference ?? chained(benchmark, own);
  const points = own.map((trial, i) => ({ trial, position: i + 1, rate: rates[i] ?? null }));
  const steps = points.filter(isStep);
  const first = steps[0] ?? points.find(({ rate }) => rate !== null);
  if (first?.rate == null) return null;
  const start = first.rate / (1 + (first.trial.comparison?.rate_change_percent ?? 0) / 100);
  const accepted = trials.filter(({ status }) => status === 'accepted').length;
  return {
    points,
    steps,
    start: Number.isFinite(start) ? start : first.rate,
    unit: toReference === null ? 'first baseline' : 'reference',
    otherwise: accepted - own.filter(({ status }) => status === 'accepted').length,
  };
}

/** The same of the accepted trials alone, of which there are few: for reports that show no others. */
export function acceptedLineage(benchmark: Benchmark, records: readonly Trial[]): Lineage | null {
  const accepted = settleTrials(records).filter(({ status }) => status === 'accepted');
  return lineageOf(benchmark, accepted);
}

/** The least rate against the reference among the steps, as a change in percent; null when unknown. */
export function bestAgainstReference(lineage: Lineage | null): number | null {
  if (lineage?.unit !== 'reference' || lineage.steps.length === 0) return null;
  return lineage.steps.reduce((best, { rate }) => Math.min(best, rate), Number.MAX_VALUE) - 100;
}

/** Each milestone with the step that reached it first; none where rates do not stand against the reference. */
export function milestonesOf(lineage: Lineage | null): readonly Milestone[] {
  if (lineage?.unit !== 'reference') return [];
  return milestones.map((less) => {
    const first = lineage.steps.find(({ rate }) => rate <= 100 - less);
    return { less_percent: less, reached: first?.trial ?? null };
  });
}

function isStep(point: LineagePoint): point is Step {
  return point.trial.status === 'accepted' && point.rate !== null;
}

function isComparable({ name, measurement_digest }: Benchmark, { benchmark }: Trial): boolean {
  return benchmark.name === name && benchmark.measurement_digest === measurement_digest;
}

/** Whether every case was measured: then there is a rate. */
function isWhole({ clips, ladder }: Benchmark, { evaluation, comparison }: Trial): boolean {
  return (
    comparison !== null &&
    evaluation?.complete === true &&
    evaluation.cases.length === clips.length * ladder.length
  );
}

/** null when a step has none, or nothing has one. */
function ratesAgainstReference(
  benchmark: Benchmark,
  trials: readonly Trial[],
): readonly (number | null)[] | null {
  const rates = trials.map((trial) => rateOf(benchmark, trial));
  const unknown = trials.some(
    (trial, i) => trial.status === 'accepted' && isWhole(benchmark, trial) && rates[i] === null,
  );
  return unknown || rates.every((rate) => rate === null) ? null : rates;
}

function rateOf(benchmark: Benchmark, trial: Trial): number | null {
  if (trial.evaluation === null || !isWhole(benchmark, trial)) return null;
  const change = againstReference(benchmark, trial.evaluation);
  return change === null || !Number.isFinite(change) ? null : 100 + change;
}

/** Without a reference each trial stands on the rate of the step before it. */
function chained(benchmark: Benchmark, trials: readonly Trial[]): readonly (number | null)[] {
  let level = 100;
  return trials.map((trial) => {
    if (trial.comparison === null || !isWhole(benchmark, trial)) return null;
    const rate = level * (1 + trial.comparison.rate_change_percent / 100);
    if (trial.status === 'accepted') level = rate;
    return rate;
  });
}
