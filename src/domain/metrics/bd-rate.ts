/**
 * Rates at equal quality: a monotone curve of log rate over quality, and the Bjontegaard delta rate of
 * two of them (G. Bjontegaard, VCEG-M33, 2001; with PCHIP in place of one cubic, as is usual today).
 *
 * The curve is the piecewise cubic of Fritsch and Carlson (SIAM J. Numer. Anal. 17(2), 1980) with the
 * slopes of Fritsch and Butland (SIAM J. Sci. Stat. Comput. 5(2), 1984), as in SciPy's
 * PchipInterpolator. Integrals are exact; nothing is extrapolated.
 */

import type { Window } from '../benchmark.ts';

/** One point of a codec's curve. */
export interface RatePoint {
  readonly bytes: number;
  /** In dB. */
  readonly quality: number;
}

/** Natural logarithm of the rate over quality, through the Pareto front of the points. */
export interface RateCurve {
  /** The range of quality, in dB, over which it is known. */
  readonly coverage: Window;
  readonly pieces: readonly Piece[];
}

/** a + b t + c t^2 + d t^3, with t from 0 to 1 over `width` dB that begin at `start`. */
interface Piece {
  readonly start: number;
  readonly width: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
}

/** The points that no other point beats in both rate and quality, both strictly rising. */
export function paretoFront(points: readonly RatePoint[]): readonly RatePoint[] {
  const sorted = [...points].sort((a, b) => a.bytes - b.bytes || b.quality - a.quality);
  const front: RatePoint[] = [];
  let best = Number.NEGATIVE_INFINITY;
  for (const point of sorted) {
    if (!(point.quality > best)) continue;
    best = point.quality;
    front.push(point);
  }
  return front;
}

/** The monotone cubic curve through the front of at least one point. */
export function rateCurve(points: readonly RatePoint[]): RateCurve {
  const knots = knotsOf(points);
  const slope = slopes(knots);
  return curveOf(knots, (i, width, rise) => {
    const b = width * (slope[i] as number);
    const end = width * (slope[i + 1] as number);
    return { b, c: 3 * rise - 2 * b - end, d: b + end - 2 * rise };
  });
}

/** Straight lines through the same front: what the points alone say. */
export function straightCurve(points: readonly RatePoint[]): RateCurve {
  return curveOf(knotsOf(points), (_, __, rise) => ({ b: rise, c: 0, d: 0 }));
}

/** Whether the curve is known over the whole window, which must not be empty. */
export function spans({ coverage }: RateCurve, [lo, hi]: Window): boolean {
  return coverage[0] <= lo && lo < hi && hi <= coverage[1];
}

/** Bytes at a quality (dB) that the curve covers. */
export function rateAt({ pieces, coverage }: RateCurve, quality: number): number {
  const piece = pieces.find(({ start, width }) => quality <= start + width) ?? pieces.at(-1);
  const covered = coverage[0] <= quality && quality <= coverage[1];
  if (piece === undefined || !covered) throw new RangeError('outside of the curve');
  const { start, width, a, b, c, d } = piece;
  const t = (quality - start) / width;
  return Math.exp(a + t * (b + t * (c + t * d)));
}

/** Ratio of the candidate's rate to the baseline's at equal quality, averaged over the window (dB). */
export function rateRatio(candidate: RateCurve, baseline: RateCurve, window: Window): number {
  return Math.exp(meanLogRate(candidate, window) - meanLogRate(baseline, window));
}

/**
 * The same ratio by the candidate's own points alone: at each of them the baseline's curve is asked, and
 * the logarithm of the ratio is led along straight lines in between. So points that are far apart gain
 * nothing by the chord between them, which passes below the rates that a codec really needs there.
 * Nothing is gained where no point is: from an end of the window that the points do not enclose, and
 * from points out of the baseline's reach.
 */
export function rateRatioAtPoints(
  candidate: readonly RatePoint[],
  baseline: RateCurve,
  [lo, hi]: Window,
): number {
  const known = withinReach(candidate, baseline.coverage).map(({ bytes, quality }) => ({
    quality,
    change: Math.log(Math.max(bytes, 1)) - Math.log(rateAt(baseline, quality)),
  }));
  const outside = (quality: number, change = 0) => ({ quality, change: Math.max(0, change) });
  const knots = [
    ...(known[0] === undefined || known[0].quality > lo ? [outside(lo, known[0]?.change)] : []),
    ...known,
    ...((known.at(-1)?.quality ?? lo) < hi ? [outside(hi, known.at(-1)?.change)] : []),
  ];
  let area = 0;
  for (const [i, right] of knots.slice(1).entries()) {
    const left = knots[i] as (typeof knots)[number];
    const [from, to] = [Math.max(lo, left.quality), Math.min(hi, right.quality)];
    if (!(from < to)) continue;
    const at = (quality: number) =>
      left.change +
      ((right.change - left.change) * (quality - left.quality)) / (right.quality - left.quality);
    area += ((to - from) * (at(from) + at(to))) / 2;
  }
  return Math.exp(area / (hi - lo));
}

