import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, describe, it } from 'node:test';
import { QuickJsSandbox } from '../src/adapters/quickjs/sandbox.ts';
import { brokenCodecs, openJudge } from './causes/case.ts';
import { type Score, scoreOf } from './causes/score.ts';

const codecs = brokenCodecs();
const recorded: readonly Score[] = JSON.parse(readFileSync('test/causes/score.json', 'utf8'));

/** Quick ones, of several kinds of cause. All of them: `npm run causes`, which records the score. */
const sample = ['22-nibble-stream', '44-run-words', '16-mode-flags', '20-hex-tokens'];

describe('what is said of broken codecs', () => {
  it('was measured for each of them', () => {
    assert.deepEqual(
      recorded.map(({ name }) => name),
      codecs.map(({ name }) => name),
    );
  });

  it('claims no cause that misleads, and is true of most', () => {
    const share = (field: 'category' | 'true' | 'near') =>
      recorded.filter((score) => score[field]).length / recorded.length;
    assert.deepEqual(
      recorded.filter(({ misleading, confidence }) => misleading && confidence !== 'observed'),
      [],
    );
    // What was seen may name what is not at fault: it is said as what was seen.
    assert.ok(recorded.filter(({ misleading }) => misleading).length <= 3);
    assert.equal(share('category'), 1);
    assert.ok(share('true') >= 0.65, `${share('true')}`);
    assert.ok(share('near') >= 0.6, `${share('near')}`);
  });

  const sandbox = new QuickJsSandbox(1);
  after(() => sandbox.close());
  for (const name of sample) {
    it(`is still that of ${name}`, async () => {
      const judge = await openJudge(sandbox);
      const codec = codecs.find((each) => each.name === name);
      assert.ok(codec);
      const score = scoreOf(codec, await judge(codec.source, codec.objective));
      assert.deepEqual(
        score,
        recorded.find((each) => each.name === name),
      );
    });
  }
});
