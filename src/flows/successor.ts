/** A person's winner that the baseline has outrun goes on in a pull request of the bot's. */

import { digestOf } from '../domain/digest.ts';
import { tokenDigest } from '../domain/static-check.ts';
import type { Baseline, PullRequest } from '../ports/forge.ts';
import { continuedReply } from '../render/notices.ts';
import { parseProposal, renderPullRequest } from '../render/pull-request.ts';
import { evaluatingStatus } from '../render/status.ts';
import type { Candidate } from './candidates.ts';
import type { Settled } from './settled.ts';
import type { Workshop } from './workshop.ts';

/** The same file on top of the baseline. Opened once: the branch is named by the file's digest. */
export async function openSuccessor(
  { pullRequest, proposal }: Candidate,
  baseline: Baseline,
  { forge, path, narrate }: Workshop,
): Promise<Settled> {
  const file = await forge.readFile(pullRequest.headSha, path);
  if (!file) return { kind: 'stays' };
  const record = {
    ...proposal,
    parent: digestOf(baseline.source),
    source_digest: digestOf(file.source),
    token_digest: tokenDigest(file.source),
    successor_of: { number: pullRequest.number, author: pullRequest.author },
    run: null,
  };
  const page = renderPullRequest(record);
  const { source } = file;
  const opened = await forge.openCandidate({ ...page, path, source, base: baseline.commit });
  await tellContinued(pullRequest, opened.pullRequest.number, forge);
  if (opened.kind === 'exists') return { kind: 'stays' };
  await forge.postStatus(opened.pullRequest.headSha, evaluatingStatus);
  const { title, hypothesis } = proposal;
  narrate({ kind: 'opened', pullRequest: opened.pullRequest, title, hypothesis });
  return { kind: 'due' };
}

/** Once: a run that was killed in between may have opened the successor without a word. */
async function tellContinued(
  { number, headSha }: PullRequest,
  successor: number,
  forge: Workshop['forge'],
): Promise<void> {
  const body = continuedReply(successor);
  const told = (await forge.reviews(number)).some((each) => each.byBot && each.body === body);
  if (!told) await forge.postReview(number, { headSha, body, comments: [] });
}

/**
 * Whether this file of a person's goes on in a pull request of the bot's: what becomes of it shows there, and
 * the person is told where that is.
 */
export async function isContinued(
  { pullRequest }: Candidate,
  sourceDigest: string,
  { forge }: Workshop,
): Promise<boolean> {
  const successor = (await forge.pullRequests()).find(({ byBot, body }) => {
    const parsed = byBot ? parseProposal(body) : null;
    if (parsed?.kind !== 'proposal') return false;
    const { successor_of: origin, source_digest: digest } = parsed.proposal;
    return origin?.number === pullRequest.number && digest === sourceDigest;
  });
  if (successor) await tellContinued(pullRequest, successor.number, forge);
  return successor !== undefined;
}
