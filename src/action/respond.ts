/** `command: respond`: answers the comment that the event brings. */

import * as core from '@actions/core';
import * as z from 'zod';
import { UsageError } from '../domain/usage-error.ts';
import type { Comment } from '../flows/commands/office.ts';
import { respond } from '../flows/respond.ts';
import { readTrialsOf, storeTrials } from '../flows/store.ts';
import { openHouse } from './house.ts';
import { setOutput } from './outputs.ts';
import type { RunPlace } from './place.ts';
import { flagInput } from './read-input.ts';
import { storeWith } from './storing.ts';

const created = z.object({
  action: z.literal('created'),
  issue: z.object({ number: z.int().positive() }),
  comment: z.object({
    id: z.int().positive(),
    body: z.string().nullable(),
    user: z.object({ login: z.string(), type: z.string() }),
  }),
});

/** The new comment by a person that an event brings; null when it brings none. Never throws. */
export function commentOf(payload: unknown): Comment | null {
  const event = created.safeParse(payload);
  if (!event.success || event.data.comment.user.type === 'Bot') return null;
  const { issue, comment } = event.data;
  const { id, body, user } = comment;
  return { id, number: issue.number, author: user.login, body: body ?? '' };
}

/** Edited and deleted comments, and those by bots, are none of its business. */
export async function respondAction(place: RunPlace): Promise<void> {
  if (place.eventName !== 'issue_comment') {
    throw new UsageError(
      `command respond answers the event issue_comment, and this is ${place.eventName}`,
    );
  }
  const comment = commentOf(place.payload);
  if (comment === null) {
    core.info('not a new comment by a person: nothing to answer');
    return;
  }
  const house = await openHouse(place, { from: null });
  const followUp = await respond(comment, {
    ...house,
    pausedByVariable: flagInput('paused'),
    hasKey: flagInput('has-api-key'),
  });
  setOutput('evolve', String(followUp !== null));
  setOutput('candidates', String(followUp?.candidates ?? 0));
  setOutput('benchmark', followUp?.benchmark ?? '');
  setOutput('idea', followUp?.idea ?? '');
  // What a person merged is followed by a run; nothing else that is said changes a trial.
  if (followUp === null) return;
  await storeWith(async (storing) =>
    storeTrials(await readTrialsOf(comment.number, house.workshops), storing),
  );
}
