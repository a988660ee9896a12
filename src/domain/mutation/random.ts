/** Numbers that look random and are the same on every machine. */

/**
 * Mulberry32: a sequence of numbers from 0 to below 1. The seed is a 32-bit integer.
 * Source: Tommy Ettinger, 2017, https://gist.github.com/tommyettinger/46a874533244883189143505d203312c (public domain).
 */
export function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Index of one of the weights, each as likely as it is heavy; `chance` from 0 to below 1. */
export function pickWeighted(weights: readonly number[], chance: number): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let rest = chance * total;
  const index = weights.findIndex((weight) => {
    rest -= weight;
    return rest < 0;
  });
  return index === -1 ? weights.length - 1 : index;
}
