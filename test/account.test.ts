import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { memoryCache } from '../src/adapters/local/evaluation-cache.ts';
import { QuickJsSandbox } from '../src/adapters/quickjs/sandbox.ts';
import { type Account, accountOf, changeOf, dearestCalls } from '../src/domain/account.ts';
import type { Analysis } from '../src/domain/analysis.ts';
import { type Benchmark, tickLimit } from '../src/domain/benchmark.ts';
import { compareEvaluations } from '../src/domain/compare.ts';
import { diagnoseAbandoned, diagnoseRejection } from '../src/domain/diagnose.ts';
import { digestOf } from '../src/domain/digest.ts';
import type { CaseMeasurement, Evaluation } from '../src/domain/evaluation.ts';
import { grouped } from '../src/domain/text/wording.ts';
import { caseMeasurementSchema } from '../src/domain/trial/schema.ts';
import type { Trial } from '../src/domain/trial/trial.ts';
import type { Rejection } from '../src/domain/verdict.ts';
import { sandboxEvaluator } from '../src/flows/evaluate.ts';
import { judgeCandidate } from '../src/flows/judge.ts';
import { clipTable } from '../src/render/clip-table.ts';
import { renderCase } from '../src/render/prompt/case.ts';
import { evaluationLines } from '../src/render/prompt/numbers.ts';
import { renderReview } from '../src/render/review.ts';
import { LINE_WIDTH, plainStyle } from '../src/render/style.ts';
import { renderSummary } from '../src/render/terminal.ts';
import { curve, evaluationOf, losslessEvaluation, tinyBenchmark } from './support/evaluations.ts';
import { codec } from './support/sandbox.ts';
import { sampleTrial } from './support/trials.ts';
import { smallBenchmark } from './support/workshop.ts';

const lossless = ((): Benchmark => {
  const tiny = tinyBenchmark('lossless', 3);
  const frames = [new Uint8Array(6), new Uint8Array(6), new Uint8Array(6)];
  const clips = tiny.clips.map((entry) => ({ ...entry, clip: { ...entry.clip, frames } }));
  return { ...tiny, clips };
})();

/** Bytes of the first frame and of the others, and ticks of the dearest calls, clip by clip. */
function codes(bytes: Record<string, readonly [first: number, others: number]>): Evaluation {
  const plain = losslessEvaluation(lossless, (clip) => bytes[clip]?.reduce((a, b) => a + b) ?? 0);
  return changed(plain, (measured) => ({
    first_frame_bytes: bytes[measured.clip]?.[0],
    encode_ticks: 3,
    most_encode_ticks: measured.clip === 'b' ? 3 : 1,
    most_decode_ticks: 1,
  }));
}

function changed(
  evaluation: Evaluation,
  changes: (measured: CaseMeasurement) => Partial<CaseMeasurement>,
): Evaluation {
  return {
    ...evaluation,
    cases: evaluation.cases.map((each) => ({ ...each, ...changes(each) })),
  };
}

const baseline = codes({ a: [9105, 20_000], b: [5000, 9000], c: [4000, 8000] });
const candidate = codes({ a: [9812, 19_400], b: [5100, 8950], c: [4100, 7600] });
const older = (evaluation: Evaluation) =>
  changed(evaluation, () => ({
    first_frame_bytes: undefined,
    most_encode_ticks: undefined,
    most_decode_ticks: undefined,
  }));

function rejected(
  benchmark: Benchmark,
  [ours, theirs]: readonly [Evaluation, Evaluation],
  reason?: Rejection,
): Analysis {
  const outcome = compareEvaluations(benchmark, ours, theirs);
  assert.ok(outcome.kind === 'compared');
  const { rate_change_percent: change } = outcome.comparison;
  const why = reason ?? { kind: 'not_enough_gain', change, atMost: -0.5 };
  return diagnoseRejection(outcome.comparison, [why], {
    account: accountOf(benchmark, ours, theirs),
  });
}

