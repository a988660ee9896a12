/** Ends a candidate whose trials keep ending in the bot's own error: a person has to look at the bot first. */

import type { Trial } from '../domain/trial/trial.ts';
import { givenUpKey, parseGivenUp, renderGivenUp } from '../render/given-up.ts';
import type { Candidate } from './candidates.ts';
import { trialsOf } from './history.ts';
import type { Settled } from './settled.ts';
import type { Workshop } from './workshop.ts';

/** Says so, once, with the run to look at. The bot's own is closed: open ones count against a limit. */
export async function giveUp(
  { pullRequest }: Candidate,
  trial: Trial,
  workshop: Workshop,
): Promise<Settled> {
  const { forge, narrate } = workshop;
  const { number, headSha, byBot } = pullRequest;
  const all = await trialsOf(pullRequest, workshop);
  const errors = all.filter(({ trial: each }) => isSame(each, trial)).length;
  const key = givenUpKey({ trial, errors, headSha });
  const reviews = await forge.reviews(number);
  if (!reviews.some((each) => each.byBot && parseGivenUp(each.body) === key)) {
    const run = await forge.verdictRun(headSha);
    const fate = byBot ? 'closed' : 'left_open';
    const body = renderGivenUp({ trial, errors, headSha, run, fate });
    await forge.postReview(number, { headSha, body, comments: [] });
  }
  if (!byBot) return { kind: 'stays' };
  await forge.close(number);
  narrate({ kind: 'closed', number });
  return { kind: 'closed' };
}

/** Another error of the same head against the same baseline. */
function isSame(each: Trial, { candidate, baseline }: Trial): boolean {
  return (
    each.status === 'error' &&
    each.candidate.head_sha === candidate.head_sha &&
    each.baseline.source_digest === baseline.source_digest
  );
}
