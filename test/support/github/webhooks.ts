/** Events as GitHub sends them, on the shape of GitHub's own examples. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Account } from './access.ts';
import { commentView, issueView } from './issue-view.ts';
import type { IssueComment } from './model.ts';
import { accountView, type Json, repositoryView } from './repository-view.ts';

export interface CommentPayload {
  readonly action: 'created' | 'edited';
  readonly issue: Json;
  readonly comment: Json;
  readonly repository: Json;
  readonly sender: Json;
  readonly changes?: Json;
}

const require = createRequire(import.meta.url);
let example: CommentPayload | null = null;

/** An `issue_comment` payload that GitHub itself gives as an example. */
export function exampleCommentPayload(): CommentPayload {
  if (example) return example;
  const file = require.resolve('@octokit/webhooks-examples/api.github.com/index.json');
  const all = JSON.parse(readFileSync(file, 'utf8')) as { name: string; examples: unknown[] }[];
  const found = all.find(({ name }) => name === 'issue_comment')?.examples[0];
  if (!found) throw new Error('there is no example of issue_comment');
  example = found as CommentPayload;
  return example;
}

export function commentPayload(
  action: 'created' | 'edited',
  comment: IssueComment,
  sender: Account,
  before?: string,
): CommentPayload {
  const { repository, issue, comment: text } = exampleCommentPayload();
  return {
    action,
    issue: { ...issue, ...issueView(comment.issue) },
    comment: { ...text, ...commentView(comment) },
    repository: { ...repository, ...repositoryView(comment.issue.repository) },
    sender: accountView(sender),
    ...(before === undefined ? {} : { changes: { body: { from: before } } }),
  };
}
