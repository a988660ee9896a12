/** How long candidates wait: from when a pull request was opened to the review with its first verdict. */

import type { Status } from '../trial/trial.ts';

/** One record of a pull request; times in seconds, as the forge gives them. */
export interface Answered {
  readonly pullRequest: number;
  readonly openedAt: number;
  /** When the review was submitted; null where nobody wrote it down. */
  readonly judgedAt: number | null;
  readonly status: Status;
}

export interface Waiting {
  /** Pull requests of which both times are known. */
  readonly candidates: number;
  /** The middle one, or between the two in the middle. */
  readonly median_seconds: number;
  /** Nine of ten wait no longer: by nearest rank. */
  readonly p90_seconds: number;
}

/** An error of the bot is no verdict: the candidate waits on. null while no candidate has both times. */
export function waitingOf(answers: readonly Answered[]): Waiting | null {
  const first = new Map<number, number>();
  for (const { pullRequest, openedAt, judgedAt, status } of answers) {
    // A record of 0 is of a version that wrote no time.
    if (status === 'error' || judgedAt === null || openedAt <= 0) continue;
    const waited = Math.max(0, judgedAt - openedAt);
    first.set(pullRequest, Math.min(waited, first.get(pullRequest) ?? waited));
  }
  const waits = [...first.values()].sort((a, b) => a - b);
  const { length } = waits;
  if (length === 0) return null;
  const at = (index: number) => waits[index] as number;
  return {
    candidates: length,
    median_seconds: (at(Math.floor((length - 1) / 2)) + at(Math.floor(length / 2))) / 2,
    p90_seconds: at(Math.ceil(0.9 * length) - 1),
  };
}
