import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseTrial } from '../src/domain/trial/schema.ts';
import {
  itemBytes,
  mostItemBytes,
  revisionOf,
  type StoredTrial,
  storedTrial,
} from '../src/domain/trial/stored.ts';
import type { Trial } from '../src/domain/trial/trial.ts';
import { anyCharacter } from './support/any-character.ts';
import { answersOf, experimentOf, mergedByPerson } from './support/stored-trials.ts';
import {
  acceptedTrial,
  errorTrial,
  failedTrials,
  heldTrial,
  rejectedTrial,
  sampleTrials,
} from './support/trials.ts';

const forEver = { revision: 'verdict-0000000000000001-judged', lifetimeDays: null };

function itemOf(trial: Trial): StoredTrial {
  const stored = storedTrial(trial, forEver);
  assert.ok(stored.kind === 'item', stored.kind);
  return stored.item;
}

function withEvidence(trial: Trial, changes: Partial<NonNullable<Trial['analysis']>['evidence']>) {
  assert.ok(trial.analysis);
  const evidence = { ...trial.analysis.evidence, ...changes };
  return { ...trial, analysis: { ...trial.analysis, evidence } };
}

describe('a trial as an item', () => {
  it('has the shape that the verification query asks for, whatever came of it', () => {
    const evolutions = {
      accepted: 'adopted',
      held: 'rejected',
      rejected: 'rejected',
      failed: 'test_failed',
      error: 'test_failed',
    };
    for (const trial of Object.values(sampleTrials)) {
      const item = itemOf(trial);
      const { evolution, trial: whole, left_out } = experimentOf(item.experiments);
      assert.equal(item.experiment_id, trial.experiment_id);
      assert.equal(item.timestamp, trial.timestamp);
      assert.equal(item.status, trial.status);
      assert.equal(evolution.status, evolutions[trial.status]);
      const analysis = trial.status === 'accepted' ? null : answersOf(trial);
      assert.deepEqual(evolution, { status: evolutions[trial.status], failure_analysis: analysis });
      assert.deepEqual(parseTrial(whole), { kind: 'trial', trial });
      assert.deepEqual(left_out, []);
      assert.equal(item.fingerprint, trial.analysis?.fingerprint);
    }
    assert.equal('fingerprint' in itemOf(acceptedTrial), false);
  });

  it('fits into 400 KB: its evidence is clipped, never the four answers', () => {
    const long = (letter: string, count: number) => letter.repeat(count);
    const logs = withEvidence(failedTrials.runtime_error, { logs: long('\u{1f3a5}', 200_000) });
    const { evaluation } = acceptedTrial;
    assert.ok(evaluation);
    const cases = Array.from({ length: 4000 }, () => evaluation.cases[0] ?? assert.fail());
    const many = { ...rejectedTrial, evaluation: { ...evaluation, cases } };
    const wordy = { ...logs, candidate: { ...logs.candidate, hypothesis: long('"', 300_000) } };
    const steps: [Trial, string[]][] = [
      [logs, ['evidence']],
      [many, ['evidence', 'cases']],
      [wordy, ['evidence', 'cases', 'hypothesis']],
    ];
    for (const [trial, expected] of steps) {
      const item = itemOf(trial);
      const { left_out, evolution, trial: kept } = experimentOf(item.experiments);
      assert.ok(itemBytes(item) <= mostItemBytes);
      assert.deepEqual(left_out, expected);
      assert.deepEqual(evolution.failure_analysis, answersOf(trial));
      assert.equal(parseTrial(kept).kind, 'trial');
    }
    const { analysis } = failedTrials.timeout;
    assert.ok(analysis);
    const talkative = (count: number): Trial => ({
      ...failedTrials.timeout,
      analysis: { ...analysis, root_cause: long('\u00e9', count) },
    });
    const alone = experimentOf(itemOf(talkative(150_000)).experiments);
    assert.deepEqual(alone.left_out, ['trial']);
    assert.deepEqual(alone.evolution.failure_analysis, answersOf(talkative(150_000)));
    assert.equal(storedTrial(talkative(300_000), forEver).kind, 'too_large');
  });

  it('fits whatever a candidate prints', () => {
    const text = fc.string({ unit: anyCharacter, maxLength: 50 });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 40_000 }), (part, times) => {
        const evidence = { logs: part.repeat(times), error: part, stack: part.repeat(times) };
        const trial = withEvidence(failedTrials.runtime_error, evidence);
        const item = itemOf(trial);
        assert.ok(itemBytes(item) <= mostItemBytes);
        const { failure_analysis } = experimentOf(item.experiments).evolution;
        assert.deepEqual(failure_analysis, answersOf(trial));
      }),
      { numRuns: 30 },
    );
  });

  it('is not made of what has no head', () => {
    const { candidate } = acceptedTrial;
    const file = { ...candidate, pull_request: null, head_sha: null, base_sha: null };
    const trial = { ...acceptedTrial, candidate: file, timestamp: null, timestamp_iso: null };
    assert.deepEqual(storedTrial(trial, forEver), { kind: 'headless' });
  });

  it('has a revision that says which state is the later one', () => {
    const merged = mergedByPerson(heldTrial);
    const inOrder = [
      revisionOf(errorTrial, 2),
      revisionOf(errorTrial, 99),
      revisionOf(rejectedTrial, 3),
      revisionOf(heldTrial, 20),
      revisionOf(merged, 20),
      revisionOf(acceptedTrial, 3_000_000_000),
    ];
    assert.deepEqual(inOrder.toSorted(), inOrder);
  });
});
