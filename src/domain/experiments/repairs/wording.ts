/** Pieces of the sentences about repairs. Source text is quoted on one line and clipped. */

import { plainLine } from '../../text/plain-text.ts';
import type { RepairFacts, RepairKind } from './repair.ts';

/** So many characters of source are quoted. */
const mostQuoted = 110;

/** A kind whose fix is to write the one in place of the other, if nothing better is said. */
export function kind(
  prior: number,
  cause: (facts: RepairFacts) => string,
  more: {
    readonly fix?: (facts: RepairFacts) => string;
    readonly masking?: string;
    readonly telling?: true;
  } = {},
): RepairKind {
  const fix = more.fix ?? writeInstead;
  return {
    prior,
    masking: more.masking ?? null,
    telling: more.telling ?? false,
    words: (facts) => ({ cause: cause(facts), fix: fix(facts) }),
  };
}

/** Source text between backticks. */
export function quoted(text: string): string {
  return `\`${plainLine(text.replaceAll('`', "'"), mostQuoted)}\``;
}

/** "`decode` (line 12)", "line 12". */
export function place(at: { readonly functionName: string | null; readonly line: number }): string {
  return at.functionName === null
    ? `line ${at.line}`
    : `${quoted(at.functionName)} (line ${at.line})`;
}

/** "In `decode` (line 12)", "At line 12". */
export function inPlace(at: {
  readonly functionName: string | null;
  readonly line: number;
}): string {
  return at.functionName === null ? `At line ${at.line}` : `In ${place(at)}`;
}

/** The sentence of most fixes. */
export function writeInstead(facts: RepairFacts): string {
  const { before, after, line } = facts;
  if (before === '') return `Add ${quoted(after)} at line ${line}.`;
  if (after === '') return `Remove ${quoted(before)} at line ${line}.`;
  return `Write ${quoted(after)} instead of ${quoted(before)} at line ${line}.`;
}

/** A name, or what it is when it has none. */
export function named(facts: RepairFacts, otherwise: string): string {
  return facts.name === null ? otherwise : quoted(facts.name);
}
