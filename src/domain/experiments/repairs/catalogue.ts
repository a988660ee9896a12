/** All repairs that are known, one family a file. */

import { bits } from './families/bits.ts';
import { buffers } from './families/buffers.ts';
import { builtins } from './families/builtins.ts';
import { coders } from './families/coders.ts';
import { copies } from './families/copies.ts';
import { counterparts } from './families/counterparts.ts';
import { guards } from './families/guards.ts';
import { integers } from './families/integers.ts';
import { language } from './families/language.ts';
import { names } from './families/names.ts';
import { operators } from './families/operators.ts';
import { order } from './families/order.ts';
import { planes } from './families/planes.ts';
import { precedence } from './families/precedence.ts';
import { ranges } from './families/ranges.ts';
import { state } from './families/state.ts';
import { steps } from './families/steps.ts';
import { widths } from './families/widths.ts';
import type { Family, Repair, RepairKind, RepairKinds, RepairTree } from './repair.ts';

const families: readonly Family[] = [
  language,
  precedence,
  builtins,
  coders,
  bits,
  buffers,
  copies,
  order,
  planes,
  state,
  guards,
  integers,
  widths,
  counterparts,
  ranges,
  steps,
  names,
  operators,
];

export const repairKinds: RepairKinds = Object.assign({}, ...families.map(({ kinds }) => kinds));

export function kindOf(repair: Pick<Repair, 'kind'>): RepairKind {
  const known = repairKinds[repair.kind];
  if (known === undefined) throw new Error(`no repair is called ${repair.kind}`);
  return known;
}

/** Every repair of a source, each text once: of two kinds with the same edit the likelier one. */
export function repairsOf(tree: RepairTree): readonly Repair[] {
  const best = new Map<string, Repair>();
  for (const repair of families.flatMap(({ find }) => find(tree))) {
    const key = repair.edits
      .map(({ start, end, text }) => `${start} ${end} ${text.replace(/\s+/g, ' ').trim()}`)
      .join('\n');
    const known = best.get(key);
    if (known === undefined || promise(repair) > promise(known)) best.set(key, repair);
  }
  return [...best.values()];
}

/** How likely the repair is the right one, before anything is known of the failure. */
export function promise(repair: Repair): number {
  return kindOf(repair).prior * repair.weight;
}
