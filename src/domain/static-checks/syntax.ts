/** Syntax errors in words that say what to do: the parser knows where, the tokens and lines know why. */

import type { Token } from 'acorn';
import type { Finding } from '../failure.ts';
import { closes, locate, opens, type SyntaxProblem, tokensOf } from '../source/code.ts';
import { plainLine } from '../text/plain-text.ts';
import { characterWords } from './characters.ts';
import type { Reading } from './inside.ts';
import { languageWords } from './languages.ts';
import { translated, type Words, wordAt } from './parser-messages.ts';
import { typeScriptWords } from './typescript.ts';
import { wrappingWords } from './wrappings.ts';

/** The one finding of a source that does not parse. What is inside something else is read with `read`, if at all. */
export function syntaxFinding(
  source: string,
  problem: SyntaxProblem,
  read: Reading | null,
): Finding {
  const words =
    conflictMarker(source, problem) ??
    characterWords(source, problem) ??
    (read && wrappingWords(source, read, problem)) ??
    languageWords(source) ??
    cutOff(source, problem) ??
    typeScriptWords(source, problem) ??
    exportInside(source, problem) ??
    translated(source, problem) ??
    leftOpen(source, problem) ??
    unexpected(source, problem);
  const { rule = 'syntax', offset = problem.offset, message, fix } = words;
  return { rule, ...locate(source, offset), message, fix };
}

function conflictMarker(source: string, { offset }: SyntaxProblem): Words | null {
  const start = lineStart(source, offset);
  const marker = /^(<{7}|={7}|>{7})/.exec(source.slice(start, start + 7))?.[1];
  if (marker === undefined) return null;
  return {
    offset: start,
    message: `A conflict marker of git stands in the file: \`${marker}\`.`,
    fix: 'Keep one of the two versions and remove the marker lines.',
  };
}

/** The file ends while something is still open. */
function cutOff(source: string, { message, offset }: SyntaxProblem): Words | null {
  const ends = /^Unterminated (template|comment)/.test(message);
  if (!ends && offset < source.trimEnd().length) return null;
  const opener = unclosed(source, offset);
  if (opener === null) return null;
  const { line } = locate(source, opener.start);
  return {
    offset: opener.start,
    message: `The file ends too early: \`${opener.type.label}\` of line ${line} is never closed.`,
    fix: 'Close it where it should end. If the file was cut off while it was written, write it again, shorter.',
  };
}

/** An `export` that the parser meets while a block is still open. */
function exportInside(source: string, { message, offset }: SyntaxProblem): Words | null {
  if (!/^'import' and 'export' may only appear at the top level/.test(message)) return null;
  const opener = unclosed(source, offset);
  if (opener === null) return null;
  const { line } = locate(source, opener.start);
  const word = /^\w+/.exec(source.slice(offset))?.[0] ?? 'export';
  return {
    message: `\`${word}\` stands inside the block that line ${line} opens: it is allowed at the top level only.`,
    fix: `Close the \`{\` of line ${line} before this line, or move the \`${word}\` out of the block.`,
  };
}

/** A statement or block that ends while a parenthesis or square bracket is still open. */
function leftOpen(source: string, { offset }: SyntaxProblem): Words | null {
  const text = wordAt(source, offset);
  const stack: Token[] = [];
  for (const token of tokensOf(source)) {
    if (token.start >= offset) break;
    if (opens(token)) stack.push(token);
    else if (closes(token)) stack.pop();
  }
  const opener = stack.at(-1);
  const label = opener?.type.label;
  const partner = label === '(' ? ')' : ']';
  if (opener === undefined || (label !== '(' && label !== '[') || text === partner) return null;
  if (!/^[;)\]}]$/.test(text)) return null;
  const { line } = locate(source, opener.start);
  const since = line === locate(source, offset).line ? '' : ` of line ${line}`;
  const opened = plainLine(source.slice(lineStart(source, opener.start), opener.end), 200).slice(
    -40,
  );
  return {
    message: `\`${text}\` comes while the \`${label}\`${since} is still open: \`${opened}\` needs its \`${partner}\`.`,
    fix: `Put the missing \`${partner}\` before this \`${text}\`.`,
  };
}

/**
 * The bracket that most likely misses its partner: one that a less indented line closes, else the
 * innermost that is still open.
 */
function unclosed(source: string, end: number): Token | null {
  const stack: Token[] = [];
  let suspect: Token | null = null;
  for (const token of tokensOf(source)) {
    if (token.start >= end) break;
    if (opens(token)) stack.push(token);
    if (!closes(token)) continue;
    const opener = stack.pop();
    const outdented =
      opener !== undefined &&
      indent(source, token.start) < indent(source, opener.start) &&
      source.slice(lineStart(source, token.start), token.start).trim() === '';
    if (outdented) suspect ??= opener;
  }
  return stack.length === 0 ? null : (suspect ?? stack.at(-1) ?? null);
}

function lineStart(source: string, offset: number): number {
  return source.lastIndexOf('\n', offset - 1) + 1;
}

function indent(source: string, offset: number): number {
  return /^[ \t]*/.exec(source.slice(lineStart(source, offset)))?.[0].length ?? 0;
}

function unexpected(source: string, { message, offset }: SyntaxProblem): Words {
  const text = wordAt(source, offset);
  if (text === '') {
    return {
      message: 'The file ends in the middle of a statement.',
      fix: 'Finish the last statement. If the file was cut off while it was written, write it again, shorter.',
    };
  }
  const before = source.slice(lineStart(source, offset), offset);
  if (text === '#' || text === '@' || /^\s*#\s*$/.test(before)) {
    return {
      message: 'A line begins with a sign that means nothing in JavaScript: `#` or `@`.',
      fix: 'Comments begin with `//`; there are no decorators.',
    };
  }
  const constant = /\bconst\s+([\w$]+)\s*$/.exec(before)?.[1];
  if (constant !== undefined) {
    return {
      message: `The constant \`${plainLine(constant, 60)}\` is declared without a value.`,
      fix: 'Give it its value, or declare it with `let`.',
    };
  }
  if (/\busing\s+$/.test(before)) {
    return {
      message: 'The engine has no `using` declarations.',
      fix: 'Declare it with `const`: nothing needs to be disposed of.',
    };
  }
  if (/^[)\]}]$/.test(text)) {
    return {
      message: `\`${text}\` closes nothing that is open here, or something before it is unfinished.`,
      fix: `Check the brackets and the expression before this \`${text}\`.`,
    };
  }
  const other = message === 'Unexpected token' ? null : plainLine(message, 120);
  return {
    message: other === null ? `Unexpected \`${text}\`.` : `${other} (at \`${text}\`).`,
    fix: `Look just before \`${text}\`: an operator, a comma or a bracket is missing there, or one too many.`,
  };
}
