/** What the recorded evaluations alone say of a planned candidate, before anything was verified. */

import type { Benchmark } from '../domain/benchmark.ts';
import type { Plan, PlannedCandidate } from '../domain/plan.ts';
import type { EvaluationResult } from '../domain/result/result.ts';
import type { Judgement } from '../domain/trial/judgement.ts';
import type { EngineIdentity } from '../domain/trial/trial.ts';
import type { Evaluator } from '../ports/evaluator.ts';
import { judgeCandidate } from './judge.ts';
import { recordedEvaluator } from './results.ts';

export interface RecordedRun {
  readonly plan: Plan;
  readonly results: readonly EvaluationResult[];
  readonly benchmarks: readonly Benchmark[];
  readonly engine: EngineIdentity;
}

export interface RecordedJudgement {
  readonly benchmark: Benchmark;
  readonly source: string;
  readonly baselineSource: string;
  /** Of one that may win it says nothing yet. */
  readonly judgement: Judgement;
  /** Whether only the held-out clips can tell: a verify job has to measure them. */
  readonly mayWin: boolean;
}

/** null when the plan or the checkout lacks what it needs. */
export async function judgeRecorded(
  planned: PlannedCandidate,
  { plan, results, benchmarks, engine }: RecordedRun,
): Promise<RecordedJudgement | null> {
  const benchmark = benchmarks.find(({ name }) => name === planned.benchmark);
  const met = plan.benchmarks.find(({ name }) => name === planned.benchmark);
  const source = plan.sources[planned.source_digest];
  const baselineSource = met && plan.sources[met.baseline_digest];
  if (!benchmark || !met || source === undefined || baselineSource === undefined) return null;
  const { baseline_evaluation: evaluation, baseline_digest: digest } = met;
  const known = new Map(evaluation ? [[digest, evaluation]] : []);
  const recordings = { results, verifications: [], known };
  const recorded = recordedEvaluator(recordings, engine, planned.source_digest);
  let mayWin = false;
  const evaluator: Evaluator = {
    engine,
    evaluate: (subject) => recorded.evaluate(subject),
    measure(subject) {
      mayWin = true;
      return recorded.measure(subject);
    },
  };
  const judgement = await judgeCandidate({ source, baselineSource }, { benchmark, evaluator });
  return { benchmark, source, baselineSource, judgement, mayWin };
}
