/** Clips to try when a failure is made smaller: windows of the failing clip, and pictures that codecs stumble over. */

import { type Clip, type FrameSize, planeLayout, sampleCount } from '../video/frame.ts';

export interface Corner {
  readonly x: number;
  readonly y: number;
}

/** A window of every frame; its corner is moved up and left to even places, and so that the window fits. */
export function windowOf(clip: Clip, size: FrameSize, corner: Corner): Clip {
  const x = clampEven(corner.x, clip.width - size.width);
  const y = clampEven(corner.y, clip.height - size.height);
  const from = planeLayout(clip);
  const to = planeLayout(size);
  const frames = clip.frames.map((frame) => {
    const cut = new Uint8Array(sampleCount(size));
    for (const [p, plane] of to.entries()) {
      const source = from[p];
      if (source === undefined) continue;
      const [left, top] = p === 0 ? [x, y] : [x >> 1, y >> 1];
      for (let row = 0; row < plane.height; row++) {
        const at = source.offset + Math.min(top + row, source.height - 1) * source.width + left;
        const width = Math.min(plane.width, source.width - left);
        cut.set(frame.subarray(at, at + width), plane.offset + row * plane.width);
      }
    }
    return cut;
  });
  return { name: clip.name, ...size, frames };
}

function clampEven(value: number, most: number): number {
  const inside = Math.max(0, Math.min(value, most));
  return inside - (inside % 2);
}

/** The last so many frames up to one. */
export function framesUpTo(clip: Clip, last: number, count: number): Clip {
  return { ...clip, frames: clip.frames.slice(Math.max(0, last + 1 - count), last + 1) };
}

/** Pictures by name: flat, extremes side by side, a ramp, noise. */
export const pictures = ['flat', 'black', 'white', 'extremes', 'ramp', 'noise'] as const;
export type Picture = (typeof pictures)[number];

/** So many frames of one kind of picture; those of noise differ, and so do those of extremes. */
export function pictured(picture: Picture, size: FrameSize, frames: number): Clip {
  let state = 1;
  const noise = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  };
  const sample = (i: number, frame: number): number => {
    switch (picture) {
      case 'flat':
        return 120;
      case 'black':
        return 0;
      case 'white':
        return 255;
      case 'extremes':
        return (i + frame) % 2 === 0 ? 0 : 255;
      case 'ramp':
        return (i * 7 + frame * 3) & 255;
      case 'noise':
        return noise();
    }
  };
  return {
    name: picture,
    width: size.width,
    height: size.height,
    frames: Array.from({ length: frames }, (_, frame) =>
      Uint8Array.from({ length: sampleCount(size) }, (__, i) => sample(i, frame)),
    ),
  };
}
