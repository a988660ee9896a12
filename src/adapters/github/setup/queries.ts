/** The GraphQL texts of a check of the set-up. */

import { dashboardLabel } from '../../../domain/label.ts';

export const setupQuery = `query SetUp($owner: String!, $name: String!) {
  viewer { login }
  repository(owner: $owner, name: $name) {
    id nameWithOwner isPrivate isFork isArchived hasIssuesEnabled squashMergeAllowed
    owner { __typename }
    defaultBranchRef { name target { oid ... on Commit { tree { oid } } } }
  }
}`;

export interface SetupReading {
  readonly viewer: { readonly login: string };
  readonly repository: {
    readonly id: string;
    readonly nameWithOwner: string;
    readonly isPrivate: boolean;
    readonly isFork: boolean;
    readonly isArchived: boolean;
    readonly hasIssuesEnabled: boolean;
    readonly squashMergeAllowed: boolean;
    readonly owner: { readonly __typename: string };
    /** null in an empty repository. */
    readonly defaultBranchRef: {
      readonly name: string;
      readonly target: { readonly oid: string; readonly tree: { readonly oid: string } };
    } | null;
  };
}

const issueFields = `nodes { number title isPinned author { login } labels(first: 100) { nodes { name } } }`;
const oldestFirst = 'orderBy: { field: CREATED_AT, direction: ASC }';

/** By its label; and the oldest issues, among which it is when somebody took the label off. */
export const dashboardsQuery = `query Dashboards($owner: String!, $name: String!) {
  repository(owner: $owner, name: $name) {
    labelled: issues(labels: ["${dashboardLabel}"], states: [OPEN], first: 10, ${oldestFirst}) { ${issueFields} }
    oldest: issues(states: [OPEN], first: 50, ${oldestFirst}) { ${issueFields} }
  }
}`;

export interface IssueNode {
  readonly number: number;
  readonly title: string;
  readonly isPinned: boolean | null;
  /** null for an account that was deleted. */
  readonly author: { readonly login: string } | null;
  readonly labels: { readonly nodes: readonly { readonly name: string }[] } | null;
}

export interface DashboardsReading {
  readonly repository: Readonly<
    Record<'labelled' | 'oldest', { readonly nodes: readonly IssueNode[] }>
  >;
}

export const openedQuery = `query Opened($owner: String!, $name: String!) {
  repository(owner: $owner, name: $name) {
    pullRequests(first: 50, orderBy: { field: CREATED_AT, direction: DESC }) {
      nodes { number author { login } }
    }
  }
}`;

export interface OpenedReading {
  readonly repository: {
    readonly pullRequests: {
      readonly nodes: readonly Pick<IssueNode, 'number' | 'author'>[];
    };
  };
}
