/** Functions that call themselves, directly or through others. */

import type { AnyNode } from 'acorn';
import type { SourceLocation } from '../failure.ts';
import type { SourceCode } from '../source/code.ts';
import {
  calledFunctions,
  enclosingFunction,
  type FunctionNode,
  functionName,
  isFunction,
} from '../source/functions.ts';
import { isCall } from './places.ts';

export interface Recursion {
  readonly name: string;
  /** Of the call that closes the circle. */
  readonly location: SourceLocation;
  /** "itself" or the functions in between. */
  readonly through: string;
}

/** The first function among the nodes that can come back to itself. */
export function findRecursion(code: SourceCode, nodes: readonly AnyNode[]): Recursion | null {
  for (const node of nodes.filter(isFunction)) {
    const recursion = recursionOf(code, node);
    if (recursion !== null) return recursion;
  }
  return null;
}

export function recursionOf(code: SourceCode, start: FunctionNode): Recursion | null {
  const seen = new Set<FunctionNode>();
  const waiting: { at: FunctionNode; path: string[]; first: AnyNode | null }[] = [
    { at: start, path: [], first: null },
  ];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { at, path, first } = next;
    for (const call of callsOf(code, at)) {
      for (const called of calledFunctions(code, call)) {
        if (called === start) {
          return {
            name: functionName(code, start) ?? 'an anonymous function',
            location: code.locate(first ?? call),
            through: path.length === 0 ? 'directly' : `through ${path.join(', ')}`,
          };
        }
        if (seen.has(called)) continue;
        seen.add(called);
        const name = `\`${functionName(code, called) ?? 'a function'}\``;
        waiting.push({ at: called, path: [...path, name], first: first ?? call });
      }
    }
  }
  return null;
}

function callsOf(code: SourceCode, owner: FunctionNode) {
  const inside = code.within(owner).filter(isCall);
  return inside.filter((call) => enclosingFunction(code, call) === owner);
}
