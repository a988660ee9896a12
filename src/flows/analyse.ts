/** Asks a model about the candidates of a run that will not be accepted, and says which ones have to be verified. */

import type { Advice } from '../domain/advice.ts';
import { round6 } from '../domain/metrics/number.ts';
import { type PlannedCandidate, type VerificationJob, verificationJobs } from '../domain/plan.ts';
import { recordTrial } from '../domain/trial/record.ts';
import { noCost } from '../domain/trial/trial.ts';
import { type Advisers, advise, fixesOf, isAdvisable } from './advise.ts';
import { judgeRecorded, type RecordedRun } from './recorded-judgement.ts';

/** What may be spent on advice, in US dollars. */
export interface AdviceMoney {
  readonly usd: number;
  readonly usdPerCandidate: number;
  /** Advisers that can spend so many dollars. */
  readonly advisersWith: (usd: number) => Advisers;
}

/** One advice for each candidate that a model was asked about. */
export async function analyseRun(run: RecordedRun, money: AdviceMoney): Promise<Advice[]> {
  const advices: Advice[] = [];
  let left = money.usd;
  for (const planned of run.plan.candidates) {
    const isKnown = advices.some(
      (advice) =>
        advice.benchmark === planned.benchmark && advice.source_digest === planned.source_digest,
    );
    if (isKnown) continue;
    const advised = await askable(planned, run);
    if (!advised) continue;
    const usd = Math.min(left, money.usdPerCandidate);
    const advice = await advise(advised, money.advisersWith(usd));
    left = round6(left - advice.cost.usd);
    advices.push(advice);
  }
  return advices;
}

/** The jobs of the verify matrix that have something to run: would-be winners, and failed ones with a fix to try. */
export async function neededVerifications(
  run: RecordedRun,
  advices: readonly Advice[],
): Promise<VerificationJob[]> {
  const needed: VerificationJob[] = [];
  for (const job of verificationJobs(run.plan)) {
    const own = ({
      benchmark,
      source_digest: digest,
    }: {
      benchmark: string;
      source_digest: string;
    }) => benchmark === job.benchmark && digest === job.digest;
    const planned = run.plan.candidates.find(own);
    const recorded = planned && (await judgeRecorded(planned, run));
    if (!recorded) continue;
    const { mayWin, judgement, source } = recorded;
    const advice = judgement.status === 'failed' ? advices.find(own) : undefined;
    if (mayWin || (advice && fixesOf(advice, source).length > 0)) needed.push(job);
  }
  return needed;
}

/** What is asked about a candidate; null when it may win, or could not be evaluated. */
async function askable(planned: PlannedCandidate, run: RecordedRun) {
  const recorded = await judgeRecorded(planned, run);
  if (!recorded || !isAdvisable(recorded.judgement)) return null;
  const { judgement, benchmark, source, baselineSource } = recorded;
  const { title, hypothesis, author, attempts, repairs_left: repairs } = planned;
  const trial = recordTrial(
    { title, hypothesis, author, source, baselineSource, parent: null, head: null },
    judgement,
    { benchmark, engine: run.engine, seenBefore: [], cost: noCost },
  );
  const earlier = attempts.map((attempt) => run.plan.sources[attempt] ?? '');
  return { trial, source, benchmark, attempts: repairs > 0 ? earlier : null };
}
