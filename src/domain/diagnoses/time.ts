/** Calls that do not end in time. */

import type { AnyNode } from 'acorn';
import type { CallFault } from '../failure.ts';
import type { SourceCode } from '../source/code.ts';
import { callName, reachedBy } from '../source/functions.ts';
import { count, grouped, listed } from '../text/wording.ts';
import { type FrameSize, sampleCount } from '../video/frame.ts';
import { endlessLoop } from './endless.ts';
import { deepestNest, headOf } from './loops.ts';
import { findRecursion } from './recursion.ts';
import { type Explanation, frameSize, frameWords, type Scene } from './scene.ts';

/** On so few samples only something endless uses up the ticks. */
const tinySamples = 1000;

export function explainTicks(
  scene: Scene,
  { limit }: Extract<CallFault, { kind: 'tick_limit' }>,
): Explanation {
  const { code, site } = scene;
  const used = `${callName(site.call)} used up its limit of ${grouped(limit)} ticks (${frameWords(site)})`;
  const base = { category: 'timeout', subject: `ticks in ${site.call}` } as const;
  const size = frameSize(scene.report, site.clip, null);
  const tiny = site.call !== 'load' && size !== null && sampleCount(size) < tinySamples;
  if (code === null)
    return {
      ...base,
      cause: `${used}.`,
      fix: `If all of its loops end: ${lessWork}`,
      location: null,
    };
  const nodes = reachedBy(code, site.call);
  const endless = endlessLoop(code, nodes);
  if (endless !== null) {
    const location = code.locate(endless.loop);
    return {
      ...base,
      cause: `${used}${endless.certain ? ': the' : '. A loop that may be the reason: the'} loop at line ${location.line}, \`${headOf(code, endless.loop)}\`, ${endless.why}.`,
      confidence: endless.certain ? 'likely' : 'observed',
      fix: endless.fix,
      location,
      subject: `endless loop: ${endless.name}`,
    };
  }
  const nest = deepestNest(code, nodes);
  if (nest === null) return { ...base, ...withoutLoops(code, nodes, used) };
  const location = code.locate(nest.loop);
  const loops = nest.depth === 1 ? 'a loop' : `the innermost of ${nest.depth} nested loops`;
  const head = `\`${headOf(code, nest.loop)}\` at line ${location.line}`;
  return {
    ...base,
    cause: `${used}. ${tinyWords(tiny ? size : null)}The deepest loop in it is ${head}, ${loops}.`,
    fix: tiny
      ? 'Make sure that each turn of the loops comes closer to their end, also for the smallest frames and for values like 0, and that their lengths follow from the size of the frame.'
      : `If a loop stands still for some content, let every branch of it come closer to the end. If all of them end: ${lessWork}`,
    location: null,
  };
}

const lessWork =
  'do less for each sample: search fewer candidates, keep tables and sums instead of computing them again, and unroll the innermost loop. A tick is 10,000 jumps and calls.';

function tinyWords(size: FrameSize | null): string {
  if (size === null) return '';
  return `On a frame of ${size.width}x${size.height} that is far more than a pass over its samples takes. `;
}

function withoutLoops(
  code: SourceCode,
  nodes: readonly AnyNode[],
  used: string,
): Pick<Explanation, 'cause' | 'fix' | 'location'> {
  const recursion = findRecursion(code, nodes);
  if (recursion === null) {
    const cause = `${used}. There is no loop in it: the time went into built-in functions or regular expressions.`;
    return { cause, fix: `Give them less at a time, and ${lessWork}`, location: null };
  }
  const { line } = recursion.location;
  return {
    cause: `${used}: \`${recursion.name}\` calls itself at line ${line} (${recursion.through}).`,
    fix: 'Bound the depth of the recursion, or write it as a loop.',
    location: recursion.location,
  };
}

/** Built-in functions that run long without a tick when they are given much. */
const heavy =
  /^(fill|indexOf|lastIndexOf|includes|set|copyWithin|join|repeat|padStart|padEnd|normalize|stringify|parse|toString|concat|slice|splice|sort|reverse|unshift|flat|from|split|replaceAll|raw)$/;

export function explainUnresponsive(
  { code, site }: Scene,
  { seconds }: Extract<CallFault, { kind: 'unresponsive' }>,
): Explanation {
  const nodes = code === null ? [] : reachedBy(code, site.call);
  const suspects = code === null ? [] : heavyNodes(code, nodes);
  const [first] = suspects;
  const shown = suspects.map((node) => `\`${code?.excerpt(node, 40)}\``);
  const named =
    code === null || first === undefined
      ? ''
      : ` Suspects: ${listed([...new Set(shown)], 3)}, from line ${code.locate(first).line} on.`;
  const ended = `${callName(site.call)} was ended after ${count(seconds, 'second')} with hardly a tick (${frameWords(site)})`;
  const recursion = code === null || first !== undefined ? null : findRecursion(code, nodes);
  if (recursion !== null) {
    return {
      category: 'timeout',
      cause: `${ended}: \`${recursion.name}\` calls itself ${recursion.through}, at line ${recursion.location.line}, and each time the stack is full that takes long.`,
      fix: 'Bound the depth of the recursion, or write it as a loop; never catch a stack overflow to go on.',
      location: recursion.location,
      subject: 'no tick: recursion',
    };
  }
  return {
    category: 'timeout',
    cause: `${ended}: the time went into built-in operations.${named}`,
    fix: 'Give built-in functions less at a time: no BigInt of thousands of digits, no huge strings or arrays, no JSON of whole planes.',
    location: code === null || first === undefined ? null : code.locate(first),
    subject: 'no tick',
  };
}

function heavyNodes(code: SourceCode, nodes: readonly AnyNode[]): readonly AnyNode[] {
  return nodes.filter((node) => {
    if (node.type === 'BinaryExpression') return node.operator === '**';
    if (node.type !== 'CallExpression') return false;
    const { callee } = node;
    if (callee.type === 'Identifier') return callee.name === 'BigInt';
    return callee.type === 'MemberExpression' && heavy.test(code.excerpt(callee.property));
  });
}
