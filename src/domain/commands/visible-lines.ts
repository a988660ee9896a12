/**
 * The lines of a comment that stand there as text: not in code, quotes or HTML comments. Follows GitHub's
 * Markdown where commands could hide; where a text can be read in two ways, the line does not count.
 */

/** Offsets into the comment; `end` is exclusive. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** A paragraph, or the lines of an HTML block. Code spans and inline comments end with their paragraph. */
interface Block {
  readonly kind: 'text' | 'item' | 'quote' | 'html';
  readonly start: number;
  end: number;
}

/** What a line stands in when it begins; null is text. */
type Container =
  | { readonly kind: 'fence'; readonly marker: string; readonly column: number }
  | { readonly kind: 'html'; readonly end: RegExp; readonly column: number }
  /** Something ended in a place where lists and plain text are read differently: nothing counts any more. */
  | { readonly kind: 'lost' };

type LineKind =
  | 'hidden'
  | 'html'
  | 'text'
  | 'quote'
  /** Code if it begins a block; in a paragraph its backticks count. */
  | 'indented'
  /** Begins a list item wherever it stands. */
  | 'item'
  /** Begins one too, but not within a paragraph that is no item itself. */
  | 'sibling'
  | 'alone';

interface Reading {
  readonly kind: LineKind;
  readonly inside: Container | null;
}

