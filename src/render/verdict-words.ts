/** The verdict in one plain sentence, for every place that begins with it. */

import type { Benchmark } from '../domain/benchmark.ts';
import { percent } from '../domain/text/wording.ts';
import type { Comparison, HeldReason, Trial } from '../domain/trial/trial.ts';
import { share } from './quantity.ts';

type Objective = Benchmark['objective'];

/** "Accepted: 7.3 % less rate than the baseline (mean of the clips), 7.07 % fewer bytes in all." The bot's own words only, nothing quoted. */
export function verdictWords(trial: Trial, objective: Objective): string {
  switch (trial.status) {
    case 'accepted':
      return accepted(trial, objective);
    case 'held':
      return `Held for a person: ${held(trial, objective)}.`;
    case 'rejected':
      return rejected(trial, objective);
    case 'failed':
      return `Failed in the ${trial.stage} stage: ${trial.analysis?.failure_category ?? 'unknown'}.`;
    case 'error':
      return "Error: the bot could not finish this trial, which is not the candidate's fault.";
  }
}

function accepted(trial: Trial, objective: Objective): string {
  const change = changeWords(trial, objective);
  if (trial.held_reason === null) return `Accepted: ${change}.`;
  return `Accepted by a person: ${change}, after it had been held (${heldWords[trial.held_reason]}).`;
}

function rejected(trial: Trial, objective: Objective): string {
  if (trial.comparison === null) return 'Rejected: abandoned at a clip that loses too much.';
  const gained = trial.comparison.rate_change_percent < 0;
  const coda = gained ? ', short of what the policy asks for' : '';
  return `Rejected: ${changeWords(trial, objective)}${coda}.`;
}

function held(trial: Trial, objective: Objective): string {
  if (trial.held_reason === null) return changeWords(trial, objective);
  return `${changeWords(trial, objective)}; ${heldWords[trial.held_reason]}`;
}

/** Why a person must decide, as the end of a sentence. */
const heldWords: Readonly<Record<HeldReason, string>> = {
  implausible: 'a gain that large at once is more often a fault than a find',
  below_floor: 'a clip needs less than half of what the best known encoder needs',
  unauthorised: 'somebody with write access has to accept its author',
  on_hold: 'somebody asked to hold it',
  broken_baseline:
    'the baseline does not work on this benchmark, so there is nothing to compare with',
};

function changeWords(trial: Trial, objective: Objective): string {
  if (trial.comparison === null) return 'it works';
  const { rate, bytes } = changesOf(trial.comparison);
  const than = `than the baseline${objective === 'lossless' ? '' : ' at equal quality'}`;
  const words = rate.same
    ? `the same rate as the baseline`
    : `${rate.share} ${rate.less ? 'less' : 'more'} rate ${than}`;
  const sum = bytes.same
    ? 'as many bytes'
    : `${bytes.share} ${bytes.less ? 'fewer' : 'more'} bytes`;
  return `${words} (mean of the clips), ${sum} in all`;
}

interface Change {
  /** Three decimals and a sign: `-7.300 %`. */
  readonly signed: string;
  /** Without the sign, three digits: `7.3 %`. */
  readonly share: string;
  readonly less: boolean;
  readonly same: boolean;
}

/**
 * The two numbers of a comparison, which stand side by side wherever one of them does: the rate, a mean over the
 * clips' ratios in which a small clip counts as much as a large one, and the bytes of all clips together. They may
 * have different signs.
 */
export function changesOf(comparison: Comparison): {
  readonly rate: Change;
  readonly bytes: Change;
} {
  const change = (value: number): Change => ({
    signed: percent(value),
    share: share(value),
    less: value < 0,
    same: percent(value) === percent(0),
  });
  return {
    rate: change(comparison.rate_change_percent),
    bytes: change(comparison.total_bytes_change_percent),
  };
}

/** Both, for two columns of a table. */
export function changeCells(comparison: Comparison): readonly [rate: string, bytes: string] {
  const { rate, bytes } = changesOf(comparison);
  return [rate.signed, bytes.signed];
}
