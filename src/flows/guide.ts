/** Suggests a line for the prompt when the same failure keeps coming, and says what earlier lines did. */

import { effectOf, findTrends, type Tried } from '../domain/trend.ts';
import {
  type GuidanceState,
  type Guided,
  guidanceKey,
  guidanceLine,
  parseGuidance,
  renderGuidancePull,
  withLine,
} from '../render/guidance.ts';
import { isGuidance } from './candidates.ts';
import { readHistory } from './history.ts';
import { guidancePath } from './propose.ts';
import type { Workshop } from './workshop.ts';

/**
 * Opens at most one pull request with a line, and none while one is open. What was suggested before, whatever
 * became of it, is not suggested again. After a kill the next run finds the branch and goes on. A fault of the
 * forge is an outcome: whoever publishes verdicts goes on without it.
 */
export async function suggestGuidance(workshops: readonly Workshop[]): Promise<Guided> {
  const [workshop] = workshops;
  if (!workshop) return { kind: 'nothing' };
  try {
    return await suggest(workshop, workshops);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { kind: 'failed', why: error.message };
  }
}

async function suggest(workshop: Workshop, workshops: readonly Workshop[]): Promise<Guided> {
  const { forge, path } = workshop;
  const earlier = (await forge.pullRequests()).filter(isGuidance);
  const open = earlier.find(({ state }) => state === 'open');
  if (open) return { kind: 'waits', number: open.number };
  const taken = new Set(earlier.map(({ branch }) => guidanceKey(branch)));
  const said = new Set(earlier.map(({ body }) => parseGuidance(body)?.line));
  const trends = findTrends(await triedIn(workshops), taken)
    .map((trend) => ({ trend, line: guidanceLine(trend.subject) }))
    .filter(({ line }) => !said.has(line));
  if (trends.length === 0) return { kind: 'nothing' };
  const { commit } = await forge.baseline(path);
  const guidance = (await forge.readFile(commit, guidancePath))?.source ?? '';
  for (const { trend, line } of trends) {
    const written = withLine(guidance, line);
    if (written.kind === 'full') return { kind: 'full', line };
    if (written.kind === 'there') continue;
    const file = { path: guidancePath, source: written.source, base: commit };
    const opened = await forge.openCandidate({ ...renderGuidancePull(trend, line), ...file });
    return { kind: 'opened', number: opened.pullRequest.number };
  }
  return { kind: 'nothing' };
}

/** What was suggested so far, oldest first, with what merged lines did. */
export async function readGuidance(workshops: readonly Workshop[]): Promise<GuidanceState[]> {
  const [workshop] = workshops;
  if (!workshop) return [];
  const tried = await triedIn(workshops);
  return (await suggestionsOf(workshop)).map(({ pullRequest, record }) => {
    const { number, state, mergedAt } = pullRequest;
    const effect = mergedAt === null ? null : effectOf(record.subject, mergedAt, tried);
    return { number, state, record, effect };
  });
}

async function suggestionsOf({ forge }: Workshop) {
  return (await forge.pullRequests()).filter(isGuidance).flatMap((pullRequest) => {
    const record = parseGuidance(pullRequest.body);
    return record === null ? [] : [{ pullRequest, record }];
  });
}

async function triedIn(workshops: readonly Workshop[]): Promise<Tried[]> {
  const histories = await Promise.all(workshops.map(readHistory));
  return histories.flat().map(({ pullRequest, trial }) => {
    const { number, createdAt } = pullRequest;
    return { pullRequest: number, openedAt: createdAt, trial };
  });
}
