import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { FailureCategory } from '../src/domain/analysis.ts';
import { effectOf, findTrends, type Subject, subjectKey, type Tried } from '../src/domain/trend.ts';
import type { Author, Trial } from '../src/domain/trial/trial.ts';
import { failedTrials, rejectedTrial } from './support/trials.ts';

const [sampleFailure] = Object.values(failedTrials);
assert.ok(sampleFailure?.analysis);
const { analysis } = sampleFailure;

/** The fingerprint that a letter stands for. */
const print = (letter: string) => letter.charCodeAt(0).toString(16).padStart(12, '0');
/** Capital letters are logic errors, small ones timeouts. */
const categoryOf = (letter: string): FailureCategory => (letter < 'a' ? 'logic_error' : 'timeout');

/** A candidate's trial: its failure by a letter, `.` for one that works. */
function tried(number: number, letter: string, change: Partial<Trial> = {}): Tried {
  const failed: Trial = {
    ...sampleFailure,
    status: 'failed',
    analysis: { ...analysis, fingerprint: print(letter), failure_category: categoryOf(letter) },
  } as Trial;
  const trial = letter === '.' ? rejectedTrial : failed;
  const candidate = { ...trial.candidate, pull_request: number, author: 'claude' as Author };
  return {
    pullRequest: number,
    openedAt: 1000 * number,
    trial: { ...trial, candidate, ...change },
  };
}

function all(letters: string): Tried[] {
  return [...letters].map((letter, i) => tried(i + 1, letter));
}

/** "a 1,3,5; timeout 1,2,...": every trend with the candidates that have it. */
function found(trials: string | readonly Tried[], taken: readonly string[] = []): string {
  const trends = findTrends(typeof trials === 'string' ? all(trials) : trials, new Set(taken));
  const words = trends.map(({ subject, failures }) => {
    const key = subjectKey(subject);
    const name = subject.kind === 'category' ? key : String.fromCharCode(Number.parseInt(key, 16));
    return `${name} ${failures.map(({ pullRequest }) => pullRequest).join(',')}`;
  });
  return words.join('; ') || 'none';
}

const dots = (count: number) => '.'.repeat(count);
const subjectA: Subject = { kind: 'fingerprint', fingerprint: print('a'), category: 'timeout' };

