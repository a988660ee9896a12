/** An open candidate in one line: what it tries, and what it waits for. */

import type { HindranceKind } from '../../domain/hindrance.ts';
import { onHoldLabel, waitingLabel } from '../../domain/label.ts';
import { mostErrors } from '../../domain/statistics/error-streak.ts';
import { settleTrials } from '../../domain/statistics/records.ts';
import { percent } from '../../domain/text/wording.ts';
import type { HeldReason, Trial } from '../../domain/trial/trial.ts';
import { hindranceWords } from '../blocked.ts';
import { inlineText } from '../markdown.ts';

export interface OpenCandidate {
  readonly number: number;
  readonly title: string;
  readonly labels: readonly string[];
  /** What keeps it from being merged although it won; null when nothing does. */
  readonly blocked: HindranceKind | null;
  /** Records of its present head. */
  readonly trials: readonly Trial[];
}

const heldWords: Readonly<Record<HeldReason, string>> = {
  implausible: 'an implausible gain',
  below_floor: 'a clip below its floor',
  unauthorised: 'its author has no write access',
  on_hold: 'somebody asked for it',
  broken_baseline: 'the baseline is broken',
};

/** `- #12 Title: **held**, an implausible gain (-91.000 %)`; `longest` characters of the title. */
export function openLine(
  { number, title, ...candidate }: OpenCandidate,
  baselineDigest: string,
  longest: number,
): string {
  return `- #${number} ${inlineText(title, longest)}: ${standingWords(candidate, baselineDigest)}`;
}

function standingWords(
  { labels, blocked, trials }: Pick<OpenCandidate, 'labels' | 'blocked' | 'trials'>,
  baselineDigest: string,
): string {
  const trial = newest(trials, baselineDigest);
  const held = labels.includes(onHoldLabel) ? ', **on hold**' : '';
  if (trial === undefined) {
    const waits = labels.includes(waitingLabel);
    return `${waits ? '**waits** for a person to look at it' : '**due**, it has no verdict yet'}${held}`;
  }
  const isOutrun = trial.baseline.source_digest !== baselineDigest;
  const rate = trial.comparison && ` (${percent(trial.comparison.rate_change_percent)})`;
  switch (trial.status) {
    case 'accepted':
    case 'held': {
      if (isOutrun) return `**outrun**, the baseline moved on since its verdict${held}`;
      const reason = trial.held_reason === null ? '' : `, ${heldWords[trial.held_reason]}`;
      const fate =
        blocked === null ? ', to be merged' : ` but **blocked**: ${hindranceWords(blocked)}`;
      const words = trial.status === 'held' ? `**held**${reason}` : `**accepted**${fate}`;
      return `${words}${rate ?? ''}${held}`;
    }
    case 'rejected':
      return `**rejected**${rate ?? ''}${held}`;
    case 'failed':
      return `**failed** (${trial.analysis?.failure_category ?? 'unknown'}), waits for repair${held}`;
    case 'error':
      return `**error** of the bot, which ${givenUp(trials, trial) ? 'gave up: `/evaluate` tries again' : 'tries again'}${held}`;
  }
}

function givenUp(records: readonly Trial[], { experiment_id: id }: Trial): boolean {
  return records.filter((each) => each.experiment_id === id).length >= mostErrors;
}

/** A verdict against the baseline of now counts more than any other, a verdict more than an error. */
function newest(records: readonly Trial[], baselineDigest: string): Trial | undefined {
  const trials = settleTrials(records);
  const current = trials.filter(({ baseline }) => baseline.source_digest === baselineDigest);
  const verdict = (list: readonly Trial[]) => list.findLast(({ status }) => status !== 'error');
  return verdict(current) ?? verdict(trials) ?? trials.at(-1);
}