describe('an account', () => {
  it('splits the bytes of each clip into first frame and others', () => {
    const [a] = accountOf(lossless, candidate, baseline);
    assert.deepEqual(a?.bytes, { ours: 29_212, theirs: 29_105 });
    assert.deepEqual(a.frames, {
      first: { ours: 9812, theirs: 9105 },
      others: { ours: 19_400, theirs: 20_000 },
    });
    assert.equal(changeOf(a.frames.first), 7.764964);
  });

  it('says nothing of what an older record of either side lacks', () => {
    for (const pair of [
      [older(candidate), baseline] as const,
      [candidate, older(baseline)] as const,
    ]) {
      const [a] = accountOf(lossless, ...pair);
      assert.deepEqual(a?.bytes, { ours: 29_212, theirs: 29_105 });
      assert.equal(a.frames, null);
    }
    assert.equal(accountOf(lossless, older(candidate), baseline)[0]?.ticks, null);
    assert.notEqual(accountOf(lossless, candidate, older(baseline))[0]?.ticks, null);
  });

  it('has no other frames where a clip has one', () => {
    const single = (evaluation: Evaluation) => changed(evaluation, () => ({ frames: 1 }));
    const [a] = accountOf(lossless, single(candidate), single(baseline));
    assert.equal(a?.frames?.others, null);
  });

  it('knows the dearest calls of each clip, and the limit', () => {
    const [, b] = lossless.clips;
    assert.ok(b);
    const limit = tickLimit(lossless.limits, 6);
    assert.deepEqual(dearestCalls(lossless, b, candidate), { encode: 3, decode: 1, limit });
    assert.equal(dearestCalls(lossless, b, older(candidate)), null);
  });

  it('leaves out clips that were not measured', () => {
    const cases = candidate.cases.slice(0, 2);
    const account = accountOf(lossless, { ...candidate, complete: false, cases }, baseline);
    assert.deepEqual(
      account.map(({ clip }) => clip),
      ['a', 'b'],
    );
  });
});

describe('the account of a lossy candidate', () => {
  const lossy = tinyBenchmark('lossy', 2);
  const usual = evaluationOf(lossy, () => curve());
  /** One point of clip b costs a third more; the error of U doubles. */
  const dearer = changed(
    evaluationOf(lossy, () => curve()),
    ({ clip, quality, bytes, sse_u: u }) =>
      clip === 'b' && quality === 3 ? { bytes: bytes * 1.3, sse_u: 2 * u } : {},
  );

  it('finds the point that loses most at equal quality, and the planes whose error grew', () => {
    const [a, b] = accountOf(lossy, dearer, usual) as [Account[0], Account[0]];
    assert.equal(a.worst.psnr_db && changeOf(a.worst.psnr_db), 0);
    const { quality, ours, theirs = Number.NaN } = b.worst.psnr_db ?? {};
    assert.deepEqual([quality, ours], [3, 2925]);
    assert.ok(theirs < 2925 * 0.9, `${theirs}`);
    assert.equal(b.settings?.y, 0);
    assert.equal(b.settings.u, 12.246205);
    assert.equal(b.settings.first, null);
  });

  it('is told: the point in the fix, bytes and planes in the cause', () => {
    const { root_cause: cause, fix_suggestion: fix } = rejected(lossy, [dearer, usual]);
    assert.match(
      fix,
      /^Largest loss: clip b at quality 3: 2,925 bytes for 3\d\.\d\d dB PSNR-YUV, /,
    );
    assert.match(cause, /At equal quality settings the bytes of b change by \+4\.470 %, /);
    assert.match(cause, /its squared error by Y 0\.000 %, U \+12\.246 %, V 0\.000 %\./);
  });

  it('looks at SSIM where the second opinion rejects', () => {
    const reason = { kind: 'second_opinion', change: 1, atMost: 0 } as const;
    const { fix_suggestion: fix } = rejected(lossy, [dearer, usual], reason);
    assert.match(fix, /^Largest loss: clip b at quality 3: 2,925 bytes for 11\.33 dB SSIM, /);
  });

  it('gives an exact plane no percentage', () => {
    const exact = (evaluation: Evaluation) => changed(evaluation, () => ({ sse_v: 0 }));
    const [, b] = accountOf(lossy, exact(dearer), exact(usual));
    assert.deepEqual([b?.settings?.u, b?.settings?.v], [12.246205, null]);
  });
});

