/** Answers that were saved with the Markdown around their code. */

import { listed } from '../text/wording.ts';
import { withoutComments } from './comments.ts';
import { innerWords, isCodec, mentionsCodec, type Reading } from './inside.ts';
import type { Words } from './parser-messages.ts';

/** A block between two fences; its lines count from 1, the fences are not among them. */
interface Block {
  readonly offset: number;
  readonly first: number;
  readonly last: number;
  readonly text: string;
}

const mostBlocks = 50;

/** Words for a file that holds fenced blocks. A source that parses has none, but it may begin with a fence. */
export function fenceWords(source: string, read: Reading): Words | null {
  const blocks = blocksOf(source);
  const [only, another] = blocks;
  if (only === undefined) return null;
  if (another !== undefined) return severalWords(blocks, read);
  const before = source.slice(0, only.offset).trim() !== '';
  const around = before ? ', with other text before it' : '';
  return {
    offset: only.offset,
    message: `A Markdown fence stands around the code (${linesOf(only)}${around}): the file must hold nothing but code${innerWords(only.text, read)}.`,
    fix: `Keep ${linesOf(only)} alone: remove the fences and the text around them.`,
  };
}

function severalWords(blocks: readonly Block[], read: Reading): Words {
  const named = listed(blocks.map(linesOf));
  const whole = blocks.find(({ text }) => isCodec(text, read));
  const all = blocks.map(({ text }) => text).join('\n');
  const together = whole === undefined && isCodec(all, read);
  const longest = blocks.toSorted((a, b) => b.text.length - a.text.length);
  const block = whole ?? longest.find(({ text }) => mentionsCodec(text)) ?? longest[0];
  const inside = together
    ? '; together the blocks are a whole codec'
    : `; the code of ${block ? linesOf(block) : 'the first'} is meant${innerWords(block?.text ?? '', read).replace('the code inside', 'it')}`;
  const keep = together ? 'the code of all blocks' : block ? linesOf(block) : 'the code';
  return {
    offset: blocks[0]?.offset ?? 0,
    message: `The file is an answer in Markdown with ${blocks.length} fenced blocks (${named}), not a source${inside}.`,
    fix: `Keep ${keep} alone: remove the fences and the text around them.`,
  };
}

function linesOf({ first, last }: Block): string {
  return first >= last ? `line ${first}` : `lines ${first} to ${last}`;
}

function blocksOf(source: string): readonly Block[] {
  const blocks: Block[] = [];
  const lines = source.split('\n');
  const bare = withoutComments(source).split('\n');
  let open: { offset: number; line: number; mark: string } | null = null;
  let offset = 0;
  for (const [i, line] of lines.entries()) {
    const mark = /^\s{0,3}(`{3,}|~{3,})[^`]*$/.exec(bare[i] ?? '')?.[1];
    if (mark !== undefined && open === null) {
      open = { offset: offset + line.indexOf(mark), line: i + 1, mark };
    } else if (mark?.startsWith(open?.mark ?? ' ') && open !== null) {
      blocks.push(blockOf(lines, open, i));
      open = null;
    }
    if (blocks.length >= mostBlocks) return blocks;
    offset += line.length + 1;
  }
  // One that is never closed goes on to the end.
  return open === null ? blocks : [...blocks, blockOf(lines, open, lines.length)];
}

function blockOf(
  lines: readonly string[],
  open: { readonly offset: number; readonly line: number },
  end: number,
): Block {
  const text = lines.slice(open.line, end).join('\n');
  return { offset: open.offset, first: open.line + 1, last: end, text };
}
