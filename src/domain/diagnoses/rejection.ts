/** Candidates that work but are not accepted: what the numbers say. */

import type { Account } from '../account.ts';
import type { FailureCategory, Severity } from '../analysis.ts';
import type { ClipLoss } from '../early-stop.ts';
import type { Experiment } from '../experiments/investigated.ts';
import type { PartsFinding } from '../experiments/parts.ts';
import type { MissedWindow } from '../failure.ts';
import { plainLine } from '../text/plain-text.ts';
import { listed, percent, sentence } from '../text/wording.ts';
import type { Comparison } from '../trial/trial.ts';
import type { Held, Rejection } from '../verdict.ts';
import { frameAdvice, largestLoss, sentences, tickWords, whereWords } from './account-words.ts';
import { missedWindowWords } from './curve.ts';
import { partsExperiments, partsFix, partsWords } from './parts-words.ts';

/** Why a person has to decide; `why` says what is wrong with the baseline. */
export type Holding =
  | Held
  | (Omit<Held, 'reason'> & { readonly reason: 'unauthorised' | 'on_hold' })
  | (Omit<Held, 'reason'> & { readonly reason: 'broken_baseline'; readonly why: string })
  | (Omit<Held, 'reason'> & {
      readonly reason: 'broken_baseline';
      readonly missed: readonly MissedWindow[];
    });

export interface NumbersExplained {
  readonly experiments?: readonly Experiment[];
  readonly category: FailureCategory;
  readonly cause: string;
  readonly fix: string;
  readonly severity: Severity;
  readonly subject: string;
}

/** From here on a loss is worth more than a shrug. */
const largeLossPercent = 10;

/** What is known beyond the comparison. */
export interface Learnt {
  /** Where the bytes went; empty where nothing is known of that. */
  readonly account: Account;
  /** Which change costs; null where that was not tried. */
  readonly parts: PartsFinding | null;
}

export function explainRejection(
  comparison: Comparison,
  reasons: readonly Rejection[],
  { account, parts }: Learnt,
): NumbersExplained {
  const change = comparison.rate_change_percent;
  const [first] = reasons;
  const words = allReasons(reasons, comparison);
  return {
    category: 'performance_rejection',
    cause: sentences([...words, ...learntWords(first, comparison, { account, parts })]),
    fix: sentences([
      first === undefined ? fixForGain(comparison, account) : fixFor(first, comparison, account),
      isSame(comparison) ? '' : partsFix(parts),
    ]),
    experiments: partsExperiments(parts),
    severity: change <= largeLossPercent ? 'low' : 'medium',
    subject: reasons.map(({ kind }) => kind).join(' '),
  };
}

/** The clips that lose too much in one sentence: by how much, the table says. */
function allReasons(reasons: readonly Rejection[], comparison: Comparison): readonly string[] {
  const lost = reasons.flatMap((each) => (each.kind === 'clip_loss' ? [each] : []));
  if (lost.length < 2) return reasons.map((reason) => reasonWords(reason, comparison));
  const names = listed(lost.map(({ clip }) => plainLine(clip, 60)));
  const together = `${names} get worse by more than the ${percent(lost[0]?.atMost ?? 0)} that a clip may.`;
  return reasons.flatMap((reason) => {
    if (reason.kind !== 'clip_loss') return [reasonWords(reason, comparison)];
    return reason === lost[0] ? [together] : [];
  });
}

/** What the numbers teach beyond the verdict. A change without effect teaches nothing. */
function learntWords(
  reason: Rejection | undefined,
  comparison: Comparison,
  { account, parts }: Learnt,
): readonly string[] {
  if (isSame(comparison)) return [];
  // The account is of the clips that are shown, where it gained.
  if (reason?.kind === 'held_out') return [tickWords(account)];
  return [whereWords(account, axisOf(reason)), partsWords(parts), tickWords(account)];
}

function axisOf(reason: Rejection | undefined): 'psnr_db' | 'ssim_db' {
  return reason?.kind === 'second_opinion' ? 'ssim_db' : 'psnr_db';
}

/** Says only what was measured: nothing is known of the clips behind the one that lost. */
export function explainAbandoned(
  { clip, change, atMost, unmeasured }: ClipLoss,
  account: Account,
): NumbersExplained {
  const own = account.filter((each) => each.clip === clip);
  const names = listed(unmeasured.map((name) => plainLine(name, 60)));
  return {
    category: 'performance_rejection',
    cause: sentences([
      lossWords({ clip, change, atMost }),
      whereWords(own),
      tickWords(own),
      `That is enough: ${names} ${unmeasured.length === 1 ? 'was' : 'were'} not measured.`,
    ]),
    fix: sentences([largestLoss(own), `Decide ${fallingBack(clip)}`]),
    severity: change <= largeLossPercent ? 'low' : 'medium',
    subject: 'clip_loss',
  };
}

function lossWords({ clip, change, atMost }: Pick<ClipLoss, 'clip' | 'change' | 'atMost'>): string {
  return `${plainLine(clip, 60)} gets worse by ${percent(change)}; at most ${percent(atMost)} is allowed for a clip.`;
}

