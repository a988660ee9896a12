/** The comment at the top of a candidate's file that says what it tries. */

import { clipText } from '../text/plain-text.ts';

export interface CandidateHeader {
  readonly title: string;
  readonly hypothesis: string;
}

/** In characters: a whole file of words would fit into no pull request. */
const mostTitle = 256;
const mostHypothesis = 2000;

const fields = ['Title', 'Hypothesis', 'Builds on'] as const;

/**
 * Title and hypothesis from the comment at the very top, each on one or several lines; null when one of
 * them is not there. Read as text: a candidate need not be JavaScript that parses.
 */
export function readHeader(source: string): CandidateHeader | null {
  const [, comment] = /^\s*\/\*([\s\S]*?)\*\//.exec(source) ?? [];
  const lines = (comment ?? '').split(/\r?\n/).map((line) => line.replace(/^\s*\*?\s*/, ''));
  const title = fieldOf(lines, 'Title');
  const hypothesis = fieldOf(lines, 'Hypothesis');
  if (title === '' || hypothesis === '') return null;
  return { title: clipText(title, mostTitle), hypothesis: clipText(hypothesis, mostHypothesis) };
}

function fieldOf(lines: readonly string[], name: (typeof fields)[number]): string {
  const start = lines.findIndex((line) => line.startsWith(`${name}:`));
  if (start === -1) return '';
  const rest = lines.slice(start + 1);
  const end = rest.findIndex(
    (line) => line === '' || fields.some((field) => line.startsWith(`${field}:`)),
  );
  const first = lines[start]?.slice(name.length + 1);
  const text = [first, ...rest.slice(0, end === -1 ? undefined : end)];
  return text.join(' ').replace(/\s+/g, ' ').trim();
}
