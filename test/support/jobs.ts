/** The jobs of a run without runners: the same flows, results handed on as JSON, the real sandbox. */

import assert from 'node:assert/strict';
import { type Advice, parseAdvice } from '../../src/domain/advice.ts';
import { baselineOf, evaluationJobs, type Plan, parsePlan } from '../../src/domain/plan.ts';
import { type EvaluationResult, parseShard } from '../../src/domain/result/result.ts';
import { parseResult } from '../../src/domain/result/schema.ts';
import type { Advisers } from '../../src/flows/advise.ts';
import { analyseRun, neededVerifications } from '../../src/flows/analyse.ts';
import { type PlannedRun, planRun, type RunRequest, type Studio } from '../../src/flows/plan.ts';
import { type Published, publishRun } from '../../src/flows/publish.ts';
import { evaluateShare } from '../../src/flows/results.ts';
import { verifyCandidate } from '../../src/flows/verify.ts';
import type { Workshop } from '../../src/flows/workshop.ts';
import type { Sandbox } from '../../src/ports/sandbox.ts';

export const noLimits: RunRequest = {
  candidates: 0,
  idea: null,
  run: null,
  repairs: 1,
  shards: 1,
  maxOpenCandidates: 100,
  maxCandidatesPerDay: 100,
};

/** What happens to the artifacts on their way, and between the jobs. */
export interface Meddling {
  readonly evaluated?: (results: readonly EvaluationResult[]) => readonly EvaluationResult[];
  readonly verified?: (results: readonly EvaluationResult[]) => readonly EvaluationResult[];
  readonly beforePublish?: () => Promise<unknown>;
  /** What the publish job works with: it begins anew. The other jobs' workshop without. */
  readonly publisher?: () => Workshop;
  /** Who is asked in the analyse job; nobody without. */
  readonly advisers?: Advisers;
}

export interface RanJobs extends Published {
  readonly planned: PlannedRun;
}

/** propose, evaluate, verify, publish: one whole run of one benchmark. */
export async function runJobs(
  studio: Studio,
  sandbox: Sandbox,
  request: Partial<RunRequest> = {},
  meddling: Meddling = {},
): Promise<RanJobs> {
  const { workshop } = studio;
  const planned = await planRun([studio], { ...noLimits, ...request });
  const plan = throughJson(planned.plan);
  const ports = { sandbox, experiments: 'none', narrate: () => {} } as const;
  const results = await evaluateAll(plan, workshop, ports);
  const handed = meddling.evaluated?.(results) ?? results;
  const { advisers } = meddling;
  const advice = advisers ? await analyseAll(plan, handed, { workshop, advisers }) : [];
  const verified = await verifyAll(plan, { results: handed, advice }, { workshop, ports });
  const verifications = new Map(
    [...verified].map(([digest, made]) => [digest, meddling.verified?.(made) ?? made]),
  );
  await meddling.beforePublish?.();
  const evidence = { results: handed, verifications, advice };
  const published = await publishRun(plan, evidence, meddling.publisher?.() ?? workshop);
  return { ...published, planned };
}

interface Ports {
  readonly sandbox: Sandbox;
  /** Analyses are not what these runs are about. */
  readonly experiments: 'none';
  readonly narrate: () => void;
}

async function evaluateAll(plan: Plan, { benchmark }: Workshop, ports: Ports) {
  const results: EvaluationResult[] = [];
  for (const job of evaluationJobs(plan)) {
    const { digest, shard } = job;
    const source = plan.sources[digest] ?? '';
    const share = parseShard(shard);
    assert.ok(share);
    const result = await evaluateShare(
      { source, baselineSource: baselineOf(plan, job), benchmark, what: digest },
      share,
      ports,
    );
    results.push(resultThroughJson(result));
  }
  return results;
}

async function analyseAll(
  plan: Plan,
  results: readonly EvaluationResult[],
  { workshop, advisers }: { workshop: Workshop; advisers: Advisers },
): Promise<Advice[]> {
  const { benchmark, evaluator } = workshop;
  const run = { plan, results, benchmarks: [benchmark], engine: evaluator.engine };
  const asked = await analyseRun(run, {
    ...{ usd: 10, usdPerCandidate: 1 },
    advisersWith: () => advisers,
  });
  return asked.map((advice) => {
    const parsed = parseAdvice(JSON.parse(JSON.stringify(advice)));
    assert.ok(parsed.kind === 'advice', JSON.stringify(parsed));
    return parsed.advice;
  });
}

async function verifyAll(
  plan: Plan,
  { results, advice: advices }: { results: readonly EvaluationResult[]; advice: readonly Advice[] },
  { workshop, ports }: { workshop: Workshop; ports: Ports },
) {
  const [met] = plan.benchmarks;
  const made = new Map<string, readonly EvaluationResult[]>();
  const { benchmark, evaluator } = workshop;
  const run = { plan, results, benchmarks: [benchmark], engine: evaluator.engine };
  for (const { digest } of await neededVerifications(run, advices)) {
    assert.ok(met);
    const { baseline_digest: baseline, baseline_evaluation: evaluation } = met;
    const sources = {
      source: plan.sources[digest] ?? '',
      baselineSource: plan.sources[baseline] ?? '',
    };
    const known = new Map(evaluation ? [[baseline, evaluation]] : []);
    const recordings = { results, verifications: [], known };
    const advice = advices.find(({ source_digest: source }) => source === digest) ?? null;
    const verified = await verifyCandidate(sources, { benchmark, recordings, advice }, ports);
    made.set(digest, verified.map(resultThroughJson));
  }
  return made;
}

function throughJson(plan: Plan): Plan {
  const parsed = parsePlan(JSON.parse(JSON.stringify(plan)));
  assert.ok(parsed.kind === 'plan', JSON.stringify(parsed));
  return parsed.plan;
}

function resultThroughJson(result: EvaluationResult): EvaluationResult {
  const parsed = parseResult(JSON.parse(JSON.stringify(result)));
  assert.ok(parsed.kind === 'result', JSON.stringify(parsed));
  return parsed.result;
}
