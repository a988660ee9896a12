/** Evaluates one codec on one benchmark, in stages; each later stage only after the earlier one. */

import type { Benchmark } from '../domain/benchmark.ts';
import { digestOf } from '../domain/digest.ts';
import { type Evaluation, type Stage, totalUp } from '../domain/evaluation.ts';
import type { Failure } from '../domain/failure.ts';
import { sampleCount } from '../domain/frame.ts';
import { smokeCases } from '../domain/smoke.ts';
import { checkSource } from '../domain/static-check.ts';
import type { EngineIdentity } from '../domain/trial.ts';
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

/**
 * Static check, load, smoke and measure. `what` names the codec to whoever watches. The same source
 * under the same measurement and engine is never computed twice.
 */
export async function evaluate(
  source: string,
  benchmark: Benchmark,
  what: string,
  ports: EvaluationPorts,
): Promise<EvaluationOutcome> {
  const key = evaluationKey(source, benchmark, ports.sandbox.engine);
  const known = await ports.cache.get(key);
  if (known) return { kind: 'measured', evaluation: known };
  ports.narrate({ kind: 'stage', stage: 'static', what });
  const findings = checkSource(source, benchmark.limits);
  if (findings.length > 0) {
    const failures = findings.map((finding): Failure => ({ kind: 'static', finding }));
    return { kind: 'failed', stage: 'static', failures, logs: '' };
  }
  const run = (stage: Stage, cases: readonly CaseSpec[]) => {
    ports.narrate({ kind: 'stage', stage, what });
    return ports.sandbox.run(
      { source, cases, limits: benchmark.limits, exact: benchmark.objective === 'lossless' },
      (done) => ports.narrate({ kind: 'cases', done, total: cases.length }),
    );
  };
  const smoke = failureOf(await run('smoke', smokeCases(benchmark)), 'smoke');
  if (smoke) return smoke;
  const cases = measuredCases(benchmark);
  const outcomes = await run('measure', cases);
  const failed = failureOf(outcomes, 'measure');
  if (failed) return failed;
  const evaluation = evaluationOf(outcomes, cases);
  await ports.cache.put(key, evaluation);
  return { kind: 'measured', evaluation };
}

function evaluationOf(outcomes: readonly CaseOutcome[], cases: readonly CaseSpec[]): Evaluation {
  const measurements = outcomes.flatMap((outcome) =>
    outcome.kind === 'measured' ? [outcome.measurement] : [],
  );
  const samples = cases.reduce((sum, { clip }) => sum + clip.frames.length * sampleCount(clip), 0);
  return totalUp(measurements, samples);
}

/** Every clip at every quality, in the order of the benchmark. */
function measuredCases({ clips, ladder }: Benchmark): CaseSpec[] {
  return clips.flatMap(({ clip }) => ladder.map((quality) => ({ clip, quality })));
}

/** What an evaluation depends on, and nothing else. */
function evaluationKey(source: string, benchmark: Benchmark, engine: EngineIdentity): string {
  const { measurement_digest: measurement } = benchmark;
  const { digest, evaluator_version: version } = engine;
  return digestOf([digestOf(source), measurement, digest, version].join('\n'));
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
