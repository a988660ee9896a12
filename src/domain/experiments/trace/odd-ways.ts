/** Odd values of the failing frame, each followed back to where it came from. */

import type { SourceCode } from '../../source/code.ts';
import { nameOf } from '../../source/loom.ts';
import { quoted } from '../causes/common.ts';
import type { Clue } from '../investigated.ts';
import type { Suspicion } from '../investigation.ts';
import type { SideOddity } from './oddities.ts';
import type { TracedRun } from './runs.ts';
import {
  type Bad,
  notNumber,
  notNumberOrZero,
  type PathStep,
  pathInto,
  pathWords,
} from './value-path.ts';
import { oddityWords } from './words.ts';

const mostOddClues = 2;

export interface OddWay {
  readonly odd: SideOddity;
  /** Where its value came from. */
  readonly path: readonly PathStep[];
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
    const path = unheld.includes(each.kind)
      ? madeAt(code, name)
      : pathInto({ code, events, isBad: badFor(each) }, { node, at: each.at });
    return { odd: each, path };
  });
}

/** A division by 0 gives what is no number; elsewhere 0 is a number like any other. */
function badFor({ kind }: SideOddity): Bad {
  return kind === 'made_infinite' || kind === 'made_nan' ? notNumberOrZero : notNumber;
}

/** Where the one array of this name is made. */
function madeAt(code: SourceCode, name: string | null): readonly PathStep[] {
  const made = code.nodes.flatMap((node): PathStep[] => {
    const [target, value] =
      node.type === 'AssignmentExpression'
        ? [node.left, node.right]
        : node.type === 'VariableDeclarator'
          ? [node.id, node.init]
          : node.type === 'Property' || node.type === 'PropertyDefinition'
            ? [node.key, node.value]
            : [null, null];
    if (!target || !value || name === null || nameOf(code, target) !== name) return [];
    const text = code.excerpt(value, mostText);
    if (!/^new \w+Array\(|^\w+Array\.(from|of)\(/.test(text)) return [];
    return [{ name, value: 'made', line: code.locate(value).line, text }];
  });
  return made.length === 1 ? made : [];
}

const mostText = 60;

export function oddClues(ways: readonly OddWay[]): readonly Clue[] {
  return ways.map(({ odd, path }) => {
    const [made] = path;
    const way =
      made === undefined
        ? ''
        : unheld.includes(odd.kind)
          ? ` ${quoted(made.name)} is made at line ${made.line} (${quoted(made.text)}).`
          : ` ${pathWords(path)}.`;
    return {
      line: path.at(-1)?.line ?? odd.site.location.line,
      words: `${oddityWords(odd)} No frame that came back has that.${way}`.slice(0, mostWords),
    };
  });
}

const mostWords = 600;

/** The places on a value's way, from where it began. */
export function originsOf(path: readonly PathStep[]): readonly Suspicion[] {
  return path.toReversed().map(({ line }) => ({ line, why: 'origin of an odd value' }));
}
