/** What the rules of the default branch mean for the bot, each by itself. */

import type { BranchFacts, BranchRule, Seen } from '../../domain/setup/facts.ts';
import { type Finding, fine, missing, unknown, warning } from '../../domain/setup/finding.ts';
import { unseen } from './unseen.ts';

type Posted = readonly [string, ...string[]];

const where = 'Settings > Rules > Rulesets (or Settings > Branches)';

/** `posted` are the checks that the bot itself posts on a winner, its own verdict first. */
export function protectionFindings(facts: Seen<BranchFacts>, posted: Posted): Finding[] {
  if (facts.kind !== 'seen') return [unseen('protection', facts)];
  const { branch, rules, olderProtection } = facts.value;
  const found = rules.flatMap((rule) => ruleFindings(rule, posted));
  if (olderProtection) found.push(olderFinding(branch));
  if (found.length > 0) return found;
  const told = rules.length === 0 ? 'no rule' : 'only rules that are not in the way';
  return [fine('protection', `${told} for ${branch}`)];
}

function olderFinding(branch: string): Finding {
  return unknown(
    'protection: older rule',
    `${branch} has a branch protection rule, which only administrators can read in full`,
    'Settings > Branches: it should require no approvals, no resolved conversations and no up-to-date branch, and not be locked; or make a ruleset of it, which this check can read',
  );
}

function ruleFindings(rule: BranchRule, posted: Posted): Finding[] {
  switch (rule.kind) {
    case 'checks':
      return checkFindings(rule, posted);
    case 'pull_request':
      return pullRequestFindings(rule);
    case 'merge_queue':
      return [
        missing(
          'protection: merge queue',
          'the branch is merged into by a queue, which refuses the merges of the bot',
          `${where}: take "Require merge queue" away`,
        ),
      ];
    case 'locked':
      return [
        missing(
          'protection: updates',
          'nobody may update the branch but who is on the bypass list, where Actions cannot be',
          `${where}: take "Restrict updates" away`,
        ),
      ];
    case 'linear_history':
      return [fine('protection: linear history', 'required; squash merges keep it')];
    case 'signatures':
      return [
        fine('protection: signatures', 'required; GitHub signs the commits and merges of the bot'),
      ];
    case 'harmless':
      return [];
    case 'other':
      return [
        warning(
          `protection: ${rule.name}`,
          'a rule of which the bot knows nothing',
          `If merges are refused because of it: ${where}`,
        ),
      ];
  }
}

function checkFindings(
  { contexts, strict }: Extract<BranchRule, { kind: 'checks' }>,
  posted: Posted,
): Finding[] {
  const check = 'protection: required checks';
  const others = contexts.filter((name) => !posted.includes(name));
  const named =
    others.length === 0
      ? [fine(check, `${contexts.join(', ')}, which the bot posts`)]
      : [
          warning(
            check,
            `${others.join(', ')}: on a candidate of the bot no other workflow runs, so that they never come, and no winner is merged`,
            `${where}: require ${posted[0]} instead; or name them in the variable CRUCIBLE_CANDIDATE_CHECKS (docs/github.md, "A check that you require")`,
          ),
        ];
  if (!strict) return named;
  return [
    ...named,
    warning(
      'protection: up to date',
      'required: whatever reaches the branch delays every open winner by a run',
      `${where}: take "Require branches to be up to date before merging" away; the bot itself merges nothing that was judged against another baseline`,
    ),
  ];
}

function pullRequestFindings(rule: Extract<BranchRule, { kind: 'pull_request' }>): Finding[] {
  const { approvals, codeOwners, resolvedThreads, methods } = rule;
  const found: Finding[] = [];
  if (approvals > 0 || codeOwners) {
    const who = codeOwners ? 'of code owners' : `(${approvals})`;
    found.push(
      warning(
        'protection: approvals',
        `required ${who}: the bot may not approve its own, so that a person has to let every winner through`,
        `${where}: 0 required approvals, no review by code owners, if winners are to merge by themselves`,
      ),
    );
  }
  if (resolvedThreads) {
    found.push(
      warning(
        'protection: conversations',
        'have to be resolved: a candidate that won after a repair has comments of the bot that nobody resolves',
        `${where}: take "Require conversation resolution before merging" away`,
      ),
    );
  }
  if (methods !== null && !methods.includes('squash')) {
    found.push(
      missing(
        'protection: merge methods',
        `${methods.join(', ')} alone: the bot squashes`,
        `${where}: add Squash to the allowed merge methods`,
      ),
    );
  }
  return found.length > 0
    ? found
    : [fine('protection: pull requests', 'required, without approvals')];
}
