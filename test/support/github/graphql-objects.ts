/** The entry points of queries: the viewer, repositories, and nodes by their ids. */

import { type Caller, canSee, demand, type Scope } from './access.ts';
import { gitObject, objectByExpression, refObject } from './graphql-git.ts';
import {
  commentObject,
  issueObject,
  labelObject,
  pullObject,
  pullState,
  reviewCommentObject,
  reviewObject,
} from './graphql-issues.ts';
import { connection, orderedConnection, type PageArguments } from './graphql-limits.ts';
import { type Issue, isPull, type Node, type PlainIssue } from './model.ts';
import { Refusal } from './refusal.ts';
import type { TestRepository } from './repository.ts';
import { web } from './repository-view.ts';
import { reads } from './rest.ts';
import type { TestGitHub } from './test-github.ts';

export interface GraphqlContext {
  readonly github: TestGitHub;
  readonly caller: Caller;
}

export function queryRoot({ github, caller }: GraphqlContext): object {
  const { account } = caller;
  return {
    // Only here a bot's name has its suffix.
    viewer: {
      __typename: 'User',
      ...{ login: account.login, databaseId: account.id, id: `U_kgDO${account.id}` },
    },
    repository: ({ owner, name }: { owner: string; name: string }) => {
      const found = github.repositories.find((each) => each.fullName === `${owner}/${name}`);
      if (found && canSee(caller, found)) return repositoryObject(caller, found);
      const message = `Could not resolve to a Repository with the name '${owner}/${name}'.`;
      throw new Refusal(404, message);
    },
    node: ({ id }: { id: string }) => nodeObject(caller, github.node(id)),
    nodes: ({ ids }: { ids: readonly string[] }) =>
      ids.map((id) => nodeObject(caller, github.node(id))),
    rateLimit: { limit: 1000, remaining: 999, used: 1, cost: 1, nodeCount: 0 },
  };
}

export function nodeObject(caller: Caller, node: Node): object {
  switch (node.kind) {
    case 'repository':
      return repositoryObject(caller, node);
    case 'issue':
      return issueObject(caller, node);
    case 'pull':
      return pullObject(caller, node);
    case 'comment':
      return commentObject(caller, node);
    case 'review':
      return reviewObject(caller, node);
    case 'review comment':
      return reviewCommentObject(caller, node);
  }
}

interface Order {
  readonly orderBy?: { readonly field: string; readonly direction: 'ASC' | 'DESC' } | null;
}

interface IssueFilter extends Order, PageArguments {
  readonly states?: readonly string[] | null;
  readonly labels?: readonly string[] | null;
}

interface PullFilter extends IssueFilter {
  readonly headRefName?: string | null;
  readonly baseRefName?: string | null;
}

interface RefFilter extends PageArguments {
  readonly refPrefix: string;
}

