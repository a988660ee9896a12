import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadBenchmark } from '../src/adapters/local/benchmark.ts';
import type { Benchmark } from '../src/domain/benchmark.ts';
import { clipsBelowFloor, compareEvaluations, heldOutResult } from '../src/domain/compare.ts';
import type { Evaluation } from '../src/domain/evaluation.ts';
import { rateCurve, rateRatio } from '../src/domain/metrics/bd-rate.ts';
import { ssimDb } from '../src/domain/metrics/case-meter.ts';
import { type AnchorPoint, type ClipName, jpegPoints, lossyPoints } from './support/anchors.ts';
import {
  curve,
  evaluationOf,
  losslessEvaluation,
  type Point,
  tinyBenchmark,
  withoutWindows,
} from './support/evaluations.ts';

const lossless = tinyBenchmark('lossless');
const lossy = tinyBenchmark('lossy');

function compared(benchmark: Benchmark, candidate: Evaluation, baseline: Evaluation) {
  const outcome = compareEvaluations(benchmark, candidate, baseline);
  assert.ok(outcome.kind === 'compared', JSON.stringify(outcome));
  return outcome.comparison;
}

const near = (actual: number | null, expected: number, tolerance: number) =>
  assert.ok(actual !== null && Math.abs(actual - expected) <= tolerance, `${actual}, ${expected}`);

const asPoints = (points: readonly AnchorPoint[]): readonly Point[] =>
  points.map((point) => ({
    bytes: point.bytes,
    psnr: point.psnr_yuv,
    ssimDb: ssimDb(point.ssim_y),
  }));

describe('a lossless comparison', () => {
  const baseline = losslessEvaluation(lossless, () => 1_000);

  it('of the baseline with itself is exactly nothing', () => {
    assert.deepEqual(compared(lossless, baseline, baseline), {
      rate_change_percent: 0,
      total_bytes_change_percent: 0,
      per_clip: [
        { clip: 'a', rate_change_percent: 0 },
        { clip: 'b', rate_change_percent: 0 },
      ],
      second_opinion_percent: null,
      held_out: null,
    });
  });

  it('takes the geometric mean over the clips, the total beside it', () => {
    const candidate = losslessEvaluation(lossless, (clip) => (clip === 'a' ? 250 : 2_000));
    const comparison = compared(lossless, candidate, baseline);
    assert.equal(comparison.rate_change_percent, -29.289322);
    assert.equal(comparison.total_bytes_change_percent, 12.5);
    assert.deepEqual(
      comparison.per_clip.map((clip) => clip.rate_change_percent),
      [-75, 100],
    );
  });

  it('has a number even when a codec needs no bytes at all', () => {
    const nothing = losslessEvaluation(lossless, () => 0);
    assert.equal(compared(lossless, nothing, baseline).rate_change_percent, -99.9);
    assert.equal(compared(lossless, nothing, nothing).rate_change_percent, 0);
  });
});

