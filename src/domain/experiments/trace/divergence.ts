/** Where two sides that should go through the same values first do not. */

import { type Channel, channelsOf, type Pair } from './channels.ts';
import type { TraceEvent } from './reading.ts';

export interface Divergence {
  readonly channel: Channel;
  /** How many values agree before it. */
  readonly agreed: number;
  /** Different values among those. */
  readonly variety: number;
  /** null where one side has nothing any more. */
  readonly encoder: TraceEvent | null;
  readonly decoder: TraceEvent | null;
  /** When it happens in the decoder, as the number of an event. */
  readonly at: number;
}

/** null when all values agree. */
export function divergenceIn(channel: Channel): Divergence | null {
  const { encoder, decoder, cut } = channel;
  const length = Math.max(encoder.length, decoder.length);
  const values = new Set<string>();
  for (let i = 0; i < length; i++) {
    const [ours, theirs] = [encoder[i] ?? null, decoder[i] ?? null];
    if (ours !== null && theirs !== null && isSame(ours, theirs)) {
      values.add(`${ours.tag} ${ours.value}`);
      continue;
    }
    if ((ours === null && cut.encoder) || (theirs === null && cut.decoder)) return null;
    const at = theirs?.at ?? (decoder.at(-1)?.at ?? -1) + 0.5;
    return { channel, agreed: i, variety: values.size, encoder: ours, decoder: theirs, at };
  }
  return null;
}

function isSame(a: TraceEvent, b: TraceEvent): boolean {
  const plain = (tag: TraceEvent['tag']) => (tag === 'boolean' ? 'number' : tag);
  if (plain(a.tag) !== plain(b.tag)) return false;
  if (a.tag === 'array') return a.value === b.value && a.index === b.index;
  return a.tag === 'undefined' || a.tag === 'null' || Object.is(a.value + 0, b.value + 0);
}

export interface Calibration {
  /** Channels that agreed wherever everything came back, with more than a few values. */
  readonly trusted: ReadonlySet<string>;
  /** Channels that differed although everything came back: they need not agree. */
  readonly free: ReadonlySet<string>;
}

/** What frames that came back teach about the channels. */
export function calibrate(passing: readonly Pair[]): Calibration {
  const free = new Set<string>();
  const variety = new Map<string, Set<string>>();
  for (const channel of passing.flatMap(channelsOf)) {
    if (divergenceIn(channel) !== null) free.add(channel.key);
    const values = variety.get(channel.key) ?? new Set();
    for (const { tag, value } of channel.decoder) values.add(`${tag} ${value}`);
    variety.set(channel.key, values);
  }
  const trusted = [...variety].filter(([key, { size }]) => size >= 3 && !free.has(key));
  return { trusted: new Set(trusted.map(([key]) => key)), free };
}

/** Divergences of a failing run, the earliest first; those that mean nothing by all that is known are left out. */
export function divergences(failing: Pair, { free }: Calibration): readonly Divergence[] {
  return channelsOf(failing)
    .filter(({ key }) => !free.has(key))
    .flatMap((channel) => divergenceIn(channel) ?? [])
    .sort((a, b) => a.at - b.at);
}
