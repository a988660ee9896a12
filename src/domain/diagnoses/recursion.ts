/** Functions that call themselves, directly or through others. */

import type { AnyNode } from 'acorn';
import type { SourceLocation } from '../failure.ts';
import type { SourceCode } from '../source/code.ts';
import {
  calledFunctions,
  type FunctionNode,
  functionName,
  isFunction,
} from '../source/functions.ts';
import { grouped } from '../text/wording.ts';
import { callsOf, circlingFunctions } from './circles.ts';

export interface Recursion {
  readonly name: string;
  /** Of the call that closes the circle. */
  readonly location: SourceLocation;
  /** "itself" or the functions in between. */
  readonly through: string;
}

/** The first function among the nodes that can come back to itself. */
export function findRecursion(code: SourceCode, nodes: readonly AnyNode[]): Recursion | null {
  const circling = circlingFunctions(code);
  const first = nodes.filter(isFunction).find((node) => circling.has(node));
  return first === undefined ? null : recursionOf(code, first);
}

interface Step {
  readonly at: FunctionNode;
  /** The step before, and the call that was taken there; null at the start. */
  readonly from: { readonly step: Step; readonly call: AnyNode } | null;
}

/** The shortest way from a function back to itself; null when there is none. */
export function recursionOf(code: SourceCode, start: FunctionNode): Recursion | null {
  const seen = new Set<FunctionNode>();
  const steps: Step[] = [{ at: start, from: null }];
  for (const step of steps) {
    for (const call of callsOf(code, step.at)) {
      for (const called of calledFunctions(code, call)) {
        if (called === start) return circle(code, step, call);
        if (seen.has(called)) continue;
        seen.add(called);
        steps.push({ at: called, from: { step, call } });
      }
    }
  }
  return null;
}

const mostNames = 4;

function circle(code: SourceCode, last: Step, closing: AnyNode): Recursion {
  const names: string[] = [];
  let first = closing;
  let step = last;
  for (; step.from !== null; step = step.from.step) {
    names.push(`\`${functionName(code, step.at) ?? 'a function'}\``);
    first = step.from.call;
  }
  const shown = names.reverse().slice(0, mostNames).join(', ');
  const more = names.length > mostNames ? ` and ${grouped(names.length - mostNames)} more` : '';
  return {
    name: functionName(code, step.at) ?? 'an anonymous function',
    location: code.locate(first),
    through: names.length === 0 ? 'directly' : `through ${shown}${more}`,
  };
}
