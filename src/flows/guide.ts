/** Suggests a line for the prompt when the same failure keeps coming, and says what earlier lines did. */

import { effectOf, findTrend, subjectKey, type Tried } from '../domain/trend.ts';
import {
  type GuidanceState,
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
 * Opens at most one pull request with a line, and returns its number; null when there is nothing to suggest,
 * or one is open. What was suggested before, whatever became of it, is not suggested again. After a kill the
 * next run finds the branch and goes on.
 */
export async function suggestGuidance(workshops: readonly Workshop[]): Promise<number | null> {
  const [workshop] = workshops;
  if (!workshop) return null;
  const { forge } = workshop;
  const earlier = await suggestionsOf(workshop);
  if (earlier.some(({ pullRequest }) => pullRequest.state === 'open')) return null;
  const taken = new Set(earlier.map(({ record }) => subjectKey(record.subject)));
  const trend = findTrend(await triedIn(workshops), taken);
  if (trend === null) return null;
  const { commit } = await forge.baseline(workshop.path);
  const guidance = await forge.readFile(commit, guidancePath);
  const line = guidanceLine(trend);
  const source = withLine(guidance?.source ?? '', line);
  if (source === null) return null;
  const page = renderGuidancePull(trend, line);
  const file = { path: guidancePath, source, base: commit };
  const { pullRequest } = await forge.openCandidate({ ...page, ...file });
  return pullRequest.number;
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
