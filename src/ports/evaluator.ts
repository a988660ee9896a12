/** Says what a codec does on a benchmark: by running it, or from what was recorded when it ran. */

import type { Benchmark } from '../domain/benchmark.ts';
import type { EarlyStop } from '../domain/early-stop.ts';
import type { PartsFinding, PartsSetting } from '../domain/experiments/parts.ts';
import type { EvaluationOutcome } from '../domain/outcome.ts';
import type { EngineIdentity } from '../domain/trial/trial.ts';

/** One codec to be evaluated on one benchmark. */
export interface Subject {
  readonly source: string;
  readonly benchmark: Benchmark;
  /** What its changes are compared with, part by part, should it run; without one they are not. */
  readonly baselineSource?: string | undefined;
  /** Who it is, for whoever watches. */
  readonly what: string;
}

export interface Evaluator {
  readonly engine: EngineIdentity;
  /**
   * Static check, load, smoke and measure; with an early stop, which is asked for before the last of them, the
   * evaluation may be incomplete. Rejects only when the evaluator itself breaks.
   */
  evaluate(
    subject: Subject,
    earlyStop?: () => Promise<EarlyStop | null>,
  ): Promise<EvaluationOutcome>;
  /** The last stage alone, on held-out clips, for a codec that has passed the ones before. */
  measure(subject: Subject): Promise<EvaluationOutcome>;
  /** Which changed part costs, of a candidate that lost; null when that is not known. */
  compareParts?(setting: PartsSetting): Promise<PartsFinding | null>;
}
