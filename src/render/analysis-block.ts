/** The failure analysis as Markdown: in the review, and on the failing line. */

import type { Analysis } from '../domain/analysis.ts';
import type { Experiment } from '../domain/experiments/investigated.ts';
import type { FirstMismatch } from '../domain/failure.ts';
import { listed } from '../domain/text/wording.ts';
import { analysisBadge } from './badge.ts';
import { codeBlock, inlineText, joinBlocks } from './markdown.ts';

/** How many earlier pull requests are named. */
const mostNamed = 5;

/** Badge, root cause, fix, place, code and earlier cases. */
export function analysisBlock(analysis: Analysis, seenBefore: readonly number[]): string {
  const { location, evidence } = analysis;
  const place = location === null ? null : `Line ${location.line}, column ${location.column}:`;
  return joinBlocks([
    analysisBadge(analysis),
    causeLine(analysis),
    `**Fix:** ${inlineText(analysis.fix_suggestion)}`,
    experimentLine(evidence.experiments),
    evidence.code === null ? place : joinBlocks([place, codeBlock(evidence.code, 'js', 1000)]),
    seenWords(seenBefore),
  ]);
}

/** The same for an inline comment: the code is what it stands on. */
export function analysisComment(analysis: Analysis, line: number): string {
  const { location } = analysis;
  const elsewhere =
    location === null || location.line === line
      ? null
      : `This is about line ${location.line}, which the pull request does not change.`;
  return joinBlocks([
    analysisBadge(analysis),
    elsewhere,
    causeLine(analysis),
    `**Fix:** ${inlineText(analysis.fix_suggestion)}`,
  ]);
}

function causeLine(analysis: Analysis): string {
  return `**${causeTitle(analysis)}:** ${inlineText(analysis.root_cause)}`;
}

/** "Root cause (proved)"; of numbers and of the bot's own faults there is nothing to prove. */
export function causeTitle({ confidence, failure_category: category }: Analysis): string {
  const plain = category === 'performance_rejection' || category === 'infrastructure_error';
  return plain ? 'Root cause' : `Root cause (${confidence})`;
}

/** "**Experiments:** confirmed: one; excluded: another"; null when none was made. */
function experimentLine(experiments: readonly Experiment[]): string | null {
  const words = experimentWords(experiments);
  return words === null ? null : `**Experiments:** ${inlineText(words)}`;
}

/** What experiments confirmed and excluded, by name, plain text; null when they did neither. */
export function experimentWords(experiments: readonly Experiment[]): string | null {
  const named = (outcome: Experiment['outcome']) => {
    const names = experiments.filter((each) => each.outcome === outcome).map(({ name }) => name);
    return names.length === 0 ? [] : [`${outcome}: ${listed(names, 8)}`];
  };
  const parts = [...named('confirmed'), ...named('excluded')];
  return parts.length === 0 ? null : `${parts.join('; ')}.`;
}

/** Every experiment with what was seen, line by line, plain text; null without one. */
export function experimentDetails(experiments: readonly Experiment[]): string | null {
  if (experiments.length === 0) return null;
  return experiments
    .map(({ name, outcome, detail }) => `${outcome}: ${name}. ${detail}`)
    .join('\n');
}

/** Error, stack, console, experiments and first wrong sample; null when there is none of them. */
export function evidenceBlock({ evidence }: Analysis): string | null {
  const titled = (title: string, text: string | null) =>
    text === null || text.trim() === '' ? null : `${title}\n\n${codeBlock(text, 'text')}`;
  const blocks = joinBlocks([
    titled('Error:', evidence.error),
    titled('Stack:', evidence.stack),
    titled('Console of the candidate:', evidence.logs),
    titled('Experiments:', experimentDetails(evidence.experiments)),
    evidence.first_mismatch === null
      ? null
      : `First wrong sample: ${inlineText(sampleWords(evidence.first_mismatch))}`,
  ]);
  return blocks === '' ? null : blocks;
}

/** "dog, frame 3, plane Y, x 40, y 12: expected 117, got 118", plain text. */
export function sampleWords(mismatch: FirstMismatch): string {
  const { clip, frame, plane, x, y, expected, actual } = mismatch;
  return `${clip}, frame ${frame}, plane ${plane.toUpperCase()}, x ${x}, y ${y}: expected ${expected}, got ${actual}`;
}

/** "Seen before in #12 and #15."; null when it is new. */
export function seenWords(pullRequests: readonly number[]): string | null {
  if (pullRequests.length === 0) return null;
  const recent = pullRequests.slice(-mostNamed).map((number) => `#${number}`);
  const more = pullRequests.length - recent.length;
  const names = more > 0 ? [...recent, `${more} more`] : recent;
  return `Seen before in ${listed(names, names.length)}.`;
}
