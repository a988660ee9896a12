/** What becomes of jobs for those that need them. */

import type { Status } from './expressions.ts';
import type { JobRun, Result } from './record.ts';

export interface Outcome {
  readonly result: Result;
  readonly outputs: Readonly<Record<string, string>>;
}

export type Outcomes = Readonly<Record<string, Outcome>>;

/** What several results come to. */
export function overall(results: readonly Result[]): Result {
  if (results.includes('failure')) return 'failure';
  if (results.includes('cancelled')) return 'cancelled';
  return results.every((each) => each === 'skipped') ? 'skipped' : 'success';
}

/** Of all instances of one job; of an output the last that is not empty counts. */
export function outcomeOf(instances: readonly JobRun[]): Outcome {
  const outputs = instances.flatMap((each) => Object.entries(each.outputs));
  return {
    result: overall(instances.map(seenResult)),
    outputs: Object.fromEntries(outputs.filter(([, value]) => value !== '')),
  };
}

/** `needs` calls a failure under `continue-on-error` a success (actions/runner#1161). */
function seenResult({ result, continueOnError }: JobRun): Result {
  return result === 'failure' && continueOnError ? 'success' : result;
}

export interface Situation {
  readonly outcomes: Outcomes;
  /** Whether somebody has cancelled the run. */
  readonly cancelled: boolean;
  /** What each job needs. */
  readonly needs: (id: string) => readonly string[];
}

/** `success()` and `failure()` look at everything a job needs, and at what that needed in turn. */
export function statusOf(id: string, { outcomes, cancelled, needs }: Situation): Status {
  const ancestors = new Set<string>();
  const visit = (ids: readonly string[]) => {
    for (const each of ids) {
      ancestors.add(each);
      visit(needs(each));
    }
  };
  visit(needs(id));
  const results = [...ancestors].map((each) => outcomes[each]?.result);
  return {
    success: !cancelled && results.every((each) => each === 'success'),
    failure: results.includes('failure'),
    cancelled,
  };
}
