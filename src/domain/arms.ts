/** Who writes candidates, compared: what each gains per candidate and per dollar. Mutation is the yardstick. */

import { round6 } from './metrics/number.ts';
import { type Author, authors, type Trial } from './trial/trial.ts';

export interface Arm {
  readonly author: Author;
  /** Pull requests that were judged. */
  readonly candidates: number;
  readonly accepted: number;
  /** What all of its accepted steps together took off the rate, in percent; 0 without any. */
  readonly gain_percent: number;
  /** The same for each candidate, as a geometric mean: those that were not accepted count as no gain. */
  readonly gain_per_candidate_percent: number;
  readonly usd: number;
  /** Percent of rate for each dollar; null when nothing was spent. */
  readonly gain_per_usd_percent: number | null;
}

/** The arms that tried anything, in a fixed order. Trials that ended in the bot's own error do not count. */
export function compareArms(trials: readonly Trial[]): Arm[] {
  return authors.flatMap((author) => {
    const own = trials.filter((trial) => trial.candidate.author === author);
    const judged = own.filter(({ status }) => status !== 'error');
    const candidates = new Set(judged.map(pullOf)).size;
    if (candidates === 0) return [];
    const accepted = judged.filter(({ status }) => status === 'accepted');
    const logs = accepted.map(({ comparison }) =>
      Math.log(1 + (comparison?.rate_change_percent ?? 0) / 100),
    );
    const sum = logs.reduce((total, log) => total + log, 0);
    const gain = gainOf(sum);
    const usd = round6(own.reduce((total, { cost }) => total + cost.usd, 0));
    return [
      {
        ...{ author, candidates, accepted: accepted.length, gain_percent: gain },
        gain_per_candidate_percent: gainOf(sum / candidates),
        usd,
        gain_per_usd_percent: usd === 0 ? null : round6(gain / usd),
      },
    ];
  });
}

function pullOf({ candidate, experiment_id: id }: Trial): string {
  return candidate.pull_request === null ? id : String(candidate.pull_request);
}

/** A sum of logarithms of rate ratios as a gain in percent: positive is better. */
function gainOf(sum: number): number {
  return round6(100 * (1 - Math.exp(sum))) + 0;
}
