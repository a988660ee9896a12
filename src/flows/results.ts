/** Makes results, on the runners that run candidates, and reads them, where verdicts come about. */

import { digestOf } from '../domain/digest.ts';
import type { Evaluation } from '../domain/evaluation.ts';
import type { Investigation } from '../domain/experiments/investigated.ts';
import type { PartsFinding } from '../domain/experiments/parts.ts';
import {
  type CaseOutcome,
  concludeCases,
  type EvaluationOutcome,
  failedCases,
} from '../domain/outcome.ts';
import { joinResults } from '../domain/result/join.ts';
import {
  type EvaluationResult,
  type Finding,
  resultKey,
  type Shard,
  shardCases,
  wholeShard,
} from '../domain/result/result.ts';
import type { EngineIdentity } from '../domain/trial/trial.ts';
import type { Evaluator, Subject } from '../ports/evaluator.ts';
import { passFirstStages, runCases, type SandboxPorts } from './evaluate.ts';
import { investigate, investigateCurve } from './investigate.ts';
import { compareParts } from './parts.ts';

/** A share of a whole evaluation: static check, load and smoke, then its cases. Never rejects. */
export function evaluateShare(
  subject: Subject,
  shard: Shard,
  ports: SandboxPorts,
): Promise<EvaluationResult> {
  return recorded(subject, { shard, engine: ports.sandbox.engine }, async () => {
    const failure = await passFirstStages(subject, ports);
    return failure ? { kind: 'stopped', failure } : ranCases(subject, shard, ports);
  });
}

/** The cases alone, for a codec that has passed the stages before. Never rejects. */
export function measureWhole(subject: Subject, ports: SandboxPorts): Promise<EvaluationResult> {
  return recorded(subject, { shard: wholeShard, engine: ports.sandbox.engine }, () =>
    ranCases(subject, wholeShard, ports),
  );
}

async function recorded(
  { source, benchmark }: Subject,
  { shard, engine }: { readonly shard: Shard; readonly engine: EngineIdentity },
  find: () => Promise<Finding>,
): Promise<EvaluationResult> {
  const finding = await find().catch(
    (error: unknown): Finding => ({
      kind: 'broke',
      error: (error instanceof Error ? error.message : String(error)).slice(0, 10_000),
    }),
  );
  const { measurement_digest } = benchmark;
  return {
    schema: 1,
    source_digest: digestOf(source),
    measurement_digest,
    engine,
    shard,
    finding,
  };
}

async function ranCases(subject: Subject, shard: Shard, ports: SandboxPorts): Promise<Finding> {
  const cases = shardCases(subject.benchmark, shard);
  const outcomes =
    cases.length === 0 ? [] : await runCases(subject, { stage: 'measure', cases }, ports);
  return {
    kind: 'ran',
    investigation: await investigationOf(subject, { shard, outcomes }, ports),
    parts: failedCases(outcomes, 'measure') ? null : await partsOf(subject, shard, ports),
    cases: outcomes.map((outcome, at) => ({ index: cases[at]?.index ?? -1, outcome })),
  };
}

/** Of the first failing case; a curve is known only where all cases are. */
async function investigationOf(
  subject: Subject,
  { shard, outcomes }: { readonly shard: Shard; readonly outcomes: readonly CaseOutcome[] },
  ports: SandboxPorts,
): Promise<Investigation | null> {
  const failed = failedCases(outcomes, 'measure');
  if (failed) return (await investigate(subject, failed, ports)).investigation ?? null;
  if (shard.count > 1) return null;
  const whole = concludeCases(subject.benchmark, outcomes);
  return whole.kind === 'measured' && whole.evaluation.complete
    ? investigateCurve(subject, whole.evaluation, ports)
    : null;
}

/** One of the shares is enough for it. Whether it lost is not known yet. */
async function partsOf(
  { source, baselineSource, benchmark }: Subject,
  { index }: Shard,
  { sandbox }: SandboxPorts,
): Promise<PartsFinding | null> {
  if (baselineSource === undefined || index !== 1) return null;
  return compareParts({ source, baselineSource, benchmark }, sandbox);
}

export interface Recordings {
  /** Of the evaluate jobs. */
  readonly results: readonly EvaluationResult[];
  /** Of the candidate's verify job: itself once more on another machine, and the held-out sets. */
  readonly verifications: readonly EvaluationResult[];
  /** Evaluations that trials hold already, by source digest. */
  readonly known: ReadonlyMap<string, Evaluation>;
}

/**
 * An evaluator that runs nothing: it reads what the jobs recorded. Rejects, naming what, when something
 * is missing, doubled or broken, or when `candidate`, measured twice, did not give the same twice.
 */
export function recordedEvaluator(
  { results, verifications, known }: Recordings,
  engine: EngineIdentity,
  candidate: string,
): Evaluator {
  const first = new Map<string, { subject: Subject; outcome: EvaluationOutcome }>();
  const read = (subject: Subject, from: readonly EvaluationResult[]): EvaluationOutcome => {
    const about = {
      source_digest: digestOf(subject.source),
      measurement_digest: subject.benchmark.measurement_digest,
      engine,
    };
    const own = from.filter((result) => resultKey(result) === resultKey(about));
    const joined = joinResults(subject.benchmark, own);
    if (joined.kind === 'joined') return joined.outcome;
    throw new Error(`no result of the ${subject.what}: ${joined.why}`);
  };
  return {
    engine,
    async evaluate(subject) {
      const evaluation = known.get(digestOf(subject.source));
      if (evaluation) return { kind: 'measured', evaluation };
      const outcome = read(subject, results);
      first.set(digestOf(subject.source), { subject, outcome });
      return outcome;
    },
    async measure(subject) {
      const before = first.get(candidate);
      if (before && digestOf(subject.source) === candidate) {
        const again = read(before.subject, verifications);
        if (measurementOf(again) !== measurementOf(before.outcome)) {
          throw new Error('the candidate gave other results on a second machine');
        }
      }
      return read(subject, verifications);
    },
    async compareParts({ source, baselineSource, benchmark: { measurement_digest } }) {
      const about = { source_digest: digestOf(source), measurement_digest, engine };
      const found = results.flatMap((result) =>
        result.finding.kind === 'ran' && resultKey(result) === resultKey(about)
          ? (result.finding.parts ?? [])
          : [],
      );
      return found.find((each) => each.baseline_digest === digestOf(baselineSource)) ?? null;
    },
  };
}

/** What was measured; what experiments made of it decides nothing. */
function measurementOf({ investigation: _, ...outcome }: EvaluationOutcome): string {
  return JSON.stringify(outcome);
}

/** What came of a fix that a verify job ran; null when it ran none, or the result cannot be used. */
export function recordedFix(
  { source, benchmark }: Pick<Subject, 'source' | 'benchmark'>,
  verifications: readonly EvaluationResult[],
  engine: EngineIdentity,
): EvaluationOutcome | null {
  const { measurement_digest } = benchmark;
  const about = { source_digest: digestOf(source), measurement_digest, engine };
  const own = verifications.filter((result) => resultKey(result) === resultKey(about));
  const joined = joinResults(benchmark, own);
  return joined.kind === 'joined' ? joined.outcome : null;
}
