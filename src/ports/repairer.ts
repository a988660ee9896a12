/** Mends a candidate that does not work, or narrowly loses. What it writes is run before anybody believes it. */

import type { Analysis } from '../domain/analysis.ts';
import type { Benchmark } from '../domain/benchmark.ts';
import type { Trial } from '../domain/trial/trial.ts';
import type { ModelFault, Prompt, Spending } from './model.ts';

export interface RepairRequest {
  /** With its analysis; one that has none is not repaired. */
  readonly trial: Trial;
  readonly source: string;
  readonly benchmark: Benchmark;
  /** Sources of earlier attempts, oldest first: none is handed on again. */
  readonly attempts: readonly string[];
}

export interface RepairBriefing extends RepairRequest {
  readonly analysis: Analysis;
  /** Why the answer before was of no use; null at first. */
  readonly objection: string | null;
  /** Marks what is data; nobody can guess it. */
  readonly delimiter: string;
}

export type WriteRepairPrompt = (briefing: RepairBriefing) => Prompt;

export type RepairOutcome =
  | {
      readonly kind: 'repaired';
      readonly source: string;
      /** What was changed, a sentence or two. */
      readonly change: string;
      readonly spending: Spending;
    }
  | {
      readonly kind: 'unrepaired';
      readonly why: string;
      readonly fault: ModelFault | null;
      readonly spending: Spending;
    };

export interface Repairer {
  repair(request: RepairRequest): Promise<RepairOutcome>;
}
