import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import fc from 'fast-check';
import { memoryCache } from '../src/adapters/local/evaluation-cache.ts';
import { engineIdentity } from '../src/adapters/quickjs/engine.ts';
import { QuickJsSandbox } from '../src/adapters/quickjs/sandbox.ts';
import { type Benchmark, measurementDigest } from '../src/domain/benchmark.ts';
import { compareEvaluations } from '../src/domain/compare.ts';
import { stopAtLoss } from '../src/domain/early-stop.ts';
import type { Evaluation } from '../src/domain/evaluation.ts';
import { type CaseOutcome, concludeCases } from '../src/domain/outcome.ts';
import { judgePreliminary } from '../src/domain/verdict.ts';
import { sandboxEvaluator } from '../src/flows/evaluate.ts';
import { judgeCandidate } from '../src/flows/judge.ts';
import type { Evaluator } from '../src/ports/evaluator.ts';
import type { Happening } from '../src/ports/narrator.ts';
import type { Sandbox, SandboxJob } from '../src/ports/sandbox.ts';
import {
  curve,
  evaluationOf,
  losslessEvaluation,
  type Point,
  tinyBenchmark,
} from './support/evaluations.ts';
import { codec } from './support/sandbox.ts';
import { smallBenchmark } from './support/workshop.ts';

/** Four clips that begin with a sample of their own each. */
function fourClips(): Benchmark {
  const small = smallBenchmark();
  const [entry] = small.clips;
  assert.ok(entry);
  const clips = ['a', 'b', 'c', 'd'].map((name, i) => {
    const frames = entry.clip.frames.map((frame) => frame.with(0, i));
    return { ...entry, clip: { ...entry.clip, name, frames } };
  });
  return { ...small, clips, measurement_digest: measurementDigest({ ...small, clips }) };
}

/** Stores frames, and on the n-th clip so many bytes more each. */
function wasting(extra: readonly number[]): string {
  return codec({
    top: `const extra = ${JSON.stringify(extra)};`,
    compress:
      'const out = new Uint8Array(frame.data.length + (extra[frame.data[0]] ?? 0)); out.set(frame.data); return out;',
    decompress:
      'const half = (n) => (n + 1) >> 1; return bytes.slice(0, context.width * context.height + 2 * half(context.width) * half(context.height));',
  });
}

