import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { compareEvaluations, heldOutResult } from '../src/domain/compare.ts';
import { dataGrowth, freeBytes } from '../src/domain/source/carried-data.ts';
import { CheatBench } from './cheats/bench.ts';
import { baselineOf, cheats } from './cheats/cheats.ts';
import { sourceOf, steps } from './cheats/honest.ts';
import { cutBenchmark } from './cheats/small.ts';
import { stock } from './cheats/stock.ts';
import {
  curve,
  evaluationOf,
  losslessEvaluation,
  tinyBenchmark,
  withoutWindows,
} from './support/evaluations.ts';

/** The least of which each of them below still gets the verdict that it gets on whole clips. */
const cut = { side: 260, frames: 2 };
const benchmarks = {
  lossless: await cutBenchmark('lossless', cut),
  lossy: await cutBenchmark('lossy', cut),
};
const benchmarkOf = (from: string) =>
  from.startsWith('lossy') ? benchmarks.lossy : benchmarks.lossless;
const bench = new CheatBench();
after(() => bench.close());

describe('the corpus', () => {
  it('has at least 25 cheats and 15 honest winners, of both benchmarks', () => {
    const winners = steps.filter(({ enough }) => enough === 'yes');
    assert.ok(cheats.length >= 25);
    assert.ok(winners.length >= 15);
    for (const list of [cheats, winners]) {
      for (const name of ['lossless', 'lossy']) {
        assert.ok(list.filter(({ from }) => from.startsWith(`${name}/`)).length >= 5);
      }
      assert.equal(new Set(list.map(({ name }) => name)).size, list.length);
    }
  });

  it('has honest steps that carry no data', () => {
    for (const step of steps.filter((_, i) => i % 6 === 0)) {
      assert.equal(dataGrowth(sourceOf(step), stock(step.from)), 0, step.name);
    }
  });
});

describe('a cheat', () => {
  const shown = [
    'carries pictures',
    'recalls the whole screen',
    'hash instead of a frame',
    'constants for known clips',
    'better at one size',
    'better on one clip, worse by 4 % elsewhere',
    'fine chroma',
    'ignores quality',
    'one coarse point and one exact',
  ];
  for (const name of shown) {
    it(`is not merged: ${name}`, async () => {
      const cheat = cheats.find((each) => each.name === name);
      assert.ok(cheat);
      const { from, expects } = cheat;
      const baseline = baselineOf(cheat);
      const source = await cheat.source(baseline, benchmarkOf(from));
      const outcome = await bench.offer({ title: name, source, baseline }, benchmarkOf(from));
      assert.equal(outcome.merged, 'not merged');
      assert.equal(outcome.got, expects);
    });
  }
});

describe('an honest step', () => {
  for (const name of ['models kept over frames', 'models kept, no vectors']) {
    it(`is merged: ${name}`, async () => {
      const step = steps.find((each) => each.name === name);
      assert.ok(step);
      const { from } = step;
      const outcome = await bench.offer(
        { title: name, source: sourceOf(step), baseline: stock(from) },
        benchmarkOf(from),
      );
      assert.deepEqual([outcome.got, outcome.merged], ['accepted', 'merged']);
    });
  }
});

describe('data in a source', () => {
  const code = (more: string) => `export const a = 1;\n${more}`;

  it('counts beyond what is free, as literals of any kind', () => {
    const grown = (literal: string) => dataGrowth(code(`const b = ${literal};`), code(''));
    assert.equal(grown(`'${'x'.repeat(freeBytes.literals - 2)}'`), 0);
    assert.equal(grown(`'${'x'.repeat(freeBytes.literals)}'`), 2);
    assert.equal(grown(`\`${'x'.repeat(freeBytes.literals + 9)}\``), 9);
    assert.equal(grown(`/${'x'.repeat(freeBytes.literals)}/`), 2);
    assert.equal(grown(`[${'7,'.repeat(freeBytes.literals + 5)}]`), 5);
    assert.equal(grown(`'${'\u00e9'.repeat(freeBytes.literals)}'`), freeBytes.literals + 2);
    assert.equal(grown(`'${'\u{1f600}'.repeat(freeBytes.literals)}'`), 3 * freeBytes.literals + 2);
  });

  it('counts as names and a fifth as code, and not as comments', () => {
    const names = Array.from({ length: 200 }, (_, i) => `name${1000 + i}: a`).join();
    assert.equal(dataGrowth(code(`const b = { ${names} };`), code('')), 1601 - freeBytes.names);
    const comment = `// ${'why '.repeat(5000)}`;
    assert.equal(dataGrowth(code(comment), code('')), 0);
    const calls = 'a();'.repeat(freeBytes.code / 4 + 500);
    assert.equal(dataGrowth(code(calls), code('')), 400);
  });

  it('does not count when the baseline has it, or when it goes', () => {
    const table = code(`const b = '${'x'.repeat(5000)}';`);
    assert.equal(dataGrowth(table, table), 0);
    assert.equal(dataGrowth(code(''), table), 0);
  });

  it('counts as bytes on held-out clips, spread over them', () => {
    const benchmark = withoutWindows(tinyBenchmark('lossless'));
    const [candidate, baseline] = [900, 1000].map((bytes) =>
      losslessEvaluation(benchmark, () => bytes),
    ) as [ReturnType<typeof losslessEvaluation>, ReturnType<typeof losslessEvaluation>];
    const sets = [{ name: 'x', benchmark, candidate, baseline }];
    assert.equal(heldOutResult(sets).rate_change_percent, -10);
    assert.equal(heldOutResult(sets, 100).rate_change_percent, -5);
    assert.equal(heldOutResult(sets, 400).rate_change_percent, 10);
  });
});

describe('points far apart', () => {
  const benchmark = tinyBenchmark('lossy', 1);
  const baseline = evaluationOf(benchmark, () =>
    // Concave, as the curves of real codecs are: a chord passes below.
    [30, 32, 34, 36, 38, 40].map((psnr) => ({
      bytes: 4000 * Math.sqrt(psnr - 29),
      psnr,
      ssimDb: psnr / 3,
    })),
  );
  const changeOf = (qualities: readonly number[]) => {
    const candidate = evaluationOf(benchmark, () =>
      qualities.map((psnr) => ({
        bytes: 4000 * Math.sqrt(psnr - 29),
        psnr,
        ssimDb: psnr / 3,
      })),
    );
    const outcome = compareEvaluations(benchmark, candidate, baseline);
    assert.equal(outcome.kind, 'compared');
    return outcome.kind === 'compared' ? outcome.comparison.rate_change_percent : Number.NaN;
  };

  it('gain nothing: two ends, a coarse one and an exact one, pairs', () => {
    assert.ok(changeOf([30, 30, 30, 40, 40, 40]) >= 0);
    assert.ok(changeOf([31, 31, 31, 99, 99, 99]) >= 0);
    assert.ok(changeOf([30, 30, 35, 35, 60, 60]) > -0.1);
  });

  it('lose nothing when they are the same, or closer together', () => {
    assert.equal(changeOf([30, 32, 34, 36, 38, 40]), 0);
    assert.ok(changeOf([31.5, 33, 34.5, 36, 37.5, 39]) < 1);
  });

  it('do not hide a real gain', () => {
    const better = evaluationOf(benchmark, () => curve({ scale: 0.8, from: 29.7 }));
    const plain = evaluationOf(benchmark, () => curve());
    const outcome = compareEvaluations(benchmark, better, plain);
    assert.ok(outcome.kind === 'compared');
    assert.ok(outcome.comparison.rate_change_percent < -13);
  });
});
