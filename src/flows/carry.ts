/** Carries one candidate from wherever it stands to its verdict, and acts on that: all on this machine. */

import type { Advice } from '../domain/advice.ts';
import type { Judgement } from '../domain/trial/judgement.ts';
import { recordTrial } from '../domain/trial/record.ts';
import { noCost, type Trial } from '../domain/trial/trial.ts';
import { advise, isAdvisable, takeAdvice } from './advise.ts';
import { failedSources } from './attempts.ts';
import { type Candidate, readCandidate } from './candidates.ts';
import { trialsOf } from './history.ts';
import { type JudgedSources, judgeCandidate } from './judge.ts';
import { reviewCandidate } from './review.ts';
import { outrun, settle } from './settle.ts';
import { standingOf } from './standing.ts';
import type { Workshop } from './workshop.ts';

/**
 * Judges and reviews the candidate unless that was done for this head and this baseline, then merges,
 * closes, or puts it on top of a baseline that moved. Every step may be repeated after a crash.
 */
export async function carryCandidate(number: number, workshop: Workshop): Promise<Trial> {
  for (;;) {
    const candidate = await candidateOf(number, workshop);
    const baseline = await workshop.forge.baseline(workshop.path);
    const standing = await standingOf(candidate, baseline, workshop);
    if (standing.kind === 'outrun') {
      const settled = await outrun(candidate, standing.past, workshop);
      if (settled.kind !== 'due') return newestTrial(candidate, workshop);
      continue;
    }
    if (standing.kind === 'judged') {
      const settled = await settle(candidate, { past: standing.past, baseline }, workshop);
      if (settled.kind !== 'due') return standing.past.trial;
      continue;
    }
    const trial = await evaluateCandidate(candidate, workshop);
    if (trial.status === 'error') return trial;
  }
}

/** Evaluates the head as it stands, and writes the verdict down; a repair that got further is committed. */
async function evaluateCandidate(candidate: Candidate, workshop: Workshop): Promise<Trial> {
  const { forge, path, benchmark, evaluator } = workshop;
  const file = await forge.readFile(candidate.pullRequest.headSha, path);
  if (!file) throw new Error(`#${candidate.pullRequest.number} has no ${path} at its head`);
  const { source } = file;
  const baseline = await forge.baseline(path);
  const sources = { source, baselineSource: baseline.source };
  const judgement = await judgeCandidate(sources, workshop);
  const advice = await ask(candidate, { sources, judgement }, workshop);
  const taken = await takeAdvice({ source, judgement, advice }, (run) =>
    evaluator.evaluate({ source: run, benchmark, what: run === source ? 'candidate' : 'a fix' }),
  );
  const cost = advice?.cost ?? noCost;
  return reviewCandidate(candidate, { sources, ...taken, cost }, workshop);
}

/** What a model says of it; null when none is asked. */
async function ask(
  { pullRequest, proposal }: Candidate,
  { sources, judgement }: { sources: JudgedSources; judgement: Judgement },
  workshop: Workshop,
): Promise<Advice | null> {
  const { desk, benchmark, evaluator } = workshop;
  if (desk === null || !isAdvisable(judgement)) return null;
  const attempts = await failedSources(pullRequest, workshop);
  const mayRepair = pullRequest.byBot && attempts.length < desk.repairs;
  const trial = recordTrial({ ...proposal, ...sources, head: null }, judgement, {
    ...{ benchmark, engine: evaluator.engine, seenBefore: [], cost: noCost },
  });
  return advise(
    { trial, source: sources.source, benchmark, attempts: mayRepair ? attempts : null },
    await desk.advisersFor(),
  );
}

async function candidateOf(number: number, workshop: Workshop): Promise<Candidate> {
  const reading = await readCandidate(await workshop.forge.pullRequest(number), workshop);
  if (reading.kind === 'candidate') return reading.candidate;
  throw new Error(`pull request #${number} is not a candidate: its body or its codec was lost`);
}

async function newestTrial({ pullRequest }: Candidate, workshop: Workshop): Promise<Trial> {
  const past = (await trialsOf(pullRequest, workshop)).at(-1);
  if (past) return past.trial;
  throw new Error(`the verdict on #${pullRequest.number} was lost`);
}
