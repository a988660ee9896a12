/** Records around elements of arrays: `a[i]`, `a[i] = x`, `a[i] += x`. */

import type { AnyNode, AssignmentExpression, MemberExpression } from 'acorn';
import type { SourceCode } from './code.ts';
import { type Loom, nameOf } from './loom.ts';
import type { Span } from './weave.ts';

export function weaveWrite(loom: Loom, node: AssignmentExpression, left: MemberExpression): void {
  if (node.operator !== '=') {
    weaveReference(loom, left, node);
    return;
  }
  const brackets = bracketsOf(loom, left);
  const equals = loom.tokenAfter(left.end, '=');
  if (brackets === null || equals === null || left.start !== node.start) return;
  const site = loom.site(node, 'write', nameOf(loom.code, left.object));
  loom.weave.around(node, `${loom.word}w(${site},(`, '))');
  loom.weave.replace(brackets.open, '),(');
  loom.weave.replace(brackets.close, ')');
  loom.weave.replace(equals, ',(');
}

/** `a[i] += x` and `a[i]++` read and write one element. */
export function weaveReference(loom: Loom, left: MemberExpression, whole: AnyNode): void {
  const brackets = bracketsOf(loom, left);
  if (brackets === null) return;
  const site = loom.site(whole, 'write', nameOf(loom.code, left.object));
  loom.weave.around(left, `${loom.word}c(${site},(`, ')).v');
  loom.weave.replace(brackets.open, '),(');
  loom.weave.replace(brackets.close, '');
}

export function weaveRead(loom: Loom, node: MemberExpression): void {
  if (!node.computed || isTarget(loom.code, node) || inChain(loom.code, node)) return;
  const brackets = bracketsOf(loom, node);
  if (brackets === null) return;
  const site = loom.site(node, 'read', nameOf(loom.code, node.object));
  loom.weave.around(node, `${loom.word}g(${site},(`, '))');
  loom.weave.replace(brackets.open, '),(');
  loom.weave.replace(brackets.close, '');
}

function bracketsOf(loom: Loom, node: MemberExpression): { open: Span; close: Span } | null {
  if (node.object.type === 'Super') return null;
  const open = loom.tokenAfter(node.object.end, '[');
  if (open === null || open.end > node.property.start) return null;
  return { open, close: { start: node.end - 1, end: node.end } };
}

/** Whether something is done to the place itself, and not with its value. */
function isTarget(code: SourceCode, node: MemberExpression): boolean {
  const parent = code.parent(node);
  switch (parent?.type) {
    case 'AssignmentExpression':
    case 'AssignmentPattern':
    case 'ForInStatement':
    case 'ForOfStatement':
      return parent.left === node;
    case 'UpdateExpression':
    case 'RestElement':
    case 'ArrayPattern':
      return true;
    case 'UnaryExpression':
      return parent.operator === 'delete';
    case 'Property':
      return code.parent(parent)?.type === 'ObjectPattern';
    case 'CallExpression':
    case 'NewExpression':
      return parent.callee === node;
    case 'TaggedTemplateExpression':
      return parent.tag === node;
    default:
      return false;
  }
}

/** Inside `a?.b[i]` a part cannot be taken out: the whole ends where `a` is absent. */
export function inChain(code: SourceCode, node: AnyNode): boolean {
  let inner = node;
  for (const outer of code.ancestors(node)) {
    if (outer.type === 'ChainExpression') return true;
    const onSpine =
      (outer.type === 'MemberExpression' && outer.object === inner) ||
      (outer.type === 'CallExpression' && outer.callee === inner);
    if (!onSpine) return false;
    inner = outer;
  }
  return false;
}
