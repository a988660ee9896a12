import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  meanLogRate,
  paretoFront,
  type RatePoint,
  rateAt,
  rateCurve,
  rateRatio,
  spans,
  straightCurve,
} from '../src/domain/metrics/bd-rate.ts';
import {
  type AnchorPoint,
  anchors,
  clipNames,
  jpegPoints,
  lossyPoints,
  ratePoints,
} from './support/anchors.ts';

const near = (actual: number, expected: number, tolerance: number) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);

const points = (...pairs: readonly (readonly [number, number])[]): readonly RatePoint[] =>
  pairs.map(([quality, bytes]) => ({ quality, bytes }));

/** Steps that a smooth cubic would overshoot. */
const stairs = points([30, 100], [31, 101], [31.5, 150], [35, 900], [35.2, 5000], [40, 5001]);

/** exp(PchipInterpolator(quality, log(bytes))(q)) of the stairs, and the mean over 30.2 to 38.7. */
const scipyStairs = [
  [30.5, 100.222242288],
  [31.2, 112.663366086],
  [33, 258.63764621],
  [35.1, 2192.067205575],
  [39, 5000.986990886],
] as const;
const scipyMean = 6.756583450252069;

/** Rate over JPEG's of AV1 and WebP, by PchipInterpolator.integrate over the window. */
const scipyRatios = [
  ['dog', [36.63, 43.6], 0.069199633438, 0.622142407637],
  ['webcam', [33.4, 40.12], 0.109067565064, 0.558507757083],
  ['city', [30.54, 35.8], 0.084218435865, 0.666798764891],
  ['raccoon', [29.81, 35.35], 0.079410789696, 0.674777994127],
  ['screen', [27.24, 34.69], 0.06668004482, 0.499112813755],
] as const;

describe('the Pareto front', () => {
  it('drops what another point beats, in whatever order they come', () => {
    const all = points([40, 300], [30, 100], [35, 400], [35, 200], [34, 200], [40, 301]);
    assert.deepEqual(paretoFront(all), points([30, 100], [35, 200], [40, 300]));
  });

  it('rises strictly and keeps the best quality and the lowest rate', () => {
    const point = fc.record({ bytes: fc.nat(50), quality: fc.nat(50) });
    fc.assert(
      fc.property(fc.array(point, { minLength: 1 }), (all) => {
        const front = paretoFront(all);
        for (let i = 1; i < front.length; i++) {
          const [before, after] = [front[i - 1] as RatePoint, front[i] as RatePoint];
          assert.ok(before.bytes < after.bytes && before.quality < after.quality);
        }
        assert.equal(front[0]?.bytes, Math.min(...all.map(({ bytes }) => bytes)));
        assert.equal(front.at(-1)?.quality, Math.max(...all.map(({ quality }) => quality)));
      }),
    );
  });

  it('never holds a point whose quality is no number', () => {
    assert.deepEqual(paretoFront(points([Number.NaN, 1], [30, 2])), points([30, 2]));
  });
});

