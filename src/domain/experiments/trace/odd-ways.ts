/** Odd values of the failing frame, each followed back to where it came from. */

import type { AnyNode } from 'acorn';
import type { SourceCode } from '../../source/code.ts';
import { nameOf } from '../../source/loom.ts';
import { quoted } from '../causes/common.ts';
import type { Clue } from '../investigated.ts';
import type { Suspicion } from '../investigation.ts';
import type { SideOddity } from './oddities.ts';
import type { TracedRun } from './runs.ts';
import { type Bad, notNumber, notNumberOrZero, pathInto, pathWords } from './value-path.ts';
import { oddityWords } from './words.ts';

const mostOddClues = 2;

export interface OddWay {
  readonly odd: SideOddity;
  /** Where its value came from, or the array that does not hold it, as a sentence; empty when that is not known. */
  readonly words: string;
  /** Lines on the way, from where it began. */
  readonly lines: readonly number[];
}

/** What an array cannot hold is no fault of the place that the value came from, but of the array, or of the value itself. */
const unheld: readonly SideOddity['kind'][] = ['write_changed', 'converted_changed'];

/** The most telling odd values, each followed back: of a value that an array cannot hold to where the array is made. */
export function waysOf(
  code: SourceCode,
  { frames }: TracedRun,
  odd: readonly SideOddity[],
): readonly OddWay[] {
  const last = frames.at(-1);
  return odd.slice(0, mostOddClues).map((each) => {
    const events = (each.side === 'encoder' ? last?.encoder : last?.decoder)?.events ?? [];
    const { node, name } = each.site;
    if (unheld.includes(each.kind)) return { odd: each, ...madeAt(code, name) };
    const path = pathInto({ code, events, isBad: badFor(each) }, { node, at: each.at });
    const words = path.length === 0 ? '' : `${pathWords(path)}.`;
    return { odd: each, words, lines: path.map(({ line }) => line).reverse() };
  });
}

/** A division by 0 gives what is no number; elsewhere 0 is a number like any other. */
function badFor({ kind }: SideOddity): Bad {
  return kind === 'made_infinite' || kind === 'made_nan' ? notNumberOrZero : notNumber;
}

const mostText = 60;

/** Where the one array of this name is made. */
function madeAt(code: SourceCode, name: string | null): Omit<OddWay, 'odd'> {
  const made = code.nodes.flatMap((node): AnyNode[] => {
    const [target, value] = settingOf(node);
    if (!target || !value || name === null || nameOf(code, target) !== name) return [];
    const isArray = /^new \w+Array\(|^\w+Array\.(from|of)\(/.test(code.excerpt(value, mostText));
    return isArray ? [value] : [];
  });
  const [value, another] = made;
  if (!value || another || name === null) return { words: '', lines: [] };
  const { line } = code.locate(value);
  const text = quoted(code.excerpt(value, mostText));
  return { words: `${quoted(name)} is made at line ${line} (${text}).`, lines: [line] };
}

/** What is set, and to what. */
function settingOf(node: AnyNode): readonly (AnyNode | null | undefined)[] {
  switch (node.type) {
    case 'AssignmentExpression':
      return [node.left, node.right];
    case 'VariableDeclarator':
      return [node.id, node.init];
    case 'Property':
    case 'PropertyDefinition':
      return [node.key, node.value];
    default:
      return [];
  }
}

export function oddClues(ways: readonly OddWay[]): readonly Clue[] {
  return ways.map(({ odd, words, lines }) => ({
    line: lines[0] ?? odd.site.location.line,
    words: `${oddityWords(odd)} No frame that came back has that. ${words}`.trimEnd(),
  }));
}

/** The places on a value's way. */
export function originsOf({ lines }: OddWay): readonly Suspicion[] {
  return lines.map((line) => ({ line, why: 'origin of an odd value' }));
}
