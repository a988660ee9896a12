/** The numbers so far, as Markdown: for `/stats` and the dashboard. */

import { compareArms } from '../domain/arms.ts';
import { countTrials, type RepeatedFailure } from '../domain/statistics.ts';
import type { Trial } from '../domain/trial/trial.ts';
import { categoryIcons } from './badge.ts';
import { joinBlocks, table } from './markdown.ts';
import { costWords } from './quantity.ts';

const mostRepeated = 5;

/** `trials` of all benchmarks, oldest first. */
export function renderStatistics(trials: readonly Trial[]): string {
  if (trials.length === 0) return 'No trials yet.';
  const counted = countTrials(trials);
  const rate =
    counted.acceptance === null ? '' : `, ${(100 * counted.acceptance).toFixed(1)} % accepted`;
  return joinBlocks([
    `${counted.trials === 1 ? '1 trial' : `${counted.trials} trials`}${rate}.`,
    table(
      counted.byStatus.map(({ status }) => ({ title: status, align: 'right' as const })),
      [counted.byStatus.map(({ count }) => String(count))],
    ),
    counted.byCategory.length === 0
      ? null
      : table(
          [
            { title: 'why not accepted', align: 'left' },
            { title: 'trials', align: 'right' },
          ],
          counted.byCategory
            .toSorted((a, b) => b.count - a.count)
            .map(({ category, count }) => [
              `${categoryIcons[category]} ${category}`,
              String(count),
            ]),
        ),
    counted.repeated.length === 0
      ? null
      : `The same failure again:\n\n${counted.repeated.slice(0, mostRepeated).map(repeatedLine).join('\n')}`,
    armTable(trials),
    `Cost: ${costWords(totalCost(trials))}`,
  ]);
}

/** Only where there is something to compare. */
function armTable(trials: readonly Trial[]): string | null {
  const arms = compareArms(trials);
  if (arms.length < 2) return null;
  const titles = [
    'candidates',
    'accepted',
    'gain in all',
    'gain a candidate',
    'cost',
    'gain a dollar',
  ];
  return joinBlocks([
    'Who writes candidates, compared (mutations cost nothing and know nothing: they are the yardstick; steps on a better baseline are harder):',
    table(
      [
        { title: 'by', align: 'left' },
        ...titles.map((title) => ({ title, align: 'right' as const })),
      ],
      arms.map((arm) => [
        arm.author,
        String(arm.candidates),
        String(arm.accepted),
        `${arm.gain_percent.toFixed(3)} %`,
        `${arm.gain_per_candidate_percent.toFixed(3)} %`,
        `$${arm.usd.toFixed(2)}`,
        arm.gain_per_usd_percent === null ? '–' : `${arm.gain_per_usd_percent.toFixed(3)} %`,
      ]),
    ),
  ]);
}

function repeatedLine({ category, count, first, newest }: RepeatedFailure): string {
  const since = first === null ? '' : `, since #${first}`;
  const last = newest === null || newest === first ? '' : `, last in #${newest}`;
  return `- ${category}: ${count} times${since}${last}`;
}

function totalCost(trials: readonly Trial[]): Trial['cost'] {
  const sum = (field: keyof Trial['cost']) =>
    trials.reduce((total, { cost }) => total + cost[field], 0);
  return {
    input_tokens: sum('input_tokens'),
    output_tokens: sum('output_tokens'),
    cache_read_tokens: sum('cache_read_tokens'),
    cache_write_tokens: sum('cache_write_tokens'),
    usd: sum('usd'),
  };
}
