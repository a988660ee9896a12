/**
 * Encoder and decoder in lock step. A channel is a sequence of values that both sides go through: the same place
 * of a function that both call, variables of one name, what a writer is given and its reader returns.
 */

import type { Site } from '../../source/loom.ts';
import type { TraceEvent } from './reading.ts';
import type { TracedRun } from './runs.ts';

/** Both sides of one frame, or of several in their order. */
export interface Pair {
  readonly encoder: readonly TraceEvent[];
  readonly decoder: readonly TraceEvent[];
  /** Sides of which not everything was kept: where they end means nothing. */
  readonly cut: { readonly encoder: boolean; readonly decoder: boolean };
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
}

/** Events of all frames of a run, numbered through. */
export function pairOf({ frames }: TracedRun): Pair {
  const renumbered = (events: readonly TraceEvent[]) => events.map((e, at) => ({ ...e, at }));
  return {
    encoder: renumbered(frames.flatMap(({ encoder }) => encoder.events)),
    decoder: renumbered(frames.flatMap(({ decoder }) => decoder?.events ?? [])),
    cut: {
      encoder: frames.some(({ encoder }) => encoder.cut),
      decoder: frames.some(({ decoder }) => decoder?.cut ?? true),
    },
  };
}

/** All channels that both sides have anything in. */
export function channelsOf({ encoder, decoder }: Pair): readonly Channel[] {
  const [ours, theirs] = [functionsIn(encoder), functionsIn(decoder)];
  const shared = new Set([...ours].filter((each) => theirs.has(each)));
  const isShared = ({ site }: TraceEvent) => shared.has(site.within);
  const [shared1, own1] = split(encoder.filter(isComparable), isShared);
  const [shared2, own2] = split(decoder.filter(isComparable), isShared);
  return [
    ...joined('shared', grouped(shared1, siteKey), grouped(shared2, siteKey)),
    ...joined('named', grouped(own1, nameKey), grouped(own2, nameKey)),
    ...twins(grouped(own1, twinKey), grouped(own2, twinKey)),
    ...coded(grouped(own1, writtenKey), grouped(own2, readKey)),
  ];
}

/** Arrays are compared where they are made, not where they are passed on: half filled they differ by right. */
function isComparable({ tag, site }: TraceEvent): boolean {
  if (tag === 'function' || tag === 'object' || site.kind === 'enter') return false;
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
): Channel[] {
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
): Channel[] {
  return [...encoder].flatMap(([key, ours]) => {
    const [, name] = key.split(' ');
    const others = [...decoder].filter(([other]) => other.split(' ')[1] === name);
    return others.flatMap(([other, theirs]): Channel[] => {
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
): Channel[] {
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

const variables: readonly Site['kind'][] = ['assign', 'each', 'parameter'];

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

const writes =
  /^(?:_|#)?(write|put|encode|emit|push|pack|enc|set|add|append|store|send|w|code|out|forward|quant\w*|fold|zigzag|to)(?=[A-Z_\d]|$|[a-z]{2,3}$)/i;
const reads =
  /^(?:_|#)?(read|get|take|decode|fetch|pop|unpack|dec|next|load|receive|r|in|inverse|dequant\w*|unfold|unzigzag|from|pull)(?=[A-Z_\d]|$|[a-z]{2,3}$)/i;

/** A parameter of a writer. */
function writtenKey({ site }: TraceEvent): string | null {
  const { kind, functionName } = site;
  if (kind !== 'parameter' || functionName === null) return null;
  if (!writes.test(functionName)) return null;
  return `${functionName.replace(writes, '').toLowerCase()} ${site.name}`;
}

/** What a reader returns. */
function readKey({ site }: TraceEvent): string | null {
  const { kind, functionName } = site;
  if (kind !== 'return' || functionName === null) return null;
  return reads.test(functionName) ? functionName.replace(reads, '').toLowerCase() : null;
}
