/** How the rate came down, trial by trial. */

import type { Benchmark } from '../../domain/benchmark.ts';
import { againstReference } from '../../domain/compare.ts';
import type { Trial } from '../../domain/trial/trial.ts';

/** Less rate than the reference encoder, in percent. */
export const milestones = [50, 70, 90] as const;

export interface LineagePoint {
  readonly trial: Trial;
  /** From 1, oldest first. */
  readonly position: number;
  /** In percent; null when the trial has none that stands on the same axis. */
  readonly rate: number | null;
}

export interface Lineage {
  readonly points: readonly LineagePoint[];
  readonly steps: readonly Step[];
  /** Of the first baseline. */
  readonly start: number;
  /** What 100 % is. */
  readonly unit: 'reference' | 'first baseline';
}

export type Step = LineagePoint & { readonly rate: number };

/** null while nothing was measured. Trials measured in another way have no place on the axis. */
export function lineageOf(benchmark: Benchmark, trials: readonly Trial[]): Lineage | null {
  const same = trials.map((trial) => isMeasured(benchmark, trial));
  const toReference = trials.map((trial, i) => (same[i] ? rateOf(benchmark, trial) : null));
  const accepted = trials.filter(({ status }, i) => status === 'accepted' && same[i]);
  const known = trials.every(
    (trial, i) => !accepted.includes(trial) || typeof toReference[i] === 'number',
  );
  const rates =
    known && toReference.some((rate) => rate !== null) ? toReference : chained(trials, same);
  const unit = rates === toReference ? 'reference' : 'first baseline';
  const points = trials.map((trial, i) => ({ trial, position: i + 1, rate: rates[i] ?? null }));
  const first = points.find(({ trial, rate }) => rate !== null && trial.comparison !== null);
  if (first?.rate == null) return null;
  const start = first.rate / (1 + (first.trial.comparison?.rate_change_percent ?? 0) / 100);
  return {
    points,
    steps: points.filter(isStep),
    start: Number.isFinite(start) ? start : first.rate,
    unit,
  };
}

/** The best rate against the reference among the accepted; null when unknown. */
export function bestAgainstReference(lineage: Lineage | null): number | null {
  if (lineage?.unit !== 'reference' || lineage.steps.length === 0) return null;
  return Math.min(...lineage.steps.map(({ rate }) => rate)) - 100;
}

function isStep(point: LineagePoint): point is Step {
  return point.trial.status === 'accepted' && point.rate !== null;
}

function isMeasured({ measurement_digest, clips, ladder }: Benchmark, trial: Trial): boolean {
  return (
    trial.benchmark.measurement_digest === measurement_digest &&
    trial.evaluation?.complete === true &&
    trial.evaluation.cases.length === clips.length * ladder.length
  );
}

function rateOf(benchmark: Benchmark, { evaluation, comparison }: Trial): number | null {
  if (evaluation === null || comparison === null) return null;
  const change = againstReference(benchmark, evaluation);
  return change === null || !Number.isFinite(change) ? null : 100 + change;
}

/** Without a reference each trial stands on the rate of the step before it. */
function chained(trials: readonly Trial[], same: readonly boolean[]): readonly (number | null)[] {
  let level = 100;
  return trials.map(({ comparison, status }, i) => {
    if (!same[i] || comparison === null) return null;
    const rate = level * (1 + comparison.rate_change_percent / 100);
    if (status === 'accepted') level = rate;
    return rate;
  });
}
