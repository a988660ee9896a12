/** Arrays that are changed although somebody else still needs them. */

import type { AnyNode, MemberExpression } from 'acorn';
import { isFunction } from '../../../source/functions.ts';
import { initialValue } from '../../../source/values.ts';
import { inserted, replaced, textOf } from '../edits.ts';
import { type Family, type Repair, type RepairTree, repair } from '../repair.ts';
import { inPlace, kind, named, quoted } from '../wording.ts';

const kinds = {
  input_changed: kind(
    0.6,
    (f) =>
      `${inPlace(f)}, ${named(f, 'the input')} is not copied before it is changed in place: the samples that are read from it later are no longer those of the frame.`,
    { telling: true, fix: (f) => `Copy it first: ${quoted(f.after)} at line ${f.line}.` },
  ),
  parameter_changed: kind(
    0.5,
    (f) =>
      `${inPlace(f)}, the array ${named(f, 'that is given')} is changed in place, for the caller, too.`,
    { fix: (f) => `Copy it first: ${quoted(f.after)} at line ${f.line}.` },
  ),
  reference_kept: kind(
    0.5,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} keeps a reference, not a copy: both names are one array, and what is written to one later changes the other.`,
    { telling: true, fix: (f) => `Keep a copy: ${quoted(f.after)} at line ${f.line}.` },
  ),
  filled_with_one_object: kind(
    0.6,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} puts one and the same object into every place: a change of one is a change of all.`,
    { telling: true, fix: (f) => `Make one for each place: ${quoted(f.after)} at line ${f.line}.` },
  ),
  view_changed: kind(
    0.45,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} is a view: what is written to it changes the array below, and the other way round.`,
    { telling: true, fix: (f) => `Take a copy: ${quoted(f.after)} at line ${f.line}.` },
  ),
  copy_changed: kind(
    0.4,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} is a copy: what is written to it never reaches the array it was taken from.`,
    { fix: (f) => `Take a view: ${quoted(f.after)} at line ${f.line}.` },
  ),
};

const samples = new Set(['data', 'y', 'u', 'v', 'bytes', 'samples', 'pixels']);

