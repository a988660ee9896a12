/** The rules of a branch, as rulesets and the older branch protection have them. */

import type { RestEndpointMethodTypes } from '@octokit/rest';
import type { BranchRule } from '../../../domain/setup/facts.ts';

type Rule = RestEndpointMethodTypes['repos']['getBranchRules']['response']['data'][number];
type Protection = RestEndpointMethodTypes['repos']['getBranch']['response']['data']['protection'];

/** A rule of a ruleset. */
export function branchRules(rule: Rule): BranchRule {
  switch (rule.type) {
    case 'required_status_checks':
      return {
        kind: 'checks',
        contexts: rule.parameters?.required_status_checks.map(({ context }) => context) ?? [],
        strict: rule.parameters?.strict_required_status_checks_policy ?? false,
      };
    case 'pull_request':
      return {
        kind: 'pull_request',
        approvals: rule.parameters?.required_approving_review_count ?? 0,
        codeOwners: rule.parameters?.require_code_owner_review ?? false,
        resolvedThreads: rule.parameters?.required_review_thread_resolution ?? false,
        methods: rule.parameters?.allowed_merge_methods ?? null,
      };
    case 'merge_queue':
      return { kind: 'merge_queue' };
    case 'required_linear_history':
      return { kind: 'linear_history' };
    case 'required_signatures':
      return { kind: 'signatures' };
    case 'update':
      return { kind: 'locked' };
    case 'creation':
    case 'deletion':
    case 'non_fast_forward':
      return { kind: 'harmless' };
    default:
      return { kind: 'other', name: rule.type };
  }
}

/** Of the older protection everybody who can read sees the required checks alone. */
export function olderRules({ required_status_checks: checks }: Protection): BranchRule[] {
  const contexts = checks?.contexts ?? [];
  if (contexts.length === 0) return [];
  return [{ kind: 'checks', contexts, strict: checks?.strict === true }];
}
