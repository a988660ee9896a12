/** Abandons a candidate as soon as it provably cannot win: one clip that loses too much is enough. */

import type { Benchmark } from './benchmark.ts';
import { compareEvaluations } from './compare.ts';
import type { Evaluation } from './evaluation.ts';
import type { CaseOutcome } from './outcome.ts';
import type { Comparison } from './trial/trial.ts';

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

/**
 * Stops at the first clip, in the benchmark's order, that loses too much against that baseline. Null when the
 * baseline misses a window: then a candidate is held, whatever it loses.
 */
export function stopAtLoss(benchmark: Benchmark, baseline: Evaluation): EarlyStop | null {
  if (compareEvaluations(benchmark, baseline, baseline).kind === 'gap') return null;
  const { clips, ladder, policy } = benchmark;
  return (outcomes) => {
    const lost = clips.findIndex((entry, at) => {
      const own = ladder.map((_, i) => outcomes.get(at * ladder.length + i));
      const cases = own.flatMap((each) => (each?.kind === 'measured' ? [each.measurement] : []));
      if (cases.length < ladder.length) return false;
      const alone = { ...benchmark, clips: [entry] };
      const outcome = compareEvaluations(alone, { ...baseline, cases }, baseline);
      // A curve that misses its window is a failure: whoever compares finds it.
      if (outcome.kind === 'gap') return false;
      return !(outcome.comparison.rate_change_percent <= policy.max_clip_loss_percent);
    });
    return lost < 0 ? null : (lost + 1) * ladder.length - 1;
  };
}

/** The benchmark with those clips alone that an incomplete evaluation has. */
export function measuredPart(benchmark: Benchmark, { cases }: Evaluation): Benchmark {
  const names = new Set(cases.map(({ clip }) => clip));
  return { ...benchmark, clips: benchmark.clips.filter(({ clip }) => names.has(clip.name)) };
}

/** The loss at which an evaluation was stopped, from the comparison of what is there. Throws when there is none. */
export function lossIn({ per_clip: measured }: Comparison, benchmark: Benchmark): ClipLoss {
  const atMost = benchmark.policy.max_clip_loss_percent;
  const lost = measured.find(({ rate_change_percent: change }) => !(change <= atMost));
  if (!lost) throw new Error('the evaluation is incomplete, and no clip of it says why');
  const unmeasured = benchmark.clips.slice(measured.length).map(({ clip }) => clip.name);
  return { clip: lost.clip, change: lost.rate_change_percent, atMost, unmeasured };
}
