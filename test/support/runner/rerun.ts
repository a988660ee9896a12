/**
 * Which jobs run again in a re-run (docs.github.com, "Re-running workflows and jobs"): all of them, those that failed or
 * were cancelled, or one; and whatever needs one of these, directly or not. The others keep their results and outputs.
 */

import type { JobRun, WorkflowRun } from './record.ts';

export interface Rerun {
  readonly of: WorkflowRun;
  /** `failed`, or a job's id as the record has it: `publish`, `evolve/publish`. */
  readonly jobs: 'all' | 'failed' | (string & {});
}

/** Whether a job runs again as a whole, in part (instances of a matrix, jobs of a called workflow), or not. */
export type Turn = 'whole' | 'part' | 'none';

export function turnOf(rerun: Rerun, id: string): Turn {
  const earlier = rerun.of.jobs.filter((job) => isPartOf(job, id));
  const own = earlier.filter((job) => job.id === id);
  if (rerun.jobs === 'all' || own.length === 0) return 'whole';
  if (rerun.jobs === id || id.startsWith(`${rerun.jobs}/`)) return 'whole';
  const chosen = earlier.filter((job) => isChosen(rerun, job));
  if (chosen.length === 0) return 'none';
  // The instances of a matrix that calls a workflow cannot be told apart in the record.
  const divisible = own.length === 1 || earlier.length === own.length;
  const whole = own.length === 1 && chosen.length === 1 && chosen[0] === own[0];
  return divisible && !whole ? 'part' : 'whole';
}

/** Whether this instance, or this job, is itself among those that the re-run names. */
export function isChosen({ jobs }: Rerun, { id, result }: JobRun): boolean {
  if (jobs === 'failed') return result === 'failure' || result === 'cancelled';
  return jobs === id;
}

/** What is kept of a job that does not run again: its record, and those of the jobs that it called. */
export function keptOf({ of }: Rerun, id: string): readonly JobRun[] {
  return of.jobs.filter((job) => isPartOf(job, id));
}

function isPartOf(job: JobRun, id: string): boolean {
  return job.id === id || job.id.startsWith(`${id}/`);
}

/** Throws for what GitHub refuses: nothing failed, or no such job. */
export function checkRerun({ of, jobs }: Rerun): void {
  if (jobs === 'all') return;
  if (!of.jobs.some((job) => isChosen({ of, jobs }, job))) {
    throw new Error(jobs === 'failed' ? 'no job of the run failed' : `the run has no job ${jobs}`);
  }
}
