/** `command: publish`: judges anew what the jobs recorded, reviews, merges, and starts the next run. */

import * as core from '@actions/core';
import type { Trial } from '../domain/trial/trial.ts';
import { type Published, publishRun } from '../flows/publish.ts';
import { reportDashboard } from '../flows/report.ts';
import { settleSpending } from '../flows/spending.ts';
import { renderPublished } from '../render/run-summary.ts';
import { annotate } from './annotate.ts';
import { ownResults, readAdvice, readPlan, readResults } from './artifacts.ts';
import { openHouse } from './house.ts';
import { requiredInput, textInput } from './inputs.ts';
import { setTrialOutputs } from './outputs.ts';
import type { RunPlace } from './place.ts';

export async function publishAction(place: RunPlace): Promise<void> {
  const plan = await readPlan(requiredInput('plan'));
  const evaluated = await readResults(requiredInput('results'));
  const verified = await readResults(requiredInput('verifications'));
  const analysed = await readAdvice(textInput('analyses') || 'no-analyses');
  for (const why of [evaluated, verified, analysed].flatMap(({ refused }) => refused)) {
    core.warning(`left out ${why}`);
  }
  const { workshops, nextRun, ledger, dashboard } = await openHouse(place);
  const evidence = {
    results: ownResults(evaluated),
    verifications: verified.byDigest,
    advice: analysed.advice,
  };
  const published: Published[] = [];
  for (const workshop of workshops) published.push(await publishRun(plan, evidence, workshop));
  const trials = published.flatMap((each) => each.trials);
  const due = published.flatMap((each) => each.due);
  const notes = published.flatMap((each) => each.notes);
  if (plan.spending) {
    const usd = analysed.advice.reduce((sum, { cost }) => sum + cost.usd, 0);
    await settleSpending(ledger, plan.spending, usd);
  }
  if (due.length > 0) await nextRun.start();
  if ((await dashboard.number()) !== null) await reportDashboard(workshops, dashboard);
  for (const trial of trials) annotateTrial(trial, workshops);
  const best = bestOf(trials);
  if (best) setTrialOutputs(best);
  await core.summary
    .addRaw(
      renderPublished(
        { trials, due, notes },
        workshops.map(({ benchmark }) => benchmark),
      ),
      true,
    )
    .write();
}

function annotateTrial(
  trial: Trial,
  workshops: readonly { path: string; benchmark: { name: string } }[],
): void {
  const workshop = workshops.find(({ benchmark }) => benchmark.name === trial.benchmark.name);
  if (trial.status === 'failed' || trial.status === 'error') annotate(trial, workshop?.path ?? '');
}

/** Accepted before held before the rest, then the lowest rate. */
function bestOf(trials: readonly Trial[]): Trial | null {
  const order = ['accepted', 'held', 'rejected', 'failed', 'error'];
  const [best] = trials.toSorted(
    (a, b) =>
      order.indexOf(a.status) - order.indexOf(b.status) ||
      (a.comparison?.rate_change_percent ?? 0) - (b.comparison?.rate_change_percent ?? 0),
  );
  return best ?? null;
}
