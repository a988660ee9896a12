/** Markdown built from parts that cannot break out of their place. */

import { clipText } from '../domain/text/plain-text.ts';
import { breakCommands, defuse, oneLine, visibleText } from './sanitize.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  // As an entity it splits no table cell, whatever stands before it.
  '|': '&#124;',
};

/**
 * Hostile text as one line of Markdown, for a paragraph, a list or a table cell. `code` between single
 * backticks stays code; everything else is shown literally and links to nothing.
 */
export function inlineText(text: string, max = 2000): string {
  const parts = oneLine(text, max).split(/(?<!`)`([^`|]*[^`|\s][^`|]*)`(?!`)/);
  const line = parts
    .map((part, index) => (index % 2 === 1 ? codeSpan(part) : escapeText(part)))
    .join('');
  return escapeStart(line);
}

function escapeText(text: string): string {
  return defuse(text).replace(/[&<>|\\`*_~[\]$]/g, (char) => entities[char] ?? `\\${char}`);
}

/** What begins a heading, list, rule or table only at the start of a line. */
function escapeStart(line: string): string {
  return line.replace(/^[#+\-=:]/, '\\$&').replace(/^(\d+)([.)])/, '$1\\$2');
}

/** Hostile text as inline code: the fence is longer than any run of backticks inside. */
export function codeSpan(text: string): string {
  const line = breakCommands(oneLine(text));
  if (line === '') return '(empty)';
  const fence = '`'.repeat(longestRun(line) + 1);
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** Hostile text as a fenced block of at most `max` characters; nothing inside can close the fence. */
export function codeBlock(text: string, language: string, max = 4000): string {
  const shown = clipText(breakCommands(visibleText(text)), max).replace(/\n+$/, '');
  const fence = '`'.repeat(Math.max(3, longestRun(shown) + 1));
  return `${fence}${language}\n${shown}\n${fence}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
}

export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
}

/** A table of cells that are Markdown already (`inlineText`, numbers). */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(columns.map((column) => column.title)),
    line(columns.map((column) => (column.align === 'right' ? '---:' : '---'))),
    ...rows.map(line),
  ].join('\n');
}

/** A folded section; the blank lines let GitHub read the body as Markdown. */
export function details(summary: string, body: string): string {
  return `<details>\n<summary>${summary}</summary>\n\n${body}\n\n</details>`;
}

/** Paragraphs and blocks, those that are there, a blank line between two. */
export function joinBlocks(blocks: readonly (string | null)[]): string {
  return blocks.filter((block) => block !== null && block !== '').join('\n\n');
}
