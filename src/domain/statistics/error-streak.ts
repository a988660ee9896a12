/** Trials that ended in the bot's own error, one after the other: whether that is chance, or the bot is broken. */

import type { Answered } from './waiting.ts';

/** A trial that ended so is tried again, but not for ever; and so many in a row are no chance. */
export const mostErrors = 3;

export interface ErrorStreak {
  readonly trials: number;
  /** Pull requests that they are of. */
  readonly candidates: number;
  /** When the first of them was written down, in seconds; null where nobody knows. */
  readonly since: number | null;
  /** Pull request of the newest. */
  readonly newest: number;
}

/** The errors since the newest verdict on one benchmark; null while they may be chance. */
export function errorStreak(answers: readonly Answered[]): ErrorStreak | null {
  const inTime = [...answers].sort((a, b) => (a.judgedAt ?? 0) - (b.judgedAt ?? 0));
  const begin = inTime.findLastIndex(({ status }) => status !== 'error') + 1;
  const streak = inTime.slice(begin);
  const [first, newest] = [streak[0], streak.at(-1)];
  if (!first || !newest || streak.length < mostErrors) return null;
  return {
    trials: streak.length,
    candidates: new Set(streak.map(({ pullRequest }) => pullRequest)).size,
    since: first.judgedAt,
    newest: newest.pullRequest,
  };
}
