/** Memory, stack and output beyond their limits. */

import type { AnyNode } from 'acorn';
import type { CallFault } from '../failure.ts';
import { contains, offsetOf, type SourceCode } from '../source/code.ts';
import {
  callName,
  enclosingFunction,
  entryFunction,
  isFunction,
  reachedBy,
  returnedValues,
} from '../source/functions.ts';
import { constantNumber, declaredValue, initialValue } from '../source/values.ts';
import { grouped, listed } from '../text/wording.ts';
import { sampleCount } from '../video/frame.ts';
import { isLoop } from './loops.ts';
import { functionAt } from './places.ts';
import { findRecursion, recursionOf } from './recursion.ts';
import { type Explanation, frameSize, frameWords, lineWords, type Scene } from './scene.ts';

export function explainMemory(
  scene: Scene,
  { limitMb }: Extract<CallFault, { kind: 'out_of_memory' }>,
): Explanation {
  const { code, site } = scene;
  const nodes = code === null ? [] : reachedBy(code, site.call);
  const huge = code === null ? null : hugeAllocation(code, [...nodes, ...code.nodes]);
  const growing = code === null || huge !== null ? [] : growingNodes(code, nodes);
  const first = huge?.node ?? growing[0];
  const location = code === null || first === undefined ? null : code.locate(first);
  const shown = growing.map((node) => `\`${code?.excerpt(node, 40)}\``);
  const where = location === null ? '' : `line ${location.line}`;
  const inLoop = `Memory is taken in a loop by ${listed([...new Set(shown)], 3)}, from ${where} on.`;
  const atOnce = `\`${first ? code?.excerpt(first, 80) : ''}\` at ${where} asks for ${Math.round(huge?.megabytes ?? 0)} MB at once.`;
  const why = location === null ? '' : ` ${huge === null ? inLoop : atOnce}`;
  return {
    category: 'resource_error',
    cause: `${callName(site.call)} needs more than ${limitMb} MB of memory (${frameWords(site)}).${why}`,
    fix:
      huge === null
        ? 'Allocate typed arrays once, outside of loops, and use them again; write bits straight into a Uint8Array instead of collecting values in arrays or strings.'
        : 'Make the table smaller: a narrower type (Int16Array for Float64Array), fewer entries, or compute the values when they are needed.',
    location,
    subject: huge === null ? 'memory' : 'memory: one allocation',
  };
}

/** Allocations of constant size from here on are worth naming. */
const hugeMegabytes = 16;

function hugeAllocation(
  code: SourceCode,
  nodes: readonly AnyNode[],
): { readonly node: AnyNode; readonly megabytes: number } | null {
  for (const node of nodes) {
    if (node.type !== 'NewExpression' || node.callee.type !== 'Identifier') continue;
    const [length] = node.arguments;
    const elements = length === undefined ? null : constantNumber(code, length);
    if (elements === null) continue;
    const bits = Number(/^[A-Z][A-Za-z]*?(\d+)(Clamped)?Array$/.exec(node.callee.name)?.[1] ?? 8);
    const megabytes = (elements * bits) / 8 / 1024 / 1024;
    if (megabytes >= hugeMegabytes) return { node, megabytes };
  }
  return null;
}

/** What takes memory on every turn of a loop or of a callback. */
function growingNodes(code: SourceCode, nodes: readonly AnyNode[]): readonly AnyNode[] {
  const taking = nodes.filter((node) => takesMemory(code, node) && isRepeated(code, node));
  return taking.filter((node) => !taking.some((other) => other !== node && contains(other, node)));
}

function takesMemory(code: SourceCode, node: AnyNode): boolean {
  if (node.type === 'NewExpression') {
    return node.callee.type === 'Identifier' && /Array|Map|Set$/.test(node.callee.name);
  }
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return false;
  const { object, property } = node.callee;
  const method = code.excerpt(property);
  if (/^(push|unshift|concat|slice|map|from|repeat|split)$/.test(method)) return true;
  const collection = object.type === 'Identifier' ? initialValue(code, object) : null;
  return /^(set|add)$/.test(method) && /^new (Map|Set)\b/.test(textOf(code, collection));
}

