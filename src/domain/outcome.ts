/** What came of running a codec: of one case, and of the whole evaluation. */

import type { Benchmark } from './benchmark.ts';
import { type CaseMeasurement, type Evaluation, type Stage, totalUp } from './evaluation.ts';
import type { Investigation } from './experiments/investigated.ts';
import type { CallFault, CallSite, Failure } from './failure.ts';
import { type Clip, sampleCount } from './video/frame.ts';

export interface CaseSpec {
  readonly clip: Clip;
  readonly quality: number;
}

export interface CaseFault {
  readonly site: CallSite;
  readonly fault: CallFault;
}

/** A case is measured only when no frame of it failed; a failure has no number. */
export type CaseOutcome =
  | { readonly kind: 'measured'; readonly measurement: CaseMeasurement }
  | {
      readonly kind: 'failed';
      /** One per failing frame, in order. */
      readonly faults: readonly [CaseFault, ...CaseFault[]];
      /** First 4 KB that the candidate wrote to its console. */
      readonly logs: string;
    };

export interface EvaluationFailed {
  readonly kind: 'failed';
  readonly stage: Stage;
  readonly failures: readonly Failure[];
  readonly logs: string;
  /** What experiments found out about the first failure; without one when there was none, or it broke. */
  readonly investigation?: Investigation | null | undefined;
}

export type EvaluationOutcome =
  | {
      readonly kind: 'measured';
      readonly evaluation: Evaluation;
      /** Of a curve that misses its window. */
      readonly investigation?: Investigation | null | undefined;
    }
  | EvaluationFailed;

const machineEnds: readonly CallFault['kind'][] = [
  'tick_limit',
  'unresponsive',
  'out_of_memory',
  'stack_overflow',
  'engine_stopped',
];

/** Whether the machine cannot go on after it. */
export function endsMachine({ kind }: CallFault): boolean {
  return machineEnds.includes(kind);
}

/** True when later cases need not run: what was found would be found again, slowly. */
export function endsJob(outcome: CaseOutcome): boolean {
  return outcome.kind === 'failed' && outcome.faults.some(({ fault }) => endsMachine(fault));
}

/** Every case of a whole evaluation, in the benchmark's order: clip by clip, quality by quality. */
export function casesOf({ clips, ladder }: Benchmark): CaseSpec[] {
  return clips.flatMap(({ clip }) => ladder.map((quality) => ({ clip, quality })));
}

/**
 * The evaluation of outcomes in the order of `casesOf`. Those beyond one that ends the job are absent; without
 * a fault, the evaluation is incomplete then.
 */
export function concludeCases(
  benchmark: Benchmark,
  outcomes: readonly CaseOutcome[],
): EvaluationOutcome {
  const failed = failedCases(outcomes, 'measure');
  if (failed) return failed;
  const measurements = outcomes.flatMap((outcome) =>
    outcome.kind === 'measured' ? [outcome.measurement] : [],
  );
  const cases = casesOf(benchmark);
  const samples = cases
    .slice(0, measurements.length)
    .reduce((sum, { clip }) => sum + clip.frames.length * sampleCount(clip), 0);
  const complete = measurements.length === cases.length;
  return { kind: 'measured', evaluation: totalUp(measurements, samples, complete) };
}

/** The failures of a run, all of them; a fault while the module loads belongs to the stage before. */
export function failedCases(
  outcomes: readonly CaseOutcome[],
  stage: Stage,
): EvaluationFailed | null {
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
