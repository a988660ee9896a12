/** The smoke cases: tiny frames at which most broken candidates fail within a second. */

import type { Benchmark } from '../benchmark.ts';
import { type Clip, type FrameSize, sampleCount } from './frame.ts';

const tinySizes: readonly FrameSize[] = [
  { width: 1, height: 1 },
  { width: 3, height: 5 },
  { width: 16, height: 16 },
];
const flatLevel = 120;

/**
 * Two frames each of flat and noisy tiny clips at both ends of the ladder, then the first frame of the
 * benchmark's first clip.
 */
export function smokeCases(benchmark: Benchmark): { clip: Clip; quality: number }[] {
  const ends = [...new Set([benchmark.ladder[0], benchmark.ladder.at(-1)])] as number[];
  const tiny = tinySizes.flatMap((size) => [flatClip(size), noisyClip(size)]);
  const first = benchmark.clips.slice(0, 1).map(({ clip }) => ({
    ...clip,
    frames: clip.frames.slice(0, 1),
  }));
  return [...tiny, ...first].flatMap((clip) => ends.map((quality) => ({ clip, quality })));
}

function flatClip(size: FrameSize): Clip {
  const frame = new Uint8Array(sampleCount(size)).fill(flatLevel);
  return { name: `flat ${size.width}x${size.height}`, ...size, frames: [frame, frame] };
}

/** Noise from the linear congruential generator of Numerical Recipes: the same everywhere. */
function noisyClip(size: FrameSize): Clip {
  let state = 1;
  const noise = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  };
  const frame = () => Uint8Array.from({ length: sampleCount(size) }, noise);
  return { name: `noise ${size.width}x${size.height}`, ...size, frames: [frame(), frame()] };
}
