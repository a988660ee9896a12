/** Issues, pull requests, reviews and comments as GraphQL shows them. */

import { type Account, type Caller, isSame } from './access.ts';
import { isoTime } from './clock.ts';
import { actorObject, commitObject, refObject } from './graphql-git.ts';
import { connection, type PageArguments } from './graphql-limits.ts';
import { commitsBetween } from './history.ts';
import { authorAssociation, mergeableState, readMergeability } from './issue-view.ts';
import type {
  Issue,
  IssueComment,
  Label,
  PlainIssue,
  PullRequest,
  Review,
  ReviewComment,
} from './model.ts';
import { mergeBaseOf } from './refs.ts';
import type { TestRepository } from './repository.ts';
import { web } from './repository-view.ts';
import { currentLine, visibleReviews } from './reviews.ts';

function time(seconds: number | null): string | null {
  return seconds === null ? null : isoTime(seconds);
}

function actorOrNull(account: Account | null | undefined): object | null {
  return account ? actorObject(account) : null;
}

/** Ids that a GraphQL Int cannot hold are null in the old field. */
function ids(id: number): object {
  return { fullDatabaseId: String(id), databaseId: id > 0x7fff_ffff ? null : id };
}

function minimized(reason: string | null): object {
  return { isMinimized: reason !== null, minimizedReason: reason?.toLowerCase() ?? null };
}

export function labelObject({ id, name, color, description }: Label): object {
  return { __typename: 'Label', id: `LA_kwDO${id}`, name, color, description, isDefault: false };
}

function common(caller: Caller, issue: Issue): object {
  const { repository, author } = issue;
  const path = `/${repository.fullName}/${issue.kind === 'pull' ? 'pull' : 'issues'}/${issue.number}`;
  return {
    ...{ id: issue.nodeId, number: issue.number, title: issue.title, body: issue.body ?? '' },
    ...{ url: `${web}${path}`, resourcePath: path, author: actorObject(author) },
    ...{ locked: issue.locked, closed: issue.state === 'closed' },
    authorAssociation: authorAssociation(repository, author),
    viewerDidAuthor: isSame(caller.account, author),
    createdAt: isoTime(issue.createdAt),
    updatedAt: isoTime(issue.updatedAt),
    closedAt: time(issue.closedAt),
    editor: actorOrNull(issue.editor),
    labels: (page: PageArguments) => labelConnection(issue, page),
    comments: (page: PageArguments) =>
      connection('comments', page, issue.comments, (each) => commentObject(caller, each)),
  };
}

function labelConnection({ labels, repository }: Issue, page: PageArguments): unknown {
  const found = labels.flatMap((name) => repository.label(name) ?? []);
  return connection('labels', page, found, labelObject);
}

export function issueObject(caller: Caller, issue: PlainIssue): object {
  return {
    __typename: 'Issue',
    ...common(caller, issue),
    ...ids(issue.id),
    state: issue.state.toUpperCase(),
    stateReason: issue.stateReason?.toUpperCase() ?? null,
    isPinned: issue.pinned,
  };
}

export function commentObject(caller: Caller, comment: IssueComment): object {
  const { id, nodeId, issue, author, body, createdAt, updatedAt } = comment;
  return {
    __typename: 'IssueComment',
    ...{ id: nodeId, ...ids(id), body, author: actorObject(author) },
    authorAssociation: authorAssociation(issue.repository, author),
    viewerDidAuthor: isSame(caller.account, author),
    ...{ createdAt: isoTime(createdAt), updatedAt: isoTime(updatedAt) },
    ...minimized(comment.minimized),
  };
}

export function pullState({ merged, state }: PullRequest): 'OPEN' | 'CLOSED' | 'MERGED' {
  if (merged) return 'MERGED';
  return state === 'open' ? 'OPEN' : 'CLOSED';
}

function commitsOf(pull: PullRequest): string[] {
  const base = mergeBaseOf(pull);
  const commits = base ? commitsBetween(pull.repository.store, base, pull.headSha) : [];
  return commits.length > 0 ? commits : [pull.headSha];
}

