/** Evolves a codec on this machine: finishes what an earlier run left, then one candidate at a time. */

import type { Trial } from '../domain/trial/trial.ts';
import type { Proposer } from '../ports/proposer.ts';
import { carryCandidate } from './carry.ts';
import { proposeCandidate } from './propose.ts';
import { reconcile } from './reconcile.ts';
import type { Workshop } from './workshop.ts';

/** Finishes every open candidate, evaluating those that have no verdict for their head. */
export async function finish(workshop: Workshop): Promise<void> {
  for (const number of await reconcile(workshop)) {
    const pullRequest = await workshop.forge.pullRequest(number);
    workshop.narrate({ kind: 'resumed', pullRequest });
    await carryCandidate(number, workshop);
  }
}

export interface Wish {
  /** How many new candidates are tried. */
  readonly rounds: number;
  /** What a person wishes them to try. */
  readonly idea: string | null;
}

/** Tries up to so many new candidates; returns their trials, in order. */
export async function evolve(
  workshop: Workshop,
  proposer: Proposer,
  { rounds, idea }: Wish,
): Promise<Trial[]> {
  await finish(workshop);
  const trials: Trial[] = [];
  while (trials.length < rounds) {
    const proposed = await proposeCandidate(workshop, proposer, { idea });
    if (proposed.kind === 'exhausted') {
      workshop.narrate(proposed);
      break;
    }
    trials.push(await carryCandidate(proposed.pullRequest.number, workshop));
  }
  return trials;
}
