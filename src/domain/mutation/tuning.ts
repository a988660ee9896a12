/** Which numbers of a codec tune it, and which only hold it together. */

import type { AnyNode, BinaryExpression, CallExpression, Expression, SpreadElement } from 'acorn';
import type { SourceCode } from '../source/code.ts';

/** Names of sizes and places: numbers that are computed with them are geometry. */
const geometry = /width|height|stride|size|length|column|position|capacity|^(row|[xyip])$/i;
const boundaries = new Set(['BlockStatement', 'Program', 'ClassBody', 'ArrayExpression']);
const arithmetic = new Set(['+', '-', '*', '/', '%', '<<', '>>', '>>>', '**']);
const identities = new Set(['&', '|', '^', '%', '===', '!==', '==', '!=']);
/** Methods whose arguments are places and sizes. */
const placing = new Set(['subarray', 'slice', 'set', 'copyWithin', 'splice', 'at', 'charCodeAt']);

/**
 * Whether a change of this expression surely breaks the codec: sizes, places, loops and masks. What
 * is left may break it as well, but may also make it better.
 */
export function isStructural(code: SourceCode, node: AnyNode): boolean {
  const parent = code.parent(node);
  if (parent?.type === 'SwitchCase') return true;
  if (parent?.type === 'BinaryExpression' && identities.has(parent.operator)) return true;
  return isPlacing(code, node) || isGeometry(code, node);
}

/** Whether the number is one that has to be so: a sign, a limit of bytes, a width in bits, a mask. */
export function isConventional(code: SourceCode, node: AnyNode, value: number): boolean {
  if ([0, 31, 32, 255, 256].includes(value) || isMathematical(value)) return true;
  const parent = code.parent(node);
  if (parent?.type !== 'BinaryExpression') return value === 1;
  if (parent.operator === '<<') return true;
  if (isShift(parent)) return parent.left === node || value % 8 === 0;
  if (value !== 1) return false;
  const isMask = parent.left.type === 'BinaryExpression' && parent.left.operator === '<<';
  return isMask || !['+', '-'].includes(parent.operator);
}

/** Written with many digits: a cosine or a root, not a choice. */
function isMathematical(value: number): boolean {
  return Number(value.toPrecision(5)) !== value && !Number.isInteger(value);
}

export function isShift({ operator }: BinaryExpression): boolean {
  return operator === '<<' || operator === '>>' || operator === '>>>';
}

/** Inside brackets of an index, an argument that is a place, a size of an array, or a loop's head. */
function isPlacing(code: SourceCode, node: AnyNode): boolean {
  let child = node;
  for (const parent of code.ancestors(node)) {
    if (boundaries.has(parent.type) || parent.type.includes('Function')) return false;
    switch (parent.type) {
      case 'NewExpression':
        return true;
      case 'MemberExpression':
        if (parent.computed && child === parent.property) return true;
        break;
      case 'CallExpression':
        if (child !== parent.callee && placing.has(calleeName(parent))) return true;
        break;
      case 'Property':
        if (parent.key.type === 'Identifier' && parent.key.name === 'length') return true;
        break;
      case 'ForStatement':
        return child !== parent.body;
      case 'WhileStatement':
      case 'DoWhileStatement':
        return child === parent.test;
    }
    child = parent;
  }
  return false;
}

function isGeometry(code: SourceCode, node: AnyNode): boolean {
  let whole = node;
  for (const parent of code.ancestors(node)) {
    if (parent.type !== 'BinaryExpression' || !arithmetic.has(parent.operator)) break;
    whole = parent;
  }
  return code
    .within(whole)
    .some(
      (inner) =>
        inner.type === 'Identifier' &&
        inner !== node &&
        geometry.test(inner.name) &&
        !isIndex(code, inner, whole),
    );
}

/** Whether it stands in brackets behind an array inside `whole`: what is read there is no place. */
function isIndex(code: SourceCode, node: AnyNode, whole: AnyNode): boolean {
  let child = node;
  for (const parent of code.ancestors(node)) {
    if (child === whole) return false;
    if (parent.type === 'MemberExpression' && parent.computed && parent.property === child) {
      return true;
    }
    child = parent;
  }
  return false;
}

function calleeName({ callee }: CallExpression): string {
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return '';
  return callee.property.name;
}

/** A list of numbers: an array, or what goes into `Uint8Array.of`. */
export interface Table {
  readonly entries: readonly { readonly node: Expression; readonly value: number }[];
}

/** The node as a table of at least two numbers that may be changed; an order (0 to n - 1) may not. */
export function tableAt(node: AnyNode): Table | null {
  const items = itemsOf(node) ?? [];
  const entries = items.flatMap((item) => {
    const value = item === null || item.type === 'SpreadElement' ? null : numberAt(item);
    return value === null ? [] : [{ node: item as Expression, value }];
  });
  if (entries.length < 2 || entries.length !== items.length) return null;
  if (entries.some(({ value }) => isMathematical(value))) return null;
  const sorted = entries.map(({ value }) => value).sort((a, b) => a - b);
  return sorted.every((value, i) => value === i) ? null : { entries };
}

/** What stands in an array or in `Uint8Array.of(...)`; null when the node is neither. */
export function itemsOf(node: AnyNode): readonly (Expression | SpreadElement | null)[] | null {
  if (node.type === 'ArrayExpression') return node.elements;
  return node.type === 'CallExpression' && calleeName(node) === 'of' ? node.arguments : null;
}

/** The value of a number as it stands in the source, with its sign; null when it is anything else. */
export function numberAt(node: AnyNode): number | null {
  if (node.type === 'Literal') return typeof node.value === 'number' ? node.value : null;
  if (node.type !== 'UnaryExpression' || node.operator !== '-') return null;
  const { argument } = node;
  return argument.type === 'Literal' && typeof argument.value === 'number' ? -argument.value : null;
}

/** Values worth trying instead: half and double, and some in between. */
export function alternatives(value: number): readonly number[] {
  const tried = [...nearby(value), value * 2, value / 2].map((each) =>
    Number.isInteger(value) ? Math.round(each) : Number(each.toPrecision(6)),
  );
  return [...new Set(tried)].filter((each) => each !== value && Number.isFinite(each));
}

/** A large power of two is what others are counted in. */
export function isScale(value: number): boolean {
  return value >= 256 && isPowerOfTwo(value);
}

export function isPowerOfTwo(value: number): boolean {
  return value > 0 && Number.isInteger(Math.log2(value));
}

function nearby(value: number): readonly number[] {
  if (isScale(value)) return [];
  if (!Number.isInteger(value)) return [0.8, 0.9, 1.1, 1.25].map((factor) => value * factor);
  const steps = Math.abs(value) < 8 || !isPowerOfTwo(value) ? [value - 1, value + 1] : [];
  return Math.abs(value) < 8 ? steps : [...steps, value * 0.75, value * 1.25];
}
