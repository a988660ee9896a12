/**
 * The held-out clips: a fixed family of 32 transformations of a benchmark's clips, on which a would-be
 * winner must win again. Every member crops, which breaks hard-coded frames and halves the cost.
 * Integer arithmetic throughout.
 */

import { type Benchmark, measurementDigest } from '../benchmark.ts';
import { digestOf } from '../digest.ts';
import { type Clip, type FrameSize, type PlaneLayout, planeLayout } from './frame.ts';

/** A part of the frame in thousandths of its sides. Offsets come out even: chroma stays aligned. */
export interface CropWindow {
  readonly name: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A change of luma: (y - 128) * contrast / 16 + 128 + brightness, clamped to a byte. */
export interface Tone {
  readonly name: string;
  readonly contrast: number;
  readonly brightness: number;
}

export interface Transformation {
  /** As `crop-a+hflip+reverse`: the name says all that happens, in this order. */
  readonly name: string;
  readonly crop: CropWindow;
  readonly hflip: boolean;
  readonly vflip: boolean;
  /** The last frame comes first. */
  readonly reverse: boolean;
  readonly tone: Tone | null;
}

/** Each keeps about 45 % of the area. Of 176x144: 117x96, 139x81, 99x113 and 117x95 pixels. */
const crops: readonly CropWindow[] = [
  { name: 'crop-a', left: 0, top: 0, width: 670, height: 670 },
  { name: 'crop-b', left: 210, top: 430, width: 790, height: 565 },
  { name: 'crop-c', left: 430, top: 210, width: 565, height: 790 },
  { name: 'crop-d', left: 170, top: 170, width: 670, height: 660 },
];

const tones: readonly (Tone | null)[] = [
  null,
  { name: 'dim', contrast: 16, brightness: -16 },
  { name: 'bright', contrast: 16, brightness: 16 },
  { name: 'soft', contrast: 13, brightness: 0 },
];

/** All 32: four crops, each with every mixture of flips and reversal, the tones dealt out over them. */
export const transformations: readonly Transformation[] = crops.flatMap((crop, row) =>
  Array.from({ length: 8 }, (_, mixture) => {
    // A crop with nothing else would leave blocks of the known clips in place: it gets a tone.
    const tone = tones[mixture === 0 ? 1 + (row % 3) : (row + mixture) % 4] ?? null;
    const [hflip, vflip, reverse] = [(mixture & 1) > 0, (mixture & 2) > 0, (mixture & 4) > 0];
    const parts = [hflip && 'hflip', vflip && 'vflip', reverse && 'reverse', tone?.name];
    const name = [crop.name, ...parts.filter(Boolean)].join('+');
    return { name, crop, hflip, vflip, reverse, tone };
  }),
);

/** What chooses the held-out sets: a candidate cannot know them without being another candidate. */
export interface HeldOutSeed {
  /** Of the candidate's tokens, without comments and layout. */
  readonly tokens: string;
  readonly baseline: string;
  readonly measurement: string;
}

/** Digest of the three digests, for `chooseHeldOut`. */
export function seedDigest({ tokens, baseline, measurement }: HeldOutSeed): string {
  return digestOf([tokens, baseline, measurement].join('\n'));
}

/**
 * Picks `count` different members of the family (at most 32) by a sequence of SHA-256 digests. A longer
 * choice begins with the shorter one.
 */
export function chooseHeldOut(seed: string, count: number): readonly Transformation[] {
  const chosen = new Set<Transformation>();
  for (let turn = 0; chosen.size < Math.min(count, transformations.length); turn++) {
    const draw = Number.parseInt(digestOf(`${seed}\n${turn}`).slice(0, 8), 16);
    chosen.add(transformations[draw % transformations.length] as Transformation);
  }
  return [...chosen];
}

/** The benchmark on transformed clips: without windows, floors and reference, which do not apply there. */
export function transformBenchmark(
  benchmark: Benchmark,
  transformation: Transformation,
): Benchmark {
  const clips = benchmark.clips.map(({ clip }) => ({
    clip: transformClip(clip, transformation),
    floor_bytes: null,
    windows: null,
    reference: [],
  }));
  const transformed = { ...benchmark, clips };
  return { ...transformed, measurement_digest: measurementDigest(transformed) };
}

/** The transformed clip, under the same name. */
export function transformClip(clip: Clip, transformation: Transformation): Clip {
  const { hflip, vflip, reverse, tone } = transformation;
  let result = cropClip(clip, transformation.crop);
  if (hflip) result = flipColumns(result);
  if (vflip) result = flipRows(result);
  if (reverse) result = reverseTime(result);
  if (tone !== null) result = changeTone(result, tone);
  return result;
}

/** Cuts the window out; at least one pixel remains. */
export function cropClip(clip: Clip, window: CropWindow): Clip {
  const [left, width] = span(clip.width, window.left, window.width);
  const [top, height] = span(clip.height, window.top, window.height);
  return mapSamples(clip, { width, height }, (plane, x, y) => {
    const chroma = plane.name === 'y' ? 0 : 1;
    return plane.offset + (y + (top >> chroma)) * plane.width + x + (left >> chroma);
  });
}

/** Offset (even) and length of a window's side within `total` pixels. */
function span(total: number, offset: number, length: number): readonly [number, number] {
  const kept = Math.max(1, Math.floor((total * length) / 1000));
  return [Math.min(Math.floor((total * offset) / 1000), total - kept) & ~1, kept];
}

/** Left becomes right. */
export function flipColumns(clip: Clip): Clip {
  return mapSamples(
    clip,
    clip,
    (plane, x, y) => plane.offset + y * plane.width + plane.width - 1 - x,
  );
}

/** Top becomes bottom. */
export function flipRows(clip: Clip): Clip {
  return mapSamples(
    clip,
    clip,
    (plane, x, y) => plane.offset + (plane.height - 1 - y) * plane.width + x,
  );
}

export function reverseTime(clip: Clip): Clip {
  return { ...clip, frames: clip.frames.toReversed() };
}

/** Changes luma by a table; chroma stays. */
export function changeTone(clip: Clip, { contrast, brightness }: Tone): Clip {
  const table = Uint8ClampedArray.from(
    { length: 256 },
    (_, luma) => (((luma - 128) * contrast) >> 4) + 128 + brightness,
  );
  const luma = clip.width * clip.height;
  const frames = clip.frames.map((frame) =>
    frame.map((sample, i) => (i < luma ? (table[sample] as number) : sample)),
  );
  return { ...clip, frames };
}

/** Fills frames of `size`; `from` says where, in the old frame, the sample at (x, y) of a plane lies. */
function mapSamples(
  clip: Clip,
  size: FrameSize,
  from: (plane: PlaneLayout, x: number, y: number) => number,
): Clip {
  const old = planeLayout(clip);
  const order: number[] = [];
  for (const [i, { width, height }] of planeLayout(size).entries()) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) order.push(from(old[i] as PlaneLayout, x, y));
    }
  }
  const { width, height } = size;
  const frames = clip.frames.map((frame) => Uint8Array.from(order, (at) => frame[at] as number));
  return { ...clip, width, height, frames };
}
