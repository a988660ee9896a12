/** `command: propose`: finishes what is open, opens new candidates, and plans the evaluations of the run. */

import * as core from '@actions/core';
import { MutationProposer } from '../adapters/local/mutation-proposer.ts';
import { evaluationJobs, type Plan, verificationJobs } from '../domain/plan.ts';
import { UsageError } from '../domain/usage-error.ts';
import { askFor, type PlannedRun, planRun, type RunRequest, type Studio } from '../flows/plan.ts';
import { renderPlan } from '../render/run-summary.ts';
import { writePlan } from './artifacts.ts';
import { type House, openHouse } from './house.ts';
import { choiceInput, flagInput, requiredInput, textInput, wholeInput } from './inputs.ts';
import { setOutput } from './outputs.ts';
import type { RunPlace } from './place.ts';

const nothing: Plan = { schema: 1, shards: 1, benchmarks: [], candidates: [], sources: {} };

/** Writes the plan even when there is nothing to do: the jobs after find empty lists. */
export async function proposeAction(place: RunPlace): Promise<void> {
  const request = readRequest();
  const output = requiredInput('output');
  if (flagInput('paused')) {
    return skip(output, 'The repository variable `CRUCIBLE_PAUSED` is set: nothing was done.');
  }
  const house = await openHouse(place);
  if (await house.dashboard.isPaused()) {
    return skip(output, 'Somebody wrote `/pause`: nothing was done. `/resume` goes on.');
  }
  if (flagInput('dry-run')) return dryRun(output, house);
  const studios = studiosOf(house);
  await askForPullRequest(house, place.actor);
  const planned = await planRun(studios, request);
  await finish(output, planned);
}

function readRequest(): RunRequest & { readonly candidates: number } {
  return {
    candidates: wholeInput('candidates', 0, 100),
    shards: wholeInput('shards', 1, 250),
    maxOpenCandidates: wholeInput('max-open-candidates', 0, 1000),
    maxCandidatesPerDay: wholeInput('max-candidates-per-day', 0, 1000),
  };
}

/** New candidates are for the named benchmark alone; what is open of the others is finished too. */
function studiosOf({ workshops }: House): Studio[] {
  choiceInput('proposer', ['mutation']);
  const named = textInput('benchmark');
  if (named !== '' && !workshops.some(({ benchmark }) => benchmark.name === named)) {
    const names = workshops.map(({ benchmark }) => benchmark.name).join(', ');
    throw new UsageError(`input benchmark: there is no '${named}' here; there are ${names}`);
  }
  return workshops.map((workshop) => ({
    workshop,
    proposer: named === '' || workshop.benchmark.name === named ? new MutationProposer() : null,
  }));
}

async function askForPullRequest({ workshops }: House, actor: string): Promise<void> {
  const text = textInput('pull-request');
  if (text === '') return;
  const [workshop] = workshops;
  if (!/^[1-9]\d{0,8}$/.test(text) || !workshop) {
    throw new UsageError(`input pull-request: '${text}' is not the number of a pull request`);
  }
  const pullRequest = await workshop.forge.pullRequest(Number(text));
  if (pullRequest.state !== 'open') {
    throw new UsageError(`input pull-request: #${text} is not open; \`/evaluate\` reopens it`);
  }
  await askFor(pullRequest, actor, workshop);
}

async function finish(output: string, { plan, opened, notes }: PlannedRun): Promise<void> {
  await writePlan(output, plan);
  setOutput('evaluations', JSON.stringify(evaluationJobs(plan)));
  setOutput('candidates', JSON.stringify(verificationJobs(plan)));
  await core.summary.addRaw(renderPlan(plan, opened, notes), true).write();
}

async function skip(output: string, why: string): Promise<void> {
  core.notice(why);
  await finish(output, { plan: nothing, opened: [], notes: [why] });
}

/** Reads all and writes nothing. */
async function dryRun(output: string, { workshops }: House): Promise<void> {
  const open = (await workshops[0]?.forge.pullRequests())?.filter(({ state }) => state === 'open');
  const list = open?.map(({ number }) => `#${number}`).join(', ') || 'none';
  return skip(output, `A dry run: nothing was changed. Open pull requests: ${list}.`);
}