describe('an early stop', () => {
  const sandboxes = [1, 2, 3].map((workers) => new QuickJsSandbox(workers));
  after(() => Promise.all(sandboxes.map((each) => each.close())));
  const [one] = sandboxes as [QuickJsSandbox];
  const benchmark = fourClips();
  const baselineSource = codec();
  let told: Happening[] = [];
  const judged = (source: string, sandbox: Sandbox, cache = memoryCache(), earlyStop = true) => {
    told = [];
    const narrate = (happening: Happening) => void told.push(happening);
    const evaluator = sandboxEvaluator({ sandbox, cache, narrate, experiments: 'none' });
    return judgeCandidate({ source, baselineSource }, { benchmark, evaluator, earlyStop });
  };

  it('rejects at the first clip that loses too much, and says what was not measured', async () => {
    const { status, stage, comparison, evaluation, baseline, analysis } = await judged(
      wasting([0, 65, 0, 0]),
      one,
    );
    assert.deepEqual([status, stage, comparison], ['rejected', 'measure', null]);
    assert.deepEqual(
      evaluation?.cases.map(({ clip }) => clip),
      ['a', 'b'],
    );
    assert.equal(evaluation.complete, false);
    assert.equal(evaluation.total_bytes, 3 * (648 + 713));
    assert.equal(baseline?.complete, true);
    assert.equal(analysis?.failure_category, 'performance_rejection');
    assert.match(
      analysis.root_cause,
      /^b gets worse by \+10\.031 %; at most \+2\.000 % is allowed/,
    );
    assert.match(analysis.root_cause, /c and d were not measured\.$/);
    assert.match(analysis.fix_suggestion, /so that b falls back/);
    assert.doesNotMatch(analysis.fix_suggestion, /\bgain/);
  });

  it('runs no more than it needs: not the clips behind the loss, and no baseline for what is broken', async () => {
    // Each call on the clips behind takes its while: the end is there before they are.
    const slow = 'for (let i = 0; i < 2e6 * (frame.data[0] > 1); i++);';
    await judged(wasting([0, 65, 0, 0]).replace('const out', `${slow} const out`), one);
    const stages = told.filter(({ kind }) => kind === 'stage').length;
    assert.equal(stages, 6);
    const ofCandidate = told.slice(told.findLastIndex(({ kind }) => kind === 'stage'));
    assert.ok(ofCandidate.filter(({ kind }) => kind === 'cases').length <= 3);
    assert.equal((await judged('export function compressFrame(', one)).stage, 'static');
    assert.deepEqual(told, [{ kind: 'stage', stage: 'static', what: 'candidate' }]);
  });

  it('comes to the same on every number of workers, whichever clip is done first', async () => {
    const busy = 'for (let i = 0; i < 3e5 * (frame.data[0] === 1); i++);';
    const source = wasting([0, 65, 0, 65]).replace('const out', `${busy} const out`);
    const [first, ...others] = await Promise.all(sandboxes.map((each) => judged(source, each)));
    assert.equal(first?.evaluation?.cases.length, 2);
    for (const other of others) assert.deepEqual(other, first);
  });

  it('never keeps what it did not finish', async () => {
    const cache = memoryCache();
    const source = wasting([65, 0, 0, 0]);
    assert.equal((await judged(source, one, cache)).evaluation?.complete, false);
    const whole = await judged(source, one, cache, false);
    assert.equal(whole.evaluation?.complete, true);
    assert.equal(whole.status, 'rejected');
    // What is known as a whole is told as a whole.
    assert.deepEqual(await judged(source, one, cache), whole);
  });

  it('changes nothing for those that lose little or work wrong', async () => {
    const sources = [
      wasting([6, 0, 6, 0]),
      codec({ decompress: 'bytes[9] ^= 1; return bytes;' }),
      codec({ compress: 'throw new Error("no");' }),
    ];
    for (const source of sources) {
      const [stopped, whole] = [
        await judged(source, one),
        await judged(source, one, memoryCache(), false),
      ];
      assert.deepEqual(stopped, whole);
    }
  });
});

