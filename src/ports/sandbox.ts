/** Runs one codec over cases, confined. The only port through which candidate code is executed. */

import type { Limits } from '../domain/benchmark.ts';
import type { CaseOutcome, CaseSpec } from '../domain/outcome.ts';
import type { EngineIdentity } from '../domain/trial/trial.ts';

export interface SandboxJob {
  readonly source: string;
  readonly cases: readonly CaseSpec[];
  readonly limits: Limits;
  /** Every frame must come back unchanged. */
  readonly exact: boolean;
  /** Hand out what takes longest first, so that the workers end together. Otherwise in their order. */
  readonly longestFirst?: boolean;
}

export interface Sandbox {
  readonly engine: EngineIdentity;
  /**
   * Outcomes in the order of `job.cases`, independent of the number of cores. A fault after which the
   * machine cannot go on (limits, memory, stack) ends the job: later cases are left out.
   * Rejects only when the sandbox itself breaks.
   */
  run(job: SandboxJob, onCase?: (done: number) => void): Promise<readonly CaseOutcome[]>;
  close(): Promise<void>;
}
