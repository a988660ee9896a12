/** Does everything come back when the decoder is given the encoder's values where the two first differ? */

import type { SourceCode } from '../../source/code.ts';
import { instrument } from '../../source/instrument.ts';
import { mostFact } from '../bounds.ts';
import { isLowByte, type NotReadBackCause, type PartingCause } from '../causes/trace.ts';
import type { Experimenting } from '../probe.ts';
import { cameBack, type FailureScene } from '../scene.ts';
import type { Divergence } from './divergence.ts';
import type { Parting } from './lockstep.ts';
import { writtenThing } from './names.ts';
import { readTrace, type TraceEvent } from './reading.ts';
import { tracedProbe } from './runs.ts';

/** Whose value can be given from outside before it is used. */
const settable: readonly TraceEvent['site']['kind'][] = ['assign', 'return'];

export interface Spliced {
  /** Whether everything came back; null when it could not be tried. */
  readonly cameBack: boolean | null;
  readonly cause: PartingCause | NotReadBackCause | null;
}

export function* splicing(scene: FailureScene, parting: Parting): Experimenting<Spliced> {
  let tried: Spliced = { cameBack: null, cause: null };
  for (const divergence of candidatesIn(scene, parting)) {
    const { encoder, decoder } = divergence;
    if (encoder === null || decoder === null) continue;
    const values = yield* allValues(scene, divergence);
    const probe = tracedProbe(scene, { overrides: new Map([[decoder.number, values]]) });
    const [result] = yield [probe];
    if (!cameBack(scene, probe, result)) {
      tried = { cameBack: false, cause: null };
      continue;
    }
    const coded = codedBy(parting, divergence);
    const cause =
      coded === null
        ? causeOf(scene.code, divergence, { encoder, decoder })
        : notReadBack(divergence.agreed, coded);
    return { cameBack: true, cause };
  }
  return tried;
}

/** What the encoder has in a channel, also where the record of everything was full. */
function* allValues(scene: FailureScene, { channel }: Divergence): Experimenting<number[]> {
  const kept = channel.encoder.map(({ value }) => value);
  const instruments = { only: new Set(channel.encoder.map(({ number }) => number)) };
  const instrumented = channel.cut.encoder ? instrument(scene.code, instruments) : null;
  if (instrumented === null) return kept;
  const [result] = yield [tracedProbe(scene, instruments)];
  const calls =
    result?.kind === 'ran' ? result.calls.filter(({ call }) => call === 'compress') : [];
  const traces = calls.map(({ reading }) => readTrace(reading, instrumented));
  const all = traces.flatMap((trace) => trace?.events ?? []).map(({ value }) => value);
  return all.length > kept.length ? all : kept;
}

const mostTried = 4;

/** What a reader gives back and what has to agree come first; before that, what is called the same and is no sample. */
function candidatesIn(scene: FailureScene, parting: Parting): readonly Divergence[] {
  const { coded, first, earlier, sample } = parting;
  const end = Math.min(
    first?.at ?? Number.POSITIVE_INFINITY,
    sample?.write.at ?? Number.POSITIVE_INFINITY,
  );
  const sure = [coded, first].flatMap((each) => each ?? []);
  const unsure = earlier.filter(({ at, channel }) => at < end && channel.kind !== 'shared');
  return [...sure, ...unsure]
    .filter((each) => isSettable(each) && (sample === null || each.at <= sample.write.at))
    .filter(
      ({ channel }) =>
        channel.kind === 'coded' ||
        !followsSamples(
          scene,
          channel.encoder.map(({ value }) => value),
        ),
    )
    .slice(0, mostTried);
}

/** One place in the decoder that takes numbers, as many as the encoder has. */
function isSettable({ channel: { encoder, decoder }, decoder: own }: Divergence): boolean {
  const sites = new Set(decoder.map(({ number }) => number));
  return (
    own !== null &&
    sites.size === 1 &&
    settable.includes(own.site.kind) &&
    [...encoder, ...decoder].every(({ tag }) => tag === 'number' || tag === 'boolean')
  );
}

/** The samples themselves mend everything and show nothing. */
function followsSamples({ clip }: FailureScene, values: readonly number[]): boolean {
  const [frame] = clip.frames;
  const checked = values.slice(0, 8);
  return frame !== undefined && checked.every((value, i) => (value & 255) === frame[i]);
}

/** Less alike, the one computes what the other is told through the stream: a name in common, not a computation. */
const alike = 0.5;

/** How much of two expressions is the same: 1 for all of it. */
function likenessOf(ours: string, theirs: string): number {
  const [a, b] = [tokensIn(ours), tokensIn(theirs)];
  const rest = [...b];
  const common = a.filter((token) => {
    const at = rest.indexOf(token);
    if (at !== -1) rest.splice(at, 1);
    return at !== -1;
  }).length;
  return common / Math.max(1, a.length + b.length - common);
}

function tokensIn(text: string): readonly string[] {
  return text.match(/[\w$]+|[^\s\w$]+/g) ?? [];
}

/** Where both lines read the same, what they are computed from differs: then this is not the place. */
function causeOf(
  code: SourceCode,
  { channel, agreed }: Divergence,
  { encoder, decoder }: Coded,
): PartingCause | null {
  const [ours, theirs] = [encoder, decoder].map(({ site }) => code.excerpt(site.node, mostFact));
  if (ours === undefined || theirs === undefined) return null;
  const likeness = likenessOf(ours, theirs);
  const cut = isLowByte(encoder.value, decoder.value);
  if (likeness === 1 || (likeness < alike && !cut)) return null;
  return {
    kind: 'parting',
    confidence: 'likely',
    location: decoder.site.location,
    repair: null,
    name: channel.name,
    nth: agreed + 1,
    encoderLine: encoder.site.location.line,
    encoderText: ours,
    encoderValue: encoder.value,
    decoderText: theirs,
    decoderValue: decoder.value,
  };
}

interface Coded {
  /** The writer's parameter. */
  readonly encoder: TraceEvent;
  /** What the reader returns. */
  readonly decoder: TraceEvent;
}

/** The writer and the reader through which a value went; null when it was computed on both sides. */
function codedBy({ pair }: Parting, { channel, encoder, decoder }: Divergence): Coded | null {
  if (encoder === null || decoder === null) return null;
  if (channel.kind === 'coded') return { encoder, decoder };
  const returned =
    decoder.site.node.type === 'CallExpression' ? pair.decoder[decoder.at - 1] : null;
  if (returned?.site.kind !== 'return' || returned.value !== decoder.value) return null;
  const given = [encoder, ...pair.encoder.slice(encoder.at + 1, encoder.at + near)].find(
    ({ site, value }) =>
      site.kind === 'parameter' &&
      value === encoder.value &&
      isWriter(site.functionName, returned.site.functionName),
  );
  return given ? { encoder: given, decoder: returned } : null;
}

function isWriter(name: string | null, reader: string | null): boolean {
  return name !== null && (name === reader || writtenThing(name) !== null);
}

/** A value that is written is given to the writer soon after it was made. */
const near = 8;

function notReadBack(agreed: number, { encoder, decoder }: Coded): NotReadBackCause | null {
  const [writer, reader] = [encoder.site.functionName, decoder.site.functionName];
  if (writer === null || reader === null) return null;
  return {
    kind: 'not_read_back',
    confidence: 'likely',
    location: encoder.site.location,
    repair: null,
    ...{ writer, reader, nth: agreed + 1, readerLine: decoder.site.location.line },
    ...{ written: encoder.value, read: decoder.value },
  };
}
