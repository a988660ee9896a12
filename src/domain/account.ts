/** Where a candidate's bytes went against the baseline's. What a record does not hold is null, never guessed. */

import { type Benchmark, type BenchmarkClip, tickLimit } from './benchmark.ts';
import { type Axis, pointsOf } from './compare.ts';
import type { CaseMeasurement, Evaluation } from './evaluation.ts';
import { rateAt, rateCurve } from './metrics/bd-rate.ts';
import { round6 } from './metrics/number.ts';
import { sampleCount } from './video/frame.ts';

/** Bytes of the candidate and of the baseline. */
export interface Pair {
  readonly ours: number;
  readonly theirs: number;
}

/** Bytes of a clip's first frame and of its other frames. */
export interface FrameAccount {
  readonly first: Pair;
  /** null when the clip has only one frame. */
  readonly others: Pair | null;
}

/** A point of the candidate's curve, and what the baseline's needs for the same quality. */
export interface PointAccount extends Pair {
  readonly quality: number;
  readonly axis: Axis;
  /** PSNR-YUV or SSIM of the candidate there. */
  readonly db: number;
}

/** Changes in percent at equal quality settings, each the geometric mean over them. */
export interface SettingAccount {
  readonly bytes: number;
  readonly first: number | null;
  readonly others: number | null;
  /** Squared error; null where a plane is exact. */
  readonly y: number | null;
  readonly u: number | null;
  readonly v: number | null;
}

/** Ticks of the dearest calls of a codec on a clip, and what one call may take. */
export interface TickAccount {
  readonly encode: number;
  readonly decode: number;
  readonly limit: number;
}

export interface ClipAccount {
  readonly clip: string;
  readonly bytes: Pair;
  /** Lossless only: elsewhere a byte more may be worth it. */
  readonly frames: FrameAccount | null;
  /** Lossy only: the points at which most is lost at equal PSNR-YUV and at equal SSIM. */
  readonly worst: { readonly psnr_db: PointAccount | null; readonly ssim_db: PointAccount | null };
  /** Lossy only. */
  readonly settings: SettingAccount | null;
  readonly ticks: TickAccount | null;
}

/** One entry for each clip that both have measured. */
export type Account = readonly ClipAccount[];

export function accountOf(
  benchmark: Benchmark,
  candidate: Evaluation,
  baseline: Evaluation,
): Account {
  return benchmark.clips.flatMap((entry) => {
    const pairs = pairsOf(entry, candidate, baseline);
    if (pairs.length < benchmark.ladder.length) return [];
    const lossy = benchmark.objective === 'lossy';
    const worst = (axis: Axis) => (lossy ? worstPoint(entry, { candidate, baseline }, axis) : null);
    return [
      {
        clip: entry.clip.name,
        bytes: summed(pairs, ({ bytes }) => bytes),
        frames: lossy ? null : framesOf(entry, candidate, baseline),
        worst: { psnr_db: worst('psnr_db'), ssim_db: worst('ssim_db') },
        settings: lossy ? settingsOf(pairs) : null,
        ticks: dearestCalls(benchmark, entry, candidate),
      },
    ];
  });
}

/** A clip's bytes by frame, over all cases that both have; null when a record does not say. */
export function framesOf(
  entry: BenchmarkClip,
  candidate: Evaluation,
  baseline: Evaluation,
): FrameAccount | null {
  const pairs = pairsOf(entry, candidate, baseline);
  const first = pairs.length === 0 ? null : summedIfKnown(pairs, firstBytes);
  return first && { first, others: summedIfKnown(pairs, otherBytes) };
}

/** The codec's dearest calls on that clip; null when its record does not say. */
export function dearestCalls(
  { limits }: Pick<Benchmark, 'limits'>,
  { clip }: BenchmarkClip,
  { cases }: Evaluation,
): TickAccount | null {
  const own = cases.filter((each) => each.clip === clip.name);
  const encode = known(own, (each) => each.most_encode_ticks);
  const decode = known(own, (each) => each.most_decode_ticks);
  if (own.length === 0 || encode === null || decode === null) return null;
  const limit = tickLimit(limits, sampleCount(clip));
  return { encode: Math.max(...encode), decode: Math.max(...decode), limit };
}

