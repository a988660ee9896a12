/** What the platform says about a repository, as far as the bot depends on it. */

/** An answer of the platform. */
export type Seen<T> =
  | { readonly kind: 'seen'; readonly value: T }
  /** It will stay so until somebody changes a setting, which `mend` names. */
  | { readonly kind: 'refused'; readonly why: string; readonly mend: string }
  /** No answer, or one that nobody here understands. */
  | { readonly kind: 'unclear'; readonly why: string };

export function seen<T>(value: T): Seen<T> {
  return { kind: 'seen', value };
}

export interface RepositoryFacts {
  readonly name: string;
  /** Whose token it is. */
  readonly viewer: string;
  readonly private: boolean;
  readonly fork: boolean;
  readonly archived: boolean;
  readonly hasIssues: boolean;
  readonly allowsSquash: boolean;
  readonly ownedByOrganization: boolean;
  readonly defaultBranch: string;
}

/** What a rule asks of whatever reaches the default branch; of others only the name is known. */
export type BranchRule =
  | {
      readonly kind: 'checks';
      readonly contexts: readonly string[];
      /** "Require branches to be up to date before merging". */
      readonly strict: boolean;
    }
  | {
      readonly kind: 'pull_request';
      readonly approvals: number;
      readonly codeOwners: boolean;
      readonly resolvedThreads: boolean;
      /** null: all that the repository allows. */
      readonly methods: readonly string[] | null;
    }
  | { readonly kind: 'merge_queue' }
  | { readonly kind: 'linear_history' }
  | { readonly kind: 'signatures' }
  /** Nobody but those on its bypass list may change the branch at all. */
  | { readonly kind: 'locked' }
  /** Against deletion and force pushes, which the bot does to no default branch. */
  | { readonly kind: 'harmless' }
  | { readonly kind: 'other'; readonly name: string };

export interface BranchFacts {
  readonly branch: string;
  readonly protected: boolean;
  /** Of rulesets, and of the older branch protection what can be read without administration rights. */
  readonly rules: readonly BranchRule[];
  /** Whether the older protection is there, most of which only administrators see. */
  readonly olderProtection: boolean;
}

export interface DashboardFacts {
  readonly number: number;
  readonly pinned: boolean;
  readonly labelled: boolean;
}

/** null for a workflow that the platform does not know. */
export interface WorkflowFacts {
  readonly state: 'active' | 'inactive' | 'in_fork' | 'by_hand' | 'gone';
}

/** What came of asking for a run that cannot be started, with an input that no workflow has. */
export type DispatchOutcome =
  /** The input that the bot sends was not among those complained of. */
  | { readonly kind: 'takes_input' }
  | { readonly kind: 'lacks_input' }
  | { readonly kind: 'lacks_trigger' }
  | { readonly kind: 'disabled' }
  | { readonly kind: 'not_there' }
  /** The platform started it all the same. */
  | { readonly kind: 'started' };

/** Whether workflows may open pull requests. */
export type OpeningFacts =
  | { readonly kind: 'off' }
  /** The newest pull request that the bot opened. */
  | { readonly kind: 'opened'; readonly number: number }
  /** The platform looked at the request itself, and found fault with that. */
  | { readonly kind: 'request_looked_at'; readonly said: string }
  /** As the setting of the repository says; an organization may overrule it. */
  | { readonly kind: 'setting'; readonly on: boolean };

/** The steps of a trial on a branch of its own, in their order. */
export const branchSteps = [
  'write a commit',
  'make a branch',
  'move it with force (updateRefs)',
  'post a commit status',
  'delete the branch',
] as const;
export type BranchStep = (typeof branchSteps)[number];

export interface StepRefusal {
  readonly step: BranchStep;
  readonly outcome: Exclude<Seen<unknown>, { kind: 'seen' }>;
}

/** What the run's own jobs found of what they had uploaded. */
export interface CarriedFacts {
  /** The plan alone, and beside an evaluation: whether each was read; null, or why not. */
  readonly alone: string | null;
  readonly together: string | null;
}
