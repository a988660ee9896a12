/** Joins the shards of an evaluation into what one machine would have found. */

import type { Benchmark } from '../benchmark.ts';
import type { Investigation } from '../experiments/investigated.ts';
import {
  type CaseOutcome,
  casesOf,
  concludeCases,
  type EvaluationFailed,
  type EvaluationOutcome,
  endsJob,
} from '../outcome.ts';
import { type EvaluationResult, printShard, shardCases } from './result.ts';

export type JoinOutcome =
  | { readonly kind: 'joined'; readonly outcome: EvaluationOutcome }
  /** Something is missing, doubled or broken: nothing may be concluded. */
  | { readonly kind: 'unusable'; readonly why: string };

/** `results` are those of one source, measurement and engine, in any order. */
export function joinResults(
  benchmark: Benchmark,
  results: readonly EvaluationResult[],
): JoinOutcome {
  const [first] = results;
  if (!first) return unusable('its result is missing');
  const broke = results.find(({ finding }) => finding.kind === 'broke');
  if (broke?.finding.kind === 'broke') return unusable(broke.finding.error);
  const { count } = first.shard;
  const shards = results.map(({ shard }) => printShard(shard));
  const doubled = shards.find((shard, at) => shards.indexOf(shard) !== at);
  if (doubled !== undefined) return unusable(`shard ${doubled} is there twice`);
  const missing = Array.from({ length: count }, (_, i) => printShard({ index: i + 1, count })).find(
    (shard) => !shards.includes(shard),
  );
  if (missing !== undefined) return unusable(`shard ${missing} is missing`);
  if (results.length !== count) return unusable('it was cut into shards in two ways');
  return joinWhole(benchmark, results);
}

function joinWhole(benchmark: Benchmark, results: readonly EvaluationResult[]): JoinOutcome {
  const stopped = results.flatMap(({ finding }) =>
    finding.kind === 'stopped' ? [finding.failure] : [],
  );
  const [failure] = stopped;
  if (failure) {
    const same = stopped.every((other) => factsOf(other) === factsOf(failure));
    if (!same || stopped.length !== results.length) return unusable('its shards contradict');
    return { kind: 'joined', outcome: failure };
  }
  const outcomes = new Map<number, CaseOutcome>();
  const investigations = new Map<CaseOutcome, Investigation>();
  for (const { finding, shard } of results) {
    const own = new Set(shardCases(benchmark, shard).map(({ index }) => index));
    const cases = finding.kind === 'ran' ? finding.cases : [];
    const found = finding.kind === 'ran' ? finding.investigation : null;
    const [first] = cases.filter(({ outcome }) => outcome.kind === 'failed');
    if (found && first) investigations.set(first.outcome, found);
    for (const { index, outcome } of cases) {
      if (!own.has(index))
        return unusable(`case ${index} is not one of shard ${printShard(shard)}`);
      if (outcomes.has(index)) return unusable(`case ${index} is there twice`);
      outcomes.set(index, outcome);
    }
  }
  const joined = concludeJoined(benchmark, outcomes);
  if (joined.kind !== 'joined') return joined;
  return { kind: 'joined', outcome: investigated(joined.outcome, results, investigations) };
}

/** Each shard investigates its own first failing case; the one that leads counts. */
function investigated(
  outcome: EvaluationOutcome,
  results: readonly EvaluationResult[],
  investigations: ReadonlyMap<CaseOutcome, Investigation>,
): EvaluationOutcome {
  const [lead] = outcome.kind === 'failed' ? outcome.failures : [];
  if (lead?.kind === 'call') {
    const found = [...investigations].find(
      ([failed]) => failed.kind === 'failed' && failed.faults[0].fault === lead.fault,
    );
    return found ? { ...outcome, investigation: found[1] } : outcome;
  }
  const [whole] = results;
  const found = whole?.finding.kind === 'ran' ? whole.finding.investigation : null;
  return found && outcome.kind === 'measured' ? { ...outcome, investigation: found } : outcome;
}

/** What was seen, without what experiments made of it: an investigation never decides. */
function factsOf({ investigation: _, ...facts }: EvaluationFailed): string {
  return JSON.stringify(facts);
}

/** Up to the first case that ends the job, as one machine would have stopped there; none may be missing. */
function concludeJoined(
  benchmark: Benchmark,
  outcomes: ReadonlyMap<number, CaseOutcome>,
): JoinOutcome {
  const cases = casesOf(benchmark);
  const ends = [...outcomes].flatMap(([index, outcome]) => (endsJob(outcome) ? [index] : []));
  const last = Math.min(cases.length - 1, ...ends);
  const joined: CaseOutcome[] = [];
  for (const [index, spec] of cases.slice(0, last + 1).entries()) {
    const outcome = outcomes.get(index);
    if (!outcome) return unusable(`case ${index} (${spec.clip.name}) is missing`);
    if (!fits(outcome, spec)) return unusable(`case ${index} is not that of ${spec.clip.name}`);
    joined.push(outcome);
  }
  return { kind: 'joined', outcome: concludeCases(benchmark, joined) };
}

function fits(
  outcome: CaseOutcome,
  { clip, quality }: ReturnType<typeof casesOf>[number],
): boolean {
  if (outcome.kind === 'failed') {
    const [{ site }] = outcome.faults;
    return site.call === 'load' || (site.clip === clip.name && site.quality === quality);
  }
  const { measurement } = outcome;
  return (
    measurement.clip === clip.name &&
    measurement.quality === quality &&
    measurement.frames === clip.frames.length
  );
}

function unusable(why: string): JoinOutcome {
  return { kind: 'unusable', why };
}
