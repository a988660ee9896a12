/** Abandons a candidate as soon as it provably cannot win: one clip that loses too much is enough. */

import type { Benchmark, BenchmarkClip } from './benchmark.ts';
import { compareEvaluations } from './compare.ts';
import type { Evaluation } from './evaluation.ts';
import type { CaseOutcome } from './outcome.ts';

/** The index of the last case that a verdict needs, given the outcomes so far by index; null for all of them. */
export type EarlyStop = (outcomes: ReadonlyMap<number, CaseOutcome>) => number | null;

/** A clip on which a candidate loses more than the policy allows, whatever it does on the others. */
export interface ClipLoss {
  readonly clip: string;
  /** In percent. */
  readonly change: number;
  readonly atMost: number;
  /** Clips that were not measured any more. */
  readonly unmeasured: readonly string[];
}

/** Stops at the first clip, in the benchmark's order, that loses too much against that baseline. */
export function stopAtLoss(benchmark: Benchmark, baseline: Evaluation): EarlyStop {
  const { clips, ladder } = benchmark;
  return (outcomes) => {
    for (const [at, entry] of clips.entries()) {
      const own = ladder.map((_, i) => outcomes.get(at * ladder.length + i));
      const cases = own.flatMap((each) => (each?.kind === 'measured' ? [each.measurement] : []));
      if (cases.length < ladder.length) continue;
      const change = changeOf(entry, { benchmark, cases, baseline });
      if (change !== null && !(change <= benchmark.policy.max_clip_loss_percent)) {
        return (at + 1) * ladder.length - 1;
      }
    }
    return null;
  };
}

/** The loss at which an incomplete evaluation was stopped; null when no clip of it loses too much. */
export function lossThatStopped(
  benchmark: Benchmark,
  { cases }: Evaluation,
  baseline: Evaluation,
): ClipLoss | null {
  const atMost = benchmark.policy.max_clip_loss_percent;
  for (const [at, entry] of benchmark.clips.entries()) {
    const own = cases.filter(({ clip }) => clip === entry.clip.name);
    if (own.length < benchmark.ladder.length) return null;
    const change = changeOf(entry, { benchmark, cases: own, baseline });
    if (change === null || change <= atMost) continue;
    const unmeasured = benchmark.clips.slice(at + 1).map(({ clip }) => clip.name);
    return { clip: entry.clip.name, change, atMost, unmeasured };
  }
  return null;
}

/** Null where a curve misses its window: that is a failure, and is told as one. */
function changeOf(
  entry: BenchmarkClip,
  {
    benchmark,
    cases,
    baseline,
  }: {
    readonly benchmark: Benchmark;
    readonly cases: Evaluation['cases'];
    readonly baseline: Evaluation;
  },
): number | null {
  const alone = { ...benchmark, clips: [entry] };
  const outcome = compareEvaluations(alone, { ...baseline, cases }, baseline);
  return outcome.kind === 'compared' ? outcome.comparison.rate_change_percent : null;
}
