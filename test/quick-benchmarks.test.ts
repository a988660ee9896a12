import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, describe, it } from 'node:test';
import { loadBenchmark } from '../src/adapters/local/benchmark.ts';
import { memoryCache } from '../src/adapters/local/evaluation-cache.ts';
import { QuickJsSandbox } from '../src/adapters/quickjs/sandbox.ts';
import { parseCommand } from '../src/cli/options.ts';
import { type Benchmark, tickLimit } from '../src/domain/benchmark.ts';
import { benchmarkOfFile, benchmarkOfRun } from '../src/domain/default-benchmark.ts';
import { sampleCount } from '../src/domain/video/frame.ts';
import { sandboxEvaluator } from '../src/flows/evaluate.ts';
import { judgeCandidate } from '../src/flows/judge.ts';

const sandbox = new QuickJsSandbox();
after(() => sandbox.close());

/** Ticks that one measurement can take at most: every call at its limit. */
function mostTicks({ clips, ladder, limits }: Benchmark): number {
  const ofClip = ({ clip }: Benchmark['clips'][number]) =>
    2 * clip.frames.length * tickLimit(limits, sampleCount(clip));
  return ladder.length * clips.reduce((sum, clip) => sum + ofClip(clip), 0);
}

/** Of the candidate twice, of the baseline once, and of both on held-out sets (src/flows/judge.ts). */
const measurementsOfWinner = ({ policy }: Benchmark) => 3 + 2 * policy.held_out_sets;

for (const kind of ['lossless', 'lossy'] as const) {
  describe(`${kind}-quick`, () => {
    it(`measures as ${kind} does, within narrower limits`, async () => {
      const [quick, full] = [
        await loadBenchmark(`${kind}-quick`, '.'),
        await loadBenchmark(kind, '.'),
      ];
      const measured = ({ objective, ladder, clips, reference_encoder }: Benchmark) => ({
        ...{ objective, ladder, clips, reference_encoder },
      });
      assert.deepEqual(measured(quick), measured(full));
      assert.notEqual(quick.measurement_digest, full.measurement_digest);
      const { ticks_base: _, ticks_per_sample: __, load_ticks: ___, ...others } = full.limits;
      assert.deepEqual({ ...quick.limits, ...others }, quick.limits);
      assert.deepEqual([quick.evolve, full.evolve], ['by_default', 'by_name']);
      // No trial of a quick benchmark takes what one measurement of the full one may take.
      assert.ok(measurementsOfWinner(quick) * mostTicks(quick) < 1.6 * mostTicks(full));
      assert.equal(measurementsOfWinner(quick), 7);
    });

    it('begins with a codec that ties with itself, and leaves a call room to grow', async () => {
      const whole = await loadBenchmark(`${kind}-quick`, '.');
      const benchmark = { ...whole, clips: whole.clips.slice(0, 1) };
      const source = readFileSync(`benchmarks/${kind}-quick/codec.js`, 'utf8');
      const evaluator = sandboxEvaluator({ sandbox, cache: memoryCache(), narrate: () => {} });
      const judged = await judgeCandidate(
        { source, baselineSource: source },
        { benchmark, evaluator },
      );
      assert.equal(judged.status, 'rejected');
      assert.equal(judged.comparison?.rate_change_percent, 0);
      const cases = judged.evaluation?.cases ?? [];
      const spent = cases.reduce((sum, each) => sum + each.encode_ticks + each.decode_ticks, 0);
      assert.ok(spent > 0 && spent < 0.5 * mostTicks(benchmark), `${spent} ticks`);
    });
  });
}

describe('the benchmark that is meant where none is named', () => {
  const benchmarkOf = (...words: string[]) => {
    const command = parseCommand(words);
    return 'benchmark' in command ? command.benchmark : command;
  };

  it('is the quick one for a file, and that of the shipped run for all else', () => {
    assert.equal(benchmarkOf('evaluate', 'my-codec.js'), benchmarkOfFile);
    assert.equal(benchmarkOf('evaluate', 'my-codec.js', '--benchmark', 'lossy'), 'lossy');
    assert.equal(benchmarkOf('evaluate', 'x.js', '--frame', '1x1@100:000000'), benchmarkOfRun);
    for (const name of ['start', 'propose', 'report']) {
      assert.equal(benchmarkOf(name), benchmarkOfRun);
    }
    assert.deepEqual([benchmarkOfFile, benchmarkOfRun], ['lossless-quick', 'lossless']);
  });
});
