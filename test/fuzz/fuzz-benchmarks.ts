/** Two tiny benchmarks with narrow limits, so that a program costs milliseconds; everything else is as shipped. */

import { type Benchmark, type Limits, measurementDigest } from '../../src/domain/benchmark.ts';
import { type Clip, sampleCount } from '../../src/domain/video/frame.ts';
import { policy } from '../support/evaluations.ts';
import { codec, limits } from '../support/sandbox.ts';

export type Objective = Benchmark['objective'];

const narrow: Limits = { ...limits, ticks_base: 200, load_ticks: 200, memory_mb: 32 };

/** A slope with a bright corner that moves by a sample a frame. */
function tinyClip(): Clip {
  const size = { width: 14, height: 10 };
  const frames = [0, 1].map((frame) =>
    Uint8Array.from({ length: sampleCount(size) }, (_, i) => {
      const [x, y] = [(i % size.width) + frame, Math.floor(i / size.width)];
      return 40 + ((x * 11 + y * 7) % 160) + (x > 9 && y < 4 ? 40 : 0);
    }),
  );
  return { name: 'slope', ...size, frames };
}

function benchmarkOf(
  objective: Objective,
  ladder: readonly number[],
  windows: Benchmark['clips'][number]['windows'],
): Benchmark {
  const clips = [{ clip: tinyClip(), floor_bytes: null, windows, reference: [] }];
  const measured = { objective, ladder, clips, limits: narrow };
  return {
    name: `fuzz-${objective}`,
    description: 'A tiny clip.',
    reference_encoder: 'none',
    policy,
    ...measured,
    measurement_digest: measurementDigest(measured),
  };
}

export const fuzzBenchmarks: Readonly<Record<Objective, Benchmark>> = {
  lossless: benchmarkOf('lossless', [100], null),
  lossy: benchmarkOf('lossy', [10, 25, 40, 55, 70, 85], { psnr_db: [24, 36], ssim_db: [9, 16] }),
};

/** The honest codecs: stored as it is, and the upper bits of each sample, more of them at a higher quality. */
export const baselines: Readonly<Record<Objective, string>> = {
  lossless: codec({ compress: 'return frame.data.slice();', decompress: 'return bytes.slice();' }),
  lossy: `
const kept = (quality) => 2 + Math.floor(quality / 16);
export function compressFrame({ data }, { quality }) {
  const bits = kept(quality);
  const out = new Uint8Array(Math.ceil((data.length * bits) / 8));
  for (let i = 0; i < data.length * bits; i++) {
    const bit = (data[Math.floor(i / bits)] >> (7 - (i % bits))) & 1;
    out[i >> 3] |= bit << (i & 7);
  }
  return out;
}
export function decompressFrame(bytes, { width, height, quality }) {
  const bits = kept(quality);
  const half = (n) => (n + 1) >> 1;
  const out = new Uint8Array(width * height + 2 * half(width) * half(height)).fill(128 >> bits);
  for (let i = 0; i < out.length * bits; i++) {
    out[Math.floor(i / bits)] |= ((bytes[i >> 3] >> (i & 7)) & 1) << (7 - (i % bits));
  }
  return out;
}
`,
};
