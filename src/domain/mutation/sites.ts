/** The places of a codec where a small change makes sense, and the changes. */

import type { AnyNode, BinaryExpression } from 'acorn';
import type { SourceCode } from '../source/code.ts';
import type { Side } from './sides.ts';
import {
  alternatives,
  isConventional,
  isPowerOfTwo,
  isScale,
  isShift,
  isStructural,
  itemsOf,
  numberAt,
  type Table,
  tableAt,
} from './tuning.ts';

/** Characters from `start` to `end` are replaced by `text`. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface Variant {
  readonly title: string;
  readonly edits: readonly Edit[];
}

/** One place, and what could stand there; its weight is that of all variants together. */
export interface Site {
  readonly side: Side;
  readonly weight: number;
  readonly variants: readonly Variant[];
}

type Found = Omit<Site, 'side'> | null;

/** The sites at one node, which runs on `side`. */
export function sitesAt(code: SourceCode, node: AnyNode, side: Side): readonly Site[] {
  const found = [
    constantSite(code, node),
    tableSite(code, node),
    numberSite(code, node),
    comparisonSite(code, node),
    side === 'encoder' ? leaningSite(code, node) : null,
    roundingSite(code, node),
    weightsSite(code, node),
  ];
  return found.flatMap((site) => (site === null ? [] : [{ ...site, side }]));
}

/** `const RATE = 5`: one number for all who use it. */
function constantSite(code: SourceCode, node: AnyNode): Found {
  if (node.type !== 'VariableDeclarator' || node.id.type !== 'Identifier' || !node.init) {
    return null;
  }
  const { id, init } = node;
  const value = numberAt(init);
  const [variable] = code.declaredBy(node);
  const uses = variable?.references.filter((reference) => !reference.init) ?? [];
  if (!value || uses.some((reference) => reference.isWrite())) return null;
  const structural = uses.filter(({ identifier }) => isStructural(code, identifier as AnyNode));
  if (structural.length === uses.length) return null;
  const variants = alternatives(value).map((other) => ({
    title: `Change \`${id.name}\` from ${value} to ${other} ${at(code, node)}`,
    edits: [replace(init, other)],
  }));
  return { weight: isScale(value) ? 1 : structural.length > 0 ? 6 : 10, variants };
}

/** A table of numbers: each entry, and neighbours the other way round. */
function tableSite(code: SourceCode, node: AnyNode): Found {
  const table = tableAt(node);
  if (table === null) return null;
  const name = tableName(code, node);
  const changes = isFilter(table) ? [] : entryChanges(code, table, name);
  const parent = code.parent(node);
  const rows = parent?.type === 'ArrayExpression' ? parent.elements.length : 1;
  return { weight: 6 / rows, variants: [...changes, ...pairChanges(code, table, name)] };
}

/** Weights that add up to a power of two: a change of one alone would change the brightness. */
function isFilter({ entries }: Table): boolean {
  const sum = entries.reduce((total, { value }) => total + value, 0);
  return sum >= 8 && isPowerOfTwo(sum);
}

function entryChanges(code: SourceCode, { entries }: Table, name: string): readonly Variant[] {
  return entries.flatMap(({ node, value }, i) =>
    alternatives(value).map((other) => ({
      title: `Change entry ${i + 1} of ${name} from ${value} to ${other} ${at(code, node)}`,
      edits: [replace(node, other)],
    })),
  );
}

/** Changes of two neighbours that leave their sum alone. */
function pairChanges(code: SourceCode, { entries }: Table, name: string): readonly Variant[] {
  return entries.slice(1).flatMap((entry, i) => {
    const before = entries[i] ?? entry;
    const values = [
      [entry.value, before.value],
      [before.value + 1, entry.value - 1],
      [before.value - 1, entry.value + 1],
    ] as const;
    return values
      .filter(([first]) => first !== before.value)
      .map(([first, second]) => ({
        title: `Change entries ${i + 1} and ${i + 2} of ${name} to ${first} and ${second} ${at(code, entry.node)}`,
        edits: [replace(before.node, first), replace(entry.node, second)],
      }));
  });
}

const hosts = new Set(['BinaryExpression', 'CallExpression', 'ConditionalExpression']);

/** A number in the middle of an expression. */
function numberSite(code: SourceCode, node: AnyNode): Found {
  const value = node.type === 'Literal' ? numberAt(node) : null;
  const parent = code.parent(node);
  if (value === null || parent === null) return null;
  if (!hosts.has(parent.type) || itemsOf(parent) !== null) return null;
  if (isConventional(code, node, value) || isStructural(code, node)) return null;
  const isAmount = parent.type === 'BinaryExpression' && isShift(parent);
  const variants = (isAmount ? [value - 1, value + 1] : alternatives(value))
    .filter((other) => other >= 0)
    .map((other) => ({
      title: `Change ${value} to ${other} in ${quote(code, parent)} ${at(code, node)}`,
      edits: [replace(node, other)],
    }));
  return { weight: value === 1 ? 1 : 3, variants };
}

const turned = new Map([
  ['<', '<='],
  ['<=', '<'],
  ['>', '>='],
  ['>=', '>'],
]);

