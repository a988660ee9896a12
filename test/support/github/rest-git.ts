/** The Git Data API, contents and comparisons. */

import { type Account, type Caller, gitHubIdentity, identityOf } from './access.ts';
import { diffTrees } from './diff.ts';
import { changeTree, findInTree, type TreeChange } from './files.ts';
import { type Identity, typeOfMode } from './git-objects.ts';
import {
  changeView,
  commitView,
  contentView,
  gitCommitView,
  refView,
  treeView,
} from './git-view.ts';
import { commitsBetween, mergeBase } from './history.ts';
import { findHead } from './pulls.ts';
import { checkPush, checkRefName, setRefs } from './refs.ts';
import { invalid, notAccessible, notFound, Refusal } from './refusal.ts';
import type { TestRepository } from './repository.ts';
import { repositoryUrl, web } from './repository-view.ts';
import { type Answer, type RestRequest, type Routes, reads, writes } from './rest.ts';

interface TreeItem {
  readonly path?: string;
  readonly mode?: string;
  readonly type?: string;
  readonly sha?: string | null;
  readonly content?: string;
}

function postTree({ caller, repository, body }: RestRequest): Answer {
  const { store, github } = repository;
  const items = body.tree as readonly TreeItem[];
  const base = (body.base_tree as string | undefined) ?? null;
  // It once took a commit's id as well, and since 2014 sometimes does: nobody may rely on it.
  if (base !== null && !store.tree(base)) {
    throw new Refusal(422, 'base_tree is not a valid tree oid');
  }
  if (items.length === 0 && base === null) throw new Refusal(422, 'Invalid tree info');
  if (caller.installation && items.some((item) => item.path?.startsWith('.github/workflows/'))) {
    throw notAccessible();
  }
  const changes = items.map((item) => treeChange(repository, item));
  github.clock.tick();
  const sha = changeTree(store, base, changes);
  return { status: 201, body: treeView(repository, sha) };
}

function treeChange({ store }: TestRepository, item: TreeItem): TreeChange {
  const { path = '', mode = '', sha, content } = item;
  const malformed = path === '' || /^\/|\/$|\/\/|(^|\/)\.{1,2}(\/|$)/.test(path);
  if (malformed) throw new Refusal(422, 'tree.path contains a malformed path component');
  if (sha === null) return { path, entry: null };
  if (sha !== undefined && content !== undefined) {
    throw new Refusal(422, 'Must supply either tree.sha or tree.content, not both');
  }
  if (mode === '') throw new Refusal(422, 'Must supply a valid tree.mode');
  const gitMode = mode.replace(/^0/, '');
  if (sha === undefined) {
    if (content === undefined) throw new Refusal(422, 'Must supply tree.sha or tree.content');
    return { path, entry: { mode: gitMode, sha: store.writeBlob(content) } };
  }
  const type = typeOfMode(gitMode);
  if (type !== 'commit' && store.read(sha)?.type !== type) {
    throw new Refusal(422, `tree.sha ${sha} is not a valid ${type}`);
  }
  return { path, entry: { mode: gitMode, sha } };
}

interface GivenIdentity {
  readonly name?: string;
  readonly email?: string;
  readonly date?: string;
}

function identity(given: GivenIdentity | undefined, account: Account, now: number): Identity {
  const own = identityOf(account);
  const time = given?.date ? Math.floor(Date.parse(given.date) / 1000) : now;
  return { name: given?.name ?? own.name, email: given?.email ?? own.email, time };
}

function postCommit({ caller, repository, body }: RestRequest): Answer {
  const { store, github } = repository;
  const parents = (body.parents as string[] | undefined) ?? [];
  if (!store.tree(String(body.tree))) throw new Refusal(422, 'Tree SHA does not exist');
  if (parents.some((parent) => !store.commit(parent))) {
    throw new Refusal(422, 'Parent SHA does not exist or is not a commit object');
  }
  const sha = store.writeCommit({
    ...{ tree: String(body.tree), parents, message: String(body.message) },
    ...signers(caller, body, github.clock.tick()),
  });
  return { status: 201, body: gitCommitView(repository, sha) };
}

/** What a bot commits under its own name GitHub signs, and is its committer. */
function signers(caller: Caller, body: RestRequest['body'], now: number) {
  const { author, committer } = body as { author?: GivenIdentity; committer?: GivenIdentity };
  const by = identity(author, caller.account, now);
  if (!author && !committer && caller.installation) {
    return { author: by, committer: { ...gitHubIdentity, time: now } };
  }
  return { author: by, committer: committer ? identity(committer, caller.account, now) : by };
}