describe('a rejection', () => {
  it('points at the largest loss with its numbers, and says what the frames have in common', () => {
    const { root_cause: cause, fix_suggestion: fix } = rejected(lossless, [candidate, baseline]);
    assert.match(
      fix,
      /^Largest loss: clip a, first frame: 9,812 bytes against 9,105 \(\+7\.765 %\); its other frames: -3\.000 %\. First frames lose and the others gain: keep the baseline's way for the first frame/,
    );
    assert.match(cause, /It needs 143 bytes fewer than the baseline: c -300, a \+107 and b \+50\./);
    assert.match(
      cause,
      /First frames take 19,012 bytes against 18,105 \(\+5\.010 %\), the others 35,950 bytes against 37,000 \(-2\.838 %\)\./,
    );
  });

  it('blames no frame where all lose alike', () => {
    const dearer = codes({ a: [9150, 20_100], b: [5050, 9090], c: [4000, 8000] });
    const { fix_suggestion: fix } = rejected(lossless, [dearer, baseline]);
    assert.match(
      fix,
      /^Largest loss: clip b: 14,140 bytes against 14,000 \(\+1\.000 %\), in the first frame as in the others\. The idea costs on every clip/,
    );
  });

  it('advises the other way round where first frames gain', () => {
    const { fix_suggestion: fix } = rejected(lossless, [
      codes({ a: [9000, 20_400], b: [5000, 9000], c: [4000, 8000] }),
      baseline,
    ]);
    assert.match(fix, /^Largest loss: clip a, frames after the first: 20,400 bytes against 20,000/);
    assert.match(fix, /use the new way for the first frame alone/);
  });

  it('says how many ticks the dearest call leaves', () => {
    const { root_cause: cause } = rejected(lossless, [candidate, baseline]);
    const limit = tickLimit(lossless.limits, 6);
    const words = `The dearest call, compressFrame on b, takes 3 of ${grouped(limit)} ticks and leaves ${grouped(limit - 3)}.`;
    assert.ok(cause.endsWith(words), cause);
  });

  it('makes nothing up from older records', () => {
    const { root_cause: cause, fix_suggestion: fix } = rejected(lossless, [
      older(candidate),
      older(baseline),
    ]);
    assert.match(fix, /^Largest loss: clip a: 29,212 bytes against 29,105 \(\+0\.368 %\)\. /);
    assert.doesNotMatch(`${cause} ${fix}`, /frame: |First frames|ticks/);
  });

  it('never tells the table again', () => {
    const { root_cause: cause } = rejected(lossless, [candidate, baseline]);
    assert.doesNotMatch(cause, /Best is|worst/);
  });

  it('names the clips that lose too much in one sentence', () => {
    const lost = ['a', 'b', 'c'].map(
      (clip): Rejection => ({ kind: 'clip_loss', clip, change: 5, atMost: 2 }),
    );
    const comparison = compareEvaluations(lossless, candidate, baseline);
    assert.ok(comparison.kind === 'compared');
    const tooLittle: Rejection = { kind: 'not_enough_gain', change: 5, atMost: -0.5 };
    const { root_cause: cause } = diagnoseRejection(comparison.comparison, [tooLittle, ...lost]);
    assert.match(
      cause,
      /is needed\. a, b and c get worse by more than the \+2\.000 % that a clip may\.$/,
    );
  });

  it('has no loss to point at where every clip gains', () => {
    const little = codes({ a: [9100, 19_990], b: [4999, 8999], c: [3999, 7999] });
    const { fix_suggestion: fix } = rejected(lossless, [little, baseline]);
    assert.match(fix, /^The idea helps everywhere, but too little/);
  });

  it('keeps what it knows of the shown clips out of a verdict on held-out ones', () => {
    const reason = { kind: 'held_out', change: null, atMost: -2 } as const;
    const { root_cause: cause } = rejected(lossless, [candidate, baseline], reason);
    assert.doesNotMatch(cause, /First frames|bytes fewer/);
  });

  it('is the same of a candidate that was abandoned, for the clip that lost', () => {
    const loss = { clip: 'a', change: 2.5, atMost: 2, unmeasured: ['b', 'c'] };
    const account = accountOf(lossless, candidate, baseline);
    const { root_cause: cause, fix_suggestion: fix } = diagnoseAbandoned(loss, account);
    assert.match(
      cause,
      /First frames take 9,812 bytes against 9,105 .* b and c were not measured\.$/,
    );
    assert.match(fix, /^Largest loss: clip a, first frame: 9,812 bytes against 9,105/);
    assert.doesNotMatch(cause, /19,012/);
  });
});

describe('a record', () => {
  const [measured] = candidate.cases as [CaseMeasurement];

  it('is read with and without the parts', () => {
    const {
      first_frame_bytes: _,
      most_encode_ticks: __,
      most_decode_ticks: ___,
      ...old
    } = measured;
    for (const each of [measured, old]) assert.deepEqual(caseMeasurementSchema.parse(each), each);
  });

  it('is refused when a part is more than the whole', () => {
    const { bytes, encode_ticks: encode, decode_ticks: decode } = measured;
    for (const broken of [
      { first_frame_bytes: bytes + 1 },
      { most_encode_ticks: encode + 1 },
      { most_decode_ticks: decode + 1 },
      { first_frame_bytes: -1 },
    ]) {
      assert.equal(caseMeasurementSchema.safeParse({ ...measured, ...broken }).success, false);
    }
  });
});

