/** A broken codec with the truth about it, and what the bot says of it. */

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { loadBenchmark } from '../../src/adapters/local/benchmark.ts';
import { memoryCache } from '../../src/adapters/local/evaluation-cache.ts';
import { type FailureCategory, failureCategories } from '../../src/domain/analysis.ts';
import type { Benchmark } from '../../src/domain/benchmark.ts';
import type { Judgement } from '../../src/domain/trial/judgement.ts';
import { sandboxEvaluator } from '../../src/flows/evaluate.ts';
import { judgeCandidate } from '../../src/flows/judge.ts';
import type { Sandbox } from '../../src/ports/sandbox.ts';

const root = 'test/causes';
const ownFolder = path.join(root, 'cases');

const truthSchema = z.object({
  objective: z.enum(['lossless', 'lossy']),
  category: z.enum(failureCategories),
  line: z.int().positive().optional(),
  /** Where several lines are equally right. */
  lines: z.array(z.int().positive()).optional(),
  /** What is wrong, and what mends it, for people. */
  fault: z.string(),
  mend: z.string(),
  /** Of each list at least one must stand in cause or fix. */
  must: z.array(z.array(z.string()).min(1)),
  /** None of these may. */
  must_not: z.array(z.string()),
  technique: z.string(),
});

export interface BrokenCodec {
  readonly name: string;
  readonly source: string;
  /** The same without the fault: it works. */
  readonly mended: string;
  readonly objective: 'lossless' | 'lossy';
  readonly category: FailureCategory;
  readonly lines: readonly number[];
  readonly must: readonly (readonly string[])[];
  readonly mustNot: readonly string[];
}

/** In the order of their names. */
export function brokenCodecs(folder = ownFolder): readonly BrokenCodec[] {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.replace(/\.json$/, ''))
    .sort();
  return names.map((name) => {
    const read = (ending: string) => readFileSync(path.join(folder, name + ending), 'utf8');
    const truth = truthSchema.parse(JSON.parse(read('.json')));
    const { objective, category, line, lines, must } = truth;
    return {
      ...{ name, objective, category, must, mustNot: truth.must_not },
      ...{ source: read('.js'), mended: read('.fixed.js') },
      lines: lines ?? (line === undefined ? [] : [line]),
    };
  });
}

/** Judges sources on small clips of either objective. */
export async function openJudge(
  sandbox: Sandbox,
): Promise<(source: string, objective: BrokenCodec['objective']) => Promise<Judgement>> {
  const load = (name: string) => loadBenchmark(path.join(root, 'benchmarks', name), process.cwd());
  const benchmarks = { lossless: await load('lossless'), lossy: await load('lossy') };
  const evaluator = sandboxEvaluator({ sandbox, narrate: () => {}, cache: memoryCache() });
  const baselines = { lossless: baselineOf('lossless'), lossy: baselineOf('lossy') };
  return (source, objective) => {
    const benchmark: Benchmark = benchmarks[objective];
    const sources = { source, baselineSource: baselines[objective] };
    return judgeCandidate(sources, { benchmark, evaluator });
  };
}

function baselineOf(name: string): string {
  return readFileSync(path.join(root, 'benchmarks', name, 'codec.js'), 'utf8');
}
