/** One trial as data: what was tried, what came of it, and what the rules found. */

import type { Analysis } from '../../domain/analysis.ts';
import type { Benchmark } from '../../domain/benchmark.ts';
import type { Trial } from '../../domain/trial/trial.ts';
import { experimentDetails, sampleWords } from '../analysis-block.ts';
import { joinBlocks } from '../markdown.ts';
import { oneLine } from '../sanitize.ts';
import { fence, numbered } from './fence.ts';
import { accountWords, comparisonWords } from './numbers.ts';

export interface TrialCase {
  readonly benchmark: Benchmark;
  readonly trial: Trial;
  readonly analysis: Analysis;
  readonly source: string;
  readonly delimiter: string;
}

/** Title, numbers, analysis, evidence and source, each between marks. */
export function renderCase({ benchmark, trial, analysis, source, delimiter }: TrialCase): string {
  const { candidate, comparison } = trial;
  const { error, stack, logs, first_mismatch: mismatch } = analysis.evidence;
  const block = (what: string, text: string | null) =>
    text === null || text.trim() === '' ? null : fence(delimiter, what, text.slice(0, 6000));
  return joinBlocks([
    block('title', oneLine(candidate.title, 200)),
    block('hypothesis', oneLine(candidate.hypothesis, 1500)),
    block('rate against the baseline', comparison === null ? null : comparisonWords(comparison)),
    block('what it needs against the baseline', accountWords(trial, benchmark)),
    block('what the rules found', rulesWords(analysis)),
    block('what experiments showed', experimentDetails(analysis.evidence.experiments)),
    block('error', error),
    block('stack', stack),
    block('console of the candidate', logs),
    block('first wrong sample', mismatch === null ? null : sampleWords(mismatch)),
    fence(delimiter, 'source with line numbers', numbered(source)),
  ]);
}

function rulesWords(analysis: Analysis): string {
  const { root_cause: cause, fix_suggestion: fix, location, confidence } = analysis;
  const place =
    location === null ? '' : `\nPlace: line ${location.line}, column ${location.column}`;
  return `Root cause (${confidence}): ${oneLine(cause)}\nFix: ${oneLine(fix)}${place}`;
}

/** How far it came and of what kind the fault is, in the bot's own words. */
export function verdictLine({ status, stage }: Trial, analysis: Analysis): string {
  const { failure_category: category, severity } = analysis;
  return `Status: ${status}. Stage: ${stage}. Category: ${category}. Severity: ${severity}.`;
}
