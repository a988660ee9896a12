/** Runs one codec over cases, confined. The only port through which candidate code is executed. */

import type { Limits } from '../domain/benchmark.ts';
import type { CaseMeasurement } from '../domain/evaluation.ts';
import type { CallFault, CallSite } from '../domain/failure.ts';
import type { EngineIdentity } from '../domain/trial/trial.ts';
import type { Clip } from '../domain/video/frame.ts';

export interface CaseSpec {
  readonly clip: Clip;
  readonly quality: number;
}

export interface SandboxJob {
  readonly source: string;
  readonly cases: readonly CaseSpec[];
  readonly limits: Limits;
  /** Every frame must come back unchanged. */
  readonly exact: boolean;
}

export interface CaseFault {
  readonly site: CallSite;
  readonly fault: CallFault;
}

/** A case is measured only when no frame of it failed; a failure has no number. */
export type CaseOutcome =
  | { readonly kind: 'measured'; readonly measurement: CaseMeasurement }
  | {
      readonly kind: 'failed';
      /** One per failing frame, in order. */
      readonly faults: readonly [CaseFault, ...CaseFault[]];
      /** First 4 KB that the candidate wrote to its console. */
      readonly logs: string;
    };

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
