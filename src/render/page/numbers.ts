/** The figures of the page that are counted over trials: verdicts, failures, milestones, arms. */

import { type FailureCategory, type Severity, severities } from '../../domain/analysis.ts';
import { compareArms } from '../../domain/arms.ts';
import { countTrials, type RepeatedFailure } from '../../domain/statistics.ts';
import { count, grouped } from '../../domain/text/wording.ts';
import type { Trial } from '../../domain/trial/trial.ts';
import { type Html, html } from './html.ts';
import { icon } from './icons.ts';
import { bestAgainstReference, type Lineage, milestones } from './lineage.ts';
import { share } from './wording.ts';

const mostRepeated = 6;

/** One bar of all verdicts, and what each part of it is. */
export function verdictBar(trials: readonly Trial[]): Html {
  const { byStatus } = countTrials(trials);
  const parts = byStatus.filter((part) => part.count > 0);
  let from = 0;
  const pieces = parts.map(({ status, count: number }) => {
    const width = (100 * number) / trials.length;
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

interface FailureRow {
  readonly category: FailureCategory;
  readonly count: number;
  readonly parts: readonly { readonly severity: Severity; readonly count: number }[];
}

/** Why candidates were not accepted, the most frequent first; a name filters the trials. */
export function failureTable(trials: readonly Trial[]): Html {
  const rows = failureRows(trials);
  if (rows.length === 0) return html`<p class="note">Nothing has failed yet.</p>`;
  const most = Math.max(...rows.map((row) => row.count));
  return html`<table class="bars failures"><thead class="unseen"><tr><th scope="col">category</th><th scope="col">severities, as a bar</th><th scope="col">severities</th><th scope="col">trials</th></tr></thead><tbody>${rows.map(
    (row) =>
      html`<tr><th scope="row"><button type="button" data-filter="category" data-value="${row.category}">${icon(row.category)}${row.category}</button></th><td class="picture">${stack(row, most)}</td><td class="soft words">${row.parts.map((part) => `${grouped(part.count)} ${part.severity}`).join(', ')}</td><td class="number">${grouped(row.count)}</td></tr>`,
  )}</tbody></table>`;
}

function failureRows(trials: readonly Trial[]): readonly FailureRow[] {
  return countTrials(trials)
    .byCategory.map(({ category, count: number }) => ({
      category,
      count: number,
      parts: severities
        .map((severity) => ({ severity, count: countOf(trials, category, severity) }))
        .filter((part) => part.count > 0),
    }))
    .toSorted((a, b) => b.count - a.count);
}

function countOf(trials: readonly Trial[], category: FailureCategory, severity: Severity): number {
  return trials.filter(
    ({ analysis }) => analysis?.failure_category === category && analysis.severity === severity,
  ).length;
}

function stack({ parts }: FailureRow, most: number): Html {
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
export function repeatedFailures(trials: readonly Trial[]): Html | null {
  const { repeated } = countTrials(trials);
  if (repeated.length === 0) return null;
  return html`<div class="card"><h3>The same failure again</h3><ul class="repeated">${repeated
    .slice(0, mostRepeated)
    .map((each) => repeatedItem(each))}</ul></div>`;
}

function repeatedItem({ category, fingerprint, count: number, first, newest }: RepeatedFailure) {
  const since = first === null ? '' : `, since #${first}`;
  const last = newest === null || newest === first ? '' : `, last in #${newest}`;
  return html`<li><button type="button" data-filter="search" data-value="${fingerprint}">${icon(category)}${category}</button> <span>${grouped(number)} times${since}${last}</span></li>`;
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
<ul class="milestones">${milestones.map((mark) => html`<li>${milestoneWords(lineage, mark)}</li>`)}</ul>`;
}

function milestoneWords({ steps }: Lineage, less: number): Html {
  const first = steps.find(({ rate }) => rate <= 100 - less);
  if (first === undefined) return html`<span>${less} % less</span> <span>not yet</span>`;
  const number = first.trial.candidate.pull_request;
  const words = number === null ? 'reached' : `reached by #${number}`;
  return html`<b>${less} % less</b> <b>${words}</b>`;
}

/** Who writes candidates, compared. */
export function armTable(trials: readonly Trial[]): Html | null {
  const arms = compareArms(trials);
  if (arms.length === 0) return null;
  const titles = ['candidates', 'accepted', 'gain', 'gain a candidate', 'cost', 'gain a dollar'];
  const rows = arms.map((arm) => [
    grouped(arm.candidates),
    grouped(arm.accepted),
    share(arm.gain_percent),
    `${arm.gain_per_candidate_percent.toFixed(2)}\u00a0%`,
    `$${arm.usd.toFixed(2)}`,
    arm.gain_per_usd_percent === null ? '–' : `${arm.gain_per_usd_percent.toFixed(2)}\u00a0%`,
  ]);
  return html`<div class="card"><h3>Who writes candidates</h3><div class="scroll" tabindex="0" role="region" aria-label="Who writes candidates"><table class="plain"><thead><tr><th scope="col">by</th>${titles.map((title) => html`<th scope="col" class="number">${title}</th>`)}</tr></thead><tbody>${arms.map(
    ({ author }, i) =>
      html`<tr><th scope="row">${author}</th>${(rows[i] ?? []).map((cell) => html`<td class="number">${cell}</td>`)}</tr>`,
  )}</tbody></table></div>${
    arms.length > 1
      ? html`<p class="note">Mutations cost nothing and know nothing: they are the yardstick. Steps on a better baseline are harder.</p>`
      : null
  }</div>`;
}

/** `12 trials, 4 accepted (33.3 %)`. */
export function countWords(trials: readonly Trial[]): string {
  const { acceptance, byStatus } = countTrials(trials);
  const accepted = byStatus.find(({ status }) => status === 'accepted')?.count ?? 0;
  const rate = acceptance === null ? '' : ` (${share(100 * acceptance)})`;
  return `${count(trials.length, 'trial')}, ${accepted} accepted${rate}`;
}

function rounded(value: number): number {
  return Math.round(100 * value) / 100;
}
