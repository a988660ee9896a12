/** Where an open candidate stands: judged, to be evaluated, or waiting for a person's word. */

import { digestOf } from '../domain/digest.ts';
import { mostErrors } from '../domain/statistics/error-streak.ts';
import type { Baseline } from '../ports/forge.ts';
import { isAsked, isBegun, isPromised } from '../render/status.ts';
import type { Candidate } from './candidates.ts';
import { type PastTrial, trialsOf } from './history.ts';
import { isAuthorised } from './rights.ts';
import type { Workshop } from './workshop.ts';

export type Standing =
  /** The newest verdict for this head and this baseline stands. */
  | { readonly kind: 'judged'; readonly past: PastTrial }
  /** There is a verdict for this head, against a baseline that was replaced since. */
  | { readonly kind: 'outrun'; readonly past: PastTrial }
  | { readonly kind: 'due' }
  /** Its author may not decide, and nobody who may has asked for it. */
  | { readonly kind: 'waits' };

export async function standingOf(
  candidate: Candidate,
  baseline: Baseline,
  workshop: Workshop,
): Promise<Standing> {
  const { pullRequest } = candidate;
  const newest = await workshop.forge.newestStatus(pullRequest.headSha);
  const trials = await trialsOf(pullRequest, workshop);
  const ownHead = trials.some(({ trial }) => trial.candidate.head_sha === pullRequest.headSha);
  // A status alone is no permission: it belongs to the commit, whoever's pull request that stands in.
  const asked = newest !== null && (isAsked(newest) || isBegun(newest));
  if (!asked && !ownHead && !(await isAuthorised(pullRequest, workshop))) return { kind: 'waits' };
  if (newest === null || isPromised(newest)) return { kind: 'due' };
  const ofHead = trials.filter(
    ({ trial }) =>
      trial.candidate.head_sha === pullRequest.headSha &&
      trial.benchmark.measurement_digest === workshop.benchmark.measurement_digest,
  );
  const current = ofHead.filter(
    ({ trial }) => trial.baseline.source_digest === digestOf(baseline.source),
  );
  const verdict = current.findLast(({ trial }) => trial.status !== 'error');
  const known = verdict ?? (current.length < mostErrors ? undefined : current.at(-1));
  if (known) return { kind: 'judged', past: known };
  if (current.length > 0) return { kind: 'due' };
  const older = ofHead.findLast(({ trial }) => trial.status !== 'error');
  if (!older) return { kind: 'due' };
  // What does not work, or lost against less, is not judged again for a better baseline.
  const stands = older.trial.status === 'failed' || older.trial.status === 'rejected';
  return { kind: stands ? 'judged' : 'outrun', past: older };
}
