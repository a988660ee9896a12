/** Writes a verdict down on its pull request: status with the digest, review, labels, final status. */

import type { Replacement } from '../domain/analyst-answer.ts';
import { onHoldLabel } from '../domain/label.ts';
import { addCosts } from '../domain/price.ts';
import type { Judgement } from '../domain/trial/judgement.ts';
import { recordTrial } from '../domain/trial/record.ts';
import { type Cost, noCost, type Trial } from '../domain/trial/trial.ts';
import type { PullRequest } from '../ports/forge.ts';
import { labelsOf } from '../render/labels.ts';
import { renderReview } from '../render/review.ts';
import { reviewingStatus, verdictStatus } from '../render/status.ts';
import type { Candidate } from './candidates.ts';
import { type PastTrial, readHistory, seenBefore, trialsOf } from './history.ts';
import { holdBack, type JudgedSources } from './judge.ts';
import { isAuthorised } from './rights.ts';
import type { Workshop } from './workshop.ts';

export interface Verdict {
  readonly sources: JudgedSources;
  readonly judgement: Judgement;
  /** A fix of one line that was run and got further. */
  readonly suggestion?: Replacement | null;
  /** Of asking a model about it. */
  readonly cost?: Cost;
}

/**
 * Records the trial of the candidate's head and posts it. A winner whose author may not decide, or that
 * is on hold, is held. Any step may be the last one before a crash: `announce` completes the rest.
 */
export async function reviewCandidate(
  candidate: Candidate,
  { sources, judgement: bare, suggestion = null, cost = noCost }: Verdict,
  workshop: Workshop,
): Promise<Trial> {
  const { forge, benchmark, path, evaluator } = workshop;
  const { number, headSha, headTime } = candidate.pullRequest;
  const judgement = await holding(candidate, bare, workshop);
  const { mergeBase, files } = await forge.difference(candidate.pullRequest);
  const history = await readHistory(workshop);
  const { title, hypothesis, author, parent } = candidate.proposal;
  // What writing it cost is charged once, whatever becomes of its later heads.
  const isFirst = !history.some(({ pullRequest }) => pullRequest.number === number);
  const trial = recordTrial(
    {
      ...{ title, hypothesis, author, parent, ...sources },
      head: { pullRequest: number, headSha, headTime, baseSha: mergeBase },
    },
    judgement,
    {
      benchmark,
      engine: evaluator.engine,
      seenBefore: seenBefore(history, judgement.analysis?.fingerprint, number),
      cost: isFirst ? addCosts(candidate.proposal.cost, cost) : cost,
    },
  );
  const page = renderReview(trial, {
    benchmark,
    baseline: judgement.baseline,
    changedLines: files.find((file) => file.path === path)?.lines ?? [],
    suggestion,
  });
  await forge.postStatus(headSha, reviewingStatus(page.digest));
  const comments = page.comments.map((comment) => ({ ...comment, path }));
  await forge.postReview(number, { headSha, body: page.body, comments });
  await announce({ pullRequest: candidate.pullRequest, trial, digest: page.digest }, workshop);
  workshop.narrate({ kind: 'judged', trial, baseline: judgement.baseline });
  return trial;
}

/**
 * Labels and the final status, from the review: also how a run that was killed in between is completed.
 * The status comes last; where it stands, all was done.
 */
export async function announce(
  { pullRequest, trial, digest }: Pick<PastTrial, 'pullRequest' | 'trial' | 'digest'>,
  workshop: Pick<Workshop, 'forge' | 'benchmark'>,
): Promise<void> {
  const { forge } = workshop;
  const { headSha, number } = pullRequest;
  const status = verdictStatus(trial, digest);
  const newest = await forge.newestStatus(headSha);
  if (newest?.state === status.state && newest.description === status.description) return;
  await outdateOlder(pullRequest, workshop);
  const held = pullRequest.labels.includes(onHoldLabel) ? [onHoldLabel] : [];
  await forge.setLabels(number, [...labelsOf(trial), ...held]);
  await forge.postStatus(headSha, status);
}

/** Only the newest verdict stands; what the bot said beside verdicts stays as it is. */
async function outdateOlder(
  pullRequest: PullRequest,
  workshop: Pick<Workshop, 'forge' | 'benchmark'>,
): Promise<void> {
  const { number } = pullRequest;
  const verdicts = (await trialsOf(pullRequest, workshop)).map(({ review }) => review);
  const reviews = await workshop.forge.reviews(number);
  const older = reviews.filter(
    ({ id, outdated }) => !outdated && verdicts.slice(0, -1).includes(id),
  );
  if (older.length === 0) return;
  const ids = older.map(({ id }) => id);
  await workshop.forge.outdate(number, ids);
}

async function holding(
  { pullRequest }: Candidate,
  judgement: Judgement,
  workshop: Workshop,
): Promise<Judgement> {
  if (judgement.status !== 'accepted') return judgement;
  if (pullRequest.labels.includes(onHoldLabel)) return holdBack(judgement, 'on_hold');
  if (await isAuthorised(pullRequest, workshop)) return judgement;
  return holdBack(judgement, 'unauthorised');
}
