/** Root causes that experiments have shown: a closed union, one member a kind. Each family has a file in causes/. */

import * as z from 'zod';
import type { CauseWords } from './causes/common.ts';
import { type ChangedInputCause, changedInputSchema, changedInputWords } from './causes/inputs.ts';
import { type MendedCause, mendedSchema, mendedWords } from './causes/mended.ts';
import { type QualityIgnoredCause, qualityIgnoredSchema, qualityWords } from './causes/quality.ts';
import {
  keptStateSchema,
  type StateCause,
  sharedVariableSchema,
  stateWords,
} from './causes/state.ts';
import { type TraceCause, traceCauseSchema, traceWords } from './causes/trace.ts';

export type Cause = ChangedInputCause | StateCause | QualityIgnoredCause | TraceCause | MendedCause;

export const causeSchema: z.ZodType<Cause> = z.union([
  changedInputSchema,
  keptStateSchema,
  sharedVariableSchema,
  qualityIgnoredSchema,
  traceCauseSchema,
  mendedSchema,
]);

/** What a cause says. */
export function causeWords(cause: Cause): CauseWords {
  switch (cause.kind) {
    case 'changed_input':
      return changedInputWords(cause);
    case 'mended':
      return mendedWords(cause);
    case 'quality_ignored':
      return qualityWords(cause);
    case 'kept_state':
    case 'shared_variable':
      return stateWords(cause);
    case 'narrow_field':
    case 'lost_in_byte':
    case 'not_inverse':
    case 'stuck_loop':
    case 'endless_recursion':
      return traceWords(cause);
  }
}

/** The kind of mistake, without places and numbers: equal for the same mistake in another candidate. */
export function causeSubject(cause: Cause): string {
  switch (cause.kind) {
    case 'changed_input':
      return `${cause.kind} ${cause.input}`;
    case 'mended':
      return `${cause.kind} ${cause.mistake}`;
    case 'kept_state':
    case 'shared_variable':
    case 'quality_ignored':
    case 'narrow_field':
    case 'lost_in_byte':
    case 'not_inverse':
    case 'stuck_loop':
    case 'endless_recursion':
      return cause.kind;
  }
}
