/** Video geometry: 8-bit 4:2:0 frames as one I420 buffer (Y, then U, then V). */

export const planeNames = ['y', 'u', 'v'] as const;
export type PlaneName = (typeof planeNames)[number];

/** Size of the luma plane in pixels. Both may be odd, and as small as 1. */
export interface FrameSize {
  readonly width: number;
  readonly height: number;
}

/** A short sequence of frames, each an I420 buffer of `sampleCount(clip)` bytes. */
export interface Clip extends FrameSize {
  readonly name: string;
  readonly frames: readonly Uint8Array[];
}

/** Where one plane lies inside the I420 buffer. */
export interface PlaneLayout extends FrameSize {
  readonly name: PlaneName;
  readonly offset: number;
  readonly samples: number;
}

/** The three planes of a frame in storage order; chroma is ceil(width / 2) x ceil(height / 2). */
export function planeLayout({ width, height }: FrameSize): readonly PlaneLayout[] {
  const chroma = { width: (width + 1) >> 1, height: (height + 1) >> 1 };
  const luma = width * height;
  const each = chroma.width * chroma.height;
  return [
    { name: 'y', offset: 0, width, height, samples: luma },
    { name: 'u', offset: luma, ...chroma, samples: each },
    { name: 'v', offset: luma + each, ...chroma, samples: each },
  ];
}

/** Samples (and bytes) of one raw frame: Y + U + V. */
export function sampleCount(size: FrameSize): number {
  return planeLayout(size).reduce((total, plane) => total + plane.samples, 0);
}
