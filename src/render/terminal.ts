/** One trial as the command line prints it. */

import type { Benchmark } from '../domain/benchmark.ts';
import type { Evaluation } from '../domain/evaluation.ts';
import { clipText } from '../domain/text/plain-text.ts';
import type { Trial } from '../domain/trial/trial.ts';
import { causeTitle, experimentWords, sampleWords, seenWords } from './analysis-block.ts';
import { clipTable, thresholdColumns, thresholds } from './clip-table.ts';
import { breakCommands, safeLine, visibleText } from './sanitize.ts';
import { aligned, LINE_WIDTH, type Style, tones } from './style.ts';
import { verdictWords } from './verdict-words.ts';
import { wrap } from './wrap.ts';

export interface SummaryContext {
  readonly benchmark: Benchmark;
  /** The baseline's evaluation; null when there is none. */
  readonly baseline: Evaluation | null;
}

/** One trial: verdict, table of clips, thresholds, analysis. */
export function renderSummary(
  trial: Trial,
  { benchmark, baseline }: SummaryContext,
  style: Style,
): readonly string[] {
  const tone = style[tones[trial.status]];
  const clips = clipTable(trial, benchmark, baseline);
  const blocks = [
    [
      ...wrapped(verdictWords(trial, benchmark.objective), '', '').map(tone),
      style.faint(headline(trial)),
    ],
    clips === null ? [] : aligned(clips.columns, clips.rows, style),
    thresholdLines(trial, benchmark, style),
    analysisLines(trial, style),
  ];
  return blocks
    .filter((block) => block.length > 0)
    .flatMap((block, index) => (index === 0 ? block : ['', ...block]));
}

function headline({ benchmark, candidate }: Trial): string {
  const number = candidate.pull_request === null ? '' : `#${candidate.pull_request} `;
  return safeLine(`${number}${benchmark.name}: ${candidate.title}`, LINE_WIDTH);
}

function thresholdLines(trial: Trial, benchmark: Benchmark, style: Style): readonly string[] {
  const rows = thresholds(trial, benchmark).map(({ measure, measured, asked }) => [
    safeLine(measure, 50),
    measured,
    asked,
  ]);
  return rows.length === 0 ? [] : aligned(thresholdColumns, rows, style);
}

function analysisLines({ analysis, seen_before: seenBefore }: Trial, style: Style) {
  if (analysis === null) return [];
  const { evidence, location, root_cause: cause, fix_suggestion: fix } = analysis;
  const seen = seenWords(seenBefore);
  const place = location === null ? null : `line ${location.line}, column ${location.column}`;
  const mismatch = evidence.first_mismatch === null ? null : sampleWords(evidence.first_mismatch);
  return [
    style.strong(`  ${analysis.severity}: ${analysis.failure_category}`),
    ...field('root cause', `${cause}${causeTitle(analysis).slice('Root cause'.length)}`),
    ...field('fix', fix),
    ...field('experiments', experimentWords(evidence.experiments)),
    ...field('first wrong', mismatch),
    ...field('at', place),
    ...codeLines(evidence.code),
    ...field('seen', seen?.replace('Seen before', 'before') ?? null),
  ];
}

/** A named text, wrapped under itself. */
function field(name: string, text: string | null): readonly string[] {
  if (text === null) return [];
  const indent = ' '.repeat(15);
  return wrapped(text, `  ${name}`.padEnd(indent.length), indent);
}

function codeLines(code: string | null): readonly string[] {
  if (code === null) return [];
  return breakCommands(visibleText(code))
    .replaceAll('\t', '  ')
    .trimEnd()
    .split('\n')
    .map((line) => clipText(`      ${line}`, LINE_WIDTH));
}

function wrapped(text: string, first: string, rest: string): readonly string[] {
  return wrap(safeLine(text), LINE_WIDTH - rest.length).map(
    (line, i) => (i === 0 ? first : rest) + line,
  );
}
