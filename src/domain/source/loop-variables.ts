/** The variables whose values tell whether a loop gets on: those it tests and those it changes. */

import type {
  AnyNode,
  DoWhileStatement,
  ForInStatement,
  ForOfStatement,
  ForStatement,
  WhileStatement,
} from 'acorn';
import { contains, type SourceCode } from './code.ts';
import { enclosingFunction } from './functions.ts';

export type LoopNode =
  | ForStatement
  | WhileStatement
  | DoWhileStatement
  | ForOfStatement
  | ForInStatement;

export function isLoop(node: AnyNode): node is LoopNode {
  return (
    node.type === 'ForStatement' ||
    node.type === 'WhileStatement' ||
    node.type === 'DoWhileStatement' ||
    node.type === 'ForOfStatement' ||
    node.type === 'ForInStatement'
  );
}

const mostHeld = 12;

export interface LoopVariables {
  /** As expressions that can be read at the start of each round without any effect: `i`, `this?.at`. */
  readonly held: readonly string[];
  readonly tested: readonly string[];
}

export function heldByLoop(code: SourceCode, loop: LoopNode): LoopVariables {
  const test = 'test' in loop ? loop.test : null;
  const inTest = test ? code.within(test) : [];
  const inBody = code.within(loop.body).filter((node) => isChanged(code, node));
  const inUpdate =
    loop.type === 'ForStatement' && loop.update
      ? code.within(loop.update).filter((node) => isChanged(code, node))
      : [];
  const tested = readable(code, loop, inTest);
  const held = [...tested, ...readable(code, loop, [...inUpdate, ...inBody])];
  return { held: [...new Set(held)].slice(0, mostHeld), tested: [...new Set(tested)] };
}

function isChanged(code: SourceCode, node: AnyNode): boolean {
  const parent = code.parent(node);
  if (parent?.type === 'UpdateExpression') return true;
  return parent?.type === 'AssignmentExpression' && parent.left === node;
}

function readable(code: SourceCode, loop: LoopNode, nodes: readonly AnyNode[]): string[] {
  return nodes.flatMap((node): string[] => {
    if (node.type === 'Identifier') return isInScope(code, loop, node) ? [node.name] : [];
    if (node.type !== 'MemberExpression' || node.computed) return [];
    if (node.property.type !== 'Identifier' || isGetter(code, node.property.name)) return [];
    const { object } = node;
    const name = node.property.name;
    if (object.type === 'Identifier') {
      return isInScope(code, loop, object) ? [`${object.name}?.${name}`] : [];
    }
    if (object.type !== 'ThisExpression' || inConstructor(code, loop)) return [];
    return sameThis(code, loop, node) ? [`this?.${name}`] : [];
  });
}

/** Declared before the loop's body begins, in a scope around it: it has a value there. */
function isInScope(code: SourceCode, loop: LoopNode, name: AnyNode): boolean {
  const variable = code.variableOf(name);
  const declared = variable?.identifiers[0]?.range?.[0];
  if (!variable || declared === undefined || declared >= loop.body.start) return false;
  const block = variable.scope.block as unknown as AnyNode;
  const parameter = variable.defs[0]?.type === 'Parameter';
  return contains(block, loop) && (parameter || variable.scope.block.type !== 'ClassDeclaration');
}

function isGetter(code: SourceCode, name: string): boolean {
  return code.nodes.some(
    (node) =>
      (node.type === 'MethodDefinition' || node.type === 'Property') &&
      node.kind === 'get' &&
      node.key.type === 'Identifier' &&
      node.key.name === name,
  );
}

function inConstructor(code: SourceCode, loop: LoopNode): boolean {
  for (const node of code.ancestors(loop)) {
    if (node.type === 'MethodDefinition') return node.kind === 'constructor';
  }
  return false;
}

function sameThis(code: SourceCode, loop: LoopNode, node: AnyNode): boolean {
  return enclosingFunction(code, node) === enclosingFunction(code, loop);
}
