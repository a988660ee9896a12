/** Evolves a codec: first finishes what an earlier run left, then proposes and carries, one at a time. */

import type { Trial } from '../domain/trial.ts';
import type { Proposer } from '../ports/proposer.ts';
import { carryCandidate } from './carry.ts';
import { candidatesOf, trialsOf } from './history.ts';
import { proposeCandidate } from './propose.ts';
import type { Workshop } from './workshop.ts';

/** Carries on every open candidate that has no verdict, or one that was not acted on. */
export async function reconcile(workshop: Workshop): Promise<void> {
  for (const { pullRequest } of await candidatesOf(workshop)) {
    if (pullRequest.state !== 'open') continue;
    const past = await trialsOf(pullRequest, workshop);
    const judged = past.findLast(({ trial }) => trial.candidate.head_sha === pullRequest.headSha);
    const waits = judged?.trial.status === 'failed' || judged?.trial.status === 'held';
    if (waits) continue;
    workshop.narrate({ kind: 'resumed', pullRequest });
    await carryCandidate(pullRequest, workshop);
  }
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
