/** Buffers, views on them, and how much of them is handed on. */

import type { AnyNode, CallExpression, MemberExpression, NewExpression } from 'acorn';
import { inserted, replaced, textOf } from '../edits.ts';
import { type Family, type Repair, type RepairTree, repair } from '../repair.ts';
import { inPlace, kind, named, quoted } from '../wording.ts';

const kinds = {
  buffer_of_view: kind(
    0.6,
    (f) =>
      `${inPlace(f)}, \`.buffer\` in ${quoted(f.before)} is the whole buffer below the view, not the part that the view shows.`,
    { telling: true, fix: (f) => `Take a copy of the part: ${quoted(f.after)} at line ${f.line}.` },
  ),
  scratch_handed_on_whole: kind(
    0.5,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} hands on the whole scratch array, not only what was written to it.`,
    { fix: (f) => `Hand on what was written: ${quoted(f.after)} at line ${f.line}.` },
  ),
  view_without_offset: kind(
    0.5,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} begins at the start of the buffer: the array may be a view that begins elsewhere (\`byteOffset\`).`,
    { telling: true },
  ),
  elements_for_bytes: kind(
    0.45,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} mixes up the elements of an array and the bytes of its buffer.`,
    { telling: true },
  ),
  part_cut_off: kind(
    0.5,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} cuts off a part of ${named(f, 'the array')} that is needed.`,
  ),
};

function find({ code }: RepairTree): readonly Repair[] {
  return code.nodes.flatMap((node): readonly Repair[] => {
    switch (node.type) {
      case 'MemberExpression':
        return buffer(node);
      case 'NewExpression':
        return [...offset(node), ...content(node)];
      case 'ReturnStatement':
        return node.argument ? returned(node.argument) : [];
      case 'CallExpression':
        return cut(node);
      default:
        return [];
    }
  });

  function buffer(node: MemberExpression): readonly Repair[] {
    if (node.computed || node.property.type !== 'Identifier') return [];
    if (node.property.name !== 'buffer') return [];
    const { object } = node;
    if (object.type === 'CallExpression' && object.callee.type === 'MemberExpression') {
      const { property } = object.callee;
      if (property.type === 'Identifier' && property.name === 'subarray') {
        return [repair('buffer_of_view', node, [replaced(property, 'slice')])];
      }
    }
    const counters = object.type === 'Identifier' ? countersOf(object.name) : [];
    const parts = counters.map((n) =>
      repair('buffer_of_view', node, [inserted(object.end, `.slice(0, ${n})`)]),
    );
    return [
      ...parts,
      repair('buffer_of_view', node, [inserted(object.end, '.slice()')], { weight: 0.5 }),
    ];
  }

  /** Variables that count what is written to an array: `out[n++] = v`. */
  function countersOf(name: string): readonly string[] {
    const found = code.nodes.flatMap((node) => {
      if (node.type !== 'MemberExpression' || !node.computed) return [];
      if (node.object.type !== 'Identifier' || node.object.name !== name) return [];
      const { property } = node;
      if (property.type === 'UpdateExpression') return [textOf(code, property.argument)];
      return property.type === 'Identifier' ? [property.name] : [];
    });
    return [...new Set(found)].slice(0, 4);
  }

  function offset(node: NewExpression): readonly Repair[] {
    const [first] = node.arguments;
    if (node.arguments.length !== 1 || first?.type !== 'MemberExpression') return [];
    if (first.property.type !== 'Identifier' || first.property.name !== 'buffer') return [];
    const array = textOf(code, first.object);
    const isView = textOf(code, node.callee) === 'DataView';
    const size = isView
      ? `${array}.byteLength`
      : `${array}.byteLength / ${textOf(code, node.callee)}.BYTES_PER_ELEMENT`;
    return [
      repair('view_without_offset', node, [inserted(first.end, `, ${array}.byteOffset, ${size}`)]),
    ];
  }

  /** `new Uint8Array(words)` copies elements, `new Uint8Array(words.buffer)` shows bytes. */
  function content(node: NewExpression): readonly Repair[] {
    const [first] = node.arguments;
    if (
      node.arguments.length !== 1 ||
      first === undefined ||
      !/Array$/.test(textOf(code, node.callee))
    )
      return [];
    if (first.type === 'Identifier') {
      return [
        repair('elements_for_bytes', node, [inserted(first.end, '.buffer')], { weight: 0.5 }),
      ];
    }
    if (first.type !== 'MemberExpression' || first.property.type !== 'Identifier') return [];
    if (first.property.name !== 'buffer') return [];
    return [
      repair('elements_for_bytes', node, [
        replaced({ start: first.object.end, end: first.end }, ''),
      ]),
    ];
  }

  function returned(node: AnyNode): readonly Repair[] {
    const name = node.type === 'Identifier' ? node.name : '';
    const counters = name === '' ? [] : countersOf(name);
    return counters.map((n) =>
      repair('scratch_handed_on_whole', node, [inserted(node.end, `.slice(0, ${n})`)], { name }),
    );
  }

  /** `bytes.subarray(1)` where all of it is needed; `slice(0, n - 1)` where `slice(0, n)` is. */
  function cut(node: CallExpression): readonly Repair[] {
    const { callee } = node;
    if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return [];
    if (!['slice', 'subarray'].includes(callee.property.name) || node.arguments.length === 0)
      return [];
    const whole = replaced({ start: callee.object.end, end: node.end }, '');
    const name = textOf(code, callee.object);
    const [first, second] = node.arguments;
    const toEnd =
      second && first
        ? [
            repair('part_cut_off', node, [replaced({ start: first.end, end: second.end }, '')], {
              name,
              weight: 0.7,
            }),
          ]
        : [];
    return [repair('part_cut_off', node, [whole], { name }), ...toEnd];
  }
}

export const buffers: Family = { kinds, find };
