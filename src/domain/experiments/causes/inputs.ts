/** A call changes what it was given. */

import * as z from 'zod';
import { type CauseCommon, type CauseWords, commonFields, factText, quoted } from './common.ts';

export interface ChangedInputCause extends CauseCommon {
  readonly kind: 'changed_input';
  readonly input: 'frame.data' | 'context.previous' | 'bytes';
  readonly functionName: string;
  /** The statement or expression that changes it. */
  readonly text: string;
  /** The first change: index and both values. */
  readonly index: number;
  readonly before: number;
  readonly after: number;
}

const byte = z.int().min(0).max(255);

export const changedInputSchema: z.ZodType<ChangedInputCause> = z.strictObject({
  kind: z.literal('changed_input'),
  ...commonFields,
  input: z.enum(['frame.data', 'context.previous', 'bytes']),
  functionName: factText,
  text: factText,
  index: z.int().nonnegative(),
  before: byte,
  after: byte,
});

export function changedInputWords(found: ChangedInputCause): CauseWords {
  const { input, functionName, text, index, before, after, location } = found;
  const name = input === 'context.previous' ? 'context.previous.data' : input;
  const other =
    input === 'context.previous'
      ? 'The other side has that frame unchanged, so the two predict from different samples.'
      : 'What is read from it after that is no longer what the call was given.';
  return {
    cause: `${quoted(functionName)} overwrites ${quoted(name)} at line ${location.line}, ${quoted(text)}: [${index}] becomes ${after} where ${before} was given. ${other} With what was given kept as it was, every frame comes back.`,
    fix: `Write into a copy: take ${quoted(`${name}.slice()`)} at the start and change only that, and read from ${quoted(name)} itself what was given.`,
  };
}
