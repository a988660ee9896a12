/**
 * A bare git repository: every object is kept in memory by its name, and written to disk, as git's
 * own loose objects, when the git binary is needed. Forks of a repository share it.
 */

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { deflateSync, inflateSync } from 'node:zlib';
import {
  type Commit,
  decodeCommit,
  decodeTree,
  encodeCommit,
  encodeTree,
  type GitObject,
  type ObjectType,
  objectName,
  type TreeEntry,
} from './git-objects.ts';

const largestOutput = 256 * 1024 * 1024;

export class ObjectStore {
  readonly #objects = new Map<string, GitObject>();
  readonly #commits = new Map<string, Commit>();
  readonly #trees = new Map<string, readonly TreeEntry[]>();
  #unwritten: string[] = [];
  #folder: string | null = null;

  write(object: GitObject): string {
    const sha = objectName(object);
    if (this.#objects.has(sha)) return sha;
    this.#objects.set(sha, object);
    this.#unwritten.push(sha);
    return sha;
  }

  writeBlob(content: Buffer | string): string {
    return this.write({ type: 'blob', content: Buffer.from(content) });
  }

  writeTree(entries: readonly TreeEntry[]): string {
    return this.write(encodeTree(entries));
  }

  writeCommit(commit: Commit): string {
    return this.write(encodeCommit(commit));
  }

  /** null when there is no such object. */
  read(sha: string): GitObject | null {
    const known = this.#objects.get(sha);
    if (known) return known;
    const found = /^[0-9a-f]{40}$/.test(sha) ? this.#readLoose(sha) : null;
    if (found) this.#objects.set(sha, found);
    return found;
  }

  commit(sha: string): Commit | null {
    const known = this.#commits.get(sha);
    if (known) return known;
    const object = this.read(sha);
    if (object?.type !== 'commit') return null;
    const commit = decodeCommit(object.content);
    this.#commits.set(sha, commit);
    return commit;
  }

  tree(sha: string): readonly TreeEntry[] | null {
    const known = this.#trees.get(sha);
    if (known) return known;
    const object = this.read(sha);
    if (object?.type !== 'tree') return null;
    const tree = decodeTree(object.content);
    this.#trees.set(sha, tree);
    return tree;
  }

  blob(sha: string): Buffer | null {
    const object = this.read(sha);
    return object?.type === 'blob' ? object.content : null;
  }

  /** The one commit whose name begins so; null when there is none or more than one. */
  commitByPrefix(prefix: string): string | null {
    if (!/^[0-9a-f]{7,40}$/.test(prefix)) return null;
    if (prefix.length === 40) return this.commit(prefix) ? prefix : null;
    const found = [...this.#objects].filter(
      ([sha, { type }]) => type === 'commit' && sha.startsWith(prefix),
    );
    return found.length === 1 ? (found[0]?.[0] ?? null) : null;
  }

  /** Runs the git binary on the repository. */
  git(args: readonly string[], options: { readonly okCodes?: readonly number[] } = {}): Buffer {
    const cwd = this.folder();
    try {
      return execFileSync('git', args, {
        cwd,
        env: {
          PATH: process.env.PATH,
          GIT_DIR: cwd,
          GIT_CONFIG_NOSYSTEM: '1',
          GIT_CONFIG_GLOBAL: os.devNull,
        },
        maxBuffer: largestOutput,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
    } catch (error) {
      const { status, stdout } = error as { status?: number; stdout?: Buffer };
      if (status !== undefined && options.okCodes?.includes(status) && stdout) return stdout;
      throw error;
    }
  }

  /** The bare repository on disk, with every object of this moment. */
  folder(): string {
    const folder = this.#folder ?? this.#init();
    for (const sha of this.#unwritten) {
      const object = this.#objects.get(sha);
      if (!object) continue;
      const file = this.#looseFile(folder, sha);
      mkdirSync(path.dirname(file), { recursive: true });
      const data = [Buffer.from(`${object.type} ${object.content.length}\0`), object.content];
      writeFileSync(file, deflateSync(Buffer.concat(data), { level: 1 }));
    }
    this.#unwritten = [];
    return folder;
  }

  /** Writes the refs that a person, or git, finds in the folder. */
  writeRefs(refs: ReadonlyMap<string, string>): void {
    const lines = [...refs]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([ref, sha]) => `${sha} ${ref}`);
    writeFileSync(path.join(this.folder(), 'packed-refs'), `${lines.join('\n')}\n`);
  }

  remove(): void {
    if (this.#folder) rmSync(this.#folder, { recursive: true, force: true });
    this.#folder = null;
  }

  #init(): string {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'test-github-'));
    this.#folder = folder;
    for (const each of ['objects', 'refs/heads']) {
      mkdirSync(path.join(folder, each), { recursive: true });
    }
    writeFileSync(path.join(folder, 'HEAD'), 'ref: refs/heads/main\n');
    const config = '[core]\n\trepositoryformatversion = 0\n\tbare = true\n';
    writeFileSync(path.join(folder, 'config'), config);
    return folder;
  }

  #looseFile(folder: string, sha: string): string {
    return path.join(folder, 'objects', sha.slice(0, 2), sha.slice(2));
  }

  #readLoose(sha: string): GitObject | null {
    if (!this.#folder) return null;
    const file = this.#looseFile(this.#folder, sha);
    if (!existsSync(file)) return null;
    const data = inflateSync(readFileSync(file));
    const end = data.indexOf(0);
    const [type = ''] = data.toString('latin1', 0, end).split(' ');
    return { type: type as ObjectType, content: data.subarray(end + 1) };
  }
}
