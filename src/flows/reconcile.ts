/**
 * Looks at every open candidate and carries on what an earlier run left: verdicts that were not acted
 * on, candidates that the baseline has outrun, branches without a pull request.
 */

import { waitingLabel } from '../domain/label.ts';
import type { Baseline, PullRequest } from '../ports/forge.ts';
import { waitsReply } from '../render/notices.ts';
import { adoptMerged } from './adopt.ts';
import { type Candidate, readOpen } from './candidates.ts';
import { refuse } from './refuse.ts';
import { outrun, prepare, settle } from './settle.ts';
import type { Settled } from './settled.ts';
import { type Standing, standingOf } from './standing.ts';
import type { Workshop } from './workshop.ts';

interface Placed {
  readonly candidate: Candidate;
  /** As it was when the candidate was placed. */
  readonly baseline: Baseline;
  readonly standing: Standing;
}

/** Whether a winner is merged while others are still to be evaluated, of which one may be better. */
export type Patience = 'merge_now' | 'await_all';

/** Carries on all that needs no evaluation. Returns the numbers of those that do, oldest first. */
export async function reconcile(
  workshop: Workshop,
  patience: Patience = 'merge_now',
): Promise<readonly number[]> {
  await workshop.forge.tidyBranches();
  await adoptMerged(workshop);
  for (;;) {
    const due = await passOver(workshop, patience);
    if (due !== 'merged') return due;
  }
}

/** One pass; it ends at a merge, since every other candidate stands elsewhere then. */
async function passOver(workshop: Workshop, patience: Patience): Promise<number[] | 'merged'> {
  const due: number[] = [];
  const all = await placeAll(workshop);
  const awaited = patience === 'await_all' && all.some(({ standing }) => standing.kind === 'due');
  for (const placed of all) {
    if (awaited && isWinner(placed)) continue;
    const settled = await carryOn(placed, workshop);
    if (settled.kind === 'merged') return 'merged';
    if (settled.kind === 'due') due.push(placed.candidate.pullRequest.number);
  }
  return due.sort((a, b) => a - b);
}

/** Winners come first, the best of them before the others: one alone can be merged. */
async function placeAll(workshop: Workshop): Promise<Placed[]> {
  const candidates: Candidate[] = [];
  for (const reading of await readOpen(workshop)) {
    if (reading.kind === 'refused') await refuse(reading, workshop);
    if (reading.kind === 'candidate') candidates.push(reading.candidate);
  }
  if (candidates.length === 0) return [];
  const baseline = await workshop.forge.baseline(workshop.path);
  const placed: Placed[] = [];
  for (const candidate of candidates) {
    const standing = await standingOf(candidate, baseline, workshop);
    placed.push({ candidate, baseline, standing });
  }
  return placed.sort((a, b) => rank(a) - rank(b));
}

/** The rate change of an accepted candidate, in percent; everything else comes after. */
function rank({ standing }: Placed): number {
  const trial = standing.kind === 'judged' ? standing.past.trial : null;
  if (trial?.status !== 'accepted') return Number.MAX_VALUE;
  return trial.comparison?.rate_change_percent ?? 0;
}

function isWinner({ standing }: Placed): boolean {
  return standing.kind === 'judged' && standing.past.trial.status === 'accepted';
}

async function carryOn(
  { candidate, baseline, standing }: Placed,
  workshop: Workshop,
): Promise<Settled> {
  switch (standing.kind) {
    case 'judged':
      return settle(candidate, { past: standing.past, baseline }, workshop);
    case 'outrun':
      return outrun(candidate, standing.past, workshop);
    case 'due':
      return prepare(candidate, workshop);
    case 'waits': {
      await tellToWait(candidate.pullRequest, workshop);
      return { kind: 'stays' };
    }
  }
}

/** Once: the label remembers that it was said. */
async function tellToWait(
  { number, labels, author, headSha }: PullRequest,
  { forge }: Workshop,
): Promise<void> {
  if (labels.includes(waitingLabel)) return;
  const body = waitsReply(author, headSha);
  const told = (await forge.reviews(number)).some((each) => each.byBot && each.body === body);
  if (!told) await forge.postReview(number, { headSha, body, comments: [] });
  await forge.setLabels(number, [waitingLabel]);
}
