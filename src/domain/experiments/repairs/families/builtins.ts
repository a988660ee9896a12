/** What built-in functions do differently from what was meant. */

import type { AnyNode, CallExpression, MemberExpression } from 'acorn';
import { inserted, replaced, textOf, wrapped } from '../edits.ts';
import { type Family, type Repair, type RepairTree, repair } from '../repair.ts';
import { inPlace, kind, named, quoted } from '../wording.ts';

const kinds = {
  overlapping_copy: kind(
    0.6,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} copies as if all of it were read first: where the distance is shorter than the length (they overlap), what the same copy has written is not repeated.`,
    { telling: true, fix: (f) => `Copy one element after the other in a loop at line ${f.line}.` },
  ),
  parse_with_index: kind(
    0.8,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} gives \`parseInt\` the index as its second argument, the radix: all but the first come out wrong or NaN.`,
    { telling: true },
  ),
  padded_with_spaces: kind(
    0.7,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} pads with spaces, since it has no second argument: what is parsed from it ends at the space.`,
    { telling: true },
  ),
  sorted_in_place: kind(
    0.6,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} changes the order of ${named(f, 'the list')} itself (it works in place), for everybody who uses it later.`,
    { telling: true, fix: (f) => `Work on a copy: ${quoted(f.after)} at line ${f.line}.` },
  ),
  shallow_copy: kind(
    0.6,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} is a shallow copy: the arrays in it are still those of ${named(f, 'the original')}, and a change of one is a change of both.`,
    {
      telling: true,
      fix: (f) => `Copy the arrays in it, too (line ${f.line}), for example with \`slice()\`.`,
    },
  ),
  keys_are_text: kind(
    0.6,
    (f) =>
      `${inPlace(f)}, the keys that ${quoted(f.before)} gives are strings, not numbers: \`+\` joins them, and \`===\` with a number is never true.`,
    { telling: true, fix: (f) => `Make them numbers: ${quoted(f.after)} at line ${f.line}.` },
  ),
  mapped_into_same_type: kind(
    0.5,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} gives an array of the same type as ${named(f, 'the typed array')}: results that it cannot hold (negative or too large ones) wrap.`,
    {
      telling: true,
      fix: (f) => `Map into a plain or wider array: ${quoted(f.after)} at line ${f.line}.`,
    },
  ),
  position_for_element: kind(
    0.4,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} is -1 where nothing is found, and goes on with it as if it were a place.`,
    { masking: 'keeps an index from being negative' },
  ),
  replaced_once: kind(
    0.6,
    (f) => `${inPlace(f)}, ${quoted(f.before)} replaces only the first place that matches.`,
    { telling: true },
  ),
  largest_of_no_elements: kind(
    0.4,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} of an empty list is -Infinity (or Infinity for the least).`,
    { masking: 'gives another value to empty lists' },
  ),
};

function find({ code }: RepairTree): readonly Repair[] {
  return code.nodes.flatMap((node): readonly Repair[] => {
    if (node.type === 'ObjectExpression') return shallow(node);
    if (node.type === 'ArrayExpression') return shallowList(node);
    if (node.type !== 'CallExpression') return [];
    const { callee } = node;
    if (callee.type !== 'MemberExpression' || callee.computed) return [];
    if (callee.property.type !== 'Identifier' || callee.object.type === 'Super') return [];
    return ofMethod(node, callee, callee.property.name);
  });

  function ofMethod(
    node: CallExpression,
    callee: MemberExpression,
    method: string,
  ): readonly Repair[] {
    const { object } = callee;
    const [first, second] = node.arguments;
    const name = object.type === 'Identifier' ? object.name : null;
    switch (method) {
      case 'copyWithin':
        return copied(node, object);
      case 'set':
        return setWithin(node, object);
      case 'map':
        return mapped(node, object);
      case 'padEnd':
      case 'padStart':
        return first && !second
          ? [repair('padded_with_spaces', node, [inserted(first.end, ", '0'")])]
          : [];
      case 'sort':
      case 'reverse':
        return isHeldElsewhere(object)
          ? [repair('sorted_in_place', node, [inserted(object.end, '.slice()')], { name })]
          : [];
      case 'slice':
        return node.arguments.length === 0 && isHeld(object)
          ? [
              repair(
                'shallow_copy',
                node,
                [inserted(node.end, '.map((part) => part?.slice?.() ?? part)')],
                { name, weight: 0.5 },
              ),
            ]
          : [];
      case 'keys':
      case 'entries':
        return keys(node, object, method);
      case 'assign':
        return first && second ? [deep(node, second)] : [];
      case 'replace':
        return first?.type === 'Literal' && typeof first.value === 'string'
          ? [repair('replaced_once', node, [replaced(callee.property, 'replaceAll')])]
          : [];
      case 'indexOf':
      case 'findIndex':
        return [
          repair('position_for_element', node, wrapped(node, 'Math.max(0, ', ')'), { weight: 0.4 }),
        ];
      case 'max':
      case 'min':
        return first?.type === 'SpreadElement' && !second
          ? [
              repair('largest_of_no_elements', node, [inserted(first.start, '0, ')], {
                weight: 0.5,
              }),
            ]
          : [];
      default:
        return [];
    }
  }

  function copied(node: CallExpression, object: AnyNode): readonly Repair[] {
    const [to, from, end] = node.arguments;
    if (!to || !from) return [];
    const list = textOf(code, object);
    const last = end ? textOf(code, end) : `${list}.length`;
    return [oneByOne(node, [list, textOf(code, to), textOf(code, from), last])];
  }

  /** `out.set(out.subarray(from, end), to)`. */
  function setWithin(node: CallExpression, object: AnyNode): readonly Repair[] {
    const [part, to] = node.arguments;
    if (part?.type !== 'CallExpression' || part.callee.type !== 'MemberExpression') return [];
    const list = textOf(code, object);
    const [from, end] = part.arguments;
    if (textOf(code, part.callee.object) !== list || !from || !end) return [];
    const target = to ? textOf(code, to) : '0';
    return [oneByOne(node, [list, target, textOf(code, from), textOf(code, end)])];
  }

  /** A loop in place of the call, given the list, where to, from where, and up to where. */
  function oneByOne(node: CallExpression, given: readonly string[]): Repair {
    const loop =
      '((list, to, from, end) => { for (let k = 0; from + k < end; k++) list[to + k] = list[from + k]; return list; })';
    return repair('overlapping_copy', node, [replaced(node, `${loop}(${given.join(', ')})`)]);
  }

  function mapped(node: CallExpression, object: AnyNode): readonly Repair[] {
    const [by] = node.arguments;
    if (!by) return [];
    if (by.type === 'Identifier' && by.name === 'parseInt')
      return [repair('parse_with_index', node, [replaced(by, 'Number')])];
    const list = textOf(code, object);
    const rest = code.text.slice(by.start, by.end);
    const name = object.type === 'Identifier' ? object.name : null;
    return [
      repair('mapped_into_same_type', node, [replaced(node, `Array.from(${list}, ${rest})`)], {
        name,
      }),
      repair('mapped_into_same_type', node, [replaced(node, `Int32Array.from(${list}, ${rest})`)], {
        name,
        weight: 0.6,
      }),
    ];
  }

  /** `Object.keys(counts)`, `Object.entries(counts)`. */
  function keys(node: CallExpression, object: AnyNode, method: string): readonly Repair[] {
    if (object.type !== 'Identifier' || object.name !== 'Object') return [];
    const numbers =
      method === 'keys' ? '.map(Number)' : '.map(([key, value]) => [Number(key), value])';
    return [repair('keys_are_text', node, [inserted(node.end, numbers)])];
  }

  /** Whether others than the expression around it may hold this list: a name of the module, a parameter, a property. */
  function isHeldElsewhere(object: AnyNode): boolean {
    if (object.type === 'MemberExpression' || object.type === 'CallExpression')
      return !isFresh(object);
    return isHeld(object);
  }

  function isHeld(object: AnyNode): boolean {
    return object.type === 'Identifier' || object.type === 'MemberExpression';
  }

  /** `list.slice().sort()`, `Object.keys(x).sort()`. */
  function isFresh(object: AnyNode): boolean {
    if (object.type !== 'CallExpression' || object.callee.type !== 'MemberExpression') return false;
    const { property } = object.callee;
    return (
      property.type === 'Identifier' &&
      /^(slice|map|filter|from|keys|entries|values|concat|flat|flatMap|split)$/.test(property.name)
    );
  }

  /** `{ ...state }`. */
  function shallow(node: AnyNode & { type: 'ObjectExpression' }): readonly Repair[] {
    return node.properties.flatMap((each) =>
      each.type === 'SpreadElement' ? [deep(each, each.argument)] : [],
    );
  }

  /** `[...rows]`. */
  function shallowList(node: AnyNode & { type: 'ArrayExpression' }): readonly Repair[] {
    const [only, another] = node.elements;
    if (only?.type !== 'SpreadElement' || another !== undefined) return [];
    const name = only.argument.type === 'Identifier' ? only.argument.name : null;
    const parts = inserted(node.end, '.map((part) => part?.slice?.() ?? part)');
    return [repair('shallow_copy', node, [parts], { name, weight: 0.6 })];
  }

  /** The arrays in an object copied, too. */
  function deep(node: AnyNode, from: AnyNode): Repair {
    const [before, after] = [
      'Object.fromEntries(Object.entries(',
      ').map(([key, value]) => [key, value?.slice?.() ?? value]))',
    ];
    const name = from.type === 'Identifier' ? from.name : null;
    return repair('shallow_copy', node, wrapped(from, before, after), { name });
  }
}

export const builtins: Family = { kinds, find };
