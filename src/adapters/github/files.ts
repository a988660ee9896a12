/** Files at commits: immutable, so asked for once. */

import { createHash } from 'node:crypto';
import { answer } from './mend.ts';
import { filesQuery, pathVariables } from './queries.ts';
import type { FileNode, FilesNode } from './reading.ts';
import type { Remote } from './remote.ts';

export interface SourceFile {
  readonly source: string;
  readonly blob: string;
}

/** By git's modes, regular and executable; not links and submodules. */
const regularModes = [0o100644, 0o100755];
/** Far above what a codec may have. */
const largestFile = 1024 * 1024;

export class Files {
  readonly #remote: Remote;
  readonly #paths: readonly string[];
  readonly #entries = new Map<string, FileNode | null>();
  readonly #sources = new Map<string, Promise<string | null>>();
  readonly #trees = new Map<string, string>();

  /** `paths` are asked for together. */
  constructor(remote: Remote, paths: readonly string[]) {
    this.#remote = remote;
    this.#paths = paths;
  }

  /** Takes over what a query found at a commit. */
  learn(commit: string, paths: readonly string[], found: FilesNode): void {
    if (found.tree) this.learnTree(commit, found.tree.oid);
    for (const [i, path] of paths.entries()) {
      const entry = found[`file${i}`];
      if (entry !== undefined) this.#entries.set(`${commit}:${path}`, entry);
    }
  }

  learnTree(commit: string, tree: string): void {
    this.#trees.set(commit, tree);
  }

  /** The id of a commit's tree: what a new tree is based on. */
  async tree(commit: string): Promise<string> {
    const known = this.#trees.get(commit);
    if (known !== undefined) return known;
    const { octokit, owner, repo } = this.#remote;
    const { data } = await answer(octokit.rest.git.getCommit({ owner, repo, commit_sha: commit }));
    this.learnTree(commit, data.tree.sha);
    return data.tree.sha;
  }

  /** Takes over what the bot itself just put there. */
  learnSource(commit: string, path: string, source: string): void {
    const object = { byteSize: Buffer.byteLength(source), text: source };
    this.#entries.set(`${commit}:${path}`, { mode: 0o100644, oid: blobId(source), object });
  }

  /**
   * A regular file's text, to the byte; null when there is none. One of more than 1 MiB is given as far
   * as GraphQL gives it.
   */
  async read(commit: string, path: string): Promise<SourceFile | null> {
    const key = `${commit}:${path}`;
    if (!this.#entries.has(key)) await this.#ask(commit, path);
    const entry = this.#entries.get(key) ?? null;
    if (entry === null || !regularModes.includes(entry.mode)) return null;
    const known = this.#sources.get(entry.oid) ?? this.#sourceOf(entry);
    this.#sources.set(entry.oid, known);
    known.catch(() => this.#sources.delete(entry.oid));
    const source = await known;
    return source === null ? null : { source, blob: entry.oid };
  }

  async #ask(commit: string, path: string): Promise<void> {
    const { octokit, owner, repo } = this.#remote;
    const paths = this.#paths.includes(path) ? this.#paths : [path];
    const variables = { owner, name: repo, commit, ...pathVariables(paths) };
    const found = answer(
      octokit.graphql<{ repository: { object: FilesNode | null } }>(
        filesQuery(paths.length),
        variables,
      ),
    );
    const { object } = (await found).repository;
    if (object) this.learn(commit, paths, object);
  }

  /** GraphQL's text is believed when git would give it the same id; it leaves out what is binary. */
  async #sourceOf({ oid, object }: FileNode): Promise<string | null> {
    const { text = null, byteSize = 0 } = object ?? {};
    if (text !== null && blobId(text) === oid) return text;
    if (byteSize > largestFile) return text;
    const { octokit, owner, repo } = this.#remote;
    const { data } = await answer(octokit.rest.git.getBlob({ owner, repo, file_sha: oid }));
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(
      Buffer.from(data.content, 'base64'),
    );
  }
}

/** As git names a blob. */
function blobId(source: string): string {
  const bytes = Buffer.from(source);
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
