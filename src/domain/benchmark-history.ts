/** All that is known of one benchmark's evolution: what every report is made from. */

import type { Benchmark } from './benchmark.ts';
import type { Answered } from './statistics/waiting.ts';
import type { Trial } from './trial/trial.ts';

export interface BenchmarkHistory {
  readonly benchmark: Benchmark;
  /** SHA-256 of the codec on the default branch. */
  readonly baselineDigest: string;
  /** Believed records, oldest pull request first. */
  readonly trials: readonly Trial[];
  /** The same, with the times of their pull requests and reviews. */
  readonly answers: readonly Answered[];
}

/** The pull request whose merge made the baseline what it is; null when it was committed by hand. */
export function originOf({ baselineDigest, trials }: BenchmarkHistory): number | null {
  const origin = trials.findLast(
    ({ status, candidate }) => status === 'accepted' && candidate.source_digest === baselineDigest,
  );
  return origin?.candidate.pull_request ?? null;
}
