/** Brings the dashboard issue up to date. */

import { digestOf } from '../domain/digest.ts';
import type { Dashboard } from '../ports/dashboard.ts';
import { type BenchmarkState, renderDashboard } from '../render/dashboard.ts';
import { readOpen } from './candidates.ts';
import { readHistory } from './history.ts';
import type { Workshop } from './workshop.ts';

/** Returns the number. */
export async function reportDashboard(
  workshops: readonly Workshop[],
  dashboard: Dashboard,
): Promise<number> {
  const states = await Promise.all(workshops.map(stateOf));
  return dashboard.show(renderDashboard(states));
}

async function stateOf(workshop: Workshop): Promise<BenchmarkState> {
  const { source } = await workshop.forge.baseline(workshop.path);
  const open = (await readOpen(workshop)).flatMap((reading) =>
    reading.kind === 'candidate' ? [reading.candidate.pullRequest.number] : [],
  );
  return {
    benchmark: workshop.benchmark,
    baselineDigest: digestOf(source),
    trials: (await readHistory(workshop)).map(({ trial }) => trial),
    open,
  };
}
