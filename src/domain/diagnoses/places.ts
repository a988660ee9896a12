/** From the place that the engine names to the expression that stands there. */

import type { AnyNode, CallExpression, MemberExpression, NewExpression } from 'acorn';
import { contains, type SourceCode } from '../source/code.ts';
import { enclosingFunction, isFunction } from '../source/functions.ts';

/** The property access whose dot or bracket stands there. */
export function memberAt(code: SourceCode, offset: number): MemberExpression | null {
  const members = code.nodes.filter((node) => node.type === 'MemberExpression');
  return smallest(
    members.filter(({ object, property }) => object.end <= offset && offset <= property.start),
  );
}

/** The call or construction whose opening parenthesis stands there, or the tail call of a `return` there. */
export function callAt(code: SourceCode, offset: number): CallExpression | NewExpression | null {
  const found = code.nodes.filter(isCall).filter((node) => {
    const first = node.arguments[0]?.start ?? node.end;
    return node.callee.end <= offset && offset < first;
  });
  if (found.length > 0) return smallest(found);
  const tail = code.nodes.find((node) => node.type === 'ReturnStatement' && node.start === offset);
  const value = tail?.type === 'ReturnStatement' ? tail.argument : null;
  return value && isCall(value) ? value : null;
}

export function isCall(node: AnyNode): node is CallExpression | NewExpression {
  return node.type === 'CallExpression' || node.type === 'NewExpression';
}

/** The innermost function at an offset: around it, or beginning there. */
export function functionAt(code: SourceCode, offset: number): AnyNode | null {
  const around = code.nodes.filter(
    (node) => isFunction(node) && node.start <= offset && offset < node.end,
  );
  return smallest(around);
}

/** The nodes that belong to the function at an offset, without those of functions inside it. */
export function functionNodes(code: SourceCode, offset: number): readonly AnyNode[] {
  const around = functionAt(code, offset);
  return code.nodes.filter(
    (node) =>
      (around === null || contains(around, node)) && enclosingFunction(code, node) === around,
  );
}

function smallest<T extends AnyNode>(nodes: readonly T[]): T | null {
  const sorted = [...nodes].sort((a, b) => a.end - a.start - (b.end - b.start));
  return sorted[0] ?? null;
}
