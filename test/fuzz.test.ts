import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { Dice } from './fuzz/dice.ts';
import { readFood } from './fuzz/food.ts';
import { FuzzRun } from './fuzz/fuzz.ts';
import { FuzzBench } from './fuzz/fuzz-bench.ts';
import { growth } from './fuzz/memory.ts';
import { makeProgram } from './fuzz/program.ts';
import { shrink } from './fuzz/shrink.ts';
import { codec } from './support/sandbox.ts';

const food = readFood([]);

describe('generated programs', () => {
  const programs = Array.from({ length: 20 }, (_, number) => makeProgram(7, number, food));

  it('are the same for the same seed, and no two alike', () => {
    const again = programs.map(({ number }) => makeProgram(7, number, food));
    assert.deepEqual(again, programs);
    const others = programs.map(({ number }) => makeProgram(8, number, food).source);
    const all = new Set([...programs.map(({ source }) => source), ...others]);
    assert.ok(all.size > 35);
  });

  it('come to a trial with an analysis, twice the same, and leave nothing behind', async () => {
    const run = new FuzzRun({ seed: 1, food, benches: 1, goOn: (number) => number < 60 });
    await run.run();
    const told = run.findings.map(
      ({ program, faults }) => `${program.number}: ${faults.join('; ')}`,
    );
    assert.deepEqual(told, []);
    assert.equal(run.programs, 60);
    // Otherwise it would say little: every stage was reached, and most kinds of failure.
    const seen = [...run.counts.keys()].sort();
    for (const expected of [
      ...['at static', 'at load', 'at smoke', 'at compare'],
      ...['from garbage', 'from grammar', 'from mutant'],
      ...['logic_error', 'performance_rejection', 'runtime_error', 'syntax_error'],
      'validation_error',
    ]) {
      assert.ok(seen.includes(expected), `${expected} is not among ${seen.join(', ')}`);
    }
  });
});

describe('the bench of the fuzzer', () => {
  const bench = new FuzzBench();
  after(() => bench.close());

  it('knows what is well, and tells the outcomes apart', async () => {
    await bench.open();
    const honest = await bench.judge(codec(), 'lossless');
    assert.deepEqual(
      [honest.stage, honest.category, honest.faults],
      ['compare', 'performance_rejection', []],
    );
    const throwing = codec({ compress: 'throw new Error("x");' });
    const [one, two] = [await bench.judge(throwing, 'lossy'), await bench.judge(throwing, 'lossy')];
    assert.deepEqual([one.stage, one.category, one.faults], ['smoke', 'runtime_error', []]);
    assert.equal(one.record, two.record);
    const other = await bench.judge(codec({ compress: 'throw new Error("y");' }), 'lossy');
    assert.notEqual(other.record, one.record);
  });
});

describe('what makes a finding useful', () => {
  it('is that it becomes small', async () => {
    const source = codec({
      top: 'const a = 1;\nfunction f(x) {\n  return x + a;\n}\nlet fault = f(2);',
    });
    const small = await shrink(source, async (text) => text.includes('fault'), 500);
    assert.ok(small.length < 16, small);
    const kept = await shrink(source, async () => false, 500);
    assert.equal(kept, source);
  });

  it('is that growth is told from noise', () => {
    const sample = { own: 100, evaluators: 300, threads: 20, reserved: 80 };
    const dice = new Dice(1);
    const noisy = Array.from({ length: 60 }, () => ({
      ...sample,
      evaluators: dice.between(200, 400),
    }));
    assert.deepEqual(growth(noisy), []);
    const leaking = noisy.map((each, minute) => ({ ...each, evaluators: 200 + 20 * minute }));
    assert.equal(growth(leaking).length, 1);
  });
});
