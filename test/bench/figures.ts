/** What a benchmark of the bot comes to: figures with names, taken over several rounds. */

export interface Figure {
  readonly name: string;
  /** Of the rounds. */
  readonly median: number;
  readonly rounds: readonly number[];
  /** `ratio` where it is one of two things measured in the same round: the only kind that is compared over machines. */
  readonly unit: 'ratio' | 'ms' | 'MB' | 'requests';
  /** Whether more of it is worse, on any machine: what `--check` looks at. */
  readonly guarded: boolean;
}

export function figure(name: string, unit: Figure['unit'], rounds: readonly number[]): Figure {
  const guarded = unit === 'ratio' || unit === 'requests';
  return { name, unit, guarded, rounds: rounds.map(rounded), median: rounded(median(rounds)) };
}

/** One that says how things are, and that nothing is held against. */
export function telling(name: string, unit: Figure['unit'], rounds: readonly number[]): Figure {
  return { ...figure(name, unit, rounds), guarded: false };
}

/** Guarded figures that are more above the recorded ones than the margin; requests must not be above at all. */
export function worsened(
  now: readonly Figure[],
  recorded: readonly Figure[],
  margin: number,
): readonly string[] {
  return now.flatMap(({ name, unit, guarded, median: middle }) => {
    const before = recorded.find((each) => each.name === name);
    if (!guarded || !before) return [];
    const most = before.median * (unit === 'requests' ? 1 : margin);
    return middle > most ? [`${name}: ${middle}, was ${before.median}`] : [];
  });
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}

/** Two things, turn by turn in each round, so that what slows the machine down slows both. */
export async function against(
  rounds: number,
  one: () => Promise<number>,
  other: () => Promise<number>,
): Promise<{ readonly one: number[]; readonly other: number[]; readonly ratios: number[] }> {
  const times = { one: [] as number[], other: [] as number[], ratios: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    const [a, b] = round % 2 === 0 ? [await one(), await other()] : await swapped(one, other);
    times.one.push(a);
    times.other.push(b);
    times.ratios.push(a / b);
  }
  return times;
}

async function swapped(
  one: () => Promise<number>,
  other: () => Promise<number>,
): Promise<[number, number]> {
  const b = await other();
  return [await one(), b];
}

/** Milliseconds of wall time. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}

/** The figures as a table for people. */
export function printFigures(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, unit, median: middle, rounds }) => [
    name,
    unit === 'ratio' ? middle.toFixed(3) : `${middle} ${unit}`,
    rounds.length > 1 ? `${Math.min(...rounds)} to ${Math.max(...rounds)}` : '',
  ]);
  const width = Math.max(...rows.map(([name = '']) => name.length));
  return rows
    .map(([name = '', value = '', range = '']) =>
      `${name.padEnd(width)}  ${value.padStart(12)}  ${range}`.trimEnd(),
    )
    .join('\n');
}
