/** Finds where a comment stands: on a candidate, on the dashboard, or elsewhere. */

import { readCandidate } from '../candidates.ts';
import type { Office, Place } from './office.ts';

/** A closed pull request counts only when it is the bot's own; a merged one never. */
export async function findPlace(
  number: number,
  { workshops, dashboard }: Pick<Office, 'workshops' | 'dashboard'>,
): Promise<Place> {
  if ((await dashboard.number()) === number) return { kind: 'dashboard' };
  for (const workshop of workshops) {
    const pullRequests = await workshop.forge.pullRequests();
    const known = pullRequests.find((each) => each.number === number);
    if (!known || known.state === 'merged') continue;
    const reading = await readCandidate(known, workshop);
    if (reading.kind !== 'candidate') continue;
    return { kind: known.state, candidate: reading.candidate, workshop };
  }
  return { kind: 'elsewhere' };
}
