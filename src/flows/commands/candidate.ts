/** The commands on one candidate, but for `/merge`. */

import { onHoldLabel, ownLabels } from '../../domain/label.ts';
import { printExplanation } from '../../render/explanation.ts';
import {
  askedReply,
  closedReply,
  holdReply,
  nothingToExplainReply,
  nothingToRepairReply,
  notOursReply,
  reopenRefusedReply,
  staleShaReply,
} from '../../render/replies.ts';
import { repairAskedStatus } from '../../render/status.ts';
import type { Candidate } from '../candidates.ts';
import { trialsOf } from '../history.ts';
import { askFor } from '../plan.ts';
import type { Workshop } from '../workshop.ts';
import type { Answer, FollowUp } from './office.ts';

export interface Spot {
  readonly kind: 'open' | 'closed';
  readonly candidate: Candidate;
  readonly workshop: Workshop;
  /** Who asks. */
  readonly login: string;
}

/** A run that finishes what is open, and proposes nothing. */
export const finishing: FollowUp = { candidates: 0, benchmark: null, idea: null };

/** `sha` is what somebody looked at: nothing newer is evaluated then. */
export async function evaluate(sha: string | null, spot: Spot): Promise<Answer> {
  const { kind, candidate, workshop, login } = spot;
  const { forge } = workshop;
  const { number } = candidate.pullRequest;
  const named = (head: string) => sha === null || head.startsWith(sha);
  const { headSha: known } = candidate.pullRequest;
  if (!named(known)) return failed(staleShaReply('evaluate', sha ?? '', known));
  if (kind === 'closed') {
    const reopened = await forge.reopen(number);
    if (reopened.kind === 'refused') return failed(reopenRefusedReply(reopened.why));
  }
  const pullRequest = await forge.pullRequest(number);
  const { headSha } = pullRequest;
  if (!named(headSha)) return failed(staleShaReply('evaluate', sha ?? '', headSha));
  await askFor(pullRequest, login, workshop);
  const reply = askedReply({ kind: 'evaluation', headSha });
  return { done: true, reply, followUp: finishing };
}

/** One more attempt, however many there were: the head is evaluated again, and Claude is asked to mend it. */
export async function repair({ kind, candidate, workshop, login }: Spot): Promise<Answer> {
  const { forge } = workshop;
  const { number, byBot, author } = candidate.pullRequest;
  if (!byBot) return failed(notOursReply('repair', author));
  const past = (await trialsOf(candidate.pullRequest, workshop)).at(-1);
  if (past?.trial.status !== 'failed') return failed(nothingToRepairReply());
  if (kind === 'closed') {
    const reopened = await forge.reopen(number);
    if (reopened.kind === 'refused') return failed(reopenRefusedReply(reopened.why));
  }
  const { headSha } = await forge.pullRequest(number);
  await forge.postStatus(headSha, repairAskedStatus(login));
  const reply = askedReply({ kind: 'repair', headSha });
  return { done: true, reply, followUp: finishing };
}

export async function explain({ candidate, workshop }: Spot): Promise<Answer> {
  const { headSha } = candidate.pullRequest;
  const past = (await trialsOf(candidate.pullRequest, workshop)).findLast(
    ({ trial }) => trial.candidate.head_sha === headSha,
  );
  if (!past) return failed(nothingToExplainReply('no_verdict', headSha));
  if (past.trial.analysis === null) return failed(nothingToExplainReply('accepted', headSha));
  return { done: true, reply: printExplanation(past.trial), followUp: null };
}

export async function hold({ candidate, workshop }: Spot): Promise<Answer> {
  const { number, labels } = candidate.pullRequest;
  const held = labels.includes(onHoldLabel);
  if (!held) await workshop.forge.setLabels(number, [...ownLabels(labels), onHoldLabel]);
  return { done: true, reply: holdReply(held ? 'already_held' : 'held'), followUp: null };
}

/** What was held for that reason alone is judged anew; what was accepted before it was held is merged. */
export async function unhold({ candidate, workshop, login }: Spot): Promise<Answer> {
  const { pullRequest } = candidate;
  const { number, labels, headSha } = pullRequest;
  if (!labels.includes(onHoldLabel)) {
    return { done: true, reply: holdReply('not_held'), followUp: null };
  }
  const rest = ownLabels(labels).filter((label) => label !== onHoldLabel);
  await workshop.forge.setLabels(number, rest);
  const past = (await trialsOf(pullRequest, workshop)).findLast(
    ({ trial }) => trial.candidate.head_sha === headSha,
  );
  if (past?.trial.held_reason === 'on_hold') await askFor(pullRequest, login, workshop);
  return { done: true, reply: holdReply('lifted'), followUp: finishing };
}

export async function close({ candidate, workshop, login }: Spot): Promise<Answer> {
  const { number, byBot, author } = candidate.pullRequest;
  if (!byBot) return failed(notOursReply('close', author));
  await workshop.forge.close(number);
  return { done: true, reply: closedReply(login), followUp: null };
}

function failed(reply: string): Answer {
  return { done: false, reply, followUp: null };
}
