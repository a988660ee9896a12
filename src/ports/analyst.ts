/** Explains why a candidate was not accepted, better than rules can. The verdict never depends on it. */

import type { Analysis } from '../domain/analysis.ts';
import type { Replacement } from '../domain/analyst-answer.ts';
import type { Benchmark } from '../domain/benchmark.ts';
import type { Trial } from '../domain/trial/trial.ts';
import type { ModelFault, Prompt, Spending } from './model.ts';

export interface AnalystRequest {
  /** With the rules' analysis; one that has none, or is the bot's own fault, is not asked about. */
  readonly trial: Trial;
  readonly source: string;
  readonly benchmark: Benchmark;
}

export interface AnalysisBriefing extends AnalystRequest {
  readonly analysis: Analysis;
  /** Why the answer before was of no use; null at first. */
  readonly objection: string | null;
  /** Marks what is data; nobody can guess it. */
  readonly delimiter: string;
}

export type WriteAnalysisPrompt = (briefing: AnalysisBriefing) => Prompt;

export type AnalystOutcome =
  | {
      readonly kind: 'analysed';
      /** Category, severity, evidence and fingerprint are the rules'. */
      readonly analysis: Analysis;
      /** The line of the source that the root cause rests on, as it stands there. */
      readonly quote: { readonly line: number; readonly text: string };
      /** What to put in place of a line; not tried yet. null when there is no such fix. */
      readonly replacement: Replacement | null;
      readonly spending: Spending;
    }
  /** The rules' analysis stands. */
  | {
      readonly kind: 'rules';
      readonly why: string;
      readonly fault: ModelFault | null;
      readonly spending: Spending;
    };

export interface Analyst {
  analyse(request: AnalystRequest): Promise<AnalystOutcome>;
}
