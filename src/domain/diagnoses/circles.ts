/** Who calls whom, and which functions can come back to themselves: in one pass, however many there are. */

import type { CallExpression, NewExpression } from 'acorn';
import type { SourceCode } from '../source/code.ts';
import {
  calledFunctions,
  enclosingFunction,
  type FunctionNode,
  isFunction,
} from '../source/functions.ts';
import { isCall } from './places.ts';

type Call = CallExpression | NewExpression;

const callsKnown = new WeakMap<SourceCode, ReadonlyMap<FunctionNode, readonly Call[]>>();

/** The calls of a function itself, not those of functions inside it. */
export function callsOf(code: SourceCode, owner: FunctionNode): readonly Call[] {
  let calls = callsKnown.get(code);
  if (calls === undefined) {
    calls = groupCalls(code);
    callsKnown.set(code, calls);
  }
  return calls.get(owner) ?? [];
}

function groupCalls(code: SourceCode): ReadonlyMap<FunctionNode, readonly Call[]> {
  const calls = new Map<FunctionNode, Call[]>();
  for (const call of code.nodes.filter(isCall)) {
    const owner = enclosingFunction(code, call);
    if (owner === null) continue;
    const known = calls.get(owner);
    if (known === undefined) calls.set(owner, [call]);
    else known.push(call);
  }
  return calls;
}

const circlingKnown = new WeakMap<SourceCode, ReadonlySet<FunctionNode>>();

/** All functions that can come back to themselves. */
export function circlingFunctions(code: SourceCode): ReadonlySet<FunctionNode> {
  let circling = circlingKnown.get(code);
  if (circling === undefined) {
    circling = new Set(findCircling(code));
    circlingKnown.set(code, circling);
  }
  return circling;
}

interface Visit {
  readonly node: FunctionNode;
  readonly order: number;
  readonly called: Iterator<FunctionNode>;
  /** The earliest visit that is still open and can be come to from here. */
  low: number;
}

/** Tarjan's strongly connected components (1972), with a stack of its own instead of recursion. */
function* findCircling(code: SourceCode): Generator<FunctionNode> {
  const orders = new Map<FunctionNode, number>();
  const open: FunctionNode[] = [];
  const isOpen = new Set<FunctionNode>();
  const visits: Visit[] = [];
  function enter(node: FunctionNode): void {
    const order = orders.size;
    const called = new Set(callsOf(code, node).flatMap((call) => calledFunctions(code, call)));
    orders.set(node, order);
    open.push(node);
    isOpen.add(node);
    visits.push({ node, order, called: called.values(), low: order });
  }
  for (const start of code.nodes.filter(isFunction)) {
    if (!orders.has(start)) enter(start);
    for (let visit = visits.at(-1); visit !== undefined; visit = visits.at(-1)) {
      const { value: next, done } = visit.called.next();
      if (!done) {
        if (next === visit.node) yield next;
        const order = orders.get(next);
        if (order === undefined) enter(next);
        else if (isOpen.has(next)) visit.low = Math.min(visit.low, order);
        continue;
      }
      visits.pop();
      const parent = visits.at(-1);
      if (parent !== undefined) parent.low = Math.min(parent.low, visit.low);
      if (visit.low !== visit.order) continue;
      const group = open.splice(open.lastIndexOf(visit.node));
      for (const member of group) isOpen.delete(member);
      if (group.length > 1) yield* group;
    }
  }
}
