/** Values that are absent, infinite or zero, and the tests for them. All of these may hide a mistake. */

import type { AnyNode, CallExpression, MemberExpression } from 'acorn';
import { inserted, replaced, textOf, wrapped } from '../edits.ts';
import { type Family, type Repair, type RepairTree, repair } from '../repair.ts';
import { inPlace, kind, quoted } from '../wording.ts';

const kinds = {
  absent_previous: kind(
    0.6,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} is read although \`previous\` is null for the first frame.`,
    { fix: (f) => `Allow for null: ${quoted(f.after)} at line ${f.line}.` },
  ),
  read_past_end: kind(
    0.35,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} reads past the end of the array: it is undefined there, and NaN in arithmetic.`,
    {
      fix: (f) => `Give it a value there: ${quoted(f.after)} at line ${f.line}.`,
      masking: 'a default hides an index that was computed wrongly',
    },
  ),
  logarithm_of_zero: kind(
    0.6,
    (f) => `${inPlace(f)}, ${quoted(f.before)} is -Infinity when its argument is 0.`,
    { fix: (f) => `Keep the argument above 0: ${quoted(f.after)} at line ${f.line}.` },
  ),
  division_by_zero: kind(
    0.45,
    (f) =>
      `${inPlace(f)}, the divisor in ${quoted(f.before)} can be 0, which gives NaN or Infinity.`,
    { fix: (f) => `Keep the divisor above 0: ${quoted(f.after)} at line ${f.line}.` },
  ),
  zero_where_one_is_needed: kind(
    0.45,
    (f) => `${inPlace(f)}, ${quoted(f.before)} can be 0, and what follows needs at least 1.`,
    { fix: (f) => `Keep it at least 1: ${quoted(f.after)} at line ${f.line}.` },
  ),
  missing_clamp: kind(
    0.5,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} is not clamped to the range 0 to 255: values beyond it wrap around or differ from the other side.`,
    { fix: (f) => `Clamp to 0..255: ${quoted(f.after)} at line ${f.line}.` },
  ),
  falsy_default: kind(
    0.5,
    (f) => `${inPlace(f)}, \`||\` in ${quoted(f.before)} replaces 0 by the default, too.`,
    {
      telling: true,
      fix: (f) =>
        `Use \`??\`, which replaces only null and undefined: ${quoted(f.after)} at line ${f.line}.`,
    },
  ),
  falsy_test: kind(
    0.4,
    (f) => `${inPlace(f)}, the test ${quoted(f.before)} takes the value 0 for absent.`,
    { fix: (f) => `Test for absence: ${quoted(f.after)} at line ${f.line}.` },
  ),
  unneeded_clamp: kind(
    0.3,
    (f) => `${inPlace(f)}, the limits in ${quoted(f.before)} cut off values that are needed.`,
    { masking: 'a limit that is left away may be missed elsewhere' },
  ),
};

