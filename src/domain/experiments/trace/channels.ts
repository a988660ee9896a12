/**
 * Encoder and decoder in lock step. A channel is a sequence of values that both sides go through: the same place
 * of a function that both call, variables of one name, what a writer is given and its reader returns.
 */

import type { Site } from '../../source/loom.ts';
import { readThing, writtenThing } from './names.ts';
import type { TraceEvent } from './reading.ts';
import { mostPerSite, type TracedRun } from './runs.ts';

/** Both sides of one frame, or of several in their order. */
export interface Pair {
  readonly encoder: readonly TraceEvent[];
  readonly decoder: readonly TraceEvent[];
  /** Sides of which not everything was kept: where they end means nothing. */
  readonly cut: Cut;
}

export interface Cut {
  readonly encoder: boolean;
  readonly decoder: boolean;
}

export type ChannelKind = 'shared' | 'named' | 'twins' | 'coded';

export interface Channel {
  /** The same for the same channel in another run of the source. */
  readonly key: string;
  readonly kind: ChannelKind;
  /** `pred`, `table[]`, `predict()`. */
  readonly name: string;
  readonly encoder: readonly TraceEvent[];
  readonly decoder: readonly TraceEvent[];
  readonly cut: Cut;
}

/** Events of all frames of a run, numbered through. */
export function pairOf({ frames }: TracedRun): Pair {
  const renumbered = (events: readonly TraceEvent[]) => events.map((e, at) => ({ ...e, at }));
  return {
    encoder: renumbered(frames.flatMap(({ encoder }) => encoder.events)),
    decoder: renumbered(frames.flatMap(({ decoder }) => decoder?.events ?? [])),
    cut: {
      encoder: frames.some(({ encoder }) => encoder.full),
      decoder: frames.some(({ decoder }) => decoder?.full ?? true),
    },
  };
}

/** All channels that both sides have anything in. */
export function channelsOf(pair: Pair): readonly Channel[] {
  const { encoder, decoder } = pair;
  const [ours, theirs] = [functionsIn(encoder), functionsIn(decoder)];
  const shared = new Set([...ours].filter((each) => theirs.has(each)));
  const isShared = ({ site }: TraceEvent) => shared.has(site.within);
  const [shared1, own1] = split(encoder.filter(isComparable), isShared);
  const [shared2, own2] = split(decoder.filter(isComparable), isShared);
  const all: readonly Bare[] = [
    ...joined('shared', grouped(shared1, siteKey), grouped(shared2, siteKey)),
    ...joined('named', grouped(own1, nameKey), grouped(own2, nameKey)),
    ...twins(grouped(own1, twinKey), grouped(own2, twinKey)),
    ...coded(grouped(own1, writtenKey), grouped(own2, readKey)),
  ];
  return all.map((channel) => {
    const [ours, theirs] = [keptOf(channel.encoder), keptOf(channel.decoder)];
    const cut = {
      encoder: pair.cut.encoder || ours.length < channel.encoder.length || isFull(ours),
      decoder: pair.cut.decoder || theirs.length < channel.decoder.length || isFull(theirs),
    };
    return { ...channel, encoder: ours, decoder: theirs, cut };
  });
}

type Bare = Omit<Channel, 'cut'>;

/** Up to where one of the places has had its share of the record: beyond that the sequence has gaps. */
function keptOf(events: readonly TraceEvent[]): readonly TraceEvent[] {
  const counts = new Map<number, number>();
  const full = events.findIndex(({ number }) => {
    const count = (counts.get(number) ?? 0) + 1;
    counts.set(number, count);
    return count >= mostPerSite;
  });
  return full === -1 ? events : events.slice(0, full + 1);
}

function isFull(events: readonly TraceEvent[]): boolean {
  const last = events.at(-1)?.number;
  return events.filter(({ number }) => number === last).length >= mostPerSite;
}

/** Arrays are compared where they are made, not where they are passed on: half filled they differ by right. */
function isComparable({ tag, site }: TraceEvent): boolean {
  if (tag === 'function' || tag === 'object' || site.kind === 'enter' || site.kind === 'leave')
    return false;
  return tag !== 'array' || site.kind === 'return' || site.kind === 'assign';
}

