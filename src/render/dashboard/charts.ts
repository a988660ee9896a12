/** The dashboard's charts. Only numbers and words of the project stand in them. */

import type { Lineage } from '../../domain/lineage.ts';
import type { WeekTally } from '../../domain/statistics/tally.ts';
import { xyChart } from '../mermaid.ts';

/** As many labels as there is room for. */
const mostWeeks = 10;

/** Rate over accepted steps, the first baseline before them; `most` points. null with fewer than two steps. */
export function lineageChart({ start, steps, unit }: Lineage, most: number): string | null {
  if (steps.length < 2 || most < 2) return null;
  const rates = thinned([start, ...steps.map(({ rate }) => rate)], most);
  const [low, high] = [Math.min(...rates), Math.max(...rates)];
  const air = Math.max(1, 0.1 * (high - low));
  const hundred = unit === 'reference' ? 'the reference encoder' : 'the first baseline';
  return xyChart({
    title: `Rate in percent of ${hundred}`,
    xAxis: { title: 'accepted steps', from: 0, to: steps.length },
    yAxis: {
      title: 'percent',
      from: Math.max(0, Math.floor(low - air)),
      to: Math.ceil(high + air),
    },
    bars: null,
    line: rates,
    digits: 2,
  });
}

/** Trials and failures of the last weeks that had any; null with fewer than two. */
export function weekChart(weeks: readonly WeekTally[]): string | null {
  const shown = weeks.slice(-mostWeeks);
  if (shown.length < 2) return null;
  const judged = shown.map(({ trials, byStatus }) => trials - byStatus.error);
  return xyChart({
    title: 'By week: bars all verdicts, line failed candidates',
    xAxis: shown.map(({ week }) => week.slice(2)),
    yAxis: { title: 'trials', from: 0, to: Math.max(1, ...judged) },
    bars: judged,
    line: shown.map(({ byStatus }) => byStatus.failed),
    digits: 0,
  });
}

/** Evenly spaced ones of many, the first and the last among them. */
export function thinned(values: readonly number[], most: number): readonly number[] {
  if (values.length <= most) return values;
  const stride = (values.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, i) => values[Math.round(i * stride)] as number);
}
