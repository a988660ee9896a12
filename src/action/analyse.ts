/** `command: analyse`: asks Claude about the candidates that will not be accepted. Runs none of them. */

import * as core from '@actions/core';
import { Budget } from '../adapters/anthropic/budget.ts';
import { listBenchmarks, loadBenchmark } from '../adapters/local/benchmark.ts';
import { engineIdentity } from '../adapters/quickjs/engine.ts';
import { openAdvisers } from '../assembly/claude.ts';
import { analyseRun } from '../flows/analyse.ts';
import { safeLine } from '../render/sanitize.ts';
import { ownResults, readPlan, readResults, writeAdvice } from './artifacts.ts';
import { claudeInputs, dollarInput } from './claude.ts';
import type { RunPlace } from './place.ts';
import { requiredInput } from './read-input.ts';

/** Whatever goes wrong with the model, the rules' analysis stands, and the log says why. */
export async function analyseAction({ workspace, runId }: RunPlace): Promise<void> {
  const settings = claudeInputs();
  if (settings === null) {
    core.info('There is no API key: the rules analyse.');
    return;
  }
  const plan = await readPlan(requiredInput('plan'));
  if (plan.spending?.run !== runId) {
    // Started again, this job has perhaps spent already what was set aside for it.
    core.notice('The money was set aside for another attempt of this run: the rules analyse.');
    return;
  }
  const evaluated = await readResults(requiredInput('results'));
  for (const why of evaluated.refused) core.warning(`left out ${why}`);
  const names = await listBenchmarks(workspace);
  const advices = await analyseRun(plan, ownResults(evaluated), {
    benchmarks: await Promise.all(names.map((name) => loadBenchmark(name, workspace))),
    engine: engineIdentity(),
    usd: dollarInput('reserved-usd'),
    usdPerCandidate: dollarInput('max-usd-per-candidate'),
    advisersWith: (usd) => openAdvisers(settings, new Budget(usd)),
  });
  const usd = advices.reduce((sum, { cost }) => sum + cost.usd, 0);
  await writeAdvice(requiredInput('output'), advices, { run: runId, usd });
  for (const { source_digest: digest, cost, notes } of advices) {
    core.info(`${digest.slice(0, 12)}: $${cost.usd.toFixed(4)}`);
    for (const note of notes) core.info(safeLine(`  ${note}`));
  }
}
