/** How often each kind of failure came, week by week. */

import { failureCategories } from '../../domain/analysis.ts';
import type { WeekTally } from '../../domain/statistics/tally.ts';
import { grouped } from '../../domain/text/wording.ts';
import { categoryIcons } from '../badge.ts';
import { table } from '../markdown.ts';

/** A wider table does not fit beside an issue's sidebar. */
const mostColumns = 8;

/** Categories that came at all, over the newest of these weeks; null where none did. */
export function categoryWeeks(weeks: readonly WeekTally[]): string | null {
  const shown = weeks.slice(-mostColumns);
  const rows = failureCategories
    .filter((category) => shown.some(({ byCategory }) => byCategory[category] > 0))
    .map((category) => [
      `${categoryIcons[category]} ${category}`,
      ...shown.map(({ byCategory }) => grouped(byCategory[category])),
    ]);
  if (rows.length === 0) return null;
  return table(
    [
      { title: 'why not accepted', align: 'left' },
      ...shown.map(({ week }) => ({ title: week.slice(2), align: 'right' as const })),
    ],
    rows,
  );
}
