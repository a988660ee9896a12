/** The figures of the page that are counted over trials: verdicts, failures, milestones, arms. */

import { areRivals, compareArms } from '../../domain/arms.ts';
import { shortDigest } from '../../domain/digest.ts';
import {
  bestAgainstReference,
  type Lineage,
  type Milestone,
  milestones,
  milestonesOf,
} from '../../domain/lineage.ts';
import type { Series } from '../../domain/statistics/gain.ts';
import type { RepeatedFailure } from '../../domain/statistics/repeated.ts';
import type { Waiting } from '../../domain/statistics/waiting.ts';
import type { CategoryCount, Statistics } from '../../domain/statistics.ts';
import { count, grouped } from '../../domain/text/wording.ts';
import type { Trial } from '../../domain/trial/trial.ts';
import { costWords, dateOf, dollars, dollarsOrNone, duration } from '../quantity.ts';
import { oneLine } from '../sanitize.ts';
import { type Html, html } from './html.ts';
import { icon } from './icons.ts';
import { share, shortened } from './wording.ts';

const mostRepeated = 6;
const longestCause = 120;
const mostRows = 40;

/** One bar of all verdicts, and what each part of it is. */
export function verdictBar({ byStatus, trials }: Statistics): Html {
  const parts = byStatus.filter((part) => part.count > 0);
  let from = 0;
  const pieces = parts.map(({ status, count: number }) => {
    const width = (100 * number) / trials;
    const piece = html`<rect class="${status}" x="${rounded(from)}" width="${rounded(width)}" height="1"/>`;
    from += width;
    return piece;
  });
  return html`<svg class="bar tall" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">${pieces}</svg>
<ul class="legend">${parts.map(
    ({ status, count: number }) =>
      html`<li><button type="button" data-filter="status" data-value="${status}"><span class="status ${status}">${status}</span> <b>${grouped(number)}</b></button></li>`,
  )}</ul>`;
}

/** Why candidates were not accepted, the most frequent first; a name filters the trials. */
export function failureTable({ byCategory }: Statistics): Html {
  const rows = byCategory.toSorted((a, b) => b.count - a.count);
  if (rows.length === 0) return html`<p class="note">Nothing has failed yet.</p>`;
  const most = Math.max(...rows.map((row) => row.count));
  return html`<table class="bars failures"><thead class="unseen"><tr><th scope="col">category</th><th scope="col">severities, as a bar</th><th scope="col">severities</th><th scope="col">trials</th></tr></thead><tbody>${rows.map(
    (row) =>
      html`<tr><th scope="row"><button type="button" data-filter="category" data-value="${row.category}">${icon(row.category)}${row.category}</button></th><td class="picture">${stack(row, most)}</td><td class="soft words">${row.severities.map((part) => `${grouped(part.count)} ${part.severity}`).join(', ')}</td><td class="number">${grouped(row.count)}</td></tr>`,
  )}</tbody></table>`;
}

function stack({ severities: parts }: CategoryCount, most: number): Html {
  let from = 0;
  const pieces = parts.map((part) => {
    const width = (100 * part.count) / most;
    const piece = html`<rect class="${part.severity}" x="${rounded(from)}" width="${rounded(width)}" height="1"/>`;
    from += width;
    return piece;
  });
  return html`<svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">${pieces}</svg>`;
}

/** Failures that keep coming; a fingerprint filters the trials. */
export function repeatedFailures({ repeated }: Statistics): Html | null {
  if (repeated.length === 0) return null;
  return html`<div class="card"><h3>The same failure again</h3><ul class="repeated">${repeated
    .slice(0, mostRepeated)
    .map((each) => repeatedItem(each))}</ul></div>`;
}

function repeatedItem({ category, fingerprint, count: number, ...rest }: RepeatedFailure): Html {
  const { first, newest, cause } = rest;
  const since = first === null ? '' : ` since #${first}`;
  const last = newest === null || newest === first ? '' : `, last in #${newest}`;
  return html`<li><button type="button" data-filter="search" data-value="${fingerprint}">${icon(category)}${category}</button> <span>seen ${grouped(number)} times${since}${last}</span><p class="soft">${shortened(cause, longestCause)}</p></li>`;
}

/** How far the best accepted candidate is on the way to each milestone. */
export function milestoneBar(lineage: Lineage | null, reference: string): Html | null {
  const best = bestAgainstReference(lineage);
  if (lineage === null || best === null) return null;
  const less = Math.max(0, -best);
  const ticks = milestones.map(
    (mark) => html`<rect class="tick" x="${mark - 0.2}" width="0.4" height="1"/>`,
  );
  return html`<h3>Milestones</h3><p class="figure">${share(best)} <span>${best < 0 ? 'less' : 'more'} than ${reference}</span></p>
<svg class="bar tall" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="1"/><rect class="candidate" width="${rounded(less)}" height="1"/>${ticks}</svg>
<ul class="milestones">${milestonesOf(lineage).map((mark) => html`<li>${milestoneWords(mark)}</li>`)}</ul>`;
}

function milestoneWords({ less_percent: less, reached }: Milestone): Html {
  if (reached === null) return html`<span>${less} % less</span> <span>not yet</span>`;
  const number = reached.candidate.pull_request;
  const words = number === null ? 'reached' : `reached by #${number}`;
  const date = reached.timestamp === null ? null : html` <span>${dateOf(reached.timestamp)}</span>`;
  return html`<b>${less} % less</b> <b>${words}${date}</b>`;
}

