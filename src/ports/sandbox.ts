/** Runs one codec over cases, confined. The only port through which candidate code is executed. */

import type { Limits } from '../domain/benchmark.ts';
import type { EarlyStop } from '../domain/early-stop.ts';
import type { CaseOutcome, CaseSpec } from '../domain/outcome.ts';
import type { EngineIdentity } from '../domain/trial/trial.ts';
import type { ProbeBench } from './probe-runner.ts';

export interface SandboxJob {
  readonly source: string;
  readonly cases: readonly CaseSpec[];
  readonly limits: Limits;
  /** Every frame must come back unchanged. */
  readonly exact: boolean;
  /** Hand out what takes longest first, so that the workers end together. Otherwise in their order. */
  readonly longestFirst?: boolean;
}

/** Told while a job runs. */
export interface Watch {
  onCase?(done: number): void;
  /** Asked after each case. The job ends at the case that it names as at a fault that ends a machine. */
  readonly earlyStop?: EarlyStop | undefined;
}

export interface Sandbox extends ProbeBench {
  readonly engine: EngineIdentity;
  /**
   * Outcomes in the order of `job.cases`, independent of the number of cores. A fault after which the
   * machine cannot go on (limits, memory, stack) ends the job: later cases are left out.
   * Rejects only when the sandbox itself breaks.
   */
  run(job: SandboxJob, watch?: Watch): Promise<readonly CaseOutcome[]>;
  close(): Promise<void>;
}
