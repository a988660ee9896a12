/** What families of experiments are, and what they come to. */

import type { Cause } from './cause.ts';
import type { Clue, Experiment } from './investigated.ts';
import type { Experimenting } from './probe.ts';
import type { FailureScene } from './scene.ts';

/** A place in the source to which an experiment points; the first one points strongest. */
export interface Suspicion {
  readonly line: number;
  /** Why, for choosing among repairs: "first divergence", "changed input", "origin of undefined". */
  readonly why: string;
}

/** What a family of experiments comes to. */
export interface Finding {
  readonly experiments: readonly Experiment[];
  /** Causes in the order in which they convince; the lead of the investigation chooses. */
  readonly causes: readonly Cause[];
  readonly suspicions: readonly Suspicion[];
  /** Told where no cause is found; the strongest first. */
  readonly clues: readonly Clue[];
}

/** A family of experiments on the smallest failing frame; it is told what those before it suspect. */
export type Family = (
  scene: FailureScene,
  suspicions: readonly Suspicion[],
) => Experimenting<Finding>;

export const nothingFound: Finding = { experiments: [], causes: [], suspicions: [], clues: [] };
