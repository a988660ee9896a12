/** Judges one candidate against the baseline: evaluates both, compares, and applies the policy. */

import { accountOf } from '../domain/account.ts';
import type { Analysis } from '../domain/analysis.ts';
import type { Benchmark } from '../domain/benchmark.ts';
import { clipsBelowFloor, compareEvaluations, heldOutResult } from '../domain/compare.ts';
import {
  diagnose,
  diagnoseAbandoned,
  diagnoseHeld,
  diagnoseRejection,
} from '../domain/diagnose.ts';
import { digestOf } from '../domain/digest.ts';
import { lossIn, measuredPart, stopAtLoss } from '../domain/early-stop.ts';
import type { Evaluation, Stage } from '../domain/evaluation.ts';
import { executedRepair } from '../domain/experiments/executed-repair.ts';
import type { PartsFinding } from '../domain/experiments/parts.ts';
import type { Failure, MissedWindow } from '../domain/failure.ts';
import type { EvaluationFailed, EvaluationOutcome } from '../domain/outcome.ts';
import { dataGrowth } from '../domain/source/carried-data.ts';
import { tokenDigest } from '../domain/static-check.ts';
import type { Judgement } from '../domain/trial/judgement.ts';
import type { Comparison } from '../domain/trial/trial.ts';
import { judge, judgePreliminary, type Verdict } from '../domain/verdict.ts';
import { chooseHeldOut, seedDigest, transformBenchmark } from '../domain/video/transform.ts';
import type { Evaluator } from '../ports/evaluator.ts';

export interface JudgedSources {
  readonly source: string;
  readonly baselineSource: string;
}

export interface Bench {
  readonly benchmark: Benchmark;
  readonly evaluator: Evaluator;
  /**
   * Whether a candidate is abandoned at the first clip that loses too much: a verdict sooner, which teaches less.
   * For files alone: what is kept in a history is whole.
   */
  readonly earlyStop?: boolean;
}

/** What is known by the time the policy is applied. */
interface Compared {
  readonly benchmark: Benchmark;
  readonly candidate: Evaluation;
  readonly baseline: Evaluation;
  readonly comparison: Comparison;
  readonly parts?: PartsFinding | null;
}

/**
 * The judgement of a candidate. Never rejects: whatever breaks that is not the candidate's fault ends
 * in the status `error`, with an analysis that says so.
 */
export async function judgeCandidate(sources: JudgedSources, bench: Bench): Promise<Judgement> {
  const { source } = sources;
  const { benchmark } = bench;
  try {
    return await judgeByStages(sources, bench);
  } catch (error) {
    const failure: Failure = {
      kind: 'infrastructure',
      error: error instanceof Error ? error.message : String(error),
      stack: error instanceof Error ? (error.stack ?? '') : '',
    };
    return { ...failed(failureOf([failure], 'judged'), source, benchmark), status: 'error' };
  }
}

