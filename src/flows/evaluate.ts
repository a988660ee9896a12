/** Evaluates one codec on one benchmark, in stages; each later stage only after the earlier one. */

import { digestOf } from '../domain/digest.ts';
import type { EarlyStop } from '../domain/early-stop.ts';
import type { Evaluation, Stage } from '../domain/evaluation.ts';
import type { Failure } from '../domain/failure.ts';
import {
  type CaseOutcome,
  type CaseSpec,
  casesOf,
  concludeCases,
  type EvaluationFailed,
  type EvaluationOutcome,
  failedCases,
} from '../domain/outcome.ts';
import { checkSource } from '../domain/static-check.ts';
import { smokeCases } from '../domain/video/smoke.ts';
import type { EvaluationCache } from '../ports/evaluation-cache.ts';
import type { Evaluator, Subject } from '../ports/evaluator.ts';
import type { Narrate } from '../ports/narrator.ts';
import type { Sandbox } from '../ports/sandbox.ts';
import { investigate, investigateCurve } from './investigate.ts';
import { compareParts } from './parts.ts';

export interface SandboxPorts {
  readonly sandbox: Sandbox;
  readonly narrate: Narrate;
  /** `none` where nobody asks for the cause of a failure. */
  readonly experiments?: 'none' | undefined;
}

/** Runs every codec in the sandbox; the same source under the same measurement and engine only once. */
export function sandboxEvaluator(
  ports: SandboxPorts & { readonly cache: EvaluationCache },
): Evaluator {
  const { cache, sandbox } = ports;
  const keyOf = ({ source, benchmark }: Subject) => {
    const { digest, evaluator_version: version } = sandbox.engine;
    return digestOf([digestOf(source), benchmark.measurement_digest, digest, version].join('\n'));
  };
  const withCurve = async (
    subject: Subject,
    evaluation: Evaluation,
  ): Promise<EvaluationOutcome> => {
    const investigation = await investigateCurve(subject, evaluation, ports);
    return { kind: 'measured', evaluation, ...(investigation && { investigation }) };
  };
  const measure = async (
    subject: Subject,
    earlyStop?: EarlyStop | null,
  ): Promise<EvaluationOutcome> => {
    const key = keyOf(subject);
    const known = await cache.get(key);
    if (known) return withCurve(subject, known);
    const outcome = concludeCases(
      subject.benchmark,
      await runCases(
        subject,
        { stage: 'measure', cases: casesOf(subject.benchmark), earlyStop: earlyStop ?? undefined },
        ports,
      ),
    );
    if (outcome.kind === 'failed') return investigate(subject, outcome, ports);
    if (!outcome.evaluation.complete) return outcome;
    await cache.put(key, outcome.evaluation);
    return withCurve(subject, outcome.evaluation);
  };
  return {
    engine: sandbox.engine,
    measure: (subject) => measure(subject),
    compareParts: (setting) => compareParts(setting, sandbox),
    async evaluate(subject, earlyStop) {
      if (await cache.get(keyOf(subject))) return measure(subject);
      return (await passFirstStages(subject, ports)) ?? measure(subject, await earlyStop?.());
    },
  };
}

/** Static check, load and smoke, a failure with its investigation: null when the codec passes, and may be measured. */
export async function passFirstStages(
  subject: Subject,
  ports: SandboxPorts,
): Promise<EvaluationFailed | null> {
  const { source, benchmark, what } = subject;
  ports.narrate({ kind: 'stage', stage: 'static', what });
  const findings = checkSource(source, benchmark.limits);
  if (findings.length > 0) {
    const failures = findings.map((finding): Failure => ({ kind: 'static', finding }));
    return { kind: 'failed', stage: 'static', failures, logs: '' };
  }
  const work = { stage: 'smoke' as const, cases: smokeCases(benchmark) };
  const failed = failedCases(await runCases(subject, work, ports), 'smoke');
  return failed && investigate(subject, failed, ports);
}

/** Runs these cases of a benchmark; `stage` is for whoever watches. */
export function runCases(
  { source, benchmark, what }: Subject,
  {
    stage,
    cases,
    earlyStop,
  }: {
    readonly stage: Stage;
    readonly cases: readonly CaseSpec[];
    readonly earlyStop?: EarlyStop | undefined;
  },
  { sandbox, narrate }: SandboxPorts,
): Promise<readonly CaseOutcome[]> {
  narrate({ kind: 'stage', stage, what });
  const exact = benchmark.objective === 'lossless';
  // A clip is judged when all its qualities are there: an early stop wants them one clip after the other.
  const longestFirst = stage === 'measure' && earlyStop === undefined;
  return sandbox.run(
    { source, cases, limits: benchmark.limits, exact, longestFirst },
    { onCase: (done) => narrate({ kind: 'cases', done, total: cases.length }), earlyStop },
  );
}