describe('a rate curve', () => {
  it('gives what SciPy gives between the points', () => {
    const curve = rateCurve(stairs);
    for (const [quality, bytes] of scipyStairs) near(rateAt(curve, quality), bytes, 1e-8 * bytes);
    near(meanLogRate(curve, [30.2, 38.7]), scipyMean, 1e-12);
  });

  it('goes through its points and never overshoots', () => {
    const curve = rateCurve(stairs);
    for (const { quality, bytes } of stairs) near(rateAt(curve, quality), bytes, 1e-8 * bytes);
    let last = 0;
    for (let quality = 30; quality <= 40; quality += 0.01) {
      const bytes = rateAt(curve, quality);
      assert.ok(bytes >= last - 1e-9);
      last = bytes;
    }
  });

  it('has the integral that fine summing finds', () => {
    const curve = rateCurve(stairs);
    const [lo, hi, steps] = [30.2, 38.7, 200_000];
    let sum = 0;
    for (let i = 0; i < steps; i++) {
      sum += Math.log(rateAt(curve, lo + ((i + 0.5) * (hi - lo)) / steps));
    }
    near(meanLogRate(curve, [lo, hi]), sum / steps, 1e-8);
  });

  it('is not extrapolated, and no window is empty', () => {
    const curve = rateCurve(stairs);
    assert.deepEqual(curve.coverage, [30, 40]);
    assert.equal(spans(curve, [30, 40]), true);
    for (const window of [
      [29.9, 35],
      [35, 40.1],
      [35, 35],
      [36, 35],
      [Number.NaN, 35],
      [35, Number.NaN],
    ] as const) {
      assert.equal(spans(curve, window), false);
      assert.throws(() => meanLogRate(curve, window), RangeError);
    }
    assert.throws(() => rateAt(curve, 41), RangeError);
    assert.throws(() => rateAt(curve, 29), RangeError);
  });

  it('of one or two points, or of no bytes at all, is still a curve', () => {
    assert.equal(spans(rateCurve(points([30, 100])), [30, 30]), false);
    near(rateAt(rateCurve(points([30, 100], [40, 10_000])), 35), 1_000, 1e-9);
    near(rateAt(rateCurve(points([30, 0], [40, 100])), 35), 10, 1e-9);
    assert.throws(() => rateCurve([]), RangeError);
  });

  it('of straight lines takes the geometric mean halfway', () => {
    near(rateAt(straightCurve(stairs), 33.25), Math.sqrt(150 * 900), 1e-9);
  });
});

describe('the rate ratio', () => {
  it('of a curve and itself is exactly 1', () => {
    const curve = rateCurve(stairs);
    assert.equal(rateRatio(curve, curve, [31.2, 39.1]), 1);
  });

  it('is the factor by which all rates differ', () => {
    const half = stairs.map(({ quality, bytes }) => ({ quality, bytes: bytes / 2 }));
    near(rateRatio(rateCurve(half), rateCurve(stairs), [31, 39]), 0.5, 1e-12);
  });

  it('is what SciPy gives on the windows of the lossy benchmark', () => {
    for (const [clip, window, av1, webp] of scipyRatios) {
      const jpeg = rateCurve(ratePoints(jpegPoints(clip), 'psnr_yuv'));
      for (const [codec, expected] of [
        ['AV1', av1],
        ['WebP', webp],
      ] as const) {
        const curve = rateCurve(ratePoints(lossyPoints(codec, clip), 'psnr_yuv'));
        near(rateRatio(curve, jpeg, window), expected, 1e-11);
      }
    }
  });

  it('gives back all 140 published numbers of the known encoders', () => {
    let compared = 0;
    for (const metric of ['psnr_y', 'psnr_yuv'] as const) {
      for (const [codec, row] of Object.entries(anchors.bd_rate_percent[metric])) {
        for (const [i, clip] of clipNames.entries()) {
          const curve = rateCurve(ratePoints(usualRange(lossyPoints(codec, clip)), metric));
          const jpeg = rateCurve(ratePoints(usualRange(jpegPoints(clip)), metric));
          const lo = Math.max(curve.coverage[0], jpeg.coverage[0]);
          const hi = Math.min(curve.coverage[1], jpeg.coverage[1]);
          const percent = 100 * (rateRatio(curve, jpeg, [lo, hi]) - 1);
          // The published ones were made from unrounded PSNR.
          near(percent, row[i] as number, 0.01);
          compared += 1;
        }
      }
    }
    assert.equal(compared, 140);
  });
});

/** As the published numbers were made: PSNR-Y from 28 to 42.5 dB and one neighbour at each end. */
function usualRange(all: readonly AnchorPoint[]): readonly AnchorPoint[] {
  const sorted = [...all].sort((a, b) => a.psnr_y - b.psnr_y);
  const inside = ({ psnr_y: psnr }: AnchorPoint) => psnr >= 28 && psnr <= 42.5;
  const [first, last] = [sorted.findIndex(inside), sorted.findLastIndex(inside)];
  return sorted.slice(Math.max(0, first - 1), last + 2);
}