function textOf(code: SourceCode, node: AnyNode | null): string {
  return node === null ? '' : code.excerpt(node);
}

function isRepeated(code: SourceCode, node: AnyNode): boolean {
  for (const ancestor of code.ancestors(node)) {
    if (isLoop(ancestor)) return true;
    if (isFunction(ancestor)) return code.parent(ancestor)?.type === 'CallExpression';
  }
  return false;
}

export function explainStack(
  scene: Scene,
  fault: Extract<CallFault, { kind: 'stack_overflow' }>,
): Explanation {
  const { code, site, report } = scene;
  const called = site.call === 'load' ? 'the top level of the module' : callName(site.call);
  const what = `The stack of ${fault.limitKb} KB overflows in ${called} (${frameWords(site)})`;
  const offset = fault.location === null ? null : offsetOf(report.source, fault.location);
  // A place outside of the source, as a forged stack may claim, is none.
  const location = offset === null ? null : fault.location;
  const base = { category: 'resource_error', location, subject: 'stack' } as const;
  const fix =
    'Write the recursion as a loop with a stack of its own (an array), or bound its depth.';
  const somewhere = `${what}${lineWords(location)}.`;
  if (code === null) return { ...base, cause: somewhere, fix };
  const around = offset === null ? null : functionAt(code, offset);
  const named = around !== null && isFunction(around) ? recursionOf(code, around) : null;
  const recursion = named ?? findRecursion(code, reachedBy(code, site.call));
  if (recursion !== null) {
    const { name, through } = recursion;
    return {
      ...base,
      cause: `${what}: \`${name}\` calls itself ${through}, at line ${recursion.location.line}, deeper than the stack holds.`,
      fix: `${fix} If it should have stopped before, check that every path of \`${name}\` reaches the case in which it does.`,
      location: recursion.location,
      subject: 'recursion',
    };
  }
  const spread = reachedBy(code, site.call).find(
    (node) => node.type === 'SpreadElement' && code.parent(node)?.type === 'CallExpression',
  );
  if (spread === undefined) return { ...base, cause: somewhere, fix };
  const call = code.parent(spread) ?? spread;
  return {
    ...base,
    cause: `${what}: \`${code.excerpt(call)}\` puts each element on the stack as an argument.`,
    fix: 'Go through the elements with a loop instead of spreading them into a call.',
    location: code.locate(call),
    subject: 'spread arguments',
  };
}

export function explainOutput(
  scene: Scene,
  { bytes, limit }: Extract<CallFault, { kind: 'output_too_large' }>,
): Explanation {
  const { code, site, report } = scene;
  const size = frameSize(report, site.clip, null);
  const raw = size === null ? '' : `, the raw frame has ${grouped(sampleCount(size))}`;
  const scratch = code === null ? null : wholeScratch(code);
  const location = code === null || scratch === null ? null : code.locate(scratch);
  const why =
    code === null || scratch === null || location === null
      ? ''
      : ` Line ${location.line} returns the whole of \`${code.excerpt(scratch)}\`, not only the part that was written.`;
  return {
    category: 'resource_error',
    cause: `${callName(site.call)} returned ${grouped(bytes)} bytes (${frameWords(site)}); at most ${grouped(limit)} are allowed${raw}.${why}`,
    fix:
      scratch === null
        ? 'Return only the bytes that were written, and fall back to storing the samples raw where a code would be longer.'
        : `Return \`${code?.excerpt(scratch)}.subarray(0, used)\`, where \`used\` counts the bytes that were written.`,
    location,
    subject: scratch === null ? 'output' : 'output: whole scratch array',
  };
}

/** A returned name that is bound to a new array of the full size. */
function wholeScratch(code: SourceCode): AnyNode | null {
  const entry = entryFunction(code, 'compress');
  const values = entry === null ? [] : returnedValues(code, entry);
  const found = values.find((value) => {
    const variable = value.type === 'Identifier' ? code.variableOf(value) : null;
    const made = variable === null ? null : declaredValue(variable);
    return made?.type === 'NewExpression' && enclosingFunction(code, made) === entry;
  });
  return found ?? null;
}
