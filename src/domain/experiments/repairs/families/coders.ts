/** Mistakes of coders: escapes, carries, scan tables, quantisers, and blocks at the edge. */

import type { AnyNode, ArrayExpression, BinaryExpression, IfStatement } from 'acorn';
import { enclosingFunction } from '../../../source/functions.ts';
import { inserted, replaced, textOf, wrapped } from '../edits.ts';
import { type Family, type Repair, type RepairTree, repair } from '../repair.ts';
import { inPlace, kind, named, quoted } from '../wording.ts';

const kinds = {
  escape_not_escaped: kind(
    0.5,
    (f) =>
      `${inPlace(f)}, a value that is equal to ${named(f, 'the escape')} is written as it is under ${quoted(f.before)}: the decoder takes it for the escape.`,
    { fix: (f) => `Escape it, too: ${quoted(f.after)} at line ${f.line}.` },
  ),
  carry_not_passed_on: kind(
    0.6,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} is written without the carry: bytes that were held back have to become 0 when a carry comes.`,
    { telling: true, fix: (f) => `Add the carry: ${quoted(f.after)} at line ${f.line}.` },
  ),
  table_repeats: kind(
    0.8,
    (f) =>
      `${inPlace(f)}, the table ${named(f, '')} holds a number twice and another one never (${quoted(f.before)}): it is no permutation.`,
    { telling: true },
  ),
  half_without_sign: kind(
    0.5,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} adds the half to negative values, too, and moves them towards zero: the sign is missing.`,
  ),
  quality_inverted: kind(
    0.4,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} follows the quality the wrong way round: it grows where it has to shrink.`,
  ),
  predicted_from_source: kind(
    0.5,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} predicts from the source, which the decoder does not have: with ${named(f, 'the decoded samples')} in its place every frame comes back.`,
  ),
  block_beyond_edge: kind(
    0.45,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} reaches beyond the edge of the picture: nothing clips the block to it.`,
    { fix: (f) => `Clip it: ${quoted(f.after)} at line ${f.line}.` },
  ),
  step_not_needed: kind(0.2, (f) => `${inPlace(f)}, ${quoted(f.before)} is done once too often.`, {
    masking: 'what is removed cannot fail',
  }),
};

const constant = /^[A-Z][A-Z0-9_]*$/;
/** A scan has as many entries as a block has samples. */
const fewestEntries = 8;

function find({ code, sideOf }: RepairTree): readonly Repair[] {
  return code.nodes.flatMap((node): readonly Repair[] => {
    switch (node.type) {
      case 'IfStatement':
        return escapes(node);
      case 'Literal':
        return carries(node);
      case 'ArrayExpression':
        return repeated(node);
      case 'BinaryExpression':
        return [...halves(node), ...edges(node)];
      case 'Identifier':
        return inverted(node);
      case 'MemberExpression':
        return fromSource(node);
      case 'ExpressionStatement':
        return node.expression.type === 'CallExpression'
          ? [repair('step_not_needed', node, [replaced(node, ';')])]
          : [];
      default:
        return [];
    }
  });

  /** `if (count > 3) push(MARK, ...); else push(value);` */
  function escapes(node: IfStatement): readonly Repair[] {
    const { test, consequent, alternate } = node;
    if (!alternate) return [];
    const marks = namesIn(consequent).filter((name) => constant.test(name));
    const values = [...new Set(argumentsIn(alternate))].filter((name) => !constant.test(name));
    return [...new Set(marks)].slice(0, 2).flatMap((mark) =>
      values.slice(0, 3).map((value) =>
        repair('escape_not_escaped', test, [inserted(test.end, ` || ${value} === ${mark}`)], {
          name: mark,
        }),
      ),
    );
  }

  function namesIn(node: AnyNode): readonly string[] {
    return code.within(node).flatMap((each) => (each.type === 'Identifier' ? [each.name] : []));
  }

  /** Plain names that are given to calls. */
  function argumentsIn(node: AnyNode): readonly string[] {
    return code
      .within(node)
      .flatMap((each) => (each.type === 'CallExpression' ? each.arguments : []))
      .flatMap((each) => (each.type === 'Identifier' ? [each.name] : []));
  }

  /** `bytes.push(255)` in a function that knows a `carry`. */
  function carries(node: AnyNode & { type: 'Literal' }): readonly Repair[] {
    const around = enclosingFunction(code, node);
    const isWritten = /^(Call|Assignment)Expression$/.test(code.parent(node)?.type ?? '');
    if (node.value !== 255 || around === null || !isWritten) return [];
    if (!namesIn(around).includes('carry')) return [];
    return [
      repair('carry_not_passed_on', node, [
        replaced(node, `(${textOf(code, node)} + carry) & 255`),
      ]),
    ];
  }

  /** `[0, 1, 8, 16, 9, 9, 3, ...]`: small numbers, of which one stands twice and one is missing. */
  function repeated(node: ArrayExpression): readonly Repair[] {
    const entries = node.elements.flatMap((each) => (each ? [each] : []));
    const numbers = entries.map((each) => (each.type === 'Literal' ? each.value : null));
    const size = entries.length;
    const isIndex = (each: unknown) =>
      typeof each === 'number' && Number.isInteger(each) && each >= 0 && each < size;
    if (size < fewestEntries || !numbers.every(isIndex)) return [];
    const missing = numbers.map((_, i) => i).filter((i) => !numbers.includes(i));
    const [never, another] = missing;
    if (never === undefined || another !== undefined) return [];
    const twice = entries.filter(
      (_, i) => numbers.filter((each) => each === numbers[i]).length > 1,
    );
    const holder = code.parent(node);
    const name = holder?.type === 'VariableDeclarator' ? textOf(code, holder.id) : null;
    return twice.map((entry) =>
      repair('table_repeats', entry, [replaced(entry, `${never}`)], { name }),
    );
  }

  /** `(q + 0.5) * step`. */
  function halves(node: BinaryExpression): readonly Repair[] {
    if (node.operator !== '+' || node.right.type !== 'Literal') return [];
    const half = node.right.value;
    if (typeof half !== 'number' || half <= 0 || half >= 1) return [];
    const value = textOf(code, node.left as AnyNode);
    return [
      repair('half_without_sign', node, [inserted(node.right.end, ` * Math.sign(${value})`)]),
    ];
  }

  /** `x + size` where the picture ends before. */
  function edges(node: BinaryExpression): readonly Repair[] {
    const { left, right, operator } = node;
    if (
      operator !== '+' ||
      left.type !== 'Identifier' ||
      !/^[xyij]|^[a-z]?[xy]\d?$/.test(left.name)
    )
      return [];
    const isSize =
      right.type === 'Identifier' &&
      (constant.test(right.name) ||
        /size|side|block|leaf|tile|half|step|^n$|^s$/i.test(right.name));
    const parent = code.parent(node);
    const isTaken = /^(VariableDeclarator|CallExpression|AssignmentExpression)$/.test(
      parent?.type ?? '',
    );
    if (!isSize || !isTaken) return [];
    const wanted = /^[xi]|x\d?$/.test(left.name) ? ['w', 'width'] : ['h', 'height'];
    const around = enclosingFunction(code, node);
    const limits = around === null ? [] : sizesIn(around, wanted);
    return limits.map((limit) =>
      repair('block_beyond_edge', node, wrapped(node, 'Math.min(', `, ${limit})`)),
    );
  }

  /** `w`, `this.w`, `plane.width`, as they stand in a function. */
  function sizesIn(around: AnyNode, wanted: readonly string[]): readonly string[] {
    const found = code.within(around).flatMap((node): string[] => {
      const parent = code.parent(node);
      const isPart = parent?.type === 'MemberExpression' || parent?.type === 'Property';
      if (node.type === 'Identifier' && wanted.includes(node.name) && !isPart) return [node.name];
      if (node.type !== 'MemberExpression' || node.computed) return [];
      return wanted.includes(textOf(code, node.property)) ? [textOf(code, node)] : [];
    });
    return [...new Set(found)].slice(0, 2);
  }

  function inverted(node: AnyNode & { type: 'Identifier' }): readonly Repair[] {
    const parent = code.parent(node);
    if (!/^(quality|q)$/.test(node.name) || parent === null) return [];
    const isRead =
      parent.type === 'BinaryExpression' ||
      parent.type === 'ConditionalExpression' ||
      (parent.type === 'CallExpression' && parent.callee !== node);
    return isRead
      ? [repair('quality_inverted', node, [replaced(node, `(100 - ${node.name})`)])]
      : [];
  }

  /** `predict(frame.data, ...)` in the encoder, beside an array of decoded samples. */
  function fromSource(node: AnyNode & { type: 'MemberExpression' }): readonly Repair[] {
    if (textOf(code, node) !== 'frame.data' || sideOf(node) === 'decoder') return [];
    const around = enclosingFunction(code, node);
    const parent = code.parent(node);
    if (around === null || parent?.type === 'VariableDeclarator') return [];
    const written = code.within(around).flatMap((each): string[] => {
      if (each.type !== 'AssignmentExpression' || each.left.type !== 'MemberExpression') return [];
      const { object, computed } = each.left;
      return computed && object.type === 'Identifier' ? [object.name] : [];
    });
    return [...new Set(written)]
      .slice(0, 3)
      .map((name) =>
        repair('predicted_from_source', parent ?? node, [replaced(node, name)], { name }),
      );
  }
}

export const coders: Family = { kinds, find };
