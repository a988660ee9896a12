/** Pieces of source that are nearly the same: what the encoder does and the decoder undoes is often written twice. */

import type { AnyNode, Token } from 'acorn';
import type { SourceCode } from '../../source/code.ts';
import { enclosingFunction } from '../../source/functions.ts';

/** A node as a list of tokens. */
export interface Piece {
  readonly node: AnyNode;
  readonly tokens: readonly Token[];
  readonly words: readonly string[];
  readonly within: AnyNode | null;
}

/** A stretch of tokens in which two pieces differ; both ends are exclusive. */
export interface Hunk {
  readonly a: readonly [start: number, end: number];
  readonly b: readonly [start: number, end: number];
  /** One name against another name. */
  readonly isSoft: boolean;
}

export interface Twins {
  readonly a: Piece;
  readonly b: Piece;
  readonly hunks: readonly Hunk[];
  /** Share of tokens that are the same, 0 to 1. */
  readonly likeness: number;
}

const fewestTokens = 5;
const mostTokens = 48;
const leastLikeness = 0.6;
/** Pairs that are looked at more closely. */
const mostPairs = 60_000;

const kinds = new Set([
  'BinaryExpression',
  'CallExpression',
  'AssignmentExpression',
  'ConditionalExpression',
  'VariableDeclarator',
  'ExpressionStatement',
  'IfStatement',
  'ForStatement',
  'ReturnStatement',
  'ArrayExpression',
  'LogicalExpression',
  'MemberExpression',
  'VariableDeclaration',
  'ForOfStatement',
  'WhileStatement',
  'SwitchCase',
  'NewExpression',
  'ArrowFunctionExpression',
]);

/** All pieces of the source, in its order. */
export function piecesOf(code: SourceCode): readonly Piece[] {
  const starts = code.tokens.map(({ start }) => start);
  return code.nodes.flatMap((node) => {
    if (!kinds.has(node.type)) return [];
    const end =
      node.type === 'IfStatement' ||
      node.type === 'ForStatement' ||
      node.type === 'WhileStatement' ||
      node.type === 'ForOfStatement'
        ? headEnd(node)
        : node.end;
    const first = lowerBound(starts, node.start);
    let last = first;
    while (
      last < code.tokens.length &&
      (code.tokens[last] as Token).end <= end &&
      last - first <= mostTokens
    )
      last += 1;
    const count = last - first;
    if (count < fewestTokens || count > mostTokens) return [];
    const tokens = code.tokens.slice(first, last);
    const words = tokens.map((token) => code.text.slice(token.start, token.end));
    return [{ node, tokens, words, within: enclosingFunction(code, node) }];
  });
}

/** A loop or an `if` is compared by its head; short ones whole. */
function headEnd(node: AnyNode): number {
  if (node.type === 'IfStatement')
    return node.consequent.type === 'BlockStatement' ? node.test.end + 1 : node.end;
  if ('body' in node && node.body && 'start' in node.body) return node.body.start;
  return node.end;
}

function lowerBound(list: readonly number[], value: number): number {
  let [lo, hi] = [0, list.length];
  while (lo < hi) {
    const middle = (lo + hi) >> 1;
    if ((list[middle] as number) < value) lo = middle + 1;
    else hi = middle;
  }
  return lo;
}

/** Nearly equal pairs of different functions, and those that are equal but for names. */
export function twinsOf(pieces: readonly Piece[]): readonly Twins[] {
  const found: Twins[] = [];
  for (const [a, b] of likelyPairs(pieces)) {
    const twins = compare(a, b);
    if (twins !== null) found.push(twins);
  }
  return found;
}