function find({ code }: RepairTree): readonly Repair[] {
  const clamp = clampName();
  return code.nodes.flatMap((node): readonly Repair[] => {
    switch (node.type) {
      case 'MemberExpression':
        return [...previous(node), ...pastEnd(node)];
      case 'CallExpression':
        return [...logarithm(node), ...clamped(node)];
      case 'BinaryExpression':
        return ['/', '%'].includes(node.operator) && node.right.type !== 'Literal'
          ? [
              repair('division_by_zero', node, wrapped(node.right, '(', ' || 1)')),
              repair('division_by_zero', node, wrapped(node.right, 'Math.max(1, ', ')'), {
                weight: 0.6,
              }),
            ]
          : [];
      case 'AssignmentExpression':
        return node.operator === '=' || node.operator === '+=' || node.operator === '-='
          ? stored(node.right)
          : [];
      case 'VariableDeclarator':
        return node.init ? stored(node.init) : [];
      case 'ReturnStatement':
        return node.argument ? stored(node.argument) : [];
      case 'ArrowFunctionExpression':
        return node.expression ? stored(node.body) : [];
      default:
        return [];
    }
  });

  function previous(node: MemberExpression): readonly Repair[] {
    if (node.computed || node.optional || !/(^|\.)previous$/.test(textOf(code, node.object)))
      return [];
    return [repair('absent_previous', node, [inserted(node.object.end, '?')])];
  }

  function pastEnd(node: MemberExpression): readonly Repair[] {
    if (!node.computed || node.property.type === 'PrivateIdentifier') return [];
    const parent = code.parent(node);
    const isRead =
      !(parent?.type === 'AssignmentExpression' && parent.left === node) &&
      parent?.type !== 'UpdateExpression' &&
      parent?.type !== 'MemberExpression' &&
      !(parent?.type === 'CallExpression' && parent.callee === node) &&
      !/Pattern/.test(parent?.type ?? '');
    if (!isRead) return [];
    const isSum =
      node.property.type === 'BinaryExpression' || node.property.type === 'UpdateExpression';
    return [
      repair('read_past_end', node, wrapped(node, '(', ' ?? 0)'), { weight: isSum ? 1 : 0.5 }),
    ];
  }

  function logarithm(node: CallExpression): readonly Repair[] {
    const [argument] = node.arguments;
    if (!argument || !/^Math\.log/.test(textOf(code, node.callee))) return [];
    return [repair('logarithm_of_zero', node, wrapped(argument, 'Math.max(1, ', ')'))];
  }

  /** A clamp that is there already is what one would use. */
  function clampName(): string | null {
    for (const node of code.nodes) {
      const declared =
        node.type === 'FunctionDeclaration'
          ? (node.id?.name ?? '')
          : node.type === 'VariableDeclarator' && node.id.type === 'Identifier'
            ? node.id.name
            : '';
      if (/^(clamp|clip|saturate|limit)(255|8|byte|sample|pixel|u8)?$/i.test(declared))
        return declared;
    }
    return null;
  }

  function limited(text: string): string {
    return clamp === null ? `Math.max(0, Math.min(255, ${text}))` : `${clamp}(${text})`;
  }

  function stored(node: AnyNode): readonly Repair[] {
    const value =
      /^(BinaryExpression|CallExpression|ConditionalExpression|MemberExpression|Identifier)$/.test(
        node.type,
      );
    if (
      !value ||
      (node.type === 'CallExpression' &&
        /clamp|clip|Math\.(max|min)|Array|subarray|slice/i.test(textOf(code, node.callee)))
    )
      return [];
    const found = [
      repair('missing_clamp', node, [replaced(node, limited(textOf(code, node)))], {
        weight: node.type === 'BinaryExpression' ? 1 : 0.5,
      }),
      repair('zero_where_one_is_needed', node, wrapped(node, 'Math.max(1, ', ')'), {
        weight: node.type === 'CallExpression' || node.type === 'BinaryExpression' ? 0.8 : 0.4,
      }),
    ];
    // A prediction plus a residual: the prediction alone is clamped.
    for (const part of parts(node))
      found.push(
        repair(
          'missing_clamp',
          node,
          [replaced(part, limited(code.text.slice(part.start, part.end)))],
          { weight: 0.8 },
        ),
      );
    return found;
  }

  /** The leading terms of a sum, and what an offset is added to. */
  function parts(node: AnyNode): readonly { start: number; end: number }[] {
    if (node.type !== 'BinaryExpression' || !['+', '-'].includes(node.operator)) return [];
    const { left } = node;
    if (left.type !== 'BinaryExpression' || !['+', '-'].includes(left.operator)) return [];
    return [{ start: node.start, end: left.end }].filter(({ end }) => code.text[end] !== ')');
  }

  function clamped(node: CallExpression): readonly Repair[] {
    const name = textOf(code, node.callee);
    const [first, second] = node.arguments;
    if (!first || !/clamp|clip|^Math\.(max|min)$/i.test(name)) return [];
    const kept = second && first.type === 'Literal' ? second : first;
    if (second && first.type !== 'Literal' && second.type !== 'Literal') return [];
    return [repair('unneeded_clamp', node, [replaced(node, `(${textOf(code, kept)})`)])];
  }
}

export const guards: Family = { kinds, find };
