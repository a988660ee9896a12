/** What the server remembers. Everything here is plain state; rules are beside it, in files of their own. */

import type { Account } from './access.ts';
import type { TestRepository } from './repository.ts';

export interface Label {
  readonly id: number;
  name: string;
  color: string;
  description: string | null;
}

export interface Reaction {
  readonly id: number;
  readonly content: string;
  readonly author: Account;
  readonly createdAt: number;
}

export interface IssueComment {
  readonly kind: 'comment';
  readonly id: number;
  readonly nodeId: string;
  readonly issue: Issue;
  readonly author: Account;
  readonly createdAt: number;
  readonly reactions: Reaction[];
  updatedAt: number;
  body: string;
  minimized: string | null;
}

interface IssueFields {
  readonly id: number;
  readonly nodeId: string;
  readonly repository: TestRepository;
  readonly number: number;
  readonly author: Account;
  readonly createdAt: number;
  readonly comments: IssueComment[];
  title: string;
  body: string | null;
  /** Who changed the text last; null when nobody did. */
  editor: Account | null;
  state: 'open' | 'closed';
  stateReason: 'completed' | 'not_planned' | 'duplicate' | 'reopened' | null;
  labels: readonly string[];
  locked: boolean;
  pinned: boolean;
  updatedAt: number;
  closedAt: number | null;
  closedBy: Account | null;
}

export interface PlainIssue extends IssueFields {
  readonly kind: 'issue';
}

export interface PullRequest extends IssueFields {
  readonly kind: 'pull';
  readonly pullId: number;
  readonly headRepository: TestRepository;
  readonly headRef: string;
  readonly reviews: Review[];
  /** The heads it had, newest last. */
  readonly heads: string[];
  headSha: string;
  baseRef: string;
  /** The base branch's tip when the pull request was last pushed to: not its tip of today. */
  baseSha: string;
  draft: boolean;
  merged: { readonly at: number; readonly by: Account; readonly commit: string } | null;
  /** As many reads yet answer that it is not known whether it can be merged. */
  unknownMergeability: number;
}

export type Issue = PlainIssue | PullRequest;

export type ReviewState = 'PENDING' | 'COMMENTED' | 'APPROVED' | 'CHANGES_REQUESTED' | 'DISMISSED';

export interface ReviewComment {
  readonly kind: 'review comment';
  readonly id: number;
  readonly nodeId: string;
  readonly review: Review;
  readonly path: string;
  readonly line: number;
  readonly side: 'LEFT' | 'RIGHT';
  readonly startLine: number | null;
  readonly startSide: 'LEFT' | 'RIGHT' | null;
  readonly diffHunk: string;
  readonly createdAt: number;
  body: string;
  minimized: string | null;
}

export interface Review {
  readonly kind: 'review';
  readonly id: number;
  readonly nodeId: string;
  readonly pull: PullRequest;
  readonly author: Account;
  readonly commit: string;
  readonly comments: ReviewComment[];
  readonly createdAt: number;
  submittedAt: number | null;
  state: ReviewState;
  body: string;
  /** Why it was minimised, as GraphQL's enum says it. */
  minimized: string | null;
}

export type StatusState = 'error' | 'failure' | 'pending' | 'success';

export interface Status {
  readonly id: number;
  readonly nodeId: string;
  readonly state: StatusState;
  readonly context: string;
  readonly description: string | null;
  readonly targetUrl: string | null;
  readonly creator: Account;
  readonly createdAt: number;
}

/** A workflow that somebody started. */
export interface Dispatch {
  readonly repository: string;
  readonly workflow: string;
  readonly ref: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly actor: string;
}

export interface Settings {
  /** "Allow GitHub Actions to create and approve pull requests". */
  actionsMayOpenPullRequests: boolean;
  deleteBranchOnMerge: boolean;
  /** Contexts that must be success on the head before it may reach the default branch. */
  requiredChecks: readonly string[];
  allowSquashMerge: boolean;
  /** "Require branches to be up to date before merging": beside the required checks. */
  upToDate: boolean;
  requiredApprovals: number;
  mergeQueue: boolean;
  /** The rules are a ruleset's, not the older branch protection's. */
  ruleset: boolean;
  /** Rules without parameters, by GitHub's names: `required_signatures`. Of a ruleset. */
  plainRules: readonly string[];
  /** What a ruleset asks of pull requests, beside approvals. */
  codeOwnerReview: boolean;
  resolvedThreads: boolean;
  /** null: all that the repository allows. */
  mergeMethods: readonly string[] | null;
  private: boolean;
  /** The free plan has no rules for private repositories. */
  freePlan: boolean;
  archived: boolean;
  hasIssues: boolean;
}

export type WorkflowState =
  | 'active'
  | 'deleted'
  | 'disabled_fork'
  | 'disabled_inactivity'
  | 'disabled_manually';

/** A run of a workflow, as far as the API lists it. Times are in seconds. */
export interface Run {
  readonly id: number;
  /** Of the workflow, `evolve.yml`. */
  readonly file: string;
  readonly event: string;
  readonly createdAt: number;
  readonly status: 'completed' | 'in_progress';
  readonly jobs: readonly {
    readonly name: string;
    readonly startedAt: number;
    readonly completedAt: number | null;
  }[];
}

/** Whatever has a node id. */
export type Node = TestRepository | Issue | IssueComment | Review | ReviewComment;

export function isPull(issue: Issue): issue is PullRequest {
  return issue.kind === 'pull';
}