/** Who writes candidates, compared. */
export function armTable(trials: readonly Trial[]): Html | null {
  const arms = compareArms(trials);
  if (arms.length === 0) return null;
  const titles = ['candidates', 'accepted', 'gain', 'gain a candidate', 'cost', 'gain a dollar'];
  const rows = arms.slice(0, mostRows).map((arm) => ({
    names: [arm.author, seriesName(arm)],
    cells: [
      grouped(arm.candidates),
      grouped(arm.accepted),
      share(arm.gain_percent),
      `${arm.gain_per_candidate_percent.toFixed(2)}\u00a0%`,
      dollars(arm.usd),
      arm.gain_per_usd_percent === null ? '–' : `${arm.gain_per_usd_percent.toFixed(2)}\u00a0%`,
    ],
  }));
  const note = areRivals(arms)
    ? html`<p class="note">Mutations cost nothing and know nothing: they are the yardstick. Steps on a better baseline are harder.</p>`
    : null;
  return numberCard({
    title: 'Who writes candidates',
    names: ['by', 'benchmark'],
    titles,
    rows,
    note,
  });
}

/** What was gained and what it cost, benchmark by benchmark. */
export function costTable({ gains, cost }: Statistics): Html | null {
  if (gains.length === 0) return null;
  const titles = [
    'candidates',
    'accepted',
    'gain',
    'cost',
    'a candidate',
    'an accepted one',
    'a percent',
  ];
  const rows = gains.slice(0, mostRows).map((gain) => ({
    names: [seriesName(gain)],
    cells: [
      grouped(gain.candidates),
      grouped(gain.accepted),
      share(gain.gain_percent),
      dollars(gain.usd),
      dollarsOrNone(gain.usd_per_candidate),
      dollarsOrNone(gain.usd_per_accepted),
      dollarsOrNone(gain.usd_per_percent),
    ],
  }));
  const note = html`<p class="note">In all: ${costWords(cost)}. Gains of two benchmarks are never added.</p>`;
  return numberCard({ title: 'What it costs', names: ['benchmark'], titles, rows, note });
}

interface NumberCard {
  readonly title: string;
  /** Columns of words, before those of numbers. */
  readonly names: readonly string[];
  readonly titles: readonly string[];
  readonly rows: readonly {
    readonly names: readonly string[];
    readonly cells: readonly string[];
  }[];
  readonly note: Html | null;
}

function numberCard({ title, names, titles, rows, note }: NumberCard): Html {
  const head = [
    ...names.map((name) => html`<th scope="col">${name}</th>`),
    ...titles.map((name) => html`<th scope="col" class="number">${name}</th>`),
  ];
  const body = rows.map(({ names: words, cells }) => {
    const [first = '', ...others] = words;
    const rest = others.map((word) => html`<td>${word}</td>`);
    return html`<tr><th scope="row">${first}</th>${rest}${cells.map((cell) => html`<td class="number">${cell}</td>`)}</tr>`;
  });
  return html`<div class="card"><h3>${title}</h3><div class="scroll" tabindex="0" role="region" aria-label="${title}"><table class="plain"><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>${note}</div>`;
}

function seriesName({ benchmark, measurement_digest: digest, current }: Series): string {
  const name = oneLine(benchmark, 60);
  return current ? name : `${name} as of ${shortDigest(digest)}`;
}

/** What all trials have in common: acceptance, waiting, money, the bot's own errors. */
export function tilesOf(counted: Statistics, waiting: Waiting | null): Html {
  const { acceptance, cost, errors, usd_per_accepted: each } = counted;
  const entries = [
    acceptance !== null && { figure: share(100 * acceptance), words: 'accepted, of all verdicts' },
    waiting !== null && {
      figure: duration(waiting.median_seconds),
      words: 'to the first verdict, in the middle',
    },
    waiting !== null && {
      figure: duration(waiting.p90_seconds),
      words: 'at most, for nine of ten',
    },
    cost.usd > 0 && { figure: dollars(cost.usd), words: 'spent in all' },
    cost.usd > 0 && each !== null && { figure: dollars(each), words: 'for each accepted one' },
    errors.count > 0 && { figure: grouped(errors.count), words: "ended in the bot's own error" },
  ].filter((entry) => entry !== false);
  return tiles(entries);
}

/** Large figures in a row, each over its words. */
export function tiles(
  entries: readonly { readonly figure: string; readonly words: string }[],
): Html {
  return html`<dl class="tiles">${entries.map(
    ({ figure, words }) => html`<div><dt>${words}</dt><dd>${figure}</dd></div>`,
  )}</dl>`;
}

/** `12 trials, 4 accepted (33.3 %)`. */
export function countWords({ acceptance, byStatus, trials }: Statistics): string {
  const accepted = byStatus.find(({ status }) => status === 'accepted')?.count ?? 0;
  const rate = acceptance === null ? '' : ` (${share(100 * acceptance)})`;
  return `${count(trials, 'trial')}, ${accepted} accepted${rate}`;
}

function rounded(value: number): number {
  return Math.round(100 * value) / 100;
}
