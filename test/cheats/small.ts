/** Benchmarks cut from the shipped ones: real content at a fraction of the cost. */

import { loadBenchmark } from '../../src/adapters/local/benchmark.ts';
import { type Benchmark, measurementDigest } from '../../src/domain/benchmark.ts';
import { cropClip } from '../../src/domain/video/transform.ts';

export interface Cut {
  /** Share of the frame's sides that is kept around its middle, in thousandths. */
  readonly side: number;
  readonly frames: number;
}

/**
 * The shipped benchmark with its clips cropped and shortened. Windows are kept; floors shrink with the
 * number of samples.
 */
export async function cutBenchmark(
  name: 'lossless' | 'lossy',
  { side, frames }: Cut,
): Promise<Benchmark> {
  const benchmark = await loadBenchmark(name, '.');
  const edge = Math.floor((1000 - side) / 2);
  const window = { name: 'middle', left: edge, top: edge, width: side, height: side };
  const clips = benchmark.clips.map((entry) => {
    const cropped = cropClip(entry.clip, window);
    const clip = { ...cropped, frames: cropped.frames.slice(0, frames) };
    const share = (side / 1000) ** 2 * (frames / entry.clip.frames.length);
    const floor = entry.floor_bytes === null ? null : Math.floor(entry.floor_bytes * share);
    return { ...entry, clip, floor_bytes: floor, reference: [] };
  });
  const cut = { ...benchmark, clips };
  return { ...cut, measurement_digest: measurementDigest(cut) };
}
