/** From the repairs that hold to the one that is told. */

import { applyEdits } from '../../mutation/mutant.ts';
import type { SourceCode } from '../../source/code.ts';
import { enclosingFunction, functionName } from '../../source/functions.ts';
import { plainLine } from '../../text/plain-text.ts';
import { mostFact } from '../bounds.ts';
import type { MendedCause, MendedPlace } from '../causes/mended.ts';
import type { LineRepair } from '../probe.ts';
import { kindOf } from './catalogue.ts';
import { editedText } from './edits.ts';
import type { Repair, RepairTree } from './repair.ts';
import type { Held } from './weigh.ts';

/** A repair is told alone when no other place promises nearly as much. */
const clearlyBetter = 2.5;
/** Below it nothing is told: several places contradict each other. */
const hardlyBetter = 1.3;
/** What promises so little may bring everything back by chance. */
const leastWeight = 0.04;
/** Kinds that are true less often where they mend are `likely` at most. */
const leastTelling = 0.33;
const mostOthers = 3;
const mostLines = 5;

export interface Checked {
  /** Those that were run by themselves on everything, the most convincing first. */
  readonly proved: readonly Held[];
  /** All that hold where little is asked: they may contradict. */
  readonly held: readonly Held[];
  /** Frames have to come back unchanged: where they have to reach a quality, many changes help a little. */
  readonly exact: boolean;
}

/** The cause that the best of them shows; null when several places promise about the same. */
export function chosenCause(
  tree: RepairTree,
  { proved, held, exact }: Checked,
): MendedCause | null {
  const { code } = tree;
  const [best] = proved;
  if (best === undefined || best.weight < leastWeight) return null;
  const place = placeOf(code, best.repair);
  const elsewhere = ({ repair }: Held) => placeOf(code, repair).line !== place.line;
  const rivals = held.filter(elsewhere);
  const close = distinctLines(
    code,
    rivals.filter(({ weight }) => best.weight < hardlyBetter * weight),
  );
  const [rival] = rivals;
  // A writer and its reader may be mended on either side: then the two contradict each other, and both are named.
  if (close.length > 1 || (close[0] && !isOther(tree, best, close[0]))) return null;
  // Where changes at many places help, the encoder is kept from doing what fails: none of them need be the mistake.
  if (
    exact &&
    distinctLines(code, held).length > mostLines &&
    best.weight < clearlyBetter * (rival?.weight ?? 0)
  )
    return null;
  // What is general mends many a mistake of another kind.
  const isTelling = kindOf(best.repair).prior >= leastTelling;
  const isClear = isTelling && (rival === undefined || best.weight >= clearlyBetter * rival.weight);
  const { counterpart } = best.repair;
  return {
    kind: 'mended',
    mistake: best.repair.kind,
    confidence: isClear ? 'proved' : 'likely',
    location: code.locate(firstEdit(code, best.repair)),
    repair: lineRepair(code.text, applyEdits(code.text, best.repair.edits), best.repair),
    place,
    name: best.repair.name === null ? null : plainLine(best.repair.name, mostFact),
    counterpart: counterpart && {
      functionName: nameAround(code, counterpart),
      line: code.locate(counterpart).line,
      text: code.excerpt(counterpart, mostFact),
    },
    opposed: close[0] !== undefined,
    others: distinctLines(code, rivals)
      .filter(({ weight }) => best.weight < clearlyBetter * weight)
      .slice(0, mostOthers)
      .map(({ repair }) => placeOf(code, repair)),
  };
}

/** Whether one is the encoder's and the other the decoder's. */
function isOther({ sideOf }: RepairTree, a: Held, b: Held): boolean {
  const isDecoder = ({ repair }: Held) => sideOf(repair.node) === 'decoder';
  const isEncoder = ({ repair }: Held) => ['encoder', 'writer'].includes(sideOf(repair.node));
  return (isDecoder(a) && isEncoder(b)) || (isEncoder(a) && isDecoder(b));
}

/** The best of each line. */
function distinctLines(code: SourceCode, held: readonly Held[]): readonly Held[] {
  const lineOf = ({ repair }: Held) => placeOf(code, repair).line;
  return held.filter((each, i) => held.findIndex((other) => lineOf(other) === lineOf(each)) === i);
}

function firstEdit(code: SourceCode, { edits, quote }: Repair): number {
  const inside = edits.find(({ start, end }) => start >= quote.start && end <= quote.end);
  const start = inside?.start ?? edits[0]?.start ?? quote.start;
  // An insertion at the end of a line belongs to what stands before it.
  return /\s/.test(code.text[start] ?? ' ') ? Math.max(0, start - 1) : start;
}

function placeOf(code: SourceCode, repair: Repair): MendedPlace {
  const { node, quote, edits } = repair;
  const inside = edits.every(({ start, end }) => start >= quote.start && end <= quote.end);
  const before = code.text.slice(quote.start, quote.end);
  const outer = edits
    .map(({ text }) => text.trim())
    .filter((text) => text !== '')
    .join(' ');
  return {
    functionName: nameAround(code, node),
    line: code.locate(firstEdit(code, repair)).line,
    before: plainLine(before, mostFact),
    after: plainLine(inside ? editedText(code, quote, edits) : outer, mostFact),
  };
}

function nameAround(code: SourceCode, node: Repair['node']): string | null {
  const around = enclosingFunction(code, node);
  return around === null ? null : functionName(code, around);
}

/** The changed lines, when they lie together. */
export function lineRepair(before: string, after: string, { edits }: Repair): LineRepair | null {
  const [first, last] = [edits[0], edits.at(-1)];
  if (!first || !last) return null;
  const lineAt = (offset: number) => before.slice(0, offset).split('\n').length;
  const [from, to] = [lineAt(first.start), lineAt(last.end)];
  const added = after.split('\n').length - before.split('\n').length;
  const count = to - from + 1;
  if (count > 12) return null;
  return { line: from, count, lines: after.split('\n').slice(from - 1, from - 1 + count + added) };
}
