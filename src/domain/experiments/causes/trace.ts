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

/** Both sides compute something of one name, and come to different values. */
export interface PartingCause extends CauseCommon {
  readonly kind: 'parting';
  readonly name: string;
  /** Counts from 1. */
  readonly nth: number;
  readonly encoderLine: number;
  readonly encoderText: string;
  readonly encoderValue: Value;
  readonly decoderText: string;
  readonly decoderValue: Value;
}

/** A reader does not give back what its writer was given; with it everything comes back. */
export interface NotReadBackCause extends CauseCommon {
  readonly kind: 'not_read_back';
  readonly writer: string;
  readonly reader: string;
  readonly readerLine: number;
  readonly nth: number;
  readonly written: Value;
  readonly read: Value;
}

/** A value that is none comes into being: read outside of an array. */
export interface ReadOutsideCause extends CauseCommon {
  readonly kind: 'read_outside';
  readonly functionName: string;
  readonly text: string;
  readonly index: Value;
  readonly length: number;
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
  | PartingCause
  | NotReadBackCause
  | ReadOutsideCause
  | StuckLoopCause
  | EndlessRecursionCause;

const named = z.array(z.strictObject({ name: factText, value: factValue })).max(12);

export const traceCauseSchema: z.ZodType<TraceCause> = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('narrow_field'),
    ...commonFields,
    ...{ writer: factText, reader: factText, width: factText },
    ...{ bits: z.number(), written: z.number(), read: z.number() },
  }),
  z.strictObject({
    kind: z.literal('lost_in_byte'),
    ...commonFields,
    ...{ functionName: factText, text: factText, index: z.int().nonnegative() },
    ...{ written: z.number(), stored: z.number() },
  }),
  z.strictObject({
    kind: z.literal('not_inverse'),
    ...commonFields,
    ...{ there: factText, thereLine: line, back: factText },
    ...{ given: z.number(), between: z.number(), got: z.number() },
  }),
  z.strictObject({
    kind: z.literal('parting'),
    ...commonFields,
    ...{ name: factText, nth: line, encoderLine: line, encoderText: factText },
    ...{ encoderValue: factValue, decoderText: factText, decoderValue: factValue },
  }),
  z.strictObject({
    kind: z.literal('not_read_back'),
    ...commonFields,
    ...{ writer: factText, reader: factText, readerLine: line, nth: line },
    ...{ written: factValue, read: factValue },
  }),
  z.strictObject({
    kind: z.literal('read_outside'),
    ...commonFields,
    ...{ functionName: factText, text: factText, index: factValue, length: z.int().nonnegative() },
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
    case 'parting':
      return partingWords(found);
    case 'not_read_back':
      return notReadBackWords(found);
    case 'read_outside':
      return readOutsideWords(found);
    case 'stuck_loop':
      return stuckLoopWords(found);
    case 'endless_recursion':
      return endlessRecursionWords(found);
  }
}

function narrowFieldWords({
  writer,
  reader,
  width,
  bits,
  written,
  read,
  location,
}: NarrowFieldCause): CauseWords {
  return {
    cause: `${quoted(writer)} writes ${written} into ${count(bits, 'bit')} (${quoted(width)}, line ${location.line}), which hold at most ${2 ** bits - 1}: ${quoted(reader)} reads ${read} back, the upper bits are lost.`,
    fix: `Give the field enough bits for the largest value on both sides (${quoted(width)}), or write large values with an escape code.`,
  };
}

function lostInByteWords({
  functionName,
  text,
  index,
  written,
  stored,
  location,
}: LostInByteCause): CauseWords {
  return {
    cause: `Byte ${index} of the stream is to hold ${written} (line ${location.line} in ${quoted(functionName)}, ${quoted(text)}), but a byte holds 0 to 255 and keeps ${stored}. With ${written} in its place in the decoder every frame comes back.`,
    fix: `Write the value in two or more bytes (high byte, low byte), or keep it below 256; numbers that share a byte need enough bits each. Read it in the same way.`,
  };
}

function notInverseWords(found: NotInverseCause): CauseWords {
  const { there, thereLine, back, given, between, got, location } = found;
  return {
    cause: `${quoted(back)} (line ${location.line}) does not undo ${quoted(there)} (line ${thereLine}): ${there}(${given}) is ${between}, but ${back}(${between}) is ${got}. With ${given} in its place every frame comes back.`,
    fix: `Rewrite ${quoted(back)} so that ${back}(${there}(x)) is x for every x that occurs; check it with a loop over all of them.`,
  };
}

function partingWords(found: PartingCause): CauseWords {
  const { name, nth, encoderLine, encoderText, encoderValue, decoderText, decoderValue } = found;
  const here = `line ${found.location.line}, ${quoted(decoderText)}`;
  return {
    cause: `The two sides compute ${quoted(name)} differently. Value ${nth} of it is ${encoderValue} in the encoder (line ${encoderLine}, ${quoted(encoderText)}) and ${decoderValue} in the decoder (${here})${equalBefore(nth)}.${keptByte(encoderValue, decoderValue)} With the encoder's values in the decoder every frame comes back.`,
    fix:
      keptByte(encoderValue, decoderValue) === ''
        ? `Compute ${quoted(name)} in one function that both sides call, from values that the decoder has, too.`
        : `Write ${quoted(name)} in two or more bytes (high byte, low byte), and read it in the same way.`,
  };
}

function equalBefore(nth: number): string {
  return nth > 1 ? '; all before are equal' : '';
}

/** Whether the one is what a byte keeps of the other. */
export function isLowByte(whole: Value, kept: Value): boolean {
  if (typeof whole !== 'number' || typeof kept !== 'number') return false;
  return Number.isInteger(whole) && whole > 255 && kept === whole % 256;
}

function keptByte(whole: Value, kept: Value): string {
  return isLowByte(whole, kept) ? ` ${kept} is what one byte keeps of ${whole}.` : '';
}

function notReadBackWords(found: NotReadBackCause): CauseWords {
  const { writer, reader, readerLine, nth, written, read, location } = found;
  return {
    cause: `${quoted(reader)} (line ${readerLine}) does not give back what ${quoted(writer)} (line ${location.line}) was given: value ${nth} is ${written} there and ${read} here${equalBefore(nth)}. With what was written in place of what is read, every frame comes back: the mistake lies on the way between the two, in writing, in what becomes bytes, or in reading.`,
    fix: `Follow ${written} by hand from ${quoted(writer)} to ${quoted(reader)}: which bits are written, whether all of them reach the returned bytes, which are read, and whether a shift or mask runs past 32 bits.`,
  };
}

function readOutsideWords({
  functionName,
  text,
  index,
  length,
  location,
}: ReadOutsideCause): CauseWords {
  return {
    cause: `${quoted(text)} at line ${location.line} in ${quoted(functionName)} reads index ${index} of ${count(length, 'element')}: the result is undefined, and what is computed from it is wrong.`,
    fix: `Keep the index of ${quoted(text)} from 0 to the length less one, or give places outside a value that both sides agree on.`,
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
