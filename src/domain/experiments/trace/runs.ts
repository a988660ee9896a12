/** Runs of the instrumented source: the failing case, and small clips of which some may come back. */

import { type Instrumented, type Instruments, instrument } from '../../source/instrument.ts';
import type { Clip, FrameSize } from '../../video/frame.ts';
import { type Picture, pictured } from '../contents.ts';
import type { Experimenting, Probe, ProbeResult } from '../probe.ts';
import { type FailureScene, faultIn, type ProbeFault, probeOf } from '../scene.ts';
import { type CallTrace, readTrace } from './reading.ts';

/** An instrumented source takes so many times the ticks of the plain one. */
const slower = 60;
const mostTicksPerCall = 2_500;
const calibrationTicks = 300;
/** Kept of each place. */
export const mostPerSite = 800;

const sizes: readonly FrameSize[] = [
  { width: 2, height: 2 },
  { width: 3, height: 5 },
  { width: 8, height: 8 },
];
const contents: readonly Picture[] = ['flat', 'ramp', 'extremes', 'noise'];

/** A probe of the scene's case with an instrumented source; the source itself where that cannot be. */
export function tracedProbe(scene: FailureScene, instruments: Instruments): Probe {
  const source = instrument(scene.code, instruments)?.source ?? scene.source;
  return probeOf(scene, { source, ticksPerCall: tracedTicks(scene) });
}

function tracedTicks({ ticksPerCall }: FailureScene): number {
  return Math.min(mostTicksPerCall, slower * ticksPerCall);
}

/** One side's work on one frame. */
export interface TracedFrame {
  readonly frame: number;
  readonly encoder: CallTrace;
  /** null when the encoder failed already. */
  readonly decoder: CallTrace | null;
  /** null when the decoder gave nothing back. */
  readonly decoded: Uint8Array | null;
  readonly bytes: Uint8Array | null;
}

export interface TracedRun {
  readonly clip: Clip;
  readonly frames: readonly TracedFrame[];
  /** null when everything came back. */
  readonly fault: ProbeFault | null;
}

export interface Traced {
  readonly instrumented: Instrumented;
  readonly failing: TracedRun;
  readonly passing: readonly TracedRun[];
}

/** null when the source cannot be instrumented, or does not fail in the same way when it is. */
export function* traceRuns(
  scene: FailureScene,
  instruments: Instruments = {},
): Experimenting<Traced | null> {
  const instrumented = instrument(scene.code, { mostPerSite, ...instruments });
  if (instrumented === null) return null;
  const { source } = instrumented;
  const ticksPerCall = tracedTicks(scene);
  const frames = Math.min(2, scene.clip.frames.length);
  const clips = sizes.flatMap((size) => contents.map((each) => pictured(each, size, frames)));
  const probes: Probe[] = [
    probeOf(scene, { source, ticksPerCall }),
    ...clips.map((clip) =>
      probeOf(scene, { source, clip, ticksPerCall: Math.min(ticksPerCall, calibrationTicks) }),
    ),
  ];
  const results = yield probes;
  const runs = probes.flatMap((probe, i) => {
    const run = tracedRun(scene, instrumented, { clip: probe.clip, result: results[i] });
    return run ?? [];
  });
  const [failing, ...others] = runs;
  if (failing === undefined || failing.clip !== scene.clip) return null;
  const passing = others.filter(({ fault, frames: traced }) => fault === null && traced.length > 0);
  return { instrumented, failing, passing };
}

/** null for a run that was stopped. Frames beyond the first fault are left out. */
export function tracedRun(
  scene: FailureScene,
  instrumented: Instrumented,
  { clip, result }: { readonly clip: Clip; readonly result: ProbeResult | undefined },
): TracedRun | null {
  const fault = faultIn(scene, { clip }, result);
  if (result?.kind !== 'ran' || fault === 'unknown') return null;
  const last = fault === null ? clip.frames.length - 1 : fault.frame;
  const frames = Array.from({ length: last + 1 }, (_, frame) => frame).flatMap((frame) => {
    const [encoded, decoded] = (['compress', 'decompress'] as const).map((call) =>
      result.calls.find((each) => each.call === call && each.frame === frame),
    );
    const encoder = readTrace(encoded?.reading ?? null, instrumented);
    if (encoder === null) return [];
    return [
      {
        frame,
        encoder,
        decoder: readTrace(decoded?.reading ?? null, instrumented),
        bytes: encoded?.result.kind === 'returned' ? encoded.result.bytes : null,
        decoded: decoded?.result.kind === 'returned' ? decoded.result.bytes : null,
      },
    ];
  });
  return { clip, frames, fault };
}
