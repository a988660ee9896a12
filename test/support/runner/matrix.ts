/** A matrix as the list of its combinations: the product of its vectors, `exclude`, then `include`. */

import type { Payload } from './events.ts';
import type { Value } from './expressions.ts';

/** GitHub makes no job of such a matrix. */
export class MatrixError extends Error {}

/** The combinations in GitHub's order. Throws a `MatrixError` when there is none. */
export function combinations(matrix: Value): Payload[] {
  const { include = [], exclude = [], ...vectors } = matrix as Record<string, Value>;
  const product = Object.entries(vectors).reduce<Payload[]>(
    (found, [key, values]) =>
      found.flatMap((each) => vector(key, values).map((value) => ({ ...each, [key]: value }))),
    [{}],
  );
  const excluded = asList('exclude', exclude) as readonly Payload[];
  const kept = product.filter((each) => !excluded.some((one) => agrees(one, each)));
  const base = Object.keys(vectors).length === 0 ? [] : kept;
  const found = withIncluded(base, asList('include', include) as readonly Payload[]);
  if (found.length === 0) throw new MatrixError('Matrix must define at least one vector');
  return found;
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

function vector(key: string, values: Value): readonly Value[] {
  const found = asList(key, values);
  if (found.length > 0) return found;
  throw new MatrixError(`Matrix vector '${key}' does not contain any values`);
}

function asList(key: string, value: Value): readonly Value[] {
  if (!Array.isArray(value)) throw new MatrixError(`Matrix: ${key} has to be a sequence`);
  return value;
}
