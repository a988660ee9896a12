/** Commits, trees, blobs and refs as GraphQL shows them. */

import { type Account, bareLogin, demand, identityOf } from './access.ts';
import { isoTime } from './clock.ts';
import { findInTree } from './files.ts';
import { type Identity, type TreeEntry, typeOfMode } from './git-objects.ts';
import { connection, type PageArguments } from './graphql-limits.ts';
import type { GraphqlContext } from './graphql-objects.ts';
import { ancestors } from './history.ts';
import type { Status, StatusState } from './model.ts';
import type { TestRepository } from './repository.ts';
import { web } from './repository-view.ts';
import { reads } from './rest.ts';

export function actorObject(account: Account): object {
  const login = bareLogin(account);
  const path = account.type === 'Bot' ? `/apps/${login}` : `/${login}`;
  return {
    __typename: account.type,
    ...{ login, databaseId: account.id, id: `U_kgDO${account.id}` },
    ...{ url: `${web}${path}`, resourcePath: path },
    avatarUrl: `https://avatars.githubusercontent.com/u/${account.id}?v=4`,
  };
}

function identityObject(repository: TestRepository, { name, email, time }: Identity): object {
  const account = repository.github.accounts.find((each) => identityOf(each).email === email);
  const user = account?.type === 'User' ? actorObject(account) : null;
  return { name, email, date: isoTime(time), user };
}

/** GraphQL's one state for all contexts of a commit. */
function combined(states: readonly StatusState[]): string {
  const worst = (['error', 'failure', 'pending'] as const).find((each) => states.includes(each));
  if (worst === 'error') return 'FAILURE';
  return (worst ?? 'success').toUpperCase();
}

function contextObject(status: Status, commit: () => object): object {
  return {
    __typename: 'StatusContext',
    ...{ id: status.nodeId, context: status.context, state: status.state.toUpperCase() },
    ...{ description: status.description, targetUrl: status.targetUrl, commit },
    creator: actorObject(status.creator),
    createdAt: isoTime(status.createdAt),
  };
}

function statusObject(repository: TestRepository, sha: string): object | null {
  const newest = repository.newestStatuses(sha);
  if (newest.length === 0) return null;
  const commit = () => commitObject(repository, sha);
  return {
    __typename: 'Status',
    id: `SC_kwDO${sha}`,
    commit,
    state: combined(newest.map((each) => each.state)),
    contexts: newest.map((each) => contextObject(each, commit)),
    context: ({ name }: { name: string }) => {
      const found = newest.find((each) => each.context.toLowerCase() === name.toLowerCase());
      return found ? contextObject(found, commit) : null;
    },
  };
}

/** Throws when there is no such commit. */
export function commitObject(repository: TestRepository, sha: string): object {
  const { store } = repository;
  const commit = store.commit(sha);
  if (!commit) throw new Error(`${sha} is not a commit`);
  const message = commit.message.trimEnd();
  const [headline = '', ...rest] = message.split('\n');
  const url = `${web}/${repository.fullName}/commit/${sha}`;
  return {
    __typename: 'Commit',
    ...{
      id: `C_kwDO${sha}`,
      oid: sha,
      abbreviatedOid: sha.slice(0, 7),
      url,
      commitUrl: url,
      message,
    },
    ...{ messageHeadline: headline, messageBody: rest.join('\n').trim() },
    committedDate: isoTime(commit.committer.time),
    authoredDate: isoTime(commit.author.time),
    author: identityObject(repository, commit.author),
    committer: identityObject(repository, commit.committer),
    tree: () => treeObject(repository, commit.tree, ''),
    file: ({ path }: { path: string }) => {
      const entry = findInTree(store, commit.tree, path);
      return entry ? entryObject(repository, entry, path) : null;
    },
    parents: (page: PageArguments) =>
      connection('parents', page, commit.parents, (parent) => commitObject(repository, parent)),
    history: (page: PageArguments & { path?: string }) => {
      if (page.path) throw new Error('the test GitHub knows a history only without a path');
      const all = [...ancestors(store, sha)];
      return connection('history', page, all, (each) => commitObject(repository, each));
    },
    status: (_: unknown, { caller }: GraphqlContext) => {
      demand(caller, repository, reads('statuses')());
      return statusObject(repository, sha);
    },
  };
}

function treeObject(repository: TestRepository, sha: string, path: string): object {
  const inside = (name: string) => [path, name].filter(Boolean).join('/');
  return {
    __typename: 'Tree',
    ...{ id: `T_kwDO${sha}`, oid: sha, abbreviatedOid: sha.slice(0, 7) },
    entries: () =>
      (repository.store.tree(sha) ?? []).map((entry) =>
        entryObject(repository, entry, inside(entry.name)),
      ),
  };
}

/** GitHub cuts the text of larger blobs. */
const longestText = 512_000;

function blobObject(repository: TestRepository, sha: string): object {
  const content = repository.store.blob(sha) ?? Buffer.alloc(0);
  const isBinary = content.subarray(0, 8000).includes(0);
  return {
    __typename: 'Blob',
    ...{ id: `B_kwDO${sha}`, oid: sha, abbreviatedOid: sha.slice(0, 7), isBinary },
    ...{ byteSize: content.length, isTruncated: content.length > longestText },
    text: isBinary ? null : content.subarray(0, longestText).toString('utf8'),
  };
}

function entryObject(repository: TestRepository, entry: TreeEntry, path: string): object {
  const type = typeOfMode(entry.mode);
  return {
    __typename: 'TreeEntry',
    ...{ name: entry.name, path, mode: Number.parseInt(entry.mode, 8), type, oid: entry.sha },
    extension: /\.[^.]*$/.exec(entry.name)?.[0] ?? '',
    size: repository.store.blob(entry.sha)?.length ?? 0,
    // A submodule's commit is in another repository.
    object: type === 'commit' ? null : () => gitObject(repository, entry.sha, path),
  };
}

/** A commit, tree or blob by its name; null when there is none. */
export function gitObject(repository: TestRepository, sha: string, path = ''): object | null {
  const type = repository.store.read(sha)?.type;
  if (type === 'commit') return commitObject(repository, sha);
  if (type === 'tree') return treeObject(repository, sha, path);
  return type === 'blob' ? blobObject(repository, sha) : null;
}

/** `main`, `main:folder/file`, or a commit's name. */
export function objectByExpression(repository: TestRepository, expression: string): object | null {
  const [revision = '', path] = expression.split(':', 2);
  const commit = repository.resolve(revision);
  if (commit === null) return null;
  if (path === undefined) return commitObject(repository, commit);
  const entry = findInTree(repository.store, repository.store.commit(commit)?.tree ?? '', path);
  return entry ? gitObject(repository, entry.sha, path) : null;
}

export function refObject(repository: TestRepository, ref: string): object | null {
  const sha = repository.refs.get(ref);
  if (!sha) return null;
  const prefix = /^refs\/[^/]+\//.exec(ref)?.[0] ?? 'refs/';
  return {
    __typename: 'Ref',
    ...{ id: `REF_kwDO${Buffer.from(ref).toString('base64url')}`, prefix },
    name: ref.slice(prefix.length),
    target: () => commitObject(repository, sha),
  };
}
