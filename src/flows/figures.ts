/** Reads what reports are made from. */

import type { BenchmarkHistory } from '../domain/benchmark-history.ts';
import { digestOf } from '../domain/digest.ts';
import { type PastTrial, readHistory } from './history.ts';
import type { Workshop } from './workshop.ts';

export async function readFigures(workshop: Workshop): Promise<BenchmarkHistory> {
  const { source } = await workshop.forge.baseline(workshop.path);
  const past = await readHistory(workshop);
  return {
    benchmark: workshop.benchmark,
    baselineDigest: digestOf(source),
    trials: past.map(({ trial }) => trial),
    answers: past.map(answered),
  };
}

function answered({
  pullRequest,
  trial,
  judgedAt,
}: PastTrial): BenchmarkHistory['answers'][number] {
  const { number, createdAt } = pullRequest;
  return { pullRequest: number, openedAt: createdAt, judgedAt, status: trial.status };
}