/** Spaces and list markers before what a line is about. */
const lead = '^( {0,3}(?:(?:[-*+]|\\d{1,9}[.)])[ \\t]{1,4})*)';
const fenceStart = new RegExp(`${lead}(\`{3,}(?=[^\`]*$)|~{3,})`);
const fenceEnd = /^[ \t]*(`{3,}|~{3,})[ \t]*$/;
const htmlBlocks = [
  { begin: new RegExp(`${lead}<!--`), end: /-->/ },
  {
    begin: new RegExp(`${lead}<(?:pre|script|style|textarea)(?:[\\s>]|$)`, 'i'),
    end: /<\/(?:pre|script|style|textarea)>/i,
  },
] as const;
const blank = /^[ \t]*$/;
const indentedCode = /^(?: {4}| {0,3}\t)/;
const quote = /^ {0,3}>/;
const item = /^ {0,3}(?:[-*+]|1[.)])[ \t]+[^ \t]/;
const sibling = /^ {0,3}(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)/;
/** Headings, rules and table rows are blocks of one line. */
const alone =
  /^ {0,3}(?:#{1,6}(?:[ \t]|$)|\||(?:(?:\*[ \t]*){3,}|(?:-[ \t]*)+|(?:_[ \t]*){3,}|=+)$)/;

/**
 * Every line that begins as visible text, in order, without the HTML comments on it. Linear in the
 * comment's length, whatever it holds.
 */
export function visibleLines(comment: string): readonly string[] {
  const text = comment.replace(/\r\n?/g, '\n');
  const blocks = blocksOf(text);
  const hidden = hiddenSpans(text, blocks);
  const lines: string[] = [];
  let next = 0;
  let hiddenTo = 0;
  for (const { kind, start, end } of blocks) {
    if (kind === 'html') continue;
    let at = start;
    for (const line of text.slice(start, end).split('\n')) {
      for (let span = hidden[next]; span && span.start < at; span = hidden[++next]) {
        hiddenTo = Math.max(hiddenTo, span.end);
      }
      const shown = at >= hiddenTo && !indentedCode.test(line) && !quote.test(line);
      if (shown) lines.push(line.replace(/<!--.*?(?:-->|$)/gs, ' '));
      at += line.length + 1;
    }
  }
  return lines;
}

function blocksOf(text: string): readonly Block[] {
  const blocks: Block[] = [];
  let inside: Container | null = null;
  let growing: Block | null = null;
  let start = 0;
  for (const line of text.split('\n')) {
    const reading: Reading = inside === null ? readText(line) : readInside(line, inside);
    const end = start + line.length;
    if (growing !== null && continues(reading.kind, growing)) {
      growing.end = end;
    } else {
      growing = beginBlock(reading.kind, start, end);
      if (growing !== null) blocks.push(growing);
    }
    if (reading.kind === 'alone') growing = null;
    inside = reading.inside;
    start = end + 1;
  }
  return blocks;
}

function continues(kind: LineKind, block: Block): boolean {
  if (block.kind === 'html') return kind === 'html';
  if (kind === 'quote') return block.kind === 'quote';
  if (kind === 'sibling') return block.kind === 'text';
  return kind === 'text' || kind === 'indented';
}

function beginBlock(kind: LineKind, start: number, end: number): Block | null {
  switch (kind) {
    case 'hidden':
    case 'indented':
      return null;
    case 'html':
    case 'quote':
      return { kind, start, end };
    case 'item':
    case 'sibling':
      return { kind: 'item', start, end };
    case 'text':
    case 'alone':
      return { kind: 'text', start, end };
  }
}

function readText(line: string): Reading {
  const fence = fenceStart.exec(line);
  if (fence) {
    const [, before = '', marker = ''] = fence;
    return { kind: 'hidden', inside: { kind: 'fence', marker, column: width(before) } };
  }
  for (const { begin, end } of htmlBlocks) {
    const [, before] = begin.exec(line) ?? [];
    if (before === undefined) continue;
    const column = width(before);
    return { kind: 'html', inside: end.test(line) ? null : { kind: 'html', end, column } };
  }
  if (blank.test(line)) return { kind: 'hidden', inside: null };
  if (quote.test(line)) return { kind: 'quote', inside: null };
  if (indentedCode.test(line)) return { kind: 'indented', inside: null };
  if (alone.test(line)) return { kind: 'alone', inside: null };
  if (item.test(line)) return { kind: 'item', inside: null };
  return { kind: sibling.test(line) ? 'sibling' : 'text', inside: null };
}

function readInside(line: string, inside: Container): Reading {
  const lost: Reading = { kind: 'hidden', inside: { kind: 'lost' } };
  if (inside.kind === 'lost') return lost;
  const column = width(/^[ \t]*/.exec(line)?.[0] ?? '');
  if (!blank.test(line) && column < inside.column) return lost;
  if (inside.kind === 'html') {
    return { kind: 'html', inside: inside.end.test(line) ? null : inside };
  }
  const [, closing = ''] = fenceEnd.exec(line) ?? [];
  if (!closing.startsWith(inside.marker)) return { kind: 'hidden', inside };
  if (inside.column === 0) return { kind: 'hidden', inside: column <= 3 ? null : inside };
  return column === inside.column ? { kind: 'hidden', inside: null } : lost;
}

/** Columns that text takes, with tab stops at every fourth. */
function width(text: string): number {
  let columns = 0;
  for (const char of text) columns += char === '\t' ? 4 - (columns % 4) : 1;
  return columns;
}

/** Code spans and HTML comments, by their start; they may overlap. */
function hiddenSpans(text: string, blocks: readonly Block[]): readonly Span[] {
  const commentEnd = commentEnds(text);
  return blocks.flatMap((block) =>
    block.kind === 'html'
      ? rawComments(text, block, commentEnd)
      : inlineSpans(text, block, commentEnd),
  );
}

type CommentEnd = (start: number) => number;

/** Where the comment that begins at `start` ends, Infinity when nothing closes it. Starts must ascend. */
function commentEnds(text: string): CommentEnd {
  let found = -1;
  return (start) => {
    if (found < start + 2) {
      const at = text.indexOf('-->', start + 2);
      found = at === -1 ? Number.POSITIVE_INFINITY : at;
    }
    return found + 3;
  };
}

/** In an HTML block there is no code: every comment counts, also one that outlives the block. */
function rawComments(text: string, block: Block, commentEnd: CommentEnd): Span[] {
  return [...text.slice(block.start, block.end).matchAll(/<!--/g)].map(({ index }) => {
    const start = block.start + index;
    return { start, end: commentEnd(start) };
  });
}

function inlineSpans(text: string, block: Block, commentEnd: CommentEnd): Span[] {
  const spans: Span[] = [];
  const paragraph = text.slice(block.start, block.end);
  const codeEnd = codeEnds(paragraph);
  const token = /\\.|`+|<!--/gs;
  for (let match = token.exec(paragraph); match; match = token.exec(paragraph)) {
    const [found] = match;
    const start = block.start + match.index;
    if (found.startsWith('\\')) continue;
    const end =
      found === '<!--' ? commentEnd(start) : block.start + codeEnd(match.index, found.length);
    if (end <= start) continue;
    spans.push({ start, end });
    // A comment that its paragraph does not close hides what follows, but code spans in between stay.
    if (end <= block.end) token.lastIndex = end - block.start;
  }
  return spans;
}

/** Where the code span ends that backticks open; its start when nothing closes it. Starts must ascend. */
function codeEnds(paragraph: string): (start: number, length: number) => number {
  const runs = new Map<number, { readonly starts: number[]; next: number }>();
  for (const { 0: run, index } of paragraph.matchAll(/`+/g)) {
    const same = runs.get(run.length);
    if (same) same.starts.push(index);
    else runs.set(run.length, { starts: [index], next: 0 });
  }
  return (start, length) => {
    const same = runs.get(length);
    if (!same) return start;
    while ((same.starts[same.next] ?? Number.POSITIVE_INFINITY) <= start) same.next++;
    const closing = same.starts[same.next];
    return closing === undefined ? start : closing + length;
  };
}
