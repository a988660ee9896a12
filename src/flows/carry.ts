/** Carries one candidate from wherever it stands to its verdict, and acts on that. */

import { digestOf } from '../domain/digest.ts';
import { permitMerge } from '../domain/merge-permit.ts';
import { recordTrial } from '../domain/trial/record.ts';
import { noCost, type Trial } from '../domain/trial/trial.ts';
import type { Baseline, PullRequest } from '../ports/forge.ts';
import { labelsOf } from '../render/labels.ts';
import { printMergeMessage } from '../render/merge-message.ts';
import { parseProposal } from '../render/pull-request.ts';
import { renderReview } from '../render/review.ts';
import { reviewingStatus, verdictStatus } from '../render/status.ts';
import { readHistory, seenBefore, trialsOf } from './history.ts';
import { judgeCandidate } from './judge.ts';
import type { Workshop } from './workshop.ts';

/** A trial that ended in the bot's own error is tried again, but not for ever. */
export const mostErrors = 3;

/**
 * Judges and reviews the candidate unless that was done for this head and this baseline, then merges,
 * closes, or puts it on top of a baseline that moved. Every step may be repeated after a crash.
 */
export async function carryCandidate(pullRequest: PullRequest, workshop: Workshop): Promise<Trial> {
  const { forge, path } = workshop;
  const baseline = await forge.baseline(path);
  const past = await trialsOf(pullRequest, workshop);
  const same = past.filter(
    ({ trial }) =>
      trial.candidate.head_sha === pullRequest.headSha &&
      trial.baseline.source_digest === digestOf(baseline.source),
  );
  const known = same.findLast(({ trial }) => trial.status !== 'error') ?? same[mostErrors - 1];
  if (known) await announce(known.trial, known.digest, workshop);
  const trial = known?.trial ?? (await review(pullRequest, baseline, workshop));
  return settle(trial, pullRequest, workshop);
}

/** Judges the head, and writes the verdict down: status with the digest, review, labels, final status. */
async function review(
  pullRequest: PullRequest,
  baseline: Baseline,
  workshop: Workshop,
): Promise<Trial> {
  const { forge, benchmark, path, sandbox } = workshop;
  const { number, headSha, headTime, mergeBase } = pullRequest;
  const file = await forge.readFile(headSha, path);
  const parsed = parseProposal(pullRequest.body);
  if (!file || parsed.kind !== 'proposal') {
    throw new Error(`pull request #${number} is not a candidate: its body or its ${path} was lost`);
  }
  const { title, hypothesis, author, parent } = parsed.proposal;
  const sources = { source: file.source, baselineSource: baseline.source };
  const judgement = await judgeCandidate(sources, workshop);
  const history = await readHistory(workshop);
  const trial = recordTrial(
    {
      ...{ title, hypothesis, author, parent, ...sources },
      head: { pullRequest: number, headSha, headTime, baseSha: mergeBase },
    },
    judgement,
    {
      benchmark,
      engine: sandbox.engine,
      seenBefore: seenBefore(history, judgement.analysis?.fingerprint, number),
      cost: noCost,
    },
  );
  const page = renderReview(trial, {
    benchmark,
    baseline: judgement.baseline,
    changedLines: await forge.changedLines(number, path),
    suggestion: null,
  });
  await forge.postStatus(headSha, reviewingStatus(page.digest));
  const comments = page.comments.map((comment) => ({ ...comment, path }));
  await forge.postReview(number, { headSha, body: page.body, comments });
  await announce(trial, page.digest, workshop);
  workshop.narrate({ kind: 'judged', trial, baseline: judgement.baseline });
  return trial;
}

/**
 * Labels and the final status, from the review: also how a run that was killed in between is completed.
 * The status comes last; where it stands, all was done.
 */
export async function announce(trial: Trial, digest: string, { forge }: Workshop): Promise<void> {
  const { pull_request: number, head_sha: headSha } = trial.candidate;
  if (number === null || headSha === null) return;
  const status = verdictStatus(trial, digest);
  const newest = (await forge.statuses(headSha)).at(-1);
  if (newest?.state === status.state && newest.description === status.description) return;
  await forge.setLabels(number, labelsOf(trial));
  await forge.postStatus(headSha, status);
}

/** Acts on the verdict. Failed and held candidates stay open for repair and commands. */
async function settle(trial: Trial, pullRequest: PullRequest, workshop: Workshop): Promise<Trial> {
  const { forge, narrate } = workshop;
  const { number } = pullRequest;
  switch (trial.status) {
    case 'accepted':
      return merge(trial, number, workshop);
    case 'rejected':
      await forge.close(number);
      narrate({ kind: 'closed', number });
      return trial;
    case 'held':
    case 'failed':
    case 'error':
      return trial;
  }
}

async function merge(trial: Trial, number: number, workshop: Workshop): Promise<Trial> {
  const { forge, path, narrate } = workshop;
  const { headSha, state, mergeBase } = await forge.pullRequest(number);
  const baseline = await forge.baseline(path);
  const outcome = permitMerge(trial, {
    path,
    headSha,
    open: state === 'open',
    baselineBlob: baseline.blob,
    mergeBaseBlob: (await forge.readFile(mergeBase, path))?.blob ?? null,
    baselineDigest: digestOf(baseline.source),
  });
  if (outcome.kind === 'permitted') {
    const merged = await forge.merge(outcome.permit, printMergeMessage(trial, []));
    if (merged.kind === 'merged') {
      narrate({ kind: 'merged', number, commit: merged.commit });
      return trial;
    }
  }
  const stale = outcome.kind === 'refused' && outcome.why === 'stale';
  if (!stale) return trial;
  narrate({ kind: 'stale', number });
  await forge.putOnTop(number, headSha, path);
  return carryCandidate(await forge.pullRequest(number), workshop);
}
