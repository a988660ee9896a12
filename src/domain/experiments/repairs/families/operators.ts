/** One operator in the place of another. */

import type { AnyNode, BinaryExpression } from 'acorn';
import { inserted, operatorEdit, replaced, swapped, textOf, tightness } from '../edits.ts';
import { type Family, type Repair, type RepairTree, repair } from '../repair.ts';
import { inPlace, kind, quoted } from '../wording.ts';

const kinds = {
  wrong_arithmetic: kind(
    0.3,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} calculates with the wrong operator: ${quoted(f.after)} is what the other side undoes.`,
  ),
  wrong_shift: kind(
    0.25,
    (f) => `${inPlace(f)}, ${quoted(f.before)} shifts in the wrong direction.`,
  ),
  wrong_bit_operator: kind(
    0.25,
    (f) => `${inPlace(f)}, ${quoted(f.before)} combines bits with the wrong operator.`,
  ),
  wrong_assignment: kind(
    0.3,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} assigns with the wrong operator: the variable takes another value than the one meant.`,
  ),
  wrong_step: kind(
    0.25,
    (f) => `${inPlace(f)}, ${quoted(f.before)} steps the wrong way or at the wrong moment.`,
  ),
  logical_for_bitwise: kind(
    0.4,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} mixes up a logical and a bitwise operator: one gives an operand or a boolean, the other combines the bits.`,
  ),
  and_for_or: kind(
    0.2,
    (f) => `${inPlace(f)}, the conditions in ${quoted(f.before)} are joined by the wrong operator.`,
    { masking: 'a wider or narrower condition can switch off the code that fails' },
  ),
  negated_condition: kind(
    0.22,
    (f) => `${inPlace(f)}, the condition ${quoted(f.before)} is the wrong way round.`,
    { masking: 'a turned condition can switch off the code that fails' },
  ),
  branches_swapped: kind(
    0.2,
    (f) => `${inPlace(f)}, the two results of ${quoted(f.before)} stand the wrong way round.`,
  ),
  minimum_for_maximum: kind(
    0.3,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} takes the wrong end of the range: minimum and maximum are mixed up.`,
  ),
  wrong_rounding: kind(
    0.35,
    (f) => `${inPlace(f)}, ${quoted(f.before)} rounds in another way than its counterpart needs.`,
  ),
  wrong_flag: kind(
    0.25,
    (f) => `${inPlace(f)}, the flag in ${quoted(f.before)} has the wrong value.`,
  ),
  operands_swapped: kind(
    0.25,
    (f) => `${inPlace(f)}, the operands of ${quoted(f.before)} stand the wrong way round.`,
  ),
};

const arithmetic: Readonly<Record<string, readonly string[]>> = {
  '+': ['-'],
  '-': ['+'],
  '*': ['/', '+'],
  '/': ['*'],
};
const shifts: Readonly<Record<string, readonly string[]>> = {
  '<<': ['>>'],
  '>>': ['<<'],
  '>>>': ['<<'],
};
const bits: Readonly<Record<string, readonly string[]>> = {
  '&': ['|', '^'],
  '|': ['&', '^', '+'],
  '^': ['|', '&'],
};
const assignments: Readonly<Record<string, readonly string[]>> = {
  '=': ['+=', '-=', '|='],
  '+=': ['=', '-='],
  '-=': ['+=', '='],
  '|=': ['=', '+=', '&='],
  '&=': ['|=', '='],
  '^=': ['=', '|='],
  '<<=': ['>>=', '='],
  '>>=': ['<<=', '>>>=', '='],
  '*=': ['=', '+='],
  '/=': ['*=', '='],
};

