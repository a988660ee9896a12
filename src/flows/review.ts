/** Writes a verdict down on its pull request: status with the digest, review, labels, a repair, final status. */

import type { Advice } from '../domain/advice.ts';
import type { Replacement } from '../domain/analyst-answer.ts';
import { onHoldLabel } from '../domain/label.ts';
import { addCosts } from '../domain/price.ts';
import type { Judgement } from '../domain/trial/judgement.ts';
import { recordTrial } from '../domain/trial/record.ts';
import { type Cost, noCost, type Trial } from '../domain/trial/trial.ts';
import type { PullRequest } from '../ports/forge.ts';
import { parseBlocked } from '../render/blocked.ts';
import { parseGivenUp } from '../render/given-up.ts';
import { labelsOf } from '../render/labels.ts';
import { renderReview } from '../render/review.ts';
import { isRepairing, repairingStatus, reviewingStatus, verdictStatus } from '../render/status.ts';
import type { Candidate } from './candidates.ts';
import { type PastTrial, readHistory, seenBefore, trialsOf } from './history.ts';
import { holdBack, type JudgedSources } from './judge.ts';
import { commitRepair } from './repair.ts';
import { isAuthorised } from './rights.ts';
import type { Workshop } from './workshop.ts';

export interface Verdict {
  readonly sources: JudgedSources;
  readonly judgement: Judgement;
  /** A fix of one line that was run and got further. */
  readonly suggestion?: Replacement | null;
  /** A whole source that was run and got further. */
  readonly repair?: Advice['repair'];
  /** Of asking a model about it. */
  readonly cost?: Cost;
}

/**
 * Records the trial of the candidate's head and posts it. A winner whose author may not decide, or that
 * is on hold, is held. Any step may be the last one before a crash: `announce` completes the rest.
 */
export async function reviewCandidate(
  candidate: Candidate,
  { sources, judgement: bare, suggestion = null, repair = null, cost = noCost }: Verdict,
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
  const { pullRequest } = candidate;
  const mended = trial.status === 'failed' && pullRequest.byBot ? repair : null;
  const lastly = async () => void (await commitRepair(candidate, { repair: mended }, workshop));
  const begun = await interrupted(trial, { pullRequest, history }, workshop);
  if (begun) {
    await announce(begun, workshop, lastly);
    return begun.trial;
  }
  const page = renderReview(trial, {
    benchmark,
    baseline: judgement.baseline,
    changedLines: files.find((file) => file.path === path)?.lines ?? [],
    suggestion: mendingLine(judgement) ?? suggestion,
  });
  // A run that is killed before the repair is on the branch has promised it: the next run asks again.
  const begin = mended === null ? reviewingStatus : repairingStatus;
  await forge.postStatus(headSha, begin(page.digest));
  const comments = page.comments.map((comment) => ({ ...comment, path }));
  await forge.postReview(number, { headSha, body: page.body, comments });
  await announce({ pullRequest, trial, digest: page.digest }, workshop, lastly);
  workshop.narrate({ kind: 'judged', trial, baseline: judgement.baseline });
  return trial;
}

/** What experiments ran with success, where it is one line: more cannot be suggested on one. */
function mendingLine({ repair }: Judgement): (Replacement & { readonly frames: number }) | null {
  if (repair?.count !== 1) return null;
  const { line, lines, frames } = repair;
  return { line, code: lines.join('\n'), frames };
}

/** The same verdict, whose review stands already, of a run that was killed before its repair was committed. */
async function interrupted(
  { status, baseline }: Trial,
  { pullRequest, history }: Pick<PastTrial, 'pullRequest'> & { history: readonly PastTrial[] },
  { forge }: Workshop,
): Promise<PastTrial | null> {
  const { headSha } = pullRequest;
  const newest = await forge.newestStatus(headSha);
  if (status !== 'failed' || newest === null || !isRepairing(newest)) return null;
  const begun = history.findLast(
    ({ trial }) =>
      trial.candidate.head_sha === headSha &&
      trial.status === status &&
      trial.baseline.source_digest === baseline.source_digest,
  );
  return begun ?? null;
}

/**
 * Labels and the final status, from the review: also how a run that was killed in between is completed.
 * The status comes last, after `before`, whatever became of that; where it stands, all was done.
 */
export async function announce(
  { pullRequest, trial, digest }: Pick<PastTrial, 'pullRequest' | 'trial' | 'digest'>,
  workshop: Pick<Workshop, 'forge' | 'benchmark'>,
  before: () => Promise<void> = async () => {},
): Promise<void> {
  const { forge } = workshop;
  const { headSha, number } = pullRequest;
  const status = verdictStatus(trial, digest);
  const newest = await forge.newestStatus(headSha);
  if (newest?.state === status.state && newest.description === status.description) return;
  await outdateOlder(pullRequest, workshop);
  const held = pullRequest.labels.includes(onHoldLabel) ? [onHoldLabel] : [];
  await forge.setLabels(number, [...labelsOf(trial), ...held]);
  try {
    await before();
  } finally {
    await forge.postStatus(headSha, status);
  }
}

/** Only the newest verdict stands, and no note about what became of the one before. What else was said stays. */
async function outdateOlder(
  pullRequest: PullRequest,
  workshop: Pick<Workshop, 'forge' | 'benchmark'>,
): Promise<void> {
  const { number } = pullRequest;
  const verdicts = (await trialsOf(pullRequest, workshop)).map(({ review }) => review);
  const reviews = await workshop.forge.reviews(number);
  const older = reviews.filter(
    (review) =>
      !review.outdated &&
      (verdicts.slice(0, -1).includes(review.id) || (review.byBot && isAboutVerdict(review.body))),
  );
  if (older.length === 0) return;
  const ids = older.map(({ id }) => id);
  await workshop.forge.outdate(number, ids);
}

function isAboutVerdict(text: string): boolean {
  return parseBlocked(text) !== null || parseGivenUp(text) !== null;
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
