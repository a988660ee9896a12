/** Reviews: all of a review is taken, or nothing. */

import { type Caller, isSame } from './access.ts';
import { commentableLines, diffTrees, type FileChange, hunkUpTo } from './diff.ts';
import { ancestors } from './history.ts';
import type { PullRequest, Review, ReviewComment, ReviewState } from './model.ts';
import { isActionsBot } from './pulls.ts';
import { mergeBaseOf } from './refs.ts';
import { forbidden, isTooLong, longestBody, unprocessable } from './refusal.ts';

export type ReviewEvent = 'APPROVE' | 'REQUEST_CHANGES' | 'COMMENT';

export interface CommentDraft {
  readonly path: string;
  readonly body: string;
  readonly line?: number;
  readonly side?: string;
  readonly start_line?: number;
  readonly start_side?: string;
}

export interface ReviewDraft {
  readonly commit_id?: string;
  readonly body?: string;
  /** Without it the review stays pending: only its author sees it. */
  readonly event?: ReviewEvent;
  readonly comments?: readonly CommentDraft[];
}

const stateOf: Readonly<Record<ReviewEvent, ReviewState>> = {
  APPROVE: 'APPROVED',
  REQUEST_CHANGES: 'CHANGES_REQUESTED',
  COMMENT: 'COMMENTED',
};

/** What the pull request changes at one of its commits. */
export function changesOf(pull: PullRequest, head = pull.headSha): readonly FileChange[] {
  const { store } = pull.repository;
  const base = store.commit(mergeBaseOf(pull, head) ?? '');
  const tip = store.commit(head);
  return base && tip ? diffTrees(store, base.tree, tip.tree) : [];
}

export function createReview(caller: Caller, pull: PullRequest, draft: ReviewDraft): Review {
  const { github } = pull.repository;
  const commit = draft.commit_id ?? pull.headSha;
  checkEvent(caller, pull, draft);
  if (pull.locked) throw forbidden('Unable to create comment because issue is locked.');
  const mine = pull.reviews.filter((each) => isSame(each.author, caller.account));
  if (mine.some((each) => each.state === 'PENDING')) {
    throw unprocessable('User can only have one pending review per pull request');
  }
  checkReviewBody(draft.body ?? '');
  checkCommit(pull, commit);
  const located = (draft.comments ?? []).map((comment) => locate(pull, commit, comment));
  const at = github.clock.tick();
  const id = github.nextId('review');
  const state = draft.event ? stateOf[draft.event] : 'PENDING';
  const review: Review = {
    ...{ kind: 'review', id, nodeId: github.nodeId('PRR', id), pull, commit, state },
    ...{ author: caller.account, body: draft.body ?? '', comments: [], minimized: null },
    ...{ createdAt: at, submittedAt: draft.event ? at : null },
  };
  github.register(review);
  for (const each of located) addComment(review, each);
  pull.reviews.push(review);
  pull.updatedAt = at;
  return review;
}

function checkEvent(
  caller: Caller,
  pull: PullRequest,
  { event, body, comments }: ReviewDraft,
): void {
  const own = isSame(caller.account, pull.author);
  if (own && event === 'APPROVE') throw unprocessable('Can not approve your own pull request');
  if (own && event === 'REQUEST_CHANGES') {
    throw unprocessable('Review Can not request changes on your own pull request');
  }
  if (event === 'APPROVE' && isActionsBot(caller.account)) {
    if (!pull.repository.settings.actionsMayOpenPullRequests) {
      throw unprocessable('GitHub Actions is not permitted to approve pull requests.');
    }
  }
  const blank = (body ?? '').trim() === '';
  if (blank && (event === 'REQUEST_CHANGES' || (event === 'COMMENT' && !comments?.length))) {
    throw unprocessable("Body can't be blank");
  }
}

function checkReviewBody(body: string): void {
  if (!isTooLong(body)) return;
  throw unprocessable(`body is too long (maximum is ${longestBody} characters)`);
}