function find({ code }: RepairTree): readonly Repair[] {
  return code.nodes.flatMap((node): readonly Repair[] => {
    switch (node.type) {
      case 'MemberExpression':
        return [...read(node), ...views(node)];
      case 'Identifier':
        return kept(node);
      case 'CallExpression':
        return filled(node);
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        return parameters(node);
      default:
        return [];
    }
  });

  /** `const d = frame.data`. */
  function read(node: MemberExpression): readonly Repair[] {
    if (node.computed || node.property.type !== 'Identifier') return [];
    if (!samples.has(node.property.name)) return [];
    const parent = code.parent(node);
    const isTaken =
      (parent?.type === 'VariableDeclarator' && parent.init === node) ||
      (parent?.type === 'AssignmentExpression' && parent.right === node) ||
      (parent?.type === 'ConditionalExpression' && parent.test !== node) ||
      (parent?.type === 'CallExpression' && parent.callee !== node) ||
      parent?.type === 'Property' ||
      parent?.type === 'LogicalExpression';
    if (!isTaken && !isFilled(node)) return [];
    const optional = code.text.slice(node.object.end, node.property.start).includes('?');
    const copy = inserted(node.end, `${optional ? '?' : ''}.slice()`);
    return [repair('input_changed', node, [copy], { name: textOf(code, node) })];
  }

  /** `frame.data.fill(0)`. */
  function isFilled(node: AnyNode): boolean {
    const member = code.parent(node);
    if (member?.type !== 'MemberExpression' || member.object !== node) return false;
    if (member.property.type !== 'Identifier') return false;
    return ['fill', 'sort', 'reverse', 'set', 'copyWithin'].includes(member.property.name);
  }

  function views(node: MemberExpression): readonly Repair[] {
    if (node.computed || node.property.type !== 'Identifier') return [];
    const call = code.parent(node);
    if (call?.type !== 'CallExpression' || call.callee !== node) return [];
    if (node.property.name === 'subarray')
      return [repair('view_changed', call, [replaced(node.property, 'slice')])];
    if (node.property.name !== 'slice' || call.arguments.length === 0) return [];
    return [repair('copy_changed', call, [replaced(node.property, 'subarray')])];
  }

  /** `last = out`, `history.push(out)`: a name of an array that is put elsewhere. */
  function kept(node: AnyNode & { type: 'Identifier' }): readonly Repair[] {
    const parent = code.parent(node);
    if (parent === null || !isArray(node)) return [];
    const isKept =
      (parent.type === 'AssignmentExpression' &&
        parent.right === node &&
        parent.operator === '=') ||
      (parent.type === 'VariableDeclarator' && parent.init === node) ||
      (parent.type === 'Property' &&
        parent.value === node &&
        !parent.shorthand &&
        code.parent(parent)?.type === 'ObjectExpression') ||
      (parent.type === 'CallExpression' &&
        parent.callee !== node &&
        /\.(push|unshift|set)$/.test(textOf(code, parent.callee))) ||
      (isOfModule(node) && isGiven(parent, node));
    return isKept
      ? [repair('reference_kept', parent, [inserted(node.end, '.slice()')], { name: node.name })]
      : [];
  }

  function isOfModule(node: AnyNode): boolean {
    return code.variableOf(node)?.scope.type === 'module';
  }

  /** `previous ? previous.data : GREY`, `return GREY`, `() => GREY`. */
  function isGiven(parent: AnyNode, node: AnyNode): boolean {
    if (parent.type === 'ConditionalExpression') return parent.test !== node;
    if (parent.type === 'LogicalExpression') return parent.right === node;
    if (parent.type === 'ArrowFunctionExpression') return parent.body === node;
    return parent.type === 'ReturnStatement' || parent.type === 'ArrayExpression';
  }

  /** Whether the name is bound to an array at some place. */
  function isArray(node: AnyNode & { type: 'Identifier' }): boolean {
    const variable = code.variableOf(node);
    if (variable === null) return false;
    const made = variable.scope.type === 'module' ? initialValue(code, node) : null;
    if (made && /^new \w+Array\(|^\w*Array\.(from|of)\(|^\[/.test(code.excerpt(made, 40)))
      return true;
    return variable.references.some(({ identifier }) => {
      const parent = code.parent(identifier as AnyNode);
      return (
        parent?.type === 'MemberExpression' &&
        parent.object === (identifier as AnyNode) &&
        parent.computed
      );
    });
  }

  function filled(node: AnyNode & { type: 'CallExpression' }): readonly Repair[] {
    const { callee, arguments: args } = node;
    const [value] = args;
    if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return [];
    if (callee.property.name !== 'fill' || value === undefined || args.length !== 1) return [];
    if (!/^(ArrayExpression|ObjectExpression|NewExpression|CallExpression)$/.test(value.type))
      return [];
    const { object } = callee;
    if (object.type !== 'NewExpression' && object.type !== 'CallExpression') return [];
    const [length] = object.arguments;
    if (length === undefined || textOf(code, object.callee) !== 'Array') return [];
    const made =
      value.type === 'ObjectExpression' ? `(${textOf(code, value)})` : textOf(code, value);
    const each = `Array.from({ length: ${textOf(code, length)} }, () => ${made})`;
    return [repair('filled_with_one_object', node, [replaced(node, each)])];
  }

  /** `function encode({ data })` and `function encode(data)` that write to it. */
  function parameters(node: AnyNode): readonly Repair[] {
    if (!isFunction(node) || node.body.type !== 'BlockStatement') return [];
    const { body } = node;
    return code.declaredBy(node).flatMap((variable) => {
      if (!variable.defs.some(({ type }) => type === 'Parameter')) return [];
      const written = variable.references.some(({ identifier }) =>
        isWrittenTo(identifier as AnyNode),
      );
      if (!written) return [];
      const { name } = variable;
      return [
        repair(
          'parameter_changed',
          node.params[0] ?? node,
          [inserted(body.start + 1, ` ${name} = ${name}.slice();`)],
          { name, weight: 0.7 },
        ),
      ];
    });
  }

  function isWrittenTo(identifier: AnyNode): boolean {
    const member = code.parent(identifier);
    if (member?.type !== 'MemberExpression' || member.object !== identifier) return false;
    const parent = code.parent(member);
    if (!member.computed) return isFilled(identifier);
    return (
      (parent?.type === 'AssignmentExpression' && parent.left === member) ||
      parent?.type === 'UpdateExpression'
    );
  }
}

export const copies: Family = { kinds, find };
