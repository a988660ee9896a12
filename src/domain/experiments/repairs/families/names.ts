/** One name in the place of a similar one. */

import type { AnyNode, Identifier, MemberExpression } from 'acorn';
import type { Variable } from 'eslint-scope';
import { enclosingFunction, isFunction } from '../../../source/functions.ts';
import { declaredValue } from '../../../source/values.ts';
import { replaced, textOf } from '../edits.ts';
import { type Family, type Repair, type RepairTree, repair } from '../repair.ts';
import { inPlace, kind, quoted } from '../wording.ts';
import { quotable } from './ranges.ts';

const kinds = {
  wrong_variable: kind(
    0.32,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} uses the wrong variable: ${quoted(f.after)} is meant${f.name === null ? '' : `, with ${quoted(f.name)}`}.`,
  ),
  wrong_property: kind(
    0.35,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} takes the wrong property: ${quoted(f.after)} is meant.`,
  ),
  wrong_function: kind(
    0.35,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} calls the wrong function: ${quoted(f.after)} is meant.`,
  ),
};

const pairs = [
  ['x', 'y'],
  ['w', 'h'],
  ['width', 'height'],
  ['u', 'v'],
  ['a', 'b'],
  ['left', 'right'],
  ['top', 'bottom'],
  ['left', 'up'],
  ['left', 'above'],
  ['lo', 'hi'],
  ['low', 'high'],
  ['min', 'max'],
  ['row', 'column'],
  ['row', 'col'],
  ['first', 'last'],
  ['enc', 'dec'],
  ['in', 'out'],
  ['i', 'j'],
  ['prev', 'cur'],
  ['dx', 'dy'],
];

/** 0 to 1: how easily one is typed or taken for the other. */
export function likeness(a: string, b: string): number {
  const [x, y] = [a.toLowerCase(), b.toLowerCase()];
  for (const [p = '', q = ''] of pairs) {
    if ((x.startsWith(p) || x.endsWith(p)) && x.replace(p, q) === y) return 1;
    if ((x.startsWith(q) || x.endsWith(q)) && x.replace(q, p) === y) return 1;
  }
  let shared = 0;
  while (shared < Math.min(x.length, y.length) && x[shared] === y[shared]) shared += 1;
  let tail = 0;
  while (tail < Math.min(x.length, y.length) - shared && x.at(-1 - tail) === y.at(-1 - tail))
    tail += 1;
  return (shared + tail) / Math.max(x.length, y.length);
}

/** What a variable holds, as far as its uses tell. */
function roleOf(code: RepairTree['code'], variable: Variable): string {
  const value = declaredValue(variable);
  if (value !== null && isFunction(value)) return 'function';
  for (const { identifier } of variable.references) {
    const parent = code.parent(identifier as AnyNode);
    if (parent?.type === 'MemberExpression' && parent.object === (identifier as AnyNode)) {
      return parent.computed ? 'array' : `object ${textOf(code, parent.property)}`;
    }
    if (parent?.type === 'CallExpression' && parent.callee === (identifier as AnyNode))
      return 'function';
  }
  return 'value';
}

function find({ code }: RepairTree): readonly Repair[] {
  const roles = new Map<Variable, string>();
  const role = (variable: Variable) => {
    const known = roles.get(variable) ?? roleOf(code, variable);
    roles.set(variable, known);
    return known.startsWith('object') ? 'object' : known;
  };
  const properties = propertiesOf();
  return code.nodes.flatMap((node): readonly Repair[] => {
    if (node.type === 'Identifier') return variables(node);
    return node.type === 'MemberExpression' ? members(node) : [];
  });

  function variables(node: Identifier): readonly Repair[] {
    const variable = code.variableOf(node);
    if (variable === null || isDeclared(node)) return [];
    const own = role(variable);
    const others = visible(variable, node).filter(
      (other) =>
        other !== variable &&
        (role(other) === own ||
          (own !== 'function' &&
            role(other) !== 'function' &&
            own !== 'value' &&
            role(other) !== 'value')),
    );
    const ranked = others
      .map((other) => ({ other, weight: nearness(variable, other) }))
      .sort((a, b) => b.weight - a.weight)
      .slice(0, 8);
    const parent = code.parent(node);
    const text = (name: string) =>
      parent?.type === 'Property' && parent.shorthand
        ? `${textOf(code, parent.key)}: ${name}`
        : name;
    return ranked.map(({ other, weight }) =>
      repair(
        own === 'function' ? 'wrong_function' : 'wrong_variable',
        quotable(code, node),
        [replaced(node, text(other.name))],
        { name: other.name, weight },
      ),
    );
  }

  function isDeclared(node: Identifier): boolean {
    const parent = code.parent(node);
    return parent?.type === 'ExportSpecifier' || (isFunction(parent ?? node) && parent !== null);
  }

  /** Variables that can be seen from a node. */
  function visible(variable: Variable, node: AnyNode): readonly Variable[] {
    const found: Variable[] = [];
    const reference = variable.references.find(
      ({ identifier }) => (identifier as AnyNode) === node,
    );
    for (let scope = reference?.from ?? null; scope !== null; scope = scope.upper) {
      found.push(
        ...scope.variables.filter(
          ({ name, defs }) =>
            name !== 'arguments' &&
            defs.length > 0 &&
            isBefore(defs[0]?.name as unknown as AnyNode, node),
        ),
      );
    }
    return found.filter(({ name }) => name !== 'compressFrame' && name !== 'decompressFrame');
  }

  /** A variable of the same function must be declared before it is used. */
  function isBefore(name: AnyNode, node: AnyNode): boolean {
    return (
      name.start < node.start || enclosingFunction(code, name) !== enclosingFunction(code, node)
    );
  }

  function nearness(a: Variable, b: Variable): number {
    const like = likeness(a.name, b.name);
    const together = a.scope === b.scope ? 0.35 : 0.15;
    return Math.max(together, like > 0.5 ? like : 0);
  }

  /** Names of properties by what they are read from: `f.w` and `f.h` belong together. */
  function propertiesOf(): ReadonlyMap<string, ReadonlySet<string>> {
    const found = new Map<string, Set<string>>();
    for (const node of code.nodes) {
      if (node.type !== 'MemberExpression' || node.computed || node.property.type !== 'Identifier')
        continue;
      const object = textOf(code, node.object);
      found.set(object, (found.get(object) ?? new Set()).add(node.property.name));
    }
    return found;
  }

  function members(node: MemberExpression): readonly Repair[] {
    if (
      node.computed ||
      node.property.type !== 'Identifier' ||
      textOf(code, node.object) === 'Math'
    )
      return [];
    const { name } = node.property;
    const isCalled = code.parent(node)?.type === 'CallExpression';
    const together = [...(properties.get(textOf(code, node.object)) ?? [])];
    const byPair = pairs.flatMap(([a = '', b = '']) => (name === a ? [b] : name === b ? [a] : []));
    const others = [...new Set([...byPair, ...together])].filter((other) => other !== name);
    return others.slice(0, 6).map((other) => {
      const weight = Math.max(0.3, likeness(name, other)) * (isCalled ? 0.6 : 1);
      return repair('wrong_property', node, [replaced(node.property, other)], {
        name: other,
        weight,
      });
    });
  }
}

export const names: Family = { kinds, find };
