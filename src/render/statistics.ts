/** The figures so far as Markdown, in blocks: `/stats` shows them in short, the dashboard in full. */

import { type Arm, areRivals, compareArms } from '../domain/arms.ts';
import type { BenchmarkHistory } from '../domain/benchmark-history.ts';
import { shortDigest } from '../domain/digest.ts';
import { acceptedLineage } from '../domain/lineage.ts';
import type { Series } from '../domain/statistics/gain.ts';
import type { RepeatedFailure } from '../domain/statistics/repeated.ts';
import type { WeekTally } from '../domain/statistics/tally.ts';
import { type Waiting, waitingOf } from '../domain/statistics/waiting.ts';
import { countTrials, type SeverityCount, type Statistics } from '../domain/statistics.ts';
import { count, grouped } from '../domain/text/wording.ts';
import { categoryIcons, severityBadges } from './badge.ts';
import { type Column, codeSpan, inlineText, joinBlocks, table } from './markdown.ts';
import { bestWords, milestoneWords } from './milestones.ts';
import { costWords, dollars, dollarsOrNone, duration } from './quantity.ts';

/** What `/stats` shows of lists that grow. */
const brief = { benchmarks: 10, repeated: 5, weeks: 4, rows: 12 } as const;
const longestName = 60;
const longestCause = 160;

/** The answer to `/stats`. */
export function renderStatistics(histories: readonly BenchmarkHistory[]): string {
  const trials = histories.flatMap((history) => history.trials);
  if (trials.length === 0) return 'No trials yet.';
  const counted = countTrials(trials);
  const waiting = waitingOf(histories.flatMap(({ answers }) => answers));
  return joinBlocks([
    headline(counted, waiting),
    statusTable(counted),
    histories.slice(0, brief.benchmarks).flatMap(progressLine).join('\n'),
    gainTable(counted, brief.rows),
    categoryTable(counted),
    repeatedBlock(counted.repeated, brief.repeated),
    errorLine(counted),
    counted.weeks.length < 2 ? null : weekTable(counted.weeks.slice(-brief.weeks)),
    armBlock(compareArms(trials), brief.rows),
    `Cost: ${costWords(counted.cost)}`,
  ]);
}

/** "12 trials, 33.3 % accepted; ..." in bold, with what a reader asks first. */
export function headline(counted: Statistics, waiting: Waiting | null): string {
  const accepted =
    counted.acceptance === null ? '' : `, ${(100 * counted.acceptance).toFixed(1)} % accepted`;
  const gain =
    counted.usd_per_accepted === null || counted.cost.usd === 0
      ? []
      : [`${dollars(counted.usd_per_accepted)} for each accepted one`];
  const waited = waiting === null ? [] : [waitingWords(waiting)];
  return `${[`**${count(counted.trials, 'trial')}${accepted}**`, ...gain, ...waited].join(' · ')}.`;
}

function waitingWords({ median_seconds: median, p90_seconds: most }: Waiting): string {
  return `first verdict after ${duration(median)} (median), ${duration(most)} at most for nine of ten`;
}

export function statusTable({ byStatus }: Statistics): string {
  return table(
    byStatus.map(({ status }) => right(status)),
    [byStatus.map((each) => grouped(each.count))],
  );
}

function progressLine({ benchmark, trials }: BenchmarkHistory): string[] {
  const lineage = acceptedLineage(benchmark, trials);
  const [best, milestones] = [bestWords(lineage), milestoneWords(lineage)];
  if (best === null || milestones === null) return [];
  const reference = inlineText(benchmark.reference_encoder, longestName);
  const name = inlineText(benchmark.name, longestName);
  return [`- ${name}: ${best} than ${reference}; milestones: ${milestones}.`];
}

/** What each benchmark gained and cost: gains of two are never added. */
export function gainTable({ gains }: Statistics, most: number): string | null {
  if (gains.length === 0) return null;
  const titles = [
    'candidates',
    'accepted',
    'gain',
    'cost',
    'per candidate',
    'per accepted',
    'per percent',
  ];
  return table(
    [left('benchmark'), ...titles.map(right)],
    gains
      .slice(0, most)
      .map((gain) => [
        seriesName(gain),
        grouped(gain.candidates),
        grouped(gain.accepted),
        `${gain.gain_percent.toFixed(3)} %`,
        dollars(gain.usd),
        dollarsOrNone(gain.usd_per_candidate),
        dollarsOrNone(gain.usd_per_accepted),
        dollarsOrNone(gain.usd_per_percent),
      ]),
  );
}

