/** Compares two evaluations of one benchmark: rates, candidate over baseline, at equal quality. */

import type { Benchmark, BenchmarkClip, Window } from './benchmark.ts';
import type { CaseMeasurement, Evaluation } from './evaluation.ts';
import type { CurveGap, MissedWindow } from './failure.ts';
import {
  type RatePoint,
  rateAt,
  rateCurve,
  rateRatio,
  rateRatioAtPoints,
  spans,
  straightCurve,
} from './metrics/bd-rate.ts';
import { planeSamples, psnrYuv, ssimDb } from './metrics/case-meter.ts';
import { round6 } from './metrics/number.ts';
import type { Comparison } from './trial/trial.ts';

export type ComparisonOutcome =
  | { readonly kind: 'compared'; readonly comparison: Comparison }
  /** A curve misses a window: the candidate's, which is looked at first, or the baseline's. */
  | {
      readonly kind: 'gap';
      readonly of: 'candidate' | 'baseline';
      readonly gaps: readonly CurveGap[];
    }
  /** Both curves miss the same end of each window: nothing speaks against the candidate, all against the window. */
  | {
      readonly kind: 'gap';
      readonly of: 'benchmark';
      readonly gaps: readonly CurveGap[];
      readonly missed: readonly MissedWindow[];
    };

export type Axis = CurveGap['axis'];
const axes: readonly Axis[] = ['psnr_db', 'ssim_db'];

/** Narrowest overlap of two fronts, in dB, on which a transformed clip can show a gain. */
const leastOverlap: Readonly<Record<Axis, number>> = { psnr_db: 3, ssim_db: 2 };

/**
 * Compares two whole evaluations. Percentages are rounded to six decimals; negative is better.
 * `held_out` is null: its sets are measured only for a would-be winner (`heldOutResult`).
 */
export function compareEvaluations(
  benchmark: Benchmark,
  candidate: Evaluation,
  baseline: Evaluation,
): ComparisonOutcome {
  const ours = curveGaps(benchmark, candidate);
  const theirs = curveGaps(benchmark, baseline);
  if (ours.length > 0) return gapOf(benchmark, ours, theirs);
  if (theirs.length > 0) return { kind: 'gap', of: 'baseline', gaps: theirs };
  const lossy = benchmark.objective === 'lossy';
  const ratiosOver = (axis: Axis) =>
    benchmark.clips.map((entry) => {
      if (!lossy) return bytesRatio(clipBytes(entry, candidate), clipBytes(entry, baseline));
      const points = [pointsOf(entry, candidate, axis), pointsOf(entry, baseline, axis)] as const;
      return cautiousRatio(...points, windowOf(entry, axis));
    });
  const ratios = ratiosOver('psnr_db');
  const comparison = {
    rate_change_percent: meanChange(ratios),
    total_bytes_change_percent: change(bytesRatio(candidate.total_bytes, baseline.total_bytes)),
    per_clip: benchmark.clips.map(({ clip }, i) => ({
      clip: clip.name,
      rate_change_percent: change(ratios[i] as number),
    })),
    second_opinion_percent: lossy ? meanChange(ratiosOver('ssim_db')) : null,
    held_out: null,
  };
  return { kind: 'compared', comparison };
}

/** The candidate's own gaps come first; the benchmark is to blame only when there are none. */
function gapOf(
  { clips }: Benchmark,
  ours: readonly CurveGap[],
  theirs: readonly CurveGap[],
): ComparisonOutcome {
  const missed = ours.map((gap) => {
    const place = clips.findIndex(({ clip }) => clip.name === gap.clip);
    const same = theirs.find((each) => missesAlike(gap, each));
    return { gap, place, baseline: same?.covered ?? null };
  });
  const own = missed.filter(({ baseline }) => baseline === null).map(({ gap }) => gap);
  if (own.length === 0) return { kind: 'gap', of: 'benchmark', gaps: ours, missed };
  return {
    kind: 'gap',
    of: 'candidate',
    gaps: [...own, ...ours.filter((gap) => !own.includes(gap))],
  };
}

