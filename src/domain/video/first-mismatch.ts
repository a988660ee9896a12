/** Where a decoded frame differs from its source. */

import type { FirstMismatch } from '../failure.ts';
import { type Clip, planeLayout } from './frame.ts';

/** The first sample, in storage order, that differs; null when the frame is exact. */
export function firstMismatch(
  clip: Clip,
  frame: number,
  decoded: Uint8Array,
): FirstMismatch | null {
  const source = clip.frames[frame] as Uint8Array;
  const at = source.findIndex((sample, i) => sample !== decoded[i]);
  const plane = planeLayout(clip).findLast(({ offset }) => offset <= at);
  if (!plane) return null;
  return {
    clip: clip.name,
    frame,
    plane: plane.name,
    x: (at - plane.offset) % plane.width,
    y: Math.floor((at - plane.offset) / plane.width),
    expected: source[at] as number,
    actual: decoded[at] as number,
  };
}
