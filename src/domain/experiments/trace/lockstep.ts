/** The first place where encoder and decoder part, with what led there. */

import type { SourceCode } from '../../source/code.ts';
import { calledFunctions } from '../../source/functions.ts';
import { callsIn } from './calls.ts';
import { type Pair, pairOf } from './channels.ts';
import { calibrate, type Divergence, divergences } from './divergence.ts';
import { bulkCalls, isFilledInBulk, writtenBefore } from './origin.ts';
import type { TraceEvent } from './reading.ts';
import type { Traced } from './runs.ts';
import { type WrongSample, wrongSample } from './wrong-sample.ts';

export interface Parting {
  readonly pair: Pair;
  /** The first divergence of a channel that has to agree; null when none is known. */
  readonly first: Divergence | null;
  /** A writer and its reader, when what is read back is the first thing to differ. */
  readonly coded: Divergence | null;
  /** Divergences of channels that no frame that came back speaks for, the earliest first. */
  readonly earlier: readonly Divergence[];
  readonly sample: WrongSample | null;
  /** Lines, the likeliest first. */
  readonly lines: readonly number[];
}

/** Values that agree before, for a channel that no frame that came back speaks for. */
const fewAgreed = 3;

export function findParting(
  code: SourceCode,
  { failing, passing }: Traced,
  exact: 'exact' | 'lossy',
): Parting {
  const pair = pairOf(failing);
  const before = { ...failing, fault: null, frames: failing.frames.slice(0, -1) };
  const right = before.frames.length > 0 ? [...passing, before] : passing;
  const calibration = calibrate(right.map(pairOf));
  // A lossy frame that is good enough does not say that both sides agreed.
  const free = exact === 'exact' ? calibration.free : new Set<string>();
  const all = divergences(pair, { ...calibration, free });
  const trusted = all.filter(
    ({ channel: { key, kind }, agreed, variety }) =>
      calibration.trusted.has(key) ||
      (kind !== 'twins' && agreed >= fewAgreed && variety >= fewAgreed),
  );
  const first = trusted[0] ?? all.find(isEven) ?? null;
  const coded = codedAround(pair, all, first);
  const sample = exact === 'exact' ? wrongSample(failing, pair) : null;
  const earlier = all.filter((each) => !trusted.includes(each));
  const found = { pair, first, coded, earlier, sample };
  return { ...found, lines: linesOf(code, found) };
}

/** Where no frame that came back speaks for any channel: both sides come by equally often, so they should agree. */
function isEven({ channel: { kind, encoder, decoder, cut } }: Divergence): boolean {
  const whole = !cut.encoder && !cut.decoder;
  return (
    whole && kind !== 'coded' && encoder.length === decoder.length && encoder.length >= fewAgreed
  );
}

/** A reader gave something else than its writer took, and what differed before happened inside the reader. */
function codedAround(
  pair: Pair,
  all: readonly Divergence[],
  first: Divergence | null,
): Divergence | null {
  const coded = all.find(
    ({ channel, encoder, decoder }) => channel.kind === 'coded' && encoder && decoder,
  );
  if (coded === undefined || coded.decoder === null) return null;
  const { number, at, site } = coded.decoder;
  const entered = pair.decoder.findLast(
    (event) => event.at < at && event.site.kind === 'enter' && event.site.within === site.within,
  );
  if (first !== null && (entered === undefined || first.at < entered.at)) return null;
  return number >= 0 ? coded : null;
}

function linesOf(
  code: SourceCode,
  { pair, first, coded, sample }: Omit<Parting, 'lines'>,
): readonly number[] {
  const lines: number[] = [];
  const add = (event: TraceEvent | null) => event && lines.push(event.site.location.line);
  const sampleFirst = sample !== null && (first === null || sample.write.at <= first.at);
  if (coded !== null && (sample === null || coded.at <= sample.write.at)) {
    add(coded.encoder);
    add(coded.decoder);
  }
  if (sampleFirst) lines.push(...sampleLines(code, pair, sample));
  if (first !== null) {
    lines.push(...callLines(code, pair.decoder, first.decoder));
    if (first.decoder) add(writtenBefore(pair.decoder, first.decoder));
    add(first.decoder);
    lines.push(...callLines(code, pair.encoder, first.encoder));
    if (first.encoder) add(writtenBefore(pair.encoder, first.encoder));
    add(first.encoder);
  }
  if (sample !== null && !sampleFirst) add(sample.write);
  return [...new Set(lines)];
}

/** Of an argument that differs: the lines on which it is given. */
function callLines(
  code: SourceCode,
  events: readonly TraceEvent[],
  event: TraceEvent | null,
): readonly number[] {
  if (event?.site.kind !== 'parameter') return [];
  const { within } = event.site;
  const call = callsIn(code, events).findLast(({ at, node }) => node === within && at < event.at);
  if (!call || call.caller === null || within === null) return [];
  return code
    .within(call.caller)
    .filter(
      (node) => node.type === 'CallExpression' && calledFunctions(code, node).includes(within),
    )
    .map((node) => code.locate(node).line)
    .slice(0, mostCallLines);
}

const mostCallLines = 3;

/** The write; before it what filled the array, when it was not filled by writes. */
function sampleLines(code: SourceCode, pair: Pair, { write }: WrongSample): number[] {
  const own = write.site.location.line;
  const read = pair.decoder[write.at - 1];
  const isSum = read?.site.kind === 'read' || read?.number === write.number;
  const inner = pair.decoder.findLast(
    ({ at, number, index }) => at < write.at && number === write.number && index === write.index,
  );
  if (!isSum || !inner || !isFilledInBulk(pair.decoder, { ...inner, at: inner.at })) return [own];
  const within = new Set(pair.decoder.map(({ site }) => site.within));
  const filled = bulkCalls(code, write.site.name, within).map((node) => code.locate(node).line);
  return [...filled.reverse(), own];
}
