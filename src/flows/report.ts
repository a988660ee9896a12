/** Brings the dashboard issue up to date. */

import type { Dashboard } from '../ports/dashboard.ts';
import type { BenchmarkState } from '../render/dashboard/benchmark-block.ts';
import type { OpenCandidate } from '../render/dashboard/open-candidate.ts';
import { renderDashboard } from '../render/dashboard.ts';
import { renderGuidance } from '../render/guidance.ts';
import { hindranceTold } from './blocked.ts';
import { type Candidate, readOpen } from './candidates.ts';
import { readFigures } from './figures.ts';
import { readGuidance } from './guide.ts';
import type { Workshop } from './workshop.ts';

/** Returns the number. */
export async function reportDashboard(
  workshops: readonly Workshop[],
  dashboard: Dashboard,
): Promise<number> {
  const benchmarks = await Promise.all(workshops.map(stateOf));
  const guidance = renderGuidance(await readGuidance(workshops));
  return dashboard.show(renderDashboard({ benchmarks, guidance }));
}

async function stateOf(workshop: Workshop): Promise<BenchmarkState> {
  const figures = await readFigures(workshop);
  const open: OpenCandidate[] = [];
  for (const reading of await readOpen(workshop)) {
    if (reading.kind !== 'candidate') continue;
    const { candidate } = reading;
    const blocked = await hindranceTold(candidate.pullRequest.number, workshop.forge);
    open.push({ ...openCandidate(candidate, figures), blocked });
  }
  return { ...figures, open };
}

/** By what was read already: nothing is asked of the forge for it. */
function openCandidate(
  { pullRequest, proposal }: Candidate,
  { trials }: Pick<BenchmarkState, 'trials'>,
): Omit<OpenCandidate, 'blocked'> {
  const { number, headSha, labels } = pullRequest;
  const ofHead = trials.filter(
    ({ candidate }) => candidate.pull_request === number && candidate.head_sha === headSha,
  );
  return { number, title: proposal.title, labels, trials: ofHead };
}
