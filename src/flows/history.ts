/** Trials read back from the pull requests: the history is the record. */

import { digestOf } from '../domain/digest.ts';
import type { Evaluation } from '../domain/evaluation.ts';
import type { Trial } from '../domain/trial/trial.ts';
import type { PullRequest } from '../ports/forge.ts';
import { parseMarker } from '../render/marker.ts';
import { type ProposalRecord, parseProposal } from '../render/pull-request.ts';
import { vouchingEnd } from '../render/status.ts';
import type { Workshop } from './workshop.ts';

export interface PastTrial {
  readonly pullRequest: PullRequest;
  readonly trial: Trial;
  /** Of the marker it was read from. */
  readonly digest: string;
  /** The review that carries it. */
  readonly review: number;
  /** When that was submitted, in seconds; null where nobody wrote it down. */
  readonly judgedAt: number | null;
}

/** Every trial of this benchmark that can be believed, oldest pull request first. */
export async function readHistory(workshop: Workshop): Promise<PastTrial[]> {
  const pullRequests = await workshop.forge.pullRequests();
  const past = await Promise.all(
    pullRequests.map((pullRequest) => trialsOf(pullRequest, workshop)),
  );
  return past.flat();
}

/**
 * The trials in one pull request's reviews. A marker is believed only in a review by the bot itself,
 * for the head it speaks of, and when a status of that commit carries its digest.
 */
export async function trialsOf(
  pullRequest: PullRequest,
  { forge, benchmark }: Pick<Workshop, 'forge' | 'benchmark'>,
): Promise<PastTrial[]> {
  const trials: PastTrial[] = [];
  for (const review of await forge.reviews(pullRequest.number)) {
    const parsed = review.byBot ? parseMarker(review.body) : null;
    if (parsed?.kind !== 'trial') continue;
    const { trial, digest } = parsed;
    if (trial.candidate.head_sha !== review.headSha) continue;
    if (trial.candidate.pull_request !== pullRequest.number) continue;
    if (trial.benchmark.name !== benchmark.name) continue;
    const vouched = await forge.hasStatusEnding(review.headSha, vouchingEnd(digest));
    if (!vouched) continue;
    const { id, submittedAt: judgedAt } = review;
    trials.push({ pullRequest, trial, digest, review: id, judgedAt });
  }
  return trials;
}

/** Digests of all sources that were ever tried here, the baseline among them: none is tried twice. */
export async function triedDigests(workshop: Workshop, baseline: string): Promise<Set<string>> {
  const proposals = await proposalsOf(workshop);
  const trials = (await readHistory(workshop)).map(({ trial }) => trial);
  return new Set([
    digestOf(baseline),
    ...proposals.map(({ source_digest: digest }) => digest),
    ...proposals.flatMap(({ parent }) => (parent === null ? [] : [parent])),
    ...trials.map(({ candidate }) => candidate.source_digest),
  ]);
}

/** The same without comments and layout, as far as the bot's own pull requests remember. */
export async function triedTokens(workshop: Workshop): Promise<Set<string>> {
  const digests = (await proposalsOf(workshop)).map(({ token_digest: digest }) => digest);
  return new Set(digests.filter((digest) => digest !== null));
}

async function proposalsOf({ forge, benchmark }: Workshop): Promise<ProposalRecord[]> {
  return (await forge.pullRequests()).flatMap(({ byBot, body }) => {
    const parsed = byBot ? parseProposal(body) : null;
    if (parsed?.kind !== 'proposal' || parsed.proposal.benchmark !== benchmark.name) return [];
    return [parsed.proposal];
  });
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

/**
 * What a baseline is known to do, measured as it would be measured now; null when it has to be measured. Only what two
 * machines found alike is known: of a codec that won by itself, or of a baseline that candidates of two runs met.
 */
export function baselineEvaluation(
  history: readonly PastTrial[],
  sourceDigest: string,
  bench: Pick<Workshop, 'benchmark' | 'evaluator'>,
): Evaluation | null {
  const winners = history.filter(
    ({ trial }) => trial.status === 'accepted' && trial.held_reason === null,
  );
  return knownEvaluation(winners, sourceDigest, bench) ?? metTwice(history, sourceDigest, bench);
}

function metTwice(
  history: readonly PastTrial[],
  sourceDigest: string,
  bench: Pick<Workshop, 'benchmark' | 'evaluator'>,
): Evaluation | null {
  const runs = new Map<string, Set<string>>();
  for (const { trial, pullRequest } of history) {
    const { source_digest: digest, evaluation } = trial.baseline;
    const parsed = pullRequest.byBot ? parseProposal(pullRequest.body) : null;
    const run = parsed?.kind === 'proposal' ? parsed.proposal.run : null;
    if (digest !== sourceDigest || run === null || !isWhole(trial, evaluation, bench)) continue;
    const seen = JSON.stringify(evaluation);
    runs.set(seen, (runs.get(seen) ?? new Set()).add(run));
    if ((runs.get(seen)?.size ?? 0) > 1) return evaluation;
  }
  return null;
}

/** The evaluation of a source that a trial already holds, measured as it would be measured now. */
export function knownEvaluation(
  history: readonly PastTrial[],
  sourceDigest: string,
  bench: Pick<Workshop, 'benchmark' | 'evaluator'>,
): Evaluation | null {
  const found = history.find(
    ({ trial }) =>
      trial.candidate.source_digest === sourceDigest && isWhole(trial, trial.evaluation, bench),
  );
  return found?.trial.evaluation ?? null;
}

/** Whether an evaluation in a trial has every case, and would be measured so today. */
function isWhole(
  { benchmark: measured, engine }: Trial,
  evaluation: Evaluation | null,
  { benchmark, evaluator }: Pick<Workshop, 'benchmark' | 'evaluator'>,
): evaluation is Evaluation {
  return (
    measured.measurement_digest === benchmark.measurement_digest &&
    engine.digest === evaluator.engine.digest &&
    engine.evaluator_version === evaluator.engine.evaluator_version &&
    evaluation?.complete === true &&
    evaluation.cases.length === benchmark.clips.length * benchmark.ladder.length
  );
}