describe('the clip at which a candidate is abandoned', () => {
  const outcomesOf = ({ cases }: Evaluation) =>
    cases.map((measurement): CaseOutcome => ({ kind: 'measured', measurement }));

  /** What stopped it when the cases came in that order: as the sandbox does it, cases beyond count no more. */
  function stoppedAt(benchmark: Benchmark, ours: Evaluation, theirs: Evaluation, order: number[]) {
    const stop = stopAtLoss(benchmark, theirs);
    assert.ok(stop);
    const outcomes = outcomesOf(ours);
    const done = new Map<number, CaseOutcome>();
    let last: number | null = null;
    for (const index of order) {
      if (last !== null && index > last) continue;
      done.set(index, outcomes[index] as CaseOutcome);
      last = stop(done) ?? last;
    }
    return last;
  }

  for (const objective of ['lossless', 'lossy'] as const) {
    it(`is the same in every order, and only of one that loses anyway (${objective})`, () => {
      const benchmark = tinyBenchmark(objective, 3);
      const evaluation = (scales: readonly number[]) => {
        const scaleOf = (clip: string) => scales[clip.charCodeAt(0) - 97] as number;
        return objective === 'lossless'
          ? losslessEvaluation(benchmark, (clip) => Math.round(1000 * scaleOf(clip)))
          : evaluationOf(benchmark, (clip) => curve({ scale: scaleOf(clip) }));
      };
      const theirs = evaluation([1, 1, 1]);
      const count = theirs.cases.length;
      const scales = fc.array(fc.constantFrom(0.5, 0.9, 1, 1.019, 1.021, 1.3), {
        minLength: 3,
        maxLength: 3,
      });
      const orders = fc.shuffledSubarray([...Array(count).keys()], { minLength: count });
      fc.assert(
        fc.property(scales, orders, (ours, order) => {
          const candidate = evaluation(ours);
          const last = stoppedAt(benchmark, candidate, theirs, order);
          const losing = ours.findIndex((scale) => scale > 1.02);
          assert.equal(last, losing < 0 ? null : (losing + 1) * (count / 3) - 1);
          if (last === null) return;
          const outcome = compareEvaluations(benchmark, candidate, theirs);
          assert.ok(outcome.kind === 'compared');
          const facts = { comparison: outcome.comparison, belowFloor: [] };
          assert.equal(judgePreliminary(benchmark.policy, facts).kind, 'rejected');
        }),
      );
    });
  }

  it('is not asked for clips whose curves miss a window, which is a failure or holds', async () => {
    const benchmark = tinyBenchmark('lossy', 2);
    const whole = { a: curve(), b: curve() };
    const evaluation = (curves: Readonly<Record<string, readonly Point[]>>) =>
      evaluationOf(benchmark, (clip) => curves[clip] ?? []);
    const judgedWith = (ours: Evaluation, theirs: Evaluation) =>
      judgeCandidate(
        { source: 'ours', baselineSource: 'theirs' },
        { benchmark, evaluator: knowing({ ours, theirs }), earlyStop: true },
      );
    const loses = evaluation({ ...whole, b: curve({ scale: 2 }) });
    const misses = evaluation({ a: curve({ from: 34 }), b: curve({ scale: 2 }) });
    assert.equal((await judgedWith(loses, evaluation(whole))).status, 'rejected');
    const failed = await judgedWith(misses, evaluation(whole));
    assert.deepEqual([failed.status, failed.stage], ['failed', 'compare']);
    const held = await judgedWith(loses, evaluation({ ...whole, a: curve({ from: 34 }) }));
    assert.deepEqual([held.status, held.held_reason], ['held', 'broken_baseline']);
  });

  it('and neither codec is blamed for a window that no codec reaches, but benchmark.json', async () => {
    const benchmark = tinyBenchmark('lossy', 2);
    const short = evaluationOf(benchmark, (clip) => curve(clip === 'b' ? { from: 34 } : {}));
    const { status, held_reason, analysis, evaluation } = await judgeCandidate(
      { source: 'ours', baselineSource: 'theirs' },
      { benchmark, evaluator: knowing({ ours: short, theirs: short }) },
    );
    assert.deepEqual(
      [status, held_reason, evaluation?.cases.length],
      ['held', 'broken_baseline', short.cases.length],
    );
    assert.match(
      analysis?.root_cause ?? '',
      /^benchmark\.json asks for .*`clips\.1\.windows\.psnr_db`/,
    );
    assert.match(
      analysis?.fix_suggestion ?? '',
      /Set `clips\.1\.windows\.psnr_db`.*lower qualities/,
    );
    assert.doesNotMatch(analysis?.fix_suggestion ?? '', /step|codec\.js/);
  });

  it('comes as soon as its qualities are there: a job that may stop keeps clip by clip', async () => {
    const benchmark = tinyBenchmark('lossy', 3);
    const jobs: SandboxJob[] = [];
    const watching = {
      ...{ engine: engineIdentity(), close: async () => {} },
      probing: () => ({ probe: async () => [] }),
      async run(job: SandboxJob) {
        jobs.push(job);
        return outcomesOf(evaluationOf(benchmark, () => curve())).slice(0, job.cases.length);
      },
    };
    const cache = memoryCache();
    const evaluator = sandboxEvaluator({ sandbox: watching, cache, narrate: () => {} });
    const subject = { source: codec(), benchmark, what: 'candidate' };
    await evaluator.evaluate(subject, async () => () => null);
    await evaluator.evaluate({ ...subject, source: `${codec()}//` });
    const measuring = jobs.filter(({ cases }) => cases.length === 18);
    assert.deepEqual(
      measuring.map(({ longestFirst }) => longestFirst),
      [false, true],
    );
  });
});

/** An evaluator that runs nothing; it ends where an early stop ends. */
function knowing(evaluations: Readonly<Record<string, Evaluation>>): Evaluator {
  const find = (source: string) => {
    const found = evaluations[source];
    assert.ok(found);
    return found;
  };
  return {
    engine: engineIdentity(),
    measure: async ({ source }) => ({ kind: 'measured', evaluation: find(source) }),
    async evaluate({ source, benchmark }, earlyStop) {
      const outcomes = find(source).cases.map(
        (measurement): CaseOutcome => ({ kind: 'measured', measurement }),
      );
      const stop = await earlyStop?.();
      const last = stop?.(new Map(outcomes.entries())) ?? outcomes.length - 1;
      return concludeCases(benchmark, outcomes.slice(0, last + 1));
    },
  };
}
