/** Git's object formats: what is hashed here has the name that git gives it. */

import { createHash } from 'node:crypto';

export type ObjectType = 'blob' | 'tree' | 'commit';

export interface GitObject {
  readonly type: ObjectType;
  readonly content: Buffer;
}

export interface TreeEntry {
  /** Octal, as git writes it: 100644, 100755, 120000, 160000 or 40000. */
  readonly mode: string;
  readonly name: string;
  readonly sha: string;
}

export interface Identity {
  readonly name: string;
  readonly email: string;
  /** In seconds. */
  readonly time: number;
}

export interface Commit {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Identity;
  readonly committer: Identity;
  readonly message: string;
}

export function objectName({ type, content }: GitObject): string {
  return createHash('sha1').update(`${type} ${content.length}\0`).update(content).digest('hex');
}

export function typeOfMode(mode: string): ObjectType {
  if (mode === '40000') return 'tree';
  return mode === '160000' ? 'commit' : 'blob';
}

export function encodeTree(entries: readonly TreeEntry[]): GitObject {
  // Git sorts folders as if their names ended in a slash.
  const keyed = entries.map((entry) => ({
    entry,
    key: Buffer.from(entry.mode === '40000' ? `${entry.name}/` : entry.name),
  }));
  keyed.sort((a, b) => Buffer.compare(a.key, b.key));
  const parts = keyed.flatMap(({ entry: { mode, name, sha } }) => [
    Buffer.from(`${mode} ${name}\0`),
    Buffer.from(sha, 'hex'),
  ]);
  return { type: 'tree', content: Buffer.concat(parts) };
}

export function decodeTree(content: Buffer): TreeEntry[] {
  const entries: TreeEntry[] = [];
  let at = 0;
  while (at < content.length) {
    const space = content.indexOf(0x20, at);
    const end = content.indexOf(0, space);
    entries.push({
      mode: content.toString('latin1', at, space),
      name: content.toString('utf8', space + 1, end),
      sha: content.toString('hex', end + 1, end + 21),
    });
    at = end + 21;
  }
  return entries;
}

function encodeIdentity({ name, email, time }: Identity): string {
  const clean = (text: string) => text.replace(/[<>\n]/g, '').trim();
  return `${clean(name)} <${clean(email)}> ${time} +0000`;
}

export function encodeCommit({ tree, parents, author, committer, message }: Commit): GitObject {
  const lines = [
    `tree ${tree}`,
    ...parents.map((parent) => `parent ${parent}`),
    `author ${encodeIdentity(author)}`,
    `committer ${encodeIdentity(committer)}`,
  ];
  return { type: 'commit', content: Buffer.from(`${lines.join('\n')}\n\n${message}`) };
}

function decodeIdentity(line: string): Identity {
  const [, name = '', email = '', time = '0'] = /^(.*) <(.*)> (\d+) [+-]\d{4}$/.exec(line) ?? [];
  return { name, email, time: Number(time) };
}

export function decodeCommit(content: Buffer): Commit {
  const text = content.toString('utf8');
  const headerEnd = text.indexOf('\n\n');
  const header = text.slice(0, headerEnd).split('\n');
  const values = (key: string) =>
    header.filter((line) => line.startsWith(`${key} `)).map((line) => line.slice(key.length + 1));
  return {
    tree: values('tree')[0] ?? '',
    parents: values('parent'),
    author: decodeIdentity(values('author')[0] ?? ''),
    committer: decodeIdentity(values('committer')[0] ?? ''),
    message: text.slice(headerEnd + 2),
  };
}
