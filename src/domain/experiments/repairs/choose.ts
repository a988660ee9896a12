/** From the repairs that hold to the one that is told. */

import { applyEdits } from '../../mutation/mutant.ts';
import type { SourceCode } from '../../source/code.ts';
import { enclosingFunction, functionName } from '../../source/functions.ts';
import { plainLine } from '../../text/plain-text.ts';
import { mostFact } from '../bounds.ts';
import { quoted } from '../causes/common.ts';
import type { MendedCause, MendedPlace } from '../causes/mended.ts';
import type { Clue } from '../investigated.ts';
import type { LineRepair } from '../probe.ts';
import { kindOf } from './catalogue.ts';
import { editedText } from './edits.ts';
import type { Ranked } from './rank.ts';
import type { Repair, RepairFacts, RepairTree } from './repair.ts';
import type { Held } from './weigh.ts';

/** A telling repair is the cause when no telling one elsewhere promises nearly as much. */
const clearlyBetter = 2.5;
/** What promises so little may bring everything back by chance. */
const leastWeight = 0.04;

export interface Checked {
  /** Those that were run by themselves on everything, the most convincing first. */
  readonly proved: readonly Held[];
  /** All that hold where little is asked: they may contradict. */
  readonly held: readonly Held[];
}

/** So many repairs are told where none of them is shown to be the cause. */
const mostTold = 3;
const leastSpecific = 0.45;

/**
 * Repairs that brought everything back, told as just that: which of them mends the mistake, no run has shown. What the first would
 * mean is said, as no more than that.
 */
export function repairClues({ code }: RepairTree, { proved }: Checked): readonly Clue[] {
  return distinctLines(code, proved)
    .slice(0, mostTold)
    .map(({ repair }, i) => {
      const place = placeOf(code, repair);
      const ran = `With ${editWords(place)} every frame came back when it was run.`;
      const { prior, words } = kindOf(repair);
      // What is said of general kinds (a wrong constant, an index off by one) adds nothing to the edit itself.
      const isSpecific = i === 0 && prior >= leastSpecific;
      const would = isSpecific ? ` That would mean: ${words(factsOf(code, repair)).cause}` : '';
      return { line: place.line, words: `${ran}${would}` };
    });
}

function editWords({ functionName: around, line, before, after }: MendedPlace): string {
  const where = around === null ? `line ${line}` : `line ${line} in ${quoted(around)}`;
  if (before === '') return `${quoted(after)} added at ${where}`;
  if (after === '') return `${quoted(before)} removed at ${where}`;
  return `${quoted(after)} in place of ${quoted(before)} at ${where}`;
}

function factsOf(code: SourceCode, repair: Repair): RepairFacts {
  const { counterpart } = repair;
  return {
    ...placeOf(code, repair),
    name: repair.name === null ? null : plainLine(repair.name, mostFact),
    counterpart: counterpart && {
      functionName: nameAround(code, counterpart),
      line: code.locate(counterpart).line,
      text: code.excerpt(counterpart, mostFact),
    },
  };
}

/**
 * The cause that the best of them shows: what is wrong as it stands, and mends everything. Null where there is none, since any
 * other small edit may only hide a mistake made elsewhere, or when several places promise about the same.
 */
export function chosenCause(tree: RepairTree, { proved, held }: Checked): MendedCause | null {
  const { code } = tree;
  const telling = proved.filter(isTelling);
  const best = telling.find(({ repair }) => !showsOnly(telling, repair));
  if (best === undefined || best.weight < leastWeight) return null;
  const place = placeOf(code, best.repair);
  const isClose = (each: Held) =>
    isTelling(each) &&
    best.weight < clearlyBetter * each.weight &&
    shownBy[each.repair.kind] !== best.repair.kind &&
    !isOpposite(tree, each.repair, best.repair) &&
    placeOf(code, each.repair).line !== place.line;
  if (held.some(isClose)) return null;
  const { name, counterpart } = factsOf(code, best.repair);
  return {
    kind: 'mended',
    mistake: best.repair.kind,
    confidence: 'proved',
    location: code.locate(firstEdit(code, best.repair)),
    repair: lineRepair(code.text, applyEdits(code.text, best.repair.edits), best.repair),
    ...{ place, name, counterpart },
  };
}

/** The same mistake seen from the other side: an order of bytes or planes can be made to fit on either. */
function isOpposite({ sideOf }: RepairTree, a: Repair, b: Repair): boolean {
  const sides = [sideOf(a.node), sideOf(b.node)];
  return a.kind === b.kind && sides.includes('decoder') && sides.includes('encoder');
}

/** Counterparts that are less alike, or lie on one side, may well do different things. */
const alike = 0.8;

/** Whether a run with which all is well would show the mistake, and not only mend it. */
export function isTelling({ repair }: Ranked): boolean {
  return kindOf(repair).telling && (repair.counterpart === null || repair.weight >= alike);
}

/** Mistakes that can be mended where they are made, or where they show. */
const shownBy: Readonly<Record<string, string>> = { text_for_number: 'keys_are_text' };

function showsOnly(held: readonly Held[], { kind }: Repair): boolean {
  return held.some(({ repair }) => repair.kind === shownBy[kind]);
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
  const { node, edits } = repair;
  const part = shownPart(code.text, repair);
  const outer = edits
    .map(({ text }) => text.trim())
    .filter((text) => text !== '')
    .join(' ');
  return {
    functionName: nameAround(code, node),
    line: code.locate(firstEdit(code, repair)).line,
    before: plainLine(code.text.slice(part.start, part.end), mostFact),
    after: plainLine(isQuoted(repair) ? editedText(code, part, edits) : outer, mostFact),
  };
}

/** Whether what is quoted holds all the edits. */
function isQuoted({ quote, edits }: Pick<Repair, 'quote' | 'edits'>): boolean {
  return edits.every(({ start, end }) => start >= quote.start && end <= quote.end);
}

/** Characters around an edit that are shown of a piece too long to be quoted whole. */
const shownAround = 30;

/** What is quoted: of a long piece the part with the edits, or with the first of them, so that the difference is seen. */
function shownPart(
  text: string,
  { quote, edits }: Pick<Repair, 'quote' | 'edits'>,
): Repair['quote'] {
  const [first, last] = [edits[0], edits.at(-1)];
  const isShort = quote.end - quote.start <= mostFact;
  if (!first || !last || isShort || !isQuoted({ quote, edits })) return quote;
  const until = last.end - first.start <= mostFact - 2 * shownAround ? last.end : first.end;
  // Whole words: up to what stands between spaces.
  const before = text.slice(Math.max(quote.start, first.start - shownAround), first.start);
  const after = text.slice(until, Math.min(quote.end, until + shownAround));
  return {
    start: first.start - before.length + (/^\S*\s+/.exec(before)?.[0].length ?? 0),
    end: until + (/^[\s\S]*(?=\s)/.exec(after)?.[0].length ?? after.length),
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
