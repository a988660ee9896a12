/** Which names in a candidate stand for the things that the host hands in, and what these have. */

import type { AnyNode, Pattern } from 'acorn';
import type { SourceCode } from '../source/code.ts';
import { entryFunction } from '../source/functions.ts';
import { initialValue } from '../source/values.ts';

export type Role = 'frame' | 'context' | 'bytes';

export const fields: Readonly<Record<Exclude<Role, 'bytes'>, readonly string[]>> = {
  frame: ['width', 'height', 'data', 'y', 'u', 'v'],
  context: ['width', 'height', 'quality', 'index', 'previous'],
};

const planes = ['data', 'y', 'u', 'v'];

/** What an expression stands for, when it is one of the host's; helpers are believed by their parameters' names. */
export function roleOf(code: SourceCode, node: AnyNode): Role | null {
  if (isPrevious(code, node)) return 'frame';
  if (node.type !== 'Identifier') return null;
  const definition = code.variableOf(node)?.defs[0];
  if (definition?.type !== 'Parameter') return null;
  const parameter = definition.name as unknown as Pattern;
  const owner = definition.node as unknown as AnyNode;
  for (const call of ['compress', 'decompress'] as const) {
    const entry = entryFunction(code, call);
    if (entry !== owner) continue;
    const index = entry.params.indexOf(parameter);
    if (index === 1) return 'context';
    if (index === 0) return call === 'compress' ? 'frame' : 'bytes';
  }
  if (node.name === 'frame') return 'frame';
  return node.name === 'context' || node.name === 'ctx' ? 'context' : null;
}

/** `context.previous`, or a name that was bound to it. */
export function isPrevious(code: SourceCode, node: AnyNode): boolean {
  const value = node.type === 'Identifier' ? initialValue(code, node) : node;
  if (value?.type === 'MemberExpression') {
    return value.property.type === 'Identifier' && value.property.name === 'previous';
  }
  if (node.type !== 'Identifier') return false;
  const definition = code.variableOf(node)?.defs[0];
  const name = definition?.name as unknown as AnyNode | undefined;
  const holder = name === undefined ? null : code.parent(name);
  const key = holder?.type === 'Property' ? holder.key : null;
  return key?.type === 'Identifier' && key.name === 'previous';
}

/** "Uint8Array" for what is surely a typed array; null when the source does not tell. */
export function typedArrayKind(code: SourceCode, node: AnyNode): string | null {
  if (roleOf(code, node) === 'bytes') return 'Uint8Array';
  const value = node.type === 'Identifier' ? initialValue(code, node) : node;
  if (value?.type === 'NewExpression' && value.callee.type === 'Identifier') {
    return /^\w+Array$/.test(value.callee.name) ? value.callee.name : null;
  }
  if (value?.type !== 'MemberExpression' || value.property.type !== 'Identifier') return null;
  const plane = roleOf(code, value.object) === 'frame' && planes.includes(value.property.name);
  return plane && !value.computed ? 'Uint8Array' : null;
}