/** Pairs that share three tokens in a row, the most telling first. */
function likelyPairs(pieces: readonly Piece[]): readonly (readonly [Piece, Piece])[] {
  const byShingle = new Map<string, number[]>();
  for (const [index, { words }] of pieces.entries()) {
    const own = new Set<string>();
    for (let i = 0; i + 2 < words.length; i++)
      own.add(
        words
          .slice(i, i + 3)
          .map(blurred)
          .join(' '),
      );
    for (const shingle of own) byShingle.set(shingle, [...(byShingle.get(shingle) ?? []), index]);
  }
  const pairs = new Map<number, number>();
  const rare = [...byShingle.values()]
    .filter(({ length }) => length > 1)
    .sort((a, b) => a.length - b.length);
  for (const indices of rare) {
    if (pairs.size > mostPairs) break;
    for (const [i, a] of indices.entries()) {
      for (const b of indices.slice(i + 1, i + 40)) {
        const [p, q] = [pieces[a] as Piece, pieces[b] as Piece];
        if (p.node.type !== q.node.type || overlaps(p, q)) continue;
        if (Math.abs(p.words.length - q.words.length) > 10) continue;
        pairs.set(a * pieces.length + b, 1);
      }
    }
  }
  return [...pairs.keys()].map((key) => [
    pieces[Math.floor(key / pieces.length)] as Piece,
    pieces[key % pieces.length] as Piece,
  ]);
}

function overlaps(a: Piece, b: Piece): boolean {
  return a.node.start < b.node.end && b.node.start < a.node.end;
}

/** Names count as equal when likely pairs are looked for. */
function blurred(word: string): string {
  return /^[A-Za-z_$]/.test(word) && word.length < 12 ? '_' : word;
}

export function isName(word: string): boolean {
  return /^[A-Za-z_$#][\w$]*$/.test(word) && !reserved.has(word);
}

const reserved = new Set([
  'const',
  'let',
  'var',
  'for',
  'of',
  'in',
  'if',
  'else',
  'return',
  'new',
  'this',
  'while',
  'true',
  'false',
  'null',
  'undefined',
  'Math',
  'switch',
  'case',
  'break',
  'function',
  'yield',
  'typeof',
  'do',
]);

function compare(a: Piece, b: Piece): Twins | null {
  const hunks = hunksOf(a.words, b.words);
  const different = hunks.reduce(
    (sum, { a: [from, to], b: [start, end], isSoft }) =>
      sum + Math.max(to - from, end - start) * (isSoft ? 0.3 : 1),
    0,
  );
  const likeness = 1 - different / Math.max(a.words.length, b.words.length);
  return likeness < leastLikeness ? null : { a, b, hunks, likeness };
}

/** Where two lists of words differ: the longest common subsequence is what they share. */
function hunksOf(a: readonly string[], b: readonly string[]): readonly Hunk[] {
  const width = b.length + 1;
  const lengths = new Float64Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const match =
        (lengths[(i + 1) * width + j + 1] as number) + similarity(a[i] as string, b[j] as string);
      const skip = Math.max(
        lengths[(i + 1) * width + j] as number,
        lengths[i * width + j + 1] as number,
      );
      lengths[i * width + j] = Math.max(match, skip);
    }
  }
  return walk(a, b, lengths);
}

/** Names are better matched with names than with anything else. */
function similarity(a: string, b: string): number {
  if (a === b) return 1;
  return isName(a) && isName(b) ? 0.4 : 0;
}

function walk(a: readonly string[], b: readonly string[], lengths: Float64Array): readonly Hunk[] {
  const width = b.length + 1;
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
  const hunks: Hunk[] = [];
  let [i, j, fromA, fromB] = [0, 0, 0, 0];
  const close = () => {
    if (i > fromA || j > fromB) hunks.push({ a: [fromA, i], b: [fromB, j], isSoft: false });
  };
  while (i < a.length && j < b.length) {
    const [p, q] = [a[i] as string, b[j] as string];
    const gain = similarity(p, q);
    if (gain > 0 && Math.abs(at(i, j) - at(i + 1, j + 1) - gain) < 1e-9) {
      close();
      if (gain < 1) hunks.push({ a: [i, i + 1], b: [j, j + 1], isSoft: true });
      [i, j] = [i + 1, j + 1];
      [fromA, fromB] = [i, j];
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  [i, j] = [a.length, b.length];
  close();
  return hunks;
}