/** Neighbours on a front may be so far apart (dB) for the line between them to be believed. */
const believedStep = 6;

/** The points within the reach of another curve; one beyond it counts as where the line to it leaves. */
function withinReach(points: readonly RatePoint[], [least, most]: Window): readonly RatePoint[] {
  const front = paretoFront(points);
  const line = straightCurve(points);
  const reached = ({ quality }: RatePoint) => least <= quality && quality <= most;
  const inside = front.filter(reached);
  const crossing = (quality: number): readonly RatePoint[] => {
    const above = front.findIndex((point) => point.quality > quality);
    const [from, to] = [front[above - 1], front[above]];
    if (from === undefined || to === undefined || from.quality === quality) return [];
    if (to.quality - from.quality > believedStep) return [];
    return [{ quality, bytes: rateAt(line, quality) }];
  };
  return [...crossing(least), ...inside, ...crossing(most)];
}

/** Mean of the natural logarithm of the rate over a window (dB) that the curve spans. */
export function meanLogRate(curve: RateCurve, window: Window): number {
  if (!spans(curve, window)) throw new RangeError('the curve misses the window');
  const [lo, hi] = window;
  let area = 0;
  for (const { start, width, a, b, c, d } of curve.pieces) {
    const from = Math.max((lo - start) / width, 0);
    const to = Math.min((hi - start) / width, 1);
    if (!(from < to)) continue;
    const integral = (t: number) => t * (a + t * (b / 2 + t * (c / 3 + (t * d) / 4)));
    area += width * (integral(to) - integral(from));
  }
  return area / (hi - lo);
}

/** Quality and log rate of the points of a front. */
interface Knots {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

function knotsOf(points: readonly RatePoint[]): Knots {
  const front = paretoFront(points);
  if (front.length === 0) throw new RangeError('a curve needs a point');
  return {
    x: front.map(({ quality }) => quality),
    // A codec that returns nothing at all still needs a rate that has a logarithm.
    y: front.map(({ bytes }) => Math.log(Math.max(bytes, 1))),
  };
}

function curveOf(
  { x, y }: Knots,
  shape: (i: number, width: number, rise: number) => Pick<Piece, 'b' | 'c' | 'd'>,
): RateCurve {
  const pieces = x.slice(1).map((next, i) => {
    const start = x[i] as number;
    const a = y[i] as number;
    const width = next - start;
    return { start, width, a, ...shape(i, width, (y[i + 1] as number) - a) };
  });
  return { coverage: [x[0] as number, x.at(-1) as number], pieces };
}

/** The slope of the curve at each knot: harmonic means inside, one-sided at the ends. */
function slopes({ x, y }: Knots): readonly number[] {
  const at = (values: readonly number[], i: number) => values[i] as number;
  const step = x.slice(1).map((next, i) => next - at(x, i));
  const secant = step.map((width, i) => (at(y, i + 1) - at(y, i)) / width);
  const last = step.length - 1;
  if (last < 1) return x.map(() => secant[0] ?? 0);
  const inner = secant.slice(1).map((right, i) => {
    const left = at(secant, i);
    if (!(left * right > 0)) return 0;
    const before = 2 * at(step, i + 1) + at(step, i);
    const after = at(step, i + 1) + 2 * at(step, i);
    return (before + after) / (before / left + after / right);
  });
  const endAt = (outer: number, inward: number) =>
    endSlope([at(step, outer), at(step, inward)], [at(secant, outer), at(secant, inward)]);
  return [endAt(0, 1), ...inner, endAt(last, last - 1)];
}

/** Three-point slope at an end, kept monotone. Of each pair the outer one comes first. */
function endSlope(
  [outer, inner]: readonly [number, number],
  [near, far]: readonly [number, number],
): number {
  const slope = ((2 * outer + inner) * near - outer * far) / (outer + inner);
  if (!(slope * near > 0)) return 0;
  return near * far <= 0 && Math.abs(slope) > 3 * Math.abs(near) ? 3 * near : slope;
}
