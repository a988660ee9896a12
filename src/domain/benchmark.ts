/** A benchmark: what is measured, within which limits, and what counts as better. */

import { digestOf } from './digest.ts';
import type { Clip } from './video/frame.ts';

export type Window = readonly [lo: number, hi: number];

export interface BenchmarkClip {
  readonly clip: Clip;
  /**
   * A candidate below it is held for a person: half of the best known encoder's bytes. Lossless: of the
   * whole clip; lossy: at the lower end of the PSNR window.
   */
  readonly floor_bytes: number | null;
  /** Lossy only: the quality ranges (dB) over which rates are compared. null on a transformed clip. */
  readonly windows: { readonly psnr_db: Window; readonly ssim_db: Window } | null;
  /** Bytes of the reference encoder: of the clip (lossless) or per point (lossy). Milestones count from it. */
  readonly reference: readonly ReferencePoint[];
}

export interface ReferencePoint {
  readonly bytes: number;
  /** null for lossless. */
  readonly psnr_yuv: number | null;
}

/** What one call may use. Ticks are calls of the engine's interrupt handler: the same on every machine. */
export interface Limits {
  readonly ticks_base: number;
  readonly ticks_per_sample: number;
  readonly load_ticks: number;
  readonly memory_mb: number;
  readonly stack_kb: number;
  readonly output_factor: number;
  readonly output_extra_bytes: number;
  readonly source_bytes: number;
}

/** Percentages; gains and losses are given as positive numbers. */
export interface Policy {
  readonly min_gain_percent: number;
  readonly max_clip_loss_percent: number;
  readonly max_second_opinion_percent: number;
  readonly implausible_gain_percent: number;
  readonly large_gain_percent: number;
  readonly held_out_sets: number;
  readonly held_out_sets_large_gain: number;
  readonly held_out_share: number;
}

export interface Benchmark {
  readonly name: string;
  readonly objective: 'lossless' | 'lossy';
  readonly description: string;
  readonly ladder: readonly number[];
  readonly clips: readonly BenchmarkClip[];
  readonly reference_encoder: string;
  readonly limits: Limits;
  readonly policy: Policy;
  /** SHA-256 over objective, clips, windows, ladder and limits: what a measurement depends on. Not the policy. */
  readonly measurement_digest: string;
}

/** Ticks that one call on a frame of so many samples may take. */
export function tickLimit(limits: Limits, samples: number): number {
  return limits.ticks_base + Math.ceil(limits.ticks_per_sample * samples);
}

/** Bytes that one compressed frame of so many samples may have. */
export function outputLimit(limits: Limits, samples: number): number {
  return limits.output_factor * samples + limits.output_extra_bytes;
}

/** The measurement digest: of canonical JSON, so that the order of fields in a file does not count. */
export function measurementDigest(
  measured: Pick<Benchmark, 'objective' | 'ladder' | 'clips' | 'limits'>,
): string {
  const clips = measured.clips.map(({ clip, windows }) => ({
    name: clip.name,
    size: [clip.width, clip.height],
    frames: clip.frames.map((frame) => digestOf(frame)),
    windows: windows && [windows.psnr_db, windows.ssim_db],
  }));
  const limits = Object.entries(measured.limits).sort(([a], [b]) => (a < b ? -1 : 1));
  return digestOf(JSON.stringify([measured.objective, measured.ladder, clips, limits]));
}