function functionsIn(events: readonly TraceEvent[]): Set<Site['within']> {
  return new Set(events.map(({ site }) => site.within));
}

function split<T>(all: readonly T[], holds: (one: T) => boolean): [T[], T[]] {
  return [all.filter(holds), all.filter((one) => !holds(one))];
}

function grouped(
  events: readonly TraceEvent[],
  keyOf: (event: TraceEvent) => string | null,
): Map<string, TraceEvent[]> {
  const groups = new Map<string, TraceEvent[]>();
  for (const event of events) {
    const key = keyOf(event);
    if (key === null) continue;
    const group = groups.get(key);
    if (group) group.push(event);
    else groups.set(key, [event]);
  }
  return groups;
}

function joined(
  kind: ChannelKind,
  encoder: ReadonlyMap<string, readonly TraceEvent[]>,
  decoder: ReadonlyMap<string, readonly TraceEvent[]>,
): Bare[] {
  return [...encoder].flatMap(([key, ours]) => {
    const theirs = decoder.get(key);
    const [first] = theirs ?? [];
    if (theirs === undefined || first === undefined) return [];
    return [
      { key: `${kind} ${key}`, kind, name: channelName(first), encoder: ours, decoder: theirs },
    ];
  });
}

/** Each two places where the sides give a variable of one name a value. */
function twins(
  encoder: ReadonlyMap<string, readonly TraceEvent[]>,
  decoder: ReadonlyMap<string, readonly TraceEvent[]>,
): Bare[] {
  return [...encoder].flatMap(([key, ours]) => {
    const [, name] = key.split(' ');
    const others = [...decoder].filter(([other]) => other.split(' ')[1] === name);
    return others.flatMap(([other, theirs]): Bare[] => {
      const [first] = theirs;
      if (first === undefined) return [];
      const channel = { encoder: ours, decoder: theirs, name: channelName(first) };
      return [{ key: `twins ${key} ${other}`, kind: 'twins', ...channel }];
    });
  });
}

/** Each parameter of a writer with what the reader of the same name returns. */
function coded(
  writers: ReadonlyMap<string, readonly TraceEvent[]>,
  readers: ReadonlyMap<string, readonly TraceEvent[]>,
): Bare[] {
  return [...writers].flatMap(([key, encoder]) => {
    const decoder = readers.get(key.split(' ')[0] ?? '');
    const [first] = decoder ?? [];
    if (decoder === undefined || first === undefined) return [];
    return [{ key: `coded ${key}`, kind: 'coded', name: channelName(first), encoder, decoder }];
  });
}

export function channelName({ site: { kind, name, functionName } }: TraceEvent): string {
  switch (kind) {
    case 'return':
      return `${functionName ?? 'function'}()`;
    case 'read':
    case 'write':
      return `${name ?? 'array'}[]`;
    default:
      return name ?? 'value';
  }
}

function siteKey({ number, site }: TraceEvent): string | null {
  return site.kind === 'operation' || site.kind === 'convert' ? null : `${number}`;
}

const variables: readonly Site['kind'][] = ['assign', 'each', 'taken', 'parameter'];

function nameKey({ site }: TraceEvent): string | null {
  const { kind, name } = site;
  if (name === null) return null;
  if (variables.includes(kind)) return `= ${name}`;
  return kind === 'write' || kind === 'read' || kind === 'update' ? `${kind} ${name}` : null;
}

function twinKey(event: TraceEvent): string | null {
  const key = nameKey(event);
  return key === null ? null : `${event.number} ${key.replace(' ', '')}`;
}

/** A parameter of a writer. */
function writtenKey({ site }: TraceEvent): string | null {
  const { kind, functionName } = site;
  if (kind !== 'parameter' || functionName === null) return null;
  const thing = writtenThing(functionName);
  return thing === null ? null : `${thing} ${site.name}`;
}

/** What a reader returns. */
function readKey({ site }: TraceEvent): string | null {
  const { kind, functionName } = site;
  if (kind !== 'return' || functionName === null) return null;
  return readThing(functionName);
}
