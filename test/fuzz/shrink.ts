/** Makes a program smaller that still shows the fault: without lines, without statements, with simpler expressions. */

import { applyEdits } from '../../src/domain/mutation/mutant.ts';
import { parseSource } from '../../src/domain/source/code.ts';

export type StillFails = (source: string) => Promise<boolean>;

/** Takes the first smaller one of each round; ends after `most` tries or when nothing smaller fails. */
export async function shrink(
  source: string,
  stillFails: StillFails,
  most: number,
): Promise<string> {
  let smallest = source;
  let left = most;
  for (;;) {
    let next: string | null = null;
    for (const candidate of smallerOnes(smallest)) {
      if (left-- <= 0) return smallest;
      if (candidate.length >= smallest.length || !(await stillFails(candidate))) continue;
      next = candidate;
      break;
    }
    if (next === null) return smallest;
    smallest = next;
  }
}

/** From the boldest to the most careful. */
function* smallerOnes(source: string): Generator<string> {
  const lines = source.split('\n');
  for (let size = lines.length >> 1; size >= 1; size >>= 1) {
    for (let at = 0; at < lines.length; at += size) {
      yield [...lines.slice(0, at), ...lines.slice(at + size)].join('\n');
    }
  }
  yield* withoutNodes(source);
  for (let size = source.length >> 1; size >= 8; size >>= 1) {
    for (let at = 0; at < source.length; at += size) {
      yield source.slice(0, at) + source.slice(at + size);
    }
  }
}

function* withoutNodes(source: string): Generator<string> {
  const parsed = parseSource(source);
  if (parsed.kind !== 'parsed') return;
  for (const { type, start, end } of parsed.code.nodes) {
    const texts = /(Statement|Declaration|Definition|Property)$/.test(type)
      ? ['']
      : /Expression$/.test(type)
        ? ['0', '']
        : [];
    for (const text of texts) yield applyEdits(source, [{ start, end, text }]);
  }
}
