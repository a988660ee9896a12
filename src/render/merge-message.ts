/** The squash commit of an accepted candidate: the lineage that `git log` shows. */

import { shortDigest } from '../domain/digest.ts';
import { percent } from '../domain/text/wording.ts';
import type { Trial } from '../domain/trial/trial.ts';
import { candidateTitle } from './pull-request.ts';
import { defuse, oneLine } from './sanitize.ts';
import { wrap } from './wrap.ts';

/** What the trailers of a merged candidate say. */
export interface MergeTrailers {
  /** null when it was merged without a baseline to compare with. */
  readonly rateChangePercent: number | null;
  /** First 12 hex digits of the parent's source digest. */
  readonly parent: string | null;
  /** The experiment id. */
  readonly trial: string;
}

const none = 'none';

/** `coAuthors` as git writes them, `Name <address>`; what is not of that form is left out. */
export function printMergeMessage(trial: Trial, coAuthors: readonly string[]): string {
  const { candidate, comparison, benchmark } = trial;
  const number = candidate.pull_request === null ? '' : ` (#${candidate.pull_request})`;
  const rate = comparison === null ? none : percent(comparison.rate_change_percent);
  const trailers = [
    `Rate-change: ${rate}`,
    `Parent: ${candidate.parent === null ? none : shortDigest(candidate.parent)}`,
    `Trial: ${trial.experiment_id}`,
    ...coAuthors.filter(isCoAuthor).map((author) => `Co-authored-by: ${author}`),
  ];
  const title = candidateTitle(benchmark.name, candidate.title);
  return [
    allowChecks(title) + number,
    wrap(allowChecks(defuse(oneLine(candidate.hypothesis))), 72).join('\n'),
    trailers.join('\n'),
  ]
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
}

/** The trailers of a commit message's last paragraph; null when they are not a merged candidate's. */
export function parseMergeTrailers(message: string): MergeTrailers | null {
  const paragraphs = message
    .replace(/\r\n/g, '\n')
    .trimEnd()
    .split(/\n{2,}/);
  const last = paragraphs.at(-1) ?? '';
  const value = (key: string) => new RegExp(`^${key}: (.+)$`, 'm').exec(last)?.[1] ?? '';
  const rate = /^(?:([+-]?\d+\.\d{3}) %|none)$/.exec(value('Rate-change'));
  const parent = /^(?:([0-9a-f]{12})|none)$/.exec(value('Parent'));
  const trial = value('Trial');
  if (rate === null || parent === null || trial === '') return null;
  return {
    rateChangePercent: rate[1] === undefined ? null : Number(rate[1]),
    parent: parent[1] ?? null,
    trial,
  };
}

function isCoAuthor(text: string): boolean {
  return oneLine(text) === text && /^[^<>]+ <[^<>\s]+@[^<>\s]+>$/.test(text);
}

/** `[skip ci]` and its like in a commit message switch off the checks of the default branch. */
function allowChecks(text: string): string {
  return text.replace(/\[(?=(?:skip|no|ci|actions)[ -])/gi, '[\u200b');
}
