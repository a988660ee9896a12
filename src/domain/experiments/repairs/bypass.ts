/** Does a repair mend what failed, or does it only keep it from running? */

import type { AnyNode } from 'acorn';
import { applyEdits } from '../../mutation/mutant.ts';
import { parseSource, type SourceCode } from '../../source/code.ts';
import type { Experimenting } from '../probe.ts';
import type { FailureScene } from '../scene.ts';
import { countedRuns, type Evidence } from './evidence.ts';
import type { Repair, RepairTree } from './repair.ts';
import type { Held } from './weigh.ts';

/** Parts of the encoder that no longer run in cases that came back before. */
const losesRightParts = 0.1;
/** The same in cases that failed: there the parts may have run because of the mistake. */
const losesParts = 0.35;

/** The repairs weighed anew by what the encoder no longer does with them. */
export function* withoutBypasses(
  scene: FailureScene,
  { runs }: Evidence,
  { tree, held }: { readonly tree: RepairTree; readonly held: readonly Held[] },
): Experimenting<readonly Held[]> {
  const weighed: Held[] = [];
  for (const each of held) {
    // What the decoder alone does keeps the encoder from nothing.
    if (tree.sideOf(each.repair.node) === 'decoder') {
      weighed.push(each);
      continue;
    }
    const parsed = parseSource(applyEdits(scene.source, each.repair.edits));
    if (parsed.kind !== 'parsed') continue;
    const now = yield* countedRuns(scene, parsed.code);
    const lost = runs.map(({ parts }, i) =>
      lostParts(scene.code, each.repair, parts, now[i]?.encoder ?? []),
    );
    const rightLost = runs.some(({ cameBack }, i) => cameBack && (lost[i] ?? 0) > 0);
    const anyLost = lost.some((count) => count > 0);
    const factor = rightLost ? losesRightParts : anyLost ? losesParts : 1;
    weighed.push({ ...each, weight: each.weight * factor });
  }
  return weighed;
}

/** How many parts ran before and do not now. Parts are the same when they begin at the same place. */
function lostParts(
  code: SourceCode,
  { edits }: Repair,
  before: readonly AnyNode[],
  now: readonly AnyNode[],
): number {
  const places = new Set(now.map(({ start }) => start));
  const moved = (at: number) =>
    edits.reduce(
      (sum, { start, end, text }) =>
        end <= at && start < at ? sum + text.length - (end - start) : sum,
      at,
    );
  const isEdited = ({ start, end }: AnyNode) =>
    edits.some((edit) => edit.start <= start && edit.end >= start && end > edit.start);
  const ends = (part: AnyNode) => code.within(part).some(({ type }) => type === 'ThrowStatement');
  return before.filter((part) => !isEdited(part) && !ends(part) && !places.has(moved(part.start)))
    .length;
}
