/** Commits, trees, files, comparisons and statuses as the REST API shows them. */

import { type Account, identityOf } from './access.ts';
import { isoTime } from './clock.ts';
import type { FileChange } from './diff.ts';
import { type Identity, type TreeEntry, typeOfMode } from './git-objects.ts';
import type { Status } from './model.ts';
import { notFound } from './refusal.ts';
import type { TestRepository } from './repository.ts';
import { accountView, type Json, repositoryUrl, web } from './repository-view.ts';

function identityView({ name, email, time }: Identity): Json {
  return { name, email, date: isoTime(time) };
}

/** GitHub signs what it commits itself. */
function verificationView(committer: Identity): Json {
  const verified = committer.name === 'GitHub';
  return {
    ...{ verified, reason: verified ? 'valid' : 'unsigned' },
    signature: verified ? '-----BEGIN PGP SIGNATURE-----\n-----END PGP SIGNATURE-----' : null,
    payload: verified ? 'tree' : null,
    verified_at: verified ? isoTime(committer.time) : null,
  };
}

/** Throws 404 when there is no such commit. */
function commitAt(repository: TestRepository, sha: string) {
  const commit = repository.store.commit(sha);
  if (!commit) throw notFound();
  return commit;
}

export function gitCommitView(repository: TestRepository, sha: string): Json {
  const commit = commitAt(repository, sha);
  const base = `${repositoryUrl(repository)}/git`;
  const html = `${web}/${repository.fullName}/commit`;
  return {
    ...{ sha, node_id: `C_kwDO${sha}`, url: `${base}/commits/${sha}`, html_url: `${html}/${sha}` },
    author: identityView(commit.author),
    committer: identityView(commit.committer),
    message: commit.message.trimEnd(),
    tree: { sha: commit.tree, url: `${base}/trees/${commit.tree}` },
    parents: commit.parents.map((parent) => ({
      ...{ sha: parent, url: `${base}/commits/${parent}`, html_url: `${html}/${parent}` },
    })),
    verification: verificationView(commit.committer),
  };
}

/** The account that an identity's address belongs to. */
function accountOf(repository: TestRepository, { email }: Identity): Account | null {
  const accounts = repository.github.accounts;
  return accounts.find((account) => identityOf(account).email === email) ?? null;
}

export function commitView(repository: TestRepository, sha: string): Json {
  const commit = commitAt(repository, sha);
  const url = `${repositoryUrl(repository)}/commits/${sha}`;
  const html = `${web}/${repository.fullName}/commit`;
  const git = gitCommitView(repository, sha);
  const viewOf = (identity: Identity) => {
    const account = accountOf(repository, identity);
    return account ? accountView(account) : null;
  };
  const { author, committer, message, tree, verification } = git;
  return {
    ...{ sha, node_id: git.node_id, url, html_url: `${html}/${sha}`, parents: git.parents },
    comments_url: `${url}/comments`,
    commit: { author, committer, message, tree, verification, url: git.url, comment_count: 0 },
    author: viewOf(commit.author),
    committer: viewOf(commit.committer),
  };
}

export function treeView(repository: TestRepository, sha: string): Json {
  const base = `${repositoryUrl(repository)}/git`;
  const tree = repository.store.tree(sha) ?? [];
  return {
    ...{ sha, url: `${base}/trees/${sha}`, truncated: false },
    tree: tree.map((entry) => {
      const type = typeOfMode(entry.mode);
      const blob = type === 'blob' ? repository.store.blob(entry.sha) : null;
      return {
        ...{ path: entry.name, mode: entry.mode.padStart(6, '0'), type, sha: entry.sha },
        ...(blob ? { size: blob.length } : {}),
        ...(type === 'commit' ? {} : { url: `${base}/${type}s/${entry.sha}` }),
      };
    }),
  };
}

export function refView(repository: TestRepository, ref: string): Json {
  const sha = repository.refs.get(ref);
  if (!sha) throw notFound();
  const base = `${repositoryUrl(repository)}/git`;
  return {
    ...{ ref, node_id: `REF_kwDO${Buffer.from(ref).toString('base64url')}`, url: `${base}/${ref}` },
    object: { type: 'commit', sha, url: `${base}/commits/${sha}` },
  };
}

export function statusView(repository: TestRepository, sha: string, status: Status): Json {
  const at = isoTime(status.createdAt);
  return {
    ...{ id: status.id, node_id: status.nodeId, state: status.state, context: status.context },
    ...{ description: status.description, target_url: status.targetUrl },
    ...{ url: `${repositoryUrl(repository)}/statuses/${sha}`, created_at: at, updated_at: at },
    avatar_url: accountView(status.creator).avatar_url,
    creator: accountView(status.creator),
  };
}

function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

export function changeView(repository: TestRepository, commit: string, change: FileChange): Json {
  const { path, previousPath, blob, status, additions, deletions, patch } = change;
  const file = encodePath(path);
  return {
    ...{ sha: blob, filename: path, status, additions, deletions, changes: additions + deletions },
    blob_url: `${web}/${repository.fullName}/blob/${commit}/${file}`,
    raw_url: `${web}/${repository.fullName}/raw/${commit}/${file}`,
    contents_url: `${repositoryUrl(repository)}/contents/${file}?ref=${commit}`,
    ...(patch === null ? {} : { patch }),
    ...(previousPath === null ? {} : { previous_filename: previousPath }),
  };
}

/** What every kind of content shows. */
export function contentView(
  repository: TestRepository,
  ref: string,
  at: { readonly path: string; readonly entry: TreeEntry },
): Json {
  const { path, entry } = at;
  const file = encodePath(path);
  const type = typeOfMode(entry.mode);
  const url = `${repositoryUrl(repository)}/contents/${file}?ref=${ref}`;
  const plural = type === 'tree' ? 'trees' : 'blobs';
  const git = type === 'commit' ? null : `${repositoryUrl(repository)}/git/${plural}/${entry.sha}`;
  const html = `${web}/${repository.fullName}/${type === 'tree' ? 'tree' : 'blob'}/${ref}/${file}`;
  const raw = `https://raw.githubusercontent.com/${repository.fullName}/${ref}/${file}`;
  return {
    ...{ name: path.split('/').at(-1) ?? '', path, sha: entry.sha, url },
    size: repository.store.blob(entry.sha)?.length ?? 0,
    ...{ git_url: git, html_url: html, download_url: type === 'blob' ? raw : null },
    _links: { self: url, git, html },
  };
}
