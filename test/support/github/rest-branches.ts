/** Branches and the rules for them: rulesets in full, of the older protection what everybody may see. */

import { commitView } from './git-view.ts';
import { forbidden, notFound } from './refusal.ts';
import type { TestRepository } from './repository.ts';
import { type Json, repositoryUrl, web } from './repository-view.ts';
import { type Answer, paged, type RestRequest, type Routes, reads } from './rest.ts';

/** A branch need not exist for its rules to be asked for. */
function listRules(request: RestRequest): Answer {
  const { repository, params } = request;
  const { freePlan, private: hidden } = repository.settings;
  // In the words of MishaMgla/opencraft1#22.
  if (freePlan && hidden) throw forbidden('Upgrade to GitHub Pro or make this repository public');
  const rules = params.branch === repository.defaultBranch ? rulesOf(repository) : [];
  return paged(request, rules, (rule) => rule);
}

function rulesOf(repository: TestRepository): Json[] {
  const { settings, fullName } = repository;
  if (!settings.ruleset) return [];
  const source = { ruleset_source_type: 'Repository', ruleset_source: fullName, ruleset_id: 42 };
  const ruled = (type: string, parameters?: Json) => ({
    ...{ type, ...(parameters ? { parameters } : {}) },
    ...source,
  });
  return [
    ...settings.plainRules.map((type) => ruled(type)),
    ...(asksOfPulls(repository) ? [ruled('pull_request', pullParameters(repository))] : []),
    ...(settings.requiredChecks.length > 0
      ? [
          ruled('required_status_checks', {
            strict_required_status_checks_policy: settings.upToDate,
            required_status_checks: settings.requiredChecks.map((context) => ({ context })),
          }),
        ]
      : []),
    ...(settings.mergeQueue ? [ruled('merge_queue', queueParameters)] : []),
  ];
}

function asksOfPulls({ settings }: TestRepository): boolean {
  const { requiredApprovals, codeOwnerReview, resolvedThreads, mergeMethods } = settings;
  return requiredApprovals > 0 || codeOwnerReview || resolvedThreads || mergeMethods !== null;
}

function pullParameters({ settings }: TestRepository): Json {
  return {
    ...(settings.mergeMethods ? { allowed_merge_methods: settings.mergeMethods } : {}),
    dismiss_stale_reviews_on_push: false,
    require_code_owner_review: settings.codeOwnerReview,
    require_last_push_approval: false,
    required_approving_review_count: settings.requiredApprovals,
    required_review_thread_resolution: settings.resolvedThreads,
  };
}

const queueParameters = {
  ...{ check_response_timeout_minutes: 60, grouping_strategy: 'ALLGREEN', merge_method: 'SQUASH' },
  ...{ max_entries_to_build: 5, max_entries_to_merge: 5 },
  ...{ min_entries_to_merge: 1, min_entries_to_merge_wait_minutes: 5 },
};

function getBranch({ repository, params }: RestRequest): Answer {
  const name = params.branch ?? '';
  const tip = repository.branch(name);
  if (tip === null) throw notFound();
  const { settings, defaultBranch } = repository;
  const isRuled = name === defaultBranch && rulesOf(repository).length > 0;
  const asks = settings.requiredChecks.length + settings.requiredApprovals > 0;
  const isOlder = name === defaultBranch && !settings.ruleset && asks;
  const contexts = isOlder ? settings.requiredChecks : [];
  const url = `${repositoryUrl(repository)}/branches/${name}`;
  const body = {
    ...{ name, commit: commitView(repository, tip), protected: isOlder || isRuled },
    _links: { self: url, html: `${web}/${repository.fullName}/tree/${name}` },
    protection: {
      enabled: isOlder,
      required_status_checks: {
        enforcement_level: contexts.length > 0 ? 'non_admins' : 'off',
        contexts,
        checks: contexts.map((context) => ({ context, app_id: null })),
      },
    },
    protection_url: `${url}/protection`,
  };
  return { status: 200, body };
}

const repo = '/repos/{owner}/{repo}';

export const branchRoutes: Routes = {
  [`GET ${repo}/rules/branches/{branch}`]: { need: reads(), answer: listRules },
  [`GET ${repo}/branches/{branch}`]: { need: reads('contents'), answer: getBranch },
};
