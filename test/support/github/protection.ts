/**
 * What the rules of the default branch ask of a merge, in GitHub's words. They are in issue threads of those who met
 * them: approvals in Reviewable/Reviewable#561, the queue in cli/cli#8352, a branch that is behind in
 * RakuenSoftware/aimee#2460 (its checks are "expected", however green they are), squashing in akuity/kargo#6490,
 * rulesets, which put their own line around the same words, in microsoft/winget-pkgs#379724.
 */

import { isSame } from './access.ts';
import type { PullRequest } from './model.ts';
import { mergeBaseOf, missingCheck } from './refs.ts';
import { Refusal } from './refusal.ts';

/** Whether the base branch has commits that the head lacks. */
export function isBehind(pull: PullRequest): boolean {
  return mergeBaseOf(pull) !== pull.repository.branch(pull.baseRef);
}

/** Throws what keeps it out of the default branch, beside conflicts. */
export function checkProtection(pull: PullRequest): void {
  if (pull.baseRef !== pull.repository.defaultBranch) return;
  const words = missing(pull) ?? outOfDate(pull);
  if (words === null) return;
  const { ruleset } = pull.repository.settings;
  throw new Refusal(405, ruleset ? `Repository rule violations found\n\n${words}\n\n` : words);
}

/** As `mergeable_state` and `mergeStateStatus` say it: what is missing comes before what is behind. */
export function protectionState(pull: PullRequest): 'blocked' | 'behind' | null {
  if (pull.baseRef !== pull.repository.defaultBranch) return null;
  if (missing(pull) !== null) return 'blocked';
  return outOfDate(pull) === null ? null : 'behind';
}

function missing(pull: PullRequest): string | null {
  const { mergeQueue, requiredApprovals } = pull.repository.settings;
  if (mergeQueue) return 'Changes must be made through the merge queue';
  const approving = pull.reviews.filter(
    ({ state, author }) => state === 'APPROVED' && !isSame(author, pull.author),
  );
  if (approving.length < requiredApprovals) {
    const reviews = requiredApprovals === 1 ? 'review is' : 'reviews are';
    return `At least ${requiredApprovals} approving ${reviews} required by reviewers with write access.`;
  }
  return missingCheck(pull.repository, pull.headSha);
}

function outOfDate(pull: PullRequest): string | null {
  const { upToDate, requiredChecks } = pull.repository.settings;
  if (!upToDate || requiredChecks.length === 0 || !isBehind(pull)) return null;
  const { length } = requiredChecks;
  if (length > 1) return `${length} of ${length} required status checks are expected.`;
  return `Required status check "${requiredChecks[0]}" is expected.`;
}
