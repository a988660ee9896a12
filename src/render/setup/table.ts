/** The findings of a check of the set-up as a table, and as lines of a log or a terminal. */

import type { Finding, State } from '../../domain/setup/finding.ts';
import { isReady } from '../../domain/setup/finding.ts';
import { inlineText, joinBlocks, table } from '../markdown.ts';
import { safeLine } from '../sanitize.ts';

const columns = ['check', 'state', 'what was seen', 'what to set where'];
const icons: Readonly<Record<State, string>> = {
  fine: '✅',
  warning: '⚠️',
  missing: '❌',
  unknown: '❔',
};

/** For the summary of the job. */
export function renderFindings(findings: readonly Finding[]): string {
  const rows = findings.map((finding) => [
    inlineText(finding.check),
    `${icons[finding.state]} ${finding.state}`,
    inlineText(finding.seen),
    finding.state === 'fine' ? '' : inlineText(finding.todo),
  ]);
  return joinBlocks([
    '### Check of the set-up',
    overall(findings),
    table(
      columns.map((title) => ({ title, align: 'left' as const })),
      rows,
    ),
  ]);
}

/** The same as lines; `paint` may colour the state, which is as wide as the widest. */
export function findingLines(
  findings: readonly Finding[],
  paint: (text: string, state: State) => string = (text) => text,
): readonly string[] {
  const lines = findings.map((finding) => {
    const { check, state, seen } = finding;
    const todo = state === 'fine' ? '' : ` -> ${finding.todo}`;
    return `${paint(state.padEnd(8), state)} ${safeLine(`${check}: ${seen}${todo}`)}`;
  });
  return [...lines, overall(findings)];
}

function overall(findings: readonly Finding[]): string {
  const count = (state: State) => findings.filter((each) => each.state === state).length;
  const open = count('warning') + count('unknown');
  if (!isReady(findings)) return `Not ready: ${count('missing')} missing.`;
  return open === 0 ? 'Ready.' : `Ready, with ${open} to look at.`;
}
