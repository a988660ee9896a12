/** What GitHub's words mean when it does not merge. A ruleset lists several reasons: the first that is known counts. */

import type { Hindrance, HindranceKind } from '../../domain/hindrance.ts';
import type { Refusal } from './refusal.ts';

/** What a person must set comes before what a person must do, and that before what may come by itself. */
const meanings: readonly (readonly [RegExp, HindranceKind])[] = [
  [/squash/i, 'squash_off'],
  [/merge queue/i, 'merge_queue'],
  [/not authorized to push|protected ref|not accessible|permission/i, 'not_allowed'],
  [/approv|code owner|requested changes|changes (were|have been|are) requested/i, 'reviews'],
  [/conversation/i, 'conversations'],
  [/still a draft/i, 'draft'],
  [/status check|required check|required workflow|code scanning|deployment/i, 'checks'],
];

export function hindranceOf({ kind, why }: Refusal): Hindrance {
  if (kind === 'conflict') return { kind: 'conflict', why };
  const known = meanings.find(([words]) => words.test(why))?.[1];
  return { kind: known ?? (kind === 'not_permitted' ? 'not_allowed' : 'unknown'), why };
}

/** Whether the words alone say that the branch lacks commits of the default branch. */
export function saysBehind(why: string): boolean {
  return /(not|must be) up[ -]to[ -]date|out[ -]of[ -]date|is behind/i.test(why);
}

/** As GitHub says it of a branch that is behind: its checks, green as they may be, are still expected. */
export function mayMeanBehind(why: string): boolean {
  return /\b(\d+) of \1 required status checks are expected/i.test(why);
}
