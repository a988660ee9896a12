/** The commits that the local forge makes, and what it knows of others. */

import type { PullRequest, PutOnTopOutcome } from '../../ports/forge.ts';
import type { Git } from './git.ts';
import { branchRef, pullRef } from './refs.ts';

export class Commits {
  readonly #git: Git;
  readonly #now: () => number;
  /** By `main head`: between two commits it never changes. */
  readonly #mergeBases = new Map<string, string>();

  /** `now` gives the time of new commits, in seconds. */
  constructor(git: Git, now: () => number) {
    this.#git = git;
    this.#now = now;
  }

  /** A commit whose tree is the parent's but for one file. */
  write(parent: string, file: { path: string; blob: string }, message: string): string {
    return this.#git.writeCommit({ parent, files: [file], message, time: this.#now() });
  }

  fileAt(commit: string, file: string): { path: string; blob: string } {
    const found = this.#git.readFile(commit, file);
    if (!found) throw new Error(`${commit} has no ${file}`);
    return { path: file, blob: found.blob };
  }

  mergeBase(main: string, head: string): string {
    const key = `${main} ${head}`;
    const base = this.#mergeBases.get(key) ?? this.#git.mergeBase(main, head);
    this.#mergeBases.set(key, base);
    return base;
  }

  /** Gives an open pull request another head, unless somebody was faster. */
  moveHead({ number, branch, headSha: from }: PullRequest, to: string): PutOnTopOutcome {
    const moved = this.#git.updateRefs([
      { ref: branchRef(branch), from, to },
      { ref: pullRef(number), from, to },
    ]);
    return moved ? { kind: 'moved', headSha: to } : { kind: 'head_moved' };
  }
}
