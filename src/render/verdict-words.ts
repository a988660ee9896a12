/** The verdict in one plain sentence, for every place that begins with it. */

import type { Benchmark } from '../domain/benchmark.ts';
import { percent } from '../domain/text/wording.ts';
import type { HeldReason, Trial } from '../domain/trial/trial.ts';
import { share } from './quantity.ts';

type Objective = Benchmark['objective'];

/** "Accepted: 7.3 % fewer bytes than the baseline." The bot's own words only, nothing quoted. */
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
  broken_baseline: 'the baseline does not work, so there is nothing to compare with',
};

/** "7.3 % fewer bytes than the baseline", or at equal quality where frames may change. */
function changeWords(trial: Trial, objective: Objective): string {
  if (trial.comparison === null) return 'it works';
  const change = trial.comparison.rate_change_percent;
  const lossless = objective === 'lossless';
  if (percent(change) === percent(0)) {
    return lossless ? 'as many bytes as the baseline' : 'the same rate at equal quality';
  }
  const [less, more] = lossless ? ['fewer bytes', 'more bytes'] : ['less rate', 'more rate'];
  const words = `${share(change)} ${change < 0 ? less : more} than the baseline`;
  return lossless ? words : `${words} at equal quality`;
}
