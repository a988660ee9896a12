/** A small repair with which everything comes back: the mistake is where it was made. */

import * as z from 'zod';
import { repairKinds } from '../repairs/catalogue.ts';
import {
  type CauseCommon,
  type CauseWords,
  commonFields,
  factText,
  line,
  quoted,
} from './common.ts';

export interface MendedPlace {
  readonly functionName: string | null;
  readonly line: number;
  /** As it stands, and with the repair. */
  readonly before: string;
  readonly after: string;
}

export interface MendedCause extends CauseCommon {
  readonly kind: 'mended';
  /** A key of the catalogue of repairs. */
  readonly mistake: string;
  readonly place: MendedPlace;
  readonly name: string | null;
  /** What it was made equal to. */
  readonly counterpart: {
    readonly functionName: string | null;
    readonly line: number;
    readonly text: string;
  } | null;
  /** Other places where a repair works as well, and is nearly as likely; empty when there are none. */
  readonly others: readonly MendedPlace[];
  /** One is the encoder's and the first other the decoder's: either can be made to fit the other. */
  readonly opposed: boolean;
}

const placeSchema = z.strictObject({
  functionName: factText.nullable(),
  line,
  before: z.string().max(120),
  after: z.string().max(120),
});

export const mendedSchema: z.ZodType<MendedCause> = z.strictObject({
  kind: z.literal('mended'),
  ...commonFields,
  mistake: z.string().refine((name) => Object.hasOwn(repairKinds, name)),
  place: placeSchema,
  name: factText.nullable(),
  counterpart: z
    .strictObject({ functionName: factText.nullable(), line, text: factText })
    .nullable(),
  others: z.array(placeSchema).max(3),
  opposed: z.boolean(),
});

export function mendedWords(found: MendedCause): CauseWords {
  const { place, name, counterpart, others, opposed, mistake } = found;
  const kind = repairKinds[mistake];
  if (kind === undefined) throw new Error(`no repair is called ${mistake}`);
  const { cause, fix } = kind.words({ ...place, name, counterpart });
  const [other] = others;
  const also =
    other === undefined
      ? ''
      : opposed
        ? ` It does not agree with ${quoted(other.before || 'nothing')} at line ${other.line}: with ${quoted(other.after || 'nothing')} there instead everything comes back as well.`
        : ` A change at line ${other.line} (${quoted(other.after || 'nothing')}) brings everything back as well.`;
  return {
    cause: `${cause}${also}`,
    fix: `${fix} With this change every frame came back when it was run.`,
  };
}
