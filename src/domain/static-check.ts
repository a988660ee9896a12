/** What can be said about a candidate without running it. */

import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { Limits } from './benchmark.ts';
import { digestOf } from './digest.ts';
import type { Finding } from './failure.ts';
import { locate, mostLevels, parseSource } from './source/code.ts';
import { asyncFindings } from './static-checks/asynchrony.ts';
import { encodingFinding } from './static-checks/encodings.ts';
import { exportFindings } from './static-checks/exports.ts';
import { fenceWords } from './static-checks/fences.ts';
import { importFindings } from './static-checks/imports.ts';
import type { Reading } from './static-checks/inside.ts';
import { nameFindings } from './static-checks/names.ts';
import { syntaxFinding } from './static-checks/syntax.ts';
import { grouped } from './text/wording.ts';

/**
 * Every reason why the source cannot be a codec, in the order of the file, missing exports last; none
 * when it may run. What is too large, too deep or does not parse is not looked at any further.
 */
export function checkSource(
  source: string,
  limits: Pick<Limits, 'source_bytes'>,
): readonly Finding[] {
  return checkWithin(source, limits, 0);
}

/** So often one thing may stand inside another, and is still looked for: a patch in a fence in JSON. */
const mostWrappings = 2;

function checkWithin(
  source: string,
  limits: Pick<Limits, 'source_bytes'>,
  level: number,
): readonly Finding[] {
  const bytes = utf8ToBytes(source).length;
  if (bytes > limits.source_bytes) return [tooLarge(bytes, limits.source_bytes)];
  const read =
    level < mostWrappings ? (text: string) => checkWithin(text, limits, level + 1) : null;
  const other = read && (encodingFinding(source, read) ?? leadingFence(source, read));
  if (other) return [other];
  const parsed = parseSource(source);
  switch (parsed.kind) {
    case 'too_deep':
      return [tooDeep(source, parsed.offset)];
    case 'unparsable':
      return [syntaxFinding(source, parsed.problem, read)];
    case 'parsed': {
      const { code, undeclaredExports } = parsed;
      const exports = exportFindings(code, undeclaredExports);
      const fence = exports.missing.length > 0 && read && fenceFinding(source, read);
      if (fence) return [fence];
      const inPlace = [
        ...importFindings(code),
        ...exports.unlinkable,
        ...asyncFindings(code),
        ...nameFindings(
          code,
          new Set([...undeclaredExports.map(({ name }) => name), ...exports.about]),
        ),
      ];
      inPlace.sort((a, b) => a.line - b.line || a.column - b.column);
      return [...inPlace, ...exports.missing];
    }
  }
}

/**
 * SHA-256 over the tokens without comments and layout, so that neither can be used to choose other
 * held-out clips. Of the whole source when it does not parse.
 */
export function tokenDigest(source: string): string {
  const parsed = parseSource(source);
  if (parsed.kind !== 'parsed') return digestOf(source);
  const { tokens } = parsed.code;
  return digestOf(JSON.stringify(tokens.map(({ start, end }) => source.slice(start, end))));
}

/** Code may parse although a fence stands before it: `~~~js` is a sum of signs. */
function leadingFence(source: string, read: Reading): Finding | null {
  return /^\s*(?:```|~~~)/.test(source) ? fenceFinding(source, read) : null;
}

/** What stands in a Markdown fence may even parse, as one long template after a label. */
function fenceFinding(source: string, read: Reading): Finding | null {
  const words = fenceWords(source, read);
  if (words === null) return null;
  const { message, fix, offset = 0 } = words;
  return { rule: 'syntax', ...locate(source, offset), message, fix };
}

function tooLarge(bytes: number, limit: number): Finding {
  return {
    rule: 'too_large',
    line: 1,
    column: 1,
    message: `The source has ${grouped(bytes)} bytes; ${grouped(limit)} are allowed.`,
    fix: 'Compute tables when the module loads instead of writing them out, and drop code and comments that nothing needs.',
  };
}

function tooDeep(source: string, offset: number): Finding {
  return {
    rule: 'too_deep',
    ...locate(source, offset),
    message: `The code is nested too deeply to be read: at most ${mostLevels} levels are allowed.`,
    fix: 'Write the deepest part as functions of its own, long chains as arrays and loops.',
  };
}
