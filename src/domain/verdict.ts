/**
 * Applies the policy to a comparison. Every comparison is written so that NaN loses.
 *
 * Judged in two steps, since the held-out sets are measured only for a would-be winner. A candidate
 * that is held is not measured on them: a person looks at it anyway.
 */

import type { Policy } from './benchmark.ts';
import { round6 } from './metrics/number.ts';
import type { Comparison, HeldReason } from './trial/trial.ts';

/** What the policy is applied to. */
export interface VerdictFacts {
  readonly comparison: Comparison;
  /** Clips on which the candidate needs fewer bytes than the floor. */
  readonly belowFloor: readonly string[];
}

/** Why a candidate that works is not accepted; percentages, as measured and as the policy asks. */
export type Rejection =
  | { readonly kind: 'not_enough_gain'; readonly change: number; readonly atMost: number }
  | {
      readonly kind: 'clip_loss';
      readonly clip: string;
      readonly change: number;
      readonly atMost: number;
    }
  | { readonly kind: 'second_opinion'; readonly change: number; readonly atMost: number }
  /** `change` is null when the sets show no gain at all, or not enough of them were measured. */
  | { readonly kind: 'held_out'; readonly change: number | null; readonly atMost: number };

export type Rejected = {
  readonly kind: 'rejected';
  readonly reasons: readonly [Rejection, ...Rejection[]];
};

export type Held = {
  readonly kind: 'held';
  readonly reason: Extract<HeldReason, 'implausible' | 'below_floor'>;
  /** The clips below their floor. */
  readonly clips: readonly string[];
};

/** A would-be winner has to show its gain on so many held-out sets first. */
export type PreliminaryVerdict =
  | { readonly kind: 'would_win'; readonly heldOutSets: number }
  | Held
  | Rejected;

export type Verdict = { readonly kind: 'accepted' } | Held | Rejected;

/** Judges without held-out sets. Worse than the policy asks is rejected before anything is held. */
export function judgePreliminary(policy: Policy, facts: VerdictFacts): PreliminaryVerdict {
  const { comparison, belowFloor } = facts;
  const [reason, ...more] = rejections(policy, comparison);
  if (reason !== undefined) return { kind: 'rejected', reasons: [reason, ...more] };
  const gain = -comparison.rate_change_percent;
  if (!(gain <= policy.implausible_gain_percent)) {
    return { kind: 'held', reason: 'implausible', clips: belowFloor };
  }
  if (belowFloor.length > 0) return { kind: 'held', reason: 'below_floor', clips: belowFloor };
  return { kind: 'would_win', heldOutSets: setsFor(policy, gain) };
}

/** Judges with the held-out result in the comparison; without one nobody is accepted. */
export function judge(policy: Policy, facts: VerdictFacts): Verdict {
  const preliminary = judgePreliminary(policy, facts);
  if (preliminary.kind !== 'would_win') return preliminary;
  const { rate_change_percent: shown, held_out: heldOut } = facts.comparison;
  const enough = heldOut !== null && heldOut.sets.length >= preliminary.heldOutSets;
  const change = enough ? heldOut.rate_change_percent : null;
  const atMost = round6(shown * policy.held_out_share);
  if (change !== null && change <= atMost) return { kind: 'accepted' };
  return { kind: 'rejected', reasons: [{ kind: 'held_out', change, atMost }] };
}

function rejections(policy: Policy, comparison: Comparison): readonly Rejection[] {
  const reasons: Rejection[] = [];
  const needed = round6(-policy.min_gain_percent);
  if (!(comparison.rate_change_percent <= needed)) {
    const change = comparison.rate_change_percent;
    reasons.push({ kind: 'not_enough_gain', change, atMost: needed });
  }
  for (const { clip, rate_change_percent: change } of comparison.per_clip) {
    const atMost = policy.max_clip_loss_percent;
    if (!(change <= atMost)) reasons.push({ kind: 'clip_loss', clip, change, atMost });
  }
  const change = comparison.second_opinion_percent;
  const atMost = policy.max_second_opinion_percent;
  if (change !== null && !(change <= atMost)) {
    reasons.push({ kind: 'second_opinion', change, atMost });
  }
  return reasons;
}

/** A large gain must hold on more sets. */
function setsFor(policy: Policy, gain: number): number {
  return gain <= policy.large_gain_percent ? policy.held_out_sets : policy.held_out_sets_large_gain;
}
