/** How many bits are kept: masks, signs of bytes, the elements of typed arrays. */

import type { AnyNode, BinaryExpression } from 'acorn';
import { numberAt } from '../../../mutation/tuning.ts';
import { extended, replaced, textOf } from '../edits.ts';
import { type Family, type Repair, type RepairTree, repair } from '../repair.ts';
import { inPlace, kind, quoted } from '../wording.ts';
import { quotable } from './ranges.ts';

const kinds = {
  missing_byte_mask: kind(
    0.45,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} can leave the range 0 to 255 (it may be negative or too large), and what follows needs a byte: a mask is missing.`,
  ),
  missing_word_mask: kind(
    0.4,
    (f) => `${inPlace(f)}, ${quoted(f.before)} can leave the range of 16 bits: a mask is missing.`,
  ),
  wrong_mask: kind(
    0.4,
    (f) => `${inPlace(f)}, the mask in ${quoted(f.before)} keeps too few or too many bits.`,
  ),
  unneeded_mask: kind(
    0.3,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} cuts off bits that are needed: the value is wider than the mask.`,
  ),
  sign_not_extended: kind(
    0.2,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} is a byte without a sign, but a signed value is needed.`,
  ),
  element_too_narrow: kind(
    0.45,
    (f) =>
      `${inPlace(f)}, the elements of ${quoted(f.before)} are too narrow, or have the wrong sign, for what is stored: values overflow and wrap.`,
    { telling: true },
  ),
  element_kind: kind(
    0.3,
    (f) => `${inPlace(f)}, ${quoted(f.before)} has elements of a kind that changes what is stored.`,
  ),
};

function find({ code }: RepairTree): readonly Repair[] {
  return code.nodes.flatMap((node): readonly Repair[] => {
    switch (node.type) {
      case 'BinaryExpression':
        return node.operator === '&' ? maskRepairs(node) : [];
      case 'AssignmentExpression':
        return values(node.right);
      case 'VariableDeclarator':
        return node.init ? values(node.init) : [];
      case 'ReturnStatement':
        return node.argument ? values(node.argument) : [];
      case 'ArrowFunctionExpression':
        return node.expression ? values(node.body) : [];
      case 'CallExpression':
        return node.arguments.flatMap((argument) => values(argument));
      case 'MemberExpression':
        return node.computed && node.property.type !== 'PrivateIdentifier'
          ? indexed(node.property)
          : [];
      case 'NewExpression':
        return elements(node.callee, node);
      default:
        return [];
    }
  });

  function maskRepairs(node: BinaryExpression): readonly Repair[] {
    const mask = numberAt(node.right);
    if (mask === null || mask < 1 || (mask & (mask + 1)) !== 0) return [];
    const widths = [mask * 2 + 1, mask >> 1, 255, 65_535, 127].filter(
      (each) => each !== mask && each > 0,
    );
    const others = [...new Set(widths)].map((each) =>
      repair('wrong_mask', quotable(code, node), [replaced(node.right, `${each}`)]),
    );
    const bare = replaced({ start: node.left.end, end: node.right.end }, '');
    // `(a - b) & 255`: the parentheses stay behind, harmlessly.
    const from = code.text.slice(node.left.end, node.right.start).indexOf('&');
    const drop =
      from === -1 ? bare : replaced({ start: node.left.end + from, end: node.right.end }, '');
    return [...others, repair('unneeded_mask', quotable(code, node), [drop])];
  }

  /** What is stored or handed on: within which range it has to be. */
  function values(node: AnyNode): readonly Repair[] {
    if (node.type === 'SpreadElement' || !isNumeric(node) || isFraction(node)) return [];
    const quote = quotable(code, node);
    const isWide =
      node.type === 'BinaryExpression' &&
      ['<<', '|', '^', '*', '+', '-', '~'].includes(node.operator);
    const isDifference =
      node.type === 'BinaryExpression' && ['-', '+', '<<', '*', '^'].includes(node.operator);
    const found: Repair[] = [];
    if (isWide)
      found.push(
        repair('missing_word_mask', quote, extended(code, node, '&', '0xffff'), { weight: 0.6 }),
      );
    found.push(
      repair('missing_byte_mask', quote, extended(code, node, '&', '255'), {
        weight: isDifference ? 1 : 0.5,
      }),
    );
    const signed = `(${textOf(code, node)} << 24) >> 24`;
    found.push(
      repair('sign_not_extended', quote, [replaced(node, signed)], {
        weight: isDifference ? 0.8 : 0.4,
      }),
    );
    if (isDifference)
      found.push(
        repair('fraction_not_cut', quote, extended(code, node, '|', '0'), { weight: 0.4 }),
      );
    return found;
  }

  /** A mask would only round it. */
  function isFraction(node: AnyNode): boolean {
    return code.within(node).some((inner) => {
      if (inner.type === 'BinaryExpression') return inner.operator === '/';
      return inner.type === 'Literal' && typeof inner.value === 'number' && inner.value % 1 !== 0;
    });
  }

  function indexed(node: AnyNode): readonly Repair[] {
    if (!isNumeric(node) || node.type === 'Identifier') return [];
    const parent = code.parent(node) ?? node;
    return [
      repair('missing_byte_mask', parent, extended(code, node, '&', '255')),
      repair('fraction_not_cut', parent, extended(code, node, '|', '0'), { weight: 0.5 }),
    ];
  }

  function elements(callee: AnyNode, node: AnyNode): readonly Repair[] {
    const name = callee.type === 'Identifier' ? callee.name : '';
    return (widerThan[name] ?? []).map((other) =>
      repair(
        isKind(name, other) ? 'element_kind' : 'element_too_narrow',
        node,
        [replaced(callee, other)],
        { name, weight: bitsOf(other) > bitsOf(name) ? 1 : 0.5 },
      ),
    );
  }
}

function isNumeric(node: AnyNode): boolean {
  if (node.type === 'BinaryExpression')
    return !/[<>=!]=?=?$/.test(node.operator) || /<<|>>/.test(node.operator);
  return [
    'Identifier',
    'MemberExpression',
    'ConditionalExpression',
    'UnaryExpression',
    'CallExpression',
  ].includes(node.type);
}

const widerThan: Readonly<Record<string, readonly string[]>> = {
  Uint8Array: ['Int16Array', 'Uint16Array', 'Int32Array', 'Uint32Array', 'Int8Array'],
  Int8Array: ['Int16Array', 'Int32Array', 'Uint8Array'],
  Uint8ClampedArray: ['Uint8Array', 'Int16Array'],
  Uint16Array: ['Uint32Array', 'Int16Array', 'Int32Array', 'Float64Array'],
  Int16Array: ['Int32Array', 'Uint16Array', 'Float64Array'],
  Uint32Array: ['Float64Array', 'Int32Array'],
  Int32Array: ['Uint32Array', 'Float64Array'],
  Float32Array: ['Float64Array'],
  Float16Array: ['Float64Array', 'Float32Array'],
};

/** Elements of the same width differ in their sign alone. */
function bitsOf(name: string): number {
  return Number(/\d+/.exec(name)?.[0] ?? 0);
}

function isKind(name: string, other: string): boolean {
  return name === 'Uint8ClampedArray' || (/^Float/.test(other) && !/^Float/.test(name));
}

export const widths: Family = { kinds, find };
