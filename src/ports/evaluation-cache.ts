/** Evaluations by key: a pure function of source, measurement and engine is never computed twice. */

import type { Evaluation } from '../domain/evaluation.ts';

export interface EvaluationCache {
  get(key: string): Promise<Evaluation | null>;
  put(key: string, evaluation: Evaluation): Promise<void>;
}
