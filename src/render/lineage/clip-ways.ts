/** What became of each clip from the first baseline to the best step. */

import type { Benchmark, BenchmarkClip } from '../../domain/benchmark.ts';
import { againstReference } from '../../domain/compare.ts';
import type { Evaluation } from '../../domain/evaluation.ts';
import type { Lineage, LineagePoint, Step } from '../../domain/lineage.ts';
import type { Trial } from '../../domain/trial/trial.ts';
import { casesOf } from '../clip-table.ts';

export interface ClipWay {
  readonly name: string;
  /** In percent of what the lineage counts from, as the lineage's own rates; null where it is not known. */
  readonly before: number | null;
  readonly after: number | null;
  /** Lossless: of the whole clip. `reference` is null where the benchmark gives none. */
  readonly bytes: {
    readonly reference: number | null;
    readonly before: number;
    readonly after: number;
  } | null;
}

/**
 * The first baseline was no candidate, so no trial holds its numbers: they come from the first one that
 * was measured against it and its change against it on each clip, as the lineage's start does.
 */
export function clipWays(benchmark: Benchmark, lineage: Lineage, best: Step): readonly ClipWay[] {
  const first = firstMeasured(lineage);
  return benchmark.clips.map((entry) => ({
    name: entry.clip.name,
    ...ratesOf(entry, benchmark, { lineage, first, best }),
    bytes: benchmark.objective === 'lossless' ? bytesOf(entry, first.trial, best.trial) : null,
  }));
}

/** All bytes of the first baseline, which are whole numbers; null in a lossy benchmark. */
export function firstBytes({ objective, clips }: Benchmark, lineage: Lineage): number | null {
  if (objective !== 'lossless') return null;
  const { trial } = firstMeasured(lineage);
  return clips.reduce((sum, entry) => sum + baselineBytes(entry, trial), 0);
}

/** The trial that the lineage's start was taken from: there is one, else there were no lineage. */
function firstMeasured({ steps, points }: Lineage): LineagePoint {
  const first = steps[0] ?? points.find(({ rate }) => rate !== null);
  if (first === undefined) throw new Error('a lineage begins with a rate');
  return first;
}

interface Way {
  readonly lineage: Lineage;
  readonly first: LineagePoint;
  readonly best: Step;
}

function ratesOf(
  entry: BenchmarkClip,
  benchmark: Benchmark,
  { lineage, first, best }: Way,
): Pick<ClipWay, 'before' | 'after'> {
  const { name } = entry.clip;
  if (lineage.unit === 'first baseline') {
    const way = lineage.steps.filter(({ position }) => position <= best.position);
    return {
      before: 100,
      after: way.reduce((rate, { trial }) => rate * ratioOf(trial, name), 100),
    };
  }
  const alone = { ...benchmark, clips: [entry] };
  const rate = rateOf(alone, first.trial.evaluation);
  return {
    before: rate === null ? null : rate / ratioOf(first.trial, name),
    after: rateOf(alone, best.trial.evaluation),
  };
}

function rateOf(benchmark: Benchmark, evaluation: Evaluation | null): number | null {
  const change = evaluation === null ? null : againstReference(benchmark, evaluation);
  return change === null ? null : 100 + change;
}

function bytesOf(entry: BenchmarkClip, first: Trial, best: Trial): ClipWay['bytes'] {
  return {
    reference: entry.reference[0]?.bytes ?? null,
    before: baselineBytes(entry, first),
    after: clipBytes(entry, best),
  };
}

function baselineBytes(entry: BenchmarkClip, trial: Trial): number {
  return Math.round(clipBytes(entry, trial) / ratioOf(trial, entry.clip.name));
}

function clipBytes({ clip }: BenchmarkClip, { evaluation }: Trial): number {
  return casesOf(evaluation, clip.name).reduce((sum, { bytes }) => sum + bytes, 0);
}

/** Rate of a trial over that of its baseline, on one clip. */
function ratioOf({ comparison }: Trial, clip: string): number {
  const change = comparison?.per_clip.find((each) => each.clip === clip);
  return 1 + (change?.rate_change_percent ?? 0) / 100;
}