describe('a lossy comparison', () => {
  const baseline = evaluationOf(lossy, () => curve());

  it('of the baseline with itself is exactly nothing, in both opinions', () => {
    const comparison = compared(lossy, baseline, baseline);
    assert.equal(comparison.rate_change_percent, 0);
    assert.equal(comparison.second_opinion_percent, 0);
    assert.deepEqual(
      comparison.per_clip.map((clip) => clip.rate_change_percent),
      [0, 0],
    );
  });

  it('shows a tenth less rate at equal quality, wherever the points lie', () => {
    // Between points of equal growth the curve is a straight line, so that shifted points lie on it.
    const shifted = curve({ scale: 0.9 * 1.5 ** -0.25, from: 29.5 });
    const comparison = compared(
      lossy,
      evaluationOf(lossy, () => shifted),
      baseline,
    );
    near(comparison.rate_change_percent, -10, 1e-4);
    near(comparison.second_opinion_percent, -10, 1e-4);
  });

  it('asks SSIM apart from PSNR', () => {
    const worse = curve({ scale: 0.9 }).map((point) => ({ ...point, ssimDb: point.ssimDb - 0.5 }));
    const comparison = compared(
      lossy,
      evaluationOf(lossy, () => worse),
      baseline,
    );
    assert.ok(comparison.rate_change_percent < 0);
    assert.ok((comparison.second_opinion_percent as number) > 0);
  });

  it('takes an exact case for the end of the curve', () => {
    const exact = curve().with(5, { bytes: 40_000, psnr: null, ssimDb: 0 });
    const comparison = compared(
      lossy,
      evaluationOf(lossy, () => exact),
      baseline,
    );
    assert.ok(Number.isFinite(comparison.rate_change_percent));
  });

  it('names the windows that the candidate misses', () => {
    const short = evaluationOf(lossy, (clip) => (clip === 'b' ? curve({ step: 1 }) : curve()));
    assert.deepEqual(compareEvaluations(lossy, short, baseline), {
      kind: 'gap',
      of: 'candidate',
      gaps: [
        { clip: 'b', axis: 'psnr_db', covered: [30, 35], needed: [32, 38] },
        { clip: 'b', axis: 'ssim_db', covered: [10, 11.666667], needed: [10.5, 12.5] },
      ],
    });
  });

  it('blames the baseline only when the candidate is whole', () => {
    const flat = evaluationOf(lossy, () => curve({ step: 0 }));
    const outcome = compareEvaluations(lossy, baseline, flat);
    assert.ok(outcome.kind === 'gap');
    assert.equal(outcome.of, 'baseline');
    assert.deepEqual(outcome.gaps[0]?.covered, [30, 30]);
  });

  it('blames the benchmark for a window that both miss at the same end', () => {
    const low = evaluationOf(lossy, (clip) => (clip === 'b' ? curve({ step: 1 }) : curve()));
    const lower = evaluationOf(lossy, (clip) => (clip === 'b' ? curve({ step: 0.5 }) : curve()));
    const both = compareEvaluations(lossy, low, lower);
    assert.ok(both.kind === 'gap' && both.of === 'benchmark');
    assert.deepEqual(both.missed[0], {
      gap: { clip: 'b', axis: 'psnr_db', covered: [30, 35], needed: [32, 38] },
      place: 1,
      baseline: [30, 32.5],
    });
  });

  it('blames the candidate when it misses another end or another clip as well', () => {
    const low = evaluationOf(lossy, (clip) => (clip === 'b' ? curve({ step: 1 }) : curve()));
    const high = evaluationOf(lossy, (clip) => (clip === 'b' ? curve({ from: 34 }) : curve()));
    const flat = evaluationOf(lossy, () => curve({ step: 1 }));
    for (const [ours, theirs] of [
      [low, high],
      [flat, low],
    ] as const) {
      const outcome = compareEvaluations(lossy, ours, theirs);
      assert.ok(outcome.kind === 'gap' && outcome.of === 'candidate');
    }
    const outcome = compareEvaluations(lossy, flat, low);
    assert.ok(outcome.kind === 'gap');
    assert.equal(outcome.gaps[0]?.clip, 'a');
  });

  it('gives no gain to points crowded outside of the window', () => {
    // All lie on or above the baseline's own curve; the cubic alone would make them half its rate.
    const onCurve = (psnr: number) => 1_000 * 1.5 ** ((psnr - 30) / 2);
    const crowded = [30, 39.9, 39.91, 39.92, 39.95, 39.96].map((psnr, i) => ({
      bytes: onCurve(psnr) * 1.3 ** Math.max(0, i - 1),
      psnr,
      ssimDb: psnr / 3,
    }));
    const cheat = evaluationOf(lossy, () => crowded);
    const rates = (points: readonly Point[]) =>
      points.map(({ bytes, psnr }) => ({ bytes, quality: psnr as number }));
    const cubic = rateRatio(rateCurve(rates(crowded)), rateCurve(rates(curve())), [32, 38]);
    assert.ok(cubic < 0.75, `${cubic}`);
    assert.ok(compared(lossy, cheat, baseline).rate_change_percent > -1e-3);
  });

  it('finds AV1 and JPEG where they are known to be', async () => {
    const shipped = await loadBenchmark('lossy', '.');
    const jpeg = evaluationOf(shipped, (clip) => asPoints(jpegPoints(clip as ClipName)));
    const av1 = evaluationOf(shipped, (clip) => asPoints(lossyPoints('AV1', clip as ClipName)));
    const comparison = compared(shipped, av1, jpeg);
    const known = [-93.08, -89.09, -91.58, -92.06, -93.33];
    for (const [i, { rate_change_percent: change }] of comparison.per_clip.entries()) {
      near(change, known[i] as number, 0.2);
    }
    assert.ok((comparison.second_opinion_percent as number) < -85);
    assert.deepEqual(clipsBelowFloor(shipped, av1), []);
  });
});

