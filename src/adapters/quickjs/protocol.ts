/** What the evaluator's process, its worker threads and the parent say to each other. */

import type { Limits } from '../../domain/benchmark.ts';
import type { Probe, ProbeResult, Probes } from '../../domain/experiments/probe.ts';
import type { CallSite } from '../../domain/failure.ts';
import type { CaseOutcome, CaseSpec } from '../../domain/outcome.ts';
import type { ProbeRules } from '../../ports/probe-runner.ts';
import type { SandboxJob } from '../../ports/sandbox.ts';

/** Parent to evaluator process. */
export type ToEvaluator =
  | { readonly kind: 'run'; readonly job: SandboxJob }
  /** Of the job in progress no case beyond this one counts. */
  | { readonly kind: 'end'; readonly last: number }
  | { readonly kind: 'probe'; readonly probes: Probes; readonly rules: ProbeRules };

/** Evaluator process to parent; `index` is of a case that is done. */
export type FromEvaluator =
  | { readonly kind: 'progress'; readonly index: number; readonly outcome: CaseOutcome }
  | { readonly kind: 'finished'; readonly outcomes: readonly CaseOutcome[] }
  | { readonly kind: 'probed'; readonly results: readonly ProbeResult[] }
  | { readonly kind: 'broken'; readonly error: string };

/** What one call gave. */
export interface CallBytes {
  readonly bytes: Uint8Array;
  readonly ticks: number;
}

/** What of a case a worker is to run: all of it, or one side of an exact case (see schedule.ts). */
export type Part =
  | { readonly kind: 'whole' }
  | { readonly kind: 'encoder' }
  | { readonly kind: 'decoder'; readonly frames: readonly CallBytes[] };

/** Evaluator process to a worker: a case of a job. */
export interface CaseTask {
  readonly kind: 'case';
  readonly source: string;
  readonly spec: CaseSpec;
  readonly limits: Limits;
  readonly exact: boolean;
  readonly part: Part;
}

/** Evaluator process to a worker: a probe of an experiment. */
export interface ProbeTask {
  readonly kind: 'probe';
  readonly probe: Probe;
  readonly rules: ProbeRules;
}

export type WorkerTask = CaseTask | ProbeTask;

/** Of an encoder alone its frames; otherwise, and when something fails, the outcome. */
export type TaskResult =
  | CaseOutcome
  | { readonly kind: 'encoded'; readonly frames: readonly CallBytes[] };

export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'result'; readonly result: TaskResult | ProbeResult };

/** Slots of the shared array through which a worker shows that it is alive, and where it is. */
export const beat = { ticks: 0, call: 1, frame: 2, entries: 3, slots: 4 } as const;

/** Values of the `call` slot; 0 while the worker runs no candidate code. */
export const callCodes: readonly (CallSite['call'] | null)[] = [
  null,
  'load',
  'compress',
  'decompress',
];
