/** Records around calls that store or convert numbers: `push(x)`, `setUint16(at, x)`, `Uint8Array.from(list)`. */

import type { CallExpression, NewExpression } from 'acorn';
import { inChain } from './element-weave.ts';
import type { Loom } from './loom.ts';

/** Values that an element of these types can hold. */
const ranges: Readonly<Record<string, readonly [low: number, high: number]>> = {
  Uint8: [0, 255],
  Uint8Clamped: [0, 255],
  Int8: [-128, 127],
  Uint16: [0, 65_535],
  Int16: [-32_768, 32_767],
  Uint32: [0, 4_294_967_295],
  Int32: [-2_147_483_648, 2_147_483_647],
};

const adders = ['push', 'unshift', 'add', 'append'];

export function weaveCall(loom: Loom, node: CallExpression | NewExpression): void {
  if (node.callee.type === 'Super') return;
  const method = methodOf(node);
  if (/^get(?:Uint|Int|Float|BigInt|BigUint)\d+$/.test(method)) {
    if (!inChain(loom.code, node)) loom.value(node, 'read', method);
  } else if (adders.includes(method)) weaveAdded(loom, node, method);
  else if (/^set(?:Uint|Int)\d+$/.test(method)) weaveSetter(loom, node, method);
  else weaveConversion(loom, node);
}

function weaveAdded(loom: Loom, node: CallExpression | NewExpression, method: string): void {
  for (const each of node.arguments) {
    if (each.type !== 'SpreadElement') loom.value(each, 'argument', method);
  }
}

function weaveSetter(loom: Loom, node: CallExpression | NewExpression, method: string): void {
  const [first, value] = node.arguments;
  const range = ranges[method.slice(3)];
  if (!range || !value || first?.type === 'SpreadElement' || value.type === 'SpreadElement') return;
  const site = loom.site(value, 'argument', method);
  loom.weave.around(value, `${loom.word}fits(${site},(`, `),${range.join()})`);
}

function weaveConversion(loom: Loom, node: CallExpression | NewExpression): void {
  const { callee } = node;
  const [first, second] = node.arguments;
  if (!first || second || first.type === 'SpreadElement') return;
  const owner =
    callee.type === 'MemberExpression' && methodOf(node) === 'from' ? callee.object : callee;
  const name = owner.type === 'Identifier' ? owner.name : '';
  const range = ranges[/^(\w+)Array$/.exec(name)?.[1] ?? ''];
  if (!range) return;
  const site = loom.site(first, 'convert', name);
  loom.weave.around(first, `${loom.word}list(${site},(`, `),${range.join()})`);
}

function methodOf({ callee }: CallExpression | NewExpression): string {
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return '';
  return callee.computed ? '' : callee.property.name;
}
