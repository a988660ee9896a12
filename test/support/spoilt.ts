/** JSON values spoilt in one place: what a parser has to refuse, or to take as it is. */

/** Values that stand where something else belongs. */
export const strange: readonly unknown[] = [
  null,
  true,
  '',
  'NaN',
  '../../etc/passwd',
  'a\u0000b',
  '\u202e::error::x\n@everyone',
  'x'.repeat(100_000),
  -1,
  0.5,
  1e308,
  2 ** 53,
  [],
  [[[[]]]],
  {},
  JSON.parse('{"__proto__": {"polluted": true}}'),
];

export interface Spoilt {
  /** `clips.0.name: removed` */
  readonly what: string;
  /** Of the field that was spoilt. */
  readonly path: string;
  readonly value: unknown;
}

/** The value with each field in turn removed, replaced by each strange value, and with a field too many beside it. */
export function* spoilt(value: unknown, values: readonly unknown[] = strange): Generator<Spoilt> {
  for (const path of pathsOf(value)) {
    const shown = path.join('.');
    const parent = path.slice(0, -1);
    if (path.length > 0) {
      const removed = structuredClone(value);
      const holder = at(removed, parent) as Record<string, unknown>;
      const key = path.at(-1) as string;
      if (Array.isArray(holder)) holder.splice(Number(key), 1);
      else delete holder[key];
      yield { what: `${shown}: removed`, path: shown, value: removed };
    }
    for (const [index, other] of values.entries()) {
      if (path.length === 0) yield { what: `the whole: ${index}`, path: '', value: other };
      else yield { what: `${shown}: ${index}`, path: shown, value: replaced(value, path, other) };
    }
    const inner = at(value, path);
    if (typeof inner === 'object' && inner !== null && !Array.isArray(inner)) {
      for (const name of [
        'more',
        '__proto__',
        'constructor',
        'toString',
        '\n::x',
        'k'.repeat(9_999),
      ]) {
        const fuller = JSON.parse(
          JSON.stringify(inner).replace(
            /^\{/,
            `{${JSON.stringify(name)}:1${Object.keys(inner).length > 0 ? ',' : ''}`,
          ),
        );
        const whole = path.length === 0 ? fuller : replaced(value, path, fuller);
        yield { what: `${shown}: with ${name.slice(0, 20)}`, path: shown, value: whole };
      }
    }
  }
}

/** Of the value itself and of everything in it. */
function pathsOf(value: unknown): string[][] {
  if (typeof value !== 'object' || value === null) return [[]];
  // A few of many are as good as all: they have the same form.
  const entries = Array.isArray(value) ? Object.entries(value).slice(0, 2) : Object.entries(value);
  return [[], ...entries.flatMap(([key, each]) => pathsOf(each).map((path) => [key, ...path]))];
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce((inner, key) => (inner as Record<string, unknown>)[key], value);
}

function replaced(value: unknown, path: readonly string[], other: unknown): unknown {
  const copy = structuredClone(value);
  (at(copy, path.slice(0, -1)) as Record<string, unknown>)[path.at(-1) as string] = other;
  return copy;
}
