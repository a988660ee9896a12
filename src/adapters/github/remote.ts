/** The repository that everything here asks and writes to. */

import { setTimeout as wait } from 'node:timers/promises';
import type { Octokit } from '@octokit/rest';
import { type Attempt, attempt } from './refusal.ts';

export interface Remote {
  readonly octokit: Octokit;
  readonly owner: string;
  readonly repo: string;
  readonly log: (line: string) => void;
  /** Milliseconds before a lost write is tried again. */
  readonly retryDelay: number;
}

const mostTries = 3;

/**
 * A write that must have its effect once. When its answer is lost, `find` looks whether it arrived; only
 * when nothing is found it is tried again. The write itself must be `unrepeated`.
 */
export async function writeOnce<T>(
  { retryDelay }: Remote,
  write: () => Promise<T>,
  find: () => Promise<T | null>,
): Promise<Attempt<T>> {
  for (let tries = 1; ; tries += 1) {
    const outcome = await attempt(write());
    if (outcome.kind !== 'unavailable') return outcome;
    const found = await find();
    if (found !== null) return { kind: 'done', value: found };
    if (tries === mostTries) return outcome;
    await wait(retryDelay * tries ** 2);
  }
}
