/** Which repairs are tried first. */

import { promise, repairsOf } from './catalogue.ts';
import type { Evidence } from './evidence.ts';
import type { Repair, RepairTree } from './repair.ts';

export interface Ranked {
  readonly repair: Repair;
  readonly score: number;
}

/** Repairs that can have to do with the failure, the likeliest first. */
export function rankedRepairs(tree: RepairTree, { blame }: Evidence): readonly Ranked[] {
  return repairsOf(tree)
    .map((repair) => ({ repair, score: promise(repair) * blame(repair.node) * brevity(repair) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.repair.node.start - b.repair.node.start);
}

/** 1 for the smallest edits, less for longer ones. */
function brevity({ edits }: Repair): number {
  const size = edits.reduce(
    (sum, { start, end, text }) => sum + Math.max(end - start, text.length),
    0,
  );
  return 1 / (1 + size / 200);
}
