/** What heads change: immutable between two commits, so asked for once. */

import type { ChangedFile, Difference } from '../../ports/forge.ts';
import { answer } from './mend.ts';
import type { Remote } from './remote.ts';

/** A longer history is not looked through. */
const mostCommits = 100;

export class Differences {
  readonly #remote: Remote;
  readonly #known = new Map<string, Promise<Difference>>();

  constructor(remote: Remote) {
    this.#remote = remote;
  }

  /** From where `head` leaves the line of `base` to `head`. Heads of forks are found by their ids too. */
  between(base: string, head: string): Promise<Difference> {
    const key = `${base}...${head}`;
    const known = this.#known.get(key) ?? this.#compare(key);
    this.#known.set(key, known);
    known.catch(() => this.#known.delete(key));
    return known;
  }

  async #compare(basehead: string): Promise<Difference> {
    const { octokit, owner, repo } = this.#remote;
    // The files come whole with the first page, however short its list of commits is.
    const { data } = await answer(
      octokit.rest.repos.compareCommitsWithBasehead({
        ...{ owner, repo, basehead, per_page: mostCommits },
      }),
    );
    return {
      mergeBase: data.merge_base_commit.sha,
      linear:
        data.total_commits <= mostCommits &&
        data.commits.every(({ parents }) => parents.length <= 1),
      files: (data.files ?? []).flatMap(filesOf),
    };
  }
}

interface ComparedFile {
  readonly filename: string;
  readonly previous_filename?: string;
  readonly status: keyof typeof changes;
  readonly patch?: string;
}

/** A renamed file is gone from where it was. */
function filesOf({
  filename,
  previous_filename: before,
  status,
  patch,
}: ComparedFile): ChangedFile[] {
  const file = { path: filename, change: changes[status], lines: linesOf(patch ?? '') };
  const gone = status === 'renamed' && before !== undefined;
  return gone ? [{ path: before, change: 'removed', lines: [] }, file] : [file];
}

const changes = {
  added: 'added',
  copied: 'added',
  removed: 'removed',
  renamed: 'renamed',
  modified: 'modified',
  changed: 'modified',
  unchanged: 'modified',
} as const satisfies Record<string, ChangedFile['change']>;

/** Lines of the new file in a patch: the added ones, and those around them. */
export function linesOf(patch: string): number[] {
  const lines: number[] = [];
  let next = 0;
  for (const line of patch.split('\n')) {
    const hunk = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(line);
    if (hunk) next = Number(hunk[1]);
    else if (line.startsWith('+') || line.startsWith(' ')) {
      lines.push(next);
      next += 1;
    }
  }
  return lines;
}
