/**
 * How much data a source carries. A codec may be as clever as it likes, but pictures that its decoder
 * brings along were not compressed: they count as bytes of the candidate, as far as a step adds them.
 */

import { parseSource } from './code.ts';

/** What a step may add for nothing, in bytes: the constants, names and code of a new idea. */
export const freeBytes = { literals: 256, names: 1024, code: 6144 } as const;

/** Code that only spells data needs at least so many bytes for one of it. */
const codePerByte = 5;

/**
 * Bytes by which the candidate carries more than its baseline, beyond what is free; 0 for most. Comments count
 * nothing: the sandbox lets no code read them.
 */
export function dataGrowth(candidate: string, baseline: string): number {
  const [ours, theirs] = [weigh(candidate), weigh(baseline)];
  const growth = (part: keyof Weight) => Math.max(0, ours[part] - theirs[part] - freeBytes[part]);
  const plain = growth('literals') + growth('names');
  return plain + Math.floor(growth('code') / codePerByte);
}

interface Weight {
  /** Of numbers, strings, templates and regular expressions. */
  readonly literals: number;
  /** Of the names, each once. */
  readonly names: number;
  /** Of everything but literals and comments. */
  readonly code: number;
}

function weigh(source: string): Weight {
  const parsed = parseSource(source);
  if (parsed.kind !== 'parsed') {
    return { literals: sizeOf(source), names: 0, code: 0 };
  }
  const names = new Set<string>();
  let [literals, code] = [0, 0];
  for (const { type, start, end } of parsed.code.tokens) {
    const token = source.slice(start, end);
    if (literalTypes.includes(type.label)) literals += sizeOf(token);
    else code += sizeOf(token);
    if (nameTypes.includes(type.label)) names.add(token);
  }
  return { literals, names: sizeOf([...names].join('')), code };
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