describe('the words for people and models', () => {
  const judged = (evaluation: Evaluation, theirs: Evaluation, benchmark = lossless) => {
    const outcome = compareEvaluations(benchmark, evaluation, theirs);
    assert.ok(outcome.kind === 'compared');
    const own = { source_digest: digestOf('baseline'), evaluation: theirs };
    const { comparison } = outcome;
    const analysis = rejected(benchmark, [evaluation, theirs]);
    return sampleTrial({ status: 'rejected', evaluation, comparison, baseline: own, analysis });
  };
  const limit = tickLimit(lossless.limits, 6);
  const titles = (trial: Trial, benchmark: Benchmark, theirs: Evaluation) =>
    clipTable(trial, benchmark, theirs)?.columns.map(({ title }) => title);

  it('have first frames, the others and the ticks left in the table of clips', () => {
    const table = clipTable(judged(candidate, baseline), lossless, baseline);
    const shown = table?.rows.map((row) => row.slice(4));
    assert.deepEqual(
      table?.columns.slice(4).map(({ title }) => title),
      ['first frame', 'others', 'ticks left'],
    );
    assert.deepEqual(shown?.[0], ['+7.765 %', '-3.000 %', '99 %']);
    assert.deepEqual(shown?.at(-1), ['', '', '']);
    const used = changed(candidate, () => ({ most_decode_ticks: limit }));
    const [first] = clipTable(judged(used, baseline), lossless, baseline)?.rows ?? [];
    assert.equal(first?.at(-1), '0 %');
  });

  it('leave a column out of which no record says anything', () => {
    const old = older(candidate);
    const plain = ['clip', 'baseline, bytes', 'candidate, bytes', 'change'];
    assert.deepEqual(titles(judged(old, baseline), lossless, baseline), plain);
    assert.deepEqual(titles(judged(candidate, older(baseline)), lossless, older(baseline)), [
      ...plain,
      'ticks left',
    ]);
  });

  it('fit into a line of the terminal', () => {
    const context = { benchmark: lossless, baseline };
    const lines = renderSummary(judged(candidate, baseline), context, plainStyle);
    assert.ok(lines.some((line) => line.includes('ticks left')));
    for (const line of lines) assert.ok(line.length <= LINE_WIDTH, line);
  });

  it('stand in the review', () => {
    const context = { benchmark: lossless, baseline, changedLines: [], suggestion: null };
    const { body } = renderReview(judged(candidate, baseline), context);
    assert.match(body, /\| change \| first frame \| others \| ticks left \|/);
  });

  it('tell a model of the first frame and the dearest call of the baseline, where they are known', () => {
    const [line] = evaluationLines(lossless, baseline);
    assert.equal(
      line,
      `a: 29,105 bytes (first frame 9,105); ticks of the dearest call 1 to encode, 1 to decode, of ${grouped(limit)}`,
    );
    const [old] = evaluationLines(lossless, older(baseline));
    assert.equal(
      old,
      `a: 29,105 bytes; ticks a frame 1 to encode, 1 to decode, of ${grouped(limit)}`,
    );
  });

  it('tell a model that explains a rejection what each clip needs, by frame', () => {
    const trial = judged(candidate, baseline);
    const analysis = rejected(lossless, [candidate, baseline]);
    const of = (each: Trial) =>
      renderCase({ benchmark: lossless, trial: each, analysis, source: 'x', delimiter: 'mark' });
    assert.ok(
      of(trial).includes(
        `a: bytes 29,212 against 29,105; first frame 9,812 against 9,105; other frames 19,400 against 20,000; dearest call 1 ticks to encode, 1 to decode, of ${grouped(limit)}`,
      ),
    );
    const alone = { ...trial, baseline: { ...trial.baseline, evaluation: null } };
    assert.doesNotMatch(of(alone), /29,212/);
  });
});

describe('a rejected candidate that was run', () => {
  const sandbox = new QuickJsSandbox(2);
  after(() => sandbox.close());

  it('learns which of its frames lost', async () => {
    const wasteful = codec({
      compress:
        'const more = context.index === 0 ? 40 : 0; const out = new Uint8Array(frame.data.length + more); out.set(frame.data); return out;',
      decompress:
        'const half = (n) => (n + 1) >> 1; return bytes.slice(0, context.width * context.height + 2 * half(context.width) * half(context.height));',
    });
    const evaluator = sandboxEvaluator({ sandbox, cache: memoryCache(), narrate: () => {} });
    const benchmark = smallBenchmark();
    const judgement = await judgeCandidate(
      { source: wasteful, baselineSource: codec() },
      { benchmark, evaluator },
    );
    assert.equal(judgement.status, 'rejected');
    const frame = benchmark.clips[0]?.clip.frames[0]?.length ?? 0;
    const { fix_suggestion: fix } = judgement.analysis as Analysis;
    assert.ok(fix.includes(`first frame: ${frame + 40} bytes against ${frame} (`), fix);
    assert.match(fix, /its other frames: 0\.000 %\./);
    assert.match(judgement.analysis?.root_cause ?? '', /The dearest call, .* ticks and leaves /);
  });
});
