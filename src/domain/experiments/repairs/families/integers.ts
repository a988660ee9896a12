/** The width and the sign of integers. */

import type { AnyNode, BinaryExpression } from 'acorn';
import { numberAt } from '../../../mutation/tuning.ts';
import {
  bracketText,
  extended,
  inBrackets,
  isParenthesised,
  replaced,
  textOf,
  wrapped,
} from '../edits.ts';
import { type Family, type Repair, type RepairTree, repair } from '../repair.ts';
import { inPlace, kind, quoted } from '../wording.ts';
import { quotable } from './ranges.ts';

const kinds = {
  signed_shift: kind(
    0.5,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} shifts a number of 32 bits with its sign: from 2 ** 31 on it is negative. \`>>>\` shifts without a sign.`,
    { telling: true },
  ),
  unsigned_shift: kind(
    0.4,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} shifts without a sign: a negative number becomes a huge positive one. \`>>\` keeps the sign.`,
  ),
  signed_result: kind(
    0.5,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} gives a signed 32-bit number: from 2 ** 31 on it overflows and is negative.`,
    { telling: true, fix: (f) => `Take it as unsigned: ${quoted(f.after)} at line ${f.line}.` },
  ),
  negative_remainder: kind(
    0.5,
    (f) =>
      `${inPlace(f)}, \`%\` in ${quoted(f.before)} keeps the sign: the remainder of a negative number is negative.`,
    {
      telling: true,
      fix: (f) =>
        `Make it positive: ${quoted(f.after)} at line ${f.line}, or add a multiple of the divisor before \`%\`.`,
    },
  ),
  inexact_product: kind(
    0.5,
    (f) =>
      `${inPlace(f)}, the product in ${quoted(f.before)} goes beyond 2 ** 53 and loses its low bits before it is cut to 32 bits.`,
    { telling: true, fix: (f) => `Use \`Math.imul\`: ${quoted(f.after)} at line ${f.line}.` },
  ),
  shift_overflow: kind(
    0.5,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} shifts bits out of 32: \`<<\` is for 32-bit numbers, and here more are needed.`,
    {
      telling: true,
      fix: (f) => `Multiply instead, or keep fewer bits: ${quoted(f.after)} at line ${f.line}.`,
    },
  ),
  accumulator_overflow: kind(
    0.5,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} never drops the bits that were written or read already: the accumulator overflows 32 bits.`,
    {
      telling: true,
      fix: (f) => `Keep only the pending bits: ${quoted(f.after)} at line ${f.line}.`,
    },
  ),
  fraction_not_cut: kind(
    0.45,
    (f) => `${inPlace(f)}, ${quoted(f.before)} can be a fraction where an integer is needed.`,
  ),
  quotient_rounded_down: kind(
    0.45,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} rounds down: where the number is no multiple, the last part is left out.`,
    { fix: (f) => `Round up: ${quoted(f.after)} at line ${f.line}.` },
  ),
  division_truncates: kind(
    0.6,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} rounds negative numbers towards zero, where its counterpart rounds down (floor), or the other way round: they differ by one.`,
    { fix: (f) => `Round in the same way on both sides: ${quoted(f.after)} at line ${f.line}.` },
  ),
};

function find({ code }: RepairTree): readonly Repair[] {
  return code.nodes.flatMap((node): readonly Repair[] => {
    switch (node.type) {
      case 'BinaryExpression':
        return node.left.type === 'PrivateIdentifier' ? [] : binary(node);
      case 'AssignmentExpression':
        return [...wide(node.right), ...accumulator(node)];
      case 'VariableDeclarator':
        return node.init ? wide(node.init) : [];
      case 'ReturnStatement':
        return node.argument ? wide(node.argument) : [];
      case 'ArrowFunctionExpression':
        return node.expression ? wide(node.body) : [];
      case 'CallExpression':
        return node.arguments.flatMap((argument) => wide(argument));
      default:
        return [];
    }
  });

  function binary(node: BinaryExpression): readonly Repair[] {
    const { operator, left, right } = node;
    const quote = quotable(code, node);
    switch (operator) {
      case '>>':
        return [
          repair('signed_shift', node, [swapOperator(node, '>>>')]),
          ...towardsZero(node),
          ...roundedUp(node),
        ];
      case '>>>':
        return numberAt(right) === 0
          ? []
          : [repair('unsigned_shift', node, [swapOperator(node, '>>')])];
      case '%': {
        const by = textOf(code, right);
        const divisor = numberAt(right);
        const sum = `((${textOf(code, node)}) + ${by}) % ${by}`;
        const mask = divisor !== null && (divisor & (divisor - 1)) === 0;
        const safe = mask
          ? [
              repair('negative_remainder', quote, [
                swapOperator(node, '&'),
                replaced(right, `${divisor - 1}`),
              ]),
            ]
          : [];
        return [
          ...safe,
          repair('negative_remainder', quote, [replaced(node, inBrackets(code, node, sum))]),
        ];
      }
      case '<<': {
        const product = `${bracketText(code, left)} * 2 ** ${bracketText(code, right as AnyNode)}`;
        return [
          repair('shift_overflow', quote, [replaced(node, inBrackets(code, node, product))]),
          ...orToSum(node),
        ];
      }
      case '|':
        return truncation(node);
      case '/':
        return [
          repair('fraction_not_cut', quote, wrapped(node, 'Math.floor(', ')')),
          repair('fraction_not_cut', quote, wrapped(node, 'Math.round(', ')'), { weight: 0.6 }),
        ];
      case '*':
        return product(node);
      default:
        return [];
    }
  }

  /** `(a << 8) | b` loses what `a * 256 + b` keeps. */
  function orToSum(node: BinaryExpression): readonly Repair[] {
    const parent = code.parent(node);
    if (parent?.type !== 'BinaryExpression' || !['|', '+'].includes(parent.operator)) return [];
    const [left, right] = [parent.left as AnyNode, parent.right];
    const isLeft = left === node;
    const sum = `${bracketText(code, node.left as AnyNode)} * 2 ** ${bracketText(code, node.right)}`;
    const text = isLeft
      ? `${sum} + ${bracketText(code, right)}`
      : `${bracketText(code, left)} + ${sum}`;
    return [
      repair('shift_overflow', quotable(code, parent), [
        replaced(parent, inBrackets(code, parent, text)),
      ]),
    ];
  }

  /** `(a / 4) | 0` and `a >> 2`. */
  function truncation(node: BinaryExpression): readonly Repair[] {
    const inner = node.left as AnyNode;
    if (numberAt(node.right) !== 0 || inner.type !== 'BinaryExpression' || inner.operator !== '/')
      return [];
    const divisor = numberAt(inner.right) ?? 0;
    const shift = Math.log2(divisor);
    const numerator = bracketText(code, inner.left as AnyNode);
    const text =
      Number.isInteger(shift) && shift > 0
        ? `${numerator} >> ${shift}`
        : `Math.floor(${textOf(code, inner)})`;
    return [
      repair('division_truncates', quotable(code, node), [
        replaced(node, text.includes('>>') ? inBrackets(code, node, text) : text),
      ]),
    ];
  }

  /** `size >> 3` bits in bytes. */
  function roundedUp(node: BinaryExpression): readonly Repair[] {
    const shift = numberAt(node.right);
    const { left } = node;
    if (shift === null || shift < 2 || shift > 8 || left.type === 'PrivateIdentifier') return [];
    if (left.type === 'BinaryExpression' && left.operator === '+') return [];
    const sum = `(${bracketText(code, left)} + ${2 ** shift - 1})`;
    return [repair('quotient_rounded_down', quotable(code, node), [replaced(left, sum)])];
  }

  function towardsZero(node: BinaryExpression): readonly Repair[] {
    const shift = numberAt(node.right);
    if (shift === null || shift < 1 || shift > 8) return [];
    const text = `(${bracketText(code, node.left as AnyNode)} / ${2 ** shift}) | 0`;
    return [
      repair(
        'division_truncates',
        quotable(code, node),
        [replaced(node, inBrackets(code, node, text))],
        {
          weight: 0.5,
        },
      ),
    ];
  }

  function product(node: BinaryExpression): readonly Repair[] {
    const parent = code.parent(node);
    const cut =
      parent?.type === 'BinaryExpression' && ['|', '>>>', '&', '^'].includes(parent.operator);
    const text = `Math.imul(${textOf(code, node.left as AnyNode)}, ${textOf(code, node.right)})`;
    return cut ? [repair('inexact_product', quotable(code, node), [replaced(node, text)])] : [];
  }

  function swapOperator(node: BinaryExpression, operator: string) {
    const gap = code.text.slice(node.left.end, node.right.start);
    const start = node.left.end + gap.indexOf(node.operator);
    return replaced({ start, end: start + node.operator.length }, operator);
  }

  /** What may have become negative by 32-bit arithmetic. */
  function wide(node: AnyNode): readonly Repair[] {
    const operators = ['<<', '|', '^'];
    if (node.type !== 'BinaryExpression' || !operators.includes(node.operator)) return [];
    return [repair('signed_result', quotable(code, node), extended(code, node, '>>>', '0'))];
  }

  /** `acc = (acc << 8) | v`, which grows without an end. */
  function accumulator(node: AnyNode & { type: 'AssignmentExpression' }): readonly Repair[] {
    if (node.operator !== '=' || node.right.type !== 'BinaryExpression') return [];
    const name = textOf(code, node.left);
    const shifted = code
      .within(node.right)
      .find(
        (inner) =>
          inner.type === 'BinaryExpression' &&
          inner.operator === '<<' &&
          textOf(code, inner.left as AnyNode) === name,
      );
    if (shifted?.type !== 'BinaryExpression') return [];
    const inner = shifted.left as AnyNode;
    const masks = ['255', '0xffff', '0xffffff'];
    return masks.map((mask) => {
      const text = isParenthesised(code, inner) ? `${name} & ${mask}` : `(${name} & ${mask})`;
      return repair('accumulator_overflow', node, [replaced(inner, text)], { name, weight: 0.6 });
    });
  }
}

export const integers: Family = { kinds, find };
