/** The same repair at several places that belong together: x and y, columns and rows, encoder and decoder. */

import { enclosingFunction } from '../../source/functions.ts';
import type { Ranked } from './rank.ts';
import type { Repair, RepairTree } from './repair.ts';

const mostLinesApart = 1;
const mostTogether = 3;

/** The repairs, and those that are one repair at neighbouring places. */
export function combined(tree: RepairTree, ranked: readonly Ranked[]): readonly Ranked[] {
  const groups = new Map<string, Ranked[]>();
  for (const each of ranked) {
    const key = `${each.repair.kind} ${enclosingFunction(tree.code, each.repair.node)?.start} ${formOf(tree, each.repair)}`;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  const together = [...groups.values()].flatMap((group) => joined(tree, group));
  return [...ranked, ...together].sort((a, b) => b.score - a.score);
}

/** The edit without its names. */
function formOf({ code }: RepairTree, { edits, node }: Repair): string {
  // One name for another is one repair only where it is the same name.
  const isName = edits.every(({ text }) => /^[A-Za-z_$][\w$.]*$/.test(text));
  const blur = (text: string) => (isName ? text : text.replace(/[A-Za-z_$][\w$.]*/g, '_'));
  return `${node.type} ${edits.map(({ start, end, text }) => `${blur(code.text.slice(start, end))} ${blur(text)}`).join(' ')}`;
}

/** Neighbours in a group, all of them at once. */
function joined({ code }: RepairTree, group: readonly Ranked[]): readonly Ranked[] {
  const sorted = [...group].sort((a, b) => first(a.repair) - first(b.repair));
  const found: Ranked[] = [];
  for (const [i, start] of sorted.entries()) {
    const chain = [start];
    for (const next of sorted.slice(i + 1)) {
      const last = chain.at(-1)?.repair;
      if (!last || chain.length === mostTogether) break;
      const end = last.edits.at(-1)?.end ?? 0;
      const apart = code.locate(first(next.repair)).line - code.locate(end).line;
      if (first(next.repair) < end) continue;
      if (apart > mostLinesApart) break;
      chain.push(next);
    }
    const score = Math.max(...chain.map((each) => each.score));
    if (chain.length > 1)
      found.push({ repair: joint(chain.map(({ repair }) => repair)), score: 0.7 * score });
  }
  return found;
}

function first({ edits }: Repair): number {
  return edits[0]?.start ?? 0;
}

function joint(repairs: readonly Repair[]): Repair {
  const [head, last] = [repairs[0] as Repair, repairs.at(-1) as Repair];
  const quote = { start: head.quote.start, end: Math.max(head.quote.end, last.quote.end) };
  return { ...head, quote, edits: repairs.flatMap(({ edits }) => edits) };
}
