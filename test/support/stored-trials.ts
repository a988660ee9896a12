/** Trials as items of a table: what is expected of them, and how they are read back. */

import assert from 'node:assert/strict';
import { digestOf } from '../../src/domain/digest.ts';
import { experimentId } from '../../src/domain/trial/experiment-id.ts';
import type { Trial } from '../../src/domain/trial/trial.ts';
import type { PastTrial } from '../../src/flows/history.ts';
import type { PullRequest } from '../../src/ports/forge.ts';

export interface Experiment {
  readonly evolution: { readonly status: string; readonly failure_analysis: object | null };
  readonly left_out: readonly string[];
  readonly trial: unknown;
}

/** The one element of `experiments`. */
export function experimentOf(experiments: string | undefined): Experiment {
  const parsed: Experiment[] = JSON.parse(experiments ?? '[]');
  assert.equal(parsed.length, 1);
  return parsed[0] as Experiment;
}

/** The four fields of a trial's analysis. */
export function answersOf({ analysis }: Trial) {
  assert.ok(analysis);
  const { failure_category, root_cause, fix_suggestion, severity } = analysis;
  return { failure_category, root_cause, fix_suggestion, severity };
}

/** As the history gives it: the review's number says which state is the later one. */
export function past(trial: Trial, review: number): PastTrial {
  const pullRequest = { number: trial.candidate.pull_request } as PullRequest;
  const digest = digestOf(JSON.stringify(trial)).slice(0, 12);
  return { pullRequest, trial, review, digest, judgedAt: null };
}

/** The experiment_id that belongs to what a trial says of itself. */
export function idOf({ benchmark, candidate, baseline }: Trial): string {
  return experimentId({
    benchmark: benchmark.name,
    sourceDigest: candidate.source_digest,
    headSha: candidate.head_sha,
    baselineDigest: baseline.source_digest,
  });
}

/** The same in a pull request of that number, so many seconds later: a trial of its own. */
export function numbered(trial: Trial, number: number): Trial {
  const head_sha = digestOf(`head ${number}`).slice(0, 40);
  const candidate = { ...trial.candidate, pull_request: number, head_sha };
  const id = idOf({ ...trial, candidate });
  const timestamp = (trial.timestamp ?? 0) + number;
  const timestamp_iso = new Date(timestamp * 1000).toISOString();
  return { ...trial, experiment_id: id, timestamp, timestamp_iso, candidate };
}

/** What it is once a person has merged it. */
export function mergedByPerson(trial: Trial): Trial {
  assert.equal(trial.status, 'held');
  return { ...trial, status: 'accepted', analysis: null };
}
