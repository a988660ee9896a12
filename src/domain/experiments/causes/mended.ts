/** A small repair with which everything comes back: the mistake is where it was made. */

import * as z from 'zod';
import { repairKinds } from '../repairs/catalogue.ts';
import { type CauseCommon, type CauseWords, commonFields, factText, line } from './common.ts';

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
});

export function mendedWords(found: MendedCause): CauseWords {
  const { place, name, counterpart, mistake } = found;
  const kind = repairKinds[mistake];
  if (kind === undefined) throw new Error(`no repair is called ${mistake}`);
  const { cause, fix } = kind.words({ ...place, name, counterpart });
  return { cause, fix: `${fix} With this change every frame came back when it was run.` };
}