/** Both miss the window at each end at which the first one does. */
function missesAlike(ours: CurveGap, theirs: CurveGap): boolean {
  if (ours.clip !== theirs.clip || ours.axis !== theirs.axis) return false;
  if (ours.covered === null || theirs.covered === null) return false;
  const [lo, hi] = ours.needed;
  const alike = (end: 0 | 1, misses: (quality: number) => boolean) =>
    !misses(ours.covered?.[end] ?? 0) || misses(theirs.covered?.[end] ?? 0);
  return alike(0, (quality) => quality > lo) && alike(1, (quality) => quality < hi);
}

/** Both codecs on one set of transformed clips. */
export interface HeldOutSet {
  /** Made by `transformBenchmark`: its clips have no windows. */
  readonly benchmark: Benchmark;
  /** The transformation's name. */
  readonly name: string;
  readonly candidate: Evaluation;
  readonly baseline: Evaluation;
}

/**
 * The mean over all sets; null when one of them shows no gain at all, or there is none. What the
 * candidate's source carries more than the baseline's (`dataGrowth`, in bytes) counts as bytes that it
 * needs, spread evenly over the clips: all transformations are of the same clips, so a decoder that
 * brings pictures of them along, and transforms these, would show its gain here as well.
 */
export function heldOutResult(
  sets: readonly HeldOutSet[],
  carriedBytes = 0,
): NonNullable<Comparison['held_out']> {
  const ratios = sets
    .map((set) => heldOutRatio(carrying(set, carriedBytes)))
    .filter((ratio) => ratio !== null);
  const whole = ratios.length === sets.length && sets.length > 0;
  return {
    sets: sets.map(({ name }) => name),
    rate_change_percent: whole ? meanChange(ratios) : null,
  };
}

/** The set with an equal share of the carried bytes added to each case of the candidate. */
function carrying(set: HeldOutSet, carriedBytes: number): HeldOutSet {
  const { candidate, benchmark } = set;
  const share = carriedBytes / benchmark.clips.length;
  const cases = candidate.cases.map((measured) => ({ ...measured, bytes: measured.bytes + share }));
  return { ...set, candidate: { ...candidate, cases } };
}

/**
 * Ratio of rates on one set. Lossy clips are compared where the fronts of both codecs overlap; null when
 * some overlap, in PSNR or in SSIM, is too narrow to say anything.
 */
function heldOutRatio({ benchmark, candidate, baseline }: HeldOutSet): number | null {
  if (benchmark.objective === 'lossless') {
    return geometricMean(
      benchmark.clips.map((entry) =>
        bytesRatio(clipBytes(entry, candidate), clipBytes(entry, baseline)),
      ),
    );
  }
  const ratios: number[] = [];
  for (const entry of benchmark.clips) {
    for (const axis of axes) {
      const points = [pointsOf(entry, candidate, axis), pointsOf(entry, baseline, axis)] as const;
      const [ours, theirs] = [rateCurve(points[0]).coverage, rateCurve(points[1]).coverage];
      const window = [Math.max(ours[0], theirs[0]), Math.min(ours[1], theirs[1])] as const;
      if (!(round6(window[1] - window[0]) >= leastOverlap[axis])) return null;
      if (axis === 'psnr_db') ratios.push(cautiousRatio(...points, window));
    }
  }
  return geometricMean(ratios);
}

/**
 * Clips on which a codec needs fewer bytes than the floor: lossless of the whole clip, lossy at the
 * lower end of the PSNR window. The evaluation has no gaps.
 */
export function clipsBelowFloor(benchmark: Benchmark, evaluation: Evaluation): readonly string[] {
  const below = benchmark.clips.filter((entry) => {
    if (entry.floor_bytes === null) return false;
    const bytes =
      benchmark.objective === 'lossless'
        ? clipBytes(entry, evaluation)
        : rateAt(rateCurve(pointsOf(entry, evaluation, 'psnr_db')), windowOf(entry, 'psnr_db')[0]);
    return !(round6(bytes) >= entry.floor_bytes);
  });
  return below.map(({ clip }) => clip.name);
}

/**
 * Rate change of a codec against the reference encoder, in percent, by the same measure as between two
 * codecs; null when a curve misses a window or the benchmark gives no reference.
 */
