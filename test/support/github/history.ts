/** What the commits of a repository say about each other, and what merging two of them gives. */

import type { GitObject } from './git-objects.ts';
import type { ObjectStore } from './object-store.ts';

/** The commit and everything before it. */
export function ancestors(store: ObjectStore, tip: string): Set<string> {
  const seen = new Set([tip]);
  for (const sha of seen) for (const parent of store.commit(sha)?.parents ?? []) seen.add(parent);
  return seen;
}

export function isAncestor(store: ObjectStore, older: string, tip: string): boolean {
  return older === tip || ancestors(store, tip).has(older);
}

/** Commits of `tip` that `base` has not, oldest first. */
export function commitsBetween(store: ObjectStore, base: string, tip: string): string[] {
  const known = ancestors(store, base);
  const time = (sha: string) => store.commit(sha)?.committer.time ?? 0;
  return [...ancestors(store, tip)]
    .filter((sha) => !known.has(sha))
    .reverse()
    .sort((a, b) => time(a) - time(b));
}

/** null when the two have no history in common. */
export function mergeBase(store: ObjectStore, a: string, b: string): string | null {
  const ofA = ancestors(store, a);
  const common = [...ancestors(store, b)].filter((sha) => ofA.has(sha));
  const covered = new Set(common.flatMap((sha) => store.commit(sha)?.parents ?? []));
  const best = common.filter((sha) => !covered.has(sha));
  const time = (sha: string) => store.commit(sha)?.committer.time ?? 0;
  return best.sort((x, y) => time(y) - time(x))[0] ?? null;
}

type Merge = { readonly tree: string; readonly objects: readonly GitObject[] } | null;
const merges = new Map<string, Merge>();

/** The tree that merging `head` into `base` gives; null for a conflict. */
export function mergeTree(store: ObjectStore, base: string, head: string): string | null {
  const treeOf = (sha: string) => store.commit(sha)?.tree ?? null;
  const common = mergeBase(store, base, head);
  if (common !== null && treeOf(common) === treeOf(base)) return treeOf(head);
  if (common !== null && treeOf(common) === treeOf(head)) return treeOf(base);
  const key = `${base} ${head}`;
  const merge = merges.has(key) ? (merges.get(key) as Merge) : askGit(store, base, head);
  merges.set(key, merge);
  for (const object of merge?.objects ?? []) store.write(object);
  return merge?.tree ?? null;
}

function askGit(store: ObjectStore, base: string, head: string): Merge {
  const command = ['merge-tree', '--write-tree', '--no-messages', '--name-only', base, head];
  const lines = store
    .git(command, { okCodes: [1] })
    .toString('utf8')
    .trim()
    .split('\n');
  const [tree = ''] = lines;
  if (lines.length > 1) return null;
  return { tree, objects: objectsUnder(store, tree) };
}

function objectsUnder(store: ObjectStore, tree: string): GitObject[] {
  const below = (store.tree(tree) ?? []).flatMap(({ mode, sha }) => {
    if (mode === '40000') return objectsUnder(store, sha);
    const blob = mode === '160000' ? null : store.read(sha);
    return blob ? [blob] : [];
  });
  const own = store.read(tree);
  return own ? [...below, own] : below;
}
