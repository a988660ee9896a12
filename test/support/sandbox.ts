import type { Limits } from '../../src/domain/benchmark.ts';
import type { CallFault } from '../../src/domain/failure.ts';
import type { CaseOutcome } from '../../src/domain/outcome.ts';
import { type Clip, type FrameSize, sampleCount } from '../../src/domain/video/frame.ts';

/** The limits of design and benchmarks. */
export const limits: Limits = {
  ticks_base: 2000,
  ticks_per_sample: 0.15,
  load_ticks: 2000,
  memory_mb: 128,
  stack_kb: 256,
  output_factor: 2,
  output_extra_bytes: 4096,
  source_bytes: 65536,
};

/** A small clip whose samples all differ from their neighbours. */
export function patternClip(size: FrameSize = { width: 5, height: 3 }, frames = 2): Clip {
  return {
    name: 'pattern',
    ...size,
    frames: Array.from({ length: frames }, (_, f) =>
      Uint8Array.from({ length: sampleCount(size) }, (_, i) => (i * 37 + f * 11) & 255),
    ),
  };
}

/** A whole codec that stores frames as they are; either function can be given another body. */
export function codec(
  bodies: { compress?: string; decompress?: string; top?: string } = {},
): string {
  return `${bodies.top ?? ''}
export function compressFrame(frame, context) { ${bodies.compress ?? 'return frame.data;'} }
export function decompressFrame(bytes, context) { ${bodies.decompress ?? 'return bytes;'} }
`;
}

/** The first fault of the first outcome that failed. */
export function firstFault(outcomes: readonly CaseOutcome[]): CallFault | null {
  for (const outcome of outcomes) if (outcome.kind === 'failed') return outcome.faults[0].fault;
  return null;
}
