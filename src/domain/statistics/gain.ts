/** What trials brought and what they cost. Gains of two benchmarks, or of two ways to measure, are never added. */

import { round6 } from '../metrics/number.ts';
import type { Trial } from '../trial/trial.ts';
import { candidateOf } from './records.ts';

/** Trials whose rates can be compared: of one benchmark, measured in one way. */
export interface Series {
  readonly benchmark: string;
  readonly measurement_digest: string;
  /** The benchmark's newest trial is among them: it is measured like this now. */
  readonly current: boolean;
}

export interface Gain {
  /** Pull requests that got a verdict. */
  readonly candidates: number;
  /** Trials that were accepted. */
  readonly accepted: number;
  /** What all accepted steps together took off the rate, in percent; 0 without any. */
  readonly gain_percent: number;
  /** The same for each candidate, as a geometric mean: those that were not accepted count as no gain. */
  readonly gain_per_candidate_percent: number;
  /** Of all of them, the bot's own errors included. */
  readonly usd: number;
  /** Percent of rate for each dollar; null when nothing was spent. */
  readonly gain_per_usd_percent: number | null;
  /** Dollars for each; null where there is nothing to divide by. */
  readonly usd_per_candidate: number | null;
  readonly usd_per_accepted: number | null;
  readonly usd_per_percent: number | null;
}

/** Settled trials of one series. */
export function gainOf(trials: readonly Trial[]): Gain {
  const candidates = new Set<string>();
  let accepted = 0;
  let logs = 0;
  let dollars = 0;
  for (const trial of trials) {
    dollars += trial.cost.usd;
    if (trial.status !== 'error') candidates.add(candidateOf(trial));
    if (trial.status !== 'accepted') continue;
    accepted += 1;
    logs += Math.log(Math.max(0, 1 + (trial.comparison?.rate_change_percent ?? 0) / 100));
  }
  const usd = round6(dollars);
  const gain = percentOf(logs);
  const per = (count: number) => (count > 0 ? round6(usd / count) : null);
  return {
    ...{ candidates: candidates.size, accepted, usd, gain_percent: gain },
    gain_per_candidate_percent: candidates.size === 0 ? 0 : percentOf(logs / candidates.size),
    gain_per_usd_percent: usd === 0 ? null : round6(gain / usd),
    ...{ usd_per_candidate: per(candidates.size), usd_per_accepted: per(accepted) },
    usd_per_percent: per(gain),
  };
}

/** Settled trials by their series: benchmarks by name, the newest measurement of each first. */
export function seriesOf(trials: readonly Trial[]): readonly (Series & { trials: Trial[] })[] {
  const groups = new Map<string, Trial[]>();
  const newest = new Map<string, string>();
  for (const trial of trials) {
    const { name, measurement_digest: digest } = trial.benchmark;
    const key = JSON.stringify([name, digest]);
    const own = groups.get(key) ?? [];
    // Those that came last stand last.
    groups.delete(key);
    groups.set(key, own);
    own.push(trial);
    newest.set(name, digest);
  }
  return [...groups]
    .reverse()
    .map(([key, own]) => {
      const [benchmark, digest] = JSON.parse(key) as [string, string];
      const current = newest.get(benchmark) === digest;
      return { benchmark, measurement_digest: digest, current, trials: own };
    })
    .sort((a, b) => (a.benchmark < b.benchmark ? -1 : Number(a.benchmark > b.benchmark)));
}

/** A sum of logarithms of rate ratios as a gain in percent: positive is better. */
function percentOf(logs: number): number {
  return round6(-100 * Math.expm1(logs));
}
