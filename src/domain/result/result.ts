/**
 * A result: what one runner found out about one source on one benchmark, or on a share of its cases.
 * It travels as an artifact between the jobs of a run; what it means is decided where it is read.
 */

import type { Benchmark } from '../benchmark.ts';
import { digestOf, shortDigest } from '../digest.ts';
import type { Investigation } from '../experiments/investigated.ts';
import type { PartsFinding } from '../experiments/parts.ts';
import { type CaseOutcome, type CaseSpec, casesOf, type EvaluationFailed } from '../outcome.ts';
import type { EngineIdentity } from '../trial/trial.ts';

/** One of `count` shares of an evaluation; `index` counts from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

export type Finding =
  /** It did not get as far as the cases. */
  | { readonly kind: 'stopped'; readonly failure: EvaluationFailed }
  /** `index` counts the benchmark's cases from 0; those beyond one that ends the job are absent. */
  | {
      readonly kind: 'ran';
      readonly cases: readonly IndexedOutcome[];
      /** Of the first of these cases that failed; in a whole evaluation also of a curve that misses its window. */
      readonly investigation?: Investigation | null | undefined;
      /** Of a candidate that works; in the first share. */
      readonly parts?: PartsFinding | null | undefined;
    }
  /** The evaluator itself broke. */
  | { readonly kind: 'broke'; readonly error: string };

export interface IndexedOutcome {
  readonly index: number;
  readonly outcome: CaseOutcome;
}

export interface EvaluationResult {
  readonly schema: 1;
  readonly source_digest: string;
  /** Of the benchmark, or of a held-out transformation of it. */
  readonly measurement_digest: string;
  readonly engine: EngineIdentity;
  readonly shard: Shard;
  readonly finding: Finding;
}

export const wholeShard: Shard = { index: 1, count: 1 };

/** `2/8` or, as in a file's name, `2-of-8`; null when it is neither. */
export function parseShard(text: string): Shard | null {
  const [, index, count] = /^([1-9]\d{0,2})(?:\/|-of-)([1-9]\d{0,2})$/.exec(text) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  return count !== undefined && shard.index <= shard.count ? shard : null;
}

export function printShard({ index, count }: Shard): string {
  return `${index}-of-${count}`;
}

/** The cases of a share, dealt out in turn, so that every share has some of each clip. */
export function shardCases(benchmark: Benchmark, shard: Shard): (CaseSpec & { index: number })[] {
  return casesOf(benchmark)
    .map((spec, index) => ({ ...spec, index }))
    .filter(({ index }) => index % shard.count === shard.index - 1);
}

/** Name of a result's file: by what was evaluated, never by who asked. */
export function resultFileName(result: Omit<EvaluationResult, 'finding'>): string {
  const { source_digest: source, measurement_digest: measurement, shard } = result;
  return `${source}.${shortDigest(measurement)}.${printShard(shard)}.json`;
}

/** What a result is about: equal for the shards of one evaluation. */
export function resultKey(
  about: Pick<EvaluationResult, 'source_digest' | 'measurement_digest' | 'engine'>,
): string {
  const { source_digest, measurement_digest, engine } = about;
  return digestOf(
    [source_digest, measurement_digest, engine.digest, engine.evaluator_version].join('\n'),
  );
}