function fallingBack(clip: string): string {
  return `per frame or block whether the new way is used, so that ${plainLine(clip, 60)} falls back to the old one.`;
}

function reasonWords(reason: Rejection, comparison: Comparison): string {
  const { change, atMost } = reason;
  switch (reason.kind) {
    case 'not_enough_gain':
      return isSame(comparison)
        ? 'The rate is exactly that of the baseline on every clip: the change has no effect.'
        : `The rate changes by ${percent(reason.change)} against the baseline; ${percent(atMost)} or less is needed.`;
    case 'clip_loss':
      return lossWords(reason);
    case 'second_opinion':
      return `At equal SSIM, the second opinion, the rate changes by ${percent(reason.change)}; at most ${percent(atMost)} is allowed.`;
    case 'held_out':
      return change === null
        ? `On the held-out clips there is no gain to be measured; ${percent(atMost)} or less is needed there.`
        : `On the held-out clips the rate changes by only ${percent(change)}, after ${percent(comparison.rate_change_percent)} on the clips that are shown; ${percent(atMost)} or less is needed there.`;
  }
}

function isSame({ per_clip: clips }: Comparison): boolean {
  return clips.every(({ rate_change_percent: change }) => change === 0);
}

function fixFor(reason: Rejection, comparison: Comparison, account: Account): string {
  switch (reason.kind) {
    case 'not_enough_gain':
      return fixForGain(comparison, account);
    case 'clip_loss': {
      const own = account.filter(({ clip }) => clip === reason.clip);
      const advice = `Keep the gain, but decide ${fallingBack(reason.clip)}`;
      return sentences([largestLoss(own), frameAdvice(account) ?? advice]);
    }
    case 'second_opinion':
      return sentences([
        largestLoss(account, 'ssim_db'),
        'Do not buy PSNR with structure: spend the bits where there is texture, and do not smooth it away.',
      ]);
    case 'held_out':
      return 'Choose constants by reasoning or adapt them while coding, instead of tuning them to the clips that are shown.';
  }
}

function fixForGain(comparison: Comparison, account: Account): string {
  if (isSame(comparison)) {
    return 'Check that the new code is reached at all and that the encoder uses it; then change something that the bytes depend on.';
  }
  return sentences([largestLoss(account), frameAdvice(account) ?? adviceByClip(comparison)]);
}

function adviceByClip(comparison: Comparison): string {
  const gains = comparison.per_clip.filter((clip) => clip.rate_change_percent < 0);
  if (gains.length > 0 && gains.length < comparison.per_clip.length) {
    const names = listed(gains.map(({ clip }) => plainLine(clip, 60)));
    return `It helps on ${names} and costs elsewhere: choose per frame or block between the new way and the old one, at the price of a flag.`;
  }
  if (gains.length > 0) {
    return 'The idea helps everywhere, but too little: combine it with a better prediction or context model.';
  }
  return 'The idea costs on every clip: undo it and try another, or measure which part of it adds bytes.';
}

export function explainHolding(comparison: Comparison | null, holding: Holding): NumbersExplained {
  const change = comparison === null ? '' : percent(comparison.rate_change_percent);
  const base = {
    category: 'performance_rejection',
    severity: 'low',
    subject: holding.reason,
  } as const;
  const gain = comparison === null ? 'It works' : `The rate changes by ${change}`;
  switch (holding.reason) {
    case 'implausible':
      return {
        ...base,
        cause: `${gain}: a gain that large at once is more often a fault than a find.${floorWords(holding.clips)}`,
        fix: 'A person should read the diff: do the bytes carry the whole picture? `/merge` with the head commit accepts it.',
      };
    case 'below_floor':
      return {
        ...base,
        cause: `${gain}, but the candidate needs less than half of the best known encoder's bytes.${floorWords(holding.clips)}`,
        fix: 'A person should check that no clip is hard-coded in the source; `/merge` with the head commit accepts it.',
      };
    case 'unauthorised':
      return {
        ...base,
        cause: `${gain}, but its author has no write access.`,
        fix: 'Somebody with write access reads the diff and comments `/merge` with the head commit.',
      };
    case 'on_hold':
      return {
        ...base,
        cause: `${gain}, but somebody asked to hold it.`,
        fix: '`/unhold` lets it go on; `/merge` with the head commit accepts it at once.',
      };
    case 'broken_baseline':
      if ('missed' in holding) {
        return { ...base, ...missedWindowWords(holding.missed), subject: 'missed window' };
      }
      return {
        ...base,
        cause: sentence(
          `The candidate works, but the baseline does not, so there is nothing to compare with: ${plainLine(holding.why, 400)}`,
        ),
        fix: 'Mend or revert `codec.js` on the default branch, then `/evaluate`; or `/merge` this candidate in its place.',
      };
  }
}

function floorWords(clips: readonly string[]): string {
  if (clips.length === 0) return '';
  return ` Below the floor: ${listed(clips.map((clip) => plainLine(clip, 60)))}.`;
}
