/** The trial record, schema 2 (1 is still read): candidate + evaluation + verdict + analysis, as stored. */

import type { Analysis } from '../analysis.ts';
import type { Evaluation, Stage } from '../evaluation.ts';

export const statuses = ['accepted', 'held', 'rejected', 'failed', 'error'] as const;
export type Status = (typeof statuses)[number];

export const heldReasons = [
  'implausible',
  'below_floor',
  'unauthorised',
  'on_hold',
  'broken_baseline',
] as const;
export type HeldReason = (typeof heldReasons)[number];

export const authors = ['claude', 'person', 'shipped', 'mutation'] as const;
export type Author = (typeof authors)[number];

export interface Comparison {
  readonly rate_change_percent: number;
  readonly total_bytes_change_percent: number;
  readonly per_clip: readonly { readonly clip: string; readonly rate_change_percent: number }[];
  /** Lossy: rate change at equal SSIM. null for lossless. */
  readonly second_opinion_percent: number | null;
  readonly held_out: {
    readonly sets: readonly string[];
    /** null when a set shows no gain at all (curves that hardly overlap). */
    readonly rate_change_percent: number | null;
  } | null;
}

export interface Cost {
  readonly input_tokens: number;
  readonly output_tokens: number;
  readonly cache_read_tokens: number;
  readonly cache_write_tokens: number;
  readonly usd: number;
}

export interface Trial {
  readonly schema: 2;
  readonly experiment_id: string;
  /** Committer time of the head commit, in seconds; null without a head. */
  readonly timestamp: number | null;
  readonly timestamp_iso: string | null;
  readonly benchmark: { readonly name: string; readonly measurement_digest: string };
  readonly engine: EngineIdentity;
  readonly candidate: {
    readonly title: string;
    readonly hypothesis: string;
    readonly source_digest: string;
    readonly source_bytes: number;
    readonly author: Author;
    /** Digest of the source it was made from, null for a first one. */
    readonly parent: string | null;
    readonly pull_request: number | null;
    readonly head_sha: string | null;
    readonly base_sha: string | null;
  };
  readonly baseline: {
    readonly source_digest: string;
    /** What the candidate was compared with; null when it was compared with nothing. */
    readonly evaluation: Evaluation | null;
  };
  readonly status: Status;
  readonly held_reason: HeldReason | null;
  readonly stage: Stage;
  readonly evaluation: Evaluation | null;
  readonly comparison: Comparison | null;
  readonly analysis: Analysis | null;
  /** Pull requests that failed with the same fingerprint. */
  readonly seen_before: readonly number[];
  readonly cost: Cost;
}

/** What ran the candidate. Part of every evaluation's key. */
export interface EngineIdentity {
  readonly name: string;
  readonly version: string;
  /** SHA-256 of the .wasm. */
  readonly digest: string;
  /** Counts changes of prelude and metrics that change results. */
  readonly evaluator_version: number;
}

export const noCost: Cost = {
  input_tokens: 0,
  output_tokens: 0,
  cache_read_tokens: 0,
  cache_write_tokens: 0,
  usd: 0,
};
