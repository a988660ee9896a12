/** Files in trees: found by path, and changed. */

import type { TreeEntry } from './git-objects.ts';
import type { ObjectStore } from './object-store.ts';

/** Text, bytes, or a file of another kind; null deletes it. */
export type FileContent =
  | string
  | Buffer
  | { readonly symlink: string }
  | { readonly submodule: string }
  | { readonly executable: string }
  | null;
export type Files = Readonly<Record<string, FileContent>>;

/** An entry with its whole path; null deletes what is there. */
export interface TreeChange {
  readonly path: string;
  readonly entry: Omit<TreeEntry, 'name'> | null;
}

/** The root itself for an empty path; null when there is nothing. */
export function findInTree(store: ObjectStore, root: string, path: string): TreeEntry | null {
  let found: TreeEntry = { mode: '40000', name: '', sha: root };
  for (const name of path.split('/').filter(Boolean)) {
    const next = store.tree(found.sha)?.find((entry) => entry.name === name);
    if (!next) return null;
    found = next;
  }
  return found;
}

/** Every file below a tree, by its path. */
export function listFiles(store: ObjectStore, root: string, prefix = ''): Map<string, TreeEntry> {
  const found = new Map<string, TreeEntry>();
  for (const entry of store.tree(root) ?? []) {
    const path = `${prefix}${entry.name}`;
    if (entry.mode !== '40000') found.set(path, entry);
    else for (const [name, file] of listFiles(store, entry.sha, `${path}/`)) found.set(name, file);
  }
  return found;
}

/** A tree with changes; `base` null begins with nothing. Folders that end up empty go. */
export function changeTree(
  store: ObjectStore,
  base: string | null,
  changes: readonly TreeChange[],
): string {
  return store.writeTree(changeEntries(store, base, changes));
}

function changeEntries(
  store: ObjectStore,
  base: string | null,
  changes: readonly TreeChange[],
): TreeEntry[] {
  const entries = new Map((base ? (store.tree(base) ?? []) : []).map((each) => [each.name, each]));
  const below = new Map<string, TreeChange[]>();
  for (const { path, entry } of changes) {
    const [name = '', ...rest] = path.split('/');
    if (rest.length > 0) {
      below.set(name, [...(below.get(name) ?? []), { path: rest.join('/'), entry }]);
    } else if (entry) entries.set(name, { ...entry, name });
    else entries.delete(name);
  }
  for (const [name, inner] of below) {
    const folder = entries.get(name);
    const children = changeEntries(store, folder?.mode === '40000' ? folder.sha : null, inner);
    if (children.length === 0) entries.delete(name);
    else entries.set(name, { mode: '40000', name, sha: store.writeTree(children) });
  }
  return [...entries.values()];
}

/** Writes the files' blobs, and gives the changes that put them into a tree. */
export function fileChanges(store: ObjectStore, files: Files): TreeChange[] {
  return Object.entries(files).map(([path, content]) => ({ path, entry: entryOf(store, content) }));
}

function entryOf(store: ObjectStore, content: FileContent): Omit<TreeEntry, 'name'> | null {
  if (content === null) return null;
  if (typeof content === 'string' || Buffer.isBuffer(content)) {
    return { mode: '100644', sha: store.writeBlob(content) };
  }
  if ('symlink' in content) return { mode: '120000', sha: store.writeBlob(content.symlink) };
  if ('submodule' in content) return { mode: '160000', sha: content.submodule };
  return { mode: '100755', sha: store.writeBlob(content.executable) };
}