async function judgeByStages(sources: JudgedSources, bench: Bench): Promise<Judgement> {
  const { benchmark, evaluator } = bench;
  const { source, baselineSource } = sources;
  let known: EvaluationOutcome | null = null;
  const evaluateBaseline = async () => {
    known ??= await evaluator.evaluate({ source: baselineSource, benchmark, what: 'baseline' });
    return known;
  };
  const stop = async () => {
    const met = await evaluateBaseline();
    return met.kind === 'measured' ? stopAtLoss(benchmark, met.evaluation) : null;
  };
  const candidate = await evaluator.evaluate(
    { source, benchmark, what: 'candidate' },
    bench.earlyStop ? stop : undefined,
  );
  if (candidate.kind === 'failed') return failed(candidate, source, benchmark);
  const { evaluation } = candidate;
  const baseline = await evaluateBaseline();
  const broken = (failure: EvaluationFailed) =>
    brokenBaseline(evaluation, analysisOf(failure, baselineSource, benchmark));
  if (baseline.kind === 'failed') return broken(baseline);
  const measured = evaluation.complete ? benchmark : measuredPart(benchmark, evaluation);
  const outcome = compareEvaluations(measured, evaluation, baseline.evaluation);
  if (outcome.kind === 'gap') {
    if (outcome.of === 'benchmark') return withoutWindow(evaluation, outcome.missed);
    const failures = outcome.gaps.map((gap): Failure => ({ kind: 'curve', gap }));
    const failure = failureOf(failures, 'compare');
    if (outcome.of === 'baseline') return broken(failure);
    const { investigation } = candidate;
    return { ...failed({ ...failure, investigation }, source, benchmark), evaluation };
  }
  const { comparison } = outcome;
  if (!evaluation.complete) {
    const account = accountOf(measured, evaluation, baseline.evaluation);
    const analysis = diagnoseAbandoned(lossIn(comparison, benchmark), account);
    return abandoned(analysis, evaluation, baseline.evaluation);
  }
  const compared = { benchmark, candidate: evaluation, baseline: baseline.evaluation, comparison };
  const facts = { comparison, belowFloor: clipsBelowFloor(benchmark, evaluation) };
  const preliminary = judgePreliminary(benchmark.policy, facts);
  if (preliminary.kind !== 'would_win') {
    const lost = preliminary.kind === 'rejected';
    const parts = lost ? await evaluator.compareParts?.({ ...sources, benchmark }) : null;
    return conclude(preliminary, 'compare', { ...compared, parts: parts ?? null });
  }
  const heldOut = await holdOut(sources, preliminary.heldOutSets, bench);
  if (heldOut.kind === 'candidate_failed') {
    const failure = failed(heldOut.failure, source, benchmark);
    return { ...failure, evaluation, comparison, baseline: baseline.evaluation };
  }
  if (heldOut.kind === 'baseline_failed') return broken(heldOut.failure);
  const whole = { ...comparison, held_out: heldOut.result };
  const verdict = judge(benchmark.policy, { ...facts, comparison: whole });
  return conclude(verdict, 'held-out', { ...compared, comparison: whole });
}

/**
 * What two evaluations at hand already say: a judgement when the candidate loses or cannot be compared,
 * null when it may win, which only held-out clips can tell.
 */
export function judgeAtHand(
  benchmark: Benchmark,
  candidate: Evaluation,
  baseline: Evaluation,
): Judgement | null {
  const outcome = compareEvaluations(benchmark, candidate, baseline);
  if (outcome.kind === 'gap') return null;
  const { comparison } = outcome;
  const facts = { comparison, belowFloor: clipsBelowFloor(benchmark, candidate) };
  const preliminary = judgePreliminary(benchmark.policy, facts);
  if (preliminary.kind !== 'rejected') return null;
  return conclude(preliminary, 'compare', { benchmark, candidate, baseline, comparison });
}

/** A winner that a person must let in first. */
export function holdBack(judgement: Judgement, reason: 'unauthorised' | 'on_hold'): Judgement {
  if (judgement.status !== 'accepted') return judgement;
  const holding = { kind: 'held', reason, clips: [] } as const;
  return {
    ...judgement,
    status: 'held',
    held_reason: reason,
    analysis: diagnoseHeld(judgement.comparison, holding),
  };
}

type HeldOutOutcome =
  | { readonly kind: 'measured'; readonly result: NonNullable<Comparison['held_out']> }
  | { readonly kind: 'candidate_failed'; readonly failure: EvaluationFailed }
  | { readonly kind: 'baseline_failed'; readonly failure: EvaluationFailed };

