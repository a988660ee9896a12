/** Histories as long as one likes, from a seed: what years of an evolution leave behind. */

import { type FailureCategory, failureCategories, severities } from '../../src/domain/analysis.ts';
import type { BenchmarkHistory } from '../../src/domain/benchmark-history.ts';
import { digestOf } from '../../src/domain/digest.ts';
import { round6 } from '../../src/domain/metrics/number.ts';
import {
  authors,
  heldReasons,
  noCost,
  type Status,
  type Trial,
} from '../../src/domain/trial/trial.ts';
import { idOf } from './stored-trials.ts';
import {
  acceptedTrial,
  failedTrials,
  losslessEvaluation,
  lossyEvaluation,
  sampleBenchmark,
} from './trials.ts';

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface SyntheticOptions {
  /** Records in all. */
  readonly count: number;
  readonly seed: number;
  /** Of the first head, in seconds. */
  readonly start?: number;
  readonly title?: (index: number) => string;
}

/** 2025-10-06, a Monday. */
const autumn = 1_759_708_800;
const hour = 3600;
const lossless = sampleBenchmark('lossless');
/** With as many frames as its evaluations count. */
const lossy = {
  ...sampleBenchmark('lossy'),
  clips: sampleBenchmark('lossy').clips.map((entry) => ({
    ...entry,
    clip: { ...entry.clip, frames: Array(8).fill(new Uint8Array()) },
  })),
};
type Objective = 'lossless' | 'lossy';
const objectives: readonly Objective[] = ['lossless', 'lossless', 'lossy'];
const before = digestOf('measured in another way');
/** Each with the chance of it and those above. */
const weights: readonly (readonly [Status, number])[] = [
  ['accepted', 0.14],
  ['held', 0.19],
  ['rejected', 0.46],
  ['failed', 0.92],
  ['error', 1],
];

interface Recorded {
  readonly trial: Trial;
  readonly openedAt: number;
  readonly judgedAt: number | null;
}

/**
 * Two benchmarks, the lossless one measured in another way at first. Heads are repaired, judged again
 * against another baseline and after errors; some records belong to no pull request.
 */
export function syntheticHistory(options: SyntheticOptions): readonly BenchmarkHistory[] {
  const records = recordsOf(options);
  return [lossless, lossy].map((benchmark) => {
    const own = records.filter(({ trial }) => trial.benchmark.name === benchmark.name);
    const newest = own.findLast(({ trial }) => trial.status === 'accepted')?.trial;
    return {
      ...{ benchmark, trials: own.map(({ trial }) => trial) },
      baselineDigest: newest?.candidate.source_digest ?? 'f'.repeat(64),
      answers: own.flatMap(({ trial, openedAt, judgedAt }) => {
        const { candidate, status } = trial;
        if (candidate.pull_request === null) return [];
        return [{ pullRequest: candidate.pull_request, openedAt, judgedAt, status }];
      }),
    };
  });
}

