/** The loops of a candidate. */

import type {
  AnyNode,
  DoWhileStatement,
  ForInStatement,
  ForOfStatement,
  ForStatement,
  WhileStatement,
} from 'acorn';
import type { SourceCode } from '../source/code.ts';
import { isFunction } from '../source/functions.ts';

export type Loop =
  | ForStatement
  | WhileStatement
  | DoWhileStatement
  | ForOfStatement
  | ForInStatement;

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
