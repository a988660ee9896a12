/** What a check of the set-up says of artifacts: what jobs leave each other, and what later runs fetch. */

import type { CarriedFacts, Seen } from '../../domain/setup/facts.ts';
import { type Finding, fine, missing } from '../../domain/setup/finding.ts';
import { unseen } from './unseen.ts';

const actionsOff =
  'Look at the steps before this one in the log of the job; Settings > Actions > General has to allow actions/upload-artifact and actions/download-artifact';

/** Between the jobs of a run. */
export function carriedFinding({ alone, together }: CarriedFacts): Finding {
  const check = 'artifacts between jobs';
  if (alone === null && together === null) {
    return fine(check, 'a plan came down alone, and beside an evaluation');
  }
  const faults = [
    ...(alone === null ? [] : [`the plan alone: ${alone}`]),
    ...(together === null ? [] : [`the plan beside an evaluation: ${together}`]),
  ];
  return missing(check, faults.join('; '), actionsOff);
}

/** From a later run. */
export function fetchedFinding(outcome: Seen<string | null>): Finding {
  const check = 'artifacts of earlier runs';
  if (outcome.kind !== 'seen') return unseen(check, outcome);
  if (outcome.value === null) return fine(check, 'listed, and fetched by REST');
  return missing(check, outcome.value, actionsOff);
}