describe('the floor', () => {
  it('of a lossless clip is under all its bytes', () => {
    const evaluation = losslessEvaluation(lossless, (clip) => (clip === 'a' ? 49 : 50));
    assert.deepEqual(clipsBelowFloor(lossless, evaluation), ['a']);
  });

  it('of a lossy clip is under its rate at the lower end of the window', () => {
    // At 32 dB, the second point, the rate is 1.5 times the first one's.
    const at = (bytes: number) => evaluationOf(lossy, () => curve({ scale: bytes / 1_500 }));
    assert.deepEqual(clipsBelowFloor(lossy, at(49.9)), ['a', 'b']);
    assert.deepEqual(clipsBelowFloor(lossy, at(50.1)), []);
  });

  it('may be missing', () => {
    const evaluation = losslessEvaluation(lossless, () => 1);
    assert.deepEqual(clipsBelowFloor(withoutWindows(lossless), evaluation), []);
  });
});

describe('the held-out sets', () => {
  const plain = withoutWindows(lossy);
  const set = (name: string, candidate: readonly Point[]) => ({
    name,
    benchmark: plain,
    candidate: evaluationOf(plain, () => candidate),
    baseline: evaluationOf(plain, () => curve()),
  });

  it('are averaged', () => {
    const tenth = set('crop-a+hflip', curve({ scale: 0.9 }));
    const fifth = set('crop-b+reverse', curve({ scale: 0.8 }));
    const result = heldOutResult([tenth, fifth]);
    assert.deepEqual(result.sets, ['crop-a+hflip', 'crop-b+reverse']);
    near(result.rate_change_percent, 100 * (Math.sqrt(0.72) - 1), 1e-5);
  });

  it('compare bytes when the benchmark is lossless', () => {
    const benchmark = withoutWindows(lossless);
    const of = (bytes: number) => losslessEvaluation(benchmark, () => bytes);
    const sets = [{ name: 'x', benchmark, candidate: of(90), baseline: of(100) }];
    assert.deepEqual(heldOutResult(sets), { sets: ['x'], rate_change_percent: -10 });
  });

  it('show no gain where the curves overlap by less than 3 dB, or 2 dB of SSIM', () => {
    const overlapping = (by: number) => curve({ scale: 0.5, from: 40 - by });
    const wide = overlapping(6).map((point) => ({ ...point, ssimDb: point.ssimDb - 1 }));
    const narrow = wide.map((point) => ({ ...point, psnr: (point.psnr as number) + 3.1 }));
    assert.notEqual(heldOutResult([set('x', wide)]).rate_change_percent, null);
    assert.equal(heldOutResult([set('x', narrow)]).rate_change_percent, null);
    assert.equal(heldOutResult([set('x', overlapping(5.9))]).rate_change_percent, null);
    const good = set('good', curve({ scale: 0.5 }));
    assert.equal(heldOutResult([good, set('x', narrow)]).rate_change_percent, null);
    assert.equal(heldOutResult([set('apart', overlapping(-1))]).rate_change_percent, null);
  });

  it('prove nothing when there are none', () => {
    assert.deepEqual(heldOutResult([]), { sets: [], rate_change_percent: null });
  });
});
