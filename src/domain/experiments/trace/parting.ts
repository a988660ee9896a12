/** Does everything come back when the decoder is given the encoder's values where the two first differ? */

import type { SourceCode } from '../../source/code.ts';
import { mostFact } from '../bounds.ts';
import type { PartingCause } from '../causes/trace.ts';
import type { Experimenting } from '../probe.ts';
import { cameBack, type FailureScene } from '../scene.ts';
import type { Divergence } from './divergence.ts';
import type { Parting } from './lockstep.ts';
import type { TraceEvent } from './reading.ts';
import { tracedProbe } from './runs.ts';

/** Whose value can be given from outside before it is used. */
const settable: readonly TraceEvent['site']['kind'][] = ['assign', 'return'];

export interface Spliced {
  /** Whether everything came back; null when it could not be tried. */
  readonly cameBack: boolean | null;
  readonly cause: PartingCause | null;
}

export function* splicing(scene: FailureScene, { first, sample }: Parting): Experimenting<Spliced> {
  const nothing = { cameBack: null, cause: null };
  if (first?.encoder == null || first.decoder === null || !isSettable(first)) return nothing;
  if (sample !== null && sample.write.at < first.at) return nothing;
  const values = first.channel.encoder.map(({ value }) => value);
  if (followsSamples(scene, values)) return nothing;
  const probe = tracedProbe(scene, { overrides: new Map([[first.decoder.number, values]]) });
  const [result] = yield [probe];
  const mended = cameBack(scene, probe, result);
  const cause = mended ? causeOf(scene.code, first, first.encoder, first.decoder) : null;
  return { cameBack: mended, cause };
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

/** Where both lines read the same, what they are computed from differs: then this is not the place. */
function causeOf(
  code: SourceCode,
  { channel, agreed }: Divergence,
  encoder: TraceEvent,
  decoder: TraceEvent,
): PartingCause | null {
  const [ours, theirs] = [encoder, decoder].map(({ site }) => code.excerpt(site.node, mostFact));
  if (ours === undefined || theirs === undefined) return null;
  if (ours.replace(/\s/g, '') === theirs.replace(/\s/g, '')) return null;
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