export function againstReference(benchmark: Benchmark, evaluation: Evaluation): number | null {
  if (benchmark.clips.some(({ reference }) => reference.length === 0)) return null;
  if (benchmark.objective === 'lossless') {
    const ratios = benchmark.clips.map((entry) =>
      bytesRatio(clipBytes(entry, evaluation), entry.reference[0]?.bytes ?? 0),
    );
    return meanChange(ratios);
  }
  const ratios: number[] = [];
  for (const entry of benchmark.clips) {
    const window = windowOf(entry, 'psnr_db');
    const ours = pointsOf(entry, evaluation, 'psnr_db');
    const theirs = entry.reference.flatMap(({ bytes, psnr_yuv: quality }) =>
      quality === null ? [] : [{ bytes, quality }],
    );
    if (![ours, theirs].every((points) => spans(rateCurve(points), window))) return null;
    ratios.push(cautiousRatio(ours, theirs, window));
  }
  return meanChange(ratios);
}

/** Every window that the evaluation's curves do not span; none when the benchmark is lossless. */
/** Clips whose curve misses a window over which rates are compared; none of a lossless benchmark. */
export function curveGaps(benchmark: Benchmark, evaluation: Evaluation): readonly CurveGap[] {
  if (benchmark.objective === 'lossless') return [];
  return benchmark.clips.flatMap((entry) =>
    axes.flatMap((axis) => {
      const curve = rateCurve(pointsOf(entry, evaluation, axis));
      const needed = windowOf(entry, axis);
      if (spans(curve, needed)) return [];
      return [{ clip: entry.clip.name, axis, covered: curve.coverage, needed }];
    }),
  );
}

/**
 * The largest of three ratios: between the cubic curves (the Bjontegaard delta rate), between straight
 * lines, and at the candidate's own points. They agree within a percent when points lie in the window. A
 * codec that leaves the window empty and crowds its points beyond it bends the cubic; one that has a
 * point far below and one far above it gains by the chord: half of the rate could be made to vanish.
 */
function cautiousRatio(
  candidate: readonly RatePoint[],
  baseline: readonly RatePoint[],
  window: Window,
): number {
  const cubic = rateRatio(rateCurve(candidate), rateCurve(baseline), window);
  const straight = rateRatio(straightCurve(candidate), straightCurve(baseline), window);
  const atPoints = rateRatioAtPoints(candidate, rateCurve(baseline), window);
  return Math.max(cubic, straight, atPoints);
}

/** The points of a codec on one clip, over PSNR-YUV or SSIM. */
export function pointsOf(
  entry: BenchmarkClip,
  evaluation: Evaluation,
  axis: Axis,
): readonly RatePoint[] {
  return casesOf(entry, evaluation).map((measured) => ({
    bytes: measured.bytes,
    quality: axis === 'ssim_db' ? ssimDb(measured.ssim_y) : psnrOf(entry, measured),
  }));
}

/** From the squared errors, since an exact case has no PSNR in the record. */
function psnrOf({ clip }: BenchmarkClip, measured: CaseMeasurement): number {
  const errors = { y: measured.sse_y, u: measured.sse_u, v: measured.sse_v };
  return psnrYuv(errors, planeSamples(clip, clip.frames.length));
}

function windowOf({ clip, windows }: BenchmarkClip, axis: Axis): Window {
  if (windows === null) throw new Error(`${clip.name} has no windows`);
  return windows[axis];
}

function clipBytes(entry: BenchmarkClip, evaluation: Evaluation): number {
  return casesOf(entry, evaluation).reduce((sum, { bytes }) => sum + bytes, 0);
}

function casesOf({ clip }: BenchmarkClip, evaluation: Evaluation): readonly CaseMeasurement[] {
  const cases = evaluation.cases.filter((measured) => measured.clip === clip.name);
  if (cases.length === 0) throw new Error(`the evaluation lacks ${clip.name}`);
  return cases;
}

/** Nothing at all counts as one byte, so that every ratio has a logarithm. */
function bytesRatio(ours: number, theirs: number): number {
  return Math.max(ours, 1) / Math.max(theirs, 1);
}

function geometricMean(ratios: readonly number[]): number {
  return Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
}

function meanChange(ratios: readonly number[]): number {
  return change(geometricMean(ratios));
}

/** A ratio as a percentage of change. */
function change(ratio: number): number {
  return round6(100 * (ratio - 1));
}
