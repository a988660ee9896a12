/** Reads what a recorder wrote. The candidate may have written it instead: only what fits the sites is taken. */

import type { Instrumented } from '../../source/instrument.ts';
import type { LoopSite, Site } from '../../source/loom.ts';
import { mostEvents, mostText, oddities, valueTags } from '../../source/recorder.ts';

export type ValueTag = (typeof valueTags)[number];

/** A value as it was recorded: numbers as they are, of arrays the length and a checksum. */
export interface Recorded {
  readonly tag: ValueTag;
  readonly value: number;
}

export interface TraceEvent extends Recorded {
  /** Its place among all events of the call. */
  readonly at: number;
  readonly number: number;
  readonly site: Site;
  /** Index of an element, length of an array; 0 where there is none. */
  readonly index: number;
}

export interface Oddity {
  readonly kind: (typeof oddities)[number];
  readonly number: number;
  readonly site: Site;
  /** How many events came before its first occurrence. */
  readonly at: number;
  readonly times: number;
  /** What they mean depends on the kind: see the recorder. */
  readonly values: readonly [number, number, number];
}

export interface LoopRun {
  readonly loop: LoopSite;
  readonly rounds: number;
  /** How many events came before its last round. */
  readonly lastAt: number;
  readonly variables: readonly {
    readonly name: string;
    readonly tested: boolean;
    readonly value: number;
    /** The round at which it last changed; 0 when it has kept 0. */
    readonly moved: number;
  }[];
}

export interface CallTrace {
  readonly events: readonly TraceEvent[];
  /** More happened than was kept. */
  readonly cut: boolean;
  /** The record was full: nothing after its last event was kept. */
  readonly full: boolean;
  readonly oddities: readonly Oddity[];
  readonly loops: readonly LoopRun[];
}

const format = '1';

/** null for anything that a recorder of this source cannot have written. */
export function readTrace(reading: string | null, instrumented: Instrumented): CallTrace | null {
  const parts = reading?.split('|') ?? [];
  if (parts.length !== 7 || parts[0] !== format) return null;
  const [, counted, odd, rounds, held, again, kept] = parts as [string, ...string[]];
  const { sites } = instrumented;
  const events = rows(kept).flatMap(([number = -1, tag = -1, value = 0, index = 0], at) => {
    const [site, name] = [sites[number], valueTags[tag]];
    return site && name ? [{ at, number, site, tag: name, value, index }] : [];
  });
  const times = new Map(rows(again).map(([slot = -1, count = 0]) => [slot, count]));
  return {
    events,
    cut: Number(counted) > events.length,
    full: events.length >= mostEvents || (reading?.length ?? 0) >= mostText,
    oddities: rows(odd).flatMap(([place = -1, number = -1, at = 0, x = 0, y = 0, z = 0]) => {
      const [kind, site] = [oddities[place], sites[number]];
      if (!kind || !site) return [];
      const count = times.get(number * oddities.length + place) ?? 1;
      return [{ kind, number, site, at, times: count, values: [x, y, z] as const }];
    }),
    loops: loopsOf(instrumented, rows(rounds), rows(held)),
  };
}

function rows(text: string | undefined): number[][] {
  const lines = (text ?? '').split(';').filter((line) => line !== '');
  return lines.map((line) => line.split(',').map(Number));
}

function loopsOf(
  { loops }: Instrumented,
  rounds: readonly number[][],
  held: readonly number[][],
): LoopRun[] {
  const slots = new Map(held.map(([slot = -1, ...rest]) => [slot, rest]));
  return rounds.flatMap(([place = -1, count = 0, lastAt = 0]) => {
    const loop = loops[place];
    if (!loop) return [];
    const variables = loop.held.map((name, i) => {
      const [value = 0, moved = 0] = slots.get(loop.slot + i) ?? [];
      return { name, tested: loop.tested.includes(name), value, moved };
    });
    return [{ loop, rounds: count, lastAt, variables }];
  });
}
