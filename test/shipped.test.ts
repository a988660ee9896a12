import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { loadBenchmark } from '../src/adapters/local/benchmark.ts';
import { memoryCache } from '../src/adapters/local/evaluation-cache.ts';
import { QuickJsSandbox } from '../src/adapters/quickjs/sandbox.ts';
import { readHeader } from '../src/domain/source/header.ts';
import { passFirstStages, sandboxEvaluator } from '../src/flows/evaluate.ts';
import { judgeCandidate } from '../src/flows/judge.ts';

const sandbox = new QuickJsSandbox();
after(() => sandbox.close());

/** The shipped benchmark with the first frames of its first clip alone, which keeps the tests short. */
async function benchOf(name: string) {
  const benchmark = await loadBenchmark(name, '.');
  const clips = benchmark.clips.slice(0, 1).map((each) => {
    return { ...each, clip: { ...each.clip, frames: each.clip.frames.slice(0, 3) } };
  });
  return {
    benchmark: { ...benchmark, clips },
    evaluator: sandboxEvaluator({ sandbox, cache: memoryCache(), narrate: () => {} }),
  };
}

const folderOf = (name: string) => path.join('examples', 'run', name);

function shipped(name: string, number: string): string {
  const folder = folderOf(name);
  const file = readdirSync(folder).find((each) => each.startsWith(`${number}-`));
  return readFileSync(path.join(folder, file as string), 'utf8');
}

for (const [name, long] of [
  ['lossless', 18],
  ['lossy', 18],
] as const) {
  describe(`the shipped ${name} run`, () => {
    it('says in each file what it tries, in numbers without a gap', () => {
      const files = readdirSync(folderOf(name), { recursive: true, encoding: 'utf8' })
        .filter((file) => file !== 'long')
        .sort((a, b) => (path.basename(a) < path.basename(b) ? -1 : 1));
      assert.ok(files.length > 10);
      for (const [i, file] of files.entries()) {
        assert.match(file, new RegExp(`^(?:long/)?${String(i).padStart(3, '0')}-[a-z0-9-]+\\.js$`));
        assert.ok(readHeader(readFileSync(path.join(folderOf(name), file), 'utf8')), file);
      }
      // The long part goes on where the other ends.
      assert.equal(files.findIndex((file) => file.startsWith('long/')) % files.length, long);
    });

    it('has a baseline that passes the first stages, whoever wrote it', async () => {
      const source = readFileSync(path.join('benchmarks', name, 'codec.js'), 'utf8');
      const { benchmark } = await benchOf(name);
      const ports = { sandbox, narrate: () => {} };
      assert.equal(await passFirstStages({ source, benchmark, what: name }, ports), null);
    });

    it('begins with a baseline that ties with itself, exactly', async () => {
      const source = shipped(name, '000');
      const bench = await benchOf(name);
      const judged = await judgeCandidate({ source, baselineSource: source }, bench);
      assert.equal(judged.status, 'rejected');
      const { comparison } = judged;
      assert.equal(comparison?.rate_change_percent, 0);
      assert.equal(comparison.total_bytes_change_percent, 0);
      assert.deepEqual(comparison.per_clip, [{ clip: 'dog', rate_change_percent: 0 }]);
      assert.equal(comparison.second_opinion_percent, name === 'lossy' ? 0 : null);
      assert.match(judged.analysis?.root_cause ?? '', /exactly that of the baseline/);
    });
  });
}

describe('a decoder with one constant changed', () => {
  it('is a logic error with clip, frame and sample', async () => {
    const baselineSource = shipped('lossless', '000');
    const source = baselineSource.replace('let quotient = 0;', 'let quotient = 1;');
    assert.notEqual(source, baselineSource);
    const { analysis } = await judgeCandidate(
      { source, baselineSource },
      await benchOf('lossless'),
    );
    assert.equal(analysis?.failure_category, 'logic_error');
    const { first_mismatch: first } = analysis.evidence;
    assert.deepEqual(
      { clip: first?.clip, frame: first?.frame, plane: first?.plane, x: first?.x, y: first?.y },
      { clip: 'flat 1x1', frame: 0, plane: 'y', x: 0, y: 0 },
    );
    assert.notEqual(first?.actual, first?.expected);
    assert.match(analysis.evidence.error ?? '', /flat 1x1 .*Y\(0,0\)|Y\(0,0\).* flat 1x1/);
    const changed = source.split('\n').findIndex((line) => line.includes('let quotient = 1;'));
    assert.equal(analysis.location?.line, changed + 1);
    assert.match(analysis.root_cause, /readRice.*let quotient = 1;/);
  });
});
