/**
 * The dashboard issue's text: how each benchmark stands, what goes wrong, and what it costs. It fits into an
 * issue however long the history is and whatever its words are.
 */

import { type Arm, compareArms } from '../domain/arms.ts';
import { acceptedLineage, type Lineage } from '../domain/lineage.ts';
import { type Waiting, waitingOf } from '../domain/statistics/waiting.ts';
import { countTrials, type Statistics } from '../domain/statistics.ts';
import { count } from '../domain/text/wording.ts';
import { type BenchmarkState, benchmarkBlock } from './dashboard/benchmark-block.ts';
import { brokenBlock } from './dashboard/broken-block.ts';
import { categoryWeeks } from './dashboard/category-weeks.ts';
import { weekChart } from './dashboard/charts.ts';
import { type Detail, details as levels } from './dashboard/detail.ts';
import { details, joinBlocks } from './markdown.ts';
import { costWords } from './quantity.ts';
import { commandTable } from './replies.ts';
import {
  armBlock,
  categoryTable,
  errorLine,
  gainTable,
  headline,
  repeatedBlock,
  statusTable,
  weekTable,
} from './statistics.ts';

/** Of the 65,536 that an issue takes: what the forge hides below has room. */
export const mostCharacters = 64_000;
/** A longer block of suggestions is left out. */
const mostGuidance = 12_000;

export interface DashboardView {
  readonly benchmarks: readonly BenchmarkState[];
  /** Markdown with its own heading: what prompts should say, and what that did. null when there is nothing. */
  readonly guidance: string | null;
}

/** Everything counted once, for every length that is tried. */
interface Figures {
  readonly view: DashboardView;
  readonly counted: Statistics;
  readonly waiting: Waiting | null;
  readonly arms: readonly Arm[];
  readonly lineages: readonly (Lineage | null)[];
}

export function renderDashboard(view: DashboardView): string {
  const { benchmarks } = view;
  const trials = benchmarks.flatMap((state) => state.trials);
  const figures = {
    view,
    counted: countTrials(trials),
    waiting: waitingOf(benchmarks.flatMap(({ answers }) => answers)),
    arms: compareArms(trials),
    lineages: benchmarks.map((state) => acceptedLineage(state.benchmark, state.trials)),
  };
  let text = '';
  for (const detail of levels) {
    text = write(figures, detail);
    if (text.length <= mostCharacters) return text;
  }
  throw new Error(`the shortest dashboard has ${text.length} characters`);
}

function write(figures: Figures, detail: Detail): string {
  const { view, counted, waiting, lineages } = figures;
  const shown = view.benchmarks.slice(0, detail.benchmarks);
  const left = view.benchmarks.length - shown.length;
  return joinBlocks([
    'How the evolution stands. The bot keeps this text up to date; commands may be written as comments below.',
    brokenBlock(shown, detail),
    counted.trials === 0 ? 'No trials yet.' : headline(counted, waiting),
    ...shown.map((state, i) => benchmarkBlock(state, lineages[i] ?? null, detail)),
    left === 0 ? null : `And ${count(left, 'other benchmark')}, for which there is no room here.`,
    ...(counted.trials === 0 ? [] : [failureBlock(counted, detail)]),
    guidanceBlock(view.guidance),
    ...(counted.trials === 0 ? [] : [costBlock(figures, detail)]),
    details('Commands', commandTable()),
  ]);
}

function failureBlock(counted: Statistics, detail: Detail): string {
  const { weeks } = counted;
  const shown = weeks.slice(-detail.weeks);
  const left = weeks.length - shown.length;
  const note =
    left === 0
      ? null
      : `${count(left, 'older week')} with trials ${left === 1 ? 'is' : 'are'} counted above, and not listed.`;
  const byWeek =
    weeks.length === 0
      ? null
      : details('Week by week', joinBlocks([weekTable(shown), categoryWeeks(shown), note]));
  return joinBlocks([
    '## What became of them',
    statusTable(counted),
    detail.points === 0 ? null : weekChart(weeks),
    categoryTable(counted),
    repeatedBlock(counted.repeated, detail.repeated),
    errorLine(counted),
    byWeek,
  ]);
}

function guidanceBlock(guidance: string | null): string | null {
  if (guidance === null || guidance.length <= mostGuidance) return guidance;
  return 'What was suggested for prompts is too long for this place.';
}

function costBlock({ counted, arms }: Figures, detail: Detail): string {
  const compared = armBlock(arms, detail.rows);
  return joinBlocks([
    '## What it costs',
    `In all: ${costWords(counted.cost)}. The last columns are dollars for each candidate, for each accepted one, and for each percent of rate that was gained.`,
    gainTable(counted, detail.rows),
    compared === null ? null : details('Who writes candidates', compared),
  ]);
}