export function repositoryObject(caller: Caller, repository: TestRepository): object {
  const { nodeId, id, name, fullName, owner, defaultBranch, settings } = repository;
  const guarded =
    <A, R>(scope: Scope, answer: (args: A) => R) =>
    (args: A): R => {
      demand(caller, repository, reads(scope)());
      return answer(args);
    };
  return {
    __typename: 'Repository',
    ...{ id: nodeId, databaseId: id, name, nameWithOwner: fullName, url: `${web}/${fullName}` },
    ...{ isPrivate: settings.private, isFork: repository.parent !== null },
    ...{ deleteBranchOnMerge: settings.deleteBranchOnMerge, isArchived: settings.archived },
    ...{ hasIssuesEnabled: settings.hasIssues, squashMergeAllowed: settings.allowSquashMerge },
    owner: { __typename: owner.type, login: owner.login },
    defaultBranchRef: guarded('contents', () =>
      refObject(repository, `refs/heads/${defaultBranch}`),
    ),
    ref: guarded('contents', ({ qualifiedName: ref }: { qualifiedName: string }) =>
      refObject(repository, ref.startsWith('refs/') ? ref : `refs/heads/${ref}`),
    ),
    refs: guarded('contents', (filter: RefFilter) => refConnection(repository, filter)),
    object: guarded('contents', ({ oid, expression }: { oid?: string; expression?: string }) =>
      oid ? gitObject(repository, oid) : objectByExpression(repository, expression ?? 'HEAD'),
    ),
    labels: guarded('issues', (page: PageArguments) =>
      connection('labels', page, repository.labels, labelObject),
    ),
    pullRequest: guarded('pull-requests', ({ number }: { number: number }) => {
      const found = repository.pulls.find((each) => each.number === number);
      if (found) return pullObject(caller, found);
      throw new Refusal(404, `Could not resolve to a PullRequest with the number of ${number}.`);
    }),
    issue: guarded('issues', ({ number }: { number: number }) => {
      const found = repository.issues.find((each) => each.number === number);
      if (found && !isPull(found)) return issueObject(caller, found);
      throw new Refusal(404, `Could not resolve to an Issue with the number of ${number}.`);
    }),
    pullRequests: guarded('pull-requests', (filter: PullFilter) =>
      pullConnection(caller, repository, filter),
    ),
    issues: guarded('issues', (filter: IssueFilter) => issueConnection(caller, repository, filter)),
    pinnedIssues: guarded('issues', (page: PageArguments) => {
      const pinned = repository.issues.filter((each) => each.pinned && !isPull(each));
      const view = (each: Issue) => ({ issue: () => issueObject(caller, each as PlainIssue) });
      return connection('pinnedIssues', page, pinned, view);
    }),
  };
}

function refConnection(repository: TestRepository, { refPrefix, ...page }: RefFilter): unknown {
  const names = [...repository.refs.keys()].filter((ref) => ref.startsWith(refPrefix)).sort();
  return connection('refs', page, names, (ref) => refObject(repository, ref));
}

/** A page of issues in the order that is asked for; of those that are alike in it, by their numbers. */
function orderedPage<T extends Issue>(
  name: string,
  { orderBy, ...page }: Order & PageArguments,
  issues: readonly T[],
  view: (issue: T) => unknown,
): unknown {
  if (!orderBy) return connection(name, page, issues, view);
  const fields = { CREATED_AT: 'createdAt', UPDATED_AT: 'updatedAt' } as const;
  const key = fields[orderBy.field as keyof typeof fields];
  if (!key) throw new Error(`the test GitHub does not order by ${orderBy.field}`);
  const sorted = [...issues].sort((a, b) => a[key] - b[key] || a.number - b.number);
  if (orderBy.direction === 'DESC') sorted.reverse();
  const place = (issue: T) => [issue[key], issue.number] as const;
  return orderedConnection(name, page, sorted, { view, place });
}

/** GraphQL takes issues that have any of the labels; REST those that have all. */
function hasAny(issue: Issue, labels: readonly string[] | null | undefined): boolean {
  return labels ? issue.labels.some((name) => labels.includes(name)) : true;
}

function pullConnection(caller: Caller, repository: TestRepository, filter: PullFilter): unknown {
  const { states, labels, headRefName, baseRefName } = filter;
  const found = repository.pulls.filter(
    (pull) =>
      (states?.includes(pullState(pull)) ?? true) &&
      hasAny(pull, labels) &&
      (headRefName ?? pull.headRef) === pull.headRef &&
      (baseRefName ?? pull.baseRef) === pull.baseRef,
  );
  return orderedPage('pullRequests', filter, found, (pull) => pullObject(caller, pull));
}

function issueConnection(caller: Caller, repository: TestRepository, filter: IssueFilter): unknown {
  const { states, labels } = filter;
  const found = repository.issues
    .filter((issue): issue is PlainIssue => !isPull(issue))
    .filter((issue) => states?.includes(issue.state.toUpperCase()) ?? true)
    .filter((issue) => hasAny(issue, labels));
  return orderedPage('issues', filter, found, (issue) => issueObject(caller, issue));
}
