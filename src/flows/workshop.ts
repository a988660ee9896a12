/** What every flow works with: one benchmark, and the ports. */

import type { Benchmark } from '../domain/benchmark.ts';
import type { Forge } from '../ports/forge.ts';
import type { EvaluationPorts } from './evaluate.ts';

export interface Workshop extends EvaluationPorts {
  readonly forge: Forge;
  readonly benchmark: Benchmark;
  /** Path of the codec on the default branch. */
  readonly path: string;
  /** Seconds since 1970; for housekeeping, never for a verdict. */
  readonly now: () => number;
  /** How long a failed candidate stays open for repair. */
  readonly keepFailedHours: number;
}
