/**
 * How much data a source carries. A codec may be as clever as it likes, but pictures that its decoder
 * brings along were not compressed: they count as bytes of the candidate, as far as a step adds them.
 */

import { parseSource } from './code.ts';

/** Literals that a step may add for nothing: the constants of new code, a table of filter taps. */
export const freeDataBytes = 256;

/** New names and new text that a step may add for nothing: data can be spelt in names or as calls, too. */
export const freeNameBytes = 1024;
export const freeTextBytes = 6144;

/** Bytes by which the candidate carries more than its baseline, beyond what is free; 0 for most. */
export function dataGrowth(candidate: string, baseline: string): number {
  const [ours, theirs] = [weigh(candidate), weigh(baseline)];
  const literals = Math.max(0, ours.literals - theirs.literals - freeDataBytes);
  const names = Math.max(0, ours.names - theirs.names - freeNameBytes);
  const text = Math.max(0, ours.text - theirs.text - freeTextBytes);
  return Math.max(literals + names, text);
}

interface Weight {
  /** Bytes of numbers, strings, templates and regular expressions. */
  readonly literals: number;
  /** Bytes of the names, each once. */
  readonly names: number;
  readonly text: number;
}

function weigh(source: string): Weight {
  const text = sizeOf(source);
  const parsed = parseSource(source);
  if (parsed.kind !== 'parsed') return { literals: text, names: 0, text };
  let literals = 0;
  const names = new Set<string>();
  for (const { type, start, end } of parsed.code.tokens) {
    const token = source.slice(start, end);
    if (literalTypes.includes(type.label)) literals += sizeOf(token);
    if (nameTypes.includes(type.label)) names.add(token);
  }
  return { literals, names: [...names].reduce((sum, name) => sum + sizeOf(name), 0), text };
}

const literalTypes: readonly string[] = ['num', 'string', 'template', 'invalidTemplate', 'regexp'];
const nameTypes: readonly string[] = ['name', 'privateId'];

/** In UTF-8. */
function sizeOf(text: string): number {
  let size = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    // Both halves of a pair add one, which makes its four bytes.
    if (unit > 0x7f) size += unit > 0x7ff && (unit & 0xf800) !== 0xd800 ? 2 : 1;
  }
  return size;
}
