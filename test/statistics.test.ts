import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compareArms } from '../src/domain/arms.ts';
import { countTrials } from '../src/domain/statistics.ts';
import { type Author, noCost, type Trial } from '../src/domain/trial/trial.ts';
import { renderStatistics } from '../src/render/statistics.ts';
import { acceptedTrial, failedTrials, sampleTrial } from './support/trials.ts';

let number = 100;
function trialBy(author: Author, gain: number | null, usd = 0): Trial {
  const { candidate, comparison } = acceptedTrial;
  number += 1;
  const about = { ...candidate, author, pull_request: number };
  const cost = { ...noCost, usd };
  if (gain === null) return { ...failedTrials.runtime_error, candidate: about, cost };
  assert.ok(comparison);
  return sampleTrial({
    ...{ ...acceptedTrial, cost, candidate: about },
    comparison: { ...comparison, rate_change_percent: -gain },
  });
}

const failures = Object.values(failedTrials);

describe('the arms of an evolution', () => {
  it('are compared per candidate and per dollar', () => {
    const arms = compareArms([
      trialBy('mutation', 1),
      trialBy('mutation', null),
      trialBy('claude', 10, 0.5),
      trialBy('claude', 10, 0.5),
      trialBy('claude', null, 1),
    ]);
    assert.deepEqual(
      arms.map(({ author, candidates, accepted }) => [author, candidates, accepted]),
      [
        ['claude', 3, 2],
        ['mutation', 2, 1],
      ],
    );
    const [claude, mutation] = arms;
    // Two steps of 10 % leave 0.81 of the rate; its cube root is 0.932170.
    assert.equal(claude?.gain_percent, 19);
    assert.equal(claude.gain_per_candidate_percent, 6.783025);
    assert.equal(claude.gain_per_usd_percent, 9.5);
    assert.equal(mutation?.gain_per_usd_percent, null);
  });

  it('are shown only where there are two', () => {
    assert.match(
      renderStatistics([trialBy('mutation', 1), trialBy('claude', 2, 1)]),
      /\| claude \|/,
    );
    assert.doesNotMatch(renderStatistics([trialBy('claude', 2)]), /compared/);
  });
});

describe('the numbers so far', () => {
  it('count verdicts, categories and failures that came again', () => {
    const counted = countTrials([...failures, ...failures.slice(0, 1), acceptedTrial]);
    assert.equal(counted.trials, failures.length + 2);
    assert.equal(counted.byStatus.find(({ status }) => status === 'accepted')?.count, 1);
    const [again] = counted.repeated;
    assert.equal(again?.count, 2);
    assert.equal(again.fingerprint, failures[0]?.analysis?.fingerprint);
    assert.equal(countTrials([]).acceptance, null);
  });
});
