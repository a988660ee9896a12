/** What became of one candidate, before it is recorded. */

import type { Evaluation } from '../evaluation.ts';
import type { LineRepair } from '../experiments/probe.ts';
import type { Trial } from './trial.ts';

/** Lines with which everything came back when they were run. */
export interface ExecutedRepair extends LineRepair {
  /** So many: those of the smoke cases and of the case that failed. */
  readonly frames: number;
}

export interface Judgement
  extends Pick<
    Trial,
    'status' | 'held_reason' | 'stage' | 'evaluation' | 'comparison' | 'analysis'
  > {
  /** The baseline's own evaluation, for the tables; null when it was not needed or is broken. */
  readonly baseline: Evaluation | null;
  /** Of a failed candidate, where experiments found one. */
  readonly repair?: ExecutedRepair | null | undefined;
}
