/** A matrix as the list of its combinations: the product of its vectors, `exclude`, then `include`. */

import type { Payload } from './events.ts';
import type { Value } from './expressions.ts';

/** The combinations in GitHub's order; empty when there is none, which makes the job fail. */
export function combinations(matrix: Value): Payload[] {
  const { include = [], exclude = [], ...vectors } = matrix as Record<string, Value>;
  const product = Object.entries(vectors).reduce<Payload[]>(
    (found, [key, values]) =>
      found.flatMap((each) => asList(key, values).map((value) => ({ ...each, [key]: value }))),
    [{}],
  );
  const excluded = asList('exclude', exclude) as readonly Payload[];
  const kept = product.filter((each) => !excluded.some((one) => agrees(one, each)));
  const base = Object.keys(vectors).length === 0 ? [] : kept;
  return withIncluded(base, asList('include', include) as readonly Payload[]);
}

/** An included entry extends every combination whose values it leaves alone, or stands for itself. */
function withIncluded(base: readonly Payload[], included: readonly Payload[]): Payload[] {
  const extended: Payload[] = base.map((each) => ({ ...each }));
  const alone: Payload[] = [];
  for (const entry of included) {
    const fits = base.map((each) => Object.keys(each).every((key) => same(entry[key], each[key])));
    if (!fits.includes(true)) alone.push(entry);
    for (const [i, fit] of fits.entries()) {
      if (fit) extended[i] = { ...extended[i], ...entry };
    }
  }
  return [...extended, ...alone];
}

function agrees(pattern: Payload, combination: Payload): boolean {
  return Object.entries(pattern).every(([key, value]) => same(value, combination[key]));
}

function same(one: Value | undefined, other: Value | undefined): boolean {
  return one === undefined || JSON.stringify(one) === JSON.stringify(other);
}

function asList(key: string, value: Value): readonly Value[] {
  if (!Array.isArray(value)) throw new Error(`matrix: ${key} has to be a list`);
  return value;
}
