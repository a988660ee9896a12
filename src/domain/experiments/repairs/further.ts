/** Clips beyond the smoke cases: a repair that only hides the failure seldom stands them. */

import { type FrameSize, sampleCount } from '../../video/frame.ts';
import type { Case } from './trials.ts';

const sizes: readonly FrameSize[] = [
  { width: 18, height: 9 },
  { width: 7, height: 5 },
  { width: 2, height: 2 },
  { width: 25, height: 17 },
];

export function furtherCases(quality: number): readonly Case[] {
  return sizes.map((size, i) => ({
    clip: { name: `further ${i + 1}`, ...size, frames: frames(size, i) },
    quality,
  }));
}

function frames(size: FrameSize, seed: number): readonly Uint8Array[] {
  let state = seed + 7;
  const noise = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  };
  const at = (i: number) => ({ x: i % size.width, y: Math.floor(i / size.width) });
  const paint = [
    (i: number) => (at(i).x * 5 + at(i).y * 3 + seed * 40) & 255,
    (i: number) => (((at(i).x >> 2) + (at(i).y >> 2)) & 1 ? 255 : 0),
    (i: number) => (at(i).x * 5 + at(i).y * 3 + (noise() >> 5)) & 255,
    noise,
    (i: number) => (i % 5 === 0 ? noise() : 200),
  ];
  // Large frames cost more: three pictures are enough there.
  return paint
    .slice(sampleCount(size) > 400 ? 2 : 0)
    .map((sample) => Uint8Array.from({ length: sampleCount(size) }, (_, i) => sample(i)));
}
