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

/** Before anything ran. */
export const evaluatingStatus: CommitStatus = { state: 'pending', description: 'evaluating' };

/** The verdict is known and its review is about to be posted. */
export function reviewingStatus(digest: string): CommitStatus {
  return { state: 'pending', description: withDigest('writing the review', digest) };
}

/** The final status; only `held` stays pending. */
export function verdictStatus(trial: Trial, digest: string): CommitStatus {
  return { state: states[trial.status], description: withDigest(words(trial), digest) };
}

/** A person merged what was held. */
export function mergedByStatus(name: string, digest: string): CommitStatus {
  return { state: 'success', description: withDigest(`merged by ${oneLine(name, 60)}`, digest) };
}

/** The marker's digest that a description carries; null when it carries none. */
export function parseStatusDigest(description: string): string | null {
  return /\[([0-9a-f]{12})\]$/.exec(description)?.[1] ?? null;
}

/** At most 140 characters, whatever the words are. */
function withDigest(text: string, digest: string): string {
  return `${oneLine(text, 120)} [${digest}]`;
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
