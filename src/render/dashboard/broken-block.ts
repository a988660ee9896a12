/** That the bot itself is broken, above everything else: nothing goes on before somebody mends it. */

import { type ErrorStreak, errorStreak } from '../../domain/statistics/error-streak.ts';
import { count } from '../../domain/text/wording.ts';
import { inlineText } from '../markdown.ts';
import type { BenchmarkState } from './benchmark-block.ts';
import type { Detail } from './detail.ts';

const longestCause = 300;

/** null while trials end in verdicts. */
export function brokenBlock(states: readonly BenchmarkState[], { title }: Detail): string | null {
  const lines = states.flatMap((state) => {
    const streak = errorStreak(state.answers);
    return streak === null ? [] : [line(state, streak, title)];
  });
  if (lines.length === 0) return null;
  return [
    '> [!CAUTION]',
    '> **The bot itself is broken.** No candidate is at fault, and none gets a verdict until that is mended:',
    '>',
    ...lines.map((each) => `> - ${each}`),
    '>',
    '> The status `codec-crucible/verdict` of the newest one links to the run that met it. Once it is mended, the bot goes on by itself; a candidate that was given up goes on with `/evaluate`.',
  ].join('\n');
}

function line({ benchmark, trials }: BenchmarkState, streak: ErrorStreak, title: number): string {
  const { candidates, since, newest } = streak;
  const error = trials.findLast(
    ({ status, candidate }) => status === 'error' && candidate.pull_request === newest,
  );
  const cause = error?.analysis?.root_cause;
  return [
    `${inlineText(benchmark.name, title)}: the last ${count(streak.trials, 'trial')}, of ${count(candidates, 'candidate')}, ended in an error of the bot`,
    since === null
      ? ''
      : `, since ${new Date(1000 * since).toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    `. The newest, in #${newest}`,
    cause === undefined ? '.' : `: ${inlineText(cause, longestCause)}`,
  ].join('');
}
