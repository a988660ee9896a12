/** What git says about the difference of two trees. Differences never change, so each is asked for once. */

import type { ObjectStore } from './object-store.ts';

export interface FileChange {
  readonly path: string;
  readonly previousPath: string | null;
  readonly status: 'added' | 'removed' | 'modified' | 'renamed' | 'changed';
  /** The blob on the side that has the file. */
  readonly blob: string;
  readonly additions: number;
  readonly deletions: number;
  /** The hunks, without a file header; null for binary files and mere renames. */
  readonly patch: string | null;
}

export interface CommentableLines {
  readonly left: ReadonlySet<number>;
  readonly right: ReadonlySet<number>;
}

const known = new Map<string, readonly FileChange[]>();
/** GitHub leaves out the patch of a larger file. */
const largestPatch = 1024 * 1024;

export function diffTrees(
  store: ObjectStore,
  before: string,
  after: string,
): readonly FileChange[] {
  if (before === after) return [];
  const key = `${before} ${after}`;
  const changes = known.get(key) ?? askGit(store, before, after);
  known.set(key, changes);
  return changes;
}

function askGit(store: ObjectStore, before: string, after: string): FileChange[] {
  const options = ['--raw', '--numstat', '--patch', '-z', '-M', '--abbrev=40', '--no-color'];
  const output = store.git(['diff-tree', '-r', ...options, before, after]).toString('utf8');
  const patchStart = /(?:^|\0)diff --git /.exec(output);
  const listing = patchStart ? output.slice(0, patchStart.index) : output;
  const fields = listing.split('\0').filter((field) => field !== '');
  const raw = readRaw(fields);
  const counts = readCounts(fields);
  const text = patchStart ? output.slice(patchStart.index).replace(/^\0/, '') : '';
  const patches = text.split(/^(?=diff --git )/m).filter(Boolean);
  return raw.map((change, index) => ({
    ...change,
    ...(counts[index] ?? { additions: 0, deletions: 0 }),
    patch: hunksOf(patches[index] ?? ''),
  }));
}

type RawChange = Pick<FileChange, 'path' | 'previousPath' | 'status' | 'blob'>;

function readRaw(fields: string[]): RawChange[] {
  const changes: RawChange[] = [];
  while (fields[0]?.startsWith(':')) {
    const [, , before = '', after = '', letter = ''] = (fields.shift() as string).split(' ');
    const first = fields.shift() as string;
    const renamed = letter.startsWith('R');
    const path = renamed ? (fields.shift() as string) : first;
    const blob = letter === 'D' ? before : after;
    changes.push({ path, previousPath: renamed ? first : null, status: statusOf(letter), blob });
  }
  return changes;
}

function statusOf(letter: string): FileChange['status'] {
  if (letter === 'A') return 'added';
  if (letter === 'D') return 'removed';
  if (letter === 'T') return 'changed';
  return letter.startsWith('R') ? 'renamed' : 'modified';
}

function readCounts(fields: string[]): { additions: number; deletions: number }[] {
  const counts: { additions: number; deletions: number }[] = [];
  while (fields.length > 0) {
    const [additions = '', deletions = '', path] = (fields.shift() as string).split('\t');
    // A rename has its two names in fields of their own.
    if (path === '') fields.splice(0, 2);
    counts.push({ additions: Number(additions) || 0, deletions: Number(deletions) || 0 });
  }
  return counts;
}

function hunksOf(patch: string): string | null {
  const start = /^@@ /m.exec(patch);
  if (!start || patch.length > largestPatch) return null;
  return patch.slice(start.index).replace(/\n$/, '');
}

/** The lines on which a comment may stand: those of the hunks, on either side. */
export function commentableLines(patch: string): CommentableLines {
  const left = new Set<number>();
  const right = new Set<number>();
  let [before, after] = [0, 0];
  for (const line of patch.split('\n')) {
    const header = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(line);
    if (header) [before, after] = [Number(header[1]), Number(header[2])];
    else if (line.startsWith('-')) left.add(before++);
    else if (line.startsWith('+')) right.add(after++);
    else if (!line.startsWith('\\')) {
      left.add(before++);
      right.add(after++);
    }
  }
  return { left, right };
}

/** The hunk's header and its lines up to the commented one, as GitHub shows it over a comment. */
export function hunkUpTo(patch: string, line: number, side: 'LEFT' | 'RIGHT'): string {
  let hunk: string[] = [];
  let [before, after] = [0, 0];
  for (const text of patch.split('\n')) {
    const header = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(text);
    if (header) {
      [before, after] = [Number(header[1]), Number(header[2])];
      hunk = [text];
      continue;
    }
    hunk.push(text);
    const at = side === 'LEFT' ? before : after;
    const counts = side === 'LEFT' ? !text.startsWith('+') : !text.startsWith('-');
    if (counts && at === line) return hunk.join('\n');
    if (!text.startsWith('+') && !text.startsWith('\\')) before += 1;
    if (!text.startsWith('-') && !text.startsWith('\\')) after += 1;
  }
  return hunk.join('\n');
}
