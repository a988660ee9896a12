/** How one benchmark stands: its baseline, the lineage, the newest step, the milestones. */

import type { Benchmark } from '../../domain/benchmark.ts';
import { type BenchmarkHistory, originOf } from '../../domain/benchmark-history.ts';
import { shortDigest } from '../../domain/digest.ts';
import { bestAgainstReference, type Lineage, lineageOf, type Step } from '../../domain/lineage.ts';
import { tallyOf } from '../../domain/statistics/tally.ts';
import { count, grouped } from '../../domain/text/wording.ts';
import type { Trial } from '../../domain/trial/trial.ts';
import { oneLine } from '../sanitize.ts';
import { clipCharts, type Pair } from './clip-charts.ts';
import { type Html, html } from './html.ts';
import { lineageChart } from './lineage-chart.ts';
import { milestoneBar, tiles } from './numbers.ts';
import { share, shortened, shortReference, signed } from './wording.ts';

/** Of settled trials; `indexOf` is where the page's script finds one, `id` is the heading's. */
export function benchmarkSection(
  history: BenchmarkHistory,
  indexOf: (trial: Trial) => number,
  id: string,
): Html {
  const { benchmark, baselineDigest, trials } = history;
  const lineage = lineageOf(benchmark, trials);
  const reference =
    lineage?.unit === 'reference'
      ? shortReference(benchmark.reference_encoder)
      : 'the first baseline';
  const name = oneLine(benchmark.name, 100);
  return html`<section class="benchmark" aria-labelledby="${id}">
<div class="head"><h2 id="${id}">${name}</h2><p class="soft">${oneLine(benchmark.description, 300)}</p></div>
${progressTiles(lineage, reference, trials)}
<p class="origin soft">Baseline <code>${shortDigest(baselineDigest)}</code>${originWords(history)}. ${lineage?.unit === 'reference' ? `Reference: ${oneLine(benchmark.reference_encoder, 100)}.` : null}</p>
${lineage === null ? html`<p class="note">Nothing was measured yet.</p>` : lineageFigure(lineage, reference, indexOf)}
<div class="pair ${benchmark.objective}">${newestStep(benchmark, trials)}${milestoneCard(lineage, reference)}</div>
</section>`;
}

function originWords(history: BenchmarkHistory): string {
  const number = originOf(history);
  return number === null ? ', committed by hand' : `, merged with #${number}`;
}

function progressTiles(lineage: Lineage | null, reference: string, trials: readonly Trial[]): Html {
  const best = bestAgainstReference(lineage);
  const { acceptance, byStatus } = tallyOf(trials);
  const last = lineage?.steps.at(-1);
  const inAll = last && lineage ? 100 * (last.rate / lineage.start - 1) : null;
  const change = last?.trial.comparison?.rate_change_percent ?? null;
  const entries = [
    inAll !== null && { figure: signedShare(inAll), words: 'rate since the first baseline' },
    best !== null && { figure: signedShare(best), words: `rate against ${reference}` },
    change !== null && { figure: signedShare(change), words: 'by the newest step' },
    { figure: grouped(trials.length), words: trials.length === 1 ? 'trial' : 'trials' },
    { figure: grouped(byStatus.accepted), words: 'accepted' },
    acceptance !== null && { figure: share(100 * acceptance), words: 'acceptance' },
  ].filter((entry) => entry !== false);
  return tiles(entries);
}

function signedShare(percent: number): string {
  const shown = share(percent);
  if (Number.parseFloat(shown) === 0) return shown;
  return `${percent < 0 ? '−' : '+'}${shown}`;
}

function lineageFigure(
  lineage: Lineage,
  reference: string,
  indexOf: (trial: Trial) => number,
): Html {
  const { steps } = lineage;
  const list = html`<details class="steps"><summary>${steps.length === 1 ? 'The accepted step' : `The ${grouped(steps.length)} accepted steps`}, in words</summary><ol>${steps.map(
    (step) => stepItem(step, indexOf),
  )}</ol></details>`;
  return html`<figure class="lineage"><figcaption><h3>Lineage</h3><p class="soft">Rate in percent of ${reference}; lower is better.</p><ul class="key"><li><i class="step"></i>accepted</li><li><i class="tried"></i>works, not accepted</li><li><i class="broken"></i>no rate</li></ul></figcaption>${lineageChart(lineage, reference)}${steps.length === 0 ? null : list}${otherwiseWords(lineage)}</figure>`;
}

function otherwiseWords({ otherwise }: Lineage): Html | null {
  if (otherwise === 0) return null;
  return html`<p class="note">${count(otherwise, 'earlier step')} measured in another way, without a place on this axis.</p>`;
}

function stepItem({ trial, rate }: Step, indexOf: (trial: Trial) => number): Html {
  const { candidate, comparison } = trial;
  const number = candidate.pull_request === null ? '' : `#${candidate.pull_request} `;
  return html`<li><button type="button" data-open="${indexOf(trial)}">${number}${shortened(candidate.title, 120)}</button> <span class="soft">${comparison ? signed(comparison.rate_change_percent) : ''}, to ${share(rate)}</span></li>`;
}

/** Of the newest accepted trial that was measured as the benchmark is measured now. */
function newestStep(benchmark: Benchmark, trials: readonly Trial[]): Html | null {
  const measured = trials.filter((trial) => isWhole(benchmark, trial));
  const newest = measured.findLast(({ status }) => status === 'accepted');
  if (newest?.evaluation == null) return null;
  const baseline = measured.findLast(
    ({ candidate }) => candidate.source_digest === newest.baseline.source_digest,
  );
  const pair: Pair = { candidate: newest.evaluation, baseline: baseline?.evaluation ?? null };
  const number = newest.candidate.pull_request;
  const title =
    benchmark.objective === 'lossless' ? 'Bytes per clip' : 'Rate and distortion, clip by clip';
  const axes =
    benchmark.objective === 'lossless'
      ? null
      : html` PSNR-YUV in dB over bytes; rates are compared within the band.`;
  return html`<figure class="card newest"><figcaption><h3>${title}</h3><p class="soft">The newest step${number === null ? '' : `, #${number}`}: ${shortened(newest.candidate.title, 90)}.${axes}</p><ul class="key"><li><i class="candidate"></i>this step</li>${pair.baseline ? html`<li><i class="baseline"></i>before it</li>` : null}<li><i class="reference"></i>${shortReference(benchmark.reference_encoder)}</li></ul></figcaption>${clipCharts(benchmark, pair)}</figure>`;
}

function isWhole({ measurement_digest, clips, ladder }: Benchmark, trial: Trial): boolean {
  return (
    trial.benchmark.measurement_digest === measurement_digest &&
    trial.evaluation?.complete === true &&
    trial.evaluation.cases.length === clips.length * ladder.length
  );
}

function milestoneCard(lineage: Lineage | null, reference: string): Html | null {
  const bar = milestoneBar(lineage, reference);
  return bar === null ? null : html`<div class="card aim">${bar}</div>`;
}
