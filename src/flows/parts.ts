/** Which of a candidate's changes costs, as far as a short experiment can tell. */

import { type PartsFinding, type PartsSetting, puttingBack } from '../domain/experiments/parts.ts';
import type { ProbeBench } from '../ports/probe-runner.ts';
import { conduct } from './investigate.ts';

/** Null when it cannot be told. Never rejects: no verdict depends on it. */
export async function compareParts(
  setting: PartsSetting,
  bench: ProbeBench,
): Promise<PartsFinding | null> {
  const { limits, objective } = setting.benchmark;
  const runner = bench.probing({ limits, exact: objective === 'lossless' });
  return conduct(puttingBack(setting), runner).catch(() => null);
}
