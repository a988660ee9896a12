/** The smallest frame that fails in the same way: everything else is tried on it, and a person can follow it by hand. */

import { tickLimit } from '../benchmark.ts';
import { type Clip, type FrameSize, sampleCount } from '../video/frame.ts';
import { spareTicks } from './bounds.ts';
import { type Corner, framesUpTo, type Picture, pictured, windowOf } from './contents.ts';
import { mostSamples, type SmallestFrame } from './investigated.ts';
import type { Experimenting, Probe, ProbeResult } from './probe.ts';
import { type FailureScene, failsAlike, faultIn, probeOf } from './scene.ts';

/** Ticks for a call on a tiny frame: a codec that needs more there is as good as endless. */
const triedTicks = 300;
/** Frames with more are not tiny. */
const mostTinySamples = 4000;

const tiny: readonly FrameSize[] = [
  { width: 1, height: 1 },
  { width: 2, height: 1 },
  { width: 2, height: 2 },
  { width: 3, height: 3 },
  { width: 4, height: 4 },
];
const small: readonly FrameSize[] = [
  { width: 3, height: 5 },
  { width: 8, height: 8 },
  { width: 16, height: 16 },
  { width: 32, height: 16 },
];
const windows: readonly FrameSize[] = [
  { width: 32, height: 32 },
  { width: 64, height: 48 },
];
const contents: readonly Picture[] = ['flat', 'extremes', 'ramp', 'noise'];

/** The scene on the smallest clip found; the scene as it was when none smaller fails. */
export function* shrinkScene(scene: FailureScene): Experimenting<FailureScene> {
  if (scene.lead.site.call === 'load') return onOneSample(scene);
  if (scene.floor) return yield* shrinkLossy(scene);
  const rounds = [
    tiny.flatMap((size) => [...own(scene, size, 1), ...painted(size, 1)]),
    [
      ...tiny.flatMap((size) => [...own(scene, size, 2), ...painted(size, 2)]),
      ...small.flatMap((size) => [...own(scene, size, 1), ...painted(size, 1)]),
    ],
    [
      ...small.flatMap((size) => [...own(scene, size, 2), ...painted(size, 2)]),
      ...windows.flatMap((size) => [...own(scene, size, 1), ...own(scene, size, 2)]),
    ],
    [...tiny, ...small, ...windows].flatMap((size) => own(scene, size, scene.lead.site.frame + 1)),
  ];
  for (const clips of rounds) {
    const found = yield* smallestOf(scene, clips);
    if (found !== null) return yield* simplified(found);
  }
  return { ...scene, clip: framesUpTo(scene.clip, scene.lead.site.frame, Number.MAX_SAFE_INTEGER) };
}

/** In dB. */
const leastMargin = 1;

/** Only windows of the clip itself: what a picture that codecs stumble over should reach, nobody knows. */
function* shrinkLossy(scene: FailureScene): Experimenting<FailureScene> {
  // Windows of a clip differ by as much: a small miss shows on the whole alone.
  if ((scene.floor?.margin ?? 0) < leastMargin) return scene;
  const { clip } = scene.original;
  const place = yield* worstFrame(scene);
  for (const frames of [1, 2]) {
    const sizes = [...lossySizes, { width: clip.width, height: clip.height }];
    const clips = sizes.flatMap((size) =>
      size.width > clip.width || size.height > clip.height || frames > place.frame + 1
        ? []
        : corners(place, size).map((corner) =>
            windowOf(framesUpTo(clip, place.frame, frames), size, corner),
          ),
    );
    const found = yield* smallestOf(scene, clips);
    if (found !== null) return found;
  }
  return scene;
}

const lossySizes: readonly FrameSize[] = [
  { width: 8, height: 8 },
  { width: 16, height: 16 },
  { width: 32, height: 32 },
];

function corners({ x, y }: Corner, { width, height }: FrameSize): readonly Corner[] {
  return [
    { x, y },
    { x: x - (width >> 1), y: y - (height >> 1) },
    { x: 0, y: 0 },
  ];
}

/** The first frame that is far off, and where. */
function* worstFrame(scene: FailureScene): Experimenting<Corner & { readonly frame: number }> {
  const probe = probeOf(scene);
  const [result] = yield [probe];
  const found = faultIn(scene, probe, result);
  const first =
    found !== null && found !== 'unknown' && found.fault.kind === 'mismatch'
      ? found.fault.first
      : { x: 0, y: 0, frame: 0, plane: 'y' };
  const scale = first.plane === 'y' ? 1 : 2;
  return { x: first.x * scale, y: first.y * scale, frame: first.frame };
}

function onOneSample(scene: FailureScene): FailureScene {
  return {
    ...scene,
    clip: pictured('flat', { width: 1, height: 1 }, 1),
    ticksPerCall: scene.limits.load_ticks,
  };
}

