/** What all causes have in common, and the forms of their facts. Facts are hostile text until they are rendered. */

import * as z from 'zod';
import type { SourceLocation } from '../../failure.ts';
import { plainLine } from '../../text/plain-text.ts';
import { mostFact } from '../bounds.ts';
import type { LineRepair } from '../probe.ts';

export interface CauseCommon {
  /** `proved`: an experiment shows it. `likely`: all evidence agrees, and the alternatives were excluded. */
  readonly confidence: 'proved' | 'likely';
  readonly location: SourceLocation;
  /** Lines with which everything came back when it was run; null without. */
  readonly repair: LineRepair | null;
}

/** What a cause says: one to three sentences each. */
export interface CauseWords {
  readonly cause: string;
  readonly fix: string;
}

/** A name or a piece of source. */
export const factText = z.string().min(1).max(mostFact);
export const line = z.int().positive().max(1_000_000);
/** Values may be anything a number can be. */
export const factValue = z.union([z.number(), z.string().max(mostFact)]);

export const repairSchema: z.ZodType<LineRepair> = z.strictObject({
  line,
  count: z.int().positive().max(40),
  lines: z.array(z.string().max(4_000)).max(40),
});

/** Spread into the schema of each cause. */
export const commonFields = {
  confidence: z.enum(['proved', 'likely']),
  location: z.strictObject({ line, column: line }),
  repair: repairSchema.nullable(),
};

/** Source text or a name, in code marks; backticks in it would end them. */
export function quoted(fact: string): string {
  return `\`${plainLine(fact, mostFact).replaceAll('`', "'")}\``;
}
