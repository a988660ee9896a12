/** Measures one case: squared errors as integers, and PSNR and SSIM derived from them. */

import type { CaseMeasurement } from '../evaluation.ts';
import { type Clip, type FrameSize, planeLayout } from '../video/frame.ts';
import { round6 } from './number.ts';
import { ssim } from './ssim.ts';

/** One number per plane, in storage order. */
export interface PerPlane {
  readonly y: number;
  readonly u: number;
  readonly v: number;
}

/** Sum of squared differences of two equally long runs of samples: an exact integer. */
export function squaredError(a: Uint8Array, b: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) {
    const difference = (a[i] as number) - (b[i] as number);
    sum += difference * difference;
  }
  return sum;
}

/** PSNR in dB, peak 255; null when there is no error: an infinite PSNR is no number. */
export function psnr(squaredErrors: number, samples: number): number | null {
  return squaredErrors === 0 ? null : round6(decibel(squaredErrors, samples));
}

/**
 * PSNR-YUV in dB, (6 Y + U + V) / 8, of squared errors summed over a whole clip. An exact plane counts
 * as squared error 0.5, so that a curve which ends in an exact frame has an end.
 */
export function psnrYuv(squaredErrors: PerPlane, samples: PerPlane): number {
  const of = (plane: keyof PerPlane) => decibel(squaredErrors[plane] || 0.5, samples[plane]);
  return round6((6 * of('y') + of('u') + of('v')) / 8);
}

function decibel(squaredErrors: number, samples: number): number {
  return 10 * Math.log10((255 * 255 * samples) / squaredErrors);
}

/** SSIM as -10 log10(1 - ssim), in dB; 1 - ssim counts as at least 5e-7, so the most is 63.0103 dB. */
export function ssimDb(value: number): number {
  return round6(-10 * Math.log10(Math.max(1 - value, 5e-7)));
}

/** Samples of each plane over so many frames. */
export function planeSamples(size: FrameSize, frames: number): PerPlane {
  const samples = { y: 0, u: 0, v: 0 };
  for (const plane of planeLayout(size)) samples[plane.name] = plane.samples * frames;
  return samples;
}

/** One frame that went through a codec. Both frames are whole I420 buffers of the clip's size. */
export interface MeasuredFrame {
  readonly source: Uint8Array;
  readonly decoded: Uint8Array;
  /** Length of what the encoder returned. */
  readonly bytes: number;
  readonly encodeTicks: number;
  readonly decodeTicks: number;
}

/** Gathers the frames of one case. */
export interface CaseMeter {
  add(frame: MeasuredFrame): void;
  /** What was measured so far; a case is whole when every frame of its clip was added. */
  measurement(): CaseMeasurement;
}

/** Begins to measure `clip` at `quality`. */
export function startCase(clip: Clip, quality: number): CaseMeter {
  const planes = planeLayout(clip);
  const errors = { y: 0, u: 0, v: 0 };
  const sums = { frames: 0, bytes: 0, encodeTicks: 0, decodeTicks: 0, ssim: 0 };
  const dearest = { encode: 0, decode: 0 };
  let firstBytes = 0;

  function add({ source, decoded, bytes, encodeTicks, decodeTicks }: MeasuredFrame): void {
    for (const plane of planes) {
      const original = source.subarray(plane.offset, plane.offset + plane.samples);
      const copy = decoded.subarray(plane.offset, plane.offset + plane.samples);
      const error = squaredError(original, copy);
      errors[plane.name] += error;
      if (plane.name === 'y') sums.ssim += error === 0 ? 1 : ssim(original, copy, plane);
    }
    if (sums.frames === 0) firstBytes = bytes;
    sums.frames += 1;
    sums.bytes += bytes;
    sums.encodeTicks += encodeTicks;
    sums.decodeTicks += decodeTicks;
    dearest.encode = Math.max(dearest.encode, encodeTicks);
    dearest.decode = Math.max(dearest.decode, decodeTicks);
  }

  function measurement(): CaseMeasurement {
    const samples = planeSamples(clip, sums.frames);
    const exact = errors.y + errors.u + errors.v === 0;
    return {
      clip: clip.name,
      quality,
      frames: sums.frames,
      bytes: sums.bytes,
      sse_y: errors.y,
      sse_u: errors.u,
      sse_v: errors.v,
      psnr_y: psnr(errors.y, samples.y),
      psnr_u: psnr(errors.u, samples.u),
      psnr_v: psnr(errors.v, samples.v),
      psnr_yuv: exact ? null : psnrYuv(errors, samples),
      ssim_y: round6(sums.ssim / sums.frames),
      encode_ticks: sums.encodeTicks,
      decode_ticks: sums.decodeTicks,
      first_frame_bytes: firstBytes,
      most_encode_ticks: dearest.encode,
      most_decode_ticks: dearest.decode,
    };
  }

  return { add, measurement };
}
