/** Whether a changed candidate got further than the one before. */

import { stages } from './evaluation.ts';
import type { EvaluationOutcome } from './outcome.ts';

/**
 * A later stage is further, and a whole evaluation is further than any failure. Failing in the same stage
 * is not, in whatever way.
 */
export function gotFurther(before: EvaluationOutcome, after: EvaluationOutcome): boolean {
  return distance(after) > distance(before);
}

function distance(outcome: EvaluationOutcome): number {
  return outcome.kind === 'measured' ? stages.length : stages.indexOf(outcome.stage);
}