describe('a failure that keeps coming', () => {
  it('came with three candidates of the newest thirty, one of them among the newest ten', () => {
    assert.equal(found(''), 'none');
    assert.equal(found('a.a'), 'none');
    assert.equal(found('a.a.a'), 'a 1,3,5');
    assert.equal(found(`aaa${dots(9)}`), 'a 1,2,3');
    assert.equal(found(`aaa${dots(10)}`), 'none');
    assert.equal(found(`a${dots(27)}aa`), 'a 1,29,30');
    assert.equal(found(`a${dots(28)}aa`), 'none');
  });

  it('is named in the order of how often it came, then of how lately', () => {
    assert.equal(found('aaabbb'), 'b 4,5,6; a 1,2,3');
    assert.equal(found('aaaaBBB'), 'a 1,2,3,4; B 5,6,7');
    assert.equal(found('aaabbb', [print('b')]), 'a 1,2,3');
    assert.equal(found('aaabbb', [print('b'), print('a')]), 'none');
  });

  it('may be a category: seven of the newest twenty, one of them among the newest ten', () => {
    const timeout = (numbers: string) => `timeout ${numbers}`;
    assert.equal(found('bcdefg'), 'none');
    assert.equal(found('bcdefgh'), timeout('1,2,3,4,5,6,7'));
    assert.equal(found('bcdefgh', ['timeout']), 'none');
    assert.equal(found(`bcdefgh${dots(9)}`), timeout('1,2,3,4,5,6,7'));
    assert.equal(found(`bcdefgh${dots(10)}`), 'none');
    assert.equal(found(`b${dots(13)}cdefgh`), timeout('1,15,16,17,18,19,20'));
    assert.equal(found(`b${dots(14)}cdefgh`), 'none');
    assert.equal(found('bcdBCDefgEFG'), 'none');
  });

  it('makes no category once its fingerprint was suggested, whatever became of that', () => {
    assert.equal(found('aaaaaaa'), 'a 1,2,3,4,5,6,7; timeout 1,2,3,4,5,6,7');
    assert.equal(found('aaaaaaa', [print('a')]), 'none');
    assert.equal(found('aabcdefgh', [print('a')]), 'timeout 3,4,5,6,7,8,9');
    assert.equal(found('aabcdefg', [print('a')]), 'none');
  });

  it('counts a candidate once, Claude’s alone, and neither errors of the bot nor what lost', () => {
    assert.equal(found([1, 1, 1, 2].map((number) => tried(number, 'a'))), 'none');
    for (const author of ['person', 'mutation', 'shipped'] as const) {
      const others = all('aaaaaaa').map((each) => ({
        ...each,
        trial: { ...each.trial, candidate: { ...each.trial.candidate, author } },
      }));
      assert.equal(found(others), 'none', author);
    }
    for (const status of ['error', 'rejected', 'held'] as const) {
      assert.equal(found([1, 2, 3].map((number) => tried(number, 'a', { status }))), 'none');
    }
    // What was repaired later was a mistake all the same.
    const repaired = [1, 2, 3].flatMap((number) => [tried(number, 'a'), tried(number, '.')]);
    assert.equal(found(repaired), 'a 1,2,3');
  });

  const letters = fc
    .array(fc.constantFrom(...'aabBc....'), { maxLength: 45 })
    .map((drawn) => drawn.join(''));
  const takenSets = fc.subarray([...[...'abBc'].map(print), 'timeout', 'logic_error']);
  const keysOf = (text: string, taken: readonly string[]) =>
    findTrends(all(text), new Set(taken)).map(({ subject }) => subjectKey(subject));

  it('is the same whatever the order in which pull requests are read', () => {
    fc.assert(
      fc.property(letters, takenSets, fc.infiniteStream(fc.nat()), (text, taken, keys) => {
        const mixed = all(text)
          .map((trial) => [keys.next().value ?? 0, trial] as const)
          .sort(([a], [b]) => a - b)
          .map(([, trial]) => trial);
        assert.deepEqual(findTrends(mixed, new Set(taken)), findTrends(all(text), new Set(taken)));
      }),
      { seed: 3, numRuns: 100 },
    );
  });

  it('stays when it comes once more, and goes when it comes no more', () => {
    fc.assert(
      fc.property(letters, takenSets, (text, taken) => {
        const before = keysOf(text, taken);
        for (const letter of 'abBc') {
          if (before.includes(print(letter))) {
            assert.ok(keysOf(`${text}${letter}`, taken).includes(print(letter)), text);
          }
        }
        assert.deepEqual(keysOf(`${text}${dots(10)}`, taken), []);
      }),
      { seed: 4, numRuns: 100 },
    );
  });

  it('is nothing that was suggested, and each suggestion can only make fewer', () => {
    fc.assert(
      fc.property(letters, takenSets, takenSets, (text, taken, more) => {
        const left = keysOf(text, [...taken, ...more]);
        assert.ok(left.every((key) => keysOf(text, taken).includes(key)));
        assert.ok(left.every((key) => !taken.includes(key) && !more.includes(key)));
      }),
      { seed: 5, numRuns: 100 },
    );
  });

  it('has as evidence failures of its kind alone, each candidate once, the oldest first', () => {
    fc.assert(
      fc.property(letters, takenSets, (text, taken) => {
        for (const { subject, failures, among } of findTrends(all(text), new Set(taken))) {
          const numbers = failures.map(({ pullRequest }) => pullRequest);
          assert.deepEqual(
            numbers,
            [...new Set(numbers)].sort((a, b) => a - b),
          );
          assert.ok(among <= 30 && failures.length <= among);
          for (const { trial } of failures) {
            const { fingerprint, failure_category: category } = trial.analysis ?? assert.fail();
            assert.equal(subject.kind === 'category' ? category : fingerprint, subjectKey(subject));
          }
        }
      }),
      { seed: 6, numRuns: 100 },
    );
  });
});

describe('what a line did', () => {
  const at = 5500;

  it('is counted before and after it went in, when there are enough candidates', () => {
    assert.deepEqual(effectOf(subjectA, at, all('aa.a.....a')), {
      before: { failed: 3, candidates: 5 },
      since: { failed: 1, candidates: 5 },
    });
    assert.deepEqual(effectOf(subjectA, at, all('aa.a.....')), {
      before: { failed: 3, candidates: 5 },
      since: null,
    });
    assert.equal(effectOf(subjectA, 4500, all('aaaa')).before, null);
  });

  it('looks at no more than thirty candidates on either side, the nearest ones', () => {
    const around = effectOf(subjectA, 50_500, all(`${dots(20)}${'a'.repeat(60)}${dots(20)}`));
    assert.deepEqual(around.before, { failed: 30, candidates: 30 });
    assert.deepEqual(around.since, { failed: 30, candidates: 30 });
  });

  it('counts what was opened in that very second as before: it was written without the line', () => {
    const same = effectOf(subjectA, 5000, all('....a.....'));
    assert.deepEqual(same.before, { failed: 1, candidates: 5 });
    assert.deepEqual(same.since, { failed: 0, candidates: 5 });
  });

  it('is counted for a category by every failure of it', () => {
    const subject: Subject = { kind: 'category', category: 'timeout' };
    assert.deepEqual(effectOf(subject, at, all('abcDEfg...')), {
      before: { failed: 3, candidates: 5 },
      since: { failed: 2, candidates: 5 },
    });
  });
});
