/** Evolves a codec: first finishes what an earlier run left, then proposes and carries, one at a time. */

import type { Trial } from '../domain/trial/trial.ts';
import type { Proposer } from '../ports/proposer.ts';
import { announce, carryCandidate } from './carry.ts';
import { candidatesOf, type PastTrial, trialsOf } from './history.ts';
import { proposeCandidate } from './propose.ts';
import type { Workshop } from './workshop.ts';

/** Carries on every open candidate that has no verdict for its head, or one that was not acted on. */
export async function reconcile(workshop: Workshop): Promise<void> {
  for (const { pullRequest } of await candidatesOf(workshop)) {
    if (pullRequest.state !== 'open') continue;
    const past = await trialsOf(pullRequest, workshop);
    const judged = past.findLast(({ trial }) => trial.candidate.head_sha === pullRequest.headSha);
    if (judged && waits(judged.trial)) await leaveOrClose(judged, workshop);
    else {
      workshop.narrate({ kind: 'resumed', pullRequest });
      await carryCandidate(pullRequest, workshop);
    }
  }
}

/** Failed and held candidates stay as they are until somebody repairs them or decides. */
function waits({ status }: Trial): boolean {
  return status === 'failed' || status === 'held';
}

/** A failed candidate that nobody repaired for a day has had its time. */
async function leaveOrClose(judged: PastTrial, workshop: Workshop): Promise<void> {
  const { trial, digest, pullRequest } = judged;
  const { forge, now, keepFailedHours, narrate } = workshop;
  await announce(trial, digest, workshop);
  const hours = (now() - pullRequest.headTime) / 3600;
  if (trial.status !== 'failed' || !(hours >= keepFailedHours)) return;
  await forge.close(pullRequest.number);
  narrate({ kind: 'closed', number: pullRequest.number });
}

/** Tries up to `rounds` new candidates; returns their trials, in order. */
export async function evolve(
  workshop: Workshop,
  proposer: Proposer,
  rounds: number,
): Promise<Trial[]> {
  await reconcile(workshop);
  const trials: Trial[] = [];
  while (trials.length < rounds) {
    const proposed = await proposeCandidate(workshop, proposer);
    if (proposed.kind === 'exhausted') {
      workshop.narrate(proposed);
      break;
    }
    trials.push(await carryCandidate(proposed.pullRequest, workshop));
  }
  return trials;
}
