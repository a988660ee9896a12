/**
 * A bare git repository, through the git binary: with a fixed identity, and without the machine's
 * configuration, environment and hooks. Calls are synchronous: git answers in milliseconds, and so
 * nothing in this process comes between two steps that belong together.
 */

import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import type { ChangedFile } from '../../ports/forge.ts';

export interface RefTip {
  readonly commit: string;
  /** Committer time in seconds. */
  readonly time: number;
}

export interface CommitDraft {
  /** null for the first commit of all. */
  readonly parent: string | null;
  /** Files that differ from the parent's. */
  readonly files: readonly { readonly path: string; readonly blob: string }[];
  readonly message: string;
  /** In seconds. */
  readonly time: number;
}

/** null stands for a ref that is not there: before, or after. */
export interface RefUpdate {
  readonly ref: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** git said no, or is not there; the message holds what it said, or the mend. */
export class GitError extends Error {
  override readonly name = 'GitError';
}

/** By the letters of git's --name-status. */
const changes: Readonly<Record<string, ChangedFile['change']>> = { A: 'added', D: 'removed' };

const identity = { name: 'codec-crucible', email: 'codec-crucible@localhost' };
const noObject = '0'.repeat(40);
const largestOutput = 256 * 1024 * 1024;

/** Version of the git binary, as it prints it. Throws GitError when there is none. */
export function gitVersion(): string {
  return runGit(['version']).toString('utf8').trim();
}

export class Git {
  readonly #folder: string;

  /** `folder` is the repository itself; `init` makes it. */
  constructor(folder: string) {
    this.#folder = path.resolve(folder);
  }

  /** Makes the repository; one that is there stays as it is. */
  init(defaultBranch: string): void {
    this.#run(['init', '--quiet', '--bare', '--template=', `--initial-branch=${defaultBranch}`]);
  }

  /** Every ref by its full name. */
  refs(): ReadonlyMap<string, RefTip> {
    const format = '%(refname) %(objectname) %(committerdate:unix)';
    const lines = this.#run(['for-each-ref', `--format=${format}`])
      .split('\n')
      .filter(Boolean);
    return new Map(
      lines.map((line) => {
        const [ref = '', commit = '', time] = line.split(' ');
        return [ref, { commit, time: Number(time) }];
      }),
    );
  }

  /** Sets all refs, or none when one of them is not what `from` says; false then. */
  updateRefs(updates: readonly RefUpdate[]): boolean {
    const lines = updates.map(({ ref, from, to }) =>
      to === null
        ? `delete ${ref} ${from ?? noObject}\n`
        : `update ${ref} ${to} ${from ?? noObject}\n`,
    );
    try {
      this.#run(['update-ref', '--stdin'], { input: lines.join('') });
      return true;
    } catch (error) {
      const refs = this.refs();
      if (updates.some(({ ref, from }) => (refs.get(ref)?.commit ?? null) !== from)) return false;
      throw error;
    }
  }

  mergeBase(a: string, b: string): string {
    return this.#run(['merge-base', a, b]).trim();
  }

  /** Whether `commit` is part of the history of `tip`. */
  contains(tip: string, commit: string): boolean {
    if (!this.hasCommit(commit)) return false;
    return this.#run(['rev-list', '--max-count=1', commit, '--not', tip]) === '';
  }

  /** A file's text (UTF-8) and blob id at a commit; null when there is no such commit or file. */
  readFile(commit: string, file: string): { source: string; blob: string } | null {
    const output = this.#runRaw(['cat-file', '--batch'], { input: `${commit}:${file}\n` });
    const headerEnd = output.indexOf('\n');
    const header = output.toString('utf8', 0, headerEnd);
    const [, blob, size] = /^([0-9a-f]{40}) blob (\d+)$/.exec(header) ?? [];
    if (blob === undefined) return null;
    const start = headerEnd + 1;
    return { blob, source: output.toString('utf8', start, start + Number(size)) };
  }