function recordsOf({ count, seed, start = autumn, title = (i) => `Idea ${i}` }: SyntheticOptions) {
  const random = seeded(seed);
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
  const records: Recorded[] = [];
  const levels = { lossless: 1, lossy: 1 };
  let time = start;
  let number = 0;
  while (records.length < count) {
    const index = records.length;
    const last = records.at(-1);
    const step = stepOf(random(), last);
    const previous = step === 'new' ? undefined : last;
    time += Math.floor(random() * 6 * hour);
    if (!previous) number += 1;
    const objective = (previous?.trial.benchmark.name as Objective) ?? pick(objectives);
    const drawn = random();
    const status = weights.find(([, upTo]) => drawn < upTo)?.[0] ?? 'error';
    const change = round6(status === 'accepted' ? -0.5 - random() : 4 * random() - 1);
    const level = levels[objective] * (1 + change / 100);
    if (status === 'accepted') levels[objective] = level;
    const isHeadless = !previous && status === 'failed' && random() < 0.05;
    const head = digestOf(`head ${index}`).slice(0, 40);
    const fresh = {
      ...{ ...acceptedTrial.candidate, title: title(index), source_digest: digestOf(head) },
      author: previous?.trial.candidate.author ?? pick(authors),
      pull_request: isHeadless ? null : number,
      ...(isHeadless ? { head_sha: null, base_sha: null } : { head_sha: head, base_sha: head }),
    };
    const isKnown = step === 'same' || step === 'outrun';
    const candidate = isKnown ? (previous?.trial.candidate ?? fresh) : fresh;
    const moved = objective === 'lossless' && index < count / 8;
    const { measurement_digest: now } = objective === 'lossless' ? lossless : lossy;
    const kind = { severity: pick(severities), kind: Math.floor(random() ** 3 * 60), index };
    const timestamp = isHeadless ? null : isKnown ? (previous?.trial.timestamp ?? time) : time;
    const trial = {
      ...acceptedTrial,
      ...{ candidate, status, timestamp },
      timestamp_iso: timestamp === null ? null : new Date(timestamp * 1000).toISOString(),
      benchmark: { name: objective, measurement_digest: moved ? before : now },
      ...(step === 'same' ? { benchmark: previous?.trial.benchmark ?? lossless } : {}),
      baseline: { source_digest: digestOf(`baseline ${index}`), evaluation: null },
      ...(step === 'same' ? { baseline: previous?.trial.baseline ?? acceptedTrial.baseline } : {}),
      held_reason: status === 'held' ? pick(heldReasons) : null,
      ...measured({ objective, status, level, change }),
      analysis: analysisOf(status, pick(failureCategories.slice(0, 7)), kind),
      cost: {
        ...{ ...noCost, input_tokens: Math.floor(random() * 9000) },
        ...{ output_tokens: Math.floor(random() * 4000), usd: round6(random() / 5) },
        ...(candidate.author === 'claude' ? {} : { usd: 0 }),
      },
    };
    records.push({
      trial: { ...trial, experiment_id: idOf(trial) },
      openedAt: previous?.openedAt ?? time - Math.floor(random() * hour),
      judgedAt: random() < 0.05 ? null : time + Math.floor(random() ** 4 * 24 * hour),
    });
  }
  return records;
}

/** A record of another pull request, of the same one's next head, or of its head once more. */
function stepOf(chance: number, last: Recorded | undefined): 'new' | 'repair' | 'outrun' | 'same' {
  if (last === undefined || last.trial.candidate.pull_request === null || chance > 0.25)
    return 'new';
  if (chance > 0.17) return 'repair';
  return chance > 0.1 ? 'outrun' : 'same';
}

interface Measured {
  readonly objective: Objective;
  readonly status: Status;
  readonly level: number;
  readonly change: number;
}

function measured({ objective, status, level, change }: Measured) {
  if (status === 'failed' || status === 'error') return { evaluation: null, comparison: null };
  const evaluation =
    objective === 'lossless' ? losslessEvaluation(Array(5).fill(level)) : lossyEvaluation(level);
  const { comparison } = acceptedTrial;
  return { evaluation, comparison: comparison && { ...comparison, rate_change_percent: change } };
}

function analysisOf(
  status: Status,
  category: FailureCategory,
  { severity, kind, index }: { severity: (typeof severities)[number]; kind: number; index: number },
): Trial['analysis'] {
  const bare = failedTrials.runtime_error.analysis;
  if (status === 'accepted') return null;
  if (bare === null) throw new Error('a failed trial has an analysis');
  const failure_category =
    status === 'error'
      ? 'infrastructure_error'
      : status === 'failed'
        ? category
        : 'performance_rejection';
  const fingerprint = digestOf(`${failure_category} ${kind}`).slice(0, 12);
  return { ...bare, failure_category, severity, fingerprint, root_cause: `Cause ${index}.` };
}
