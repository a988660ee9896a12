/** What is said where the bot could not finish the trials of a candidate, and does not try again by itself. */

import { shortDigest } from '../domain/digest.ts';
import { hiddenOpening } from '../domain/text/hidden-text.ts';
import { count } from '../domain/text/wording.ts';
import type { Trial } from '../domain/trial/trial.ts';
import { codeBlock, codeSpan, inlineText, joinBlocks } from './markdown.ts';

export interface GivenUp {
  /** The newest one. */
  readonly trial: Trial;
  /** Trials of this head and baseline that ended so. */
  readonly errors: number;
  readonly headSha: string;
  /** Where people see the newest run; null where there are none. */
  readonly run: string | null;
  /** A pull request of the bot's is closed with it. */
  readonly fate: 'closed' | 'left_open';
}

const hiddenKind = 'given-up';

/** The note, for the pull request. Of which head, and after how many errors, can be read back. */
export function renderGivenUp(view: GivenUp): string {
  const { trial, errors, headSha, run, fate } = view;
  const head = codeSpan(shortDigest(headSha));
  const end =
    fate === 'closed'
      ? 'It is closed, so that it takes no place from others; `/evaluate` opens it again and tries once more.'
      : 'It stays open, and is not tried again unasked; `/evaluate` tries once more.';
  const { analysis } = trial;
  const error = analysis?.evidence.error ?? null;
  return joinBlocks([
    `**Given up**: the bot could not finish ${count(errors, 'trial')} of ${head}. That is the fault of the bot, or of what it runs on, and says nothing about the candidate.`,
    analysis === null ? null : `The newest error: ${inlineText(analysis.root_cause, 300)}`,
    error === null ? null : codeBlock(error, 'text', 1000),
    isAddress(run) ? `**Where to look**: the logs of [the run that met it](${run}).` : null,
    end,
    `${hiddenOpening(hiddenKind)}v1 ${givenUpKey(view)} -->`,
  ]);
}

/** Nothing in it can end the link. */
function isAddress(run: string | null): run is string {
  return run !== null && /^https?:\/\/[\w.:-]+(\/[\w.-]+)*$/.test(run);
}

/** Tells one giving up from the next. */
export function givenUpKey({
  trial,
  errors,
  headSha,
}: Pick<GivenUp, 'trial' | 'errors' | 'headSha'>): string {
  return [headSha, trial.baseline.source_digest].map(shortDigest).concat(`${errors}`).join('-');
}

/** The key of a note; null when it is none. Who wrote it, the caller checks. */
export function parseGivenUp(text: string): string | null {
  const start = text.lastIndexOf(hiddenOpening(hiddenKind));
  if (start < 0) return null;
  const rest = text.slice(start + hiddenOpening(hiddenKind).length);
  return /^v1 ([0-9a-f]{12}-[0-9a-f]{12}-\d{1,9}) -->/.exec(rest)?.[1] ?? null;
}
