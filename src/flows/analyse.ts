/** Asks a model about the candidates of a run that will not be accepted, within what was set aside for it. */

import type { Advice } from '../domain/advice.ts';
import type { Benchmark } from '../domain/benchmark.ts';
import { round6 } from '../domain/metrics/number.ts';
import type { Plan, PlannedCandidate } from '../domain/plan.ts';
import type { EvaluationResult } from '../domain/result/result.ts';
import { recordTrial } from '../domain/trial/record.ts';
import { type EngineIdentity, noCost } from '../domain/trial/trial.ts';
import { type Advisers, advise, isAdvisable } from './advise.ts';
import { judgeCandidate } from './judge.ts';
import { recordedEvaluator } from './results.ts';

export interface AnalysisRoom {
  readonly benchmarks: readonly Benchmark[];
  readonly engine: EngineIdentity;
  /** US dollars for all, and for each candidate. */
  readonly usd: number;
  readonly usdPerCandidate: number;
  /** Advisers that can spend so many dollars. */
  readonly advisersWith: (usd: number) => Advisers;
}

/** One advice for each candidate that a model was asked about. */
export async function analyseRun(
  plan: Plan,
  results: readonly EvaluationResult[],
  room: AnalysisRoom,
): Promise<Advice[]> {
  const advices: Advice[] = [];
  let left = room.usd;
  for (const planned of plan.candidates) {
    const isKnown = advices.some(
      (advice) =>
        advice.benchmark === planned.benchmark && advice.source_digest === planned.source_digest,
    );
    if (isKnown) continue;
    const advised = await askable(planned, { plan, results }, room);
    if (!advised) continue;
    const usd = Math.min(left, room.usdPerCandidate);
    const advice = await advise(advised, room.advisersWith(usd));
    left = round6(left - advice.cost.usd);
    advices.push(advice);
  }
  return advices;
}

/** What is asked about a candidate; null when it may win, or could not be evaluated. */
async function askable(
  planned: PlannedCandidate,
  { plan, results }: { plan: Plan; results: readonly EvaluationResult[] },
  { benchmarks, engine }: AnalysisRoom,
) {
  const benchmark = benchmarks.find(({ name }) => name === planned.benchmark);
  const met = plan.benchmarks.find(({ name }) => name === planned.benchmark);
  const source = plan.sources[planned.source_digest];
  const baselineSource = met && plan.sources[met.baseline_digest];
  if (!benchmark || !met || source === undefined || baselineSource === undefined) return null;
  const { baseline_evaluation: evaluation, baseline_digest: digest } = met;
  const known = new Map(evaluation ? [[digest, evaluation]] : []);
  const recordings = { results, verifications: [], known };
  const evaluator = recordedEvaluator(recordings, engine, planned.source_digest);
  const judgement = await judgeCandidate({ source, baselineSource }, { benchmark, evaluator });
  if (!isAdvisable(judgement)) return null;
  const { title, hypothesis, author, attempts, repairs_left: repairs } = planned;
  const trial = recordTrial(
    { title, hypothesis, author, source, baselineSource, parent: null, head: null },
    judgement,
    { benchmark, engine, seenBefore: [], cost: noCost },
  );
  const earlier = attempts.map((attempt) => plan.sources[attempt] ?? '');
  return { trial, source, benchmark, attempts: repairs > 0 ? earlier : null };
}
