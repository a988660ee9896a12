/** Finds the candidates among the pull requests, and what each of them says of itself. */

import { guidanceBranches } from '../domain/branch.ts';
import { digestOf } from '../domain/digest.ts';
import { readHeader } from '../domain/source/header.ts';
import { noCost } from '../domain/trial/trial.ts';
import { UnreadableChange } from '../domain/unreadable.ts';
import type { Difference, PullRequest } from '../ports/forge.ts';
import { type ProposalRecord, parseProposal } from '../render/pull-request.ts';
import type { Workshop } from './workshop.ts';

export interface Candidate {
  readonly pullRequest: PullRequest;
  readonly proposal: ProposalRecord;
}

export type CandidateReading =
  | { readonly kind: 'candidate'; readonly candidate: Candidate }
  /** It touches the codec, and more than that. */
  | { readonly kind: 'refused'; readonly pullRequest: PullRequest; readonly paths: string[] }
  /** An ordinary pull request, another benchmark's candidate, or one that is not ready yet. */
  | { readonly kind: 'other' };

/**
 * The open pull requests that concern this benchmark, oldest first. One that cannot be read (it has no
 * history in common with the default branch, or is too large) keeps nobody from the others.
 */
export async function readOpen(workshop: Workshop): Promise<CandidateReading[]> {
  const open = (await workshop.forge.pullRequests()).filter(({ state }) => state === 'open');
  return Promise.all(
    open.map((pullRequest) => {
      if (isTwin(pullRequest, open)) return { kind: 'other' as const };
      return readCandidate(pullRequest, workshop).catch((error: unknown) => {
        if (!(error instanceof UnreadableChange)) throw error;
        const { number } = pullRequest;
        workshop.narrate({ kind: 'unreadable', number, why: error.message });
        return { kind: 'other' as const };
      });
    }),
  );
}

/** The same commit as another pull request's: statuses belong to commits, so only one can be judged. */
function isTwin(pullRequest: PullRequest, open: readonly PullRequest[]): boolean {
  const rank = ({ byBot, number }: PullRequest) => (byBot ? 0 : number);
  return open.some(
    (other) => other.headSha === pullRequest.headSha && rank(other) < rank(pullRequest),
  );
}

/** The bot's own pull request with a line for the prompt: no candidate, and merged by people alone. */
export function isGuidance({ byBot, branch }: PullRequest): boolean {
  return byBot && branch.startsWith(guidanceBranches);
}

/** The bot's by what their bodies remember, people's by what they change. */
export async function readCandidate(
  pullRequest: PullRequest,
  workshop: Workshop,
): Promise<CandidateReading> {
  if (isGuidance(pullRequest)) return { kind: 'other' };
  const parsed = pullRequest.byBot ? parseProposal(pullRequest.body) : null;
  if (parsed?.kind === 'proposal') {
    const { proposal } = parsed;
    if (proposal.benchmark !== workshop.benchmark.name) return { kind: 'other' };
    const strayed = await strays(pullRequest, workshop);
    return strayed ?? { kind: 'candidate', candidate: { pullRequest, proposal } };
  }
  if (pullRequest.state !== 'open' || pullRequest.draft) return { kind: 'other' };
  return readPersons(pullRequest, workshop);
}

/** The bot's own branch, after somebody pushed to it what no candidate may have. */
async function strays(
  pullRequest: PullRequest,
  workshop: Workshop,
): Promise<CandidateReading | null> {
  if (pullRequest.state !== 'open') return null;
  const { files } = await workshop.forge.difference(pullRequest);
  return changesOnly(files, workshop.path) || files.length === 0
    ? null
    : { kind: 'refused', pullRequest, paths: files.map(({ path }) => path) };
}

async function readPersons(
  pullRequest: PullRequest,
  workshop: Workshop,
): Promise<CandidateReading> {
  const { forge, path, benchmark } = workshop;
  const { files, mergeBase } = await forge.difference(pullRequest);
  if (!files.some((file) => file.path === path)) return { kind: 'other' };
  const file = await forge.readFile(pullRequest.headSha, path);
  if (!file || !changesOnly(files, path)) {
    return { kind: 'refused', pullRequest, paths: files.map((each) => each.path) };
  }
  const { source } = file;
  const parent = await forge.readFile(mergeBase, path);
  const header = readHeader(source);
  const proposal = {
    benchmark: benchmark.name,
    title: header?.title ?? pullRequest.title,
    hypothesis: header?.hypothesis ?? '',
    author: 'person' as const,
    parent: parent && digestOf(parent.source),
    source_digest: digestOf(source),
    token_digest: null,
    successor_of: null,
    run: null,
    model: null,
    cost: noCost,
  };
  return { kind: 'candidate', candidate: { pullRequest, proposal } };
}

function changesOnly(files: Difference['files'], path: string): boolean {
  const [file] = files;
  return files.length === 1 && file?.path === path && file.change === 'modified';
}
