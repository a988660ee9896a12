/** Module state on which the two sides do not agree. */

import * as z from 'zod';
import { type CauseCommon, type CauseWords, commonFields, factText, quoted } from './common.ts';

/** A module variable that lives on from frame to frame on one side, or differently on both. */
export interface KeptStateCause extends CauseCommon {
  readonly kind: 'kept_state';
  readonly variable: string;
  /** Where beginning anew with each frame brings everything back. */
  readonly side: 'encoder' | 'decoder' | 'both';
}

/** A module variable that the encoder sets and the decoder reads: nothing of it is in the bytes. */
export interface SharedVariableCause extends CauseCommon {
  readonly kind: 'shared_variable';
  readonly variable: string;
}

export type StateCause = KeptStateCause | SharedVariableCause;

export const keptStateSchema: z.ZodType<KeptStateCause> = z.strictObject({
  kind: z.literal('kept_state'),
  ...commonFields,
  variable: factText,
  side: z.enum(['encoder', 'decoder', 'both']),
});

export const sharedVariableSchema: z.ZodType<SharedVariableCause> = z.strictObject({
  kind: z.literal('shared_variable'),
  ...commonFields,
  variable: factText,
});

export function stateWords(found: StateCause): CauseWords {
  const name = quoted(found.variable);
  const { line } = found.location;
  if (found.kind === 'shared_variable') {
    return {
      cause: `decompressFrame needs ${name} (line ${line}), which only compressFrame sets. The two run in separate machines and share nothing but the bytes: in one machine every frame comes back, and no longer when ${name} is set back before decompressFrame.`,
      fix: `Write ${name} into the bytes in compressFrame and read it back in decompressFrame, or compute it there from what the decoder knows.`,
    };
  }
  const sides = {
    encoder: { on: 'in compressFrame', other: 'decompressFrame does not follow' },
    decoder: { on: 'in decompressFrame', other: 'compressFrame does not follow' },
    both: { on: 'on both sides', other: 'the two sides change it differently' },
  }[found.side];
  return {
    cause: `${name} (line ${line}) lives on from frame to frame ${sides.on}, and ${sides.other}. When ${name} begins anew with each frame ${sides.on}, every frame comes back.`,
    fix: `Give ${name} its initial value at the start of each frame in compressFrame and decompressFrame alike, or keep it on both sides and change it in the same way in both.`,
  };
}
