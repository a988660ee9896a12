/** Divisions by something that is always zero. */

import type { AnyNode, AssignmentExpression, BinaryExpression } from 'acorn';
import type { CallSite } from '../failure.ts';
import type { SourceCode } from '../source/code.ts';
import { entryFunction, reachedBy, returnedValues } from '../source/functions.ts';
import { isZero } from '../source/values.ts';

type Division = BinaryExpression | AssignmentExpression;

const operators = new Set(['/', '%', '/=', '%=']);

export const zeroFix =
  'Check for zero before dividing, for instance `divisor === 0 ? 0 : value / divisor`, and make sure that the divisor can be another value at all.';

export function isDivision(node: AnyNode): node is Division {
  const binary = node.type === 'BinaryExpression' || node.type === 'AssignmentExpression';
  return binary && operators.has(node.operator);
}

/** The division by zero that a call most likely met: one in its returned values, else any it can reach. */
export function zeroDivision(code: SourceCode, call: CallSite['call']): Division | null {
  const entry = entryFunction(code, call);
  const returned = entry === null ? [] : returnedValues(code, entry);
  const nodes = [...returned.flatMap((value) => code.within(value)), ...reachedBy(code, call)];
  return nodes.filter(isDivision).find((node) => isZero(code, node.right)) ?? null;
}

/** Where the operator of a division stands. */
export function operatorOffset(code: SourceCode, node: Division): number {
  return node.left.end + code.text.slice(node.left.end).indexOf(node.operator);
}
