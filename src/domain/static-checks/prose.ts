/** Sentences before or after the code: an answer that was saved whole. */

import { parseSource } from '../source/code.ts';
import { exportsOf } from '../source/exports.ts';
import { plainLine } from '../text/plain-text.ts';
import { innerWords, type Reading } from './inside.ts';
import type { Words } from './parser-messages.ts';

/** Lines at which code begins. */
const beginning =
  /^(?:\/\*|\/\/|import\b|export\b|const\b|let\b|var\b|function\b|class\b|['"]use strict)/gm;

/** Every attempt parses the rest of the file. */
const mostAttempts = 8;

/** Words for a source that parses, exports something, and has text around it. */
export function proseWords(source: string, read: Reading): Words | null {
  const starts = [0, ...[...source.matchAll(beginning)].map(({ index }) => index)];
  for (const start of [...new Set(starts)].slice(0, mostAttempts)) {
    if (start > 0 && !isProse(source.slice(0, start))) return null;
    const code = codeFrom(source, start);
    if (code === null) continue;
    const end = start + code.length;
    const [before, after] = [source.slice(0, start).trim(), source.slice(end).trim()];
    const line = (offset: number) => source.slice(0, offset).split('\n').length;
    const first = before === '' ? after : before;
    const places = [
      before === '' ? '' : `up to line ${line(start) - 1}`,
      after === '' ? '' : `from line ${line(end + source.slice(end).search(/\S/))} on`,
    ].filter((place) => place !== '');
    const shown = plainLine(first.split('\n', 1)[0] ?? '', 60);
    return {
      offset: source.indexOf(first),
      message: `Text that is no code stands in the file, ${places.join(' and ')}: "${shown}"${innerWords(code, read)}.`,
      fix: 'Remove the text around the code, or make a comment of it.',
    };
  }
  return null;
}

/** The code that begins at a place, without the text that follows it; null when there is none. */
function codeFrom(source: string, start: number): string | null {
  const rest = source.slice(start);
  const parsed = parseSource(rest);
  if (parsed.kind === 'parsed') return start > 0 && exportsOf(parsed.code).length > 0 ? rest : null;
  if (parsed.kind === 'too_deep') return null;
  const end = rest.lastIndexOf('\n', parsed.problem.offset - 1) + 1;
  if (end === 0 || !isProse(rest.slice(end))) return null;
  const cut = parseSource(rest.slice(0, end));
  const whole = cut.kind === 'parsed' && exportsOf(cut.code).length > 0;
  return whole ? rest.slice(0, end) : null;
}

/** No more of a line is looked at, from either end. */
const widest = 200;

/** Sentences, headings and lists: at least one line of several words, and none that ends as code does. */
function isProse(text: string): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const isCode = (line: string) =>
    /[;{}=]\s*$/.test(line.slice(-widest)) ||
    /=>|\s=\s|^\s*[\w.]+\(.*\)\s*$/.test(line.slice(0, widest));
  if (lines.some(isCode)) return false;
  return lines.some((line) =>
    /\p{L}+[,:]?\s+\p{L}+|^#{1,6}\s+\S|\p{L}[:!.]\s*$/u.test(line.slice(0, widest)),
  );
}
