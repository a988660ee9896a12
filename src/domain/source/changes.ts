/** Where functions change a module variable, or what it holds. */

import type { AnyNode } from 'acorn';
import type { CallSite } from '../failure.ts';
import type { SourceCode } from './code.ts';
import { reachedBy } from './functions.ts';

export interface ChangeOf {
  readonly node: AnyNode;
  /** The method of an array that works in place: "sort"; null for an assignment. */
  readonly method: string | null;
}

const inPlaceMethods: readonly string[] = [
  ...['sort', 'reverse', 'splice', 'fill', 'copyWithin'],
  ...['push', 'pop', 'shift', 'unshift'],
];
const mostName = 40;

/** In source order: in all functions that a call can reach, by name. Changes through another name are not seen. */
export function changesOf(
  code: SourceCode,
  name: string,
  call: CallSite['call'],
): readonly ChangeOf[] {
  return reachedBy(code, call).flatMap((node): ChangeOf[] => {
    if (node.type !== 'Identifier' || node.name !== name) return [];
    return code.variableOf(node)?.scope.type === 'module' ? changeBy(code, node) : [];
  });
}

function changeBy(code: SourceCode, name: AnyNode): ChangeOf[] {
  let target = name;
  let parent = code.parent(target);
  while (parent?.type === 'MemberExpression' && parent.object === target) {
    const call = code.parent(parent);
    if (call?.type === 'CallExpression' && call.callee === parent) {
      const method = code.excerpt(parent.property, mostName);
      return inPlaceMethods.includes(method) ? [{ node: call, method }] : [];
    }
    target = parent;
    parent = code.parent(target);
  }
  const isSet =
    (parent?.type === 'AssignmentExpression' && parent.left === target) ||
    parent?.type === 'UpdateExpression';
  return isSet && parent ? [{ node: parent, method: null }] : [];
}
