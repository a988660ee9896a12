/** `command: propose`: finishes what is open, opens new candidates, and plans the evaluations of the run. */

import path from 'node:path';
import * as core from '@actions/core';
import { Budget } from '../adapters/anthropic/budget.ts';
import { MutationProposer } from '../adapters/local/mutation-proposer.ts';
import { type ClaudeSettings, dearestProposal, openProposer } from '../assembly/claude.ts';
import { chooseEvolved } from '../domain/evolved.ts';
import { evaluationJobs, type Plan, verificationJobs } from '../domain/plan.ts';
import { UsageError } from '../domain/usage-error.ts';
import {
  askFor,
  type PlannedRun,
  type Purse,
  planRun,
  type RunRequest,
  type Studio,
} from '../flows/plan.ts';
import { ledgerPurse, leftForAnalysis, runOf, settleSpending } from '../flows/spending.ts';
import type { Proposer } from '../ports/proposer.ts';
import { renderPlan } from '../render/run-summary.ts';
import { historyIn, writePlan } from './artifacts.ts';
import { claudeInputs } from './claude.ts';
import { type House, openHouse } from './house.ts';
import { setOutput } from './outputs.ts';
import type { RunPlace } from './place.ts';
import { flagInput, requiredInput, textInput } from './read-input.ts';
import { type ProposerName, settings, unknownBenchmark } from './settings.ts';

const nothing: Plan = {
  ...{ schema: 1, shards: 1, benchmarks: [], candidates: [], spending: null, sources: {} },
};

/** Writes the plan even when there is nothing to do: the jobs after find empty lists. */
export async function proposeAction(place: RunPlace): Promise<void> {
  const request = readRequest(place);
  const output = requiredInput('output');
  if (settings.paused()) {
    return skip(output, 'The repository variable `CRUCIBLE_PAUSED` is set: nothing was done.');
  }
  const history = { from: null, passOn: historyIn(path.resolve(place.workspace, output)) };
  const house = await openHouse(place, history);
  if (await house.dashboard.isPaused()) {
    return skip(output, 'Somebody wrote `/pause`: nothing was done. `/resume` goes on.');
  }
  if (flagInput('dry-run')) return dryRun(output, house);
  const claude = claudeFor(settings.proposer());
  const money = claude && moneyFor(claude, house, place);
  const studios = studiosOf(house, money?.proposer ?? new MutationProposer());
  await askForPullRequest(house, place.actor);
  const planned = await planRun(studios, request, money?.purse ?? null);
  const { plan } = planned;
  // Nothing is left to spend money on: no later job settles the account.
  if (plan.spending && plan.candidates.length === 0) {
    await settleSpending(house.ledger, plan.spending, 0);
  }
  await finish(output, planned);
}

/** null when nobody is asked: without a key, or because another proposer was chosen. */
function claudeFor(proposer: ProposerName): ClaudeSettings | null {
  const settings = claudeInputs();
  if (proposer === 'claude' && settings === null) {
    throw new UsageError(
      'input proposer: claude needs an API key: Settings > Secrets and variables > Actions, secret ANTHROPIC_API_KEY',
    );
  }
  return proposer === 'mutation' ? null : settings;
}

/** A purse, and a proposer that cannot spend more than the purse allowed. */
function moneyFor(
  claude: ClaudeSettings,
  { ledger }: House,
  { runId }: RunPlace,
): { readonly purse: Purse; readonly proposer: Proposer } {
  const perProposal = dearestProposal(claude);
  const rules = {
    perDay: settings['max-usd-per-day'](),
    perCandidate: settings['max-usd-per-candidate'](),
    perProposal,
  };
  const now = Math.floor(Date.now() / 1000);
  const purse = ledgerPurse(ledger, { run: runId, time: now, rules });
  let proposer: Proposer = openProposer(claude, new Budget(0));
  return {
    purse: {
      async open(wish) {
        const allowance = await purse.open(wish);
        proposer = openProposer(claude, new Budget(allowance.proposals * perProposal));
        return allowance;
      },
    },
    proposer: { propose: (request) => proposer.propose(request) },
  };
}

function readRequest({ runId }: RunPlace): RunRequest {
  const idea = textInput('idea');
  return {
    idea: idea === '' ? null : idea,
    run: runOf(runId),
    repairs: settings.repairs(),
    candidates: settings.candidates(),
    shards: settings.shards(),
    maxOpenCandidates: settings['max-open-candidates'](),
    maxCandidatesPerDay: settings['max-candidates-per-day'](),
  };
}

/** New candidates are for the chosen benchmarks alone; what is open of the others is finished too. */
function studiosOf({ workshops, benchmarks }: House, proposer: Proposer): Studio[] {
  const named = textInput('benchmark');
  const evolved = chooseEvolved({ benchmarks, named, listed: settings.benchmarks() });
  if (evolved.kind === 'unknown') {
    const input = named === '' ? 'benchmarks' : 'benchmark';
    throw new UsageError(`input ${input}: ${unknownBenchmark(evolved)}`);
  }
  if (evolved.names.length === 0) {
    core.notice('Every benchmark here evolves by name only: name some in CRUCIBLE_BENCHMARKS.');
  }
  return workshops.map((workshop) => ({
    workshop,
    proposer: evolved.names.includes(workshop.benchmark.name) ? proposer : null,
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
  setOutput('reserved-usd', String(plan.spending ? leftForAnalysis(plan.spending) : 0));
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
