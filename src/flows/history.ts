/** Trials read back from the pull requests: the history is the record. */

import { digestOf } from '../domain/digest.ts';
import type { Trial } from '../domain/trial/trial.ts';
import type { PullRequest } from '../ports/forge.ts';
import { parseMarker } from '../render/marker.ts';
import { type ProposalRecord, parseProposal } from '../render/pull-request.ts';
import { parseStatusDigest } from '../render/status.ts';
import type { Workshop } from './workshop.ts';

export interface PastTrial {
  readonly pullRequest: PullRequest;
  readonly trial: Trial;
  /** Of the marker it was read from. */
  readonly digest: string;
}

/** Every trial of this benchmark that can be believed, oldest pull request first. */
export async function readHistory(workshop: Workshop): Promise<PastTrial[]> {
  const past = await Promise.all(
    (await candidatesOf(workshop)).map(({ pullRequest }) => trialsOf(pullRequest, workshop)),
  );
  return past.flat();
}

/**
 * The trials in one pull request's reviews. A marker is believed only in a review by the bot itself,
 * for the head it speaks of, and when a status of that commit carries its digest.
 */
export async function trialsOf(
  pullRequest: PullRequest,
  { forge }: Workshop,
): Promise<PastTrial[]> {
  const trials: PastTrial[] = [];
  for (const review of await forge.reviews(pullRequest.number)) {
    const parsed = review.byBot ? parseMarker(review.body) : null;
    if (parsed?.kind !== 'trial' || parsed.trial.candidate.head_sha !== review.headSha) continue;
    const statuses = await forge.statuses(review.headSha);
    const vouched = statuses.some(
      ({ description }) => parseStatusDigest(description) === parsed.digest,
    );
    if (vouched) trials.push({ pullRequest, trial: parsed.trial, digest: parsed.digest });
  }
  return trials;
}

/** The bot's own pull requests for this benchmark, with what their bodies remember. */
export async function candidatesOf({
  forge,
  benchmark,
}: Workshop): Promise<{ pullRequest: PullRequest; proposal: ProposalRecord }[]> {
  return (await forge.pullRequests()).flatMap((pullRequest) => {
    const parsed = pullRequest.byBot ? parseProposal(pullRequest.body) : null;
    if (parsed?.kind !== 'proposal' || parsed.proposal.benchmark !== benchmark.name) return [];
    return [{ pullRequest, proposal: parsed.proposal }];
  });
}

/** Digests of all sources that were ever proposed here, the baseline among them: none is tried twice. */
export async function triedDigests(workshop: Workshop, baseline: string): Promise<Set<string>> {
  const candidates = await candidatesOf(workshop);
  return new Set([
    digestOf(baseline),
    ...candidates.map(({ proposal }) => proposal.source_digest),
    ...candidates.flatMap(({ proposal }) => (proposal.parent === null ? [] : [proposal.parent])),
  ]);
}

/** Pull requests that failed with the same fingerprint, other than this one. */
export function seenBefore(
  history: readonly PastTrial[],
  fingerprint: string | undefined,
  number: number,
): number[] {
  const same = history.filter(
    ({ trial, pullRequest }) =>
      trial.analysis?.fingerprint === fingerprint && pullRequest.number !== number,
  );
  return [...new Set(same.map(({ pullRequest }) => pullRequest.number))];
}
