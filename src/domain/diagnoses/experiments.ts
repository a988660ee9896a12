/** What experiments add to an analysis: the cause that one showed, or how to find out next. */

import type { Confidence } from '../analysis.ts';
import { type Cause, causeSubject, causeWords } from '../experiments/cause.ts';
import type { Experiment, Investigation, SmallestFrame } from '../experiments/investigated.ts';
import { printFrame } from '../experiments/printed-frame.ts';
import type { SourceLocation } from '../failure.ts';
import { plainLine } from '../text/plain-text.ts';
import { count } from '../text/wording.ts';
import type { FailureReport } from './scene.ts';

const mostWords = 1500;

export interface ExplainedCause {
  readonly cause: string;
  readonly fix: string;
  readonly confidence: Confidence;
  readonly location: SourceLocation;
  readonly subject: string;
}

const reached =
  'Here a frame comes back when it gets at least half way from what the best quality gives to what is needed.';

/** Null without a cause. Its facts may be hostile: they are made plain here. */
export function explainCause({ investigation, failures }: FailureReport): ExplainedCause | null {
  const cause: Cause | null = investigation?.cause ?? null;
  if (cause === null) return null;
  const words = causeWords(cause);
  const curve = failures[0]?.kind === 'curve' && cause.kind !== 'quality_ignored';
  return {
    cause: plainLine(curve ? `${words.cause} ${reached}` : words.cause, mostWords),
    fix: plainLine(words.fix, mostWords),
    confidence: cause.confidence,
    location: cause.location,
    subject: causeSubject(cause),
  };
}

export interface Clues {
  /** Sentences about what was seen, the most telling first. */
  readonly words: string;
  readonly location: SourceLocation;
}

const mostCluesWords = 900;

/** Where no cause was found: what experiments saw that may have to do with it. Null when they saw nothing. */
export function cluesOf({ investigation }: FailureReport): Clues | null {
  const clues = investigation?.clues ?? [];
  const [first] = clues;
  if (first === undefined) return null;
  const words = plainLine(clues.map((clue) => clue.words).join(' '), mostCluesWords);
  return { words, location: { line: first.line, column: 1 } };
}

/** The experiments of an analysis, the smallest failing frame first. */
export function experimentsOf(investigation: Investigation | null): readonly Experiment[] {
  if (investigation === null) return [];
  const { smallest, experiments } = investigation;
  const first: Experiment[] =
    smallest === null
      ? []
      : [{ name: 'smallest failing frame', outcome: 'open', detail: frameWords(smallest) }];
  return [
    ...first,
    ...experiments.map(({ name, outcome, detail }) => ({
      name: plainLine(name, 120),
      outcome,
      detail: plainLine(detail, 600),
    })),
  ];
}

function frameWords(smallest: SmallestFrame): string {
  const { width, height, frames, quality, samples } = smallest;
  const size = `It fails on ${count(frames, 'frame')} of ${width}x${height} at quality ${quality}`;
  if (samples === null) return `${size}.`;
  return `${size}: ${samples.map((frame) => frame.join(' ')).join(' | ')} (Y, U, V).`;
}

/** The fix of an analysis that only says what was seen, with how to look further. */
export function withNextStep(fix: string, { investigation }: FailureReport): string {
  const printed = investigation?.smallest ? printFrame(investigation.smallest) : null;
  if (printed === null) return fix;
  return `${fix} To look further by hand: \`crucible evaluate FILE --frame ${printed}\` runs the smallest frame that fails.`;
}