function postRef({ caller, repository, body }: RestRequest): Answer {
  const [ref, to] = [String(body.ref), String(body.sha)];
  if (repository.refs.has(ref)) throw new Refusal(422, 'Reference already exists');
  checkRefName(repository, ref);
  checkPush(caller, repository, { ref, to }, { force: false });
  repository.github.clock.tick();
  setRefs(repository, [{ ref, to }], caller.account);
  return { status: 201, body: refView(repository, ref) };
}

function patchRef({ caller, repository, params, body }: RestRequest): Answer {
  const ref = `refs/${params.ref}`;
  if (!repository.refs.has(ref)) throw new Refusal(422, 'Reference does not exist');
  if (ref.startsWith('refs/pull/')) throw new Refusal(422, 'Reference cannot be updated');
  const to = String(body.sha);
  checkPush(caller, repository, { ref, to }, { force: body.force === true });
  repository.github.clock.tick();
  setRefs(repository, [{ ref, to }], caller.account);
  return { status: 200, body: refView(repository, ref) };
}

function deleteRef({ caller, repository, params }: RestRequest): Answer {
  const ref = `refs/${params.ref}`;
  if (!repository.refs.has(ref)) throw new Refusal(422, 'Reference does not exist');
  if (ref.startsWith('refs/pull/')) throw new Refusal(422, 'Reference cannot be deleted');
  checkPush(caller, repository, { ref, to: null }, { force: true });
  repository.github.clock.tick();
  setRefs(repository, [{ ref, to: null }], caller.account);
  return { status: 204 };
}

function getBlob({ repository, params }: RestRequest): Answer {
  const sha = params.file_sha ?? '';
  const content = repository.store.blob(sha);
  if (!content) throw notFound();
  const url = `${repositoryUrl(repository)}/git/blobs/${sha}`;
  const about = { sha, node_id: `B_kwDO${sha}`, size: content.length, url };
  return { status: 200, body: { ...about, content: inLines(content), encoding: 'base64' } };
}

function postBlob({ repository, body }: RestRequest): Answer {
  const { content, encoding = 'utf-8' } = body as { content: string; encoding?: string };
  if (encoding !== 'utf-8' && encoding !== 'base64') throw new Refusal(422, 'Unknown encoding');
  repository.github.clock.tick();
  const bytes = Buffer.from(content, encoding);
  const sha = repository.store.writeBlob(bytes);
  return { status: 201, body: { sha, url: `${repositoryUrl(repository)}/git/blobs/${sha}` } };
}

/** Base64 as GitHub writes it: with line ends in it. */
function inLines(content: Buffer): string {
  return `${content.toString('base64').replace(/(.{60})/g, '$1\n')}\n`;
}

function getContents({ repository, params, query }: RestRequest): Answer {
  const { store } = repository;
  const ref = query.get('ref') ?? repository.defaultBranch;
  const sha = repository.resolve(ref);
  if (sha === null) {
    throw new Refusal(404, `No commit found for the ref ${ref}`);
  }
  const path = (params.path ?? '').replace(/\/$/, '');
  const entry = findInTree(store, store.commit(sha)?.tree ?? '', path);
  if (!entry) throw notFound();
  const view = contentView(repository, ref, { path, entry });
  const type = typeOfMode(entry.mode);
  if (type === 'tree') return { status: 200, body: folderView(repository, ref, path) };
  if (type === 'commit') {
    return {
      status: 200,
      body: { ...view, type: 'submodule', submodule_git_url: `${web}/${repository.fullName}.git` },
    };
  }
  const content = store.blob(entry.sha) ?? Buffer.alloc(0);
  if (entry.mode === '120000') {
    return { status: 200, body: { ...view, type: 'symlink', target: content.toString('utf8') } };
  }
  // GitHub gives the text of files up to 1 MB here.
  const large = content.length > 1024 * 1024;
  const file = { type: 'file', encoding: large ? 'none' : 'base64' };
  return { status: 200, body: { ...view, ...file, content: large ? '' : inLines(content) } };
}

function folderView(repository: TestRepository, ref: string, path: string): unknown[] {
  const { store } = repository;
  const tree = store.commit(repository.resolve(ref) ?? '')?.tree ?? '';
  const folder = findInTree(store, tree, path);
  const types = { tree: 'dir', commit: 'file', blob: 'file' } as const;
  return (store.tree(folder?.sha ?? '') ?? []).map((entry) => ({
    ...contentView(repository, ref, { path: [path, entry.name].filter(Boolean).join('/'), entry }),
    type: entry.mode === '120000' ? 'symlink' : types[typeOfMode(entry.mode)],
  }));
}

