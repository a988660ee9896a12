/**
 * A repository as a plain value: two stories that end alike have equal portraits. Numbers that depend on
 * how often something was tried (SHAs, ids, times) are left out unless they are asked for.
 */

import { createHash } from 'node:crypto';
import { listFiles } from './files.ts';
import { ancestors } from './history.ts';
import { type Issue, isPull, type PullRequest, type Review } from './model.ts';
import type { TestRepository } from './repository.ts';
import { changesOf } from './reviews.ts';

export interface PortraitOptions {
  /** Puts the SHAs of heads, bases and reviewed commits in. */
  readonly shas?: boolean;
  /** What of a text is compared: by default its digest. */
  readonly text?: (text: string) => unknown;
}

export interface Portrait {
  readonly messages: readonly unknown[];
  readonly files: Readonly<Record<string, unknown>>;
  readonly branches: readonly string[];
  readonly labels: readonly string[];
  readonly pullRequests: readonly unknown[];
  readonly issues: readonly unknown[];
  readonly dispatches: readonly unknown[];
}

export function digestOf(text: string): string {
  return `${text.length} ${createHash('sha256').update(text).digest('hex').slice(0, 12)}`;
}

export function portraitOf(repository: TestRepository, options: PortraitOptions = {}): Portrait {
  const { store, mainTip, github, fullName } = repository;
  const text = options.text ?? digestOf;
  const history = [...ancestors(store, mainTip)].reverse();
  const tree = store.commit(mainTip)?.tree ?? '';
  const branches = [...repository.refs.keys()].filter((ref) => ref.startsWith('refs/heads/'));
  return {
    messages: history.map((sha) => store.commit(sha)?.message ?? ''),
    files: Object.fromEntries(
      [...listFiles(store, tree)].map(([path, { mode, sha }]) => [path, `${mode} ${sha}`]),
    ),
    branches: branches.map((ref) => ref.slice('refs/heads/'.length)).sort(),
    labels: repository.labels.map((label) => label.name).sort(),
    pullRequests: repository.pulls.map((pull) => ofPull(pull, text, options.shas ?? false)),
    issues: repository.issues
      .filter((issue) => !isPull(issue))
      .map((issue) => ofIssue(issue, text)),
    dispatches: github.dispatches.filter((each) => each.repository === fullName),
  };
}

function ofIssue(issue: Issue, text: (text: string) => unknown): object {
  return {
    ...{ number: issue.number, title: issue.title, author: issue.author.login },
    ...{ state: issue.state, pinned: issue.pinned, labels: [...issue.labels].sort() },
    body: text(issue.body ?? ''),
    comments: issue.comments.map((comment) => ({
      author: comment.author.login,
      body: text(comment.body),
      reactions: comment.reactions.map((each) => each.content).sort(),
      outdated: comment.minimized !== null,
    })),
  };
}

function ofPull(pull: PullRequest, text: (text: string) => unknown, shas: boolean): object {
  const { repository, headSha, merged } = pull;
  const newest = repository.newestStatuses(headSha);
  const statuses = newest.map(({ context, state, description, creator }) => ({
    ...{ context, state, description: text(description ?? ''), creator: creator.login },
  }));
  return {
    ...ofIssue(pull, text),
    ...{ state: merged ? 'merged' : pull.state, branch: pull.headRef, base: pull.baseRef },
    ...(shas ? { head: headSha } : {}),
    changes: changesOf(pull).map(({ path, status, blob }) => `${status} ${path} ${blob}`),
    statuses,
    reviews: pull.reviews.map((review) => ofReview(review, text, shas)),
  };
}

function ofReview(review: Review, text: (text: string) => unknown, shas: boolean): object {
  const { pull, author, state, body, commit, minimized, comments } = review;
  return {
    ...{ author: author.login, state, body: text(body), outdated: minimized !== null },
    onHead: commit === pull.headSha,
    ...(shas ? { commit } : {}),
    comments: comments.map(({ path, line, body: words }) => ({ path, line, body: text(words) })),
  };
}
