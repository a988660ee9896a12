/** Every candidate of a benchmark on one screen, and the figures so far, for the command line. */

import { areRivals, compareArms } from '../domain/arms.ts';
import type { Benchmark } from '../domain/benchmark.ts';
import type { BenchmarkHistory } from '../domain/benchmark-history.ts';
import { type Lineage, lineageOf } from '../domain/lineage.ts';
import { settleTrials } from '../domain/statistics/records.ts';
import type { RepeatedFailure } from '../domain/statistics/repeated.ts';
import { type Waiting, waitingOf } from '../domain/statistics/waiting.ts';
import { countTrials, type Statistics } from '../domain/statistics.ts';
import { count, grouped, percent } from '../domain/text/wording.ts';
import type { Trial } from '../domain/trial/trial.ts';
import type { Column } from './markdown.ts';
import { bestWords, milestoneWords } from './milestones.ts';
import { dollars, duration } from './quantity.ts';
import { safeLine } from './sanitize.ts';
import { aligned, LINE_WIDTH, plainStyle, type Style, tones } from './style.ts';
import { changeCells } from './verdict-words.ts';
import { wrap } from './wrap.ts';

const mostRepeated = 3;
const longestCause = 120;

interface Row {
  readonly trial: Trial;
  /** Rate change against the benchmark's reference encoder; null when unknown. */
  readonly againstReference: number | null;
}

/** The newest trial of each pull request, in their order; then milestones, failures, costs. */
export function renderLeaderboard(history: BenchmarkHistory, style: Style): readonly string[] {
  const { benchmark, trials, answers } = history;
  const counted = countTrials(trials);
  const lineage = lineageOf(benchmark, trials);
  const rows = rowsOf(trials, lineage);
  return [
    style.strong(headline(benchmark, counted)),
    '',
    ...tableLines(rows, benchmark, style),
    '',
    ...milestoneLines(lineage, benchmark),
    ...wrap(`Failures: ${failureWords(counted)}`, LINE_WIDTH),
    ...counted.repeated.slice(0, mostRepeated).flatMap(repeatedLines),
    ...errorLines(counted),
    ...costLines(counted, waitingOf(answers)),
    ...armLines(trials),
  ];
}

function headline({ name }: Benchmark, { trials, byStatus, acceptance }: Statistics): string {
  const accepted = byStatus.find(({ status }) => status === 'accepted')?.count ?? 0;
  const share = acceptance === null ? '' : ` (${(100 * acceptance).toFixed(1)} %)`;
  return `${safeLine(name, 60)}: ${count(trials, 'trial')}, ${grouped(accepted)} accepted${share}`;
}

/** Trials without a pull request have a row each, before the others. */
function rowsOf(records: readonly Trial[], lineage: Lineage | null): readonly Row[] {
  const isReference = lineage?.unit === 'reference';
  const rates = new Map(lineage?.points.map(({ trial, rate }) => [trial.experiment_id, rate]));
  const newest = new Map<string, Trial>();
  for (const trial of settleTrials(records)) {
    newest.set(String(trial.candidate.pull_request ?? trial.experiment_id), trial);
  }
  return [...newest.values()]
    .map((trial) => {
      const rate = rates.get(trial.experiment_id) ?? null;
      return { trial, againstReference: isReference && rate !== null ? rate - 100 : null };
    })
    .sort((a, b) => numberOf(a) - numberOf(b));
}

/** The titles take what room the numbers leave. */
function tableLines(rows: readonly Row[], benchmark: Benchmark, style: Style) {
  const columns = columnsOf(benchmark);
  const cells = rows.map((row) => cellsOf(row, benchmark));
  const room = LINE_WIDTH - 2 - (aligned(columns, cells, plainStyle)[0]?.length ?? 0);
  const lines = aligned(columns, cells, style, (cell, y, x) => {
    const status = rows[y]?.trial.status;
    return x === 1 && status !== undefined ? style[tones[status]](cell) : cell;
  });
  const titles = ['title', ...rows.map(({ trial }) => safeLine(trial.candidate.title, room))];
  return lines.map((line, y) => `${line}  ${y === 0 ? style.faint('title') : titles[y]}`);
}

