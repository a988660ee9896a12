/** Runs a would-be winner again on a fresh machine, then both codecs on the held-out clips. */

import { digestOf } from '../domain/digest.ts';
import { joinResults } from '../domain/result/join.ts';
import type { EvaluationResult } from '../domain/result/result.ts';
import { wholeShard } from '../domain/result/result.ts';
import type { Evaluator } from '../ports/evaluator.ts';
import type { SandboxPorts } from './evaluate.ts';
import { type Bench, type JudgedSources, judgeCandidate } from './judge.ts';
import { evaluateShare, measureWhole, type Recordings, recordedEvaluator } from './results.ts';

/**
 * What a verdict on the candidate needs beyond its evaluation; nothing unless it may win. The judgement
 * itself is made anew where it is published.
 */
export async function verifyCandidate(
  sources: JudgedSources,
  { benchmark, recordings }: { benchmark: Bench['benchmark']; recordings: Recordings },
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
  await judgeCandidate(sources, { benchmark, evaluator });
  if (made.length === 0) return [];
  const subject = { source: sources.source, benchmark, what: 'candidate, once more' };
  return [await evaluateShare(subject, wholeShard, ports), ...made];
}
