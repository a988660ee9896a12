/** Issues, pull requests, comments, reviews and labels as the REST API shows them. */

import { type Account, isSame } from './access.ts';
import { isoTime } from './clock.ts';
import { ancestors, commitsBetween } from './history.ts';
import {
  type Issue,
  type IssueComment,
  isPull,
  type Label,
  type PullRequest,
  type Reaction,
  type Review,
  type ReviewComment,
} from './model.ts';
import { protectionState } from './protection.ts';
import { isMergeable, testMerge } from './pulls.ts';
import { mergeBaseOf } from './refs.ts';
import type { TestRepository } from './repository.ts';
import { accountView, type Json, repositoryUrl, repositoryView, web } from './repository-view.ts';
import { changesOf, currentLine } from './reviews.ts';

export function labelView(
  repository: TestRepository,
  { id, name, color, description }: Label,
): Json {
  const url = `${repositoryUrl(repository)}/labels/${encodeURIComponent(name)}`;
  return { id, node_id: `LA_kwDO${id}`, url, name, color, default: false, description };
}

function labelViews({ repository, labels }: Issue): Json[] {
  return labels.flatMap((name) => {
    const label = repository.label(name);
    return label ? [labelView(repository, label)] : [];
  });
}

export function authorAssociation(repository: TestRepository, account: Account): string {
  if (isSame(account, repository.owner)) return 'OWNER';
  if (repository.isCollaborator(account)) return 'COLLABORATOR';
  if (account.login === 'github-actions[bot]') return 'CONTRIBUTOR';
  const merged = repository.pulls.some((pull) => pull.merged && isSame(pull.author, account));
  return merged ? 'CONTRIBUTOR' : 'NONE';
}

function reactionsView(url: string, reactions: readonly Reaction[]): Json {
  const names = ['+1', '-1', 'laugh', 'hooray', 'confused', 'heart', 'rocket', 'eyes'];
  const count = (name: string) => reactions.filter((each) => each.content === name).length;
  const counts = Object.fromEntries(names.map((name) => [name, count(name)]));
  return { url: `${url}/reactions`, total_count: reactions.length, ...counts };
}

function time(seconds: number | null): string | null {
  return seconds === null ? null : isoTime(seconds);
}

function htmlUrl({ repository, number, kind }: Issue): string {
  return `${web}/${repository.fullName}/${kind === 'pull' ? 'pull' : 'issues'}/${number}`;
}

/** What an issue and a pull request show alike. */
function commonView(issue: Issue): Json {
  const { repository, author } = issue;
  return {
    ...{ number: issue.number, title: issue.title, body: issue.body, state: issue.state },
    ...{ locked: issue.locked, active_lock_reason: null, user: accountView(author) },
    ...{ labels: labelViews(issue), assignee: null, assignees: [], milestone: null },
    created_at: isoTime(issue.createdAt),
    updated_at: isoTime(issue.updatedAt),
    closed_at: time(issue.closedAt),
    author_association: authorAssociation(repository, author),
    html_url: htmlUrl(issue),
  };
}

export function issueView(issue: Issue): Json {
  const base = repositoryUrl(issue.repository);
  const url = `${base}/issues/${issue.number}`;
  return {
    ...commonView(issue),
    ...{ id: issue.id, node_id: issue.nodeId, url, repository_url: base },
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    timeline_url: `${url}/timeline`,
    comments: issue.comments.length,
    state_reason: issue.stateReason,
    performed_via_github_app: null,
    reactions: reactionsView(url, []),
    closed_by: issue.closedBy ? accountView(issue.closedBy) : null,
    ...(isPull(issue) ? { draft: issue.draft, pull_request: pullLinks(issue) } : {}),
  };
}

function pullLinks(pull: PullRequest): Json {
  const html = htmlUrl(pull);
  return {
    url: `${repositoryUrl(pull.repository)}/pulls/${pull.number}`,
    ...{ html_url: html, diff_url: `${html}.diff`, patch_url: `${html}.patch` },
    merged_at: time(pull.merged?.at ?? null),
  };
}

function side(repository: TestRepository, ref: string, sha: string): Json {
  const { owner } = repository;
  const label = `${owner.login}:${ref}`;
  return { label, ref, sha, user: accountView(owner), repo: repositoryView(repository) };
}

/** A pull request as lists show it. */
export function pullView(pull: PullRequest): Json {
  const base = repositoryUrl(pull.repository);
  const url = `${base}/pulls/${pull.number}`;
  const issueUrl = `${base}/issues/${pull.number}`;
  const addresses = {
    comments: `${issueUrl}/comments`,
    commits: `${url}/commits`,
    review_comment: `${base}/pulls/comments{/number}`,
    review_comments: `${url}/comments`,
    statuses: `${base}/statuses/${pull.headSha}`,
  };
  const links = { ...addresses, html: htmlUrl(pull), issue: issueUrl, self: url };
  const pairs = (values: object, name: (key: string) => string, value: (href: string) => unknown) =>
    Object.fromEntries(Object.entries(values).map(([key, href]) => [name(key), value(href)]));
  return {
    ...commonView(pull),
    ...{ id: pull.pullId, node_id: pull.nodeId, ...pullLinks(pull), issue_url: issueUrl },
    ...pairs(addresses, (key) => `${key}_url`, String),
    _links: pairs(links, String, (href) => ({ href })),
    ...{ requested_reviewers: [], requested_teams: [], auto_merge: null, draft: pull.draft },
    merge_commit_sha: pull.merged?.commit ?? testMerge(pull),
    head: side(pull.headRepository, pull.headRef, pull.headSha),
    base: side(pull.repository, pull.baseRef, pull.baseSha),
  };
}

