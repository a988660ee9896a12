/** Verdicts and severities week by week: two small charts, and the same in words. */

import { type Severity, severities } from '../../domain/analysis.ts';
import type { WeekTally } from '../../domain/statistics/tally.ts';
import { count, grouped } from '../../domain/text/wording.ts';
import { type Status, statuses } from '../../domain/trial/trial.ts';
import { dollars } from '../quantity.ts';
import { type Html, html } from './html.ts';
import { linearScale } from './scale.ts';

interface Size {
  readonly width: number;
  readonly height: number;
  /** As many bars as have room for their labels. */
  readonly most: number;
}

/** Two drawings, since letters in a picture shrink with it: the style sheet shows one of them. */
const wide: Size = { width: 560, height: 200, most: 12 };
const narrow: Size = { width: 320, height: 180, most: 6 };
const margin = { left: 30, right: 4, top: 10, bottom: 40 };
/** Weeks in words. */
const mostRows = 52;

interface Bars {
  readonly title: string;
  /** Parts of a bar, from below, by the class that colours them. */
  readonly parts: readonly string[];
  readonly of: (week: WeekTally, part: string) => number;
  /** Below a bar's week. */
  readonly note: (week: WeekTally) => string;
}

const verdicts: Bars = {
  title: 'Verdicts by week',
  parts: statuses,
  of: ({ byStatus }, part) => byStatus[part as Status],
  note: ({ acceptance }) => shareOf(acceptance),
};

const failures: Bars = {
  title: 'Why not accepted, by week',
  parts: severities,
  of: ({ bySeverity }, part) => bySeverity[part as Severity],
  note: ({ byStatus }) => grouped(byStatus.failed),
};

/** null with fewer than two weeks: one has no course. */
export function weekFigure(weeks: readonly WeekTally[]): Html | null {
  if (weeks.length < 2) return null;
  return html`<div class="pair even">${card(weeks, verdicts, 'Below each week: the share that was accepted.')}${card(
    weeks,
    failures,
    'By severity. Below each week: how many did not work.',
  )}</div>${wordsOf(weeks)}`;
}

function card(weeks: readonly WeekTally[], bars: Bars, words: string): Html {
  const about = `${bars.title}: ${count(weeks.length, 'week')} with trials, the numbers are in the table below.`;
  const drawings = [wide, narrow].map(
    (size) =>
      html`<svg class="chart ${size === wide ? 'wide' : 'narrow'}" viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="${about}">${drawing(weeks, bars, size)}</svg>`,
  );
  const shown = bars.parts.filter((part) => weeks.some((week) => bars.of(week, part) > 0));
  const key = shown.map((part) => html`<li><i class="${part}"></i>${part}</li>`);
  return html`<figure class="card weeks"><figcaption><h3>${bars.title}</h3><p class="soft">${words}</p><ul class="key">${key}</ul></figcaption>${drawings}</figure>`;
}

function drawing(weeks: readonly WeekTally[], bars: Bars, { width, height, most }: Size): Html {
  const shown = weeks.slice(-most);
  const heights = shown.map((week) => sumOf(week, bars));
  const bottom = height - margin.bottom;
  const y = linearScale([0, Math.max(1, ...heights)], [bottom, margin.top], 4);
  // Few weeks make no fat bars.
  const room = (width - margin.left - margin.right) / Math.max(most / 2, shown.length);
  const ticks = y.ticks.filter((tick) => Number.isInteger(tick));
  const grid = ticks.map(
    (tick) =>
      html`<line class="grid" x1="${margin.left}" x2="${width - margin.right}" y1="${y.at(tick)}" y2="${y.at(tick)}"/><text class="tick" x="${margin.left - 6}" y="${y.at(tick) + 4}" text-anchor="end">${grouped(tick)}</text>`,
  );
  const columns = shown.map((week, i) => {
    const left = margin.left + i * room;
    let from = 0;
    const pieces = bars.parts.map((part) => {
      const value = bars.of(week, part);
      if (value === 0) return html``;
      const [top, base] = [y.at(from + value), y.at(from)];
      from += value;
      return html`<rect class="${part}" x="${rounded(left + room * 0.15)}" width="${rounded(room * 0.7)}" y="${top}" height="${rounded(base - top)}"/>`;
    });
    const middle = rounded(left + room / 2);
    return html`${pieces}<text class="tick" x="${middle}" y="${bottom + 16}" text-anchor="middle">${nameOf(shown, i)}</text><text class="tick note" x="${middle}" y="${bottom + 31}" text-anchor="middle">${bars.note(week)}</text>`;
  });
  return html`${grid}${columns}`;
}

/** `W42`; with its year where that begins. */
function nameOf(weeks: readonly WeekTally[], index: number): string {
  const [name = '', before = ''] = [weeks[index]?.week, weeks[index - 1]?.week];
  return name.slice(0, 4) === before.slice(0, 4) ? name.slice(5) : name.slice(2);
}

function sumOf(week: WeekTally, { parts, of }: Bars): number {
  return parts.reduce((sum, part) => sum + of(week, part), 0);
}

const titles = ['trials', ...statuses, 'share accepted', ...severities, 'cost'];

function wordsOf(weeks: readonly WeekTally[]): Html {
  const shown = weeks.slice(-mostRows).toReversed();
  const left = weeks.length - shown.length;
  const rows = shown.map((week) => {
    const cells = [
      grouped(week.trials),
      ...statuses.map((status) => grouped(week.byStatus[status])),
      shareOf(week.acceptance),
      ...severities.map((severity) => grouped(week.bySeverity[severity])),
      dollars(week.usd),
    ];
    return html`<tr><th scope="row">${week.week}</th>${cells.map((cell) => html`<td class="number">${cell}</td>`)}</tr>`;
  });
  const head = titles.map((title) => html`<th scope="col" class="number">${title}</th>`);
  return html`<details class="steps"><summary>Week by week, in numbers</summary><div class="scroll" tabindex="0" role="region" aria-label="Week by week"><table class="plain"><thead><tr><th scope="col">week</th>${head}</tr></thead><tbody>${rows}</tbody></table></div>${left > 0 ? html`<p class="note">And ${count(left, 'week')} before.</p>` : null}</details>`;
}

function shareOf(acceptance: number | null): string {
  return acceptance === null ? '–' : `${Math.round(100 * acceptance)}\u00a0%`;
}

function rounded(value: number): number {
  return Math.round(10 * value) / 10;
}
