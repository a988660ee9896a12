/** The GraphQL texts. They grow with the number of codec files, at least one: their aliases are `file0`, `file1`, ... */

import { candidateBranches } from '../../domain/branch.ts';
import { dashboardLabel } from '../../domain/label.ts';

/** The context of the commit status that carries the bot's verdict. */
export const verdictContext = 'codec-crucible/verdict';

export const pullsPerPage = 30;
/** Of closed and merged ones: little is asked of each. */
export const pastPerPage = 50;

const fileFields = `
fragment FileFields on TreeEntry { mode oid object { ... on Blob { byteSize text } } }`;

const commitFields = `
fragment CommitFields on Commit {
  oid
  committedDate
  status {
    context(name: "${verdictContext}") {
      state
      description
      targetUrl
      creator { ... on Bot { databaseId } ... on User { databaseId } }
    }
  }
}`;

const reviewFields = `
      id fullDatabaseId body state submittedAt viewerDidAuthor isMinimized
      commit { ...CommitFields }`;

const reviewPage = `
    pageInfo { hasPreviousPage startCursor }
    nodes {${reviewFields}
      comments(first: 20) { nodes { path line originalLine body } }
    }`;

const ownFields = `
  number title body state createdAt updatedAt
  isCrossRepository viewerDidAuthor headRefName headRefOid baseRefName
  author { __typename login }
  isDraft mergedBy { __typename login } mergedAt
  mergeCommit { oid }
  labels(first: 100) { nodes { name } }
  commits(last: 1) { nodes { commit { ...CommitFields } } }`;

const pullFields = `
fragment PullFields on PullRequest {${ownFields}
  reviews(last: 30) { ${reviewPage} }
}`;

/** What is read back of a pull request that is done with. A list inside the reviews would cost ten times as much. */
const pastFields = `
fragment PastFields on PullRequest {${ownFields}
  reviews(last: 10) {
    pageInfo { hasPreviousPage startCursor }
    nodes {${reviewFields} }
  }
}`;

/** What stands before a page of reviews: anybody may write reviews, and bury the bot's. */
export const olderReviewsQuery = `query OlderReviews(
  $owner: String!, $name: String!, $number: Int!, $before: String!
) {
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) { reviews(last: 100, before: $before) { ${reviewPage} } }
  }
}${commitFields}`;

const dashboardFields = `
    id number state viewerDidAuthor labels(first: 100) { nodes { name } }
    author { __typename ... on Bot { databaseId } ... on User { databaseId } }`;

/** Every issue, the oldest first: where the dashboard is not found by its label. */
export const findDashboardQuery = `query FindDashboard(
  $owner: String!, $name: String!, $after: String
) {
  repository(owner: $owner, name: $name) {
    issues(first: 50, after: $after, orderBy: { field: CREATED_AT, direction: ASC }) {
      pageInfo { hasNextPage endCursor }
      nodes { ${dashboardFields} body isPinned authorAssociation }
    }
  }
}`;

function repositoryFields(paths: number): string {
  return `
fragment RepositoryFields on Repository {
  id
  defaultBranchRef { name target { oid ... on Commit { ${files(paths)} } } }
  labels(first: 100) { nodes { name } }
  dashboards: issues(labels: ["${dashboardLabel}"], first: 10) { nodes { ${dashboardFields} } }
}${fileFields}`;
}

function headFiles(paths: number): string {
  return `heads: commits(last: 1) { nodes { commit { oid ${files(paths)} } } }`;
}

/** Of a commit: its tree, and files in it. */
function files(paths: number): string {
  return `tree { oid } ${indexes(paths, (i) => `file${i}: file(path: $path${i}) { ...FileFields }`)}`;
}

function variables(paths: number): string {
  return `$owner: String!, $name: String!, ${indexes(paths, (i) => `$path${i}: String!`)}`;
}

function indexes(count: number, text: (index: number) => string): string {
  return Array.from({ length: count }, (_, i) => text(i)).join(' ');
}

/** Values for `$path0`, `$path1`, ... */
export function pathVariables(paths: readonly string[]): Record<string, string> {
  return Object.fromEntries(paths.map((path, i) => [`path${i}`, path]));
}

/** The repository, the default branch's tip with its codecs, and who asks. */
export function repositoryQuery(paths: number): string {
  return `query Repository(${variables(paths)}) {
  viewer { databaseId login }
  repository(owner: $owner, name: $name) { ...RepositoryFields }
}${repositoryFields(paths)}`;
}

