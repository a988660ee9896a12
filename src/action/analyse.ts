/**
 * `command: analyse`: says which candidates have to be verified, and asks Claude about those that will not be accepted.
 * Runs none of them.
 */

import * as core from '@actions/core';
import { Budget } from '../adapters/anthropic/budget.ts';
import { listBenchmarks, loadBenchmark } from '../adapters/local/benchmark.ts';
import { engineIdentity } from '../adapters/quickjs/engine.ts';
import type { Advice } from '../domain/advice.ts';
import { analyseRun, neededVerifications } from '../flows/analyse.ts';
import type { RecordedRun } from '../flows/recorded-judgement.ts';
import { safeLine } from '../render/sanitize.ts';
import { ownResults, readEvaluations, readPlan, writeAdvice } from './artifacts.ts';
import { claudeInputs, dollarInput } from './claude.ts';
import { setOutput } from './outputs.ts';
import type { RunPlace } from './place.ts';
import { folderInput } from './read-input.ts';

export async function analyseAction({ workspace, runId }: RunPlace): Promise<void> {
  const artifacts = folderInput('artifacts', workspace);
  const plan = await readPlan(artifacts);
  const evaluated = await readEvaluations(artifacts, plan);
  for (const why of evaluated.refused) core.warning(`left out ${why}`);
  const names = await listBenchmarks(workspace);
  const run: RecordedRun = {
    plan,
    results: ownResults(evaluated),
    benchmarks: await Promise.all(names.map((name) => loadBenchmark(name, workspace))),
    engine: engineIdentity(),
  };
  const advices = await askClaude(run, { runId, output: folderInput('output', workspace) });
  setOutput('verifications', JSON.stringify(await neededVerifications(run, advices)));
}

/** Whatever goes wrong with the model, the rules' analysis stands, and the log says why. */
async function askClaude(
  run: RecordedRun,
  { runId, output }: { readonly runId: string; readonly output: string },
): Promise<readonly Advice[]> {
  const settings = claudeInputs();
  if (settings === null) {
    core.info('There is no API key: the rules analyse.');
    return [];
  }
  if (run.plan.spending?.run !== runId) {
    // Started again, this job has perhaps spent already what was set aside for it.
    core.notice('The money was set aside for another attempt of this run: the rules analyse.');
    return [];
  }
  // The SDK is large: it is loaded for those alone who have a key.
  const { openAdvisers } = await import('../assembly/claude.ts');
  const advices = await analyseRun(run, {
    usd: dollarInput('reserved-usd'),
    usdPerCandidate: dollarInput('max-usd-per-candidate'),
    advisersWith: (usd) => openAdvisers(settings, new Budget(usd)),
  });
  const usd = advices.reduce((sum, { cost }) => sum + cost.usd, 0);
  await writeAdvice(output, advices, { run: runId, usd });
  for (const { source_digest: digest, cost, notes } of advices) {
    core.info(`${digest.slice(0, 12)}: $${cost.usd.toFixed(4)}`);
    for (const note of notes) core.info(safeLine(`  ${note}`));
  }
  return advices;
}
