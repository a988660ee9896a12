/** What a trial shows clip by clip: the rows that review and terminal share. */

import { changeOf as changeIn, dearestCalls, framesOf, type Pair } from '../domain/account.ts';
import type { Benchmark, BenchmarkClip } from '../domain/benchmark.ts';
import type { CaseMeasurement, Evaluation } from '../domain/evaluation.ts';
import { grouped, percent } from '../domain/text/wording.ts';
import type { Trial } from '../domain/trial/trial.ts';
import type { Column } from './markdown.ts';
import { range } from './quantity.ts';
import { changeCells } from './verdict-words.ts';

export interface ClipTable {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
}

/** What is not there. */
const none = '–';

/**
 * One row a clip, in plain text; then the total in bytes, and the mean of the rates. null without an evaluation. Columns
 * of which no record says anything are left out.
 */
export function clipTable(
  trial: Trial,
  benchmark: Benchmark,
  baseline: Evaluation | null,
): ClipTable | null {
  if (trial.evaluation === null) return null;
  const { evaluation, comparison } = trial;
  const lossless = benchmark.objective === 'lossless';
  const extra = extraColumns(benchmark, evaluation, baseline);
  const rows = benchmark.clips.map(({ clip: { name } }, at) => [
    name,
    ...(lossless ? [] : [quality(casesOf(evaluation, name))]),
    bytes(casesOf(baseline, name)),
    bytes(casesOf(evaluation, name)),
    changeOf(trial, name),
    ...extra.map(({ cells }) => cells[at] ?? none),
  ]);
  const total = [
    'total',
    ...(lossless ? [] : ['']),
    baseline === null ? none : grouped(baseline.total_bytes),
    isAbandoned(evaluation) ? none : grouped(evaluation.total_bytes),
    comparison === null ? none : changeCells(comparison)[1],
    ...extra.map(() => ''),
  ];
  const mean = [
    'mean rate',
    ...(lossless ? [] : ['']),
    none,
    none,
    comparison === null ? none : changeCells(comparison)[0],
    ...extra.map(() => ''),
  ];
  const sums = comparison === null ? [total] : [total, mean];
  const added = extra.map(({ title }): Column => ({ title, align: 'right' }));
  return { columns: [...columnsOf(lossless), ...added], rows: [...rows, ...sums] };
}

interface ExtraColumn {
  readonly title: string;
  /** One a clip. */
  readonly cells: readonly string[];
}

/** What tells more than the sums: first frames against the others (lossless), and the ticks a call has left. */
function extraColumns(
  benchmark: Benchmark,
  evaluation: Evaluation,
  baseline: Evaluation | null,
): readonly ExtraColumn[] {
  const column = (title: string, cell: (entry: BenchmarkClip) => string) => ({
    title,
    cells: benchmark.clips.map(cell),
  });
  const frames = (entry: BenchmarkClip) =>
    benchmark.objective === 'lossy' || baseline === null
      ? null
      : framesOf(entry, evaluation, baseline);
  const change = (pair: Pair | null | undefined) => (pair ? percent(changeIn(pair)) : none);
  const columns = [
    column('first frame', (entry) => change(frames(entry)?.first)),
    column('others', (entry) => change(frames(entry)?.others)),
    column('ticks left', (entry) => ticksLeft(dearestCalls(benchmark, entry, evaluation))),
  ];
  return columns.filter(({ cells }) => cells.some((cell) => cell !== none));
}

/** Of the limit, what the dearest call does not use. */
function ticksLeft(calls: ReturnType<typeof dearestCalls>): string {
  if (calls === null) return none;
  const { encode, decode, limit } = calls;
  return `${Math.max(0, Math.floor(100 * (1 - Math.max(encode, decode) / limit)))} %`;
}

/** A shortened record is incomplete, too, but has no cases at all: its totals are those of the whole. */
function isAbandoned({ complete, cases }: Evaluation): boolean {
  return !complete && cases.length > 0;
}

function columnsOf(lossless: boolean): readonly Column[] {
  const right = (title: string): Column => ({ title, align: 'right' });
  return [
    { title: 'clip', align: 'left' },
    ...(lossless ? [] : [right('PSNR-YUV, dB')]),
    right('baseline, bytes'),
    right('candidate, bytes'),
    right(lossless ? 'change' : 'rate change'),
  ];
}

export function casesOf(evaluation: Evaluation | null, clip: string): readonly CaseMeasurement[] {
  return evaluation === null ? [] : evaluation.cases.filter((each) => each.clip === clip);
}

function bytes(cases: readonly CaseMeasurement[]): string {
  if (cases.length === 0) return none;
  return range(
    cases.map((each) => each.bytes),
    grouped,
  );
}

function quality(cases: readonly CaseMeasurement[]): string {
  const known = cases.map((each) => each.psnr_yuv).filter((psnr) => psnr !== null);
  return known.length === 0 ? none : range(known, (psnr) => psnr.toFixed(2));
}

function changeOf(trial: Trial, clip: string): string {
  const change = trial.comparison?.per_clip.find((each) => each.clip === clip);
  return change === undefined ? none : percent(change.rate_change_percent);
}

export interface Threshold {
  readonly measure: string;
  readonly measured: string;
  readonly asked: string;
}

export const thresholdColumns: readonly Column[] = [
  { title: 'policy', align: 'left' },
  { title: 'measured', align: 'right' },
  { title: 'asked for', align: 'right' },
];

/** The policy's numbers beside the trial's; none without a comparison. */
export function thresholds(trial: Trial, { policy }: Benchmark): readonly Threshold[] {
  const { comparison } = trial;
  if (comparison === null) return [];
  const change = comparison.rate_change_percent;
  const atMost = (value: number) => `at most ${percent(value)}`;
  const rows = [
    {
      measure: 'rate change',
      measured: percent(change),
      asked: atMost(-policy.min_gain_percent),
    },
  ];
  const worst = worstClip(trial);
  if (worst !== null) {
    rows.push({
      measure: `worst clip (${worst.clip})`,
      measured: percent(worst.rate_change_percent),
      asked: atMost(policy.max_clip_loss_percent),
    });
  }
  if (comparison.second_opinion_percent !== null) {
    rows.push({
      measure: 'second opinion (SSIM)',
      measured: percent(comparison.second_opinion_percent),
      asked: atMost(policy.max_second_opinion_percent),
    });
  }
  if (comparison.held_out !== null) {
    const { sets, rate_change_percent: heldOut } = comparison.held_out;
    rows.push({
      measure: `held-out clips (${sets.join(', ')})`,
      measured: heldOut === null ? 'no gain' : percent(heldOut),
      asked: atMost(change * policy.held_out_share),
    });
  }
  return rows;
}

/** The clip with the largest rate change; null without a comparison. */
export function worstClip(trial: Trial): { clip: string; rate_change_percent: number } | null {
  const clips = trial.comparison?.per_clip ?? [];
  return clips.reduce<(typeof clips)[number] | null>(
    (worst, each) =>
      worst === null || each.rate_change_percent > worst.rate_change_percent ? each : worst,
    null,
  );
}
