/** Things that stand the wrong way round: arguments, elements, coordinates, statements; and what `sort` does. */

import type { AnyNode, CallExpression } from 'acorn';
import { extended, inserted, replaced, swapped, textOf } from '../edits.ts';
import { type Family, type Repair, type RepairTree, repair } from '../repair.ts';
import { inPlace, kind, named, quoted } from '../wording.ts';

const kinds = {
  arguments_swapped: kind(
    0.4,
    (f) =>
      `${inPlace(f)}, two arguments of ${quoted(f.before)} are swapped: they stand in another order than the function takes them.`,
    { fix: (f) => `Swap the arguments: ${quoted(f.after)} at line ${f.line}.` },
  ),
  elements_swapped: kind(
    0.3,
    (f) =>
      `${inPlace(f)}, two elements of ${quoted(f.before)} are swapped: they stand in another order than on the other side.`,
    { fix: (f) => `Swap them: ${quoted(f.after)} at line ${f.line}.` },
  ),
  coordinates_swapped: kind(
    0.45,
    (f) => `${inPlace(f)}, the two coordinates in ${quoted(f.before)} are swapped (transposed).`,
    { fix: (f) => `Swap them: ${quoted(f.after)} at line ${f.line}.` },
  ),
  index_and_value_swapped: kind(
    0.5,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} applies the table ${named(f, '')} the wrong way round: it is a permutation, and this side needs its inverse order (place k and entry k exchanged).`,
  ),
  statements_swapped: kind(
    0.35,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} is done in the wrong order: the first needs what the second leaves, or the other way round.`,
    { fix: (f) => `Swap the two statements at line ${f.line}: ${quoted(f.after)}.` },
  ),
  sorted_as_text: kind(
    0.75,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} has no comparator and sorts numbers as text: 10 comes before 9.`,
    { telling: true, fix: (f) => `Give it a comparator: ${quoted(f.after)} at line ${f.line}.` },
  ),
  boolean_comparator: kind(
    0.75,
    (f) =>
      `${inPlace(f)}, the comparator ${quoted(f.before)} returns a boolean: \`sort\` takes true for 1 and false for 0 and never sees that one is smaller.`,
    { telling: true, fix: (f) => `Return a difference: ${quoted(f.after)} at line ${f.line}.` },
  ),
  ties_undecided: kind(
    0.55,
    (f) =>
      `${inPlace(f)}, the comparator ${quoted(f.before)} of the sort leaves ties undecided: equal ones keep the order in which they came, which is not the same on both sides.`,
    {
      telling: true,
      fix: (f) => `Break ties in the same way on both sides: ${quoted(f.after)} at line ${f.line}.`,
    },
  ),
  reversed_comparator: kind(
    0.45,
    (f) =>
      `${inPlace(f)}, the comparator ${quoted(f.before)} sorts in the opposite direction of what is needed.`,
  ),
};

/** An array in the place of a number is hardly what was meant. */
const mixed = 0.1;

