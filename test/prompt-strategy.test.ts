import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { digestOf } from '../src/domain/digest.ts';
import {
  bestTrials,
  chooseStrategy,
  differentTrials,
  examplesOf,
  nearMisses,
  type Past,
  printNote,
  readNote,
  type StrategyName,
  strategyNames,
} from '../src/domain/strategy.ts';
import type { Trial } from '../src/domain/trial/trial.ts';
import { strategyWords } from '../src/render/prompt/task.ts';
import { anyCharacter } from './support/any-character.ts';
import { benchmark, numberedTrial } from './support/messages-api-claude.ts';
import { acceptedTrial, failedTrials, heldTrial, rejectedTrial } from './support/trials.ts';

function pastOf(history: readonly Trial[], baseline = 'baseline'): Past {
  const measurementDigest = benchmark.measurement_digest;
  return { history, baselineDigest: digestOf(baseline), measurementDigest };
}

/** A trial that changes the clips so. */
function changing(number: number, status: Trial['status'], percents: readonly number[]): Trial {
  const base = status === 'accepted' ? acceptedTrial : rejectedTrial;
  const { comparison } = base;
  if (comparison === null) throw new Error('no comparison');
  const clips = comparison.per_clip.map(({ clip }, i) => ({
    clip,
    rate_change_percent: percents[i] ?? 0,
  }));
  const mean = percents.reduce((sum, each) => sum + each, 0) / percents.length;
  return numberedTrial(number, {
    ...base,
    comparison: { ...comparison, rate_change_percent: mean, per_clip: clips },
  });
}

function noted(trial: Trial, strategy: StrategyName, buildsOn: readonly number[] = []): Trial {
  const hypothesis = printNote(trial.candidate.hypothesis, { strategy, buildsOn });
  return { ...trial, candidate: { ...trial.candidate, hypothesis, author: 'claude' } };
}

/** How often each strategy comes over many baselines. */
function frequencies(history: readonly Trial[]): Record<StrategyName, number> {
  const counts = Object.fromEntries(strategyNames.map((name) => [name, 0]));
  for (let i = 0; i < 400; i++) {
    const { kind } = chooseStrategy(pastOf(history, `baseline ${i}`));
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts as Record<StrategyName, number>;
}

const rich = [
  changing(1, 'accepted', [-8, -7, -6, -7, -8]),
  changing(2, 'accepted', [-1, -2, -1, -1, -1]),
  changing(3, 'accepted', [-3, -3, -3, -3, -3]),
  changing(4, 'rejected', [-0.5, -0.4, -0.3, -0.2, -0.1]),
  changing(5, 'rejected', [3, 3, 3, 3, -9]),
];

describe('the strategy', () => {
  it('is refining or exploring while there is nothing else to work with', () => {
    const { refine, explore, combine, repair, simplify } = frequencies([]);
    assert.ok(refine > explore && explore > 50);
    assert.equal(combine + repair + simplify, 0);
  });

  it('is each of the five in turn once there is a history, and the same for the same past', () => {
    const counts = frequencies(rich);
    for (const name of strategyNames) assert.ok(counts[name] > 10, `${name}: ${counts[name]}`);
    assert.deepEqual(chooseStrategy(pastOf(rich)), chooseStrategy(pastOf([...rich])));
    const kinds = rich.map((_, i) => chooseStrategy(pastOf(rich.slice(0, i))).kind);
    assert.ok(new Set(kinds).size > 1, 'another number of trials, another throw of the dice');
  });

  it('is chosen more often when it paid, less often when it did not, and never given up', () => {
    const fresh = frequencies(rich);
    const wins = Array.from({ length: 8 }, (_, i) =>
      noted(changing(20 + i, 'accepted', [-2, -2, -2, -2, -2]), 'simplify'),
    );
    const losses = Array.from({ length: 8 }, (_, i) =>
      noted(changing(40 + i, 'rejected', [2, 2, 2, 2, 2]), 'refine'),
    );
    const learned = frequencies([...rich, ...wins, ...losses]);
    assert.ok(learned.simplify > 1.4 * fresh.simplify, `${learned.simplify}, ${fresh.simplify}`);
    assert.ok(learned.refine < 0.6 * fresh.refine, `${learned.refine}, ${fresh.refine}`);
    assert.ok(learned.refine > 0);
  });

  it('leaves the beaten track after ten trials without success', () => {
    const stuck = Array.from({ length: 10 }, (_, i) => numberedTrial(50 + i));
    const before = frequencies([...rich, ...stuck.slice(0, 9), changing(70, 'accepted', [-1])]);
    const after = frequencies([...rich, ...stuck]);
    assert.ok(after.explore > before.explore);
    assert.ok(after.combine > before.combine);
  });

  it('has words that name trials by their numbers alone', () => {
    const [first, second] = [rich[3] as Trial, rich[4] as Trial];
    assert.match(strategyWords({ kind: 'combine', first, second }), /in #4 and in #5/);
    assert.match(strategyWords({ kind: 'repair', trial: first }), /#4 came near/);
    for (const kind of ['refine', 'explore', 'simplify'] as const) {
      assert.match(strategyWords({ kind }), new RegExp(`^Strategy: ${kind}\\. `));
    }
  });
});

describe('the trials that show the way', () => {
  it('are the largest gains, then those that gain where the others do not', () => {
    const best = bestTrials(pastOf(rich), 2);
    assert.deepEqual(
      best.map(({ candidate }) => candidate.pull_request),
      [1, 3],
    );
    const [different] = differentTrials(pastOf(rich), best, 1);
    assert.equal(different?.candidate.pull_request, 5);
  });

  it('are none whose numbers nobody believes or that were measured otherwise', () => {
    const elsewhere = { name: 'lossless', measurement_digest: digestOf('other clips') };
    const history = [
      numberedTrial(1, heldTrial),
      numberedTrial(2, { ...acceptedTrial, benchmark: elsewhere }),
    ];
    assert.deepEqual(bestTrials(pastOf(history), 5), []);
    assert.deepEqual(examplesOf(pastOf(history)), []);
  });

  it('are near misses that nobody has taken up yet, the newest first', () => {
    const late = numberedTrial(6, failedTrials.timeout);
    const early = numberedTrial(7, failedTrials.syntax_error);
    const mended = noted(changing(8, 'accepted', [-1, -1, -1, -1, -1]), 'repair', [4]);
    const numbers = (history: readonly Trial[]) =>
      nearMisses(pastOf(history)).map(({ candidate }) => candidate.pull_request);
    assert.deepEqual(numbers([...rich, late, early]), [6, 4]);
    assert.deepEqual(numbers([...rich, late, early, mended]), [6]);
  });
});

describe('the note at the end of a hypothesis', () => {
  it('gives back what was printed, whatever stands before it', () => {
    const name = fc.constantFrom(...strategyNames);
    const numbers = fc.array(fc.integer({ min: 1, max: 999_999_999 }), { maxLength: 4 });
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), name, numbers, (text, strategy, buildsOn) => {
        const note = { strategy, buildsOn };
        assert.deepEqual(readNote(printNote(text, note)), note);
        assert.deepEqual(readNote(printNote(printNote(text, note), { ...note, buildsOn: [] })), {
          strategy,
          buildsOn: [],
        });
      }),
    );
    assert.equal(readNote('Fewer bits. (Strategy: prayer.)'), null);
    assert.equal(readNote('Strategy: refine.'), null);
  });
});