/** The failing frame's own content, from the place where it fails. */
function own({ original: { clip }, lead }: FailureScene, size: FrameSize, frames: number): Clip[] {
  const { frame } = lead.site;
  if (size.width > clip.width || size.height > clip.height || frames > frame + 1) return [];
  const first = lead.fault.kind === 'mismatch' ? lead.fault.first : null;
  const scale = first === null || first.plane === 'y' ? 1 : 2;
  const corner = {
    x: (first?.x ?? 0) * scale - (size.width >> 1),
    y: (first?.y ?? 0) * scale - (size.height >> 1),
  };
  return [windowOf(framesUpTo(clip, frame, frames), size, corner)];
}

function painted(size: FrameSize, frames: number): Clip[] {
  return contents.map((picture) => pictured(picture, size, frames));
}

function* smallestOf(
  scene: FailureScene,
  clips: readonly Clip[],
): Experimenting<FailureScene | null> {
  const sorted = [...clips].sort((a, b) => samplesIn(a) - samplesIn(b));
  const probes = sorted.map((clip) =>
    probeOf(scene, { clip, ticksPerCall: triedTicksFor(scene, clip) }),
  );
  const results = yield probes;
  for (const [at, probe] of probes.entries()) {
    const result = results[at];
    if (!failsAlike(scene.lead, faultIn(scene, probe, result))) continue;
    const found = { ...scene, clip: probe.clip, ticksPerCall: ticksFor(scene, result) };
    if (scene.lead.fault.kind !== 'tick_limit' || (yield* isTooSlow(found))) return found;
  }
  return null;
}

function samplesIn(clip: Clip): number {
  return clip.frames.length * sampleCount(clip);
}

function triedTicksFor({ limits }: FailureScene, clip: Clip): number {
  const samples = sampleCount(clip);
  const whole = tickLimit(limits, samples);
  return samples > mostTinySamples ? whole : Math.min(triedTicks, whole);
}

/** Whether it needs more than the real limit, not only more than was allowed for trying. */
function* isTooSlow(scene: FailureScene): Experimenting<boolean> {
  const ticksPerCall = tickLimit(scene.limits, sampleCount(scene.clip));
  const probe = probeOf(scene, { ticksPerCall });
  const [result] = yield [probe];
  return failsAlike(scene.lead, faultIn(scene, probe, result));
}

/** What a call on this clip may take from now on: several times what it took. */
function ticksFor(scene: FailureScene, result: ProbeResult | undefined): number {
  if (result?.kind !== 'ran' || scene.lead.fault.kind === 'tick_limit') {
    return triedTicksFor(scene, scene.clip);
  }
  const taken = result.calls.map(({ result: called }) =>
    called.kind === 'returned' ? called.ticks : 0,
  );
  return 4 * Math.max(0, ...taken) + spareTicks;
}

/** The same with simpler samples, where it still fails. */
function* simplified(scene: FailureScene): Experimenting<FailureScene> {
  if (samplesIn(scene.clip) > mostSamples) return scene;
  const flat = [0, 1, 128, 255].map((value) => repainted(scene.clip, () => value));
  const uniform = yield* firstAlike(scene, flat);
  if (uniform !== null) return { ...scene, clip: uniform };
  const places = scene.clip.frames.flatMap((frame, f) => [...frame.keys()].map((i) => ({ f, i })));
  const zeroed = places.map(({ f, i }) => zeroAt(scene.clip, [{ f, i }]));
  const results = yield zeroed.map((clip) => probeOf(scene, { clip }));
  const idle = places.filter((_, at) =>
    failsAlike(scene.lead, faultIn(scene, { clip: zeroed[at] as Clip }, results[at])),
  );
  const joint = [idle, idle.slice(idle.length >> 1), idle.slice(0, idle.length >> 1)]
    .filter(({ length }) => length > 0)
    .map((some) => zeroAt(scene.clip, some));
  return { ...scene, clip: (yield* firstAlike(scene, joint)) ?? scene.clip };
}

function repainted(clip: Clip, sample: (old: number, f: number, i: number) => number): Clip {
  const frames = clip.frames.map((frame, f) => frame.map((old, i) => sample(old, f, i)));
  return { ...clip, frames };
}

function zeroAt(clip: Clip, places: readonly { readonly f: number; readonly i: number }[]): Clip {
  const zero = new Set(places.map(({ f, i }) => `${f} ${i}`));
  return repainted(clip, (old, f, i) => (zero.has(`${f} ${i}`) ? 0 : old));
}

function* firstAlike(scene: FailureScene, clips: readonly Clip[]): Experimenting<Clip | null> {
  const probes: readonly Probe[] = clips.map((clip) => probeOf(scene, { clip }));
  const results = probes.length === 0 ? [] : yield probes;
  const at = probes.findIndex((probe, i) =>
    failsAlike(scene.lead, faultIn(scene, probe, results[i])),
  );
  return clips[at] ?? null;
}

/** What of it is kept in the investigation. */
export function smallestFrame({ clip, quality }: FailureScene): SmallestFrame {
  const { width, height, frames } = clip;
  const few = samplesIn(clip) <= mostSamples;
  return {
    ...{ width, height, quality, frames: frames.length },
    samples: few ? frames.map((frame) => [...frame]) : null,
  };
}
