/** Module state on which the two sides do not agree. */

import * as z from 'zod';
import { listed } from '../../text/wording.ts';
import {
  type CauseCommon,
  type CauseWords,
  commonFields,
  factText,
  line,
  quoted,
} from './common.ts';

/** What a variable, or one of its elements, holds in the two machines. */
export interface Divergence {
  /** "model", "model[3]", "state.low". */
  readonly what: string;
  /** Counts from 0. */
  readonly afterFrame: number;
  readonly encoder: string;
  readonly decoder: string;
}

/** Module variables that live on from frame to frame on one side, or differently on both. */
export interface KeptStateCause extends CauseCommon {
  readonly kind: 'kept_state';
  readonly variables: readonly string[];
  /** Where beginning anew with each frame brings everything back. */
  readonly side: 'encoder' | 'decoder' | 'both';
  readonly divergence: Divergence | null;
  /** A regular expression with the flag g or y: what lives on is its `lastIndex`. */
  readonly regexp: boolean;
}

/** A module variable that the encoder sets and the decoder reads: nothing of it is in the bytes. */
export interface SharedVariableCause extends CauseCommon {
  readonly kind: 'shared_variable';
  readonly variables: readonly string[];
  /** The one place in the encoder that changes the first of them; null when there are several, or none is seen. */
  readonly change: {
    readonly line: number;
    readonly text: string;
    readonly method: string | null;
  } | null;
}

export type StateCause = KeptStateCause | SharedVariableCause;

const variables = z.array(factText).min(1).max(8);

export const keptStateSchema: z.ZodType<KeptStateCause> = z.strictObject({
  kind: z.literal('kept_state'),
  ...commonFields,
  variables,
  side: z.enum(['encoder', 'decoder', 'both']),
  divergence: z
    .strictObject({
      what: factText,
      afterFrame: z.int().nonnegative(),
      encoder: factText,
      decoder: factText,
    })
    .nullable(),
  regexp: z.boolean(),
});

export const sharedVariableSchema: z.ZodType<SharedVariableCause> = z.strictObject({
  kind: z.literal('shared_variable'),
  ...commonFields,
  variables,
  change: z.strictObject({ line, text: factText, method: factText.nullable() }).nullable(),
});

export function stateWords(found: StateCause): CauseWords {
  const name = listed(found.variables.map(quoted), 4);
  return found.kind === 'shared_variable'
    ? sharedWords(found, name)
    : keptWords(found, name, `${name} (line ${found.location.line})`);
}

function sharedWords({ change, location }: SharedVariableCause, name: string): CauseWords {
  const at =
    change === null
      ? `what compressFrame leaves in ${name} (line ${location.line})`
      : `what compressFrame makes of ${name} at line ${change.line} (${quoted(change.text)})`;
  const inPlace =
    change?.method == null
      ? ''
      : ` If ${name} is not to change at all: ${quoted(change.method)} works in place, so use it on a copy (${quoted('slice()')}).`;
  return {
    cause: `decompressFrame needs ${at}. The two run in separate machines and share nothing but the bytes: in one machine every frame comes back, and no longer when ${name} is set back before decompressFrame.`,
    fix: `Write ${name} into the bytes in compressFrame and read it back in decompressFrame, or let decompressFrame compute it from what it has.${inPlace}`,
  };
}

const sides = {
  encoder: 'compressFrame and decompressFrame does not follow',
  decoder: 'decompressFrame and compressFrame does not follow',
  both: 'both sides, and not in the same way',
} as const;

const places = {
  encoder: 'in compressFrame',
  decoder: 'in decompressFrame',
  both: 'on both sides',
} as const;

function keptWords(found: KeptStateCause, name: string, at: string): CauseWords {
  const { side, divergence, regexp } = found;
  const seen =
    divergence === null
      ? ''
      : ` After frame ${divergence.afterFrame} ${quoted(divergence.what)} is ${quoted(divergence.encoder)} in the encoder's machine and ${quoted(divergence.decoder)} in the decoder's.`;
  return {
    cause: `${regexp ? `The \`lastIndex\` of ${at}` : at} lives on from frame to frame in ${sides[side]}.${seen} When it begins anew with each frame ${places[side]}, every frame comes back.`,
    fix: regexp
      ? `Set ${quoted(`${found.variables[0] ?? ''}.lastIndex`)} to 0 before each text, make the regular expression anew for it, or use one without the flags g and y.`
      : `Give ${name} its initial value at the start of each frame in compressFrame and decompressFrame alike, or keep it on both sides and change it there in the same way.`,
  };
}
