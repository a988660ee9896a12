/** What lock step, the origin of a value, and the progress of loops can show. */

import * as z from 'zod';
import { count } from '../../text/wording.ts';
import {
  type CauseCommon,
  type CauseWords,
  commonFields,
  factText,
  factValue,
  line,
  quoted,
} from './common.ts';

type Value = number | string;

/** A number is written into fewer bits than it has, and read back without the others. */
export interface NarrowFieldCause extends CauseCommon {
  readonly kind: 'narrow_field';
  readonly writer: string;
  readonly reader: string;
  /** The expression for the number of bits. */
  readonly width: string;
  /** What gives the width its value, where that is another expression. */
  readonly computed: string | null;
  readonly bits: number;
  readonly written: number;
  readonly read: number;
}

/** A number does not fit into a byte of the stream; with the number itself the decoder gets everything right. */
export interface LostInByteCause extends CauseCommon {
  readonly kind: 'lost_in_byte';
  readonly functionName: string;
  readonly text: string;
  /** Which byte of the frame's bytes. */
  readonly index: number;
  readonly written: number;
  readonly stored: number;
  /** The byte was added to: what goes beyond it is a carry. */
  readonly carries: boolean;
}

/** A function does not undo what its counterpart does. */
export interface NotInverseCause extends CauseCommon {
  readonly kind: 'not_inverse';
  readonly there: string;
  readonly thereLine: number;
  readonly back: string;
  readonly given: number;
  readonly between: number;
  readonly got: number;
}

/** A loop whose condition does not change any more. */
export interface StuckLoopCause extends CauseCommon {
  readonly kind: 'stuck_loop';
  readonly functionName: string;
  readonly condition: string;
  readonly rounds: number;
  readonly still: readonly { readonly name: string; readonly value: Value }[];
}

/** A function that calls itself with what it was given. */
export interface EndlessRecursionCause extends CauseCommon {
  readonly kind: 'endless_recursion';
  readonly functionName: string;
  readonly given: readonly { readonly name: string; readonly value: Value }[];
}

export type TraceCause =
  | NarrowFieldCause
  | LostInByteCause
  | NotInverseCause
  | StuckLoopCause
  | EndlessRecursionCause;

const named = z.array(z.strictObject({ name: factText, value: factValue })).max(12);

export const traceCauseSchema: z.ZodType<TraceCause> = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('narrow_field'),
    ...commonFields,
    ...{ writer: factText, reader: factText, width: factText, computed: factText.nullable() },
    ...{ bits: z.number(), written: z.number(), read: z.number() },
  }),
  z.strictObject({
    kind: z.literal('lost_in_byte'),
    ...commonFields,
    ...{ functionName: factText, text: factText, index: z.int().nonnegative() },
    ...{ written: z.number(), stored: z.number(), carries: z.boolean() },
  }),
  z.strictObject({
    kind: z.literal('not_inverse'),
    ...commonFields,
    ...{ there: factText, thereLine: line, back: factText },
    ...{ given: z.number(), between: z.number(), got: z.number() },
  }),
  z.strictObject({
    kind: z.literal('stuck_loop'),
    ...commonFields,
    ...{ functionName: factText, condition: factText, rounds: line, still: named },
  }),
  z.strictObject({
    kind: z.literal('endless_recursion'),
    ...commonFields,
    ...{ functionName: factText, given: named },
  }),
]);

export function traceWords(found: TraceCause): CauseWords {
  switch (found.kind) {
    case 'narrow_field':
      return narrowFieldWords(found);
    case 'lost_in_byte':
      return lostInByteWords(found);
    case 'not_inverse':
      return notInverseWords(found);
    case 'stuck_loop':
      return stuckLoopWords(found);
    case 'endless_recursion':
      return endlessRecursionWords(found);
  }
}

function narrowFieldWords(found: NarrowFieldCause): CauseWords {
  const { writer, reader, width, computed, bits, written, read, location } = found;
  const from = computed === null ? quoted(width) : `${quoted(width)}, from ${quoted(computed)}`;
  return {
    cause: `${quoted(writer)} writes ${written} into ${count(bits, 'bit')} (${from}, line ${location.line}), which are too few: they hold at most ${2 ** bits - 1}. ${quoted(reader)} reads ${read} back, the upper bits are lost.`,
    fix: `Give the field enough bits for the largest value on both sides (${quoted(width)}), or write large values with an escape code.`,
  };
}

function lostInByteWords(found: LostInByteCause): CauseWords {
  const { functionName, text, index, written, stored, carries, location } = found;
  const at = `line ${location.line} in ${quoted(functionName)}, ${quoted(text)}`;
  const lost = carries ? ': the carry into the byte before it is lost' : '';
  return {
    cause: `Byte ${index} of the stream is to hold ${written} (${at}), which does not fit: a byte holds 0 to 255 and keeps ${stored}${lost}. With ${written} in its place in the decoder every frame comes back.`,
    fix: carries
      ? 'Pass the carry on: while a byte goes beyond 255, let it begin at 0 again and add 1 to the byte before it.'
      : `Write the value in two or more bytes (high byte, low byte), or keep it below 256; numbers that share a byte need enough bits each. Read it in the same way.`,
  };
}

function notInverseWords(found: NotInverseCause): CauseWords {
  const { there, thereLine, back, given, between, got, location } = found;
  return {
    cause: `${quoted(back)} (line ${location.line}) does not undo ${quoted(there)} (line ${thereLine}): ${there}(${given}) is ${between}, but ${back}(${between}) is ${got}. With ${given} in its place every frame comes back.`,
    fix: `Rewrite ${quoted(back)} so that ${back}(${there}(x)) is x for every x that occurs; check it with a loop over all of them.`,
  };
}

function stuckLoopWords({
  functionName,
  condition,
  rounds,
  still,
  location,
}: StuckLoopCause): CauseWords {
  const values = still.map(({ name, value }) => `${quoted(name)} at ${value}`).join(', ');
  return {
    cause: `The loop at line ${location.line} in ${quoted(functionName)} never ends: in its last ${rounds} rounds nothing of its condition ${quoted(condition)} changed (${values}).`,
    fix: `Make every path through the loop bring ${quoted(condition)} nearer to its end, or leave the loop where it cannot.`,
  };
}

function endlessRecursionWords({
  functionName,
  given,
  location,
}: EndlessRecursionCause): CauseWords {
  const values = given.map(({ name, value }) => `${quoted(name)} ${value}`).join(', ');
  return {
    cause: `${quoted(functionName)} (line ${location.line}) calls itself with the same arguments again and again (${values}), so it never comes to an end.`,
    fix: `End the recursion in ${quoted(functionName)} before the call when there is nothing left to divide or to do.`,
  };
}
