/** Decides what a run does: finishes what is open, proposes within the limits, and plans evaluations. */

import { digestOf } from '../domain/digest.ts';
import { round6 } from '../domain/metrics/number.ts';
import {
  mostCandidates,
  type Plan,
  type PlannedBenchmark,
  type PlannedSpending,
} from '../domain/plan.ts';
import type { PullRequest } from '../ports/forge.ts';
import type { Proposer } from '../ports/proposer.ts';
import { parseProposal } from '../render/pull-request.ts';
import { askedStatus, asksForRepair } from '../render/status.ts';
import { failedSources } from './attempts.ts';
import { readCandidate } from './candidates.ts';
import { knownEvaluation, readHistory } from './history.ts';
import { proposeCandidate } from './propose.ts';
import { reconcile } from './reconcile.ts';
import type { Workshop } from './workshop.ts';

/** One benchmark, and who writes candidates for it. */
export interface Studio {
  readonly workshop: Workshop;
  /** null when nothing new is wished for here: what is open is finished all the same. */
  readonly proposer: Proposer | null;
}

export interface RunRequest {
  /** How many new candidates are wished for; 0 only finishes what is open. */
  readonly candidates: number;
  /** What a person wishes the new ones to try. */
  readonly idea: string | null;
  /** How often a failed candidate may be repaired. */
  readonly repairs: number;
  readonly shards: number;
  readonly maxOpenCandidates: number;
  readonly maxCandidatesPerDay: number;
}

export interface PlannedRun {
  readonly plan: Plan;
  /** Pull requests that were opened. */
  readonly opened: readonly number[];
  /** Why fewer than wished for were proposed, or none. */
  readonly notes: readonly string[];
}

/** Sets money aside before a model is asked anything. */
export interface Purse {
  /** How many of the wished proposals it allows beside `due` candidates that are open already. */
  open(wish: { readonly proposals: number; readonly due: number }): Promise<{
    readonly proposals: number;
    readonly note: string | null;
    readonly spending: PlannedSpending;
  }>;
}

const day = 24 * 3600;

/** Finishes, proposes and plans, for all benchmarks of the run. `purse` is null when no model is asked. */
export async function planRun(
  studios: readonly Studio[],
  request: RunRequest,
  purse: Purse | null = null,
): Promise<PlannedRun> {
  const due: number[] = [];
  for (const { workshop } of studios) due.push(...(await reconcile(workshop, 'await_all')));
  const wish = { proposals: request.candidates, due: due.length };
  const allowance = purse === null ? null : await purse.open(wish);
  const candidates = allowance?.proposals ?? request.candidates;
  const proposed = await proposeWithinLimits(studios, { ...request, candidates });
  const opened = proposed.opened.map(({ number }) => number);
  const most = mostCandidates(request.shards, studios.length);
  const chosen = [...due, ...opened].slice(0, most);
  const late = due.length + opened.length - chosen.length;
  const notes = [
    ...(allowance?.note ? [allowance.note] : []),
    ...proposed.notes,
    ...(late > 0 ? [`${late} candidates wait for the next run: a run holds ${most}.`] : []),
  ];
  const plan = await planEvaluations(studios, new Set(chosen), request);
  const spending = allowance && {
    ...allowance.spending,
    spent: round6(allowance.spending.spent + proposed.usd),
  };
  return { plan: { ...plan, spending }, opened, notes };
}

/** One candidate after the other, each for the benchmark that has had the fewest. */
async function proposeWithinLimits(
  studios: readonly Studio[],
  request: RunRequest,
): Promise<{ opened: PullRequest[]; notes: string[]; usd: number }> {
  const opened: PullRequest[] = [];
  const notes: string[] = [];
  let usd = 0;
  let willing = studios.filter(isWilling);
  while (opened.length < request.candidates) {
    const limit = willing[0] && (await limitReached(willing[0].workshop, request));
    if (limit) {
      notes.push(limit);
      break;
    }
    const studio = await leastTried(willing);
    if (!studio) break;
    const outcome = await proposeCandidate(studio.workshop, studio.proposer, request.idea);
    usd += outcome.cost.usd;
    if (outcome.kind === 'opened') opened.push(outcome.pullRequest);
    else {
      notes.push(`${studio.workshop.benchmark.name}: ${outcome.why}`);
      willing = willing.filter((other) => other !== studio);
    }
  }
  return { opened, notes, usd };
}

