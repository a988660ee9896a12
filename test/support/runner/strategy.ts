/** What a job's `strategy` comes to: its instances, or why GitHub makes none. */

import type { Payload } from './events.ts';
import { EvaluationError, resolve, type Value } from './expressions.ts';
import { hasMatrix } from './loaded.ts';
import { combinations, MatrixError } from './matrix.ts';
import type { JobDefinition } from './workflow-file.ts';

export type Strategy =
  | { readonly kind: 'instances'; readonly matrices: readonly Value[]; readonly failFast: boolean }
  | { readonly kind: 'refused'; readonly message: string };

const mostInstances = 256;

/**
 * A job without a matrix has one instance. The words of a refusal are those that people were told: emqx/emqx#12808,
 * canonical/operator-workflows#564, OfficeDev/microsoft-365-agents-toolkit#16466.
 */
export async function strategyOf(
  job: JobDefinition,
  contexts: Readonly<Record<string, Value>>,
): Promise<Strategy> {
  if (!hasMatrix(job)) return { kind: 'instances', matrices: [null], failFast: true };
  try {
    const strategy = (await resolve(job.keys.strategy ?? null, { contexts })) as Payload;
    const matrices = combinations(strategy.matrix ?? null);
    if (matrices.length > mostInstances) {
      const message = `Strategy for job '${job.id}' produced ${matrices.length} configurations which exceeds the maximum of ${mostInstances} configurations`;
      return { kind: 'refused', message };
    }
    return { kind: 'instances', matrices, failFast: strategy['fail-fast'] !== false };
  } catch (error) {
    if (!(error instanceof EvaluationError || error instanceof MatrixError)) throw error;
    const message = `Error when evaluating 'strategy' for job '${job.id}'. ${error.message}`;
    return { kind: 'refused', message };
  }
}
