import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { QuickJsSandbox } from '../src/adapters/quickjs/sandbox.ts';
import { unitsOf } from '../src/adapters/quickjs/schedule.ts';
import type { SandboxJob } from '../src/ports/sandbox.ts';
import { codec, limits, patternClip } from './support/sandbox.ts';

const job = (clips: readonly ReturnType<typeof patternClip>[], more = {}): SandboxJob => ({
  source: codec(),
  cases: clips.map((clip, i) => ({ clip, quality: 10 * (i + 1) })),
  limits,
  exact: true,
  ...more,
});

const five = Array.from({ length: 5 }, () => patternClip(undefined, 4));

function told(of: SandboxJob, workers: number): string {
  return unitsOf(of, workers)
    .map(({ index, part }) => `${part === 'whole' ? '' : part[0]}${index}`)
    .join(' ');
}

describe('the order of work', () => {
  it('halves the exact cases that do not divide evenly, encoders first', () => {
    assert.equal(told(job(five), 2), '0 1 e2 e3 e4 d2 d3 d4');
    assert.equal(told(job(five), 4), 'e0 e1 e2 e3 e4 d0 d1 d2 d3 d4');
  });

  it('leaves cases whole where halves would not help, or would not be the same', () => {
    assert.equal(told(job(five), 1), '0 1 2 3 4');
    assert.equal(told(job(five.slice(1)), 2), '0 1 2 3');
    assert.equal(told(job(five), 5), '0 1 2 3 4');
    assert.equal(told(job(five), 8), '0 1 2 3 4');
    assert.equal(told(job(five, { exact: false }), 2), '0 1 2 3 4');
  });

  it('begins with what takes longest when asked to, and otherwise keeps the order', () => {
    const clips = [2, 9, 4, 9].map((frames) => patternClip(undefined, frames));
    assert.equal(told(job(clips, { longestFirst: true }), 2), '3 1 2 0');
    assert.equal(told(job(clips), 2), '0 1 2 3');
  });
});

describe('outcomes', () => {
  const sandboxes = [1, 2, 3, 4].map((workers) => new QuickJsSandbox(workers));
  after(() => Promise.all(sandboxes.map((each) => each.close())));

  const stumbles = 'if (context.quality === 40 && context.index === 2)';
  const sources: Readonly<Record<string, string>> = {
    'of a codec that works': codec({
      top: 'let seen = 0; const fold = (sum, sample) => (sum * 31 + sample) & 0xffff;',
      compress: 'seen = frame.data.reduce(fold, seen); return frame.data;',
    }),
    'of one that predicts from the frame before': codec({
      compress:
        'return context.previous ? frame.data.map((s, i) => s - context.previous.data[i]) : frame.data;',
      decompress:
        'return context.previous ? bytes.map((s, i) => s + context.previous.data[i]) : bytes;',
    }),
    'of an encoder that throws': codec({
      compress: `console.log(context.index); ${stumbles} throw new Error("x"); return frame.data;`,
    }),
    'of a decoder that is off by one': codec({
      decompress: `console.log(-context.index); ${stumbles} bytes[3] += 1; return bytes;`,
    }),
    'of both': codec({
      compress: `${stumbles} throw new Error("x"); return frame.data;`,
      decompress: 'if (context.index === 1) bytes[0] += 1; return bytes;',
    }),
    'of an endless encoder': codec({ compress: `${stumbles} for (;;); return frame.data;` }),
    'of an endless decoder after an encoder that throws': codec({
      compress: 'if (context.index === 3) throw new Error("x"); return frame.data;',
      decompress: `${stumbles} for (;;); return bytes;`,
    }),
    'of a module that throws': 'throw new Error("at once");',
  };
  for (const [which, source] of Object.entries(sources)) {
    it(`${which} are the same for every number of workers`, async () => {
      const runs = sandboxes.map((each) => each.run(job(five, { source, longestFirst: true })));
      const [one, ...others] = await Promise.all(runs);
      assert.ok(one && one.length > 0);
      for (const other of others) assert.deepEqual(other, one);
      const works = which.startsWith('of a codec') || which.startsWith('of one');
      assert.equal(
        one.every(({ kind }) => kind === 'measured'),
        works,
      );
    });
  }

  it('say so after each case, once', async () => {
    const done: number[] = [];
    const [, two] = sandboxes;
    await two?.run(job(five), { onCase: (count) => done.push(count) });
    assert.deepEqual(done, [1, 2, 3, 4, 5]);
  });
});
