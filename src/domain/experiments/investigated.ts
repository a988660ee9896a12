/** What became of an investigation. It travels in results, beside the failure, and in part in the record. */

import * as z from 'zod';
import { mostFact } from './bounds.ts';
import { type Cause, causeSchema } from './cause.ts';

/** One experiment and what it showed. */
export interface Experiment {
  /** What was tried, as a noun: "inputs that cannot be changed". */
  readonly name: string;
  /** `confirmed`: it shows the cause. `excluded`: it rules something out. `open`: it says neither. */
  readonly outcome: 'confirmed' | 'excluded' | 'open';
  /** One sentence: what was seen. */
  readonly detail: string;
}

/** The smallest clip found that fails in the same way. */
export interface SmallestFrame {
  readonly width: number;
  readonly height: number;
  readonly frames: number;
  readonly quality: number;
  /** The samples of each frame, Y, U, V; null when there are more than 64 in all. */
  readonly samples: readonly (readonly number[])[] | null;
}

/** What was seen at a place, and may have to do with the mistake: a lead, not a cause. */
export interface Clue {
  readonly line: number;
  /** One or two sentences: what was seen. */
  readonly words: string;
}

export interface Investigation {
  readonly experiments: readonly Experiment[];
  readonly smallest: SmallestFrame | null;
  /** The strongest first. */
  readonly clues: readonly Clue[];
  readonly cause: Cause | null;
}

export const mostExperiments = 24;
export const mostSamples = 64;
export const mostClues = 4;
/** Of a clue, or of what one experiment showed. */
export const mostWords = 600;

export const experimentSchema: z.ZodType<Experiment> = z.strictObject({
  name: z.string().min(1).max(mostFact),
  outcome: z.enum(['confirmed', 'excluded', 'open']),
  detail: z.string().max(mostWords),
});

const size = z.int().positive().max(65_536);

export const smallestSchema: z.ZodType<SmallestFrame> = z.strictObject({
  width: size,
  height: size,
  frames: size,
  quality: z.int().nonnegative(),
  samples: z
    .array(z.array(z.int().min(0).max(255)).max(mostSamples))
    .max(mostSamples)
    .nullable(),
});

export const investigationSchema: z.ZodType<Investigation> = z.strictObject({
  experiments: z.array(experimentSchema).max(mostExperiments),
  smallest: smallestSchema.nullable(),
  clues: z
    .array(
      z.strictObject({ line: z.int().positive().max(1_000_000), words: z.string().max(mostWords) }),
    )
    .max(mostClues),
  cause: causeSchema.nullable(),
});