export function mergeableState(pull: PullRequest, mergeable: boolean | null): string {
  if (mergeable === null) return 'unknown';
  if (pull.draft) return 'draft';
  if (!mergeable) return 'dirty';
  const kept = protectionState(pull);
  if (kept !== null) return kept;
  const newest = pull.repository.newestStatuses(pull.headSha);
  return newest.every((status) => status.state === 'success') ? 'clean' : 'unstable';
}

/** Counts down the reads on which GitHub does not know yet; null is the answer then. */
export function readMergeability(pull: PullRequest): boolean | null {
  if (pull.unknownMergeability === 0) return isMergeable(pull);
  pull.unknownMergeability -= 1;
  return null;
}

export function fullPullView(pull: PullRequest): Json {
  const { store } = pull.repository;
  const mergeable = readMergeability(pull);
  const changes = changesOf(pull);
  const base = mergeBaseOf(pull);
  const commits = base
    ? commitsBetween(store, base, pull.headSha)
    : [...ancestors(store, pull.headSha)];
  const sum = (values: number[]) => values.reduce((all, each) => all + each, 0);
  const submitted = pull.reviews.filter((review) => review.state !== 'PENDING');
  return {
    ...pullView(pull),
    ...{ merged: pull.merged !== null, mergeable, rebaseable: mergeable },
    mergeable_state: mergeableState(pull, mergeable),
    merged_by: pull.merged ? accountView(pull.merged.by) : null,
    comments: pull.comments.length,
    review_comments: submitted.flatMap((review) => review.comments).length,
    maintainer_can_modify: pull.headRepository !== pull.repository,
    commits: commits.length,
    additions: sum(changes.map((change) => change.additions)),
    deletions: sum(changes.map((change) => change.deletions)),
    changed_files: changes.length,
  };
}

export function commentView(comment: IssueComment): Json {
  const { id, nodeId, issue, author, body, createdAt, updatedAt, reactions } = comment;
  const base = repositoryUrl(issue.repository);
  const url = `${base}/issues/comments/${id}`;
  return {
    ...{ id, node_id: nodeId, url, body, user: accountView(author) },
    html_url: `${htmlUrl(issue)}#issuecomment-${id}`,
    issue_url: `${base}/issues/${issue.number}`,
    created_at: isoTime(createdAt),
    updated_at: isoTime(updatedAt),
    author_association: authorAssociation(issue.repository, author),
    performed_via_github_app: null,
    reactions: reactionsView(url, reactions),
  };
}

export function reactionView({ id, content, author, createdAt }: Reaction): Json {
  const user = accountView(author);
  return { id, node_id: `REA_lADO${id}`, user, content, created_at: isoTime(createdAt) };
}

export function reviewView(review: Review): Json {
  const { id, nodeId, pull, author, body, state, submittedAt, commit } = review;
  const html = `${htmlUrl(pull)}#pullrequestreview-${id}`;
  const pullUrl = `${repositoryUrl(pull.repository)}/pulls/${pull.number}`;
  return {
    ...{ id, node_id: nodeId, user: accountView(author), body, state },
    ...{ html_url: html, pull_request_url: pullUrl, commit_id: commit },
    _links: { html: { href: html }, pull_request: { href: pullUrl } },
    author_association: authorAssociation(pull.repository, author),
    ...(submittedAt === null ? {} : { submitted_at: isoTime(submittedAt) }),
  };
}

export function reviewCommentView(comment: ReviewComment): Json {
  const { id, nodeId, review, path, side: where, startLine, startSide, diffHunk, body } = comment;
  const { pull } = review;
  const base = repositoryUrl(pull.repository);
  const url = `${base}/pulls/comments/${id}`;
  const html = `${htmlUrl(pull)}#discussion_r${id}`;
  const pullUrl = `${base}/pulls/${pull.number}`;
  const at = isoTime(comment.createdAt);
  const line = currentLine(comment);
  return {
    ...{ id, node_id: nodeId, url, html_url: html, pull_request_url: pullUrl, body, path },
    ...{ pull_request_review_id: review.id, diff_hunk: diffHunk, user: accountView(review.author) },
    ...{
      commit_id: line === null ? review.commit : pull.headSha,
      original_commit_id: review.commit,
    },
    ...{ created_at: at, updated_at: at, subject_type: 'line', side: where, start_side: startSide },
    ...{ line, original_line: comment.line },
    ...{ start_line: line === null ? null : startLine, original_start_line: startLine },
    author_association: authorAssociation(pull.repository, review.author),
    _links: { self: { href: url }, html: { href: html }, pull_request: { href: pullUrl } },
    reactions: reactionsView(url, []),
  };
}
