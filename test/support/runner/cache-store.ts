/**
 * The caches of a repository, as the service keeps them (docs.github.com, "Dependency caching reference"): an entry is
 * never replaced, belongs to the ref whose run saved it, and is found by that ref and, on the default branch's, by all.
 */

import type { Artifact } from './record.ts';

export interface CacheEntry {
  readonly key: string;
  /** As the saving step named them: a cache of other paths is another one. */
  readonly paths: readonly string[];
  /** By their paths from the workspace. */
  readonly files: Artifact;
  /** The ref of the run that saved it. */
  readonly ref: string;
}

export interface CacheQuery {
  readonly key: string;
  readonly restoreKeys: readonly string[];
  readonly paths: readonly string[];
  /** The refs to look at, the run's own first. */
  readonly scopes: readonly string[];
}

export class CacheStore {
  readonly #entries: CacheEntry[] = [];

  save(entry: CacheEntry): 'saved' | 'exists' {
    const same = (each: CacheEntry) =>
      each.key === entry.key && each.ref === entry.ref && samePaths(each, entry);
    if (this.#entries.some(same)) return 'exists';
    this.#entries.push(entry);
    return 'saved';
  }

  /** In each scope the key itself, then the newest that begins as the key, then as each restore key. */
  find({ key, restoreKeys, scopes, paths }: CacheQuery): CacheEntry | null {
    for (const ref of scopes) {
      const newestFirst = this.#entries
        .filter((each) => each.ref === ref && samePaths(each, { paths }))
        .reverse();
      const exact = newestFirst.find((each) => each.key === key);
      if (exact) return exact;
      for (const start of [key, ...restoreKeys]) {
        const found = newestFirst.find((each) => each.key.startsWith(start));
        if (found) return found;
      }
    }
    return null;
  }

  /** Oldest first. */
  all(): readonly CacheEntry[] {
    return [...this.#entries];
  }

  /** Of all entries, oldest first. */
  keys(): readonly string[] {
    return this.#entries.map(({ key }) => key);
  }

  get size(): number {
    return this.#entries.length;
  }
}

function samePaths(one: Pick<CacheEntry, 'paths'>, other: Pick<CacheEntry, 'paths'>): boolean {
  return one.paths.join('\n') === other.paths.join('\n');
}