/** Which way a tie goes. */
function comparisonSite(code: SourceCode, node: AnyNode): Found {
  if (!isChoice(code, node) || numberAt(node.right) === 0) return null;
  const operator = turned.get(node.operator) ?? node.operator;
  const title = `Compare with ${operator} in ${quote(code, node)} ${at(code, node)}`;
  return { weight: 1, variants: [{ title, edits: [operatorEdit(code, node, operator)] }] };
}

const leanings = [0.9, 0.95, 0.98, 1.02, 1.05, 1.1];
const plain = new Set(['Identifier', 'MemberExpression', 'CallExpression']);

/** A choice between two costs may lean to one side: an encoder is free in what it chooses. */
function leaningSite(code: SourceCode, node: AnyNode): Found {
  if (!isChoice(code, node)) return null;
  const { left, right } = node;
  if (!plain.has(left.type) || !plain.has(right.type)) return null;
  const variants = leanings.map((factor) => ({
    title: `Compare with ${factor} times the right side in ${quote(code, node)} ${at(code, node)}`,
    edits: [insert(right.start, `${factor} * `)],
  }));
  return { weight: 8, variants };
}

/** A comparison of magnitudes that is neither a loop's end nor about places. */
function isChoice(code: SourceCode, node: AnyNode): node is BinaryExpression {
  if (node.type !== 'BinaryExpression' || !turned.has(node.operator)) return false;
  return ![node, node.left, node.right].some((each) => isStructural(code, each));
}

/** `sum >> 3` cuts off; with an offset it rounds. */
function roundingSite(code: SourceCode, node: AnyNode): Found {
  if (node.type !== 'BinaryExpression' || node.operator !== '>>') return null;
  const { left, right } = node;
  const shift = numberAt(right);
  if (shift === null || shift < 1 || shift > 7) return null;
  if (!isRoundable(left) || isStructural(code, node)) return null;
  const bare = code.text.slice(left.end, right.start).trim() === '>>';
  const offset = insert(left.end, ` + ${2 ** (shift - 1)}${bare ? ')' : ''}`);
  const edits = bare ? [insert(left.start, '('), offset] : [offset];
  const title = `Round instead of cutting off in ${quote(code, node)} ${at(code, node)}`;
  return { weight: 1, variants: [{ title, edits }] };
}

/** Whether an offset can be added behind it, and was not yet. */
function isRoundable(node: AnyNode): boolean {
  if (node.type !== 'BinaryExpression') return plain.has(node.type);
  return ['+', '-', '*'].includes(node.operator) && numberAt(node.right) === null;
}

/** `3 * left + 2 * above`: the weights the other way round. */
function weightsSite(code: SourceCode, node: AnyNode): Found {
  const parent = code.parent(node);
  if (!isSum(node) || isStructural(code, node)) return null;
  if (parent !== null && isSum(parent)) return null;
  const factors = factorsOf(node);
  const variants = factors.slice(1).flatMap((second, i) => {
    const first = factors[i] ?? second;
    if (first.value === second.value) return [];
    return {
      title: `Swap the weights ${first.value} and ${second.value} in ${quote(code, node)} ${at(code, node)}`,
      edits: [replace(first.node, second.value), replace(second.node, first.value)],
    };
  });
  return variants.length === 0 ? null : { weight: 2, variants };
}

function isSum(node: AnyNode): boolean {
  return node.type === 'BinaryExpression' && (node.operator === '+' || node.operator === '-');
}

/** The numbers that the terms of a sum are multiplied by, in source order. */
function factorsOf(node: AnyNode): readonly { node: AnyNode; value: number }[] {
  if (node.type !== 'BinaryExpression') return [];
  if (isSum(node)) return [...factorsOf(node.left), ...factorsOf(node.right)];
  if (node.operator !== '*') return [];
  const factor = [node.left, node.right].find(({ type }) => type === 'Literal');
  const value = factor === undefined ? null : numberAt(factor);
  return factor === undefined || value === null ? [] : [{ node: factor, value }];
}

function replace({ start, end }: AnyNode, value: number): Edit {
  return { start, end, text: String(value) };
}

function insert(offset: number, text: string): Edit {
  return { start: offset, end: offset, text };
}

function operatorEdit(code: SourceCode, node: BinaryExpression, operator: string): Edit {
  const token = code.tokens.find(
    ({ start, end }) => start >= node.left.end && code.text.slice(start, end) === node.operator,
  );
  if (token === undefined) throw new Error(`no operator ${node.operator} at ${node.start}`);
  return { start: token.start, end: token.end, text: operator };
}

function tableName(code: SourceCode, node: AnyNode): string {
  for (const outer of code.ancestors(node)) {
    if (outer.type !== 'VariableDeclarator') continue;
    return outer.id.type === 'Identifier' ? `\`${outer.id.name}\`` : 'a table';
  }
  return 'a table';
}

function quote(code: SourceCode, node: AnyNode): string {
  return `\`${code.excerpt(node, 50)}\``;
}

function at(code: SourceCode, node: AnyNode): string {
  return `(line ${code.locate(node).line})`;
}