/** In percent; negative is better. */
export function changeOf({ ours, theirs }: Pair): number {
  return round6(100 * (Math.max(ours, 1) / Math.max(theirs, 1) - 1));
}

/** The sum of what is there; null when there is nothing, or something is not known. */
export function totalOf(pairs: readonly (Pair | null | undefined)[]): Pair | null {
  if (pairs.length === 0) return null;
  let [ours, theirs] = [0, 0];
  for (const pair of pairs) {
    if (!pair) return null;
    ours += pair.ours;
    theirs += pair.theirs;
  }
  return { ours, theirs };
}

/** One case in both evaluations. */
interface CasePair {
  readonly ours: CaseMeasurement;
  readonly theirs: CaseMeasurement;
}

function pairsOf(
  { clip }: BenchmarkClip,
  candidate: Evaluation,
  baseline: Evaluation,
): readonly CasePair[] {
  return candidate.cases.flatMap((ours) => {
    if (ours.clip !== clip.name) return [];
    const theirs = baseline.cases.find(
      (each) => each.clip === ours.clip && each.quality === ours.quality,
    );
    return theirs === undefined ? [] : [{ ours, theirs }];
  });
}

type Measure = (measured: CaseMeasurement) => number | undefined;

/** Null when one of the records does not say. */
function known(cases: readonly CaseMeasurement[], of: Measure): readonly number[] | null {
  const values = cases.map(of).filter((value) => value !== undefined);
  return values.length === cases.length ? values : null;
}

const firstBytes: Measure = (each) => each.first_frame_bytes;
const otherBytes: Measure = ({ first_frame_bytes: first, bytes, frames }) =>
  first === undefined || frames < 2 ? undefined : bytes - first;

function summed(pairs: readonly CasePair[], of: (measured: CaseMeasurement) => number): Pair {
  const sum = (side: keyof CasePair) => pairs.reduce((total, pair) => total + of(pair[side]), 0);
  return { ours: sum('ours'), theirs: sum('theirs') };
}

function summedIfKnown(pairs: readonly CasePair[], of: Measure): Pair | null {
  const all = pairs.flatMap(({ ours, theirs }) => [ours, theirs]);
  return known(all, of) === null ? null : summed(pairs, (each) => of(each) ?? 0);
}

function settingsOf(pairs: readonly CasePair[]): SettingAccount {
  return {
    bytes: meanChange(pairs, ({ bytes }) => bytes) ?? 0,
    first: meanChange(pairs, firstBytes),
    others: meanChange(pairs, otherBytes),
    y: meanChange(pairs, ({ sse_y: error }) => error),
    u: meanChange(pairs, ({ sse_u: error }) => error),
    v: meanChange(pairs, ({ sse_v: error }) => error),
  };
}

/** Null unless every case of both has a number above zero: nothing else has a ratio. */
function meanChange(pairs: readonly CasePair[], of: Measure): number | null {
  let sum = 0;
  for (const { ours, theirs } of pairs) {
    const [a, b] = [of(ours) ?? 0, of(theirs) ?? 0];
    if (!(a > 0 && b > 0)) return null;
    sum += Math.log(a / b);
  }
  return round6(100 * (Math.exp(sum / pairs.length) - 1));
}

/** Among the candidate's points in the window which the baseline's curve covers; null when there is none. */
function worstPoint(
  entry: BenchmarkClip,
  { candidate, baseline }: { readonly candidate: Evaluation; readonly baseline: Evaluation },
  axis: Axis,
): PointAccount | null {
  const curve = rateCurve(pointsOf(entry, baseline, axis));
  if (curve.pieces.length === 0) return null;
  const [from, to] = entry.windows?.[axis] ?? curve.coverage;
  const low = Math.max(from, curve.coverage[0]);
  const high = Math.min(to, curve.coverage[1]);
  const qualities = candidate.cases.filter((each) => each.clip === entry.clip.name);
  const points = pointsOf(entry, candidate, axis).flatMap(({ bytes: ours, quality: db }, at) => {
    if (!(low <= db && db <= high)) return [];
    const theirs = Math.round(rateAt(curve, db));
    return [{ quality: qualities[at]?.quality ?? 0, axis, db: round6(db), ours, theirs }];
  });
  return points.reduce<PointAccount | null>(
    (worst, point) => (worst === null || changeOf(point) > changeOf(worst) ? point : worst),
    null,
  );
}
