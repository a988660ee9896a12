/** Does everything come back when the decoder is given the encoder's values where the two first differ? */

import type { SourceCode } from '../../source/code.ts';
import { instrument } from '../../source/instrument.ts';
import { quoted } from '../causes/common.ts';
import type { Clue } from '../investigated.ts';
import type { Experimenting } from '../probe.ts';
import { cameBack, type FailureScene } from '../scene.ts';
import type { Divergence } from './divergence.ts';
import type { Parting } from './lockstep.ts';
import { writtenThing } from './names.ts';
import { readTrace, type TraceEvent } from './reading.ts';
import { tracedProbe } from './runs.ts';

/** Whose value can be given from outside before it is used. */
const settable: readonly TraceEvent['site']['kind'][] = ['assign', 'return'];

/** What was seen of the first value with which everything comes back; null when there is none. */
export function* splicing(scene: FailureScene, parting: Parting): Experimenting<Clue | null> {
  for (const divergence of candidatesIn(scene, parting)) {
    const { encoder, decoder } = divergence;
    if (encoder === null || decoder === null) continue;
    const values = yield* allValues(scene, divergence);
    const probe = tracedProbe(scene, { overrides: new Map([[decoder.number, values]]) });
    const [result] = yield [probe];
    if (!cameBack(scene, probe, result)) continue;
    const coded = codedBy(parting, divergence);
    return coded === null
      ? computedClue(scene.code, divergence, { encoder, decoder })
      : codedClue(divergence.agreed, coded);
  }
  return null;
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

const splicedWords = "With the encoder's values in the decoder every frame comes back.";

function computedClue(
  code: SourceCode,
  { channel, agreed }: Divergence,
  { encoder, decoder }: Coded,
): Clue {
  const side = ({ site, value }: TraceEvent) =>
    `${value} at line ${site.location.line} (${quoted(code.excerpt(site.node, mostExcerpt))})`;
  const cut = isLowByte(encoder.value, decoder.value)
    ? ` ${decoder.value} is what one byte keeps of ${encoder.value}.`
    : '';
  return {
    line: decoder.site.location.line,
    words: `Value ${agreed + 1} of ${quoted(channel.name)} is ${side(encoder)} in the encoder and ${side(decoder)} in the decoder.${cut} ${splicedWords}`,
  };
}

const mostExcerpt = 80;

function isLowByte(whole: number, kept: number): boolean {
  return Number.isInteger(whole) && whole > 255 && kept === whole % 256;
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

function codedClue(agreed: number, { encoder, decoder }: Coded): Clue {
  const [writer, reader] = [encoder, decoder].map(
    ({ site }) => `${quoted(site.functionName ?? 'a function')} (line ${site.location.line})`,
  );
  return {
    line: decoder.site.location.line,
    words: `Value ${agreed + 1} that ${writer} is given is ${encoder.value}, and ${reader} gives ${decoder.value} back; all before are equal. With what was written in place of what is read, every frame comes back: it is lost on the way between the two.`,
  };
}
