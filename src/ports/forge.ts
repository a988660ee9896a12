/** The place where pull requests live: GitHub, the local forge, or one in memory. */

import type { Hindrance } from '../domain/hindrance.ts';
import type { MergePermit } from '../domain/merge-permit.ts';

export interface Baseline {
  readonly source: string;
  /** Git blob id of the file on the default branch. */
  readonly blob: string;
  /** Tip of the default branch. */
  readonly commit: string;
}

export interface PullRequest {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly branch: string;
  readonly author: string;
  /** Made by the bot itself, on a branch of its own. */
  readonly byBot: boolean;
  readonly state: 'open' | 'closed' | 'merged';
  /** Its author says that it is not ready. */
  readonly draft: boolean;
  readonly headSha: string;
  /** Committer time of the head commit, in seconds. */
  readonly headTime: number;
  /** When it was opened, in seconds. */
  readonly createdAt: number;
  readonly labels: readonly string[];
  /** Login of who merged it; null when it is not merged, or nobody knows. */
  readonly mergedBy: string | null;
  /** When that was, in seconds; null when it is not merged, or nobody wrote it down. */
  readonly mergedAt: number | null;
}

export interface ChangedFile {
  readonly path: string;
  readonly change: 'added' | 'modified' | 'removed' | 'renamed';
  /** Lines of the new file that are part of the diff, ascending: where comments may stand. */
  readonly lines: readonly number[];
}

/** What a pull request changes, from where it leaves the default branch to its head. */
export interface Difference {
  readonly mergeBase: string;
  /** No merge commits: then it leaves the default branch in one place, and a merge changes these files alone. */
  readonly linear: boolean;
  readonly files: readonly ChangedFile[];
}

export interface ReviewComment {
  readonly path: string;
  /** Line of the new file; must be part of the diff. */
  readonly line: number;
  readonly body: string;
}

export interface ReviewDraft {
  readonly headSha: string;
  readonly body: string;
  readonly comments: readonly ReviewComment[];
}

export interface Review extends ReviewDraft {
  readonly id: number;
  readonly byBot: boolean;
  readonly outdated: boolean;
  /** In seconds; null where nobody wrote it down. An edit does not change it. */
  readonly submittedAt: number | null;
}

export type CommitState = 'pending' | 'success' | 'failure' | 'error';

export interface CommitStatus {
  readonly state: CommitState;
  /** At most 140 characters. */
  readonly description: string;
}

export interface FileOnTop {
  readonly path: string;
  readonly status: CommitStatus;
}

export interface FileCommit {
  readonly path: string;
  readonly source: string;
  readonly message: string;
}

export interface CandidateDraft {
  readonly branch: string;
  readonly title: string;
  readonly body: string;
  readonly path: string;
  readonly source: string;
  /** The commit it stands on: tip of the default branch when it was written. */
  readonly base: string;
}

export type OpenOutcome =
  | { readonly kind: 'opened'; readonly pullRequest: PullRequest }
  /** A pull request from that branch is there already: the same candidate. */
  | { readonly kind: 'exists'; readonly pullRequest: PullRequest };

export type MergeOutcome =
  | { readonly kind: 'merged'; readonly commit: string }
  | { readonly kind: 'head_moved' }
  | { readonly kind: 'base_moved' }
  | { readonly kind: 'not_open' }
  /** Somebody put it on hold, and the permit is the bot's own. */
  | { readonly kind: 'on_hold' }
  /** It would be let in if it stood on the default branch's tip. */
  | { readonly kind: 'behind' }
  /** Rules or settings of the repository do not let it in. */
  | { readonly kind: 'blocked'; readonly hindrance: Hindrance };

export type PutOnTopOutcome =
  | { readonly kind: 'moved'; readonly headSha: string }
  | { readonly kind: 'head_moved' };

export type ReopenOutcome =
  | { readonly kind: 'open' }
  /** Its branch is gone or was moved while it was closed, or it is merged. */
  | { readonly kind: 'refused'; readonly why: string };

export interface Forge {
  /** The file on the default branch. */
  baseline(path: string): Promise<Baseline>;
  /** A regular file's text and blob id at a commit; null when there is none. */
  readFile(commit: string, path: string): Promise<{ source: string; blob: string } | null>;
  /** Every pull request against the default branch, oldest first. */
  pullRequests(): Promise<readonly PullRequest[]>;
  /** As it stands now. */
  pullRequest(number: number): Promise<PullRequest>;
  openCandidate(draft: CandidateDraft): Promise<OpenOutcome>;
  /**
   * What a killed run left of branches: those without a pull request get one, which are returned; those of
   * merged ones are deleted.
   */
  tidyBranches(): Promise<readonly PullRequest[]>;
  /** Rejects with UnreadableChange when there is no telling: no common history, or too much of it. */
  difference(pullRequest: PullRequest): Promise<Difference>;
  /** The newest status of the bot's verdict on a commit. */
  newestStatus(commit: string): Promise<CommitStatus | null>;
  /** Whether any status of the bot's verdict on the commit has a description that ends so. */
  hasStatusEnding(commit: string, ending: string): Promise<boolean>;
  /** Where people see the run that wrote that status; null where there are no runs. */
  verdictRun(commit: string): Promise<string | null>;
  postStatus(commit: string, status: CommitStatus): Promise<void>;
  reviews(number: number): Promise<readonly Review[]>;
  postReview(number: number, draft: ReviewDraft): Promise<void>;
  /** Marks some of the bot's reviews as outdated. */
  outdate(number: number, ids: readonly number[]): Promise<void>;
  /** Replaces the text of one of the bot's own reviews. */
  editReview(number: number, id: number, body: string): Promise<void>;
  /** Replaces the bot's own labels (`crucible:`, `severity:`, `category:`); others stay. */
  setLabels(number: number, labels: readonly string[]): Promise<void>;
  /** Squash-merges exactly the permitted head and deletes the branch. */
  merge(permit: MergePermit, message: string): Promise<MergeOutcome>;
  close(number: number): Promise<void>;
  reopen(number: number): Promise<ReopenOutcome>;
  /**
   * One commit on the default branch's tip with the candidate's file, if the head is still `headSha`. The
   * status stands on it before the branch moves there, so that what was asked for is not lost on the way.
   */
  putOnTop(number: number, headSha: string, file: FileOnTop): Promise<PutOnTopOutcome>;
  /** One commit on the pull request's head with another text of the file, if the head is still `headSha`. */
  commitFile(number: number, headSha: string, file: FileCommit): Promise<PutOnTopOutcome>;
}
