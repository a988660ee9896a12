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
 * How inputs are kept as they were given. `left_out`: writes into them go nowhere. `sites_left_out`: so do all
 * writes at these sites, into whatever. `read_as_given`: writes happen, but elements are read as they were given.
 */
export type Guard = 'left_out' | 'sites_left_out' | 'read_as_given';

/**
 * The source with its inputs guarded, at some of its write sites (given by their places in `writeSites`), and with
 * a reading that names the sites at which an input would have been changed. Null when its exports cannot be found.
 */
export function guardInputs(
  code: SourceCode,
  kind: Guard,
  sites: ReadonlySet<number>,
): string | null {
  const word = freeWord(code.text);
  const weave = new Weave(code.text);
  if (kind === 'read_as_given') {
    for (const { object, whole } of elementReads(code)) {
      weave.around(whole, `${word}read(`, ')');
      // The brackets become the second argument.
      weave.replace({ start: object.end, end: object.end + 1 }, ', ');
      weave.replace({ start: whole.end - 1, end: whole.end }, '');
    }
  } else {
    for (const [at, { object }] of writeSites(code).entries()) {
      if (!sites.has(at)) continue;
      const tool = kind === 'left_out' ? word : `${word}never`;
      weave.around(object, `${tool}(`, `, ${at})`);
    }
  }
  const hook = (list: string) => `${word}hold([${list}])`;
  const hooks = {
    compress: hook('given.data, context.previous && context.previous.data'),
    decompress: hook('given, context.previous && context.previous.data'),
  };
  if (!hookEntries(code, weave, { word, hooks })) return null;
  return weave.woven() + guard.replaceAll('$', () => word);
}

interface ElementRead {
  readonly whole: MemberExpression;
  readonly object: AnyNode;
}

/** Elements that are read and nothing else, with a bracket right behind the object. */
function elementReads(code: SourceCode): readonly ElementRead[] {
  return code.nodes.flatMap((node): ElementRead[] => {
    const whole = elementOf(node);
    if (whole === null || whole.object.type === 'Super' || whole.optional) return [];
    const { object } = whole;
    if (code.text[object.end] !== '[' || code.text[whole.end - 1] !== ']') return [];
    const parent = code.parent(whole);
    switch (parent?.type) {
      case 'AssignmentExpression':
        return parent.left === whole ? [] : [{ whole, object }];
      case 'UpdateExpression':
      case 'ForOfStatement':
      case 'ForInStatement':
      case 'AssignmentPattern':
      case 'ArrayPattern':
      case 'Property':
      case 'ChainExpression':
      case 'RestElement':
        return [];
      case 'CallExpression':
      case 'TaggedTemplateExpression':
        return parent.type === 'CallExpression' && parent.callee !== whole
          ? [{ whole, object }]
          : [];
      case 'UnaryExpression':
        return parent.operator === 'delete' ? [] : [{ whole, object }];
      default:
        return [{ whole, object }];
    }
  });
}

/** A changed input is a copy that nobody sees: what is read from it in the same expression is right. */
const guard = `
var $held, $first, $seen = [];
function $hold(views) {
  $held = views.map((view) => view && view.buffer);
  $first = $held.map((buffer) => buffer && new Uint8Array(buffer.slice(0)));
}
function $copy(target) {
  return typeof target.slice === 'function' ? target.slice() : new DataView(target.buffer.slice(0));
}
function $(target, site) {
  if (!$held || !target || !(target.buffer instanceof ArrayBuffer)) return target;
  const input = $held.indexOf(target.buffer);
  if (input === -1) return target;
  const key = site * 2 + input;
  if ($seen.length < 64 && !$seen.includes(key)) $seen.push(key);
  return $copy(target);
}
function $never(target, site) {
  $(target, site);
  return target && target.buffer instanceof ArrayBuffer ? $copy(target) : target;
}
function $read(target, key) {
  if (typeof key === 'number' && $held && target && target.BYTES_PER_ELEMENT === 1) {
    const input = $held.indexOf(target.buffer);
    if (input !== -1 && key >= 0 && key < target.length) return $first[input][target.byteOffset + key];
  }
  return target[key];
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
