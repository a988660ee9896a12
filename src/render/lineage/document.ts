/** The lineage as a document: the picture, every candidate with its idea, and what became of each clip. */

import type { Benchmark } from '../../domain/benchmark.ts';
import type { BenchmarkHistory } from '../../domain/benchmark-history.ts';
import { type Lineage, type LineagePoint, lineageOf, type Step } from '../../domain/lineage.ts';
import { count, grouped, percent, sentence } from '../../domain/text/wording.ts';
import { statuses, type Trial } from '../../domain/trial/trial.ts';
import { type Column, codeSpan, inlineText, joinBlocks, table } from '../markdown.ts';
import { bestWords, milestoneWords, sinceFirstWords } from '../milestones.ts';
import { clipWayTable } from './clip-way-table.ts';
import { firstBytes } from './clip-ways.ts';
import { renderPicture } from './picture.ts';
import { bestStep, exactLevel, none, referenceOf, titleWords, wayWords } from './wording.ts';

export interface WrittenFile {
  readonly name: string;
  readonly text: string;
}

/** Of more trials than these only the accepted ones have rows. */
const mostRows = 500;
const longestTitle = 160;
const longestHypothesis = 1200;

const left = (title: string): Column => ({ title, align: 'left' });
const right = (title: string): Column => ({ title, align: 'right' });

/** The picture and the document that shows it; null while no candidate has a rate. */
export function renderLineage({
  benchmark,
  trials,
}: Pick<BenchmarkHistory, 'benchmark' | 'trials'>): readonly WrittenFile[] | null {
  const lineage = lineageOf(benchmark, trials);
  if (lineage === null) return null;
  const picture = `lineage-${benchmark.name}.svg`;
  return [
    { name: picture, text: renderPicture(benchmark, lineage) },
    { name: `lineage-${benchmark.name}.md`, text: renderDocument(benchmark, lineage, picture) },
  ];
}

function renderDocument(benchmark: Benchmark, lineage: Lineage, picture: string): string {
  const best = bestStep(lineage);
  const blocks = [
    '<!-- Written by `crucible report --lineage`, from the reviews of the candidates. -->',
    `# The lineage of ${inlineText(benchmark.name)}`,
    `![${pictureWords(benchmark, lineage)}](${encodeURIComponent(picture)})`,
    summary(benchmark, lineage),
    '## Candidates',
    'Click an idea to read its hypothesis: what its author expected before it was measured.',
    candidateTable(benchmark, lineage),
    leftOutWords(lineage),
    otherwiseWords(lineage),
    ...(best === null ? [] : clipBlocks(benchmark, lineage, best)),
  ];
  return `${joinBlocks(blocks)}\n`;
}

function pictureWords(benchmark: Benchmark, lineage: Lineage): string {
  return `Rate in percent of ${inlineText(referenceOf(lineage, benchmark))} by the number of the trial. ${wayWords(lineage)}`;
}

/** How far it has come, what the percentages are, and what became of all who tried. */
function summary(benchmark: Benchmark, lineage: Lineage): string {
  const reference = inlineText(referenceOf(lineage, benchmark));
  const best = bestWords(lineage);
  const since = sinceFirstWords(lineage);
  const way = [best === null ? null : `${best} rate than ${reference}`, since]
    .filter((words) => words !== null)
    .join(', ');
  const reached = milestoneWords(lineage);
  const lines = [
    way === '' ? null : `**The best so far: ${way}.**`,
    `Rates are in percent of ${wholeReference(benchmark, lineage)}: of what it spends on the same clips, ${equality(benchmark)}, as a geometric mean over them; less is better.`,
    reached === null ? null : `Milestones, less rate than ${reference}: ${reached}.`,
    `${count(lineage.points.length, 'trial')}: ${statusWords(lineage)}.`,
  ];
  return lines.filter((line) => line !== null).join('\n');
}

/** With the options of the reference encoder, if there is one. */
function wholeReference({ reference_encoder: encoder }: Benchmark, { unit }: Lineage): string {
  return unit === 'reference' ? inlineText(encoder, 100) : 'the first baseline';
}