function checkCommit(pull: PullRequest, commit: string): void {
  const { store } = pull.repository;
  const base = mergeBaseOf(pull);
  const own = ancestors(store, pull.headSha);
  const before = base === null ? new Set<string>() : ancestors(store, base);
  // Heads that were pushed over are still commits of the pull request.
  if ((own.has(commit) && !before.has(commit)) || pull.heads.includes(commit)) return;
  throw unprocessable('commit_id is not part of the pull request');
}

type Located = Pick<
  ReviewComment,
  'path' | 'line' | 'side' | 'startLine' | 'startSide' | 'diffHunk' | 'body'
>;

/** Throws unless the comment stands on lines of the diff's hunks. */
function locate(pull: PullRequest, commit: string, draft: CommentDraft): Located {
  if (draft.line === undefined) {
    throw new Error('the test GitHub knows review comments with `line`, not with `position`');
  }
  checkReviewBody(draft.body);
  if (draft.body.trim() === '') throw unprocessable("Body can't be blank");
  const change = changesOf(pull, commit).find((each) => each.path === draft.path);
  if (!change) throw unprocessable('Path could not be resolved');
  const lines = commentableLines(change.patch ?? '');
  const side = draft.side === 'LEFT' ? 'LEFT' : 'RIGHT';
  const startSide = draft.start_side === 'LEFT' ? 'LEFT' : side;
  const has = (line: number, where: 'LEFT' | 'RIGHT') =>
    (where === 'LEFT' ? lines.left : lines.right).has(line);
  const { line, path, body, start_line: startLine = null } = draft;
  if (!has(line, side)) throw unprocessable('Line could not be resolved');
  if (startLine !== null && !has(startLine, startSide)) {
    throw unprocessable('Start line could not be resolved');
  }
  if (startLine !== null && startLine >= line) {
    throw unprocessable('Start line must precede the end line.');
  }
  const diffHunk = hunkUpTo(change.patch ?? '', line, side);
  return {
    path,
    line,
    side,
    startLine,
    diffHunk,
    body,
    startSide: startLine === null ? null : startSide,
  };
}

function addComment(review: Review, located: Located): void {
  const { github } = review.pull.repository;
  const id = github.nextId('review comment');
  const comment: ReviewComment = {
    ...{ kind: 'review comment', id, nodeId: github.nodeId('PRRC', id), review },
    ...located,
    createdAt: review.createdAt,
    minimized: null,
  };
  github.register(comment);
  review.comments.push(comment);
}

/** Today's line of a comment: null once the file is another than the one commented on. */
export function currentLine({ review, path, line }: ReviewComment): number | null {
  const { pull, commit } = review;
  if (pull.headSha === commit) return line;
  const blobAt = (head: string) => changesOf(pull, head).find((each) => each.path === path)?.blob;
  return blobAt(pull.headSha) === blobAt(commit) ? line : null;
}

/** Pending reviews are seen by their authors alone. */
export function visibleReviews(caller: Caller, pull: PullRequest): Review[] {
  return pull.reviews.filter(
    (review) => review.state !== 'PENDING' || isSame(review.author, caller.account),
  );
}

export function editReview(caller: Caller, review: Review, body: string): void {
  if (caller.installation && !isSame(caller.account, review.author)) {
    throw forbidden('Resource not accessible by integration');
  }
  checkReviewBody(body);
  review.body = body;
  // Whether GitHub counts it as a change of the pull request is not known: here it does not.
  review.pull.repository.github.clock.tick();
}

export function submitReview(
  caller: Caller,
  review: Review,
  event: ReviewEvent,
  body?: string,
): void {
  if (review.state !== 'PENDING')
    throw unprocessable('Can not submit a review that is not pending');
  if (body !== undefined) checkReviewBody(body);
  checkEvent(caller, review.pull, { event, body: body ?? review.body, comments: review.comments });
  review.body = body ?? review.body;
  review.state = stateOf[event];
  const at = review.pull.repository.github.clock.tick();
  review.submittedAt = at;
  review.pull.updatedAt = at;
}

export function deletePendingReview(review: Review): void {
  if (review.state !== 'PENDING')
    throw unprocessable('Can not delete a non-pending pull request review');
  const { reviews } = review.pull;
  reviews.splice(reviews.indexOf(review), 1);
  review.pull.repository.github.clock.tick();
}
