/** Runs a would-be winner again on a fresh machine, then both codecs on the held-out clips. */

import type { Advice } from '../domain/advice.ts';
import type { Benchmark } from '../domain/benchmark.ts';
import { digestOf } from '../domain/digest.ts';
import { joinResults } from '../domain/result/join.ts';
import type { EvaluationResult } from '../domain/result/result.ts';
import { wholeShard } from '../domain/result/result.ts';
import type { Evaluator } from '../ports/evaluator.ts';
import { fixesOf } from './advise.ts';
import type { SandboxPorts } from './evaluate.ts';
import { type JudgedSources, judgeCandidate } from './judge.ts';
import { evaluateShare, measureWhole, type Recordings, recordedEvaluator } from './results.ts';

export interface VerificationTask {
  readonly benchmark: Benchmark;
  readonly recordings: Recordings;
  readonly advice: Advice | null;
}

/**
 * What a verdict on the candidate needs beyond its evaluation: for a would-be winner the held-out clips,
 * for one that fails what came of the fixes in the advice. The judgement itself is made anew where it is
 * published.
 */
export async function verifyCandidate(
  sources: JudgedSources,
  { benchmark, recordings, advice }: VerificationTask,
  ports: SandboxPorts,
): Promise<EvaluationResult[]> {
  const made: EvaluationResult[] = [];
  const recorded = recordedEvaluator(recordings, ports.sandbox.engine, digestOf(sources.source));
  const evaluator: Evaluator = {
    engine: recorded.engine,
    evaluate: (subject) => recorded.evaluate(subject),
    async measure(subject) {
      const result = await measureWhole(subject, ports);
      made.push(result);
      const joined = joinResults(subject.benchmark, [result]);
      if (joined.kind === 'joined') return joined.outcome;
      throw new Error(joined.why);
    },
  };
  const { status } = await judgeCandidate(sources, { benchmark, evaluator });
  const quick = { ...ports, experiments: 'none' } as const;
  const run = (source: string, what: string) =>
    evaluateShare({ source, benchmark, what }, wholeShard, quick);
  if (made.length > 0) made.unshift(await run(sources.source, 'candidate, once more'));
  if (status === 'failed' && advice !== null) {
    for (const fix of fixesOf(advice, sources.source)) made.push(await run(fix, 'a fix'));
  }
  return made;
}
