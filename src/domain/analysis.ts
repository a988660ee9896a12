/** The failure analysis: four questions answered, and what the answer rests on. */

import type { Experiment } from './experiments/investigated.ts';
import type { FirstMismatch, SourceLocation } from './failure.ts';

export const failureCategories = [
  'syntax_error',
  'validation_error',
  'import_error',
  'runtime_error',
  'logic_error',
  'timeout',
  'resource_error',
  'performance_rejection',
  'infrastructure_error',
] as const;
export type FailureCategory = (typeof failureCategories)[number];

export const severities = ['critical', 'high', 'medium', 'low'] as const;
export type Severity = (typeof severities)[number];

/**
 * `proved`: an experiment, or the check itself, shows the cause. `likely`: all evidence agrees and alternatives were
 * excluded. `observed`: what was seen; it says no more.
 */
export const confidences = ['proved', 'likely', 'observed'] as const;
export type Confidence = (typeof confidences)[number];

export interface Evidence {
  /** The error as thrown or found, first one first, repeats folded ("... and 39 more"); null when nothing was thrown. */
  readonly error: string | null;
  readonly stack: string | null;
  /** What the candidate wrote to its console in the failing case, at most 4 KB. */
  readonly logs: string | null;
  /** Three lines around the location, with line numbers and the failing line marked. */
  readonly code: string | null;
  readonly first_mismatch: FirstMismatch | null;
  /** What was tried to find the cause, and what it showed. */
  readonly experiments: readonly Experiment[];
}

export interface Analysis {
  readonly failure_category: FailureCategory;
  readonly root_cause: string;
  readonly fix_suggestion: string;
  readonly confidence: Confidence;
  readonly severity: Severity;
  readonly location: SourceLocation | null;
  readonly evidence: Evidence;
  /** 12 hex digits, equal for failures of the same kind: no positions, names of clips or numbers enter it. */
  readonly fingerprint: string;
  readonly source: 'rules' | 'claude';
}
