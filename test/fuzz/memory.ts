/** What this process and the evaluators' use, over time; Linux only. */

import { readFileSync } from 'node:fs';
import { childProcesses, processUse } from '../support/evaluator-process.ts';

export interface MemorySample {
  /** Resident, in MB. */
  readonly own: number;
  readonly evaluators: number;
  readonly threads: number;
  /** Address space of the evaluators in GB: every WebAssembly memory that is still there has its share of it. */
  readonly reserved: number;
}

export function sampleMemory(): MemorySample {
  const children = childProcesses();
  const uses = children.flatMap((pid) => processUse(pid) ?? []);
  const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
  return {
    own: Math.round(process.memoryUsage.rss() / 1e6),
    evaluators: sum(uses.map(({ megabytes }) => megabytes)),
    threads: sum(uses.map(({ threads }) => threads)),
    reserved: Math.round(sum(children.map(addressSpace))),
  };
}

function addressSpace(pid: number): number {
  try {
    return (Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[0]) * 4096) / 1e9;
  } catch {
    return 0;
  }
}

/** In words, what is clearly more in the last third of the samples than in the one before; the first warms up. */
export function growth(samples: readonly MemorySample[]): string[] {
  if (samples.length < 9) return [];
  const third = Math.floor(samples.length / 3);
  return (['own', 'evaluators', 'threads', 'reserved'] as const).flatMap((what) => {
    const values = samples.map((sample) => sample[what]);
    const before = median(values.slice(third, 2 * third));
    const after = median(values.slice(-third));
    const room = what === 'threads' ? 4 : 150;
    return after > 1.3 * before && after > before + room
      ? [`${what} grew from ${before} to ${after}`]
      : [];
  });
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}
