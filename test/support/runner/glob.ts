/** Patterns for paths and names: as far as our workflows need them; anything more is refused. */

import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

interface Pattern {
  readonly excludes: boolean;
  /** What stands before the first segment with a wildcard. */
  readonly searchPath: string;
  readonly matches: (file: string) => boolean;
}

export interface Found {
  /** Absolute, in the order of their names. */
  readonly files: readonly string[];
  /** Without those that lie in another one. */
  readonly searchPaths: readonly string[];
}

export interface GlobOptions {
  readonly folder: string;
  readonly home: string;
  readonly hidden: 'included' | 'excluded';
  /** Whether a folder that matches stands for all that is in it. */
  readonly descendants: 'implied' | 'named';
}

/**
 * The files that lines of patterns stand for, as `@actions/glob` 0.6 finds them: each line adds, `!` takes away, a hidden
 * file or folder hides what is in it. Throws for what it refuses, and for wildcards that this runner does not know.
 */
export async function filesMatching(lines: string, options: GlobOptions): Promise<Found> {
  const patterns = lines
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => patternOf(line, options));
  const searchPaths = outermost(patterns.filter(({ excludes }) => !excludes));
  const files: string[] = [];
  for (const searchPath of searchPaths) {
    for (const file of await filesUnder(searchPath, options)) {
      const wanted = patterns.reduce(
        (found, { excludes, matches }) => (matches(file) ? !excludes : found),
        false,
      );
      if (wanted) files.push(file);
    }
  }
  return { files, searchPaths };
}

function patternOf(line: string, { folder, home, descendants }: GlobOptions): Pattern {
  const signs = /^[!\s]*/.exec(line)?.[0] ?? '';
  const text = line.slice(signs.length);
  if (/[[\]\\]/.test(text)) throw new Error(`this runner does not know the pattern ${line}`);
  const segments = text.split('/').filter((each) => each !== '');
  if (segments.some((each, i) => each === '..' || (each === '.' && i > 0))) {
    throw new Error(`Invalid pattern '${text}'. Relative pathing '.' and '..' is not allowed.`);
  }
  const whole = path.resolve(folder, text.replace(/^~(?=\/|$)/, home));
  const parts = whole.split('/').slice(1);
  const wild = parts.findIndex((each) => /[*?]/.test(each));
  const inside = descendants === 'implied' ? '(/.*)?' : '';
  const regExp = new RegExp(
    `^${parts.map(segmentOf).join('')}${text.endsWith('/') ? '/.+' : inside}$`,
  );
  return {
    excludes: [...signs].filter((sign) => sign === '!').length % 2 === 1,
    searchPath: wild < 0 ? whole : `/${parts.slice(0, wild).join('/')}`,
    matches: (file) => regExp.test(file),
  };
}

function segmentOf(segment: string): string {
  if (segment === '**') return '(/[^/]+)*';
  return segment === '*' ? '/[^/]+' : `/${escaped(segment, '[^/]*')}`;
}

function escaped(text: string, anything: string): string {
  return text
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('?', '[^/]')
    .replaceAll(/\*+/g, anything);
}

function outermost(patterns: readonly Pattern[]): string[] {
  const all = [...new Set(patterns.map(({ searchPath }) => searchPath))];
  return all.filter((each) => !all.some((one) => one !== each && within(one, each)));
}

/** Whether a path is a folder itself, or lies in it. */
export function within(folder: string, file: string): boolean {
  return file === folder || file.startsWith(folder === '/' ? '/' : `${folder}/`);
}

async function filesUnder(place: string, options: GlobOptions): Promise<string[]> {
  if (options.hidden === 'excluded' && path.basename(place).startsWith('.')) return [];
  // A link that leads nowhere is left out.
  const found = await stat(place).catch(() => null);
  if (!found) return [];
  if (!found.isDirectory()) return [place];
  const inside = await Promise.all(
    (await readdir(place)).sort().map((name) => filesUnder(path.join(place, name), options)),
  );
  return inside.flat();
}