/** The same, and one pull request as it stands now. */
export function pullQuery(paths: number): string {
  return `query PullRequest(${variables(paths)}, $number: Int!) {
  viewer { databaseId login }
  repository(owner: $owner, name: $name) {
    ...RepositoryFields
    pullRequest(number: $number) { ...PullFields ${headFiles(paths)} }
  }
}${repositoryFields(paths)}${pullFields}${commitFields}`;
}

/** Those that were changed last come first: who knows the others reads no further. */
const newestFirst = 'orderBy: { field: UPDATED_AT, direction: DESC }';

/**
 * The same, and pull requests and candidate branches. Each of the three lists has a switch and a cursor, so
 * that a further page asks only for what goes on. Files come with open ones alone; past ones go on elsewhere.
 */
export function snapshotQuery(paths: number): string {
  const page = `first: ${pullsPerPage}, orderBy: { field: CREATED_AT, direction: ASC }`;
  const switches = ['open', 'branches'].map((name) => `$${name}: Boolean!, $${name}After: String`);
  return `query Snapshot(${variables(paths)}, ${switches.join(', ')}, $past: Boolean!) {
  viewer { databaseId login }
  repository(owner: $owner, name: $name) {
    ...RepositoryFields
    open: pullRequests(states: [OPEN], after: $openAfter, ${page}) @include(if: $open) {
      pageInfo { hasNextPage endCursor }
      nodes { ...PullFields ${headFiles(paths)} }
    }
    past: pullRequests(states: [CLOSED, MERGED], first: ${pastPerPage}, ${newestFirst})
      @include(if: $past) {
      pageInfo { hasNextPage endCursor }
      nodes { ...PastFields }
    }
    vouching: issues(labels: ["${dashboardLabel}"], states: [OPEN], first: 10)
      @include(if: $past) {
      nodes { viewerDidAuthor body editor { ... on Bot { databaseId } ... on User { databaseId } } }
    }
    branches: refs(refPrefix: "refs/heads/${candidateBranches}", after: $branchesAfter, first: 100)
      @include(if: $branches) {
      pageInfo { hasNextPage endCursor }
      nodes { prefix name target { oid } }
    }
  }
}${repositoryFields(paths)}${pullFields}${pastFields}${commitFields}`;
}

/** The past ones that go on there, and how many of them. */
export const pastQuery = `query Past($owner: String!, $name: String!, $after: String, $size: Int!) {
  repository(owner: $owner, name: $name) {
    pulls: pullRequests(
      states: [CLOSED, MERGED], after: $after, first: $size, ${newestFirst}
    ) {
      pageInfo { hasNextPage endCursor }
      nodes { ...PastFields }
    }
  }
}${pastFields}${commitFields}`;

/** Open ones, too: what was changed while many pages were read. */
export const changedQuery = pastQuery
  .replace('query Past', 'query Changed')
  .replace('states: [CLOSED, MERGED], ', '');

/** The pull requests whose head is a branch of that name, here or in a fork. */
export const branchQuery = `query Branch($owner: String!, $name: String!, $branch: String!) {
  repository(owner: $owner, name: $name) {
    pullRequests(headRefName: $branch, first: 20) { nodes { ...PullFields } }
  }
}${pullFields}${commitFields}`;

/** Files at a commit. */
export function filesQuery(paths: number): string {
  return `query Files(${variables(paths)}, $commit: GitObjectID!) {
  repository(owner: $owner, name: $name) {
    object(oid: $commit) { ... on Commit { ${files(paths)} } }
  }
}${fileFields}`;
}

/** Marks so many reviews or comments as outdated: `$id0`, `$id1`, ... */
export function minimizeMutation(count: number): string {
  const subject = (i: number) => `input: { subjectId: $id${i}, classifier: OUTDATED }`;
  return `mutation Minimize(${indexes(count, (i) => `$id${i}: ID!`)}) {
  ${indexes(count, (i) => `m${i}: minimizeComment(${subject(i)}) { minimizedComment { isMinimized } }`)}
}`;
}

/** Moves a branch, if it still is where it is believed to be. */
export const moveBranchMutation = `mutation MoveBranch(
  $repository: ID!, $ref: GitRefname!, $from: GitObjectID!, $to: GitObjectID!
) {
  updateRefs(input: {
    repositoryId: $repository
    refUpdates: [{ name: $ref, beforeOid: $from, afterOid: $to, force: true }]
  }) { clientMutationId }
}`;

/** Whether it is behind: GitHub's refusal of a merge does not say so. */
export const mergeStateQuery = `query MergeState($owner: String!, $name: String!, $number: Int!) {
  repository(owner: $owner, name: $name) { pullRequest(number: $number) { mergeStateStatus } }
}`;

export const pinMutation = `mutation Pin($issue: ID!) {
  pinIssue(input: { issueId: $issue }) { issue { isPinned } }
}`;
