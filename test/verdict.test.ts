import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Comparison } from '../src/domain/trial/trial.ts';
import { judge, judgePreliminary, type PreliminaryVerdict } from '../src/domain/verdict.ts';
import { policy } from './support/evaluations.ts';

interface Row {
  readonly what: string;
  readonly change: number;
  readonly clips?: readonly number[];
  readonly ssim?: number | null;
  readonly belowFloor?: readonly string[];
  readonly expected: PreliminaryVerdict;
}

function comparisonOf(
  change: number,
  { clips = [change], ssim = null }: { clips?: readonly number[]; ssim?: number | null },
  heldOut: Comparison['held_out'] = null,
): Comparison {
  return {
    rate_change_percent: change,
    total_bytes_change_percent: change,
    per_clip: clips.map((value, i) => ({ clip: `clip${i}`, rate_change_percent: value })),
    second_opinion_percent: ssim,
    held_out: heldOut,
  };
}

const rejected = (
  ...reasons: Extract<PreliminaryVerdict, { kind: 'rejected' }>['reasons']
): PreliminaryVerdict => ({ kind: 'rejected', reasons });
const tooLittle = (change: number) => ({ kind: 'not_enough_gain', change, atMost: -0.5 }) as const;
const wins = (heldOutSets: number): PreliminaryVerdict => ({ kind: 'would_win', heldOutSets });

const rows: readonly Row[] = [
  { what: 'a gain of exactly the least', change: -0.5, expected: wins(2) },
  { what: 'a gain just short of it', change: -0.499999, expected: rejected(tooLittle(-0.499999)) },
  { what: 'the baseline itself', change: 0, expected: rejected(tooLittle(0)) },
  { what: 'a loss', change: 7, clips: [1], expected: rejected(tooLittle(7)) },
  { what: 'NaN', change: Number.NaN, clips: [], expected: rejected(tooLittle(Number.NaN)) },
  { what: 'a gain of 30 %', change: -30, expected: wins(2) },
  { what: 'a gain above 30 %', change: -30.000001, expected: wins(5) },
  { what: 'a gain of 85 %', change: -85, expected: wins(5) },
  {
    what: 'a gain above 85 %',
    change: -85.000001,
    expected: { kind: 'held', reason: 'implausible', clips: [] },
  },
  {
    what: 'an infinite gain',
    change: Number.NEGATIVE_INFINITY,
    expected: { kind: 'held', reason: 'implausible', clips: [] },
  },
  { what: 'one clip worse by just 2 %', change: -3, clips: [-8, 2], expected: wins(2) },
  {
    what: 'one clip worse by more',
    change: -3,
    clips: [-8, 2.000001],
    expected: rejected({ kind: 'clip_loss', clip: 'clip1', change: 2.000001, atMost: 2 }),
  },
  {
    what: 'a clip without a number',
    change: -3,
    clips: [Number.NaN],
    expected: rejected({ kind: 'clip_loss', clip: 'clip0', change: Number.NaN, atMost: 2 }),
  },
  { what: 'SSIM unchanged', change: -3, ssim: 0, expected: wins(2) },
  {
    what: 'SSIM worse',
    change: -3,
    ssim: 0.000001,
    expected: rejected({ kind: 'second_opinion', change: 0.000001, atMost: 0 }),
  },
  {
    what: 'SSIM without a number',
    change: -3,
    ssim: Number.NaN,
    expected: rejected({ kind: 'second_opinion', change: Number.NaN, atMost: 0 }),
  },
  {
    what: 'a clip below its floor',
    change: -20,
    belowFloor: ['clip0'],
    expected: { kind: 'held', reason: 'below_floor', clips: ['clip0'] },
  },
  {
    what: 'a clip below its floor without a gain',
    change: 0,
    belowFloor: ['clip0'],
    expected: rejected(tooLittle(0)),
  },
  {
    what: 'an implausible gain with a clip below its floor',
    change: -99,
    belowFloor: ['clip0'],
    expected: { kind: 'held', reason: 'implausible', clips: ['clip0'] },
  },
  {
    what: 'everything wrong at once',
    change: 1,
    clips: [3, -9, 4],
    ssim: 5,
    expected: rejected(
      tooLittle(1),
      { kind: 'clip_loss', clip: 'clip0', change: 3, atMost: 2 },
      { kind: 'clip_loss', clip: 'clip2', change: 4, atMost: 2 },
      { kind: 'second_opinion', change: 5, atMost: 0 },
    ),
  },
];

describe('the preliminary verdict', () => {
  for (const { what, change, belowFloor = [], expected, ...more } of rows) {
    it(`on ${what}: ${expected.kind}`, () => {
      const facts = { comparison: comparisonOf(change, more), belowFloor };
      assert.deepEqual(judgePreliminary(policy, facts), expected);
      if (expected.kind !== 'would_win') assert.deepEqual(judge(policy, facts), expected);
    });
  }
});

describe('the verdict', () => {
  const judged = (change: number, sets: number, heldOut: number | null) => {
    const result = { sets: Array<string>(sets).fill('x'), rate_change_percent: heldOut };
    return judge(policy, { comparison: comparisonOf(change, {}, result), belowFloor: [] });
  };
  const heldOutFailed = (change: number | null, atMost: number) => ({
    kind: 'rejected',
    reasons: [{ kind: 'held_out', change, atMost }],
  });

  it('accepts when the held-out gain is at least half of the shown one', () => {
    assert.deepEqual(judged(-4, 2, -2), { kind: 'accepted' });
    assert.deepEqual(judged(-4, 2, -9), { kind: 'accepted' });
    assert.deepEqual(judged(-40, 5, -20), { kind: 'accepted' });
  });

  it('rejects when it is less, nothing, or no number', () => {
    assert.deepEqual(judged(-4, 2, -1.999999), heldOutFailed(-1.999999, -2));
    assert.deepEqual(judged(-4, 2, 3), heldOutFailed(3, -2));
    assert.deepEqual(judged(-4, 2, null), heldOutFailed(null, -2));
    assert.deepEqual(judged(-4, 2, Number.NaN), heldOutFailed(Number.NaN, -2));
  });

  it('rejects when too few sets were measured, or none', () => {
    assert.deepEqual(judged(-4, 1, -4), heldOutFailed(null, -2));
    assert.deepEqual(judged(-40, 2, -40), heldOutFailed(null, -20));
    const facts = { comparison: comparisonOf(-4, {}), belowFloor: [] };
    assert.deepEqual(judge(policy, facts), heldOutFailed(null, -2));
  });

  it('never accepts a comparison with a number that is none', () => {
    const number = fc.oneof(fc.double({ min: -100, max: 10 }), fc.constant(Number.NaN));
    fc.assert(
      fc.property(number, number, number, number, (change, clip, ssim, heldOut) => {
        const result = { sets: ['a', 'b', 'c', 'd', 'e'], rate_change_percent: heldOut };
        const comparison = comparisonOf(change, { clips: [clip], ssim }, result);
        const { kind } = judge(policy, { comparison, belowFloor: [] });
        if (kind !== 'accepted') return;
        assert.ok(change <= -0.5 && clip <= 2 && ssim <= 0 && heldOut <= change / 2 + 1e-6);
      }),
    );
  });
});