/** A side of a comparison: a branch, a commit, or `owner:branch` of a fork. */
function comparedCommit(repository: TestRepository, side: string): string {
  const head = side.includes(':') ? findHead(repository, side) : { repository, ref: side };
  const sha = head?.repository.resolve(head.ref);
  if (!sha) throw notFound();
  return sha;
}

function getComparison(request: RestRequest): Answer {
  const { repository, params, query } = request;
  const { store } = repository;
  const sides = (params.basehead ?? '').split('...');
  if (sides.length !== 2) throw notFound();
  const [base = '', head = ''] = sides.map((side) => comparedCommit(repository, side));
  const common = mergeBase(store, base, head);
  if (common === null) {
    throw new Refusal(404, `No common ancestor between ${sides[0]} and ${sides[1]}.`);
  }
  const commits = commitsBetween(store, base, head);
  const behind = commitsBetween(store, head, base).length;
  const size = Number(query.get('per_page') ?? 250);
  const page = Number(query.get('page') ?? 1);
  const trees = [common, head].map((sha) => store.commit(sha)?.tree ?? '');
  const changes = page === 1 ? diffTrees(store, trees[0] ?? '', trees[1] ?? '') : [];
  const url = `${repositoryUrl(repository)}/compare/${params.basehead}`;
  const html = `${web}/${repository.fullName}/compare/${params.basehead}`;
  const status = behind === 0 ? 'ahead' : 'behind';
  const body = {
    ...{ url, html_url: html, permalink_url: html, diff_url: `${html}.diff` },
    patch_url: `${html}.patch`,
    base_commit: commitView(repository, base),
    merge_base_commit: commitView(repository, common),
    status: base === head ? 'identical' : behind > 0 && commits.length > 0 ? 'diverged' : status,
    ...{ ahead_by: commits.length, behind_by: behind, total_commits: commits.length },
    commits: commits
      .slice((page - 1) * size, page * size)
      .map((sha) => commitView(repository, sha)),
    files: changes.slice(0, 300).map((change) => changeView(repository, head, change)),
  };
  return { status: 200, body };
}

function getRef({ repository, params }: RestRequest): Answer {
  return { status: 200, body: refView(repository, `refs/${params.ref}`) };
}

/** Names that begin so; none is an empty list. */
function listMatchingRefs({ repository, params }: RestRequest): Answer {
  const found = [...repository.refs.keys()].filter((ref) => ref.startsWith(`refs/${params.ref}`));
  return { status: 200, body: found.sort().map((ref) => refView(repository, ref)) };
}

function getCommit({ repository, params }: RestRequest): Answer {
  const sha = params.commit_sha ?? '';
  if (!/^[0-9a-f]{40}$/.test(sha)) {
    throw invalid({ resource: 'Commit', code: 'invalid', field: 'sha' });
  }
  return { status: 200, body: gitCommitView(repository, sha) };
}

const git = '/repos/{owner}/{repo}/git';

export const gitRoutes: Routes = {
  [`POST ${git}/trees`]: { need: writes('contents'), answer: postTree },
  [`POST ${git}/commits`]: { need: writes('contents'), answer: postCommit },
  [`GET ${git}/commits/{commit_sha}`]: { need: reads('contents'), answer: getCommit },
  [`POST ${git}/refs`]: { need: writes('contents'), answer: postRef },
  [`PATCH ${git}/refs/{ref}`]: { need: writes('contents'), answer: patchRef },
  [`DELETE ${git}/refs/{ref}`]: { need: writes('contents'), answer: deleteRef },
  [`GET ${git}/ref/{ref}`]: { need: reads('contents'), answer: getRef },
  [`GET ${git}/matching-refs/{ref}`]: { need: reads('contents'), answer: listMatchingRefs },
  [`POST ${git}/blobs`]: { need: writes('contents'), answer: postBlob },
  [`GET ${git}/blobs/{file_sha}`]: { need: reads('contents'), answer: getBlob },
  'GET /repos/{owner}/{repo}/contents/{path}': { need: reads('contents'), answer: getContents },
  'GET /repos/{owner}/{repo}/compare/{basehead}': {
    need: reads('contents'),
    answer: getComparison,
  },
};