/** Both codecs on clips that the candidate's own digest chooses, so that none can be tuned to them. */
async function holdOut(
  { source, baselineSource }: JudgedSources,
  count: number,
  bench: Bench,
): Promise<HeldOutOutcome> {
  const seed = seedDigest({
    tokens: tokenDigest(source),
    baseline: digestOf(baselineSource),
    measurement: bench.benchmark.measurement_digest,
  });
  const sets = [];
  for (const transformation of chooseHeldOut(seed, count)) {
    const benchmark = transformBenchmark(bench.benchmark, transformation);
    const { name } = transformation;
    const candidate = await bench.evaluator.measure({
      source,
      benchmark,
      what: `candidate on ${name}`,
    });
    if (candidate.kind === 'failed')
      return { kind: 'candidate_failed', failure: heldOutStage(candidate) };
    const baseline = await bench.evaluator.measure({
      source: baselineSource,
      benchmark,
      what: `baseline on ${name}`,
    });
    if (baseline.kind === 'failed')
      return { kind: 'baseline_failed', failure: heldOutStage(baseline) };
    sets.push({
      name,
      benchmark,
      candidate: candidate.evaluation,
      baseline: baseline.evaluation,
    });
  }
  return { kind: 'measured', result: heldOutResult(sets, dataGrowth(source, baselineSource)) };
}

function conclude(
  verdict: Verdict,
  stage: Stage,
  { benchmark, candidate, baseline, comparison, parts = null }: Compared,
): Judgement {
  const common = { stage, evaluation: candidate, baseline, comparison, held_reason: null };
  switch (verdict.kind) {
    case 'accepted':
      return { ...common, status: 'accepted', analysis: null };
    case 'rejected':
      return {
        ...common,
        status: 'rejected',
        analysis: diagnoseRejection(comparison, verdict.reasons, {
          ...{ account: accountOf(benchmark, candidate, baseline), parts },
        }),
      };
    case 'held':
      return {
        ...common,
        status: 'held',
        held_reason: verdict.reason,
        analysis: diagnoseHeld(comparison, verdict),
      };
  }
}

function abandoned(analysis: Analysis, evaluation: Evaluation, baseline: Evaluation): Judgement {
  return {
    status: 'rejected',
    held_reason: null,
    stage: 'measure',
    evaluation,
    baseline,
    comparison: null,
    analysis,
  };
}

function failureOf(failures: readonly Failure[], stage: Stage): EvaluationFailed {
  return { kind: 'failed', stage, failures, logs: '' };
}

function heldOutStage(failure: EvaluationFailed): EvaluationFailed {
  return { ...failure, stage: 'held-out' };
}

function analysisOf(failure: EvaluationFailed, source: string, benchmark: Benchmark): Analysis {
  const { stage, failures, logs, investigation } = failure;
  const clips = benchmark.clips.map(({ clip }) => clip);
  return diagnose({ source, stage, failures, logs, clips, investigation });
}

function failed(failure: EvaluationFailed, source: string, benchmark: Benchmark): Judgement {
  return {
    status: 'failed',
    held_reason: null,
    stage: failure.stage,
    evaluation: null,
    comparison: null,
    analysis: analysisOf(failure, source, benchmark),
    baseline: null,
    repair: executedRepair(failure, benchmark),
  };
}

/** The candidate works; with nothing to compare it with, a person must decide. */
function brokenBaseline(evaluation: Evaluation, { root_cause: why }: Analysis): Judgement {
  return {
    status: 'held',
    held_reason: 'broken_baseline',
    stage: 'compare',
    evaluation,
    comparison: null,
    analysis: diagnoseHeld(null, { kind: 'held', reason: 'broken_baseline', clips: [], why }),
    baseline: null,
  };
}

/** Every case was measured, and the window is out of reach of the baseline as well: a person must mend it. */
function withoutWindow(evaluation: Evaluation, missed: readonly MissedWindow[]): Judgement {
  const holding = { kind: 'held', reason: 'broken_baseline', clips: [], missed } as const;
  return {
    status: 'held',
    held_reason: 'broken_baseline',
    stage: 'compare',
    evaluation,
    comparison: null,
    analysis: diagnoseHeld(null, holding),
    baseline: null,
  };
}
