/** The smallest textual edits, with parentheses only where the grammar needs them. */

import type { AnyNode } from 'acorn';
import type { Edit } from '../../mutation/sites.ts';
import type { SourceCode } from '../../source/code.ts';

export function replaced(
  { start, end }: { readonly start: number; readonly end: number },
  text: string,
): Edit {
  return { start, end, text };
}

export function inserted(offset: number, text: string): Edit {
  return { start: offset, end: offset, text };
}

/** Another operator between two operands; null when it cannot be found for sure. */
export function operatorEdit(
  code: SourceCode,
  node: { readonly left: AnyNode; readonly right: AnyNode; readonly operator: string },
  operator: string,
): Edit | null {
  const { start, end } = { start: node.left.end, end: node.right.start };
  const between = code.text.slice(start, end);
  if (/\/[*/]/.test(between)) return null;
  const at = between.indexOf(node.operator);
  return at === -1
    ? null
    : replaced({ start: start + at, end: start + at + node.operator.length }, operator);
}

export function textOf(code: SourceCode, { start, end }: AnyNode): string {
  return code.text.slice(start, end);
}

/** Two nodes the other way round. */
export function swapped(code: SourceCode, a: AnyNode, b: AnyNode): readonly Edit[] {
  return [replaced(a, textOf(code, b)), replaced(b, textOf(code, a))];
}

/** The node inside a call or another bracket. */
export function wrapped(node: AnyNode, before: string, after: string): readonly Edit[] {
  return [inserted(node.start, before), inserted(node.end, after)];
}

const levels: Readonly<Record<string, number>> = {
  '??': 1,
  '||': 1,
  '&&': 2,
  '|': 3,
  '^': 4,
  '&': 5,
  '==': 6,
  '!=': 6,
  '===': 6,
  '!==': 6,
  '<': 7,
  '>': 7,
  '<=': 7,
  '>=': 7,
  in: 7,
  instanceof: 7,
  '<<': 8,
  '>>': 8,
  '>>>': 8,
  '+': 9,
  '-': 9,
  '*': 10,
  '/': 10,
  '%': 10,
  '**': 11,
};

/** How tightly an expression holds together; above 11 nothing needs parentheses. */
export function tightness(node: AnyNode): number {
  switch (node.type) {
    case 'BinaryExpression':
    case 'LogicalExpression':
      return levels[node.operator] ?? 0;
    case 'UnaryExpression':
    case 'UpdateExpression':
      return 12;
    case 'ConditionalExpression':
    case 'AssignmentExpression':
    case 'ArrowFunctionExpression':
    case 'YieldExpression':
    case 'SequenceExpression':
      return 0;
    default:
      return 14;
  }
}

/** `node OPERATOR rest` in place of the node. */
export function extended(
  code: SourceCode,
  node: AnyNode,
  operator: string,
  rest: string,
): readonly Edit[] {
  const level = levels[operator] ?? 0;
  const inner = tightness(node) < level || (tightness(node) === level && operator === '**');
  const outer = needsParentheses(code, node, level) && !isParenthesised(code, node);
  const [open, close] = [
    `${outer ? '(' : ''}${inner ? '(' : ''}`,
    `${inner ? ')' : ''} ${operator} ${rest}${outer ? ')' : ''}`,
  ];
  return open === '' ? [inserted(node.end, close)] : wrapped(node, open, close);
}

/** Whether what is put in the node's place would be torn apart by what stands around it. */
function needsParentheses(code: SourceCode, node: AnyNode, level: number): boolean {
  const parent = code.parent(node);
  if (parent === null) return false;
  switch (parent.type) {
    case 'BinaryExpression':
    case 'LogicalExpression':
      return tightness(parent) > level || (tightness(parent) >= level && parent.right === node);
    case 'UnaryExpression':
    case 'SpreadElement':
      return parent.type === 'UnaryExpression';
    case 'MemberExpression':
      return parent.object === node;
    case 'CallExpression':
    case 'NewExpression':
      return parent.callee === node;
    default:
      return false;
  }
}

export function isParenthesised(code: SourceCode, node: AnyNode): boolean {
  const before = code.text.slice(0, node.start).trimEnd();
  const after = code.text.slice(node.end).trimStart();
  if (!before.endsWith('(') || !after.startsWith(')')) return false;
  const parent = code.parent(node);
  const isArgument = parent?.type === 'CallExpression' || parent?.type === 'NewExpression';
  return !(isArgument && parent.callee !== node) || parent.arguments.length !== 1
    ? !isArgument
    : false;
}

/** The source text with these edits, of one node only. */
export function editedText(
  code: SourceCode,
  node: { readonly start: number; readonly end: number },
  edits: readonly Edit[],
): string {
  let text = code.text.slice(node.start, node.end);
  for (const edit of [...edits].reverse()) {
    if (edit.start < node.start || edit.end > node.end) continue;
    const [start, end] = [edit.start - node.start, edit.end - node.start];
    text = text.slice(0, start) + edit.text + text.slice(end);
  }
  return text;
}

/** The text of a node, in parentheses where an operator could tear it apart. */
export function bracketText(code: SourceCode, node: AnyNode): string {
  return tightness(node) >= 12 ? textOf(code, node) : `(${textOf(code, node)})`;
}

/** Text in the place of a node, in parentheses unless it has some. */
export function inBrackets(code: SourceCode, node: AnyNode, text: string): string {
  const parent = code.parent(node);
  const isAlone =
    isParenthesised(code, node) ||
    (parent !== null && !/Binary|Unary|Member|Logical/.test(parent.type));
  return isAlone ? text : `(${text})`;
}
