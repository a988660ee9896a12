/** The one review that every verdict gets: the verdict first, the numbers, the analysis, what to do next. */

import type { Benchmark } from '../domain/benchmark.ts';
import type { Evaluation } from '../domain/evaluation.ts';
import { grouped } from '../domain/text/wording.ts';
import type { Trial } from '../domain/trial/trial.ts';
import { analysisBlock, analysisComment, evidenceBlock, seenWords } from './analysis-block.ts';
import { renderChart } from './chart.ts';
import { clipTable, thresholdColumns, thresholds } from './clip-table.ts';
import { codeBlock, details, inlineText, joinBlocks, table } from './markdown.ts';
import { printMarker } from './marker.ts';
import { nextSteps } from './next-steps.ts';
import { costWords } from './quantity.ts';
import { visibleText } from './sanitize.ts';
import { type Part, type Shortening, shortenings } from './shortening.ts';
import { verdictWords } from './verdict-words.ts';

export interface ReviewContext {
  readonly benchmark: Benchmark;
  /** The baseline's evaluation; null when it is broken or was not needed. */
  readonly baseline: Evaluation | null;
  /** Lines of the new file that are part of the diff, ascending. */
  readonly changedLines: readonly number[];
  /** A fix of one line that was executed and got further; with `frames`, all these came back with it. */
  readonly suggestion: {
    readonly line: number;
    readonly code: string;
    readonly frames?: number;
  } | null;
}

export interface RenderedReview {
  readonly body: string;
  /** Every line is one of the changed ones. */
  readonly comments: readonly { readonly line: number; readonly body: string }[];
  /** Of the marker at the end of the body; it goes into the commit status. */
  readonly digest: string;
}

/** GitHub refuses bodies over 65,536 characters. */
const longestBody = 60_000;

/** Renders a trial's review. A body over 60,000 characters is shortened in declared steps. */
export function renderReview(trial: Trial, context: ReviewContext): RenderedReview {
  const comments = renderComments(trial, context);
  for (const shortening of shortenings) {
    const { body, digest } = renderBody(trial, context, shortening);
    if (body.length <= longestBody) return { body, comments, digest };
  }
  throw new Error(
    `the review of ${trial.experiment_id} does not fit into ${longestBody} characters`,
  );
}

function renderBody(trial: Trial, context: ReviewContext, shortening: Shortening) {
  const { benchmark, baseline } = context;
  const marker = printMarker(shortening.reduce(trial));
  const has = (part: Part) => !shortening.without.includes(part);
  const { analysis } = trial;
  const body = joinBlocks([
    `**${inlineText(verdictWords(trial, benchmark.objective))}**`,
    thresholdTable(trial, benchmark),
    perClip(trial, context),
    has('chart') ? renderChart(trial, benchmark, baseline) : null,
    analysis === null ? null : `### Analysis\n\n${analysisBlock(analysis, trial.seen_before)}`,
    nextSteps(trial),
    has('cases') ? caseDetails(trial) : null,
    analysis !== null && has('evidence') ? evidenceDetails(evidenceBlock(analysis)) : null,
    measurementDetails(trial),
    shortening.note,
    marker.text,
  ]);
  return { body, digest: marker.digest };
}

function thresholdTable(trial: Trial, benchmark: Benchmark): string | null {
  const rows = thresholds(trial, benchmark);
  if (rows.length === 0) return null;
  return table(
    thresholdColumns,
    rows.map(({ measure, measured, asked }) => [inlineText(measure), measured, asked]),
  );
}

function perClip(trial: Trial, { benchmark, baseline }: ReviewContext): string | null {
  const clips = clipTable(trial, benchmark, baseline);
  if (clips === null) return null;
  return table(
    clips.columns,
    clips.rows.map(([clip = '', ...numbers]) => [inlineText(clip), ...numbers]),
  );
}

function caseDetails({ evaluation }: Trial): string | null {
  if (evaluation === null) return null;
  const titles = ['quality', 'bytes', 'PSNR-YUV', 'SSIM', 'encode ticks', 'decode ticks'];
  const rows = evaluation.cases.map((each) => [
    inlineText(each.clip),
    String(each.quality),
    grouped(each.bytes),
    each.psnr_yuv === null ? 'exact' : each.psnr_yuv.toFixed(2),
    each.ssim_y.toFixed(4),
    grouped(each.encode_ticks),
    grouped(each.decode_ticks),
  ]);
  return details(
    `${evaluation.complete ? 'Every case' : 'The cases measured'} (${evaluation.cases.length})`,
    table(
      [
        { title: 'clip', align: 'left' },
        ...titles.map((title) => ({ title, align: 'right' as const })),
      ],
      rows,
    ),
  );
}

function evidenceDetails(evidence: string | null): string | null {
  return evidence === null ? null : details('Evidence', evidence);
}

function measurementDetails(trial: Trial): string {
  const { engine, candidate, cost } = trial;
  const rows = [
    ['trial', trial.experiment_id],
    ['stage reached', trial.stage],
    ['candidate', `${candidate.source_digest} (${grouped(candidate.source_bytes)} bytes)`],
    ['parent', candidate.parent ?? 'none'],
    ['baseline', trial.baseline.source_digest],
    ['measurement', trial.benchmark.measurement_digest],
    ['engine', `${engine.name} ${engine.version}, evaluator ${engine.evaluator_version}`],
    ['engine digest', engine.digest],
    ...(trial.analysis === null
      ? []
      : [['analysis', `${trial.analysis.fingerprint}, by ${trial.analysis.source}`]]),
    ['cost', costWords(cost)],
  ];
  const width = Math.max(...rows.map(([name = '']) => name.length));
  const lines = rows.map(([name = '', value = '']) => `${name.padEnd(width)}  ${value}`);
  return details('How this was measured', codeBlock(lines.join('\n'), 'text'));
}

function renderComments(trial: Trial, context: ReviewContext): RenderedReview['comments'] {
  const { changedLines, suggestion } = context;
  const { analysis } = trial;
  const [first] = changedLines;
  if (analysis === null || first === undefined) return [];
  const failing = analysis.location?.line;
  const line = failing !== undefined && changedLines.includes(failing) ? failing : first;
  const body = joinBlocks([analysisComment(analysis, line), seenWords(trial.seen_before)]);
  const comments = [{ line, body }];
  const block = suggestion === null ? null : suggestionBlock(suggestion);
  if (suggestion !== null && block !== null && changedLines.includes(suggestion.line)) {
    comments.push({ line: suggestion.line, body: block });
  }
  return comments;
}

/** null when the code holds characters a reader would not see: nobody should commit them with one click. */
function suggestionBlock({
  code,
  frames,
}: NonNullable<ReviewContext['suggestion']>): string | null {
  if (visibleText(code) !== code) return null;
  const what =
    frames === undefined
      ? 'This fix was run and got further'
      : `With this line all ${grouped(frames)} frames that were run come back`;
  return `${what}:\n\n${codeBlock(code, 'suggestion')}`;
}