async function limitReached(
  { forge, now }: Workshop,
  { maxOpenCandidates, maxCandidatesPerDay }: RunRequest,
): Promise<string | null> {
  const own = (await forge.pullRequests()).filter(
    ({ byBot, body }) => byBot && parseProposal(body).kind === 'proposal',
  );
  const open = own.filter(({ state }) => state === 'open').length;
  if (open >= maxOpenCandidates) {
    return `${open} candidates are open, and max-open-candidates is ${maxOpenCandidates}: nothing new is proposed.`;
  }
  const recent = own.filter(({ createdAt }) => createdAt > now() - day).length;
  if (recent >= maxCandidatesPerDay) {
    return `${recent} candidates were opened within a day, and max-candidates-per-day is ${maxCandidatesPerDay}: nothing new is proposed.`;
  }
  return null;
}

type WillingStudio = Studio & { readonly proposer: Proposer };

function isWilling(studio: Studio): studio is WillingStudio {
  return studio.proposer !== null;
}

async function leastTried(studios: readonly WillingStudio[]): Promise<WillingStudio | null> {
  let least: { studio: WillingStudio; tried: number } | null = null;
  for (const studio of studios) {
    const { forge, benchmark } = studio.workshop;
    const tried = (await forge.pullRequests()).filter(({ byBot, body }) => {
      const parsed = byBot ? parseProposal(body) : null;
      return parsed?.kind === 'proposal' && parsed.proposal.benchmark === benchmark.name;
    }).length;
    if (least === null || tried < least.tried) least = { studio, tried };
  }
  return least?.studio ?? null;
}

/** The sources of the chosen pull requests, as they stand now, and of the baselines they meet. */
async function planEvaluations(
  studios: readonly Studio[],
  chosen: ReadonlySet<number>,
  { shards, repairs }: RunRequest,
): Promise<Omit<Plan, 'spending'>> {
  const candidates: Plan['candidates'][number][] = [];
  const benchmarks: PlannedBenchmark[] = [];
  const sources: Record<string, string> = {};
  const keep = (source: string) => {
    const digest = digestOf(source);
    sources[digest] = source;
    return digest;
  };
  for (const { workshop } of studios) {
    const { forge, path, benchmark } = workshop;
    const { name } = benchmark;
    const before = candidates.length;
    for (const pullRequest of await forge.pullRequests()) {
      if (!chosen.has(pullRequest.number)) continue;
      const reading = await readCandidate(pullRequest, workshop);
      const file = await forge.readFile(pullRequest.headSha, path);
      if (reading.kind !== 'candidate' || !file) continue;
      const { title, hypothesis, author } = reading.candidate.proposal;
      const attempts = (await failedSources(pullRequest, workshop)).map(keep);
      const newest = await forge.newestStatus(pullRequest.headSha);
      const asked = newest !== null && asksForRepair(newest) ? 1 : 0;
      const left = pullRequest.byBot ? Math.max(asked, repairs - attempts.length) : 0;
      candidates.push({
        ...{ benchmark: name, pull_request: pullRequest.number, head_sha: pullRequest.headSha },
        ...{ source_digest: keep(file.source), title, hypothesis, author },
        ...{ attempts, repairs_left: left },
      });
    }
    if (candidates.length === before) continue;
    const { source } = await forge.baseline(path);
    const known = knownEvaluation(await readHistory(workshop), digestOf(source), workshop);
    benchmarks.push({
      name,
      measurement_digest: benchmark.measurement_digest,
      baseline_digest: keep(source),
      baseline_evaluation: known,
    });
  }
  return { schema: 1, shards, benchmarks, candidates, sources };
}

/** Lets a head be evaluated, whoever wrote it and whatever verdict it has: the next plan has it. */
export async function askFor(
  pullRequest: PullRequest,
  login: string,
  { forge }: Pick<Workshop, 'forge'>,
): Promise<void> {
  await forge.postStatus(pullRequest.headSha, askedStatus(login));
}
