/** The loops of a candidate: which of them can never end, and which nests are the deepest. */

import type {
  AnyNode,
  DoWhileStatement,
  ForInStatement,
  ForOfStatement,
  ForStatement,
  WhileStatement,
} from 'acorn';
import type { Variable } from 'eslint-scope';
import { contains, type SourceCode } from '../source-code.ts';
import { enclosingFunction, isFunction } from '../source-functions.ts';
import { listed } from '../wording.ts';

export type Loop =
  | ForStatement
  | WhileStatement
  | DoWhileStatement
  | ForOfStatement
  | ForInStatement;

export interface LoopSuspicion {
  readonly loop: Loop;
  /** A clause that follows "the loop at line 12 ...". */
  readonly why: string;
  readonly fix: string;
}

export function isLoop(node: AnyNode): node is Loop {
  return (
    node.type === 'ForStatement' ||
    node.type === 'WhileStatement' ||
    node.type === 'DoWhileStatement' ||
    node.type === 'ForOfStatement' ||
    node.type === 'ForInStatement'
  );
}

/** The loop's head on one line: `while (n > 0)`. */
export function headOf(code: SourceCode, loop: Loop): string {
  if (loop.type === 'DoWhileStatement') return `do ... while (${code.excerpt(loop.test, 50)})`;
  const head = code.text.slice(loop.start, loop.body.start).replace(/\s+/g, ' ').trim();
  return head.length <= 70 ? head : `${head.slice(0, 67)}...`;
}

/** The first loop of which the source itself shows that it may never end. */
export function endlessLoop(code: SourceCode, nodes: readonly AnyNode[]): LoopSuspicion | null {
  for (const loop of nodes.filter(isLoop)) {
    const suspicion = suspect(code, loop);
    if (suspicion !== null) return suspicion;
  }
  return null;
}

function suspect(code: SourceCode, loop: Loop): LoopSuspicion | null {
  if (loop.type === 'ForOfStatement' || loop.type === 'ForInStatement') return null;
  if (hasWayOut(code, loop)) return null;
  const { test } = loop;
  const always = !test || (test.type === 'Literal' && Boolean(test.value));
  if (always) {
    return {
      loop,
      why: 'has no condition and no `break` or `return`, so it never ends',
      fix: 'Give the loop a condition that becomes false, or a `break`.',
    };
  }
  const names = constantNames(code, loop, test);
  if (names === null) return null;
  const shown = listed(names.map((name) => `\`${name}\``));
  return {
    loop,
    why: `never changes ${shown}, on which its condition depends, so it never ends once it is entered`,
    fix: `Change ${shown} inside the loop so that the condition becomes false.`,
  };
}

/** A `break`, `return` or `throw` that leaves the loop. */
function hasWayOut(code: SourceCode, loop: Loop): boolean {
  const owner = enclosingFunction(code, loop);
  return code.within(loop).some((node) => {
    if (node.type === 'YieldExpression') return true;
    if (node.type === 'ReturnStatement' || node.type === 'ThrowStatement') {
      return enclosingFunction(code, node) === owner;
    }
    if (node.type !== 'BreakStatement') return false;
    if (node.label) return true;
    for (const ancestor of code.ancestors(node)) {
      if (ancestor.type === 'SwitchStatement') return false;
      if (isLoop(ancestor)) return ancestor === loop;
    }
    return false;
  });
}

/** The names in a condition, when none of them can change while the loop runs; null when some may. */
function constantNames(code: SourceCode, loop: Loop, test: AnyNode): string[] | null {
  const names = new Set<string>();
  for (const node of code.within(test)) {
    switch (node.type) {
      case 'Identifier': {
        const parent = code.parent(node);
        const property = parent?.type === 'MemberExpression' && parent.property === node;
        if (property && !parent.computed) break;
        const variable = code.variableOf(node);
        if (variable === null || changesIn(code, loop, variable)) return null;
        names.add(variable.name);
        break;
      }
      case 'MemberExpression': {
        // Of an array of fixed length; any other property might be changed by anyone.
        const length = !node.computed && node.property.type === 'Identifier';
        if (!length || !/^(length|width|height)$/.test(code.excerpt(node.property))) return null;
        if (growsIn(code, loop, node.object)) return null;
        break;
      }
      case 'Literal':
      case 'BinaryExpression':
      case 'LogicalExpression':
      case 'UnaryExpression':
        break;
      default:
        return null;
    }
  }
  return names.size === 0 ? null : [...names];
}

/** A name may change when the loop assigns it, or some other function does. */
function changesIn(code: SourceCode, loop: Loop, variable: Variable): boolean {
  const owner = enclosingFunction(code, loop);
  return variable.references
    .filter((reference) => reference.isWrite() && reference.init !== true)
    .map(({ identifier }) => identifier as unknown as AnyNode)
    .some((node) => contains(loop, node) || enclosingFunction(code, node) !== owner);
}

/** An array's length changes when one of its methods is called in the loop, or it is handed on. */
function growsIn(code: SourceCode, loop: Loop, array: AnyNode): boolean {
  const text = code.excerpt(array);
  return code.within(loop.body).some((node) => {
    if (node.type !== 'CallExpression') return false;
    const { callee } = node;
    const own = callee.type === 'MemberExpression' && code.excerpt(callee.object) === text;
    return own || node.arguments.some((argument) => code.excerpt(argument) === text);
  });
}

/** The innermost loop of the deepest nest, with the number of loops around it and itself. */
export function deepestNest(
  code: SourceCode,
  nodes: readonly AnyNode[],
): { readonly loop: Loop; readonly depth: number } | null {
  let deepest: { loop: Loop; depth: number } | null = null;
  for (const loop of nodes.filter(isLoop)) {
    let depth = 1;
    for (const ancestor of code.ancestors(loop)) {
      if (isFunction(ancestor)) break;
      if (isLoop(ancestor)) depth += 1;
    }
    if (deepest === null || depth > deepest.depth) deepest = { loop, depth };
  }
  return deepest;
}