export function categoryTable({ byCategory }: Statistics): string | null {
  if (byCategory.length === 0) return null;
  return table(
    [left('why not accepted'), right('trials'), left('severity')],
    byCategory
      .toSorted((a, b) => b.count - a.count)
      .map(({ category, count: number, severities }) => [
        `${categoryIcons[category]} ${category}`,
        grouped(number),
        severityWords(severities),
      ]),
  );
}

function severityWords(severities: readonly SeverityCount[]): string {
  return severities
    .map(
      ({ severity, count: number }) =>
        `${severityBadges[severity].dot} ${grouped(number)} ${severity}`,
    )
    .join(', ');
}

/** Verdicts and severities by week. */
export function weekTable(weeks: readonly WeekTally[]): string {
  const titles = ['trials', 'accepted', 'share', 'rejected', 'held', 'failed', 'errors'];
  const severities = ['critical', 'high', 'medium', 'low'] as const;
  const dots = severities.map((severity) => severityBadges[severity].dot);
  return table(
    [left('week'), ...[...titles, ...dots, 'cost'].map(right)],
    weeks.map(({ week, trials, byStatus, bySeverity, acceptance, usd }) => [
      week,
      grouped(trials),
      grouped(byStatus.accepted),
      acceptance === null ? '–' : `${Math.round(100 * acceptance)} %`,
      ...[byStatus.rejected, byStatus.held, byStatus.failed, byStatus.error].map(grouped),
      ...severities.map((severity) => grouped(bySeverity[severity])),
      dollars(usd),
    ]),
  );
}

export function repeatedBlock(repeated: readonly RepeatedFailure[], most: number): string | null {
  if (repeated.length === 0) return null;
  const lines = repeated.slice(0, most).map(repeatedLine);
  const more = repeated.length - lines.length;
  const rest = more > 0 ? [`- and ${count(more, 'other failure')} more than once`] : [];
  return `The same failure again:\n\n${[...lines, ...rest].join('\n')}`;
}

function repeatedLine(repeated: RepeatedFailure): string {
  const { category, count: number, first, newest, cause } = repeated;
  const since = first === null ? '' : ` since #${first}`;
  const last = newest === null || newest === first ? '' : `, last in #${newest}`;
  return `- ${categoryIcons[category]} ${category}, seen ${grouped(number)} times${since}${last}: ${inlineText(cause, longestCause)}`;
}

/** The bot's own errors, apart from what candidates did. */
export function errorLine({ errors }: Statistics): string | null {
  if (errors.count === 0) return null;
  const last = errors.newest === null ? '' : `, last in #${errors.newest}`;
  const cause = errors.cause === null ? '' : `: ${inlineText(errors.cause, longestCause)}`;
  return `${categoryIcons.infrastructure_error} The bot itself failed in ${count(errors.count, 'trial')}${last}${cause}`;
}

/** Who writes candidates; only where there is something to compare. */
export function armBlock(arms: readonly Arm[], most: number): string | null {
  if (!areRivals(arms)) return null;
  const titles = ['candidates', 'accepted', 'gain', 'gain a candidate', 'cost', 'gain a dollar'];
  return joinBlocks([
    'Who writes candidates, compared (mutations cost nothing and know nothing: they are the yardstick; steps on a better baseline are harder):',
    table(
      [left('by'), left('benchmark'), ...titles.map(right)],
      arms
        .slice(0, most)
        .map((arm) => [
          arm.author,
          seriesName(arm),
          grouped(arm.candidates),
          grouped(arm.accepted),
          `${arm.gain_percent.toFixed(3)} %`,
          `${arm.gain_per_candidate_percent.toFixed(3)} %`,
          dollars(arm.usd),
          arm.gain_per_usd_percent === null ? '–' : `${arm.gain_per_usd_percent.toFixed(3)} %`,
        ]),
    ),
  ]);
}

/** What was measured in another way before carries its digest. */
function seriesName({ benchmark, measurement_digest: digest, current }: Series): string {
  const name = inlineText(benchmark, longestName);
  return current ? name : `${name} as of ${codeSpan(shortDigest(digest))}`;
}

function left(title: string): Column {
  return { title, align: 'left' };
}

function right(title: string): Column {
  return { title, align: 'right' };
}