function equality({ objective }: Benchmark): string {
  return objective === 'lossless' ? 'without any loss' : 'at equal quality (PSNR)';
}

function statusWords({ points }: Lineage): string {
  return statuses
    .map((status) => ({
      status,
      number: points.filter(({ trial }) => trial.status === status).length,
    }))
    .filter(({ number }) => number > 0)
    .map(({ status, number }) => `${grouped(number)} ${statusNames[status]}`)
    .join(', ');
}

const statusNames = {
  accepted: 'accepted',
  held: 'held for a person',
  rejected: 'rejected',
  failed: 'failed',
  error: 'ended by an error of the bot',
} as const;

function candidateTable(benchmark: Benchmark, lineage: Lineage): string {
  const lossless = benchmark.objective === 'lossless';
  const columns = [
    right('no.'),
    left('idea'),
    left('verdict'),
    right('change'),
    right('rate so far'),
    ...(lossless ? [right('bytes of all clips')] : []),
  ];
  const bytes = firstBytes(benchmark, lineage);
  const start = ['0', 'the first baseline', '', '', `**${exactLevel(lineage.start)}**`];
  let standing = lineage.start;
  const listed = isLong(lineage) ? lineage.steps : lineage.points;
  const rows = listed.map((point) => {
    if (isStep(point)) standing = point.rate;
    const cells = [numberCell(point), ideaCell(point.trial), verdictCell(point.trial)];
    const rate = isStep(point) ? `**${exactLevel(standing)}**` : exactLevel(standing);
    return [...cells, changeCell(point), rate, ...(lossless ? [bytesCell(point)] : [])];
  });
  return table(columns, [[...start, ...(bytes === null ? [] : [grouped(bytes)])], ...rows]);
}

function isLong({ points }: Lineage): boolean {
  return points.length > mostRows;
}

function leftOutWords(lineage: Lineage): string | null {
  if (!isLong(lineage)) return null;
  const left = lineage.points.length - lineage.steps.length;
  return `${count(left, 'trial')} without an accepted step: left out, since there are so many.`;
}

function isStep(point: LineagePoint): point is Step {
  return point.trial.status === 'accepted' && point.rate !== null;
}

/** As the picture counts, and the pull request where that is another number. */
function numberCell({ position, trial }: LineagePoint): string {
  const number = trial.candidate.pull_request;
  return number === null || number === position ? `${position}` : `${position} (#${number})`;
}

/** The title, which unfolds to the hypothesis: a table with both in sight cannot be skimmed. */
function ideaCell(trial: Trial): string {
  const title = inlineText(titleWords(trial), longestTitle);
  const hypothesis = inlineText(trial.candidate.hypothesis, longestHypothesis);
  if (hypothesis === '') return title;
  return `<details><summary>${title}</summary>${sentence(hypothesis)}</details>`;
}

function verdictCell({ status, analysis, held_reason: reason }: Trial): string {
  switch (status) {
    case 'accepted':
      return reason === null ? '**accepted**' : '**accepted** by a person';
    case 'held':
      return reason === null ? 'held' : `held: ${codeSpan(reason)}`;
    case 'failed':
      return analysis === null ? 'failed' : `failed: ${codeSpan(analysis.failure_category)}`;
    default:
      return status;
  }
}

function changeCell({ rate, trial: { comparison } }: LineagePoint): string {
  return rate === null || comparison === null ? none : percent(comparison.rate_change_percent);
}

function bytesCell({ rate, trial: { evaluation } }: LineagePoint): string {
  return rate === null || evaluation === null ? none : grouped(evaluation.total_bytes);
}

function otherwiseWords({ otherwise }: Lineage): string | null {
  if (otherwise === 0) return null;
  return `${count(otherwise, 'earlier step')} measured in another way, without a place here.`;
}

function clipBlocks(benchmark: Benchmark, lineage: Lineage, best: Step): readonly string[] {
  const title = inlineText(titleWords(best.trial), longestTitle);
  return [
    '## Clip by clip',
    `From the first baseline to the best step, no. ${best.position}: ${sentence(title)}`,
    clipWayTable(benchmark, lineage, best),
  ];
}
