/** Bits and bytes on their way: what is pending, in which order, how wide. */

import type { AnyNode, CallExpression } from 'acorn';
import {
  enclosingFunction,
  entryFunction,
  type FunctionNode,
  ownReturns,
} from '../../../source/functions.ts';
import { inserted, replaced, textOf } from '../edits.ts';
import { type Family, type Repair, type RepairTree, repair } from '../repair.ts';
import { inPlace, kind, named, quoted } from '../wording.ts';

const kinds = {
  pending_bits_dropped: kind(
    0.7,
    (f) =>
      `${inPlace(f)}, the bits that are still pending at the end are never written: the last byte is lost unless it happens to be full.`,
    {
      telling: true,
      fix: (f) =>
        `Flush the pending bits before the bytes are returned: ${quoted(f.after)} at line ${f.line}.`,
    },
  ),
  flush_not_called: kind(
    0.7,
    (f) =>
      `${inPlace(f)}, ${named(f, 'the method that flushes')} is never called: what the writer still holds is lost.`,
    {
      telling: true,
      fix: (f) => `Call it before the bytes are returned: ${quoted(f.after)} at line ${f.line}.`,
    },
  ),
  byte_order: kind(
    0.6,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} uses another byte order than the other side: one is little-endian, the other big-endian.`,
    {
      telling: true,
      fix: (f) => `Use the same byte order on both sides: ${quoted(f.after)} at line ${f.line}.`,
    },
  ),
  bit_order: kind(
    0.6,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} takes the bits of a byte in the other order than they were put there.`,
    { fix: (f) => `Use the same bit order on both sides: ${quoted(f.after)} at line ${f.line}.` },
  ),
  field_too_narrow: kind(
    0.5,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} has too few bits for the number: larger ones are cut off.`,
  ),
};

const flushing = /^(flush|finish|end|done|close|align|pad|finali[sz]e|terminate)/i;

function find({ code }: RepairTree): readonly Repair[] {
  return [
    ...code.nodes.flatMap((node): readonly Repair[] => {
      if (node.type === 'CallExpression') return [...pending(node), ...order(node), ...width(node)];
      return node.type === 'BinaryExpression' ? direction(node) : [];
    }),
    ...uncalled(),
  ];

  /** `out.push((acc >> n) & 255)` in a loop: what is left over must be pushed at the end. */
  function pending(node: CallExpression): readonly Repair[] {
    const { callee, arguments: args } = node;
    const [value] = args;
    if (callee.type !== 'MemberExpression' || value === undefined || args.length !== 1) return [];
    const guard = [...code.ancestors(node)].find(
      ({ type }) => type === 'WhileStatement' || type === 'IfStatement',
    );
    if (guard?.type !== 'WhileStatement' && guard?.type !== 'IfStatement') return [];
    const count = counted(guard.test);
    const held = code
      .within(value)
      .find((inner) => inner.type === 'BinaryExpression' && inner.operator.startsWith('>>'));
    if (count === null) return [];
    const left =
      held?.type === 'BinaryExpression' ? textOf(code, held.left as AnyNode) : textOf(code, value);
    const flush = `if (${count} > 0) ${textOf(code, callee)}((${left} << (8 - ${count})) & 255); `;
    return ends(node).map((at) => repair('pending_bits_dropped', at, [inserted(at.start, flush)]));
  }

  /** The counter in `n >= 8`, `++n === 8`. */
  function counted(test: AnyNode): string | null {
    if (test.type !== 'BinaryExpression' || !/^(>=|===|==)$/.test(test.operator)) return null;
    if (test.right.type !== 'Literal' || test.right.value !== 8) return null;
    const { left } = test;
    return textOf(code, left.type === 'UpdateExpression' ? left.argument : (left as AnyNode));
  }

  /** Where the bytes leave: returns of the function, and of the others in the same class or around it. */
  function ends(node: AnyNode): readonly AnyNode[] {
    const own = enclosingFunction(code, node);
    if (own === null) return [];
    const body = [...code.ancestors(node)].find(({ type }) => type === 'ClassBody');
    const around = enclosingFunction(code, own);
    const scopes: FunctionNode[] = [own, ...(around ? [around] : [])];
    const methods =
      body?.type === 'ClassBody'
        ? body.body.flatMap((member) => (member.type === 'MethodDefinition' ? [member.value] : []))
        : [];
    return [...scopes, ...methods].flatMap((each) => ownReturns(code, each));
  }

  /** `setUint32(0, n, true)` beside `getUint32(0)`. */
  function order(node: CallExpression): readonly Repair[] {
    const { callee, arguments: args } = node;
    if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return [];
    const match = /^(get|set)(Uint|Int|Float|BigUint|BigInt)(16|32|64)$/.exec(callee.property.name);
    if (match === null) return [];
    const needed = match[1] === 'get' ? 1 : 2;
    const last = args.at(-1);
    if (last === undefined || args.length < needed) return [];
    const edit =
      args.length === needed
        ? inserted(last.end, ', true')
        : replaced(
            { start: args[needed - 1]?.end ?? last.start, end: last.end },
            textOf(code, last) === 'false' ? ', true' : '',
          );
    return [repair('byte_order', node, [edit])];
  }

  /** One `setUint8` becomes `setUint16`, and so do the reads of the same place. */
  function width(node: CallExpression): readonly Repair[] {
    const { callee, arguments: args } = node;
    const [place] = args;
    if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier' || !place)
      return [];
    const match = /^set(Uint|Int)(8|16)$/.exec(callee.property.name);
    if (match === null) return [];
    const [name, wider] = [`${match[1]}${match[2]}`, `${match[1]}${Number(match[2]) * 2}`];
    const readers = code.nodes.filter(
      (each) =>
        each.type === 'CallExpression' &&
        each.callee.type === 'MemberExpression' &&
        textOf(code, each.callee.property) === `get${name}` &&
        each.arguments[0] !== undefined &&
        textOf(code, each.arguments[0]) === textOf(code, place),
    );
    const edits = [node, ...readers].flatMap((each) =>
      each.type === 'CallExpression' && each.callee.type === 'MemberExpression'
        ? [replaced(each.callee.property, textOf(code, each.callee.property).replace(name, wider))]
        : [],
    );
    return [repair('field_too_narrow', node, edits)];
  }

  /** `7 - (i & 7)` and `i & 7`. */
  function direction(node: AnyNode & { type: 'BinaryExpression' }): readonly Repair[] {
    const { operator, left, right } = node;
    if (operator === '&' && right.type === 'Literal' && right.value === 7) {
      const parent = code.parent(node);
      const turned =
        parent?.type === 'BinaryExpression' && parent.operator === '-' && parent.right === node;
      if (turned) return [];
      return [repair('bit_order', node, [replaced(node, `(7 - (${textOf(code, node)}))`)])];
    }
    if (operator !== '-' || left.type !== 'Literal' || ![7, 8, 31].includes(Number(left.value)))
      return [];
    return [repair('bit_order', node, [replaced(node, `(${textOf(code, right)})`)])];
  }

  /** A method that flushes and that nobody calls. */
  function uncalled(): readonly Repair[] {
    const entry = entryFunction(code, 'compress');
    if (entry === null) return [];
    const made = code.nodes.flatMap((node) =>
      node.type === 'MethodDefinition' &&
      node.key.type === 'Identifier' &&
      flushing.test(node.key.name)
        ? [node.key.name]
        : [],
    );
    const free = code.nodes.flatMap((node) =>
      node.type === 'FunctionDeclaration' && node.id && flushing.test(node.id.name)
        ? [node.id.name]
        : [],
    );
    return [
      ...made.map((name) => ({ name, dot: true })),
      ...free.map((name) => ({ name, dot: false })),
    ].flatMap(({ name, dot }) => {
      const isCalled = code.nodes.some(
        (node) =>
          node.type === 'CallExpression' &&
          textOf(code, node.callee).endsWith(dot ? `.${name}` : name),
      );
      if (isCalled) return [];
      const holders = code.nodes.flatMap((node) =>
        node.type === 'VariableDeclarator' &&
        node.init?.type === 'NewExpression' &&
        enclosingFunction(code, node) === entry &&
        node.id.type === 'Identifier'
          ? [node.id.name]
          : [],
      );
      return ownReturns(code, entry).flatMap((at) =>
        (dot ? holders.map((holder) => `${holder}.${name}(); `) : [`${name}(); `]).map((text) =>
          repair('flush_not_called', at, [inserted(at.start, text)], { name }),
        ),
      );
    });
  }
}

export const bits: Family = { kinds, find };
