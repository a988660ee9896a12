/** Operators that bind in another way than an expression reads. */

import type { AnyNode, BinaryExpression, LogicalExpression } from 'acorn';
import { inserted, textOf } from '../edits.ts';
import { type Family, type Repair, type RepairTree, repair } from '../repair.ts';
import { inPlace, kind, quoted } from '../wording.ts';

const kinds = {
  precedence: kind(
    0.65,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} is parsed in another way than it reads: the operator on the other side binds tighter (precedence).`,
    { telling: true, fix: (f) => `Add parentheses: ${quoted(f.after)} at line ${f.line}.` },
  ),
  missing_parentheses: kind(
    0.25,
    (f) => `${inPlace(f)}, parts of ${quoted(f.before)} are calculated in the wrong order.`,
    { fix: (f) => `Add parentheses: ${quoted(f.after)} at line ${f.line}.` },
  ),
};

function find({ code }: RepairTree): readonly Repair[] {
  return code.nodes.flatMap((node): readonly Repair[] => {
    if (node.type === 'ConditionalExpression') return conditionalPrecedence(node);
    return isBinary(node) ? precedence(node) : [];
  });

  /** `a & b == c`, `a << b + c`, `a ?? b + c`: the operand that is an expression of its own. */
  function precedence(node: BinaryExpression | LogicalExpression): readonly Repair[] {
    const [left, right] = [node.left as AnyNode, node.right as AnyNode];
    const found: Repair[] = [];
    const kindFor = (inner: BinaryExpression | LogicalExpression) =>
      isUsual(node) && isUsual(inner) ? 'missing_parentheses' : 'precedence';
    // x OP y op z
    if (
      isBinary(right) &&
      isConfusing(node, right) &&
      code.text.slice(node.start, node.end) === spelt(node, right)
    ) {
      const inner = right.left as AnyNode;
      found.push(
        repair(kindFor(right), node, [inserted(node.start, '('), inserted(inner.end, ')')]),
      );
    }
    // (x op y) OP z is read as x op (y OP z).
    if (
      isBinary(left) &&
      isConfusing(node, left) &&
      code.text.slice(node.start, left.end) === textOf(code, left)
    ) {
      const inner = left.right as AnyNode;
      if (code.text[left.end] !== ')')
        found.push(
          repair(kindFor(left), node, [inserted(inner.start, '('), inserted(node.end, ')')], {
            weight: 0.6,
          }),
        );
    }
    return found;
  }

  function isBinary(node: AnyNode): node is BinaryExpression | LogicalExpression {
    return node.type === 'BinaryExpression' || node.type === 'LogicalExpression';
  }

  function spelt(node: AnyNode, right: AnyNode): string {
    return code.text.slice(node.start, right.start) + textOf(code, right);
  }

  /** `a + b ? c : d` and `a ?? b ? c : d`. */
  function conditionalPrecedence(
    node: AnyNode & { type: 'ConditionalExpression' },
  ): readonly Repair[] {
    const { test } = node;
    if (test.type !== 'BinaryExpression' && test.type !== 'LogicalExpression') return [];
    if (code.text[test.end] === ')') return [];
    const right = test.right as AnyNode;
    if (!/^[-+*/%|&^]$|<<|>>|\?\?|\|\|/.test(test.operator)) return [];
    return [repair('precedence', node, [inserted(right.start, '('), inserted(node.end, ')')])];
  }
}

/** `+` and `*`, and `a - b || c - d`, as comparators have it: what is wrong there is not how it is read. */
function isUsual(node: BinaryExpression | LogicalExpression): boolean {
  return isArithmetic(node) || node.operator === '||';
}

/** Everybody knows how these bind. */
function isArithmetic({ operator }: BinaryExpression | LogicalExpression): boolean {
  return ['+', '-', '*', '/', '%', '**'].includes(operator);
}

const bitwise = /^[&|^]$/;
const shifts = /^(<<|>>>?)$/;
const fallbacks = /^(\?\?|\|\|)$/;

/** Whether people read two operators side by side in more than one way. */
function isConfusing(
  a: BinaryExpression | LogicalExpression,
  b: BinaryExpression | LogicalExpression,
): boolean {
  const either = (test: RegExp) => test.test(a.operator) || test.test(b.operator);
  if (isArithmetic(a) && isArithmetic(b)) return true;
  if (either(bitwise)) return true;
  if (either(shifts)) return isArithmetic(a) || isArithmetic(b);
  return either(fallbacks) && (isArithmetic(a) || isArithmetic(b));
}

export const precedence: Family = { kinds, find };
