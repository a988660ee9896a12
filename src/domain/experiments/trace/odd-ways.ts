/** Odd values of the failing frame, each followed back to where it came from. */

import type { SourceCode } from '../../source/code.ts';
import type { Clue } from '../investigated.ts';
import type { Suspicion } from '../investigation.ts';
import type { SideOddity } from './oddities.ts';
import type { TracedRun } from './runs.ts';
import { type PathStep, pathInto, pathWords } from './value-path.ts';
import { oddityWords } from './words.ts';

const mostOddClues = 2;

export interface OddWay {
  readonly odd: SideOddity;
  /** Where its value came from. */
  readonly path: readonly PathStep[];
}

/** The most telling odd values, each followed back. */
export function waysOf(
  code: SourceCode,
  { frames }: TracedRun,
  odd: readonly SideOddity[],
): readonly OddWay[] {
  const last = frames.at(-1);
  return odd.slice(0, mostOddClues).map((each) => {
    const events = (each.side === 'encoder' ? last?.encoder : last?.decoder)?.events ?? [];
    const { node } = each.site;
    return { odd: each, path: pathInto(code, events, { node, at: each.at }) };
  });
}

export function oddClues(ways: readonly OddWay[]): readonly Clue[] {
  return ways.map(({ odd, path }) => {
    const way = path.length === 0 ? '' : ` ${pathWords(path)}.`;
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
