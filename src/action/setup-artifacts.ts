/** A plan and an evaluation of nothing, which go the way of real ones: up, down, and through the same readers. */

import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { engineIdentity } from '../adapters/quickjs/engine.ts';
import { digestOf } from '../domain/digest.ts';
import { evaluationArtifact, evaluationJobs, type Plan } from '../domain/plan.ts';
import { type EvaluationResult, resultFileName, wholeShard } from '../domain/result/result.ts';
import type { CarriedFacts } from '../domain/setup/facts.ts';
import { UsageError } from '../domain/usage-error.ts';
import { planArtifact, readEvaluations, readPlan, writePlan, writeResults } from './artifacts.ts';

const name = 'check-setup';
const source = '// a check of the set-up\n';
const source_digest = digestOf(source);
const measurement_digest = digestOf(name);

export const setupPlan: Plan = {
  ...{ schema: 1, shards: 1, spending: null, sources: { [source_digest]: source } },
  benchmarks: [
    { name, measurement_digest, baseline_digest: source_digest, baseline_evaluation: null },
  ],
  candidates: [
    {
      ...{ benchmark: name, pull_request: 1, head_sha: '0'.repeat(40), source_digest },
      ...{ title: name, hypothesis: name, author: 'person', attempts: [], repairs_left: 0 },
    },
  ],
};

function setupResult(): EvaluationResult {
  return {
    ...{ schema: 1, source_digest, measurement_digest, engine: engineIdentity() },
    ...{ shard: wholeShard, finding: { kind: 'broke', error: name } },
  };
}

/** Writes both, each into a folder of its own, for the steps that upload them. */
export async function writeSetupArtifacts(folder: string): Promise<void> {
  await writePlan(path.join(folder, 'plan'), setupPlan);
  await writeResults(path.join(folder, 'evaluation'), [setupResult()]);
}

/** What has to be found by a later run. */
export function setupUploads() {
  const artifact = evaluationJobs(setupPlan).map(evaluationArtifact).join();
  const result = setupResult();
  return {
    ...{ artifact, names: [planArtifact, artifact] },
    ...{ file: resultFileName(result), content: JSON.stringify(result) },
  };
}

/** `folder` holds what came down, first the plan alone and then both. */
export async function readSetupArtifacts(folder: string): Promise<CarriedFacts> {
  const [alone, together] = [path.join(folder, 'alone'), path.join(folder, 'together')];
  return {
    alone: await faultOf(() => checkPlan(alone)),
    together: await faultOf(async () => {
      await checkPlan(together);
      await checkEvaluation(together);
    }),
  };
}

async function checkPlan(folder: string): Promise<void> {
  const plan = await readPlan(folder);
  if (!isDeepStrictEqual(plan, setupPlan)) throw new UsageError('it is another plan');
}

async function checkEvaluation(folder: string): Promise<void> {
  const { byDigest, refused } = await readEvaluations(folder, setupPlan);
  const results = byDigest.get(source_digest) ?? [];
  if (refused.length > 0) throw new UsageError(refused.join('; '));
  if (results.length === 1) return;
  throw new UsageError('the evaluation is not in a folder of its own');
}

async function faultOf(read: () => Promise<void>): Promise<string | null> {
  try {
    await read();
    return null;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return error.message;
  }
}
