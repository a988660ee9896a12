/** `command: evaluate` with a plan: one share of one source's evaluation, as a file for the jobs after. */

import * as core from '@actions/core';
import { loadBenchmark } from '../adapters/local/benchmark.ts';
import { QuickJsSandbox } from '../adapters/quickjs/sandbox.ts';
import type { Benchmark } from '../domain/benchmark.ts';
import { shortDigest } from '../domain/digest.ts';
import { baselineOf, type Plan } from '../domain/plan.ts';
import { parseShard, printShard } from '../domain/result/result.ts';
import { UsageError } from '../domain/usage-error.ts';
import { evaluateShare } from '../flows/results.ts';
import { readPlan, writeResults } from './artifacts.ts';
import { actionNarrator } from './narrate.ts';
import type { RunPlace } from './place.ts';
import { folderInput, requiredInput, textInput, wholeInput } from './read-input.ts';

/** A candidate that fails does not fail the step: what it did is the result. */
export async function evaluatePlanAction({ workspace }: RunPlace): Promise<void> {
  const { plan, benchmark, source, digest } = await plannedSource(workspace);
  const shard = parseShard(textInput('shard'));
  if (!shard) throw new UsageError(`input shard: '${textInput('shard')}' is not of the form 2/8`);
  const output = folderInput('output', workspace);
  const sandbox = new QuickJsSandbox(wholeInput('jobs', 0, 256));
  const what = `${benchmark.name} ${shortDigest(digest)}, shard ${printShard(shard)}`;
  try {
    const ports = { sandbox, narrate: actionNarrator() };
    const baselineSource = baselineOf(plan, { benchmark: benchmark.name, digest });
    const result = await evaluateShare({ source, baselineSource, benchmark, what }, shard, ports);
    await writeResults(output, [result]);
    core.info(`${what}: ${result.finding.kind}`);
    if (result.finding.kind === 'broke') core.warning(result.finding.error);
  } finally {
    await sandbox.close();
  }
}

export interface PlannedSource {
  readonly plan: Plan;
  readonly benchmark: Benchmark;
  readonly source: string;
  readonly digest: string;
}

/** What the inputs `artifacts`, `benchmark` and `digest` name, from the checkout and the plan. */
export async function plannedSource(workspace: string): Promise<PlannedSource> {
  const plan = await readPlan(folderInput('artifacts', workspace));
  const benchmark = await loadBenchmark(requiredInput('benchmark'), workspace);
  const planned = plan.benchmarks.find(({ name }) => name === benchmark.name);
  if (planned?.measurement_digest !== benchmark.measurement_digest) {
    throw new UsageError(
      `benchmark ${benchmark.name}: the checkout is not the one that the plan was made for`,
    );
  }
  const digest = requiredInput('digest');
  const source = plan.sources[digest];
  if (source === undefined) throw new UsageError(`input digest: the plan has no source ${digest}`);
  return { plan, benchmark, source, digest };
}
