/** Decides what a run does: finishes what is open, proposes within the limits, and plans evaluations. */

import { digestOf } from '../domain/digest.ts';
import { round6 } from '../domain/metrics/number.ts';
import {
  mostCandidates,
  type Plan,
  type PlannedBenchmark,
  type PlannedSpending,
} from '../domain/plan.ts';
import type { Baseline, PullRequest } from '../ports/forge.ts';
import type { Proposal, Proposer } from '../ports/proposer.ts';
import { parseProposal } from '../render/pull-request.ts';
import { askedStatus, asksForRepair } from '../render/status.ts';
import { failedSources } from './attempts.ts';
import { readCandidate } from './candidates.ts';
import { baselineEvaluation, readHistory } from './history.ts';
import { type FreshCandidate, proposeCandidate } from './propose.ts';
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
  /** The workflow run, whatever its attempt: what it has opened already counts towards the wish. null outside of one. */
  readonly run: string | null;
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

export interface Wish {
  readonly proposals: number;
  readonly due: number;
  /** Dollars that the pull requests say were spent so far: then there is an account of them. None, where left out. */
  readonly spentBefore?: number;
}

/** Sets money aside before a model is asked anything. */
export interface Purse {
  /** How many of the wished proposals it allows beside `due` candidates that are open already. */
  open(wish: Wish): Promise<{
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
  const room = await roomFor(studios, request);
  const wish = { proposals: room.proposals, due: due.length };
  const spentBefore = purse === null ? 0 : await spentIn(studios);
  const allowance = purse === null ? null : await purse.open({ ...wish, spentBefore });
  const candidates = allowance?.proposals ?? room.proposals;
  const proposed = await proposeWithinLimits(studios, { ...request, candidates });
  const opened = [...proposed.opened.keys()];
  const most = mostCandidates(request.shards, studios.length);
  const chosen = [...due, ...opened].slice(0, most);
  const late = due.length + opened.length - chosen.length;
  const notes = [
    ...[room.note, allowance?.note ?? null].filter((note) => note !== null),
    ...proposed.notes,
    ...(late > 0 ? [`${late} candidates wait for the next run: a run holds ${most}.`] : []),
  ];
  const candidatesOf = { chosen: new Set(chosen), opened: proposed.opened };
  const plan = await planEvaluations(studios, candidatesOf, request);
  const spending = allowance && {
    ...allowance.spending,
    spent: round6(allowance.spending.spent + proposed.usd),
  };
  return { plan: { ...plan, spending }, opened, notes };
}

async function spentIn(studios: readonly Studio[]): Promise<number> {
  const histories = await Promise.all(studios.map(({ workshop }) => readHistory(workshop)));
  const pulls = (await studios[0]?.workshop.forge.pullRequests()) ?? [];
  const proposed = pulls.map(({ byBot, body }) => {
    const parsed = byBot ? parseProposal(body) : null;
    return parsed?.kind === 'proposal' ? parsed.proposal.cost.usd : 0;
  });
  const judged = histories.flat().map(({ trial }) => trial.cost.usd);
  return [...proposed, ...judged].reduce((sum, usd) => sum + usd, 0);
}

/** By number, in order. */
type Opened = ReadonlyMap<number, FreshCandidate | null>;

/** One candidate after the other, each for the benchmark that has had the fewest. */
async function proposeWithinLimits(
  studios: readonly Studio[],
  request: RunRequest,
): Promise<{ opened: Opened; notes: string[]; usd: number }> {
  const opened = new Map<number, FreshCandidate | null>();
  const notes: string[] = [];
  let usd = 0;
  let willing = studios.filter(isWilling);
  let left = request.candidates;
  while (left > 0) {
    const studio = await leastTried(willing);
    if (!studio) break;
    const outcome = await proposeCandidate(studio.workshop, studio.proposer, request);
    usd += outcome.cost.usd;
    if (outcome.kind === 'opened') {
      opened.set(outcome.pullRequest.number, outcome.fresh);
      left -= 1;
    } else {
      notes.push(`${studio.workshop.benchmark.name}: ${outcome.why}`);
      // What was paid for is one of the proposals that money was set aside for.
      if (outcome.cost.usd > 0) left -= 1;
      willing = willing.filter((other) => other !== studio);
    }
  }
  return { opened, notes, usd };
}

/** How many of the wished candidates the limits allow, and which limit allows no more. */
async function roomFor(
  studios: readonly Studio[],
  { candidates: wished, run, maxOpenCandidates, maxCandidatesPerDay }: RunRequest,
): Promise<{ readonly proposals: number; readonly note: string | null }> {
  const workshop = studios.find(isWilling)?.workshop;
  if (!workshop || wished === 0) return { proposals: 0, note: null };
  const { forge, now } = workshop;
  const own = (await forge.pullRequests()).filter(
    ({ byBot, body }) => byBot && parseProposal(body).kind === 'proposal',
  );
  const candidates = Math.max(0, wished - own.filter(({ body }) => isOpenedBy(run, body)).length);
  if (candidates === 0) {
    return { proposals: 0, note: 'An earlier attempt of this run has proposed: nothing is added.' };
  }
  const open = own.filter(({ state }) => state === 'open').length;
  const recent = own.filter(({ createdAt }) => createdAt > now() - day).length;
  const left = Math.max(0, maxOpenCandidates - open);
  const leftToday = Math.max(0, maxCandidatesPerDay - recent);
  const proposals = Math.min(candidates, left, leftToday);
  if (proposals === candidates) return { proposals, note: null };
  const reason =
    left <= leftToday
      ? `${open} candidates are open, and max-open-candidates is ${maxOpenCandidates}`
      : `${recent} candidates were opened within a day, and max-candidates-per-day is ${maxCandidatesPerDay}`;
  return { proposals, note: `${reason}: ${proposals} of ${candidates} are proposed.` };
}

function isOpenedBy(run: string | null, body: string): boolean {
  const parsed = parseProposal(body);
  return run !== null && parsed.kind === 'proposal' && parsed.proposal.run === run;
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
  { chosen, opened }: { readonly chosen: ReadonlySet<number>; readonly opened: Opened },
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
    let baseline: Baseline | null = null;
    for (const pullRequest of await forge.pullRequests()) {
      if (!chosen.has(pullRequest.number)) continue;
      const fresh = opened.get(pullRequest.number) ?? null;
      const subject = fresh?.proposal ?? (await subjectOf(pullRequest, workshop));
      if (subject === null) continue;
      baseline = fresh?.baseline ?? baseline;
      const { title, hypothesis, author, source } = subject;
      const attempts = (await failedSources(pullRequest, workshop)).map(keep);
      const newest = await forge.newestStatus(pullRequest.headSha);
      const asked = newest !== null && asksForRepair(newest) ? 1 : 0;
      const left = pullRequest.byBot ? Math.max(asked, repairs - attempts.length) : 0;
      candidates.push({
        ...{ benchmark: name, pull_request: pullRequest.number, head_sha: pullRequest.headSha },
        ...{ source_digest: keep(source), title, hypothesis, author },
        ...{ attempts, repairs_left: left },
      });
    }
    if (candidates.length === before) continue;
    const { source } = baseline ?? (await forge.baseline(path));
    const known = baselineEvaluation(await readHistory(workshop), digestOf(source), workshop);
    benchmarks.push({
      name,
      measurement_digest: benchmark.measurement_digest,
      baseline_digest: keep(source),
      baseline_evaluation: known,
    });
  }
  return { schema: 1, shards, benchmarks, candidates, sources };
}

/** What an open candidate says of itself, and its source; null when it is none. */
async function subjectOf(
  pullRequest: PullRequest,
  workshop: Workshop,
): Promise<Pick<Proposal, 'title' | 'hypothesis' | 'author' | 'source'> | null> {
  const reading = await readCandidate(pullRequest, workshop);
  const file = await workshop.forge.readFile(pullRequest.headSha, workshop.path);
  return reading.kind === 'candidate' && file
    ? { ...reading.candidate.proposal, source: file.source }
    : null;
}

/** Lets a head be evaluated, whoever wrote it and whatever verdict it has: the next plan has it. */
export async function askFor(
  pullRequest: PullRequest,
  login: string,
  { forge }: Pick<Workshop, 'forge'>,
): Promise<void> {
  await forge.postStatus(pullRequest.headSha, askedStatus(login));
}
