/** What GitHub answers to a check of the set-up. */

import type { Seen } from '../../../domain/setup/facts.ts';
import { mendOf } from '../mend.ts';
import { type Attempt, attempt, type Refusal } from '../refusal.ts';

/** A question, whatever comes of it. */
export async function ask<T, V>(call: Promise<T>, view: (value: T) => V): Promise<Seen<V>> {
  return seenOf(await attempt(call), view);
}

export function seenOf<T, V>(outcome: Attempt<T>, view: (value: T) => V): Seen<V> {
  if (outcome.kind === 'done') return { kind: 'seen', value: view(outcome.value) };
  return notSeen(outcome);
}

export type NotSeen = Exclude<Seen<unknown>, { kind: 'seen' }>;

export function notSeen(refusal: Refusal): NotSeen {
  const mend = mendOf(refusal);
  const why = `${refusal.request}: ${refusal.why}`;
  return mend === null ? { kind: 'unclear', why } : { kind: 'refused', why, mend };
}

/** Of something that the bot has to be able to do: what GitHub refuses for good is in its way. */
export function notDone(refusal: Refusal): NotSeen {
  const found = notSeen(refusal);
  const passes = refusal.kind === 'unavailable' || refusal.kind === 'rate_limited';
  if (found.kind === 'refused' || passes) return found;
  const mend =
    'Look for a rule that is in the way of the bot: Settings > Rules > Rulesets, those of the organization, or Settings > Branches';
  return { kind: 'refused', why: found.why, mend };
}
