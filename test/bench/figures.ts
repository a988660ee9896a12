/** What a benchmark of the bot comes to: figures with names, taken over several rounds. */

export interface Figure {
  readonly name: string;
  /** Of the rounds. */
  readonly median: number;
  readonly rounds: readonly number[];
  /** `ratio` where it is one of two things measured in the same round: that, and a count of requests, are compared over machines. */
  readonly unit: 'ratio' | 'ms' | 'MB' | 'requests';
  /** So many times the recorded median is a regression, on any machine; null where it only tells how things are. */
  readonly margin: number | null;
}

/** Medians of such ratios differ by 5 % from run to run on a quiet machine: three times that is no chance. */
const usualMargin = 1.15;
/** A request more is one too many. */
const noMargin = 1;

export function figure(name: string, unit: Figure['unit'], rounds: readonly number[]): Figure {
  const margin = unit === 'ratio' ? usualMargin : unit === 'requests' ? noMargin : null;
  return { name, unit, margin, rounds: rounds.map(rounded), median: rounded(median(rounds)) };
}

/** Time by the amount, in relation to the least amount: 1 is linear. Of milliseconds, and so less certain. */
export function growth(name: string, rounds: readonly number[]): Figure {
  return { ...figure(name, 'ratio', rounds), margin: 1.5 };
}

/** One that nothing is held against. */
export function telling(name: string, unit: Figure['unit'], rounds: readonly number[]): Figure {
  return { ...figure(name, unit, rounds), margin: null };
}

/** Figures that are above the recorded ones by more than their margin, and those that are not recorded. */
export function worsened(now: readonly Figure[], recorded: readonly Figure[]): readonly string[] {
  return now.flatMap(({ name, margin, median: middle }) => {
    const before = recorded.find((each) => each.name === name);
    if (margin === null || (before && middle <= before.median * margin)) return [];
    return [`${name}: ${middle}, was ${before?.median ?? 'not recorded'}`];
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
