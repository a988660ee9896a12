/** One trial as the page's script shows it: everything in words, clipped to what a page can carry. */

import { type FailureCategory, type Severity, severities } from '../../domain/analysis.ts';
import type { Benchmark } from '../../domain/benchmark.ts';
import type { FirstMismatch } from '../../domain/failure.ts';
import { clipText } from '../../domain/text/plain-text.ts';
import { grouped } from '../../domain/text/wording.ts';
import { type Author, type Status, statuses, type Trial } from '../../domain/trial/trial.ts';
import { causeTitle, experimentDetails } from '../analysis-block.ts';
import { costWords } from '../quantity.ts';
import { oneLine, visibleText } from '../sanitize.ts';
import { verdictWords } from '../verdict-words.ts';
import { signed } from './wording.ts';

export interface TrialView {
  readonly benchmark: string;
  /** Of the pull request; null without one. */
  readonly number: number | null;
  readonly title: string;
  readonly hypothesis: string;
  readonly author: Author;
  /** `2026-11-22`. */
  readonly date: string;
  readonly status: Status;
  readonly verdict: string;
  /** As a number to sort by and as words. */
  readonly change: Quantity | null;
  /** The change of all bytes, which stands under that of the rate. */
  readonly total: string | null;
  readonly bytes: Quantity | null;
  readonly analysis: AnalysisView | null;
  /** Words and number of each clip. */
  readonly clips: readonly (readonly [clip: string, change: string])[];
  readonly facts: readonly (readonly [name: string, words: string])[];
  readonly seenBefore: readonly number[];
}

type Quantity = readonly [value: number, words: string];

export interface AnalysisView {
  readonly category: FailureCategory;
  readonly severity: Severity;
  /** "Root cause (proved)". */
  readonly causeTitle: string;
  readonly cause: string;
  readonly fix: string;
  readonly code: string | null;
  readonly place: string | null;
  readonly error: string | null;
  readonly stack: string | null;
  readonly logs: string | null;
  readonly mismatch: string | null;
  readonly experiments: string | null;
  readonly fingerprint: string;
  readonly source: 'rules' | 'claude';
}

/** The orders in which statuses and severities are sorted. */
export const orders = { status: statuses, severity: severities } as const;

const mostClips = 40;
const mostSeen = 50;

/** Characters that each piece of evidence may have, so that a page of so many trials stays small. */
export function evidenceLimit(trials: number): number {
  return Math.round(Math.min(4_000, Math.max(400, 1_000_000 / Math.max(1, trials))));
}

export function viewTrial(
  trial: Trial,
  objective: Benchmark['objective'],
  evidence: number,
): TrialView {
  const { candidate, comparison, evaluation, timestamp_iso: time } = trial;
  return {
    benchmark: oneLine(trial.benchmark.name, 100),
    number: candidate.pull_request,
    title: oneLine(candidate.title, 200),
    hypothesis: oneLine(candidate.hypothesis, Math.max(400, evidence)),
    author: candidate.author,
    date: time?.slice(0, 10) ?? '',
    status: trial.status,
    verdict: verdictWords(trial, objective),
    change: comparison && [comparison.rate_change_percent, signed(comparison.rate_change_percent)],
    total: comparison && `bytes ${signed(comparison.total_bytes_change_percent)}`,
    bytes: evaluation && [evaluation.total_bytes, grouped(evaluation.total_bytes)],
    analysis: viewAnalysis(trial, evidence),
    clips: (comparison?.per_clip ?? [])
      .slice(0, mostClips)
      .map(({ clip, rate_change_percent: change }) => [oneLine(clip, 60), signed(change)]),
    facts: factsOf(trial),
    seenBefore: trial.seen_before.slice(-mostSeen),
  };
}

function viewAnalysis({ analysis }: Trial, limit: number): AnalysisView | null {
  if (analysis === null) return null;
  const { evidence, location } = analysis;
  const clipped = (text: string | null) =>
    text === null ? null : clipText(visibleText(text), limit);
  return {
    category: analysis.failure_category,
    severity: analysis.severity,
    causeTitle: causeTitle(analysis),
    cause: clipText(visibleText(analysis.root_cause), 2000),
    fix: clipText(visibleText(analysis.fix_suggestion), 2000),
    code: clipped(evidence.code),
    place: location && `line ${location.line}, column ${location.column}`,
    error: clipped(evidence.error),
    stack: clipped(evidence.stack),
    logs: clipped(evidence.logs),
    experiments: clipped(experimentDetails(evidence.experiments)),
    mismatch: evidence.first_mismatch && mismatchWords(evidence.first_mismatch),
    fingerprint: analysis.fingerprint,
    source: analysis.source,
  };
}

function mismatchWords({ clip, frame, plane, x, y, expected, actual }: FirstMismatch): string {
  return `${oneLine(clip, 60)}, frame ${frame}, plane ${plane.toUpperCase()}, at ${x}, ${y}: expected ${expected}, got ${actual}`;
}

function factsOf(trial: Trial): TrialView['facts'] {
  const { candidate, comparison, cost, stage, experiment_id: id } = trial;
  const second = comparison?.second_opinion_percent ?? null;
  const heldOut = comparison?.held_out ?? null;
  const shown = heldOut?.rate_change_percent ?? null;
  return [
    ...(comparison === null
      ? []
      : [['bytes in all', signed(comparison.total_bytes_change_percent)] as const]),
    ...(second === null ? [] : [['second opinion (SSIM)', signed(second)] as const]),
    ...(heldOut === null
      ? []
      : [['held-out clips', shown === null ? 'no gain' : signed(shown)] as const]),
    ['stage', stage],
    ['source', `${grouped(candidate.source_bytes)} bytes by ${candidate.author}`],
    ['cost', costWords(cost)],
    ['record', oneLine(id, 200)],
  ];
}
