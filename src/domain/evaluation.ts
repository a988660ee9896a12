/** What one codec does on one benchmark, in absolute numbers. Field names are those of the record. */

import { round6 } from './metrics/number.ts';

/** One clip at one quality. Integers are measured; PSNR (dB) and SSIM are derived and rounded to 6 decimals. */
export interface CaseMeasurement {
  readonly clip: string;
  readonly quality: number;
  readonly frames: number;
  readonly bytes: number;
  readonly sse_y: number;
  readonly sse_u: number;
  readonly sse_v: number;
  /** null when the plane is exact: an infinite PSNR is no number. */
  readonly psnr_y: number | null;
  readonly psnr_u: number | null;
  readonly psnr_v: number | null;
  readonly psnr_yuv: number | null;
  /** Mean over the frames of the structural similarity of Y, 0 to 1. */
  readonly ssim_y: number;
  readonly encode_ticks: number;
  readonly decode_ticks: number;
  /** Of `bytes`, those of the first frame. Older records lack this and the ticks of the dearest calls. */
  readonly first_frame_bytes?: number | undefined;
  /** Ticks of the dearest call on a frame. */
  readonly most_encode_ticks?: number | undefined;
  readonly most_decode_ticks?: number | undefined;
}

export interface Evaluation {
  /**
   * False when the candidate was abandoned (early-stop.ts): the totals are of the cases that are there. Or when a
   * record was shortened: it has no cases, and the totals of all.
   */
  readonly complete: boolean;
  /** In the order of the benchmark: clip by clip, quality by quality. */
  readonly cases: readonly CaseMeasurement[];
  readonly total_bytes: number;
  readonly bits_per_sample: number;
}

/** Adds up the cases of an evaluation; `samples` are those of all their frames. */
export function totalUp(
  cases: readonly CaseMeasurement[],
  samples: number,
  complete = true,
): Evaluation {
  const totalBytes = cases.reduce((sum, { bytes }) => sum + bytes, 0);
  return {
    complete,
    cases,
    total_bytes: totalBytes,
    bits_per_sample: round6((8 * totalBytes) / samples),
  };
}

/** The stages in their order; each begins only after the one before has passed. */
export const stages = [
  'static',
  'load',
  'smoke',
  'measure',
  'compare',
  'held-out',
  'judged',
] as const;
export type Stage = (typeof stages)[number];