export function pullObject(caller: Caller, pull: PullRequest): object {
  const { repository, headRepository, headRef, headSha, baseRef, merged } = pull;
  const words = { true: 'MERGEABLE', false: 'CONFLICTING', null: 'UNKNOWN' } as const;
  return {
    __typename: 'PullRequest',
    ...common(caller, pull),
    ...ids(pull.pullId),
    ...{ state: pullState(pull), isDraft: pull.draft, merged: merged !== null },
    ...{
      headRefName: headRef,
      headRefOid: headSha,
      baseRefName: baseRef,
      baseRefOid: pull.baseSha,
    },
    isCrossRepository: headRepository !== repository,
    headRepository: () => bareRepository(headRepository),
    headRepositoryOwner: actorObject(headRepository.owner),
    headRef: () => refObject(headRepository, `refs/heads/${headRef}`),
    baseRef: () => refObject(repository, `refs/heads/${baseRef}`),
    mergeable: () => words[`${readMergeability(pull)}`],
    mergeStateStatus: () => mergeableState(pull, readMergeability(pull)).toUpperCase(),
    mergedAt: time(merged?.at ?? null),
    mergedBy: actorOrNull(merged?.by),
    mergeCommit: merged ? () => commitObject(repository, merged.commit) : null,
    commits: (page: PageArguments) =>
      connection('commits', page, commitsOf(pull), (sha) => ({
        __typename: 'PullRequestCommit',
        id: `PRC_kwDO${sha}`,
        commit: () => commitObject(repository, sha),
      })),
    reviews: (page: PageArguments & { states?: readonly string[] | null }) => {
      const all = visibleReviews(caller, pull);
      const found = all.filter((each) => page.states?.includes(each.state) ?? true);
      return connection('reviews', page, found, (each) => reviewObject(caller, each));
    },
  };
}

function bareRepository({ nodeId, id, name, fullName, owner }: TestRepository): object {
  const about = { id: nodeId, databaseId: id, name, nameWithOwner: fullName };
  return { __typename: 'Repository', ...about, owner: actorObject(owner) };
}

export function reviewObject(caller: Caller, review: Review): object {
  const { id, nodeId, pull, author, commit, body, state } = review;
  const path = `/${pull.repository.fullName}/pull/${pull.number}#pullrequestreview-${id}`;
  return {
    __typename: 'PullRequestReview',
    ...{ id: nodeId, ...ids(id), body, state, author: actorObject(author) },
    ...{ url: `${web}${path}`, resourcePath: path },
    authorAssociation: authorAssociation(pull.repository, author),
    viewerDidAuthor: isSame(caller.account, author),
    ...minimized(review.minimized),
    createdAt: isoTime(review.createdAt),
    submittedAt: time(review.submittedAt),
    commit: () => commitObject(pull.repository, commit),
    pullRequest: () => pullObject(caller, pull),
    comments: (page: PageArguments) =>
      connection('comments', page, review.comments, (each) => reviewCommentObject(caller, each)),
  };
}

export function reviewCommentObject(caller: Caller, comment: ReviewComment): object {
  const { id, nodeId, review, path, body, startLine, diffHunk } = comment;
  const line = currentLine(comment);
  const { repository } = review.pull;
  return {
    __typename: 'PullRequestReviewComment',
    ...{ id: nodeId, ...ids(id), path, body, diffHunk, author: actorObject(review.author) },
    ...{ line, originalLine: comment.line, outdated: line === null },
    ...{ startLine: line === null ? null : startLine, originalStartLine: startLine },
    viewerDidAuthor: isSame(caller.account, review.author),
    ...minimized(comment.minimized),
    createdAt: isoTime(comment.createdAt),
    commit: () => commitObject(repository, line === null ? review.commit : review.pull.headSha),
    originalCommit: () => commitObject(repository, review.commit),
  };
}
