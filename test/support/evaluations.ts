import type { Benchmark, Policy } from '../../src/domain/benchmark.ts';
import { type CaseMeasurement, type Evaluation, totalUp } from '../../src/domain/evaluation.ts';
import { planeSamples } from '../../src/domain/metrics/case-meter.ts';
import { limits } from './sandbox.ts';

export const policy: Policy = {
  min_gain_percent: 0.5,
  max_clip_loss_percent: 2,
  max_second_opinion_percent: 0,
  implausible_gain_percent: 85,
  large_gain_percent: 30,
  held_out_sets: 2,
  held_out_sets_large_gain: 5,
  held_out_share: 0.5,
};

/** Clips `a`, `b`, ... of one 2x2 frame each; the lossy windows are 32..38 dB and 10.5..12.5 dB. */
export function tinyBenchmark(objective: Benchmark['objective'], clips = 2): Benchmark {
  const lossy = objective === 'lossy';
  return {
    name: `tiny-${objective}`,
    objective,
    description: 'Tiny clips.',
    ladder: lossy ? [1, 2, 3, 4, 5, 6] : [100],
    clips: Array.from({ length: clips }, (_, i) => ({
      clip: {
        name: String.fromCharCode(97 + i),
        width: 2,
        height: 2,
        frames: [new Uint8Array(6)],
      },
      floor_bytes: 50,
      windows: lossy ? { psnr_db: [32, 38], ssim_db: [10.5, 12.5] } : null,
      reference: [],
    })),
    reference_encoder: 'none',
    limits,
    policy,
    measurement_digest: '0'.repeat(64),
  };
}

/** The same benchmark as a held-out set has it. */
export function withoutWindows(benchmark: Benchmark): Benchmark {
  const clips = benchmark.clips.map((entry) => ({ ...entry, windows: null, floor_bytes: null }));
  return { ...benchmark, clips };
}

/** One measured point; null for an exact case. */
export interface Point {
  readonly bytes: number;
  readonly psnr: number | null;
  readonly ssimDb: number;
}

/** A whole evaluation whose cases have the points' bytes and qualities. */
export function evaluationOf(
  benchmark: Benchmark,
  pointsOf: (clip: string) => readonly Point[],
): Evaluation {
  const cases = benchmark.clips.flatMap(({ clip }) =>
    pointsOf(clip.name).map(({ bytes, psnr, ssimDb }, i): CaseMeasurement => {
      const samples = planeSamples(clip, clip.frames.length);
      const error = psnr === null ? 0 : 65_025 / 10 ** (psnr / 10);
      return {
        clip: clip.name,
        quality: benchmark.ladder[i] ?? 100,
        frames: clip.frames.length,
        bytes,
        sse_y: error * samples.y,
        sse_u: error * samples.u,
        sse_v: error * samples.v,
        psnr_y: psnr,
        psnr_u: psnr,
        psnr_v: psnr,
        psnr_yuv: psnr,
        ssim_y: psnr === null ? 1 : 1 - 10 ** (-ssimDb / 10),
        encode_ticks: 1,
        decode_ticks: 1,
      };
    }),
  );
  return totalUp(cases, 1);
}

/** Every clip in so many bytes, exactly. */
export function losslessEvaluation(
  benchmark: Benchmark,
  bytesOf: (clip: string) => number,
): Evaluation {
  return evaluationOf(benchmark, (clip) => [{ bytes: bytesOf(clip), psnr: null, ssimDb: 0 }]);
}

/** Six points from `from` dB on, `step` dB apart, SSIM a third of PSNR; rates grow by 1.5 a point. */
export function curve({ scale = 1, from = 30, step = 2 } = {}): readonly Point[] {
  return Array.from({ length: 6 }, (_, i) => ({
    bytes: 1_000 * scale * 1.5 ** i,
    psnr: from + step * i,
    ssimDb: (from + step * i) / 3,
  }));
}
