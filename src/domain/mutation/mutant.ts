/** Mutants: copies of a codec with one small change, made without understanding it. */

import { digestOf } from '../digest.ts';
import { parseSource } from '../source/code.ts';
import { mulberry32, pickWeighted } from './random.ts';
import { type Side, sidesOf } from './sides.ts';
import { type Edit, sitesAt } from './sites.ts';

export interface Mutation {
  readonly title: string;
  readonly hypothesis: string;
  readonly edits: readonly Edit[];
  /** How often it is tried, relative to the others. */
  readonly weight: number;
}

export interface Mutant {
  readonly title: string;
  readonly hypothesis: string;
  readonly source: string;
}

/** What only one side runs mostly breaks the codec, except where an encoder is free to choose. */
const sideWeights: Readonly<Record<Side, number>> = {
  both: 1,
  encoder: 0.7,
  writer: 0.02,
  decoder: 0.02,
  none: 0,
};

const sideWords: Readonly<Record<Side, string>> = {
  both: 'Encoder and decoder share this place, so they go on agreeing.',
  encoder: 'Only the encoder uses this place: what it chooses there, no decoder needs to know.',
  writer: 'Only the encoder uses this place.',
  decoder: 'Only the decoder uses this place.',
  none: '',
};

/**
 * A mutant whose source was not tried; null when none is left. The same source and the same number of
 * tried ones give the same mutant.
 */
export function chooseMutant(source: string, tried: ReadonlySet<string>): Mutant | null {
  const seed = digestOf(`${digestOf(source)} ${tried.size}`).slice(0, 8);
  const random = mulberry32(Number.parseInt(seed, 16));
  const left = [...mutationsOf(source)];
  for (;;) {
    const weights = left.map(({ weight }) => weight);
    const [mutation] = left.splice(pickWeighted(weights, random()), 1);
    if (mutation === undefined) return null;
    const { title, hypothesis, edits } = mutation;
    const mutant = applyEdits(source, edits);
    if (!tried.has(digestOf(mutant))) return { title, hypothesis, source: mutant };
  }
}

/** Every mutation of a codec, in source order; none of a source that does not parse. */
export function mutationsOf(source: string): readonly Mutation[] {
  const parsed = parseSource(source);
  if (parsed.kind !== 'parsed') return [];
  const { code } = parsed;
  const sideOf = sidesOf(code);
  return code.nodes
    .flatMap((node) => sitesAt(code, node, sideOf(node)))
    .flatMap(({ side, weight, variants }) => {
      const hypothesis = `Another choice may suit the clips better. ${sideWords[side]}`;
      const share = (weight * sideWeights[side]) / variants.length;
      return variants.map((variant) => ({ ...variant, hypothesis, weight: share }));
    })
    .filter(({ weight }) => weight > 0);
}

/** The source with all edits done; they are in source order and do not overlap. */
export function applyEdits(source: string, edits: readonly Edit[]): string {
  return edits.reduceRight(
    (text, { start, end, text: inserted }) => text.slice(0, start) + inserted + text.slice(end),
    source,
  );
}
