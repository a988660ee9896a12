/** What became of one candidate, before it is recorded. */

import type { Analysis } from './analysis.ts';
import type { Evaluation, Stage } from './evaluation.ts';
import type { Comparison, HeldReason, Status } from './trial.ts';

export interface Judgement {
  readonly status: Status;
  readonly held_reason: HeldReason | null;
  /** The stage that decided. */
  readonly stage: Stage;
  readonly evaluation: Evaluation | null;
  readonly comparison: Comparison | null;
  /** null only when accepted. */
  readonly analysis: Analysis | null;
  /** The baseline's own evaluation, for the tables; null when it was not needed or is broken. */
  readonly baseline: Evaluation | null;
}
