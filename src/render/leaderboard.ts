/** Every trial of a benchmark on one screen, for the command line. */

import { failureCategories } from '../domain/analysis.ts';
import { compareArms } from '../domain/arms.ts';
import type { Benchmark } from '../domain/benchmark.ts';
import { grouped, percent } from '../domain/text/wording.ts';
import type { Trial } from '../domain/trial/trial.ts';
import type { Column } from './markdown.ts';
import { safeLine } from './sanitize.ts';
import { aligned, LINE_WIDTH, plainStyle, type Style, tones } from './style.ts';
import { wrap } from './wrap.ts';

/** Less rate than the reference encoder, in percent. */
const milestones = [50, 70, 90];

export interface LeaderboardRow {
  readonly trial: Trial;
  /** Rate change of the candidate against the benchmark's reference encoder; null when unknown. */
  readonly against_reference_percent: number | null;
}

/** The trials in the order of their pull requests, the milestones, and how often what failed. */
export function renderLeaderboard(
  rows: readonly LeaderboardRow[],
  benchmark: Benchmark,
  style: Style,
): readonly string[] {
  const ordered = rows.toSorted((a, b) => numberOf(a) - numberOf(b));
  const accepted = ordered.filter(({ trial }) => trial.status === 'accepted');
  const count = `${ordered.length} ${ordered.length === 1 ? 'trial' : 'trials'}`;
  const reference = safeLine(benchmark.reference_encoder, 40);
  return [
    style.strong(`${benchmark.name}: ${count}, ${accepted.length} accepted`),
    '',
    ...tableLines(ordered, benchmark, style),
    '',
    ...(rows.some((row) => row.against_reference_percent !== null)
      ? wrap(`Less rate than ${reference}: ${milestoneWords(accepted)}`, LINE_WIDTH)
      : []),
    ...wrap(`Failures: ${failureWords(ordered)}`, LINE_WIDTH),
    ...armLines(ordered),
  ];
}

/** The titles take what room the numbers leave. */
function tableLines(rows: readonly LeaderboardRow[], benchmark: Benchmark, style: Style) {
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
    right('change'),
    ...(objective === 'lossless' ? [right('bytes'), right('bits/sample')] : []),
    right(`vs ${safeLine(reference, 12)}`),
  ];
}

function cellsOf(row: LeaderboardRow, { objective }: Benchmark): readonly string[] {
  const { candidate, status, comparison, evaluation } = row.trial;
  const signed = (value: number | null | undefined) => (value == null ? '–' : percent(value));
  const sums =
    evaluation === null
      ? ['–', '–']
      : [grouped(evaluation.total_bytes), evaluation.bits_per_sample.toFixed(3)];
  return [
    candidate.pull_request === null ? '–' : `#${candidate.pull_request}`,
    status,
    signed(comparison?.rate_change_percent),
    ...(objective === 'lossless' ? sums : []),
    signed(row.against_reference_percent),
  ];
}

/** "50 % by #7, 70 % not yet (best -58.100 %), 90 % not yet". */
function milestoneWords(accepted: readonly LeaderboardRow[]): string {
  const words = milestones.map((percentage) => {
    const first = accepted.find((row) => (row.against_reference_percent ?? 0) <= -percentage);
    return `${percentage} % ${first === undefined ? 'not yet' : `by #${numberOf(first)}`}`;
  });
  const known = accepted.flatMap((row) => row.against_reference_percent ?? []);
  const best = known.length === 0 ? '' : ` (best so far ${percent(Math.min(...known))})`;
  return `${words.join(', ')}${best}`;
}

function failureWords(rows: readonly LeaderboardRow[]): string {
  const counts = failureCategories
    .map((category) => ({
      category,
      count: rows.filter(({ trial }) => trial.analysis?.failure_category === category).length,
    }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count);
  if (counts.length === 0) return 'none';
  return counts.map(({ category, count }) => `${category} ${count}`).join(', ');
}

/** What each author gains per candidate and per dollar; nothing where there is only one. */
function armLines(rows: readonly LeaderboardRow[]): readonly string[] {
  const arms = compareArms(rows.map(({ trial }) => trial));
  if (arms.length < 2) return [];
  return arms.flatMap((arm) => {
    const dollar = arm.gain_per_usd_percent;
    const paid =
      dollar === null ? '' : `, ${dollar.toFixed(3)} % a dollar ($${arm.usd.toFixed(2)} in all)`;
    const words = `By ${arm.author}: ${arm.accepted} of ${arm.candidates} accepted, ${arm.gain_per_candidate_percent.toFixed(3)} % gained a candidate${paid}`;
    return wrap(words, LINE_WIDTH);
  });
}

/** Trials without a pull request come first. */
function numberOf({ trial }: LeaderboardRow): number {
  return trial.candidate.pull_request ?? 0;
}
