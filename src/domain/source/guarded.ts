/** A source in which writes into what a call was given are left out, and noted. */

import type { AnyNode, MemberExpression } from 'acorn';
import type { SourceCode } from './code.ts';
import { freeWord, hookEntries } from './entries.ts';
import { Weave } from './weave.ts';

/** A place where an array may be changed. */
export interface WriteSite {
  /** The whole assignment or call. */
  readonly node: AnyNode;
  readonly object: MemberExpression['object'];
}

const changingMethods = new Set([
  ...['set', 'fill', 'sort', 'reverse', 'copyWithin'],
  ...['setUint8', 'setInt8', 'setUint16', 'setInt16', 'setUint32', 'setInt32'],
]);

/** All of them, in source order. */
export function writeSites(code: SourceCode): readonly WriteSite[] {
  return code.nodes.flatMap((node): WriteSite[] => {
    const target = changedBy(node);
    return target === null || target.object.type === 'Super'
      ? []
      : [{ node, object: target.object }];
  });
}

function changedBy(node: AnyNode): MemberExpression | null {
  switch (node.type) {
    case 'AssignmentExpression':
      return elementOf(node.left);
    case 'UpdateExpression':
      return elementOf(node.argument);
    case 'CallExpression': {
      const { callee } = node;
      if (callee.type !== 'MemberExpression' || callee.computed) return null;
      const { property } = callee;
      return property.type === 'Identifier' && changingMethods.has(property.name) ? callee : null;
    }
    default:
      return null;
  }
}

function elementOf(node: AnyNode): MemberExpression | null {
  return node.type === 'MemberExpression' && node.computed ? node : null;
}

/**
 * The source with writes into inputs left out at some of its sites (given by their places in `writeSites`), and
 * a reading that names the sites at which one was, in their order. Null when its exports cannot be found.
 */
export function guardInputs(code: SourceCode, left: ReadonlySet<number>): string | null {
  const word = freeWord(code.text);
  const weave = new Weave(code.text);
  for (const [at, { object }] of writeSites(code).entries()) {
    if (left.has(at)) weave.around(object, `${word}(`, `, ${at})`);
  }
  const hook = (list: string) => `${word}held = [${list}].map((view) => view && view.buffer)`;
  const hooks = {
    compress: hook('given.data, context.previous && context.previous.data'),
    decompress: hook('given, context.previous && context.previous.data'),
  };
  if (!hookEntries(code, weave, { word, hooks })) return null;
  return weave.woven() + guard.replaceAll('$', () => word);
}

/** A changed input is a copy that nobody sees: what is read from it in the same expression is right. */
const guard = `
var $held, $seen = [];
function $(target, site) {
  if (!$held || !target || !(target.buffer instanceof ArrayBuffer)) return target;
  const input = $held.indexOf(target.buffer);
  if (input === -1) return target;
  const key = site * 2 + input;
  if ($seen.length < 64 && !$seen.includes(key)) $seen.push(key);
  return typeof target.slice === 'function' ? target.slice() : new DataView(target.buffer.slice(0));
}
export function readProbe() { return $seen.splice(0).join(); }
`;

/** The sites of a reading, in their order, each with the input that it would have changed. */
export function guardedSites(reading: string | null): readonly { site: number; input: 0 | 1 }[] {
  return (reading ?? '')
    .split(',')
    .filter((key) => /^\d{1,7}$/.test(key))
    .map((key) => ({ site: Number(key) >> 1, input: (Number(key) & 1) as 0 | 1 }));
}