function find({ code }: RepairTree): readonly Repair[] {
  const arrays = new Set(
    code.nodes.flatMap((node) =>
      node.type === 'MemberExpression' && node.computed ? [textOf(code, node.object)] : [],
    ),
  );
  const isArray = (node: AnyNode) =>
    arrays.has(textOf(code, node)) || /Array|\.data$/.test(textOf(code, node));

  return code.nodes.flatMap((node): readonly Repair[] => {
    switch (node.type) {
      case 'CallExpression':
        return [
          ...neighbours('arguments_swapped', node, node.arguments),
          ...offsets(node),
          ...sorting(node),
        ];
      case 'NewExpression':
        return neighbours('arguments_swapped', node, node.arguments);
      case 'ArrayExpression':
      case 'ArrayPattern':
        return node.elements.length > 6 ? [] : neighbours('elements_swapped', node, node.elements);
      case 'BinaryExpression':
        return coordinates(node);
      case 'AssignmentExpression':
        return exchanged(node);
      case 'BlockStatement':
      case 'Program':
        return statements(node.body);
      case 'SwitchCase':
        return statements(node.consequent);
      default:
        return [];
    }
  });

  /** `f(x + a, y + b)` and `f(x + b, y + a)`. */
  function offsets(node: CallExpression): readonly Repair[] {
    return node.arguments.slice(1).flatMap((second, i) => {
      const first = node.arguments[i];
      if (first?.type !== 'BinaryExpression' || second.type !== 'BinaryExpression') return [];
      if (first.operator !== second.operator) return [];
      if (textOf(code, first.right) === textOf(code, second.right)) return [];
      return [repair('coordinates_swapped', node, swapped(code, first.right, second.right))];
    });
  }

  function neighbours(
    kindName: string,
    node: AnyNode,
    list: readonly (AnyNode | null)[],
  ): readonly Repair[] {
    return list.slice(1).flatMap((second, i) => {
      const first = list[i];
      if (!first || !second || textOf(code, first) === textOf(code, second)) return [];
      if (first.type === 'ArrowFunctionExpression' || second.type === 'ArrowFunctionExpression')
        return [];
      if (first.type === 'Literal' && second.type === 'Literal' && list.length > 2) return [];
      const weight = isArray(first) === isArray(second) ? 1 : mixed;
      return [repair(kindName, node, swapped(code, first, second), { weight })];
    });
  }

  /** `y * w + x` and `x * w + y`; `(k & 1)` and `(k >> 1)` are handled as arguments. */
  function coordinates(node: AnyNode & { type: 'BinaryExpression' }): readonly Repair[] {
    if (node.operator !== '+') return [];
    const [product, rest] = [node.left as AnyNode, node.right];
    if (product.type !== 'BinaryExpression' || product.operator !== '*') return [];
    return [product.left as AnyNode, product.right]
      .filter((factor) => factor.type !== 'Literal' && textOf(code, factor) !== textOf(code, rest))
      .map((factor, i) =>
        repair('coordinates_swapped', node, swapped(code, factor, rest), {
          weight: i === 0 ? 1 : 0.5,
        }),
      );
  }

  /** `a[k] = b[t[k]]` and `a[t[k]] = b[k]`. */
  function exchanged(node: AnyNode & { type: 'AssignmentExpression' }): readonly Repair[] {
    const { left, right } = node;
    if (left.type !== 'MemberExpression' || !left.computed) return [];
    const target = left.property as AnyNode;
    return code.within(right).flatMap((inner) => {
      if (inner.type !== 'MemberExpression' || !inner.computed) return [];
      const source = inner.property as AnyNode;
      const [a, b] = [textOf(code, target), textOf(code, source)];
      if (a === b || !(isLookup(target, b) || isLookup(source, a))) return [];
      const table = (isLookup(source, a) ? source : target) as AnyNode & {
        type: 'MemberExpression';
      };
      return [
        repair('index_and_value_swapped', node, swapped(code, target, source), {
          name: textOf(code, table.object),
        }),
      ];
    });
  }

  /** Whether the node is `table[index]`. */
  function isLookup(node: AnyNode, index: string): boolean {
    return (
      node.type === 'MemberExpression' &&
      node.computed &&
      textOf(code, node.property as AnyNode) === index
    );
  }

  function statements(list: readonly AnyNode[]): readonly Repair[] {
    return list.slice(1).flatMap((second, i) => {
      const first = list[i] as AnyNode;
      if (!isSimple(first) || !isSimple(second)) return [];
      if (textOf(code, first) === textOf(code, second)) return [];
      const quote = { start: first.start, end: second.end };
      return [repair('statements_swapped', first, swapped(code, first, second), { quote })];
    });
  }

  function isSimple(node: AnyNode): boolean {
    return (
      node.type === 'ExpressionStatement' ||
      node.type === 'IfStatement' ||
      node.type === 'ForStatement' ||
      node.type === 'ForOfStatement'
    );
  }

  function sorting(node: CallExpression): readonly Repair[] {
    const { callee, arguments: args } = node;
    if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return [];
    if (!['sort', 'toSorted'].includes(callee.property.name)) return [];
    const [comparator] = args;
    if (comparator === undefined)
      return ['a - b', 'b - a'].map((body, i) =>
        repair('sorted_as_text', node, [inserted(node.end - 1, `(a, b) => ${body}`)], {
          weight: i === 0 ? 1 : 0.6,
        }),
      );
    if (comparator.type !== 'ArrowFunctionExpression' || comparator.params.length < 2) return [];
    const { body } = comparator;
    const [a, b] = comparator.params.map((each) => textOf(code, each));
    if (body.type === 'BlockStatement' || a === undefined || b === undefined) return [];
    if (/^\w+$/.test(a) === false || /^\w+$/.test(b) === false) return [];
    const ties = [`${a} - ${b}`, `${b} - ${a}`, ...otherFields(textOf(code, body), a, b)].map(
      (tie) => repair('ties_undecided', comparator, extended(code, body, '||', tie)),
    );
    const reversed = repair('reversed_comparator', comparator, [
      replaced(
        { start: comparator.start, end: body.start },
        code.text
          .slice(comparator.start, body.start)
          .replace(new RegExp(`\\b${a}\\b([^]*?)\\b${b}\\b`), `${b}$1${a}`),
      ),
    ]);
    const by = body.type === 'BinaryExpression' && /^[<>]=?$/.test(body.operator) ? body : null;
    if (by === null) return [...ties, reversed];
    const [l, r] = [textOf(code, by.left as AnyNode), textOf(code, by.right)];
    const difference = by.operator.startsWith('>') ? `${l} - ${r}` : `${r} - ${l}`;
    return [repair('boolean_comparator', comparator, [replaced(body, difference)])];
  }

  /** `a.symbol - b.symbol`, where the comparator looks at another property of what is sorted. */
  function otherFields(body: string, a: string, b: string): readonly string[] {
    const used = new RegExp(`\\b${a}(\\.[A-Za-z_$][\\w$]*|\\[\\d\\])`).exec(body)?.[1];
    if (used === undefined) return [];
    const fields = used.startsWith('[')
      ? ['[0]', '[1]', '[2]']
      : besides(used.slice(1)).map((name) => `.${name}`);
    return fields
      .filter((field) => field !== used)
      .slice(0, mostFields)
      .map((field) => `${a}${field} - ${b}${field}`);
  }

  /** What objects hold beside a property of this name. */
  function besides(name: string): readonly string[] {
    const names = code.nodes.flatMap((node) => {
      if (node.type !== 'ObjectExpression') return [];
      const keys = node.properties.flatMap((each) =>
        each.type === 'Property' && each.key.type === 'Identifier' ? [each.key.name] : [],
      );
      return keys.includes(name) ? keys : [];
    });
    return [...new Set(names)];
  }
}

const mostFields = 12;

export const order: Family = { kinds, find };
