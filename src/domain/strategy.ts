/** How the next candidate is to be found: chosen by what has worked so far, and which trials show the way. */

import { digestOf } from './digest.ts';
import { mulberry32, pickWeighted } from './mutation/random.ts';
import type { Comparison, Trial } from './trial/trial.ts';

export const strategyNames = ['refine', 'combine', 'explore', 'repair', 'simplify'] as const;
export type StrategyName = (typeof strategyNames)[number];

export type Strategy =
  | { readonly kind: 'refine' | 'explore' | 'simplify' }
  | { readonly kind: 'combine'; readonly first: Trial; readonly second: Trial }
  /** `trial` failed late, or fell just short. */
  | { readonly kind: 'repair'; readonly trial: Trial };

/** What the next candidate follows. */
export interface Past {
  /** Trials of the benchmark, oldest first. */
  readonly history: readonly Trial[];
  readonly baselineDigest: string;
  /** Numbers of other measurements are not compared. */
  readonly measurementDigest: string;
}

/** A trial that was compared with its baseline. */
export type ComparedTrial = Trial & { readonly comparison: Comparison };

/** How often each is tried while nothing is known. */
const appetite: Readonly<Record<StrategyName, number>> = {
  refine: 3,
  combine: 2,
  explore: 2,
  repair: 2,
  simplify: 1,
};

/** So many trials of a model say what works; older ones met another baseline. */
const memory = 40;
/** So many trials in a row without an accepted one: something else is due. */
const patience = 10;
/** Near misses and candidates to combine are looked for among so many trials. */
const recent = 200;

/**
 * The strategy of the next proposal. A pure function: the same history and baseline give the same one. A
 * kind that was rewarded is chosen more often, one that never is stays possible.
 */
export function chooseStrategy(past: Past): Strategy {
  const possible = possibleStrategies(past);
  const weights = possible.map(({ kind }) => appetite[kind] * success(kind, past.history));
  const doubled = possible.map(({ kind }, i) => (weights[i] ?? 0) * (isFresh(kind, past) ? 2 : 1));
  const seed = digestOf(`${past.baselineDigest} ${past.history.length}`).slice(0, 8);
  const chance = mulberry32(Number.parseInt(seed, 16))();
  return possible[pickWeighted(doubled, chance)] ?? { kind: 'refine' };
}

function possibleStrategies(past: Past): readonly Strategy[] {
  const [first, second] = pairToCombine(past);
  const [nearest] = nearMisses(past);
  const accepted = past.history.filter(({ status }) => status === 'accepted').length;
  return [
    { kind: 'refine' },
    { kind: 'explore' },
    ...(first && second ? [{ kind: 'combine' as const, first, second }] : []),
    ...(nearest ? [{ kind: 'repair' as const, trial: nearest }] : []),
    // A codec that grew in a few steps has parts that no longer pay.
    ...(accepted >= 3 ? [{ kind: 'simplify' as const }] : []),
  ];
}

/** Mean reward of a kind from 0 to 1, beginning at a half: an accepted trial counts 1, a gain 0.3. */
function success(kind: StrategyName, history: readonly Trial[]): number {
  const rewards = history
    .filter((trial) => trial.candidate.author === 'claude')
    .slice(-memory)
    .filter((trial) => readNote(trial.candidate.hypothesis)?.strategy === kind)
    .map(({ status, comparison }): number => {
      if (status === 'accepted') return 1;
      return (comparison?.rate_change_percent ?? 0) < 0 ? 0.3 : 0;
    });
  return (1 + rewards.reduce((sum, each) => sum + each, 0)) / (2 + rewards.length);
}

/** Whether a kind leaves the beaten track while the track leads nowhere. */
function isFresh(kind: StrategyName, { history }: Past): boolean {
  const last = history.slice(-patience);
  const stuck = last.length === patience && last.every(({ status }) => status !== 'accepted');
  return stuck && (kind === 'explore' || kind === 'combine');
}

/** Trials whose numbers can be compared with today's and believed, the baseline aside. */
export function comparedTrials(past: Past): readonly ComparedTrial[] {
  return past.history.filter(
    (trial): trial is ComparedTrial =>
      trial.comparison !== null &&
      trial.held_reason !== 'implausible' &&
      trial.held_reason !== 'below_floor' &&
      trial.benchmark.measurement_digest === past.measurementDigest &&
      trial.candidate.source_digest !== past.baselineDigest,
  );
}

/** The largest gains first, losses not at all; of equal ones the newer. Each source once. */
export function bestTrials(past: Past, most: number): readonly ComparedTrial[] {
  return uniqueSources(comparedTrials(past))
    .filter((trial) => changeOf(trial) < 0)
    .reverse()
    .sort((a, b) => changeOf(a) - changeOf(b))
    .slice(0, most);
}

/**
 * Trials that change the clips most unlike the ones in `known`, each unlike the ones before it: where they
 * gain, the others do not.
 */
export function differentTrials(
  past: Past,
  known: readonly ComparedTrial[],
  most: number,
): readonly ComparedTrial[] {
  const chosen = [...known];
  const seen = new Set(known.map(({ candidate }) => candidate.source_digest));
  const left = uniqueSources(comparedTrials(past).slice(-recent)).filter(
    (trial) => !seen.has(trial.candidate.source_digest) && gainsSomewhere(trial),
  );
  while (chosen.length < known.length + most && left.length > 0) {
    const distances = left.map((trial) => distanceTo(trial, chosen));
    const farthest = distances.indexOf(Math.max(...distances));
    chosen.push(...left.splice(Math.max(farthest, 0), 1));
  }
  return chosen.slice(known.length);
}

