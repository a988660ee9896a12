/** How far a benchmark has come, in words that are plain text and Markdown alike. */

import { bestAgainstReference, type Lineage, milestonesOf } from '../domain/lineage.ts';
import { dateOf, share } from './quantity.ts';

/** "50 % by #7 (2026-11-22), 70 % not yet, 90 % not yet"; null where there is nothing to hold rates against. */
export function milestoneWords(lineage: Lineage | null): string | null {
  const milestones = milestonesOf(lineage);
  if (milestones.length === 0) return null;
  const words = milestones.map(({ less_percent: less, reached }) => {
    if (reached === null) return `${less} % not yet`;
    const number = reached.candidate.pull_request;
    const by = number === null ? 'reached' : `by #${number}`;
    return `${less} % ${by}${reached.timestamp === null ? '' : ` (${dateOf(reached.timestamp)})`}`;
  });
  return words.join(', ');
}

/** "37.5 % less", or more, than the reference encoder; null where that is not known. */
export function bestWords(lineage: Lineage | null): string | null {
  const best = bestAgainstReference(lineage);
  if (best === null) return null;
  return `${share(best)} ${best <= 0 ? 'less' : 'more'}`;
}

/** What all steps together took off since the first baseline: "39.4 % less than at first"; null without steps. */
export function sinceFirstWords(lineage: Lineage | null): string | null {
  const last = lineage?.steps.at(-1);
  if (lineage === null || last === undefined) return null;
  const change = 100 * (last.rate / lineage.start - 1);
  return `${share(change)} ${change <= 0 ? 'less' : 'more'} than at first`;
}
