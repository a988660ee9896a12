/** Says on a pull request why a winner is not merged, once for each reason, and takes that back when it is gone. */

import type { Hindrance, HindranceKind } from '../domain/hindrance.ts';
import { blockedLabel, ownLabels } from '../domain/label.ts';
import type { Forge, Review } from '../ports/forge.ts';
import { keyOf, parseBlocked, renderBlocked, type ToldHindrance } from '../render/blocked.ts';

interface Note extends ToldHindrance {
  readonly review: number;
}

/** A note whose reason changed is written anew in its place: that notifies nobody. */
export async function tellBlocked(
  number: number,
  hindrance: Hindrance,
  forge: Forge,
): Promise<void> {
  const { headSha, labels } = await known(number, forge);
  const [note, ...more] = await notesOf(number, forge);
  if (more.length > 0)
    await forge.outdate(
      number,
      more.map(({ review }) => review),
    );
  const body = renderBlocked(hindrance, headSha);
  if (!note) await forge.postReview(number, { headSha, body, comments: [] });
  else if (note.key !== keyOf(hindrance, headSha))
    await forge.editReview(number, note.review, body);
  if (!labels.includes(blockedLabel)) {
    await forge.setLabels(number, [...ownLabels(labels), blockedLabel]);
  }
}

/** The label goes last: while it is there, so may be the note. */
export async function takeBackBlocked(number: number, forge: Forge): Promise<void> {
  const notes = await notesOf(number, forge);
  if (notes.length > 0)
    await forge.outdate(
      number,
      notes.map(({ review }) => review),
    );
  const { labels } = await known(number, forge);
  if (!labels.includes(blockedLabel)) return;
  await forge.setLabels(
    number,
    ownLabels(labels).filter((label) => label !== blockedLabel),
  );
}

/** What keeps a winner out, as its pull request says; null when nothing does. */
export async function hindranceTold(number: number, forge: Forge): Promise<HindranceKind | null> {
  return (await notesOf(number, forge))[0]?.kind ?? null;
}

/** The newest first. */
async function notesOf(number: number, forge: Forge): Promise<Note[]> {
  return (await forge.reviews(number)).flatMap((review) => noteIn(review) ?? []).reverse();
}

function noteIn({ id, byBot, outdated, body }: Review): Note | null {
  const told = byBot && !outdated ? parseBlocked(body) : null;
  return told && { ...told, review: id };
}

/** With the labels of now: whoever calls may have set some since it was read. */
async function known(number: number, forge: Forge) {
  const pullRequest = (await forge.pullRequests()).find((each) => each.number === number);
  return pullRequest ?? forge.pullRequest(number);
}
