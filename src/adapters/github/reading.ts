/** What the GraphQL texts answer, and how it reads as the port's values. */

import { candidateBranches, guidanceBranches } from '../../domain/branch.ts';
import type { CommitState, CommitStatus, PullRequest, Review } from '../../ports/forge.ts';

interface Nodes<T> {
  readonly nodes: readonly T[];
}

export interface Page<T> extends Nodes<T> {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** Read from its end. */
export interface ReviewPage extends Nodes<ReviewNode> {
  readonly pageInfo: { readonly hasPreviousPage: boolean; readonly startCursor: string | null };
}

export interface FileNode {
  /** As git's, but decimal. */
  readonly mode: number;
  readonly oid: string;
  /** Without fields when it is no blob. */
  readonly object: { readonly byteSize?: number; readonly text?: string | null } | null;
}

/** `file0`, `file1`, ... in the order of the paths that were asked for, and the tree they are in. */
export type FilesNode = Readonly<Partial<Record<`file${number}`, FileNode | null>>> & {
  readonly tree?: { readonly oid: string };
};

export interface CommitNode {
  readonly oid: string;
  readonly committedDate: string;
  readonly status: {
    readonly context: {
      readonly state: string;
      readonly description: string | null;
      readonly targetUrl: string | null;
      readonly creator: { readonly databaseId?: number | null } | null;
    } | null;
  } | null;
}

export interface ReviewNode {
  readonly id: string;
  readonly fullDatabaseId: string;
  readonly body: string;
  readonly state: string;
  /** null while it is pending. */
  readonly submittedAt: string | null;
  readonly viewerDidAuthor: boolean;
  readonly isMinimized: boolean;
  readonly commit: CommitNode | null;
  /** Not asked for where the pull request is done with. */
  readonly comments?: Nodes<{
    readonly path: string;
    readonly line: number | null;
    readonly originalLine: number | null;
    readonly body: string;
  }>;
}

interface ActorNode {
  readonly __typename: string;
  readonly login: string;
}

export interface PullNode {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly state: 'OPEN' | 'CLOSED' | 'MERGED';
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly isCrossRepository: boolean;
  readonly viewerDidAuthor: boolean;
  readonly headRefName: string;
  readonly headRefOid: string;
  readonly baseRefName: string;
  readonly author: ActorNode | null;
  readonly isDraft: boolean;
  readonly mergedBy: ActorNode | null;
  readonly mergedAt: string | null;
  readonly mergeCommit: { readonly oid: string } | null;
  readonly labels: Nodes<{ readonly name: string }> | null;
  readonly commits: Nodes<{ readonly commit: CommitNode }>;
  readonly reviews: ReviewPage | null;
  readonly heads?: Nodes<{ readonly commit: { readonly oid: string } & FilesNode }>;
}

export interface DashboardNode {
  readonly id: string;
  readonly number: number;
  readonly state: 'OPEN' | 'CLOSED';
  readonly viewerDidAuthor: boolean;
  /** null when the account is gone. */
  readonly author: { readonly __typename: string; readonly databaseId?: number | null } | null;
  readonly labels: Nodes<{ readonly name: string }> | null;
}

export interface RepositoryNode {
  readonly id: string;
  readonly defaultBranchRef: {
    readonly name: string;
    readonly target: { readonly oid: string } & FilesNode;
  } | null;
  readonly labels: Nodes<{ readonly name: string }> | null;
  readonly dashboards: Nodes<DashboardNode>;
}

/** What a query about the repository answers: `T` is what it asks for beyond the repository itself. */
export interface Reading<T = unknown> {
  readonly viewer: { readonly databaseId: number; readonly login: string };
  readonly repository: RepositoryNode & T;
}

export interface VouchingNode {
  readonly viewerDidAuthor: boolean;
  readonly body: string;
  /** Who changed its text last; null when nobody did. */
  readonly editor: { readonly databaseId?: number | null } | null;
}

export interface SnapshotLists {
  readonly open?: Page<PullNode>;
  readonly past?: Page<PullNode>;
  readonly branches?: Page<{ prefix: string; name: string; target: { oid: string } }>;
  readonly vouching?: Nodes<VouchingNode>;
}

export interface KnownReview extends Review {
  readonly nodeId: string;
}

/** A pull request with what the port does not show. */
export interface KnownPull {
  readonly pull: PullRequest;
  readonly baseBranch: string;
  /** From a fork. */
  readonly crossRepository: boolean;
  readonly mergeCommit: string | null;
  /** Oldest first, the last thirty until more are asked for. */
  readonly reviews: readonly KnownReview[];
  /** Where older reviews end; null when all are known. */
  readonly olderReviews: string | null;
  /** A review of the bot that was never submitted, or null. */
  readonly pendingReview: number | null;
}

export function readPull(node: PullNode): KnownPull {
  const head = node.commits.nodes[0]?.commit;
  const reviews = node.reviews?.nodes ?? [];
  const pending = reviews.find((review) => review.state === 'PENDING' && review.viewerDidAuthor);
  return {
    pull: {
      number: node.number,
      title: node.title,
      body: node.body,
      branch: node.headRefName,
      author: node.author ? readLogin(node.author) : 'ghost',
      byBot: isOwn(node),
      state: readState(node.state),
      headSha: head?.oid ?? node.headRefOid,
      headTime: seconds(head?.committedDate ?? node.createdAt),
      createdAt: seconds(node.createdAt),
      labels: names(node.labels),
      draft: node.isDraft,
      mergedBy: node.mergedBy && readLogin(node.mergedBy),
      mergedAt: node.mergedAt === null ? null : seconds(node.mergedAt),
    },
    baseBranch: node.baseRefName,
    crossRepository: node.isCrossRepository,
    mergeCommit: node.mergeCommit?.oid ?? null,
    reviews: readReviews(reviews),
    olderReviews: olderThan(node.reviews),
    pendingReview: pending ? Number(pending.fullDatabaseId) : null,
  };
}

/** A token of a person makes that person the viewer, whose other pull requests are not the bot's. */
function isOwn({ viewerDidAuthor, isCrossRepository, headRefName }: PullNode): boolean {
  if (!viewerDidAuthor || isCrossRepository) return false;
  return [candidateBranches, guidanceBranches].some((prefix) => headRefName.startsWith(prefix));
}

export function readReviews(nodes: readonly ReviewNode[]): KnownReview[] {
  return nodes.filter(({ state }) => state !== 'PENDING').map(readReview);
}

export function olderThan(page: ReviewPage | null): string | null {
  return page?.pageInfo.hasPreviousPage ? page.pageInfo.startCursor : null;
}

function readReview(node: ReviewNode): KnownReview {
  return {
    id: Number(node.fullDatabaseId),
    nodeId: node.id,
    byBot: node.viewerDidAuthor,
    outdated: node.isMinimized,
    submittedAt: node.submittedAt === null ? null : seconds(node.submittedAt),
    headSha: node.commit?.oid ?? '',
    body: node.body,
    comments: (node.comments?.nodes ?? []).map(({ path, line, originalLine, body }) => {
      return { path, line: originalLine ?? line ?? 0, body };
    }),
  };
}

/** As the REST API says it: there the name of a bot ends in `[bot]`. */
function readLogin({ __typename, login }: ActorNode): string {
  return __typename === 'Bot' && !login.endsWith('[bot]') ? `${login}[bot]` : login;
}

function readState(state: PullNode['state']): PullRequest['state'] {
  switch (state) {
    case 'OPEN':
      return 'open';
    case 'CLOSED':
      return 'closed';
    case 'MERGED':
      return 'merged';
    // Nothing is done in a state that is not known here.
    default:
      return 'closed';
  }
}

/** A commit status in the words of either API. */
export function readStatus(state: string, description: string | null): CommitStatus {
  return { state: readCommitState(state.toLowerCase()), description: description ?? '' };
}

function readCommitState(state: string): CommitState {
  switch (state) {
    case 'success':
    case 'failure':
    case 'error':
      return state;
    // GraphQL also has `EXPECTED`: required, and not there yet.
    default:
      return 'pending';
  }
}

export function names(labels: Nodes<{ readonly name: string }> | null): string[] {
  return (labels?.nodes ?? []).map(({ name }) => name);
}

/** Seconds since 1970. */
export function seconds(date: string): number {
  return Math.floor(Date.parse(date) / 1000);
}
