/** Root causes that experiments have shown: a closed union, one member a kind. Each family has a file in causes/. */

import * as z from 'zod';
import type { CauseWords } from './causes/common.ts';
import { type ChangedInputCause, changedInputSchema, changedInputWords } from './causes/inputs.ts';
import {
  keptStateSchema,
  type StateCause,
  sharedVariableSchema,
  stateWords,
} from './causes/state.ts';

export type Cause = ChangedInputCause | StateCause;

export const causeSchema: z.ZodType<Cause> = z.union([
  changedInputSchema,
  keptStateSchema,
  sharedVariableSchema,
]);

/** What a cause says. */
export function causeWords(cause: Cause): CauseWords {
  switch (cause.kind) {
    case 'changed_input':
      return changedInputWords(cause);
    case 'kept_state':
    case 'shared_variable':
      return stateWords(cause);
  }
}

/** The kind of mistake, without places and numbers: equal for the same mistake in another candidate. */
export function causeSubject(cause: Cause): string {
  switch (cause.kind) {
    case 'changed_input':
      return `${cause.kind} ${cause.input}`;
    case 'kept_state':
    case 'shared_variable':
      return cause.kind;
  }
}
