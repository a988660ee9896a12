/** What a frame of a lossy codec must reach to count as come back. */

import type { FirstMismatch } from '../failure.ts';
import { squaredError, ssimDb, startCase } from '../metrics/case-meter.ts';
import { type Clip, planeLayout } from '../video/frame.ts';

export interface QualityFloor {
  readonly axis: 'psnr_db' | 'ssim_db';
  readonly decibels: number;
  /** So much more than the failing clip reaches. */
  readonly margin: number;
}

/** The quality of some frames in decibels; frames that are exact have none worse. */
export function qualityOf(
  clip: Clip,
  decoded: ReadonlyMap<number, Uint8Array>,
  axis: QualityFloor['axis'],
): number {
  const meter = startCase(clip, 0);
  for (const [frame, bytes] of decoded) {
    const source = clip.frames[frame];
    if (source === undefined) continue;
    meter.add({ source, decoded: bytes, bytes: 0, encodeTicks: 0, decodeTicks: 0 });
  }
  const { psnr_yuv, ssim_y } = meter.measurement();
  return axis === 'psnr_db' ? (psnr_yuv ?? Number.POSITIVE_INFINITY) : ssimDb(ssim_y);
}

/** Where frames that miss the floor are worst: the first sample that is far off in the worst frame. */
export function worstPlace(
  clip: Clip,
  decoded: ReadonlyMap<number, Uint8Array>,
): FirstMismatch | null {
  let worst: { frame: number; error: number; bytes: Uint8Array } | null = null;
  for (const [frame, bytes] of decoded) {
    const error = squaredError(clip.frames[frame] as Uint8Array, bytes);
    // The first frame that is far off leads: those after it may only follow.
    if (worst === null || error > 4 * worst.error) worst = { frame, error, bytes };
  }
  if (worst === null || worst.error === 0) return null;
  const source = clip.frames[worst.frame] as Uint8Array;
  const off = (i: number) => Math.abs((source[i] as number) - (worst.bytes[i] as number));
  const usual = Math.sqrt(worst.error / source.length);
  const at = source.findIndex((_, i) => off(i) > usual);
  const plane = planeLayout(clip).findLast(({ offset }) => offset <= at);
  if (at < 0 || plane === undefined) return null;
  return {
    clip: clip.name,
    frame: worst.frame,
    plane: plane.name,
    x: (at - plane.offset) % plane.width,
    y: Math.floor((at - plane.offset) / plane.width),
    expected: source[at] as number,
    actual: worst.bytes[at] as number,
  };
}
