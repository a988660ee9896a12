/** The planes of a frame: their sizes, their order. */

import type { AnyNode, BinaryExpression } from 'acorn';
import { enclosingFunction } from '../../../source/functions.ts';
import { replaced, swapped, textOf, tightness } from '../edits.ts';
import { type Family, type Repair, type RepairTree, repair } from '../repair.ts';
import { inPlace, kind, quoted } from '../wording.ts';

const kinds = {
  chroma_rounded_down: kind(
    0.6,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} rounds half a size down: a chroma plane of a frame with an odd width or height is rounded up.`,
    { fix: (f) => `Round up: ${quoted(f.after)} at line ${f.line}.` },
  ),
  half_rounded_up: kind(
    0.3,
    (f) => `${inPlace(f)}, ${quoted(f.before)} rounds up where the other side rounds down.`,
  ),
  planes_swapped: kind(
    0.55,
    (f) => `${inPlace(f)}, the planes U and V stand the wrong way round in ${quoted(f.before)}.`,
    { telling: true, fix: (f) => `Swap U and V: ${quoted(f.after)} at line ${f.line}.` },
  ),
  sizes_swapped: kind(
    0.5,
    (f) => `${inPlace(f)}, width and height are swapped in ${quoted(f.before)}.`,
    { fix: (f) => `Swap width and height: ${quoted(f.after)} at line ${f.line}.` },
  ),
  frame_size: kind(
    0.6,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} is the size of a frame only when width and height are even: chroma planes are rounded up.`,
    {
      fix: (f) => `Compute it from rounded-up chroma sizes: ${quoted(f.after)} at line ${f.line}.`,
    },
  ),
};

function find({ code }: RepairTree): readonly Repair[] {
  return [
    ...code.nodes.flatMap((node) => [...halves(node), ...sizes(node), ...wholes(node)]),
    ...chroma(),
  ];

  function halves(node: AnyNode): readonly Repair[] {
    if (node.type === 'CallExpression') {
      const [inner] = node.arguments;
      const isFloor = /^Math\.(floor|trunc|round)$/.test(textOf(code, node.callee));
      if (!isFloor || inner?.type !== 'BinaryExpression' || !isHalf(inner)) return [];
      return [repair('chroma_rounded_down', node, [replaced(node.callee, 'Math.ceil')])];
    }
    if (node.type !== 'BinaryExpression' || !isHalf(node)) return [];
    const left = node.left as AnyNode;
    const text = textOf(code, left);
    if (node.operator === '/') {
      return [repair('chroma_rounded_down', node, [replaced(node, `Math.ceil(${text} / 2)`)])];
    }
    if (
      left.type === 'BinaryExpression' &&
      left.operator === '+' &&
      textOf(code, left.right) === '1'
    ) {
      return [
        repair('half_rounded_up', node, [
          replaced({ start: left.left.end, end: left.right.end }, ''),
        ]),
      ];
    }
    return tightness(left) < 9
      ? []
      : [repair('chroma_rounded_down', node, [replaced(left, `(${text} + 1)`)])];
  }

  function isHalf(node: BinaryExpression): boolean {
    const by = node.right.type === 'Literal' ? node.right.value : null;
    return (node.operator === '/' && by === 2) || (/^>>>?$/.test(node.operator) && by === 1);
  }

  function sizes(node: AnyNode): readonly Repair[] {
    if (node.type !== 'MemberExpression' && node.type !== 'Identifier') return [];
    const parent = code.parent(node);
    if (parent?.type !== 'CallExpression' && parent?.type !== 'NewExpression') return [];
    const args = parent.arguments;
    const at = args.indexOf(node as never);
    const next = args[at + 1];
    if (at === -1 || next === undefined) return [];
    const [a, b] = [textOf(code, node), textOf(code, next)];
    const isPair = isSizes(a, b) || isSizes(b, a);
    return isPair ? [repair('sizes_swapped', parent, swapped(code, node, next))] : [];
  }

  /** `w * h * 1.5`, `(w * h * 3) / 2`. */
  function wholes(node: AnyNode): readonly Repair[] {
    if (node.type !== 'BinaryExpression') return [];
    const text = textOf(code, node).replace(/\s+/g, ' ');
    const match =
      /^\(?([\w.]+) \* ([\w.]+)\)? \* (?:1\.5|3 \/ 2|3 >> 1)$/.exec(text) ??
      /^\(?([\w.]+) \* ([\w.]+) \* 3\)? (?:\/ 2|>>>? 1)$/.exec(text) ??
      /^\(?([\w.]+) \* ([\w.]+)\)? \+ \(?\(?\1 \* \2\)? (?:\/ 2|>> 1)\)?$/.exec(text);
    if (match === null) return [];
    const [, w, h] = match;
    return [
      repair('frame_size', node, [
        replaced(node, `${w} * ${h} + 2 * ((${w} + 1) >> 1) * ((${h} + 1) >> 1)`),
      ]),
    ];
  }

  /** All `.u` for `.v` in one function, and each alone. */
  function chroma(): readonly Repair[] {
    const members = code.nodes.filter((node) => {
      if (node.type !== 'MemberExpression' || node.computed) return false;
      return node.property.type === 'Identifier' && /^[uv]$/.test(node.property.name);
    });
    const edit = (node: AnyNode) => {
      const property = node.type === 'MemberExpression' ? node.property : node;
      return replaced(property, textOf(code, property) === 'u' ? 'v' : 'u');
    };
    const byFunction = new Map<AnyNode | null, AnyNode[]>();
    for (const node of members) {
      const around = enclosingFunction(code, node);
      byFunction.set(around, [...(byFunction.get(around) ?? []), node]);
    }
    const whole = [...byFunction.values()].flatMap((list) => {
      const [first] = list;
      return first && list.length > 1
        ? [repair('planes_swapped', around(list), list.map(edit))]
        : [];
    });
    return [
      ...whole,
      ...members.map((node) => repair('planes_swapped', node, [edit(node)], { weight: 0.6 })),
    ];
  }

  /** The smallest node that holds all of them. */
  function around(list: readonly AnyNode[]): AnyNode {
    const [first, last] = [list[0] as AnyNode, list.at(-1) as AnyNode];
    return [...code.ancestors(first)].find((outer) => outer.end >= last.end) ?? first;
  }
}

function isSizes(a: string, b: string): boolean {
  return /(^|[.])w(idth)?$|Width$/.test(a) && /(^|[.])h(eight)?$|Height$/.test(b);
}

export const planes: Family = { kinds, find };
