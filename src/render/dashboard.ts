/** The dashboard issue's text: how each benchmark stands, and the numbers so far. */

import type { Benchmark } from '../domain/benchmark.ts';
import { shortDigest } from '../domain/digest.ts';
import { grouped, percent } from '../domain/text/wording.ts';
import type { Trial } from '../domain/trial/trial.ts';
import { codeSpan, details, inlineText, joinBlocks, table } from './markdown.ts';
import { commandTable } from './replies.ts';
import { renderStatistics } from './statistics.ts';

export interface BenchmarkState {
  readonly benchmark: Benchmark;
  /** SHA-256 of the codec on the default branch. */
  readonly baselineDigest: string;
  /** Believed trials, oldest first. */
  readonly trials: readonly Trial[];
  /** Numbers of the open candidates. */
  readonly open: readonly number[];
}

/** Steps of the lineage that are shown; the whole is in `git log`. */
const mostSteps = 30;

export function renderDashboard(states: readonly BenchmarkState[]): string {
  const trials = states.flatMap((state) => state.trials);
  return joinBlocks([
    'How the evolution stands. The bot keeps this text up to date; commands may be written as comments below.',
    ...states.map(benchmarkBlock),
    `## Numbers\n\n${renderStatistics(trials)}`,
    details('Commands', commandTable()),
  ]);
}

function benchmarkBlock({ benchmark, baselineDigest, trials, open }: BenchmarkState): string {
  const accepted = trials.filter(({ status }) => status === 'accepted');
  const isOpen = open.length === 0 ? 'none' : open.map((number) => `#${number}`).join(', ');
  return joinBlocks([
    `## ${inlineText(benchmark.name)}`,
    inlineText(benchmark.description),
    `- Baseline: ${codeSpan(shortDigest(baselineDigest))}${originOf(baselineDigest, accepted)}\n- Open candidates: ${isOpen}`,
    accepted.length === 0 ? 'Nothing was merged yet.' : lineage(accepted),
  ]);
}

function originOf(digest: string, accepted: readonly Trial[]): string {
  const origin = accepted.findLast(({ candidate }) => candidate.source_digest === digest);
  const number = origin?.candidate.pull_request ?? null;
  return number === null ? ' (committed by hand)' : ` (from #${number})`;
}

function lineage(accepted: readonly Trial[]): string {
  const shown = accepted.slice(-mostSteps);
  const rows = shown.map(({ candidate, comparison, evaluation }) => [
    candidate.pull_request === null ? '' : `#${candidate.pull_request}`,
    inlineText(candidate.title, 100),
    comparison === null ? '' : percent(comparison.rate_change_percent),
    evaluation === null ? '' : grouped(evaluation.total_bytes),
  ]);
  const left = accepted.length - shown.length;
  const note =
    left === 0 ? null : `The ${left} steps before are in the history of the default branch.`;
  return joinBlocks([
    table(
      [
        { title: 'merged', align: 'left' },
        { title: 'idea', align: 'left' },
        { title: 'rate change', align: 'right' },
        { title: 'bytes in all', align: 'right' },
      ],
      rows,
    ),
    note,
  ]);
}
