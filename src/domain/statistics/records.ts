/**
 * From records to trials. A trial is one head against one baseline (`experiment_id`): judged again, it has
 * several records, of which the newest verdict counts; an error counts only while there is no verdict.
 */

import { addCosts } from '../price.ts';
import type { Trial } from '../trial/trial.ts';

/**
 * One for each trial, by the time of its head (those without one first), in the order given where that is
 * the same. Each costs what all its records cost. Settled trials stay as they are.
 */
export function settleTrials(records: readonly Trial[]): readonly Trial[] {
  const trials = new Map<string, Trial>();
  for (const record of records) {
    const known = trials.get(record.experiment_id);
    trials.set(record.experiment_id, known === undefined ? record : newer(known, record));
  }
  return [...trials.values()].sort((a, b) => (a.timestamp ?? 0) - (b.timestamp ?? 0));
}

function newer(known: Trial, next: Trial): Trial {
  const counts = next.status === 'error' && known.status !== 'error' ? known : next;
  return { ...counts, cost: addCosts(known.cost, next.cost) };
}

/** What a trial is a verdict on: its pull request, or itself where there is none. */
export function candidateOf({ candidate, experiment_id: id }: Trial): string {
  return candidate.pull_request === null ? id : `#${candidate.pull_request}`;
}
