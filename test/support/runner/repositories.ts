/** What stands behind an `owner/name`: a real git repository, a part of a folder, or text in a test. */

import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { copyOf, type FolderCopy, writeCopy } from './folder-copy.ts';

export interface Repository {
  /** The full commit a branch, tag or commit stands for. Throws when there is none. */
  commitOf(ref: string): Promise<string>;
  /** One file's text at a commit. Throws when it is not there. */
  read(commit: string, file: string): Promise<string>;
  /** Writes the tree of a commit into a folder, which is emptied first. */
  checkout(target: string, wanted: Wanted): Promise<void>;
}

export interface Wanted {
  readonly commit: string;
  /** The branch to be on; null for a detached head. */
  readonly branch: string | null;
  /** How many commits of history come along; 0 for all, of all branches and tags. */
  readonly depth: number;
}

const execute = promisify(execFile);

async function git(...args: string[]): Promise<string> {
  const { stdout } = await execute('git', args, { maxBuffer: 1 << 26 });
  return stdout;
}

/** A git repository on this machine, bare or not. A checkout of it has a `.git` of its own. */
export function gitRepository(folder: string): Repository {
  return {
    commitOf: async (ref) => {
      const name = ref === 'HEAD' ? ref : ref.replace(/^(?!refs\/|[0-9a-f]{40}$)/, 'refs/heads/');
      return (await git('-C', folder, 'rev-parse', '--verify', `${name}^{commit}`)).trim();
    },
    read: (commit, file) => git('-C', folder, 'show', `${commit}:${file}`),
    checkout: async (target, wanted) => {
      await empty(target);
      const key = JSON.stringify([path.resolve(folder), wanted]);
      const known = checkouts.get(key);
      if (known) return writeCopy(known, target);
      await checkoutOf(folder, target, wanted);
      if (wanted.depth > 0) checkouts.set(key, await copyOf(target));
    },
  };
}

/** Every job of a run checks out the same: without its history that depends on nothing but the commit. */
const checkouts = new Map<string, FolderCopy>();

async function checkoutOf(
  folder: string,
  target: string,
  { commit, branch, depth }: Wanted,
): Promise<void> {
  await git('init', '--quiet', '--template=', '--initial-branch=main', target);
  // All of it does not say where the branch was when the run began: it may have moved on.
  const whole = depth === 0 || branch === null;
  const one = whole ? commit : `+${commit}:refs/remotes/origin/${branch}`;
  const all = ['+refs/heads/*:refs/remotes/origin/*', '+refs/tags/*:refs/tags/*'];
  const anyCommit = 'git -c uploadpack.allowAnySHA1InWant=true upload-pack';
  await git(
    ...['-C', target, 'fetch', '--quiet', '--no-tags', '--upload-pack', anyCommit],
    ...(depth > 0 ? [`--depth=${depth}`] : []),
    ...[`file://${path.resolve(folder)}`, one, ...(depth > 0 ? [] : all)],
  );
  if (depth === 0 && branch !== null) {
    await git('-C', target, 'update-ref', `refs/remotes/origin/${branch}`, commit);
  }
  const to = branch === null ? ['--detach', commit] : ['-B', branch, commit];
  await git('-C', target, 'checkout', '--quiet', '--force', ...to);
}

/** The folder itself stays: a step may stand in it. */
async function empty(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder)) {
    await rm(path.join(folder, name), { recursive: true, force: true });
  }
}

/** Files given as text, as the one commit of a repository. */
export function textRepository(
  files: Readonly<Record<string, string>>,
  commit: string,
): Repository {
  const known = onlyCommit(commit);
  return {
    commitOf: async (ref) => known(ref),
    read: async (ref, file) => {
      const text = known(ref) && files[file];
      if (text === undefined) throw new Error(`there is no file ${file}`);
      return text;
    },
    checkout: async (target, wanted) => {
      known(wanted.commit);
      await empty(target);
      for (const [file, text] of Object.entries(files)) {
        await mkdir(path.dirname(path.join(target, file)), { recursive: true });
        await writeFile(path.join(target, file), text);
      }
    },
  };
}

/** A repository with some paths of a folder laid over every commit, for reading and in checkouts. */
export function overlaid(under: Repository, folder: string, paths: readonly string[]): Repository {
  const covers = (file: string) =>
    paths.some((each) => file === each || file.startsWith(`${each}/`));
  return {
    commitOf: (ref) => under.commitOf(ref),
    read: (commit, file) =>
      covers(file) ? readFile(path.join(folder, file), 'utf8') : under.read(commit, file),
    checkout: async (target, wanted) => {
      await under.checkout(target, wanted);
      await linkPaths(folder, paths, target);
    },
  };
}

/** Some paths of a folder, as the one commit of a repository: the working tree as it is, without a commit. */
export function folderRepository(
  folder: string,
  paths: readonly string[],
  commit: string,
): Repository {
  return overlaid(textRepository({}, commit), folder, paths);
}

async function linkPaths(folder: string, paths: readonly string[], target: string): Promise<void> {
  for (const each of paths) {
    const to = path.join(target, each);
    await mkdir(path.dirname(to), { recursive: true });
    await rm(to, { recursive: true, force: true });
    // Nothing writes there, and to copy the bundle for each job took as long as to run it.
    await symlink(path.resolve(folder, each), to);
  }
}

/** Such a repository knows its one commit, under its SHA and every branch, and no other SHA. */
function onlyCommit(commit: string): (ref: string) => string {
  return (ref) => {
    if (/^[0-9a-f]{40}$/.test(ref) && ref !== commit) throw new Error(`there is no commit ${ref}`);
    return commit;
  };
}
