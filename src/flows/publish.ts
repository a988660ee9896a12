/** Ends a run: judges anew what its jobs recorded, writes the verdicts down, and acts on them. */

import type { Advice } from '../domain/advice.ts';
import { digestOf } from '../domain/digest.ts';
import type { Evaluation } from '../domain/evaluation.ts';
import type { Plan, PlannedCandidate } from '../domain/plan.ts';
import type { EvaluationResult } from '../domain/result/result.ts';
import { type Cost, noCost, type Trial } from '../domain/trial/trial.ts';
import { UsageError } from '../domain/usage-error.ts';
import type { Narrate } from '../ports/narrator.ts';
import { type TakenAdvice, takeAdvice } from './advise.ts';
import { type Candidate, readCandidate } from './candidates.ts';
import { baselineEvaluation, readHistory } from './history.ts';
import { type JudgedSources, judgeCandidate } from './judge.ts';
import { reconcile } from './reconcile.ts';
import { commitRepair } from './repair.ts';
import { recordedEvaluator, recordedFix } from './results.ts';
import { reviewCandidate } from './review.ts';
import { standingOf } from './standing.ts';
import type { Workshop } from './workshop.ts';

/** What the jobs of the run left. */
export interface Evidence {
  readonly results: readonly EvaluationResult[];
  /** By the source digest of the candidate whose verify job made them: no job speaks for another. */
  readonly verifications: ReadonlyMap<string, readonly EvaluationResult[]>;
  /** What a model said of candidates. */
  readonly advice: readonly Advice[];
}

export interface Published {
  readonly trials: readonly Trial[];
  /** Pull requests whose head has no verdict: the next run evaluates them. */
  readonly due: readonly number[];
  /** What was left alone, and why. */
  readonly notes: readonly string[];
  /** Candidates whose verdict could not be written down; the next run has them again. */
  readonly broken: readonly string[];
}

/** Whether verdicts are acted on: a paused bot writes down what it knows, and merges and closes nothing. */
export type Acting = 'act' | 'write_only';

/** The verdicts of one benchmark's candidates. Believes of the plan only what the forge says too. */
export async function publishRun(
  plan: Plan,
  evidence: Evidence & { readonly acting?: Acting },
  workshop: Workshop,
): Promise<Published> {
  const trials: Trial[] = [];
  const notes: string[] = [];
  const broken: string[] = [];
  const { name } = workshop.benchmark;
  const met = plan.benchmarks.find((benchmark) => benchmark.name === name)?.baseline_digest;
  for (const planned of plan.candidates.filter(({ benchmark }) => benchmark === name)) {
    const outcome = await publishCandidate(planned, { ...evidence, met }, workshop).catch(
      (error: unknown): Outcome => {
        if (!(error instanceof Error) || error instanceof UsageError) throw error;
        broken.push(`#${planned.pull_request}: ${error.message}`);
        return { kind: 'left', why: `its verdict could not be written: ${error.message}` };
      },
    );
    if (outcome.kind === 'published') trials.push(outcome.trial);
    else notes.push(`#${planned.pull_request}: ${outcome.why}`);
  }
  const narrate: Narrate = (each) => {
    if (each.kind === 'blocked') notes.push(`#${each.number}: won, but is not merged: ${each.why}`);
    workshop.narrate(each);
  };
  const due = evidence.acting === 'write_only' ? [] : await reconcile({ ...workshop, narrate });
  return { trials, due, notes, broken };
}

type Outcome =
  | { readonly kind: 'published'; readonly trial: Trial }
  /** The next run has it again. */
  | { readonly kind: 'left'; readonly why: string };

async function publishCandidate(
  planned: PlannedCandidate,
  evidence: Evidence & { readonly met: string | undefined },
  workshop: Workshop,
): Promise<Outcome> {
  const { forge, path } = workshop;
  const found = await find(planned, workshop);
  if (found.kind === 'left') return found;
  const { candidate } = found;
  const baseline = await forge.baseline(path);
  const standing = await standingOf(candidate, baseline, workshop);
  const met = digestOf(baseline.source);
  if (standing.kind !== 'judged' && met !== evidence.met) {
    return { kind: 'left', why: 'the baseline moved during the run' };
  }
  const file = await forge.readFile(planned.head_sha, path);
  if (!file || digestOf(file.source) !== planned.source_digest) {
    return { kind: 'left', why: 'its file is not the one that was evaluated' };
  }
  const sources = { source: file.source, baselineSource: baseline.source };
  const taken = await judgeRecorded(sources, { planned, evidence }, workshop);
  if (standing.kind !== 'judged') {
    const trial = await reviewCandidate(candidate, { sources, ...taken }, workshop);
    return { kind: 'published', trial };
  }
  const { trial } = standing.past;
  if (trial.status === 'failed') await commitRepair(candidate, taken, workshop);
  return { kind: 'published', trial };
}

/** The judgement of what the jobs recorded, in the words of the advice, with the fixes that got further. */
async function judgeRecorded(
  sources: JudgedSources,
  { planned, evidence }: { planned: PlannedCandidate; evidence: Evidence },
  workshop: Workshop,
): Promise<TakenAdvice & { readonly cost: Cost }> {
  const { benchmark, evaluator } = workshop;
  const { source_digest: digest } = planned;
  const met = digestOf(sources.baselineSource);
  const evaluation = baselineEvaluation(await readHistory(workshop), met, workshop);
  const known = new Map<string, Evaluation>(evaluation ? [[met, evaluation]] : []);
  const verifications = evidence.verifications.get(digest) ?? [];
  const recordings = { results: evidence.results, verifications, known };
  const recorded = recordedEvaluator(recordings, evaluator.engine, digest);
  const judgement = await judgeCandidate(sources, { benchmark, evaluator: recorded });
  const advice =
    evidence.advice.find(
      (each) => each.benchmark === benchmark.name && each.source_digest === digest,
    ) ?? null;
  const { source } = sources;
  const taken = await takeAdvice({ source, judgement, advice }, async (run) =>
    run === source
      ? recorded.evaluate({ source, benchmark, what: 'candidate' })
      : recordedFix({ source: run, benchmark }, verifications, evaluator.engine),
  );
  return { ...taken, cost: advice?.cost ?? noCost };
}

/** The candidate, if it is still what was planned: a moved head is another candidate. */
async function find(
  { pull_request: number, head_sha: headSha }: PlannedCandidate,
  workshop: Workshop,
): Promise<{ kind: 'found'; candidate: Candidate } | (Outcome & { kind: 'left' })> {
  const pullRequest = (await workshop.forge.pullRequests()).find((each) => each.number === number);
  if (pullRequest?.state !== 'open') return { kind: 'left', why: 'it is not open any more' };
  if (pullRequest.headSha !== headSha) {
    return { kind: 'left', why: 'its head moved after the evaluation began' };
  }
  const reading = await readCandidate(pullRequest, workshop);
  if (reading.kind === 'candidate') return { kind: 'found', candidate: reading.candidate };
  return { kind: 'left', why: 'it is not a candidate any more' };
}
