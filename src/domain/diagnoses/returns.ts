/** What a candidate's functions return, as the source shows it. */

import type { AnyNode } from 'acorn';
import type { CallSite, SourceLocation } from '../failure.ts';
import type { SourceCode } from '../source/code.ts';
import {
  calledFunctions,
  enclosingFunction,
  entryFunction,
  type FunctionNode,
  functionName,
  ownReturns,
  returnedValues,
} from '../source/functions.ts';
import { initialValue } from '../source/values.ts';
import { typedArrayKind } from './roles.ts';

/** The only value that a function returns; null when there are several, or none is known. */
export function onlyReturned(code: SourceCode, call: CallSite['call']): AnyNode | null {
  const entry = entryFunction(code, call);
  const values = entry === null ? [] : returnedValues(code, entry);
  return values.length === 1 ? (values[0] ?? null) : null;
}

export interface ReturnPlace {
  readonly value: AnyNode | null;
  readonly location: SourceLocation | null;
  /** ": `return sum`", or nothing. */
  readonly text: string;
}

/**
 * Where a function returned what is not bytes: at its only `return`, or the only one that does not
 * surely give bytes; else where the function begins.
 */
export function returnPlace(code: SourceCode | null, call: CallSite['call']): ReturnPlace {
  const entry = code === null ? null : entryFunction(code, call);
  if (code === null || entry === null) return { value: null, location: null, text: '' };
  const values = entry.generator ? [] : returnedValues(code, entry);
  const doubtful = values.filter((value) => typedArrayKind(code, value) !== 'Uint8Array');
  const [value, another] = values.length === 1 ? values : doubtful;
  if (value === undefined || another !== undefined) {
    return { value: null, location: code.locate(entry), text: '' };
  }
  const statement = code.parent(value)?.type === 'ReturnStatement' ? 'return ' : '';
  const text = `: \`${statement}${code.excerpt(value)}\``;
  return { value, location: code.locate(value), text };
}

export interface MissingReturn {
  /** null when the source does not show it: every path returns something. */
  readonly why: string | null;
  readonly at: AnyNode;
  /** When the mistake is in another function. */
  readonly fix: string | null;
}

/** Why a function gives back nothing, and where that shows. */
export function missingReturn(code: SourceCode, entry: FunctionNode): MissingReturn {
  const empty = ownReturns(code, entry).find(({ argument }) => !argument);
  const values = returnedValues(code, entry);
  if (values.length === 0) {
    const why = `it has no \`return\` with a value.${innerReturn(code, entry)}`;
    return { why, at: empty ?? entry, fix: null };
  }
  if (empty !== undefined) {
    return { why: 'this `return` gives nothing back.', at: empty, fix: null };
  }
  for (const value of values) {
    const silent = silentFunction(code, value);
    if (silent === null) continue;
    const inner = functionName(code, silent) ?? 'the function it calls';
    return {
      why: `it returns what \`${inner}\` (line ${code.locate(silent).line}) returns, which is nothing.`,
      at: value,
      fix: `Let \`${inner}\` end in \`return\` with its result.`,
    };
  }
  if (mayEnd(entry.body)) {
    return { why: 'it has a path that ends without `return`.', at: entry, fix: null };
  }
  const [only, another] = values;
  const at = only !== undefined && another === undefined ? only : entry;
  const fix =
    'Every path has a `return`: find out which of their values is undefined here, for instance an element beyond the end of an array.';
  return { why: null, at, fix };
}

/** Whether a statement may be left at its end, as far as its form shows. */
function mayEnd(node: AnyNode): boolean {
  switch (node.type) {
    case 'ReturnStatement':
    case 'ThrowStatement':
      return false;
    case 'BlockStatement':
      return node.body.every(mayEnd);
    case 'IfStatement':
      return !node.alternate || mayEnd(node.consequent) || mayEnd(node.alternate);
    case 'TryStatement':
      return node.finalizer
        ? mayEnd(node.finalizer) && (mayEnd(node.block) || mayEnd(node.handler ?? node.block))
        : mayEnd(node.block) || (node.handler ? mayEnd(node.handler.body) : false);
    case 'SwitchStatement': {
      const last = node.cases.at(-1);
      const closed = node.cases.some(({ test }) => !test) && last !== undefined;
      return !closed || last.consequent.every(mayEnd);
    }
    case 'ForStatement':
      return Boolean(node.test);
    case 'WhileStatement':
      return !(node.test.type === 'Literal' && Boolean(node.test.value));
    default:
      return node.type.endsWith('Statement') || node.type.endsWith('Declaration');
  }
}

/** " The `return` of line 3 belongs to ..." when there is one inside, or nothing. */
function innerReturn(code: SourceCode, entry: FunctionNode): string {
  const inner = code.within(entry).find(({ type }) => type === 'ReturnStatement');
  const owner = inner === undefined ? null : enclosingFunction(code, inner);
  if (inner === undefined || owner === null || owner === entry) return '';
  const name = functionName(code, owner);
  const whose = name === null ? 'a function inside it' : `\`${name}\``;
  return ` The \`return\` of line ${code.locate(inner).line} belongs to ${whose}.`;
}

/** The function of this file whose result is handed on, when it returns nothing at all. */
function silentFunction(code: SourceCode, value: AnyNode): FunctionNode | null {
  const call = value.type === 'Identifier' ? initialValue(code, value) : value;
  if (call?.type !== 'CallExpression') return null;
  const called = calledFunctions(code, call);
  return called.find((each) => returnedValues(code, each).length === 0) ?? null;
}
