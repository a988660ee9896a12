/** How one benchmark stands: how far it has come, by which steps, and what is open. */

import { type BenchmarkHistory, originOf } from '../../domain/benchmark-history.ts';
import { shortDigest } from '../../domain/digest.ts';
import { bestAgainstReference, type Lineage, type Step } from '../../domain/lineage.ts';
import { count, grouped, percent } from '../../domain/text/wording.ts';
import { codeSpan, details, inlineText, joinBlocks, table } from '../markdown.ts';
import { bestWords, milestoneWords, sinceFirstWords } from '../milestones.ts';
import { lineageChart } from './charts.ts';
import type { Detail } from './detail.ts';
import { type OpenCandidate, openLine } from './open-candidate.ts';

export interface BenchmarkState extends BenchmarkHistory {
  /** Oldest first. */
  readonly open: readonly OpenCandidate[];
}

export function benchmarkBlock(
  state: BenchmarkState,
  lineage: Lineage | null,
  detail: Detail,
): string {
  const { benchmark } = state;
  const name = inlineText(benchmark.name, detail.title);
  const steps = lineage?.steps ?? [];
  return joinBlocks([
    `## ${name}`,
    inlineText(benchmark.description, 2 * detail.title),
    progress(state, lineage, detail),
    lineage === null ? null : lineageChart(lineage, detail.points),
    steps.length === 0 ? null : stepTable(steps, detail),
    otherwiseWords(lineage),
    openBlock(state, detail),
  ]);
}

function progress(state: BenchmarkState, lineage: Lineage | null, detail: Detail): string {
  const { benchmark, baselineDigest } = state;
  const origin = originOf(state);
  const from = origin === null ? 'committed by hand' : `merged with #${origin}`;
  const reference = inlineText(benchmark.reference_encoder, detail.title);
  const best = bestAgainstReference(lineage);
  const words = best === null ? null : `${bestWords(lineage)} than ${reference}`;
  const picture = best === null || best >= 0 ? [] : [`${codeSpan(bar(-best))} **${words}**`, ''];
  const steps = lineage?.steps.length ?? 0;
  const rate = [words, sinceFirstWords(lineage)].filter((each) => each !== null);
  const milestones = milestoneWords(lineage);
  return [
    ...picture,
    `- Baseline: ${codeSpan(shortDigest(baselineDigest))}, ${from}`,
    steps === 0
      ? '- Nothing was merged yet'
      : `- Lineage: ${[count(steps, 'step'), ...rate].join(', ')}`,
    ...(milestones === null ? [] : [`- Milestones: ${milestones}`]),
  ].join('\n');
}

const cells = 24;

/** Full is a rate of nothing. */
function bar(lessPercent: number): string {
  const full = Math.min(cells, Math.max(0, Math.round((cells * lessPercent) / 100)));
  return '█'.repeat(full) + '░'.repeat(cells - full);
}

function stepTable(steps: readonly Step[], { steps: most, title }: Detail): string {
  const shown = steps.slice(-most);
  const left = steps.length - shown.length;
  const rows = shown
    .toReversed()
    .map(({ trial, rate }) => [
      trial.candidate.pull_request === null ? '' : `#${trial.candidate.pull_request}`,
      inlineText(trial.candidate.title, title),
      trial.comparison === null ? '' : percent(trial.comparison.rate_change_percent),
      `${rate.toFixed(2)} %`,
      grouped(trial.evaluation?.total_bytes ?? 0),
    ]);
  const note =
    left === 0
      ? null
      : `The ${count(left, 'step')} before are in the history of the default branch.`;
  const columns = [
    { title: 'merged', align: 'left' },
    { title: 'idea', align: 'left' },
    { title: 'rate change', align: 'right' },
    { title: 'rate', align: 'right' },
    { title: 'bytes in all', align: 'right' },
  ] as const;
  const all =
    steps.length === 1 ? 'The step' : `The ${count(steps.length, 'step')}, the newest first`;
  const summary = left === 0 ? all : `The newest of ${count(steps.length, 'step')}`;
  return details(summary, joinBlocks([table(columns, rows), note]));
}

function otherwiseWords(lineage: Lineage | null): string | null {
  if (lineage === null || lineage.otherwise === 0) return null;
  return `${count(lineage.otherwise, 'earlier step')} of the baseline ${lineage.otherwise === 1 ? 'was' : 'were'} measured in another way and ${lineage.otherwise === 1 ? 'has' : 'have'} no place on this axis.`;
}

function openBlock({ open, baselineDigest }: BenchmarkState, detail: Detail): string {
  if (open.length === 0) return 'Open candidates: none.';
  const shown = open.slice(-detail.open);
  const lines = shown.map((each) => openLine(each, baselineDigest, detail.title));
  const more = open.length - shown.length;
  const rest = more > 0 ? [`- and ${more} older ones`] : [];
  return `Open candidates:\n\n${[...lines, ...rest].join('\n')}`;
}
