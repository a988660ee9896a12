/** The functions of a candidate: their names, who calls whom, and the two that are exported. */

import type {
  AnyNode,
  ArrowFunctionExpression,
  CallExpression,
  ClassDeclaration,
  ClassExpression,
  FunctionDeclaration,
  FunctionExpression,
  NewExpression,
  ReturnStatement,
} from 'acorn';
import type { CallSite } from '../failure.ts';
import { plainLine } from '../text/plain-text.ts';
import type { SourceCode } from './code.ts';
import { exportNamed } from './exports.ts';
import { initialValue } from './values.ts';

export type FunctionNode = FunctionDeclaration | FunctionExpression | ArrowFunctionExpression;
type ClassNode = ClassDeclaration | ClassExpression;

export function isFunction(node: AnyNode): node is FunctionNode {
  return (
    node.type === 'FunctionDeclaration' ||
    node.type === 'FunctionExpression' ||
    node.type === 'ArrowFunctionExpression'
  );
}

function isClass(node: AnyNode): node is ClassNode {
  return node.type === 'ClassDeclaration' || node.type === 'ClassExpression';
}

/** The name by which a function is known: its own, its variable's, its property's or its method's. */
export function functionName(code: SourceCode, node: FunctionNode): string | null {
  if (node.id) return plainLine(node.id.name, 60);
  const parent = code.parent(node);
  switch (parent?.type) {
    case 'VariableDeclarator':
      return parent.id.type === 'Identifier' ? plainLine(parent.id.name, 60) : null;
    case 'AssignmentExpression':
      return parent.right === node ? code.excerpt(parent.left) : null;
    case 'Property':
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return parent.computed ? null : code.excerpt(parent.key);
    default:
      return null;
  }
}

/** The innermost function around a node; null at the top level. */
export function enclosingFunction(code: SourceCode, node: AnyNode): FunctionNode | null {
  for (const ancestor of code.ancestors(node)) if (isFunction(ancestor)) return ancestor;
  return null;
}

/** The contract's name of a call. */
export function callName(call: CallSite['call']): string {
  const names = {
    load: 'The top level of the module',
    compress: 'compressFrame',
    decompress: 'decompressFrame',
  };
  return names[call];
}

/** The function that a call enters; null when the module exports none that can be read off the source. */
export function entryFunction(code: SourceCode, call: CallSite['call']): FunctionNode | null {
  if (call === 'load') return null;
  const value = exportNamed(code, callName(call))?.value ?? null;
  return value !== null && isFunction(value) ? value : null;
}

/** Everything a call can come to, by name: the nodes of its function and of all functions used from there. */
export function reachedBy(code: SourceCode, call: CallSite['call']): readonly AnyNode[] {
  const entry = entryFunction(code, call);
  const roots = entry === null ? [code.program] : [entry];
  const reached = new Set<AnyNode>(roots);
  for (const root of reached) {
    for (const node of ownNodes(code, root)) {
      for (const used of usedBy(code, node)) reached.add(used);
    }
  }
  const nodes = [...reached].flatMap((root) => ownNodes(code, root));
  return [...new Set(nodes)].sort((a, b) => a.start - b.start);
}

/** The nodes inside; of the program only those outside of all functions. */
function ownNodes(code: SourceCode, root: AnyNode): readonly AnyNode[] {
  if (root.type !== 'Program') return code.within(root);
  return code.nodes.filter((node) => !isFunction(node) && enclosingFunction(code, node) === null);
}

/** Functions that a node may bring into play. */
function usedBy(code: SourceCode, node: AnyNode): readonly AnyNode[] {
  if (isFunction(node)) return [node];
  if (node.type === 'Identifier') return bodiesOf(initialValue(code, node));
  if (node.type === 'MemberExpression' && !node.computed) return methodsNamed(code, node.property);
  return [];
}

function bodiesOf(value: AnyNode | null): readonly AnyNode[] {
  if (value === null) return [];
  if (isFunction(value)) return [value];
  if (!isClass(value)) return [];
  return value.body.body.flatMap((member): AnyNode[] => {
    if (member.type === 'PropertyDefinition') return member.value ? [member.value] : [];
    const isConstructor = member.type === 'MethodDefinition' && member.kind === 'constructor';
    return isConstructor ? [member.value] : [];
  });
}

function methodsNamed(code: SourceCode, property: AnyNode): readonly AnyNode[] {
  const named = property.type === 'Identifier' || property.type === 'PrivateIdentifier';
  return named ? (methodsOf(code).get(methodKey(property)) ?? []) : [];
}

function methodKey(property: { readonly type: string; readonly name: string }): string {
  return `${property.type} ${property.name}`;
}

const methodsKnown = new WeakMap<SourceCode, Map<string, FunctionNode[]>>();

/** Functions that are properties of objects or classes, by name: who calls `x.put()` may call any `put`. */
function methodsOf(code: SourceCode): Map<string, FunctionNode[]> {
  const known = methodsKnown.get(code);
  if (known) return known;
  const methods = new Map<string, FunctionNode[]>();
  for (const node of code.nodes) {
    const holder = node.type === 'Property' || node.type === 'MethodDefinition';
    if ((!holder && node.type !== 'PropertyDefinition') || node.computed || !node.value) continue;
    if (!('name' in node.key) || !isFunction(node.value)) continue;
    const key = methodKey(node.key);
    methods.set(key, [...(methods.get(key) ?? []), node.value]);
  }
  methodsKnown.set(code, methods);
  return methods;
}

/** The functions of this file that a call may enter; the built-in ones have no node. */
export function calledFunctions(
  code: SourceCode,
  call: CallExpression | NewExpression,
): readonly FunctionNode[] {
  const { callee } = call;
  const used = callee.type === 'Super' ? [] : isFunction(callee) ? [callee] : usedBy(code, callee);
  return used.filter(isFunction);
}

/** The values a function gives back: arguments of its own `return`s, or the arrow's expression. */
export function returnedValues(code: SourceCode, node: FunctionNode): readonly AnyNode[] {
  if (node.body.type !== 'BlockStatement') return [node.body];
  return ownReturns(code, node).flatMap((statement) => statement.argument ?? []);
}

/** The `return` statements of a function, not those of functions inside it. */
export function ownReturns(code: SourceCode, node: FunctionNode): readonly ReturnStatement[] {
  return code
    .within(node)
    .filter((inner) => inner.type === 'ReturnStatement')
    .filter((inner) => enclosingFunction(code, inner) === node);
}
