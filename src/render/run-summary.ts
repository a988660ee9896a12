/** What a run did, for the summary of its job. */

import type { Benchmark } from '../domain/benchmark.ts';
import { dashboardLabel } from '../domain/label.ts';
import { evaluationJobs, type Plan } from '../domain/plan.ts';
import type { Trial } from '../domain/trial/trial.ts';
import { analysisBadge } from './badge.ts';
import { renderChart } from './chart.ts';
import { inlineText, joinBlocks, table } from './markdown.ts';
import { dollars } from './quantity.ts';
import { changeCells, verdictWords } from './verdict-words.ts';

/** What `propose` decided. `notes` say why nothing, or less than wished for, is done. */
export function renderPlan(
  plan: Plan,
  opened: readonly number[],
  notes: readonly string[],
): string {
  const list = plan.candidates.map(({ benchmark, pull_request: number }) => {
    const fresh = opened.includes(number) ? ', new' : '';
    return `- #${number} (${inlineText(benchmark)}${fresh})`;
  });
  const jobs = evaluationJobs(plan).length;
  return joinBlocks([
    '### Plan of this run',
    list.length === 0
      ? 'Nothing is to be evaluated.'
      : `To be evaluated, in ${jobs === 1 ? 'one job' : `${jobs} jobs`}:\n\n${list.join('\n')}`,
    noteList(notes),
  ]);
}

/** Money was spent, and the dashboard issue, whose comments are the account of it, is not found. */
export function lostAccount(usd: number): string {
  return `There is no dashboard issue, though ${dollars(usd)} were spent here: its comments say what is left of the day's money, so no model is asked. Put its label \`${dashboardLabel}\` back, if it is there; if it was deleted, start the workflow \`report\`, which makes a new one, and the day's account begins anew.`;
}

/** What `publish` wrote down: every verdict, the best one's chart, and what is left for the next run. */
export function renderPublished(
  {
    trials,
    due,
    notes,
  }: { trials: readonly Trial[]; due: readonly number[]; notes: readonly string[] },
  benchmarks: readonly Benchmark[],
): string {
  const of = (trial: Trial) => benchmarks.find(({ name }) => name === trial.benchmark.name);
  const winner = trials.find(({ status }) => status === 'accepted' || status === 'held');
  const benchmark = winner && of(winner);
  return joinBlocks([
    '### Verdicts of this run',
    trials.length === 0 ? 'None.' : verdictTable(trials, of),
    winner && benchmark ? renderChart(winner, benchmark, null) : null,
    due.length === 0 ? null : `For the next run: ${due.map((number) => `#${number}`).join(', ')}.`,
    noteList(notes),
  ]);
}

function verdictTable(
  trials: readonly Trial[],
  of: (trial: Trial) => Benchmark | undefined,
): string {
  const rows = trials.map((trial) => {
    const { candidate, comparison, analysis } = trial;
    return [
      candidate.pull_request === null ? '' : `#${candidate.pull_request}`,
      inlineText(candidate.title, 100),
      verdictWords(trial, of(trial)?.objective ?? 'lossless'),
      ...(comparison === null ? ['', ''] : changeCells(comparison)),
      analysis === null ? '' : analysisBadge(analysis),
    ];
  });
  const left = ['candidate', 'what it tries', 'verdict'];
  return table(
    [
      ...left.map((title) => ({ title, align: 'left' as const })),
      { title: 'rate change', align: 'right' },
      { title: 'bytes in all', align: 'right' },
      { title: 'analysis', align: 'left' },
    ],
    rows,
  );
}

function noteList(notes: readonly string[]): string | null {
  return notes.length === 0 ? null : notes.map((note) => `- ${inlineText(note)}`).join('\n');
}
