/** What earlier trials teach, as far as there is room: the newest and the most telling stay. */

import type { RepeatedFailure } from '../../domain/statistics/repeated.ts';
import { countTrials } from '../../domain/statistics.ts';
import {
  bestTrials,
  differentTrials,
  examplesOf,
  type Past,
  type Strategy,
  strategyTrials,
} from '../../domain/strategy.ts';
import { count, grouped, sentence } from '../../domain/text/wording.ts';
import type { Trial } from '../../domain/trial/trial.ts';
import { oneLine } from '../sanitize.ts';
import { comparisonWords } from './numbers.ts';
import type { Room } from './room.ts';

/** Blocks of text, all of it data. */
export interface Lessons {
  readonly blocks: readonly { readonly what: string; readonly text: string }[];
  /** In our own words: how to read them; what had no place. null when there is nothing to say. */
  readonly warning: string | null;
  readonly leftOut: string | null;
}

/** What lessons are drawn from. */
export interface LessonSources {
  readonly past: Past;
  readonly strategy: Strategy;
  /** By digest. */
  readonly sources: ReadonlyMap<string, string>;
}

const mostRepeated = 5;
const mostFailures = 10;
const mostBest = 8;
const mostDifferent = 4;
/** Marks around the blocks, and the sentences beside them, in tokens. */
const wrapping = 600;
/** A source may take so much of the room that is left. */
const sourceShare = 0.6;

/** The blocks in the order in which they are read; each is given room in the order of what it is worth. */
export function renderLessons({ past, strategy, sources }: LessonSources, room: Room): Lessons {
  const { history } = past;
  if (history.length === 0) return { blocks: [], warning: null, leftOut: null };
  room.hold(wrapping);
  const told = new Set<Trial>();
  const list = (what: string, trials: readonly Trial[], line: (trial: Trial) => string) => {
    const kept = trials.filter((trial) => room.take(`${line(trial)}\n`));
    for (const trial of kept) told.add(trial);
    return { what, text: kept.map(line).join('\n') };
  };
  const counts = room.claim(countLines(history).join('\n'));
  const chosen = strategyTrials(strategy);
  const best = bestTrials(past, mostBest);
  const telling = [
    list('the trials that this task is about', chosen, failureLine),
    list('largest gains', best, comparedLine),
    list(
      'gains on other clips than those',
      differentTrials(past, best, mostDifferent),
      comparedLine,
    ),
    list(
      'newest trials that failed or lost, and why',
      history.filter(isTelling).slice(-mostFailures).reverse(),
      failureLine,
    ),
  ];
  const known = [...new Set([...chosen, ...examplesOf(past)])].flatMap((trial) => {
    const source = sources.get(trial.candidate.source_digest);
    return source === undefined ? [] : [{ what: `source of ${nameOf(trial)}`, text: source }];
  });
  const shown = known.filter(({ text }) => room.take(text, sourceShare));
  const others = history.filter((trial) => !told.has(trial)).reverse();
  const short = list('other trials, the newest first', others, shortLine);
  return {
    blocks: [
      { what: 'what came of earlier trials', text: counts },
      ...telling,
      ...shown,
      short,
    ].filter(({ text }) => text !== ''),
    warning: counts.includes(`\n${repeatedMark}`) ? warningWords : null,
    leftOut: leftOutWords(history.length - told.size, known.length - shown.length),
  };
}

const repeatedMark = 'REPEATED';
const warningWords = `Failures marked ${repeatedMark} came more than once. Make sure that your candidate does not come to the same end.`;

/** Failures and narrow misses, the bot's own faults aside. */
function isTelling({ status }: Trial): boolean {
  return status === 'failed' || status === 'rejected';
}

function countLines(history: readonly Trial[]): readonly string[] {
  const { trials, byStatus, byCategory, repeated } = countTrials(history);
  const words = (parts: readonly string[]) => (parts.length === 0 ? 'none' : parts.join(', '));
  return [
    `${count(trials, 'trial')}: ${words(byStatus.filter((each) => each.count > 0).map((each) => `${grouped(each.count)} ${each.status}`))}`,
    `by category: ${words(byCategory.map((each) => `${grouped(each.count)} ${each.category}`))}`,
    ...repeated.slice(0, mostRepeated).map((failure) => repeatedLine(failure, history)),
  ];
}

/** A failure that keeps coming, with its newest cause. */
function repeatedLine(failure: RepeatedFailure, history: readonly Trial[]): string {
  const newest = history.findLast(({ analysis }) => analysis?.fingerprint === failure.fingerprint);
  const cause = oneLine(newest?.analysis?.root_cause ?? '', 240);
  return `${repeatedMark} ${grouped(failure.count)} times (${failure.category}): ${cause}`;
}

/** "#12", or the digest of one that was never a pull request. */
export function nameOf({ candidate }: Trial): string {
  const { pull_request: number, source_digest: digest } = candidate;
  return number === null ? digest.slice(0, 12) : `#${number}`;
}

function titleOf({ candidate }: Trial): string {
  return `"${oneLine(candidate.title, 120)}"`;
}

function comparedLine(trial: Trial): string {
  const { comparison, status } = trial;
  const numbers = comparison === null ? '' : `: ${comparisonWords(comparison)}`;
  return `${nameOf(trial)} ${titleOf(trial)}, ${status}${numbers}`;
}

/** What was tried, and why it failed or lost. */
export function failureLine(trial: Trial): string {
  const { analysis, status } = trial;
  if (analysis === null) return comparedLine(trial);
  const { failure_category: category, root_cause: cause, fix_suggestion: fix } = analysis;
  const verb = status === 'failed' ? 'failed' : 'was not accepted';
  const words = `${sentence(oneLine(cause, 600))} Better: ${sentence(oneLine(fix, 300))}`;
  // What was only seen is no reason.
  const why = status === 'failed' && analysis.confidence === 'observed' ? '' : ' because';
  return `${comparedLine(trial)}. It ${verb}${why} (${category}): ${words}`;
}

function shortLine(trial: Trial): string {
  const { status, analysis, comparison } = trial;
  const change = comparison === null ? '' : ` ${comparison.rate_change_percent.toFixed(2)} %`;
  const category = status === 'failed' && analysis !== null ? ` ${analysis.failure_category}` : '';
  return `${nameOf(trial)} ${status}${change}${category}: ${oneLine(trial.candidate.title, 80)}`;
}

function leftOutWords(trials: number, sources: number): string | null {
  const parts = [
    ...(trials > 0 ? [`${count(trials, 'older trial')}`] : []),
    ...(sources > 0 ? [`the sources of ${count(sources, 'trial')}`] : []),
  ];
  return parts.length === 0 ? null : `Left out for lack of room: ${parts.join(' and ')}.`;
}
