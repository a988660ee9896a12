/** One too many, one too few: bounds, indices, constants. */

import type { AnyNode, BinaryExpression, Literal } from 'acorn';
import type { SourceCode } from '../../../source/code.ts';
import { extended, operatorEdit, replaced, textOf, wrapped } from '../edits.ts';
import { type Family, type Repair, type RepairTree, repair } from '../repair.ts';
import { inPlace, kind, quoted } from '../wording.ts';

const kinds = {
  comparison_bound: kind(
    0.5,
    (f) =>
      `${inPlace(f)}, the comparison ${quoted(f.before)} treats the boundary value wrongly: an off-by-one error.`,
    { masking: 'at a boundary the code that fails may be left out' },
  ),
  index_off_by_one: kind(
    0.35,
    (f) => `${inPlace(f)}, ${quoted(f.before)} uses an index that is off by one.`,
  ),
  wrong_constant: kind(
    0.28,
    (f) =>
      `${inPlace(f)}, the constant in ${quoted(f.before)} is wrong: with ${quoted(f.after)} both sides agree.`,
    { masking: 'another limit can keep the code that fails from running' },
  ),
  slice_bounds: kind(
    0.55,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} takes the wrong part of the array: its bounds are off.`,
  ),
  loop_bound: kind(
    0.4,
    (f) => `${inPlace(f)}, the loop over ${quoted(f.before)} begins or ends one round off.`,
  ),
  term_off_by_one: kind(0.2, (f) => `${inPlace(f)}, ${quoted(f.before)} is off by one.`),
  missing_upper_bound: kind(
    0.3,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} can run past the end: nothing keeps the position inside the picture.`,
    { masking: 'a limit hides a position that was computed wrongly' },
  ),
  missing_lower_bound: kind(
    0.3,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} can become negative: nothing keeps the position at 0 or above.`,
    { masking: 'a limit hides a position that was computed wrongly' },
  ),
};

const bounds: Readonly<Record<string, string>> = { '<': '<=', '<=': '<', '>': '>=', '>=': '>' };

function find({ code }: RepairTree): readonly Repair[] {
  return code.nodes.flatMap((node) => [
    ...comparisons(code, node),
    ...constants(code, node),
    ...indices(code, node),
    ...terms(code, node),
    ...neighbours(code, node),
  ]);
}

/** `x + 1` in a loop over `x < w`: beyond the last column there is nothing. */
function neighbours(code: SourceCode, node: AnyNode): readonly Repair[] {
  if (node.type !== 'BinaryExpression' || node.operator !== '+') return [];
  const names = [node.left, node.right].flatMap((side) =>
    side.type === 'Identifier' ? side.name : [],
  );
  for (const outer of code.ancestors(node)) {
    if (outer.type !== 'ForStatement' || outer.test?.type !== 'BinaryExpression') continue;
    const { left, right, operator } = outer.test;
    if (operator !== '<' || left.type !== 'Identifier' || !names.includes(left.name)) continue;
    return [upperBound(code, node, textOf(code, right))];
  }
  return [];
}

function comparisons(code: SourceCode, node: AnyNode): readonly Repair[] {
  if (node.type !== 'BinaryExpression') return [];
  const other = bounds[node.operator];
  if (other === undefined || node.left.type === 'PrivateIdentifier') return [];
  const edit = operatorEdit(code, node as never, other);
  const isLoop = isLoopTest(code, node);
  const bound =
    edit === null ? [] : [repair(isLoop ? 'loop_bound' : 'comparison_bound', node, [edit])];
  if (!isLoop || node.right.type === 'Literal') return bound;
  const near = ['+', '-'].map((operator) =>
    repair('loop_bound', node, extended(code, node.right, operator, '1'), { weight: 0.5 }),
  );
  return [...bound, ...near];
}

function isLoopTest(code: SourceCode, node: AnyNode): boolean {
  const parent = code.parent(node);
  return (
    (parent?.type === 'ForStatement' || parent?.type === 'WhileStatement') && parent.test === node
  );
}

/** Other values that are worth trying for a number. */
export function otherValues(value: number): readonly number[] {
  const near = [value + 1, value - 1];
  const far = [value * 2, value / 2, ...(familiar.get(value) ?? [])].filter(Number.isInteger);
  const all = Number.isInteger(value) ? [...near, ...far] : [value * 2, value / 2];
  return [...new Set(all)].filter((each) => each >= 0 && each !== value);
}

const familiar = new Map([
  [0, [128, 255]],
  [127, [255]],
  [128, [0]],
  [255, [65_535, 127]],
  [256, [65_536]],
  [65_535, [255]],
  [3, [7]],
  [7, [3, 15]],
  [15, [31, 7]],
  [31, [15, 63]],
  [63, [31, 127]],
  [8, [16, 24]],
  [16, [8, 24]],
  [24, [16]],
]);

function constants(code: SourceCode, node: AnyNode): readonly Repair[] {
  if (node.type !== 'Literal' || typeof node.value !== 'number') return [];
  const parent = code.parent(node);
  if (parent === null || parent.type === 'Property') return [];
  const inTable = parent.type === 'ArrayExpression' && parent.elements.length > 4;
  if (inTable) return [];
  const quote = quotable(code, node);
  const kindName = kindOfConstant(code, node, parent);
  return otherValues(node.value).map((value, i) => {
    const text = /^0x/i.test(node.raw ?? '') ? `0x${value.toString(16)}` : `${value}`;
    const weight = i < 2 ? 1 : 0.5;
    return repair(kindName, quote, [replaced(node, text)], { weight });
  });
}

const cutting = new Set(['slice', 'subarray', 'fill', 'set', 'copyWithin', 'substring', 'splice']);

function kindOfConstant(code: SourceCode, node: Literal, parent: AnyNode): string {
  if (parent.type === 'CallExpression' && parent.callee.type === 'MemberExpression') {
    const { property } = parent.callee;
    if (property.type === 'Identifier' && cutting.has(property.name)) return 'slice_bounds';
  }
  const [, outer] = [...code.ancestors(node)];
  if (parent.type === 'VariableDeclarator' && outer?.type === 'VariableDeclaration') {
    if (code.parent(outer)?.type === 'ForStatement') return 'loop_bound';
  }
  return 'wrong_constant';
}

/** What is quoted around a small node: the widest expression that still fits on a line. */
export function quotable(code: SourceCode, node: AnyNode): AnyNode {
  let quote = node;
  for (const outer of code.ancestors(node)) {
    if (!/Expression$|VariableDeclarator|ReturnStatement/.test(outer.type)) break;
    if (/Function/.test(outer.type) || outer.end - outer.start > 60) break;
    quote = outer;
  }
  return quote;
}

/** `a[i]` for `a[i - 1]`, and so on. */
function indices(code: SourceCode, node: AnyNode): readonly Repair[] {
  if (node.type !== 'MemberExpression' || !node.computed) return [];
  const { property } = node;
  if (property.type === 'Literal' || property.type === 'UpdateExpression') return [];
  if (property.type === 'AssignmentExpression' || property.type === 'PrivateIdentifier') return [];
  const near = ['-', '+'].map((operator) =>
    repair('index_off_by_one', node, extended(code, property, operator, '1'), { weight: 0.6 }),
  );
  return [
    ...near,
    ...withoutOne(code, property).map((edits) => repair('index_off_by_one', node, edits)),
  ];
}

/** The edits that take away `+ 1` or `- 1`, wherever it stands in the sum. */
function withoutOne(
  code: SourceCode,
  node: AnyNode,
): readonly (readonly ReturnType<typeof replaced>[])[] {
  if (node.type !== 'BinaryExpression') return [];
  const inner = [...withoutOne(code, node.left), ...withoutOne(code, node.right)];
  return isOne(node)
    ? [[replaced({ start: node.left.end, end: node.right.end }, '')], ...inner]
    : inner;
}

function isOne(node: BinaryExpression): boolean {
  return (
    ['+', '-'].includes(node.operator) && node.right.type === 'Literal' && node.right.value === 1
  );
}

const plain = new Set(['Identifier', 'MemberExpression', 'BinaryExpression', 'CallExpression']);

/** Values that are assigned, passed or returned: one more, one less, kept within bounds. */
function terms(code: SourceCode, node: AnyNode): readonly Repair[] {
  const parent = code.parent(node);
  if (parent === null || !plain.has(node.type) || !isValue(parent, node)) return [];
  const quote = quotable(code, node);
  const add = ['+', '-'].map((operator) =>
    repair('term_off_by_one', quote, extended(code, node, operator, '1'), { weight: 0.5 }),
  );
  const drop = withoutOne(code, node).map((edits) => repair('term_off_by_one', quote, edits));
  const isSum = node.type === 'BinaryExpression' && ['+', '-'].includes(node.operator);
  if (!isSum) return [...add, ...drop];
  const low = repair('missing_lower_bound', quote, wrapped(node, 'Math.max(0, ', ')'), {
    weight: 0.6,
  });
  return [...add, ...drop, low];
}

function isValue(parent: AnyNode, node: AnyNode): boolean {
  switch (parent.type) {
    case 'AssignmentExpression':
      return parent.right === node && parent.operator === '=';
    case 'VariableDeclarator':
      return parent.init === node;
    case 'ReturnStatement':
      return true;
    case 'CallExpression':
    case 'NewExpression':
      return parent.callee !== node;
    case 'BinaryExpression':
      return ['<<', '>>', '>>>'].includes(parent.operator) && parent.right === node;
    default:
      return false;
  }
}

/** `Math.min(x + 1, w - 1)` in place of `x + 1`, where a size of that axis is at hand. */
function upperBound(code: SourceCode, node: AnyNode, size: string): Repair {
  return repair(
    'missing_upper_bound',
    quotable(code, node),
    wrapped(node, 'Math.min(', `, ${size} - 1)`),
  );
}

export const ranges: Family = { kinds, find };
