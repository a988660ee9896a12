/** Words and numbers that the picture and the document of a lineage share. */

import type { Benchmark } from '../../domain/benchmark.ts';
import type { Lineage, Step } from '../../domain/lineage.ts';
import { count } from '../../domain/text/wording.ts';
import type { Trial } from '../../domain/trial/trial.ts';
import { shortReference } from '../page/wording.ts';
import { oneLine } from '../sanitize.ts';

/** What is not there. */
export const none = '–';

/** `61.2 %`: a level, without a sign. */
export function levelWords(rate: number): string {
  return `${rate.toFixed(1)} %`;
}

/** `61.24 %`, for tables. */
export function exactLevel(rate: number | null): string {
  return rate === null ? none : `${rate.toFixed(2)} %`;
}

/** What 100 % is, in a word: `PNG`, or the first baseline. */
export function referenceOf({ unit }: Lineage, benchmark: Benchmark): string {
  return unit === 'reference' ? shortReference(benchmark.reference_encoder) : 'the first baseline';
}

/** What a candidate calls itself: hostile text, to be escaped where it is set. */
export function titleWords({ candidate }: Trial): string {
  return oneLine(candidate.title) === '' ? '(no title)' : candidate.title;
}

/** The step with the least rate; null while nothing was accepted. */
export function bestStep({ steps }: Lineage): Step | null {
  return steps.reduce<Step | null>(
    (best, step) => (best === null || step.rate < best.rate ? step : best),
    null,
  );
}

/** "From 129.1 % to 61.2 % in 9 accepted steps of 18 trials." */
export function wayWords({ points, steps, start }: Lineage): string {
  const trials = count(points.length, 'trial');
  const last = steps.at(-1);
  if (last === undefined) return `At ${levelWords(start)}: none of ${trials} was accepted.`;
  const way = `From ${levelWords(start)} to ${levelWords(last.rate)}`;
  return `${way} in ${count(steps.length, 'accepted step')} of ${trials}.`;
}
