/** Sources that stand inside something else: a patch, an answer with fences, JSON, a page, a quotation. */

import type { SyntaxProblem } from '../source/code.ts';
import { plainLine } from '../text/plain-text.ts';
import { fenceWords } from './fences.ts';
import { innerWords, isCodec, mentionsCodec, type Reading } from './inside.ts';
import { jsonWords } from './json-wrapping.ts';
import type { Words } from './parser-messages.ts';
import { proseWords } from './prose.ts';

type Recogniser = (source: string, read: Reading, problem: SyntaxProblem) => Words | null;

/** What the file is instead of a source, for one that does not parse. */
export const wrappingWords: Recogniser = (source, read, problem) => {
  for (const recognise of recognisers) {
    const words = recognise(source, read, problem);
    if (words !== null) return words;
  }
  return null;
};

const hunk = /^@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@.*$/m;
const patchHead =
  /^(?:diff --git |--- \S|Index: |\*\*\* Begin Patch|\*\*\* Update File|From [0-9a-f]{40} |@@ -\d)/m;

function patchWords(source: string, read: Reading): Words | null {
  const head = patchHead.exec(source.slice(0, 4000));
  if (head === null) return null;
  const first = hunk.exec(source);
  if (first === null && !head[0].startsWith('***')) return null;
  if (source.slice(0, head.index).split('\n').length > 30) return null;
  const line =
    first === null ? '' : `, whose first hunk begins at line ${lineOf(source, first.index)}`;
  const whole = newFile(source);
  const inside =
    whole === null
      ? '; it holds the changed parts alone, not the whole codec'
      : `; it makes a new file${innerWords(whole, read)}`;
  return {
    offset: head.index,
    message: `The file is a patch${line}, not the source itself${inside}.`,
    fix: 'Apply it (`git apply FILE`, or `patch -p1 < FILE`) and submit the codec that comes of it.',
  };
}

/** The text of a patch that only adds: it is the whole file. */
function newFile(source: string): string | null {
  const at = /^@@ -0,0 \+\d+(?:,\d+)? @@.*\n/m.exec(source);
  if (at === null) return null;
  const lines = source.slice(at.index + at[0].length).split('\n');
  const end = lines.findIndex((line) => !/^[+\\]/.test(line));
  const added = lines.slice(0, end === -1 ? undefined : end).filter((line) => line.startsWith('+'));
  return added.map((line) => line.slice(1)).join('\n');
}

const entities: Readonly<Record<string, string>> = {
  ...{ lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: ' ' },
  ...{ '#39': "'", '#34': '"', '#60': '<', '#62': '>', '#38': '&' },
  ...{ '#x27': "'", '#x22': '"', '#x3c': '<', '#x3e': '>', '#x26': '&', '#x2f': '/' },
};
const entity = /&(lt|gt|amp|quot|apos|nbsp|#\d{2}|#x[\da-f]{2});/gi;

/** A source whose signs were written for a page: `&lt;` for `<`. */
function escapedWords(source: string, read: Reading, { offset }: SyntaxProblem): Words | null {
  const all = [...source.matchAll(entity)];
  if (all.length === 0) return null;
  const plain = source.replace(
    entity,
    (whole, name: string) => entities[name.toLowerCase()] ?? whole,
  );
  const near = all.filter(({ index }) => Math.abs(index - offset) <= 200);
  const found = near.findLast(({ index }) => index <= offset) ?? near[0];
  const mended = isCodec(plain, read);
  if (found === undefined && !mended) return null;
  // A sign that stands in a text or a comment, far from the place at which the parser stops.
  if (!mended && !sameLine(source, found?.index ?? 0, offset)) return null;
  const [shown = '', name = ''] = found ?? all[0] ?? [];
  return {
    offset: (found ?? all[0])?.index ?? offset,
    message: `The source is escaped for HTML: \`${shown}\` stands for \`${entities[name.toLowerCase()] ?? shown}\`, ${all.length === 1 ? 'once' : `${all.length} such signs`} in the file${innerWords(plain, read)}.`,
    fix: 'Save the code as plain text: write `<`, `>`, `&` and quotes themselves, or copy from the "raw" view.',
  };
}

function sameLine(source: string, a: number, b: number): boolean {
  return !source.slice(Math.min(a, b), Math.max(a, b)).includes('\n');
}

function pageWords(source: string): Words | null {
  const page =
    /^\ufeff?\s*(<!doctype html|<html|<head|<body|<\?xml|<svg|<script|<pre|<div)\b/i.exec(source);
  if (page === null) return null;
  return {
    offset: page[0].length - (page[1] ?? '').length,
    message: `The file is a page of HTML or XML (it begins with \`${plainLine(page[1] ?? '', 20)}\`), not a source.`,
    fix: 'Save the code itself: the "raw" view of the file, not the page that shows it.',
  };
}

function pointerWords(source: string): Words | null {
  if (!source.startsWith('version https://git-lfs.github.com/spec/')) return null;
  return {
    offset: 0,
    message: 'The file is a pointer of Git LFS, not the source itself.',
    fix: 'Commit the codec as an ordinary file: take `*.js` out of `.gitattributes`, then `git add --renormalize`.',
  };
}

const prefixes: readonly (readonly [what: string, prefix: RegExp])[] = [
  ['its number', /^\s*\d+\s*[|:)\t→]?\s?/],
  ['`+`', /^\+/],
  ['`>`', /^>\s?/],
  ['`|`', /^\s*\|\s?/],
];

/** A quotation or a listing: the same sign before every line. */
function prefixWords(source: string, read: Reading): Words | null {
  const lines = source.split('\n');
  const written = lines.filter((line) => line.trim() !== '');
  for (const [what, prefix] of prefixes) {
    if (written.length < 2 || !written.every((line) => prefix.test(line))) continue;
    const plain = lines.map((line) => line.replace(prefix, '')).join('\n');
    if (!mentionsCodec(plain)) continue;
    return {
      offset: source.search(/\S/),
      message: `Every line begins with ${what}: the file is a listing or a quotation, not the source itself${innerWords(plain, read)}.`,
      fix: `Remove ${what} from the beginning of each line, or copy from the "raw" view.`,
    };
  }
  return null;
}

/** Code on one line, with `\n` written out where its lines end. */
function flattenedWords(source: string, read: Reading): Words | null {
  if (!/\\n/.test(source) || source.trim().includes('\n')) return null;
  const plain = source
    .trim()
    .replace(/^["'](.*)["']$/s, '$1')
    .replace(/\\([ntr"'\\])/g, (_, letter: string) => escapes[letter] ?? letter);
  if (!mentionsCodec(plain)) return null;
  return {
    offset: source.indexOf('\\n'),
    message: `The line ends are written out as \`\\n\`: the file is a text inside quotes, not the source itself${innerWords(plain, read)}.`,
    fix: 'Write the text to the file as it is, after it has been read out of its quotes (`JSON.parse`).',
  };
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '' };

const recognisers: readonly Recogniser[] = [
  pointerWords,
  pageWords,
  patchWords,
  fenceWords,
  jsonWords,
  escapedWords,
  prefixWords,
  flattenedWords,
  proseWords,
];

function lineOf(source: string, offset: number): number {
  return source.slice(0, offset).split('\n').length;
}
