/**
 * Rounds a derived number to six decimals before anything decides on it, so that the last bits of a
 * logarithm, which differ between JavaScript engines, cannot change a verdict.
 */
export function round6(value: number): number {
  const rounded = Math.round(value * 1e6) / 1e6;
  return rounded === 0 ? 0 : rounded;
}
