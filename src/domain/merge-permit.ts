/** The right to merge one head onto one baseline. Only this file can make it. */

import { onHoldLabel } from './label.ts';
import type { Trial } from './trial/trial.ts';

declare const permitted: unique symbol;

export interface MergePermit {
  readonly [permitted]: true;
  readonly pullRequest: number;
  readonly headSha: string;
  readonly path: string;
  /** Blob of the baseline that the verdict was against; the merge base and the default branch must both have it. */
  readonly baselineBlob: string;
  /** A person's decision: it is merged even while it is on hold. */
  readonly evenOnHold: boolean;
}

/** What is true of the pull request and the default branch at this moment. */
export interface Standing {
  readonly path: string;
  readonly headSha: string;
  readonly open: boolean;
  readonly baselineBlob: string;
  /** Blob of codec.js at the merge base, null when the file is not there. */
  readonly mergeBaseBlob: string | null;
  readonly baselineDigest: string;
}

export type PermitOutcome =
  | { readonly kind: 'permitted'; readonly permit: MergePermit }
  | {
      readonly kind: 'refused';
      readonly why: 'not_open' | 'head_moved' | 'stale' | 'not_accepted';
    };

/**
 * Checks that an accepted trial still describes what a merge would do: the same head, the same
 * baseline, and a merge base whose file is the baseline's, so that the squash gives exactly the
 * evaluated file.
 */
export function permitMerge(trial: Trial, standing: Standing): PermitOutcome {
  return trial.status === 'accepted' ? permit(trial, standing, 'bot') : refused('not_accepted');
}

/** The same for a person's decision, which may let in what was held, too. */
export function permitMergeByPerson(trial: Trial, standing: Standing): PermitOutcome {
  const decidable = trial.status === 'accepted' || trial.status === 'held';
  return decidable ? permit(trial, standing, 'person') : refused('not_accepted');
}

/** Whether the labels that the pull request has now forbid what the bot permitted itself. */
export function isOnHold({ evenOnHold }: MergePermit, labels: readonly string[]): boolean {
  return !evenOnHold && labels.includes(onHoldLabel);
}

function permit(trial: Trial, standing: Standing, decides: 'bot' | 'person'): PermitOutcome {
  const { pull_request: pullRequest, head_sha: headSha } = trial.candidate;
  if (pullRequest === null || headSha === null) return refused('not_accepted');
  if (!standing.open) return refused('not_open');
  if (standing.headSha !== headSha) return refused('head_moved');
  const current =
    standing.baselineDigest === trial.baseline.source_digest &&
    standing.mergeBaseBlob === standing.baselineBlob;
  if (!current) return refused('stale');
  const { path, baselineBlob } = standing;
  return {
    kind: 'permitted',
    permit: {
      ...{ pullRequest, headSha, path, baselineBlob },
      evenOnHold: decides === 'person',
    } as MergePermit,
  };
}

function refused(why: Extract<PermitOutcome, { kind: 'refused' }>['why']): PermitOutcome {
  return { kind: 'refused', why };
}
