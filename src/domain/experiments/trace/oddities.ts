/** What looked odd only where it went wrong. */

import type { Oddity } from './reading.ts';
import type { TracedRun } from './runs.ts';

export interface SideOddity extends Oddity {
  readonly side: 'encoder' | 'decoder';
  /** `never`: no frame that came back has it. `harmless`: one has. */
  readonly elsewhere: 'never' | 'harmless';
}

/** How much an oddity says where nothing odd is meant; the larger the more. */
const weights: Readonly<Record<Oddity['kind'], number>> = {
  made_nan: 5,
  read_outside: 4,
  absent_operand: 4,
  made_infinite: 4,
  argument_changed: 4,
  converted_changed: 4,
  shift_lost_bits: 3,
  beyond_32_bits: 3,
  beyond_53_bits: 3,
  negative_remainder: 3,
  text_for_number: 4,
  write_outside: 3,
  read_absent: 2,
  write_changed: 1,
};

/** Those of the frame that failed, the most telling first; of equal weight in the order in which they happened. */
export function odditiesOf(
  failing: TracedRun,
  passing: readonly TracedRun[],
): readonly SideOddity[] {
  const usual = new Set(passing.flatMap(({ frames }) => frames.flatMap(allOf)).map(keyOf));
  const last = failing.frames.at(-1);
  if (last === undefined) return [];
  return allOf(last)
    .map((each) => ({
      ...each,
      elsewhere: usual.has(keyOf(each)) ? ('harmless' as const) : ('never' as const),
    }))
    .sort((a, b) => weights[b.kind] - weights[a.kind]);
}

function allOf({ encoder, decoder }: TracedRun['frames'][number]): Omit<SideOddity, 'elsewhere'>[] {
  return [
    ...encoder.oddities.map((each) => ({ ...each, side: 'encoder' as const })),
    ...(decoder?.oddities ?? []).map((each) => ({ ...each, side: 'decoder' as const })),
  ];
}

function keyOf({ kind, number }: Oddity): string {
  return `${kind} ${number}`;
}