  hasCommit(commit: string): boolean {
    const answer = this.#run(['cat-file', '--batch-check'], { input: `${commit}\n` });
    return answer.startsWith(`${commit} commit `);
  }

  writeBlob(source: string): string {
    return this.#run(['hash-object', '-w', '--stdin'], { input: source }).trim();
  }

  /** Writes a commit; no ref points to it yet. */
  writeCommit({ parent, files, message, time }: CommitDraft): string {
    const tree = this.#writeTree(parent, files);
    const date = `${time} +0000`;
    const parents = parent === null ? [] : ['-p', parent];
    return this.#run(['commit-tree', tree, ...parents], {
      input: `${message.trimEnd()}\n`,
      env: { GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
    }).trim();
  }

  /** What differs between the trees of two commits. */
  changedFiles(from: string, to: string): readonly Omit<ChangedFile, 'lines'>[] {
    const args = ['diff-tree', '-r', '-z', '--name-status', '--no-renames', from, to];
    const listed = this.#run(args).matchAll(/([ADMT])\0([^\0]+)\0/g);
    return [...listed].map(([, letter = '', file = '']) => ({
      path: file,
      change: changes[letter] ?? 'modified',
    }));
  }

  /** Lines of the file at `to` that the diff from `from` shows, the three around a change included. */
  diffLines(from: string, to: string, file: string): readonly number[] {
    const args = ['diff-tree', '-p', '--unified=3', '--no-renames', from, to, '--', file];
    const hunks = this.#run(args).matchAll(/^@@ -\S+ \+(\d+)(?:,(\d+))? @@/gm);
    return [...hunks].flatMap(([, start, count = '1']) =>
      Array.from({ length: Number(count) }, (_, i) => Number(start) + i),
    );
  }

  #writeTree(parent: string | null, files: CommitDraft['files']): string {
    const index = path.join(this.#folder, `index-${process.pid}`);
    const env = { GIT_INDEX_FILE: index };
    try {
      this.#run(['read-tree', parent ?? '--empty'], { env });
      for (const { path: file, blob } of files) {
        this.#run(['update-index', '--add', '--cacheinfo', `100644,${blob},${file}`], { env });
      }
      return this.#run(['write-tree'], { env }).trim();
    } finally {
      rmSync(index, { force: true });
    }
  }

  #run(args: readonly string[], options?: RunOptions): string {
    return this.#runRaw(args, options).toString('utf8');
  }

  #runRaw(args: readonly string[], options?: RunOptions): Buffer {
    const apart = [`--git-dir=${this.#folder}`, '-c', 'core.hooksPath=/dev/null'];
    return runGit([...apart, ...args], options);
  }
}

interface RunOptions {
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
}

function runGit(args: readonly string[], { input = '', env = {} }: RunOptions = {}): Buffer {
  try {
    return execFileSync('git', args, {
      input,
      env: { ...environment(), ...env },
      maxBuffer: largestOutput,
      stdio: 'pipe',
    });
  } catch (error) {
    throw explain(error as NodeJS.ErrnoException & { stderr?: Buffer }, args);
  }
}

/** All that git gets to see of the machine is where its own programs are. */
function environment(): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_LITERAL_PATHSPECS: '1',
    GIT_AUTHOR_NAME: identity.name,
    GIT_AUTHOR_EMAIL: identity.email,
    GIT_COMMITTER_NAME: identity.name,
    GIT_COMMITTER_EMAIL: identity.email,
  };
}

function explain(
  error: NodeJS.ErrnoException & { stderr?: Buffer },
  args: readonly string[],
): GitError {
  if (error.code === 'ENOENT') {
    return new GitError(
      'git was not found, and pull requests on this machine are kept in a git repository: ' +
        'install git 2.28 or later (https://git-scm.com/downloads) and see that it is on the PATH',
    );
  }
  const said = error.stderr?.toString('utf8').trim() || error.message;
  return new GitError(`git ${args.join(' ')}: ${said}`);
}
