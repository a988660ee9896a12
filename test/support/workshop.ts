/** A workshop for stories: a forge in memory, small clips, the real sandbox. */

import { memoryCache } from '../../src/adapters/local/evaluation-cache.ts';
import { type Benchmark, measurementDigest } from '../../src/domain/benchmark.ts';
import { type Clip, planeLayout, sampleCount } from '../../src/domain/video/frame.ts';
import { sandboxEvaluator } from '../../src/flows/evaluate.ts';
import type { Workshop } from '../../src/flows/workshop.ts';
import type { Forge } from '../../src/ports/forge.ts';
import type { Happening } from '../../src/ports/narrator.ts';
import type { Proposal, Proposer } from '../../src/ports/proposer.ts';
import type { Sandbox } from '../../src/ports/sandbox.ts';
import { policy } from './evaluations.ts';
import { codec, limits } from './sandbox.ts';

export const codecPath = 'benchmarks/small/codec.js';

/** Smooth slopes that drift by a sample a frame. */
function slopeClip(name: string, steepness: number): Clip {
  const size = { width: 24, height: 18 };
  const frame = (index: number) => {
    const samples = new Uint8Array(sampleCount(size));
    for (const { offset, width, samples: count } of planeLayout(size)) {
      for (let i = 0; i < count; i++) {
        const [x, y] = [i % width, Math.floor(i / width)];
        samples[offset + i] = 60 + ((x * steepness + y + index) % 90);
      }
    }
    return samples;
  };
  return { name, ...size, frames: [0, 1, 2].map(frame) };
}

/** Lossless, two clips of three 24x18 frames. */
export function smallBenchmark(): Benchmark {
  const clips = [slopeClip('gentle', 1), slopeClip('steep', 3)].map((clip) => ({
    clip,
    floor_bytes: null,
    windows: null,
    reference: [],
  }));
  const unsigned = {
    name: 'small',
    objective: 'lossless' as const,
    description: 'Small clips',
    ladder: [100],
    clips,
    reference_encoder: 'none',
    limits,
    policy,
  };
  return { ...unsigned, measurement_digest: measurementDigest(unsigned) };
}

/** Stores every sample `copies` times over: the more copies, the worse. */
export function wasteful(copies: number): string {
  return codec({
    top: `const copies = ${copies};`,
    compress:
      'const out = new Uint8Array(frame.data.length * copies); for (let c = 0; c < copies; c++) out.set(frame.data, c * frame.data.length); return out;',
    decompress: 'return bytes.slice(0, bytes.length / copies);',
  });
}

/** Stores only every n-th row of differences: honest, and better than storing. */
export const better = `// Pairs of equal differences share a byte.
function predict(samples, i) { return i > 0 ? samples[i - 1] : 128; }
export function compressFrame(frame) {
  const out = [];
  for (let i = 0; i < frame.data.length; i++) {
    const difference = (frame.data[i] - predict(frame.data, i)) & 255;
    let run = 1;
    while (run < 255 && i + 1 < frame.data.length && ((frame.data[i + 1] - frame.data[i]) & 255) === difference) { run++; i++; }
    out.push(difference, run);
  }
  return Uint8Array.from(out);
}
export function decompressFrame(bytes, { width, height }) {
  const half = (n) => (n + 1) >> 1;
  const samples = new Uint8Array(width * height + 2 * half(width) * half(height));
  let at = 0;
  for (let i = 0; i < bytes.length; i += 2) {
    for (let run = bytes[i + 1]; run > 0; run--, at++) samples[at] = predict(samples, at) + bytes[i];
  }
  return samples;
}
`;

/** A codec of few words, with numbers to change. */
export const adjustable = `const first = 120;
const shift = 2;
const longest = 20;
export function compressFrame({ data }) {
  const out = [];
  let last = first;
  for (let i = 0; i < data.length; ) {
    const change = (data[i] - last) & 255;
    let run = 1;
    while (run < longest && i + run < data.length && ((data[i + run] - data[i + run - 1]) & 255) === change) run++;
    out.push((change + shift) & 255, run);
    i += run;
    last = data[i - 1];
  }
  return Uint8Array.from(out);
}
export function decompressFrame(bytes, { width, height }) {
  const samples = new Uint8Array(width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1));
  let last = first;
  let at = 0;
  for (let i = 0; i < bytes.length; i += 2) {
    for (let run = bytes[i + 1]; run > 0; run--) {
      last = (last + bytes[i] - shift) & 255;
      samples[at++] = last;
    }
  }
  return samples;
}
`;

export interface Bench {
  readonly workshop: Workshop;
  readonly happenings: readonly Happening[];
}

export function smallWorkshop(forge: Forge, sandbox: Sandbox): Bench {
  const happenings: Happening[] = [];
  const narrate = (happening: Happening) => void happenings.push(happening);
  const workshop: Workshop = {
    forge,
    evaluator: sandboxEvaluator({ sandbox, experiments: 'none', cache: memoryCache(), narrate }),
    benchmark: smallBenchmark(),
    path: codecPath,
    narrate,
    now: () => 0,
    people: { mayWrite: async () => true },
    rules: { acceptFrom: 'writers', keepFailedHours: 24 },
    desk: null,
  };
  return { workshop, happenings };
}

/** Proposes these sources in order, each once. */
export function scripted(sources: Readonly<Record<string, string>>): Proposer {
  const proposals = Object.entries(sources).map(
    ([title, source]): Proposal => ({ title, hypothesis: `${title}.`, source, author: 'shipped' }),
  );
  let next = 0;
  return {
    async propose() {
      const proposal = proposals[next++];
      return proposal
        ? { kind: 'proposed', proposal }
        : { kind: 'exhausted', why: 'the script is at its end' };
    },
  };
}
