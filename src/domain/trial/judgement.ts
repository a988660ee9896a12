/** What became of one candidate, before it is recorded. */

import type { Evaluation } from '../evaluation.ts';
import type { Trial } from './trial.ts';

export interface Judgement
  extends Pick<
    Trial,
    'status' | 'held_reason' | 'stage' | 'evaluation' | 'comparison' | 'analysis'
  > {
  /** The baseline's own evaluation, for the tables; null when it was not needed or is broken. */
  readonly baseline: Evaluation | null;
}