function columnsOf({ objective, reference_encoder: reference }: Benchmark): readonly Column[] {
  const right = (title: string): Column => ({ title, align: 'right' });
  return [
    right('PR'),
    { title: 'status', align: 'left' },
    right('rate'),
    right('all bytes'),
    ...(objective === 'lossless' ? [right('bytes'), right('bits/sample')] : []),
    right(`vs ${safeLine(reference, 12)}`),
  ];
}

function cellsOf(row: Row, { objective }: Benchmark): readonly string[] {
  const { candidate, status, comparison, evaluation } = row.trial;
  const signed = (value: number | null | undefined) => (value == null ? '–' : percent(value));
  const sums =
    evaluation === null
      ? ['–', '–']
      : [grouped(evaluation.total_bytes), evaluation.bits_per_sample.toFixed(3)];
  return [
    candidate.pull_request === null ? '–' : `#${candidate.pull_request}`,
    status,
    ...(comparison === null ? ['–', '–'] : changeCells(comparison)),
    ...(objective === 'lossless' ? sums : []),
    signed(row.againstReference),
  ];
}

/** "Less rate than JPEG: 50 % by #7 (2026-11-22), 70 % not yet, 90 % not yet (now 58.1 % less than JPEG)". */
function milestoneLines(lineage: Lineage | null, benchmark: Benchmark): readonly string[] {
  const milestones = milestoneWords(lineage);
  if (milestones === null) return [];
  const reference = safeLine(benchmark.reference_encoder, 40);
  const best = bestWords(lineage);
  const now = best === null ? '' : ` (best so far ${best})`;
  return wrap(`Less rate than ${reference}: ${milestones}${now}`, LINE_WIDTH);
}

function failureWords({ byCategory }: Statistics): string {
  if (byCategory.length === 0) return 'none';
  return byCategory
    .toSorted((a, b) => b.count - a.count)
    .map(({ category, count: number }) => `${category} ${grouped(number)}`)
    .join(', ');
}

function repeatedLines({ category, count: number, first, cause }: RepeatedFailure) {
  const since = first === null ? '' : ` since #${first}`;
  const words = `Again: ${category}, seen ${grouped(number)} times${since}: ${safeLine(cause, longestCause)}`;
  return wrap(words, LINE_WIDTH);
}

function errorLines({ errors }: Statistics): readonly string[] {
  if (errors.count === 0) return [];
  const cause = errors.cause === null ? '' : `: ${safeLine(errors.cause, longestCause)}`;
  return wrap(`Errors of the bot itself: ${grouped(errors.count)}${cause}`, LINE_WIDTH);
}

function costLines(counted: Statistics, waiting: Waiting | null): readonly string[] {
  const { cost, usd_per_accepted: each, gains } = counted;
  const gain = gains.find(({ current }) => current)?.usd_per_percent ?? null;
  const parts = [
    ...(each === null ? [] : [`${dollars(each)} for each accepted one`]),
    ...(gain === null ? [] : [`${dollars(gain)} for each percent of rate`]),
  ];
  const money =
    cost.usd === 0 ? [] : wrap(`Cost: ${[dollars(cost.usd), ...parts].join(', ')}`, LINE_WIDTH);
  if (waiting === null) return money;
  const { median_seconds: median, p90_seconds: most } = waiting;
  const words = `First verdict after ${duration(median)} (median), ${duration(most)} at most for nine of ten`;
  return [...money, ...wrap(words, LINE_WIDTH)];
}

/** What each author gains per candidate and per dollar; nothing where there is only one. */
function armLines(records: readonly Trial[]): readonly string[] {
  const arms = compareArms(records).filter(({ current }) => current);
  if (!areRivals(arms)) return [];
  return arms.flatMap((arm) => {
    const dollar = arm.gain_per_usd_percent;
    const paid =
      dollar === null ? '' : `, ${dollar.toFixed(3)} % a dollar ($${arm.usd.toFixed(2)} in all)`;
    const words = `By ${arm.author}: ${arm.accepted} of ${arm.candidates} accepted, ${arm.gain_per_candidate_percent.toFixed(3)} % gained a candidate${paid}`;
    return wrap(words, LINE_WIDTH);
  });
}

/** Trials without a pull request come first. */
function numberOf({ trial }: Row): number {
  return trial.candidate.pull_request ?? 0;
}
