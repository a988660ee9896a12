/** `command: verify`: a would-be winner once more on a fresh machine, and the held-out clips. */

import * as core from '@actions/core';
import { QuickJsSandbox } from '../adapters/quickjs/sandbox.ts';
import type { Advice } from '../domain/advice.ts';
import { UsageError } from '../domain/usage-error.ts';
import { verifyCandidate } from '../flows/verify.ts';
import { ownResults, readAdvice, readEvaluations, writeResults } from './artifacts.ts';
import { plannedSource } from './evaluate-plan.ts';
import { actionNarrator } from './narrate.ts';
import type { RunPlace } from './place.ts';
import { folderInput, wholeInput } from './read-input.ts';

export async function verifyAction({ workspace }: RunPlace): Promise<void> {
  const { plan, benchmark, source, digest } = await plannedSource(workspace);
  const artifacts = folderInput('artifacts', workspace);
  const evaluated = await readEvaluations(artifacts, plan);
  const results = ownResults(evaluated);
  for (const why of evaluated.refused) core.warning(`left out ${why}`);
  const planned = plan.benchmarks.find(({ name }) => name === benchmark.name);
  const baselineSource = planned && plan.sources[planned.baseline_digest];
  if (!planned || baselineSource === undefined) {
    throw new UsageError(`the plan has no baseline of ${benchmark.name}`);
  }
  const { baseline_digest: met, baseline_evaluation: evaluation } = planned;
  const known = new Map(evaluation ? [[met, evaluation]] : []);
  const { advice: advices } = await readAdvice(artifacts);
  const own = (each: Advice) => each.benchmark === benchmark.name && each.source_digest === digest;
  const advice = advices.find(own) ?? null;
  const sandbox = new QuickJsSandbox(wholeInput('jobs', 0, 256));
  try {
    const made = await verifyCandidate(
      { source, baselineSource },
      { benchmark, recordings: { results, verifications: [], known }, advice },
      { sandbox, narrate: actionNarrator() },
    );
    await writeResults(folderInput('output', workspace), made);
    core.info(made.length === 0 ? 'not a winner: nothing to verify' : `${made.length} results`);
  } finally {
    await sandbox.close();
  }
}
