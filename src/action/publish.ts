/** `command: publish`: judges anew what the jobs recorded, reviews, merges, and starts the next run. */

import * as core from '@actions/core';
import type { Trial } from '../domain/trial/trial.ts';
import { suggestGuidance } from '../flows/guide.ts';
import { type Acting, type Published, publishRun } from '../flows/publish.ts';
import { reportDashboard } from '../flows/report.ts';
import { isOfRun, settleSpending } from '../flows/spending.ts';
import { changedTrials, readHistories, storeTrials } from '../flows/store.ts';
import { guidedNote } from '../render/guidance.ts';
import { renderPublished } from '../render/run-summary.ts';
import { safeLine } from '../render/sanitize.ts';
import { annotate } from './annotate.ts';
import {
  historyIn,
  ownResults,
  planFolder,
  readAdvice,
  readEvaluations,
  readPlan,
  readVerifications,
} from './artifacts.ts';
import { openHouse } from './house.ts';
import { setOutput, setTrialOutputs } from './outputs.ts';
import type { RunPlace } from './place.ts';
import { flagInput, folderInput } from './read-input.ts';
import { storesTrials, storeWith } from './storing.ts';

export async function publishAction(place: RunPlace): Promise<void> {
  const { workspace } = place;
  const artifacts = folderInput('artifacts', workspace);
  const plan = await readPlan(artifacts);
  const evaluated = await readEvaluations(artifacts, plan);
  const verified = await readVerifications(artifacts, plan);
  const analysed = await readAdvice(artifacts);
  for (const why of [evaluated, verified, analysed].flatMap(({ refused }) => refused)) {
    core.warning(`left out ${why}`);
  }
  const known = historyIn(await planFolder(artifacts));
  const house = await openHouse(place, { from: known, output: folderInput('output', workspace) });
  const { workshops, nextRun, ledger, dashboard } = house;
  const evidence = {
    results: ownResults(evaluated),
    verifications: verified.byDigest,
    advice: analysed.advice,
    acting: (flagInput('paused') || (await dashboard.isPaused()) ? 'write_only' : 'act') as Acting,
  };
  const before = storesTrials() ? await readHistories(workshops) : [];
  const published: Published[] = [];
  for (const workshop of workshops) published.push(await publishRun(plan, evidence, workshop));
  const trials = published.flatMap((each) => each.trials);
  const due = published.flatMap((each) => each.due);
  const notes = published.flatMap((each) => each.notes);
  if (plan.spending && isOfRun(plan.spending.run, place.runId)) {
    const { run, reserved, spent } = plan.spending;
    // What a job spent that did not get to its end is not known: all that it might have counts.
    const usd = analysed.spent?.run === run ? analysed.spent.usd : reserved - spent;
    await settleSpending(ledger, plan.spending, usd);
  }
  if (due.length > 0) await nextRun.start();
  const guided = evidence.acting === 'act' ? await suggestGuidance(workshops) : null;
  const note = guided && guidedNote(guided);
  if (note) notes.push(note);
  if ((await dashboard.number()) !== null) await reportDashboard(workshops, dashboard);
  setOutput('history', String(house.hasLeftHistory()));
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
  const broken = published.flatMap((each) => each.broken);
  failFor(guided?.kind === 'failed' && note ? [...broken, note] : broken);
  await storeWith(async (storing) =>
    storeTrials(changedTrials(before, await readHistories(workshops)), storing),
  );
}

/** The step fails at its end, when everything else is done. */
function failFor(broken: readonly string[]): void {
  if (broken.length > 0) core.setFailed(broken.map((line) => safeLine(line)).join('; '));
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
