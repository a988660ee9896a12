/** Proposes one candidate: asks the proposer, and opens a pull request with what it wrote. */

import { digestOf } from '../domain/digest.ts';
import { tokenDigest } from '../domain/static-check.ts';
import { examplesOf } from '../domain/strategy.ts';
import { type Cost, noCost } from '../domain/trial/trial.ts';
import type { Baseline, PullRequest } from '../ports/forge.ts';
import type { Proposal, ProposalBrief, Proposer } from '../ports/proposer.ts';
import { renderPullRequest } from '../render/pull-request.ts';
import { evaluatingStatus } from '../render/status.ts';
import {
  knownEvaluation,
  type PastTrial,
  readHistory,
  triedDigests,
  triedTokens,
} from './history.ts';
import type { Workshop } from './workshop.ts';

/** What is known of a candidate that was just opened, without asking for it. */
export interface FreshCandidate {
  readonly proposal: Proposal;
  /** That it stands on. */
  readonly baseline: Baseline;
}

export type ProposeOutcome =
  | {
      readonly kind: 'opened';
      readonly pullRequest: PullRequest;
      readonly cost: Cost;
      /** null when it was there already. */
      readonly fresh: FreshCandidate | null;
    }
  | { readonly kind: 'exhausted'; readonly why: string; readonly cost: Cost };

/** For what, and for whom. */
export interface ProposalWish {
  /** A person's wish; only a model can follow it. */
  readonly idea?: string | null;
  /** The workflow run that it is for. */
  readonly run?: string | null;
}

/** Lines that people and the bot add to what a model is told. */
export const guidancePath = 'prompts/guidance.md';

/**
 * Opens at most one pull request. A second run after a crash finds the first one's by its branch.
 */
export async function proposeCandidate(
  workshop: Workshop,
  proposer: Proposer,
  { idea = null, run = null }: ProposalWish = {},
): Promise<ProposeOutcome> {
  const { forge, benchmark, path } = workshop;
  const baseline = await forge.baseline(path);
  const history = await readHistory(workshop);
  const outcome = await proposer.propose({
    benchmark: benchmark.name,
    baseline: baseline.source,
    history: history.map(({ trial }) => trial),
    tried: await triedDigests(workshop, baseline.source),
    triedTokens: await triedTokens(workshop),
    brief: () => briefOf({ baseline, history, idea }, workshop),
  });
  const cost = outcome.spending?.cost ?? noCost;
  if (outcome.kind === 'exhausted') return { kind: 'exhausted', why: outcome.why, cost };
  const { title, hypothesis, source, author } = outcome.proposal;
  const page = renderPullRequest({
    ...{ benchmark: benchmark.name, title, hypothesis, author, cost },
    parent: digestOf(baseline.source),
    source_digest: digestOf(source),
    token_digest: tokenDigest(source),
    successor_of: null,
    model: outcome.spending?.model ?? null,
    run,
  });
  // A model takes minutes: the branch leaves the default branch where that is now.
  const base = outcome.spending === undefined ? baseline : await forge.baseline(path);
  const opened = await forge.openCandidate({ ...page, path, source, base: base.commit });
  const { pullRequest } = opened;
  if (opened.kind === 'opened') await forge.postStatus(pullRequest.headSha, evaluatingStatus);
  workshop.narrate({ kind: 'opened', pullRequest, title, hypothesis });
  const fresh = opened.kind === 'opened' ? { proposal: outcome.proposal, baseline: base } : null;
  return { kind: 'opened', pullRequest, cost, fresh };
}

/** What a model is told: read only when there is one, since it takes a request for each source. */
async function briefOf(
  known: { baseline: Baseline; history: readonly PastTrial[]; idea: string | null },
  workshop: Workshop,
): Promise<ProposalBrief> {
  const { forge, benchmark, path } = workshop;
  const { baseline, history, idea } = known;
  const baselineDigest = digestOf(baseline.source);
  const examples = examplesOf({
    history: history.map(({ trial }) => trial),
    baselineDigest,
    measurementDigest: benchmark.measurement_digest,
  });
  const sources = new Map<string, string>();
  for (const { candidate } of examples) {
    const { head_sha: head, source_digest: digest } = candidate;
    const file = head === null ? null : await forge.readFile(head, path);
    if (file && digestOf(file.source) === digest) sources.set(digest, file.source);
  }
  const guidance = await forge.readFile(baseline.commit, guidancePath);
  return {
    benchmark,
    baselineEvaluation: knownEvaluation(history, baselineDigest, workshop),
    sources,
    guidance: guidance?.source ?? '',
    idea,
  };
}
