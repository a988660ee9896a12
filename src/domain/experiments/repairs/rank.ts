/** Which repairs are tried first. */

import { promise, repairsOf } from './catalogue.ts';
import type { Evidence } from './evidence.ts';
import type { Repair, RepairTree } from './repair.ts';

/** Shorter pieces of source stand everywhere. */
const leastEcho = 12;
const echo = 1.5;

export interface Ranked {
  readonly repair: Repair;
  readonly score: number;
}

/** Repairs that can have to do with the failure, the likeliest first. */
export function rankedRepairs(tree: RepairTree, { blame }: Evidence): readonly Ranked[] {
  const isEcho = echoIn(tree);
  return repairsOf(tree)
    .map((repair) => {
      const score = promise(repair) * blame(repair.node) * brevity(repair);
      return { repair, score: isEcho(repair) ? echo * score : score };
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.repair.node.start - b.repair.node.start);
}

/** Whether what an edit writes stands elsewhere in the source already: what the other side writes is likely meant here. */
function echoIn({ code }: RepairTree): (repair: Repair) => boolean {
  const text = code.text.replace(/\s+/g, '');
  return ({ edits }) => {
    const written = edits.map((edit) => edit.text.replace(/\s+/g, ''));
    const [longest = ''] = written.toSorted((a, b) => b.length - a.length);
    return longest.length >= leastEcho && text.includes(longest);
  };
}

/** 1 for the smallest edits, less for longer ones. */
function brevity({ edits }: Repair): number {
  const size = edits.reduce(
    (sum, { start, end, text }) => sum + Math.max(end - start, text.length),
    0,
  );
  return 1 / (1 + size / 200);
}
