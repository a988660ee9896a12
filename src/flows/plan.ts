/** Decides what a run does: finishes what is open, proposes within the limits, and plans evaluations. */

import { digestOf } from '../domain/digest.ts';
import { mostCandidates, type Plan, type PlannedBenchmark } from '../domain/plan.ts';
import type { PullRequest } from '../ports/forge.ts';
import type { Proposer } from '../ports/proposer.ts';
import { parseProposal } from '../render/pull-request.ts';
import { askedStatus } from '../render/status.ts';
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

const day = 24 * 3600;

/** Finishes, proposes and plans, for all benchmarks of the run. */
export async function planRun(
  studios: readonly Studio[],
  request: RunRequest,
): Promise<PlannedRun> {
  const due = new Map<string, readonly number[]>();
  for (const { workshop } of studios) {
    due.set(workshop.benchmark.name, await reconcile(workshop));
  }
  const { opened, notes } = await proposeWithinLimits(studios, request);
  const most = mostCandidates(request.shards, studios.length);
  const all = [...due.values()].flat();
  const late = Math.max(0, all.length + opened.length - most);
  if (late > 0) notes.push(`${late} candidates wait for the next run: a run holds ${most}.`);
  const chosen = new Set([...all, ...opened.map(({ number }) => number)].slice(0, most));
  return {
    plan: await planEvaluations(studios, chosen, request.shards),
    opened: opened.map(({ number }) => number),
    notes,
  };
}

/** One candidate after the other, each for the benchmark that has had the fewest. */
async function proposeWithinLimits(
  studios: readonly Studio[],
  request: RunRequest,
): Promise<{ opened: PullRequest[]; notes: string[] }> {
  const opened: PullRequest[] = [];
  const notes: string[] = [];
  let willing = studios.filter(isWilling);
  while (opened.length < request.candidates) {
    const limit = willing[0] && (await limitReached(willing[0].workshop, request));
    if (limit) {
      notes.push(limit);
      break;
    }
    const studio = await leastTried(willing);
    if (!studio) break;
    const outcome = await proposeCandidate(studio.workshop, studio.proposer);
    if (outcome.kind === 'opened') opened.push(outcome.pullRequest);
    else {
      notes.push(`${studio.workshop.benchmark.name}: ${outcome.why}`);
      willing = willing.filter((other) => other !== studio);
    }
  }
  return { opened, notes };
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
  shards: number,
): Promise<Plan> {
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
      const { number: pull_request, headSha: head_sha } = pullRequest;
      candidates.push({
        benchmark: name,
        pull_request,
        head_sha,
        source_digest: keep(file.source),
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
