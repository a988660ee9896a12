/** Acts on what is known of an open candidate: merges it, closes it, or puts it on top of the baseline. */

import { digestOf } from '../domain/digest.ts';
import { onHoldLabel } from '../domain/label.ts';
import { permitMerge } from '../domain/merge-permit.ts';
import type { Trial } from '../domain/trial/trial.ts';
import type { Baseline } from '../ports/forge.ts';
import { hindranceWords } from '../render/blocked.ts';
import { printMergeMessage } from '../render/merge-message.ts';
import { asksForRepair, evaluatingStatus } from '../render/status.ts';
import { takeBackBlocked, tellBlocked } from './blocked.ts';
import type { Candidate } from './candidates.ts';
import { giveUp } from './give-up.ts';
import { baselineEvaluation, knownEvaluation, type PastTrial, readHistory } from './history.ts';
import { judgeAtHand } from './judge.ts';
import { coAuthorsOf, knownStanding } from './merge-standing.ts';
import { announce, reviewCandidate } from './review.ts';
import type { Settled } from './settled.ts';
import { isContinued, openSuccessor } from './successor.ts';
import type { Workshop } from './workshop.ts';

const stays: Settled = { kind: 'stays' };

/** Completes and carries out a verdict that stands against that baseline. */
export async function settle(
  candidate: Candidate,
  { past, baseline }: { readonly past: PastTrial; readonly baseline: Baseline },
  workshop: Workshop,
): Promise<Settled> {
  const { pullRequest } = candidate;
  const { trial } = past;
  await announce(past, workshop);
  switch (trial.status) {
    case 'accepted':
      return pullRequest.labels.includes(onHoldLabel)
        ? stays
        : mergeAccepted(candidate, { trial, baseline }, workshop);
    case 'rejected':
      return closeOwn(candidate, workshop);
    case 'failed': {
      const hours = (workshop.now() - pullRequest.headTime) / 3600;
      return hours >= workshop.rules.keepFailedHours ? closeOwn(candidate, workshop) : stays;
    }
    case 'error':
      return giveUp(candidate, trial, workshop);
    case 'held':
      return stays;
  }
}

/** Merges what a permit allows; what the baseline has outrun meanwhile is put on top of it. */
async function mergeAccepted(
  candidate: Candidate,
  { trial, baseline }: { readonly trial: Trial; readonly baseline: Baseline },
  workshop: Workshop,
): Promise<Settled> {
  const { forge, path, narrate } = workshop;
  const { pullRequest } = candidate;
  const { number } = pullRequest;
  const outcome = permitMerge(trial, await knownStanding(pullRequest, baseline, workshop));
  if (outcome.kind === 'refused') {
    if (outcome.why === 'stale') return renew(candidate, baseline, workshop);
    return outcome.why === 'head_moved' ? { kind: 'due' } : stays;
  }
  const merged = await forge.merge(
    outcome.permit,
    printMergeMessage(trial, coAuthorsOf(candidate)),
  );
  switch (merged.kind) {
    case 'merged':
      narrate({ kind: 'merged', number, commit: merged.commit });
      await takeBackBlocked(number, forge);
      return { kind: 'merged' };
    case 'head_moved':
      return { kind: 'due' };
    case 'base_moved':
    case 'behind':
      return renew(candidate, await forge.baseline(path), workshop);
    case 'blocked': {
      const { hindrance } = merged;
      narrate({ kind: 'blocked', number, why: hindranceWords(hindrance.kind) });
      await tellBlocked(number, hindrance, forge);
      return stays;
    }
    case 'not_open':
    case 'on_hold':
      return stays;
  }
}

/**
 * A candidate whose verdict speaks of an older baseline. When the evaluations at hand show that it loses
 * against today's, it gets that verdict; else it is evaluated anew.
 */
export async function outrun(
  candidate: Candidate,
  past: PastTrial,
  workshop: Workshop,
): Promise<Settled> {
  const { forge, benchmark, path } = workshop;
  if (await isContinued(candidate, past.trial.candidate.source_digest, workshop)) return stays;
  const baseline = await forge.baseline(path);
  const history = await readHistory(workshop);
  const known = baselineEvaluation(history, digestOf(baseline.source), workshop);
  const own = knownEvaluation(history, past.trial.candidate.source_digest, workshop);
  const judgement = known && own && judgeAtHand(benchmark, own, known);
  if (!judgement) {
    return candidate.pullRequest.byBot ? renew(candidate, baseline, workshop) : { kind: 'due' };
  }
  const file = await forge.readFile(candidate.pullRequest.headSha, path);
  if (!file) return stays;
  const sources = { source: file.source, baselineSource: baseline.source };
  await reviewCandidate(candidate, { sources, judgement }, workshop);
  return closeOwn(candidate, workshop);
}

/** A candidate that has to be evaluated: the bot's own is put on top of the baseline first. */
export async function prepare(candidate: Candidate, workshop: Workshop): Promise<Settled> {
  const { forge, path } = workshop;
  const { pullRequest } = candidate;
  if (!pullRequest.byBot) return { kind: 'due' };
  const baseline = await forge.baseline(path);
  const { mergeBase } = await forge.difference(pullRequest);
  const base = mergeBase === baseline.commit ? baseline : await forge.readFile(mergeBase, path);
  return base?.blob === baseline.blob ? { kind: 'due' } : renew(candidate, baseline, workshop);
}

/**
 * Puts the bot's own candidate on top of the baseline, so that a squash gives exactly its file. A
 * person's branch is left alone: a winner goes on in a pull request of the bot's.
 */
export async function renew(
  candidate: Candidate,
  baseline: Baseline,
  workshop: Workshop,
): Promise<Settled> {
  const { forge, path, narrate } = workshop;
  const { pullRequest } = candidate;
  narrate({ kind: 'stale', number: pullRequest.number });
  if (!pullRequest.byBot) return openSuccessor(candidate, baseline, workshop);
  const newest = await forge.newestStatus(pullRequest.headSha);
  // Who asked for a repair did not ask for this head alone.
  const status = newest !== null && asksForRepair(newest) ? newest : evaluatingStatus;
  await forge.putOnTop(pullRequest.number, pullRequest.headSha, { path, status });
  return { kind: 'due' };
}

/** A person's pull request is never closed by the bot. */
async function closeOwn({ pullRequest }: Candidate, workshop: Workshop): Promise<Settled> {
  if (!pullRequest.byBot) return stays;
  await workshop.forge.close(pullRequest.number);
  workshop.narrate({ kind: 'closed', number: pullRequest.number });
  return { kind: 'closed' };
}
