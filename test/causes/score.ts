/** How true what the bot says of a broken codec is: counted against what is known of it. */

import type { Judgement } from '../../src/domain/trial/judgement.ts';
import type { BrokenCodec } from './case.ts';

export interface Score {
  readonly name: string;
  readonly confidence: string;
  readonly category: boolean;
  /** Cause or fix name what a true diagnosis cannot avoid naming, and nothing that is not so. */
  readonly true: boolean;
  /** It says something that is not so, or claims to know what it does not. */
  readonly misleading: boolean;
  /** Within three lines of the fault. */
  readonly near: boolean;
  /** A repair was run, and everything came back. */
  readonly repaired: boolean;
}

/** So many lines away a place is still found at a glance. */
const near = 3;

export function scoreOf(codec: BrokenCodec, { analysis, repair }: Judgement): Score {
  const said = `${analysis?.root_cause ?? ''}\n${analysis?.fix_suggestion ?? ''}`.toLowerCase();
  const holds = (word: string) => said.includes(word.toLowerCase());
  const named = codec.must.every((words) => words.some(holds));
  const wrong = codec.mustNot.some(holds);
  const line = analysis?.location?.line ?? null;
  const confidence = analysis?.confidence ?? 'none';
  return {
    name: codec.name,
    confidence,
    category: analysis?.failure_category === codec.category,
    true: named && !wrong,
    misleading: wrong || (confidence !== 'observed' && !named),
    near: line !== null && codec.lines.some((each) => Math.abs(each - line) <= near),
    repaired: repair !== undefined && repair !== null,
  };
}

/** One row for each grade and one for all, as a table for people. */
export function scoreTable(scores: readonly Score[]): string {
  const grades = ['proved', 'likely', 'observed'];
  const rows = [
    ...grades.map((grade) => scores.filter((each) => each.confidence === grade)),
    scores,
  ];
  const head = ['', 'codecs', 'category', 'true', 'misleading', 'near', 'repaired'];
  const lines = rows.map((row, i) => {
    const count = (field: keyof Score) => String(row.filter((each) => each[field] === true).length);
    return [
      ...[grades[i] ?? 'all', String(row.length), count('category'), count('true')],
      ...[count('misleading'), count('near'), count('repaired')],
    ];
  });
  return [head, ...lines].map((line) => line.map((cell) => cell.padStart(11)).join('')).join('\n');
}
