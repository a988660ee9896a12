/** Issues, their comments, and labels. */

import { type Caller, roleAtLeast } from './access.ts';
import {
  type Issue,
  type IssueComment,
  isPull,
  type Label,
  type PlainIssue,
  type Reaction,
} from './model.ts';
import { setPullState } from './pulls.ts';
import { checkBody, checkCommentBody, checkTitle, forbidden, invalid } from './refusal.ts';
import type { TestRepository } from './repository.ts';

export interface LabelDraft {
  readonly name: string;
  readonly color?: string;
  readonly description?: string | null;
}

export function createLabel(repository: TestRepository, draft: LabelDraft): Label {
  const { name, color = 'ededed', description = null } = draft;
  const about = { resource: 'Label' } as const;
  if (name.trim() === '') throw invalid({ ...about, code: 'missing_field', field: 'name' });
  if (name.length > 50) {
    const message = 'name is too long (maximum is 50 characters)';
    throw invalid({ ...about, code: 'custom', field: 'name', message });
  }
  if (repository.label(name)) throw invalid({ ...about, code: 'already_exists', field: 'name' });
  if (!/^[0-9a-fA-F]{6}$/.test(color)) {
    throw invalid({ ...about, code: 'invalid', field: 'color' });
  }
  if ((description ?? '').length > 100) {
    const message = 'description is too long (maximum is 100 characters)';
    throw invalid({ ...about, code: 'custom', field: 'description', message });
  }
  repository.github.clock.tick();
  const label = {
    id: repository.github.nextId('label'),
    name,
    color: color.toLowerCase(),
    description,
  };
  repository.labels.push(label);
  return label;
}

/** As on GitHub: a label that is not there is made, in grey. */
export function ensureLabels(repository: TestRepository, names: readonly string[]): string[] {
  const labels = names.map((name) => repository.label(name) ?? createLabel(repository, { name }));
  return [...new Set(labels.map((label) => label.name))];
}

export function setLabels(issue: Issue, names: readonly string[]): void {
  issue.labels = ensureLabels(issue.repository, names);
  issue.updatedAt = issue.repository.github.clock.tick();
}

export interface IssueDraft {
  readonly title: string;
  readonly body: string | null;
  readonly labels: readonly string[];
}

export function createIssue(
  caller: Caller,
  repository: TestRepository,
  draft: IssueDraft,
): PlainIssue {
  const { github } = repository;
  checkTitle(draft.title);
  checkBody(draft.body ?? '');
  const labels = ensureLabels(repository, draft.labels);
  const at = github.clock.tick();
  const id = github.nextId('issue');
  const issue: PlainIssue = {
    ...{ kind: 'issue', id, nodeId: github.nodeId('I', id), repository },
    number: repository.issues.length + 1,
    ...{ title: draft.title, body: draft.body, labels, author: caller.account },
    ...{ createdAt: at, updatedAt: at, closedAt: null, closedBy: null, editor: null },
    ...{ state: 'open', stateReason: null, locked: false, pinned: false, comments: [] },
  };
  github.register(issue);
  repository.issues.push(issue);
  return issue;
}

export interface IssueEdit {
  readonly title?: string | undefined;
  readonly body?: string | null | undefined;
  readonly state?: 'open' | 'closed' | undefined;
  readonly stateReason?: PlainIssue['stateReason'] | undefined;
  readonly labels?: readonly string[] | undefined;
}

export function editIssue(caller: Caller, issue: Issue, edit: IssueEdit): void {
  if (edit.title !== undefined) checkTitle(edit.title);
  checkBody(edit.body ?? '');
  if (edit.state !== undefined) setState(caller, issue, edit.state, edit.stateReason ?? null);
  if (edit.title !== undefined) issue.title = edit.title;
  if (edit.body !== undefined) Object.assign(issue, { body: edit.body, editor: caller.account });
  if (edit.labels !== undefined) setLabels(issue, edit.labels);
  issue.updatedAt = issue.repository.github.clock.tick();
}

function setState(
  caller: Caller,
  issue: Issue,
  state: 'open' | 'closed',
  reason: PlainIssue['stateReason'],
): void {
  if (isPull(issue)) {
    setPullState(caller, issue, state);
    return;
  }
  if (issue.state === state) return;
  const closed = state === 'closed';
  issue.state = state;
  issue.stateReason = reason ?? (closed ? 'completed' : 'reopened');
  issue.closedAt = closed ? issue.repository.github.clock.tick() : null;
  issue.closedBy = closed ? caller.account : null;
}

export function createComment(caller: Caller, issue: Issue, body: string): IssueComment {
  const { repository } = issue;
  const trusted = !caller.installation && roleAtLeast(repository.roleOf(caller.account), 'write');
  if (issue.locked && !trusted) {
    throw forbidden('Unable to create comment because issue is locked.');
  }
  checkCommentBody(body);
  const at = repository.github.clock.tick();
  const id = repository.github.nextId('comment');
  const comment: IssueComment = {
    ...{ kind: 'comment', id, nodeId: repository.github.nodeId('IC', id), issue },
    ...{ author: caller.account, body, createdAt: at, updatedAt: at },
    ...{ reactions: [], minimized: null },
  };
  repository.github.register(comment);
  issue.comments.push(comment);
  issue.updatedAt = at;
  return comment;
}

export function editComment(comment: IssueComment, body: string): void {
  checkCommentBody(body);
  comment.body = body;
  const at = comment.issue.repository.github.clock.tick();
  comment.updatedAt = at;
  comment.issue.updatedAt = at;
}

/** The same reaction by the same account is there only once. */
export function react(
  caller: Caller,
  comment: IssueComment,
  content: string,
): { reaction: Reaction; isNew: boolean } {
  const { github } = comment.issue.repository;
  const same = comment.reactions.find(
    (each) => each.content === content && each.author.id === caller.account.id,
  );
  if (same) return { reaction: same, isNew: false };
  const reaction = {
    ...{ id: github.nextId('reaction'), content },
    ...{ author: caller.account, createdAt: github.clock.tick() },
  };
  comment.reactions.push(reaction);
  return { reaction, isNew: true };
}
