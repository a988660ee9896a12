/** The repair that experiments ran, with how much came back with it. */

import type { Benchmark } from '../benchmark.ts';
import type { EvaluationFailed } from '../outcome.ts';
import type { ExecutedRepair } from '../trial/judgement.ts';
import { smokeCases } from '../video/smoke.ts';

/** Null when no experiment found one. */
export function executedRepair(
  { failures: [lead], investigation }: EvaluationFailed,
  benchmark: Benchmark,
): ExecutedRepair | null {
  const cause = investigation?.cause;
  if (!cause?.repair || cause.confidence !== 'proved') return null;
  const smoke = smokeCases(benchmark);
  const frames = smoke.reduce((sum, { clip }) => sum + clip.frames.length, 0);
  const site = lead?.kind === 'call' ? lead.site : null;
  const own =
    site === null || smoke.some(({ clip }) => clip.name === site.clip) ? 0 : site.frame + 1;
  return { ...cause.repair, frames: frames + own };
}
