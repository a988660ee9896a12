/** Rewrites a held trial as accepted, after a person merged it: by command, or with the button. */

import { ownLabels, statusLabel } from '../domain/label.ts';
import type { Trial } from '../domain/trial/trial.ts';
import type { PullRequest } from '../ports/forge.ts';
import { labelsOf } from '../render/labels.ts';
import { type RenderedReview, renderReview } from '../render/review.ts';
import { mergedByStatus, parseStatusDigest } from '../render/status.ts';
import { takeBackBlocked } from './blocked.ts';
import { knownEvaluation, type PastTrial, readHistory, trialsOf } from './history.ts';
import type { Workshop } from './workshop.ts';

export interface Adoption {
  readonly trial: Trial;
  readonly page: RenderedReview;
}

/** The trial as it is stored once it is merged: why it was held is kept, and nothing is left to explain. */
export async function adoptionOf({ trial }: PastTrial, workshop: Workshop): Promise<Adoption> {
  const accepted: Trial = { ...trial, status: 'accepted', analysis: null };
  const history = await readHistory(workshop);
  const { benchmark } = workshop;
  const baseline = knownEvaluation(history, trial.baseline.source_digest, workshop);
  const page = renderReview(accepted, { benchmark, baseline, changedLines: [], suggestion: null });
  return { trial: accepted, page };
}

/** Vouches for the renewed marker, then writes it: may be repeated. */
export async function writeAdoption(
  past: PastTrial,
  { trial, page }: Adoption,
  { forge, login }: { readonly forge: Workshop['forge']; readonly login: string },
): Promise<void> {
  const { number, headSha } = past.pullRequest;
  const newest = await forge.newestStatus(headSha);
  // One that vouches for it was written with the name of who asked, which only the command knew.
  const vouched = newest !== null && parseStatusDigest(newest.description) === page.digest;
  if (!vouched) await forge.postStatus(headSha, mergedByStatus(login, page.digest));
  await forge.editReview(number, past.review, page.body);
  await forge.setLabels(number, labelsOf(trial));
}

/** Merged pull requests whose trial still says held: a person pressed the button, or a run was killed. */
export async function adoptMerged(workshop: Workshop): Promise<void> {
  const { forge } = workshop;
  for (const pullRequest of await forge.pullRequests()) {
    if (!isLeft(pullRequest)) continue;
    const past = (await trialsOf(pullRequest, workshop)).findLast(
      ({ trial }) => trial.candidate.head_sha === pullRequest.headSha,
    );
    if (!past) continue;
    await takeBackBlocked(pullRequest.number, forge);
    if (past.trial.status !== 'held') {
      await forge.setLabels(pullRequest.number, labelsOf(past.trial));
      continue;
    }
    const adoption = await adoptionOf(past, workshop);
    await writeAdoption(past, adoption, { forge, login: pullRequest.mergedBy ?? 'a person' });
  }
}

/** The labels are changed last, one by one: while one is left that no merged candidate has, so may be the rest. */
function isLeft({ state, labels }: PullRequest): boolean {
  return state === 'merged' && ownLabels(labels).some((label) => label !== statusLabel('accepted'));
}
