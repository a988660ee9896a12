/** A piece of a clip: what a short experiment runs on. */

import { type Clip, type FrameSize, planeLayout, sampleCount } from './frame.ts';

/** The middle of the first frames, at even offsets so that the planes stay in step; at most as large as the clip. */
export function cutPiece(clip: Clip, size: FrameSize, frames: number): Clip {
  const own = {
    width: Math.min(size.width, clip.width),
    height: Math.min(size.height, clip.height),
  };
  const left = even((clip.width - own.width) / 2);
  const top = even((clip.height - own.height) / 2);
  const [from, to] = [planeLayout(clip), planeLayout(own)];
  const cut = (frame: Uint8Array) => {
    const piece = new Uint8Array(sampleCount(own));
    for (const [at, plane] of to.entries()) {
      const source = from[at];
      if (source === undefined) continue;
      const [x, y] = at === 0 ? [left, top] : [left / 2, top / 2];
      for (let row = 0; row < plane.height; row++) {
        const start = source.offset + (y + row) * source.width + x;
        piece.set(frame.subarray(start, start + plane.width), plane.offset + row * plane.width);
      }
    }
    return piece;
  };
  return { ...clip, ...own, frames: clip.frames.slice(0, frames).map(cut) };
}

function even(offset: number): number {
  return 2 * Math.floor(offset / 2);
}