/**
 * Trials worth mending, the newest first: they gained too little or lost on a clip, or failed when they
 * were already running. None that a later one was made from.
 */
export function nearMisses(past: Past): readonly Trial[] {
  const late = past.history.slice(-recent);
  const taken = new Set(
    late.flatMap(({ candidate }) => readNote(candidate.hypothesis)?.buildsOn ?? []),
  );
  return late
    .filter(({ candidate }) => candidate.author !== 'mutation')
    .filter(({ candidate }) => !taken.has(candidate.pull_request ?? 0))
    .filter((trial) => isNearMiss(trial, past))
    .reverse();
}

function isNearMiss(trial: Trial, { measurementDigest }: Past): boolean {
  if (trial.status === 'failed') return ['measure', 'compare', 'held-out'].includes(trial.stage);
  const compared = trial.benchmark.measurement_digest === measurementDigest;
  return (
    trial.status === 'rejected' && compared && (trial.comparison?.rate_change_percent ?? 0) < 0
  );
}

/** The best of those that were not adopted, and the one least like it; both gain on some clip. */
function pairToCombine(past: Past): readonly ComparedTrial[] {
  const history = past.history
    .slice(-recent)
    .filter(({ status }) => status === 'rejected' || status === 'held')
    .filter(({ candidate }) => candidate.author !== 'mutation');
  const left = { ...past, history };
  const best = comparedTrials(left)
    .filter(gainsSomewhere)
    .toSorted((a, b) => changeOf(a) - changeOf(b))
    .slice(0, 1);
  return best.length === 0 ? [] : [...best, ...differentTrials(left, best, 1)];
}

function gainsSomewhere({ comparison }: ComparedTrial): boolean {
  return comparison.per_clip.some((clip) => clip.rate_change_percent < 0);
}

/** The trials that a strategy works with. */
export function strategyTrials(strategy: Strategy): readonly Trial[] {
  switch (strategy.kind) {
    case 'combine':
      return [strategy.first, strategy.second];
    case 'repair':
      return [strategy.trial];
    case 'refine':
    case 'explore':
    case 'simplify':
      return [];
  }
}

/** So many of the best and of the most different trials are shown with their sources. */
const bestShown = 2;
const differentShown = 1;

/** The trials whose sources the next prompt can show, the most important first; each source once. */
export function examplesOf(past: Past): readonly Trial[] {
  const best = bestTrials(past, bestShown);
  const different = differentTrials(past, best, differentShown);
  return uniqueSources<Trial>([...strategyTrials(chooseStrategy(past)), ...best, ...different]);
}

function uniqueSources<T extends Trial>(trials: readonly T[]): T[] {
  const bySource = new Map(trials.map((trial) => [trial.candidate.source_digest, trial]));
  return [...bySource.values()];
}

function changeOf({ comparison }: ComparedTrial): number {
  return comparison.rate_change_percent;
}

/** How far a trial is from the nearest of the others; infinitely far from none. */
function distanceTo(trial: ComparedTrial, others: readonly ComparedTrial[]): number {
  return Math.min(...others.map((other) => distance(trial, other)));
}

/** How differently two trials treat the clips, whatever they gain altogether. */
function distance(a: ComparedTrial, b: ComparedTrial): number {
  const [ours, theirs] = [profile(a), profile(b)];
  const names = [...new Set([...ours.keys(), ...theirs.keys()])];
  return Math.hypot(...names.map((name) => (ours.get(name) ?? 0) - (theirs.get(name) ?? 0)));
}

/** Each clip's change, less the mean of all. */
function profile({ comparison: { per_clip: clips } }: ComparedTrial): ReadonlyMap<string, number> {
  const mean = clips.reduce((sum, each) => sum + each.rate_change_percent, 0) / clips.length;
  return new Map(clips.map(({ clip, rate_change_percent: change }) => [clip, change - mean]));
}

/** What stands at the end of a model's hypothesis: how it was found, and from which pull requests. */
export interface StrategyNote {
  readonly strategy: StrategyName;
  readonly buildsOn: readonly number[];
}

/** The hypothesis with the note at its end: `... (Strategy: combine; builds on #12, #15.)` */
export function printNote(hypothesis: string, { strategy, buildsOn }: StrategyNote): string {
  const from = buildsOn.map((number) => `#${number}`).join(', ');
  return `${hypothesis} (Strategy: ${strategy}${from === '' ? '' : `; builds on ${from}`}.)`;
}

/** Reads the note back; null when there is none. */
export function readNote(hypothesis: string): StrategyNote | null {
  const [, name, from] =
    /\(Strategy: (\w+)(?:; builds on (#\d{1,9}(?:, #\d{1,9})*))?\.\)$/.exec(hypothesis) ?? [];
  const strategy = strategyNames.find((each) => each === name);
  if (strategy === undefined) return null;
  const buildsOn = (from ?? '').split(', ').flatMap((each) => Number(each.slice(1)) || []);
  return { strategy, buildsOn };
}
