/** Evaluates one codec on one benchmark, in stages; each later stage only after the earlier one. */

import type { Benchmark } from '../domain/benchmark.ts';
import { digestOf } from '../domain/digest.ts';
import { type Evaluation, type Stage, totalUp } from '../domain/evaluation.ts';
import type { Failure } from '../domain/failure.ts';
import { checkSource } from '../domain/static-check.ts';
import { sampleCount } from '../domain/video/frame.ts';
import { smokeCases } from '../domain/video/smoke.ts';
import type { EvaluationCache } from '../ports/evaluation-cache.ts';
import type { Narrate } from '../ports/narrator.ts';
import type { CaseOutcome, CaseSpec, Sandbox } from '../ports/sandbox.ts';

export interface EvaluationPorts {
  readonly sandbox: Sandbox;
  readonly cache: EvaluationCache;
  readonly narrate: Narrate;
}

export interface EvaluationFailed {
  readonly kind: 'failed';
  readonly stage: Stage;
  readonly failures: readonly Failure[];
  readonly logs: string;
}

export type EvaluationOutcome =
  | { readonly kind: 'measured'; readonly evaluation: Evaluation }
  | EvaluationFailed;

/** One codec to be evaluated on one benchmark. */
export interface Subject {
  readonly source: string;
  readonly benchmark: Benchmark;
  /** Who it is, for whoever watches. */
  readonly what: string;
}

/** Static check, load, smoke and measure. */
export async function evaluate(
  subject: Subject,
  ports: EvaluationPorts,
): Promise<EvaluationOutcome> {
  const { source, benchmark, what } = subject;
  if (await ports.cache.get(evaluationKey(subject, ports))) return measure(subject, ports);
  ports.narrate({ kind: 'stage', stage: 'static', what });
  const findings = checkSource(source, benchmark.limits);
  if (findings.length > 0) {
    const failures = findings.map((finding): Failure => ({ kind: 'static', finding }));
    return { kind: 'failed', stage: 'static', failures, logs: '' };
  }
  const smoke = await run(subject, 'smoke', smokeCases(benchmark), ports);
  return failureOf(smoke, 'smoke') ?? measure(subject, ports);
}

/**
 * The last stage alone, for a codec that has passed the ones before. The same source under the same
 * measurement and engine is never computed twice.
 */
export async function measure(
  subject: Subject,
  ports: EvaluationPorts,
): Promise<EvaluationOutcome> {
  const key = evaluationKey(subject, ports);
  const known = await ports.cache.get(key);
  if (known) return { kind: 'measured', evaluation: known };
  const { clips, ladder } = subject.benchmark;
  const cases = clips.flatMap(({ clip }) => ladder.map((quality) => ({ clip, quality })));
  const outcomes = await run(subject, 'measure', cases, ports);
  const failed = failureOf(outcomes, 'measure');
  if (failed) return failed;
  const evaluation = evaluationOf(outcomes, cases);
  await ports.cache.put(key, evaluation);
  return { kind: 'measured', evaluation };
}

function run(
  { source, benchmark, what }: Subject,
  stage: Stage,
  cases: readonly CaseSpec[],
  { sandbox, narrate }: EvaluationPorts,
): Promise<readonly CaseOutcome[]> {
  narrate({ kind: 'stage', stage, what });
  const exact = benchmark.objective === 'lossless';
  return sandbox.run({ source, cases, limits: benchmark.limits, exact }, (done) =>
    narrate({ kind: 'cases', done, total: cases.length }),
  );
}

function evaluationOf(outcomes: readonly CaseOutcome[], cases: readonly CaseSpec[]): Evaluation {
  const measurements = outcomes.flatMap((outcome) =>
    outcome.kind === 'measured' ? [outcome.measurement] : [],
  );
  const samples = cases.reduce((sum, { clip }) => sum + clip.frames.length * sampleCount(clip), 0);
  return totalUp(measurements, samples);
}

/** What an evaluation depends on, and nothing else. */
function evaluationKey({ source, benchmark }: Subject, { sandbox }: EvaluationPorts): string {
  const { digest, evaluator_version: version } = sandbox.engine;
  return digestOf([digestOf(source), benchmark.measurement_digest, digest, version].join('\n'));
}

/** The failures of a run, all of them; a fault while the module loads belongs to the stage before. */
function failureOf(outcomes: readonly CaseOutcome[], stage: Stage): EvaluationFailed | null {
  const failed = outcomes.filter((outcome) => outcome.kind === 'failed');
  const [first] = failed;
  if (!first) return null;
  const loading = first.faults[0].site.call === 'load';
  return {
    kind: 'failed',
    stage: loading ? 'load' : stage,
    failures: failed.flatMap(({ faults }) =>
      faults.map(({ site, fault }): Failure => ({ kind: 'call', site, fault })),
    ),
    logs: first.logs,
  };
}