function find({ code }: RepairTree): readonly Repair[] {
  const found: Repair[] = [];
  const change = (
    of: string,
    node: Parameters<typeof operatorEdit>[1] & AnyNode,
    operators: readonly string[],
  ) => {
    for (const operator of operators) {
      const edit = operatorEdit(code, node, operator);
      if (edit !== null) found.push(repair(of, node, [edit]));
    }
  };
  for (const node of code.nodes) {
    switch (node.type) {
      case 'BinaryExpression':
        if (node.left.type === 'PrivateIdentifier') break;
        if (!isText(node))
          change('wrong_arithmetic', node as never, arithmetic[node.operator] ?? []);
        change('wrong_shift', node as never, shifts[node.operator] ?? []);
        change('wrong_bit_operator', node as never, bits[node.operator] ?? []);
        change('logical_for_bitwise', node as never, logical[node.operator] ?? []);
        change('negated_condition', node as never, turned[node.operator] ?? []);
        if (['-', '/', '%', '<<', '>>', '>>>', '**'].includes(node.operator)) {
          found.push(...exchange(node));
        }
        break;
      case 'LogicalExpression':
        change(
          'logical_for_bitwise',
          node,
          { '&&': ['&', '||'], '||': ['|', '&&'], '??': ['||'] }[node.operator],
        );
        break;
      case 'AssignmentExpression':
        change('wrong_assignment', node as never, assignments[node.operator] ?? []);
        break;
      default:
        found.push(...others(node));
    }
  }
  return found;

  function exchange(node: BinaryExpression): readonly Repair[] {
    const { left, right } = node;
    if (left.type === 'PrivateIdentifier' || tightness(left) < 12 || tightness(right) < 12)
      return [];
    if (textOf(code, left) === textOf(code, right)) return [];
    return [
      repair('operands_swapped', node, swapped(code, left, right), {
        weight: left.type === 'Literal' ? 0.2 : 1,
      }),
    ];
  }

  function others(node: AnyNode): readonly Repair[] {
    switch (node.type) {
      case 'UpdateExpression': {
        const name = textOf(code, node.argument);
        const other = node.operator === '++' ? '--' : '++';
        const forms = node.prefix
          ? [`${name}${node.operator}`, other + name]
          : [node.operator + name, name + other];
        const used =
          code.parent(node)?.type !== 'ExpressionStatement' &&
          code.parent(node)?.type !== 'ForStatement';
        return forms
          .filter((_, i) => used || i === 1)
          .map((text) => repair('wrong_step', node, [replaced(node, text)], { name }));
      }
      case 'IfStatement':
      case 'WhileStatement':
        return [negated(node.test)];
      case 'ConditionalExpression': {
        const { test, consequent, alternate } = node;
        const isSame = textOf(code, consequent) === textOf(code, alternate);
        const exchanged = swapped(code, consequent, alternate);
        return isSame
          ? []
          : [repair('branches_swapped', node, exchanged), negated(test)].slice(0, 1);
      }
      case 'Literal':
        return typeof node.value === 'boolean'
          ? [repair('wrong_flag', code.parent(node) ?? node, [replaced(node, `${!node.value}`)])]
          : [];
      case 'MemberExpression':
        return mathFunction(node);
      default:
        return [];
    }
  }

  function negated(test: AnyNode): Repair {
    if (test.type === 'UnaryExpression' && test.operator === '!') {
      return repair('negated_condition', test, [
        replaced({ start: test.start, end: test.argument.start }, ''),
      ]);
    }
    const edits =
      tightness(test) >= 12
        ? [inserted(test.start, '!')]
        : [inserted(test.start, '!('), inserted(test.end, ')')];
    return repair('negated_condition', test, edits);
  }

  function mathFunction(node: AnyNode & { type: 'MemberExpression' }): readonly Repair[] {
    if (node.object.type !== 'Identifier' || node.object.name !== 'Math') return [];
    if (node.property.type !== 'Identifier') return [];
    const { name } = node.property;
    const call = code.parent(node) ?? node;
    const other = { min: 'max', max: 'min' }[name];
    if (other !== undefined)
      return [repair('minimum_for_maximum', call, [replaced(node.property, other)])];
    const roundings = ['floor', 'ceil', 'round', 'trunc'];
    if (!roundings.includes(name)) return [];
    return roundings
      .filter((each) => each !== name)
      .map((each) => repair('wrong_rounding', call, [replaced(node.property, each)]));
  }
}

const logical: Readonly<Record<string, readonly string[]>> = { '&': ['&&'], '|': ['||'] };

const turned: Readonly<Record<string, readonly string[]>> = {
  '===': ['!=='],
  '!==': ['==='],
  '==': ['!='],
  '!=': ['=='],
  '<': ['>', '>='],
  '>': ['<', '<='],
  '<=': ['>=', '>'],
  '>=': ['<=', '<'],
};

function isText(node: BinaryExpression): boolean {
  return [node.left, node.right].some(
    (side) =>
      side.type === 'TemplateLiteral' ||
      (side.type === 'Literal' && typeof side.value === 'string'),
  );
}

export const operators: Family = { kinds, find };
