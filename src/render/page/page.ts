/** The report as one self-contained page: no request leaves it, and what was read stays text. */

import { failureCategories, severities } from '../../domain/analysis.ts';
import type { BenchmarkHistory } from '../../domain/benchmark-history.ts';
import { settleTrials } from '../../domain/statistics/records.ts';
import { type Waiting, waitingOf } from '../../domain/statistics/waiting.ts';
import { countTrials, type Statistics } from '../../domain/statistics.ts';
import { grouped } from '../../domain/text/wording.ts';
import { statuses, type Trial } from '../../domain/trial/trial.ts';
import { oneLine } from '../sanitize.ts';
import { benchmarkSection } from './benchmark-section.ts';
import { type Html, hashSource, html, jsonHtml, ownHtml } from './html.ts';
import { iconSheet, markAddress, markIcon } from './icons.ts';
import {
  armTable,
  costTable,
  countWords,
  failureTable,
  repeatedFailures,
  tilesOf,
  verdictBar,
} from './numbers.ts';
import pageStyle from './page.css';
import pageScript from './page.guest.js';
import { evidenceLimit, orders, viewTrial } from './trial-view.ts';
import { weekFigure } from './weeks.ts';

/** More trials than these are counted, but not listed. */
const mostListed = 5_000;

/**
 * The whole file. `pullRequests` is the address that numbers of pull requests are appended to, or null
 * when they have none: then nothing links anywhere.
 */
export function renderPage(
  benchmarks: readonly BenchmarkHistory[],
  pullRequests: string | null,
): string {
  const ordered = benchmarks.map((each) => ({ ...each, trials: settleTrials(each.trials) }));
  const all = settleTrials(ordered.flatMap(({ trials }) => trials));
  const counted = countTrials(all);
  const waiting = waitingOf(benchmarks.flatMap(({ answers }) => answers));
  const listed = all.slice(-mostListed);
  const objectives = new Map(
    benchmarks.map(({ benchmark }) => [benchmark.name, benchmark.objective]),
  );
  const places = new Map(listed.map((trial, i) => [trial, i]));
  const limit = evidenceLimit(listed.length);
  const data = {
    pullRequests: pullRequests !== null && /^https?:\/\//.test(pullRequests) ? pullRequests : null,
    orders,
    trials: listed.map((trial) =>
      viewTrial(trial, objectives.get(trial.benchmark.name) ?? 'lossless', limit),
    ),
  };
  const body = html`${iconSheet()}
<header class="page-head">${markIcon()}<div><h1>Codec Crucible</h1><p class="soft">${countWords(counted)}${newestWords(all)}</p></div></header>
<main>
${ordered.map((each, i) =>
  benchmarkSection(each, (trial) => places.get(trial) ?? -1, `benchmark-${i + 1}`),
)}
${all.length === 0 ? null : numbersSection(all, counted, waiting)}
${trialSection(listed, all.length - listed.length)}
</main>
<footer class="soft">Made by Codec Crucible from the pull requests. This page asks nothing of any server.</footer>
<dialog id="analysis" aria-labelledby="analysis-title"><div class="window"></div></dialog>
<script type="application/json" id="data">${jsonHtml(data)}</script>
<script>${ownHtml(pageScript)}</script>`;
  return documentOf(body, titleOf(ordered));
}

function documentOf(body: Html, title: string): string {
  const policy = [
    "default-src 'none'",
    `style-src ${hashSource(pageStyle)}`,
    `script-src ${hashSource(pageScript)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<link rel="icon" href="${markAddress()}">
<style>${ownHtml(pageStyle)}</style>
</head>
<body>
${body}
</body>
</html>
`.html;
}

function titleOf(benchmarks: readonly BenchmarkHistory[]): string {
  const names = benchmarks.map(({ benchmark }) => oneLine(benchmark.name, 100)).join(', ');
  return `Codec Crucible: ${names}`;
}

function newestWords(trials: readonly Trial[]): string {
  const newest = trials.at(-1)?.timestamp_iso ?? null;
  return newest === null ? '.' : `, the newest of ${newest.slice(0, 10)}.`;
}

function numbersSection(
  trials: readonly Trial[],
  counted: Statistics,
  waiting: Waiting | null,
): Html {
  return html`<section aria-labelledby="numbers"><div class="head"><h2 id="numbers">What became of them</h2></div>
${tilesOf(counted, waiting)}
${verdictBar(counted)}
${weekFigure(counted.weeks)}<div class="pair"><div class="card"><h3>Why they were not accepted</h3>${failureTable(counted)}</div>${repeatedFailures(counted)}</div>${costTable(counted)}${armTable(trials)}</section>`;
}

const columns = [
  ['order', '#'],
  ['title', 'Idea'],
  ['status', 'Verdict'],
  ['change', 'Rate'],
  ['bytes', 'Bytes'],
  ['severity', 'Severity'],
  ['category', 'Category'],
  ['author', 'By'],
  ['date', 'Date'],
] as const;

/** The table's frame; the page's script fills it from the data. */
function trialSection(trials: readonly Trial[], left: number): Html {
  const names = [...new Set(trials.map(({ benchmark }) => benchmark.name))];
  const present = (list: readonly string[], of: (trial: Trial) => string | undefined) =>
    list.filter((value) => trials.some((trial) => of(trial) === value));
  const byName = names.length > 1 ? select('benchmark', names) : null;
  return html`<section aria-labelledby="trials"><div class="head"><h2 id="trials">Trials</h2><p class="soft" id="count" role="status"></p></div>
<noscript><p class="note">The list of trials needs JavaScript, which runs from this file alone.</p></noscript>
<form class="filters" role="search" aria-label="Filter the trials">
<div class="search"><label for="by-search">Search</label><input id="by-search" type="search" name="search" autocomplete="off" spellcheck="false"></div>
${byName}${select(
  'status',
  present(statuses, ({ status }) => status),
)}${select(
  'category',
  present(failureCategories, ({ analysis }) => analysis?.failure_category),
)}${select(
  'severity',
  present(severities, ({ analysis }) => analysis?.severity),
)}
<div class="sorting"><label for="by-sort">Sort by</label><select id="by-sort" name="sort">${columns.map(([key, title]) => html`<option value="${key}">${key === 'order' ? 'newest' : title.toLowerCase()}</option>`)}</select></div>
<button type="button" id="clear">Clear</button>
</form>
<table class="trials"><thead><tr>${columns.map(
    ([key, title]) =>
      html`<th scope="col" class="${key}" data-key="${key}"><button type="button">${title}</button></th>`,
  )}</tr></thead><tbody></tbody></table>
<p class="more"><button type="button" id="more" hidden>Show more</button></p>
${left > 0 ? html`<p class="note">${grouped(left)} older trials are counted above and not listed.</p>` : null}</section>`;
}

function select(name: string, values: readonly string[]): Html {
  const title = name.replace(/^./, (letter) => letter.toUpperCase());
  return html`<div><label for="by-${name}">${title}</label><select id="by-${name}" name="${name}"><option value="">all</option>${values.map(
    (value) => html`<option value="${value}">${oneLine(value, 100)}</option>`,
  )}</select></div>`;
}
