/** `/merge <sha>`: a person lets in exactly that commit, held or accepted. */

import { permitMergeByPerson } from '../../domain/merge-permit.ts';
import { printMergeMessage } from '../../render/merge-message.ts';
import { renewedReply } from '../../render/notices.ts';
import {
  mergedReply,
  mergeRefusedReply,
  type NothingToMerge,
  nothingToMergeReply,
  staleShaReply,
} from '../../render/replies.ts';
import { mergedByStatus, verdictStatus } from '../../render/status.ts';
import { adoptionOf, writeAdoption } from '../adopt.ts';
import { takeBackBlocked } from '../blocked.ts';
import type { PastTrial } from '../history.ts';
import { coAuthorsOf, newestStanding } from '../merge-standing.ts';
import { renew } from '../settle.ts';
import { standingOf } from '../standing.ts';
import { finishing, type Spot } from './candidate.ts';
import type { Answer } from './office.ts';

export async function mergeByPerson(sha: string, spot: Spot): Promise<Answer> {
  const { candidate, workshop, login } = spot;
  const { headSha, number } = candidate.pullRequest;
  if (!headSha.startsWith(sha)) return refused(staleShaReply('merge', sha, headSha));
  const verdict = await verdictOf(spot);
  if (verdict.kind === 'nothing') return refused(nothingToMergeReply(verdict.why, headSha));
  const { past } = verdict;
  const standing = await newestStanding(number, workshop);
  const outcome = permitMergeByPerson(past.trial, standing);
  if (outcome.kind === 'refused') {
    if (outcome.why === 'head_moved') return refused(staleShaReply('merge', sha, standing.headSha));
    if (outcome.why !== 'stale') return refused(nothingToMergeReply('stale', headSha));
    // The verdict stands, but a squash would not give the judged file: it goes on on top of the baseline.
    return putOnTop(spot);
  }
  const adoption = await adoptionOf(past, workshop);
  // A required check would keep out what is only held.
  const { forge } = workshop;
  await forge.postStatus(headSha, mergedByStatus(login, adoption.page.digest));
  const message = printMergeMessage(adoption.trial, coAuthorsOf(candidate));
  const merged = await forge.merge(outcome.permit, message).catch(async (error: unknown) => {
    await takeBack(past, spot, { kind: 'base_moved' });
    throw error;
  });
  switch (merged.kind) {
    case 'merged':
      await writeAdoption(past, adoption, { forge, login });
      await takeBackBlocked(number, forge);
      return { done: true, reply: mergedReply(login, headSha), followUp: finishing };
    case 'head_moved':
      return refused(staleShaReply('merge', sha, (await forge.pullRequest(number)).headSha));
    case 'behind':
      return putOnTop(spot);
    case 'blocked':
      return takeBack(past, spot, merged);
    case 'base_moved':
    case 'not_open':
    // Never of a person's permit.
    case 'on_hold':
      return takeBack(past, spot, { kind: 'base_moved' });
  }
}

async function putOnTop({ candidate, workshop }: Spot): Promise<Answer> {
  const { headSha } = candidate.pullRequest;
  await renew(candidate, await workshop.forge.baseline(workshop.path), workshop);
  return { done: true, reply: renewedReply(headSha), followUp: finishing };
}

/** Nothing was merged: the status says again what the review says. */
async function takeBack(
  { trial, digest }: PastTrial,
  { candidate, workshop }: Spot,
  why: Parameters<typeof mergeRefusedReply>[0],
): Promise<Answer> {
  const { headSha } = candidate.pullRequest;
  await workshop.forge.postStatus(headSha, verdictStatus(trial, digest));
  return refused(mergeRefusedReply(why, headSha));
}

type Verdict =
  | { readonly kind: 'nothing'; readonly why: NothingToMerge }
  | { readonly kind: 'decidable'; readonly past: PastTrial };

async function verdictOf({ candidate, workshop }: Spot): Promise<Verdict> {
  const baseline = await workshop.forge.baseline(workshop.path);
  const standing = await standingOf(candidate, baseline, workshop);
  switch (standing.kind) {
    case 'due':
    case 'waits':
      return { kind: 'nothing', why: 'no_verdict' };
    case 'outrun':
      return { kind: 'nothing', why: 'stale' };
    case 'judged': {
      const { past } = standing;
      const { status } = past.trial;
      if (status === 'accepted' || status === 'held') return { kind: 'decidable', past };
      return { kind: 'nothing', why: status };
    }
  }
}

function refused(reply: string): Answer {
  return { done: false, reply, followUp: null };
}
