/** Which of several causes is said. */

import type { Cause } from './cause.ts';

/** Lines between a cause and a repair that may still be of the same mistake. */
const nearby = 3;

/**
 * A proved one before a likely one. Of those that trace values the place is where it shows; a repair that brings
 * everything back is where it was made. Null when there is none.
 */
export function chooseCause(causes: readonly Cause[]): Cause | null {
  const proved = causes.filter(({ confidence }) => confidence === 'proved');
  const [first] = proved;
  const mended = proved.find(({ kind }) => kind === 'mended');
  if (first === undefined) return causes[0] ?? null;
  if (mended === undefined) return first;
  // It shows what happened, and why; a repair near it only mends it.
  if (first.kind !== 'changed_input') return mended;
  const near = Math.abs(mended.location.line - first.location.line) <= nearby;
  return near ? { ...first, repair: first.repair ?? mended.repair } : first;
}
