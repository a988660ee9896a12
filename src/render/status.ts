/** The commit status of a verdict. Its description vouches for the review's marker by the digest. */

import { percent } from '../domain/text/wording.ts';
import type { Trial } from '../domain/trial/trial.ts';
import type { CommitState, CommitStatus } from '../ports/forge.ts';
import { oneLine } from './sanitize.ts';

const states: Readonly<Record<Trial['status'], CommitState>> = {
  accepted: 'success',
  held: 'pending',
  rejected: 'failure',
  failed: 'failure',
  error: 'error',
};

const writing = 'writing the review';

/** Before anything ran. */
export const evaluatingStatus: CommitStatus = { state: 'pending', description: 'evaluating' };

/** Somebody with write access asked for this head to be evaluated, for the first time or again. */
export function askedStatus(name: string): CommitStatus {
  return { state: 'pending', description: `evaluating, asked by ${oneLine(name, 60)}` };
}

/** The same, and Claude is to mend it if it fails again. */
export function repairAskedStatus(name: string): CommitStatus {
  const description = `evaluating and repairing, asked by ${oneLine(name, 60)}`;
  return { state: 'pending', description };
}

const repairing = 'evaluating and repairing, as the run before began to';

/** As `reviewingStatus`; and the repair that got further is not on the branch before the next status. */
export function repairingStatus(digest: string): CommitStatus {
  return { state: 'pending', description: withDigest(repairing, digest) };
}

/** Whether a run has begun to repair: its review may stand already. */
export function isRepairing({ state, description }: CommitStatus): boolean {
  return state === 'pending' && description.startsWith(`${repairing} [`);
}

export function asksForRepair({ state, description }: CommitStatus): boolean {
  return state === 'pending' && description.startsWith('evaluating and repairing, ');
}

/** The pull request changes more than one codec, so it is no candidate. */
export const refusedStatus: CommitStatus = {
  state: 'failure',
  description: 'not a candidate: it may change one codec.js and nothing else',
};

/** Whether somebody with write access asked for exactly this head. */
export function isAsked({ description }: CommitStatus): boolean {
  return /^evaluating(?: and repairing)?, asked by /.test(description);
}

/** Whether a verdict on exactly this head was being written: whatever allowed that allows to end it. */
export function isBegun({ state, description }: CommitStatus): boolean {
  return state === 'pending' && description.startsWith(`${writing} [`);
}

/** Whether an evaluation was promised and its verdict is not known yet. */
export function isPromised(status: CommitStatus): boolean {
  const vouches = parseStatusDigest(status.description) !== null;
  return status.state === 'pending' && (!vouches || isRepairing(status));
}

/** The verdict is known and its review is about to be posted. */
export function reviewingStatus(digest: string): CommitStatus {
  return { state: 'pending', description: withDigest(writing, digest) };
}

/** The final status; only `held` stays pending. */
export function verdictStatus(trial: Trial, digest: string): CommitStatus {
  return { state: states[trial.status], description: withDigest(words(trial), digest) };
}

/** A person merged what was held. */
export function mergedByStatus(name: string, digest: string): CommitStatus {
  return { state: 'success', description: withDigest(`merged by ${oneLine(name, 60)}`, digest) };
}

/** How the description of a status ends that vouches for a marker. */
export function vouchingEnd(digest: string): string {
  return `[${digest}]`;
}

/** The marker's digest that a description carries; null when it carries none. */
export function parseStatusDigest(description: string): string | null {
  return /\[([0-9a-f]{12})\]$/.exec(description)?.[1] ?? null;
}

/** At most 140 characters, whatever the words are. */
function withDigest(text: string, digest: string): string {
  return `${oneLine(text, 120)} ${vouchingEnd(digest)}`;
}

function words({ status, stage, comparison, analysis }: Trial): string {
  const change = comparison === null ? '' : `: rate ${percent(comparison.rate_change_percent)}`;
  switch (status) {
    case 'accepted':
    case 'rejected':
      return `${status}${change}`;
    case 'held':
      return `held for a person${change}`;
    case 'failed':
      return `failed in the ${stage} stage: ${analysis?.failure_category ?? 'unknown'}`;
    case 'error':
      return 'error: the fault of the bot, not of the candidate';
  }
}
