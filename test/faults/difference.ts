/** Where two values differ, as paths. */

export interface Difference {
  /** `portrait.pullRequests.0.labels.1`. */
  readonly path: string;
  readonly expected: unknown;
  readonly found: unknown;
}

export function differences(expected: unknown, found: unknown, path = ''): Difference[] {
  if (Object.is(expected, found)) return [];
  if (!isTree(expected) || !isTree(found)) return [{ path, expected, found }];
  const keys = new Set([...Object.keys(expected), ...Object.keys(found)]);
  return [...keys].flatMap((key) =>
    differences(expected[key], found[key], path === '' ? key : `${path}.${key}`),
  );
}

export function printDifference({ path, expected, found }: Difference): string {
  return `${path}: ${short(expected, found)} is ${short(found, expected)}`;
}

/** Long texts from where they begin to differ. */
function short(value: unknown, other: unknown): string {
  const [text = 'nothing', compared = ''] = [value, other].map((each) => JSON.stringify(each));
  let start = 0;
  while (start < text.length && text[start] === compared[start]) start += 1;
  const from = Math.max(0, start - 30);
  return text.slice(from, from + 120);
}

function isTree(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
