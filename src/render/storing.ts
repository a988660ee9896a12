/** What came of keeping trials in a table, in one line. */

import { count, listed } from '../domain/text/wording.ts';
import type { StoringReport } from '../ports/trial-store.ts';

/** `next` says who writes what is left: "the next report does". */
export function storingWords(
  table: string,
  { written, kept, left, tooLarge, trouble }: StoringReport,
  next: string,
): string {
  const parts = [
    `${count(written, 'trial')} written to the table ${table}, ${kept} there already`,
    left === 0 ? null : `${left} left, which ${next} writes`,
    tooLarge.length === 0 ? null : `beyond the size of an item: ${listed(tooLarge)}`,
    trouble?.why ?? null,
  ];
  return parts.filter((part) => part !== null).join('; ');
}
