/** Lines for prompts/guidance.md that the bot suggests: as pull requests, and on the dashboard. */

import * as z from 'zod';
import { type FailureCategory, failureCategories } from '../domain/analysis.ts';
import { guidanceBranches } from '../domain/branch.ts';
import { count, grouped } from '../domain/text/wording.ts';
import { type Effect, type Rate, type Subject, subjectKey, type Trend } from '../domain/trend.ts';
import { categoryIcons } from './badge.ts';
import { lessonOf } from './guidance/lesson.ts';
import { parseHidden, printHidden } from './hidden.ts';
import { codeBlock, codeSpan, inlineText, joinBlocks, table } from './markdown.ts';

const hiddenKind = 'guidance';
/** The prompt has a budget, and a model heeds a page better than a book. */
const mostLines = 40;
const mostCharacters = 10_000;
const mostShown = 10;

export interface GuidancePull {
  readonly branch: string;
  readonly title: string;
  readonly body: string;
}

/** What the bot remembers in the body: which failure, and the line. */
export interface GuidanceRecord {
  readonly subject: Subject;
  readonly line: string;
}

const category = z.enum(failureCategories);
const recordSchema: z.ZodType<GuidanceRecord> = z.strictObject({
  subject: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('fingerprint'),
      fingerprint: z.string().regex(/^[0-9a-f]{12}$/),
      category,
    }),
    z.strictObject({ kind: z.literal('category'), category }),
  ]),
  line: z.string().max(400),
});

/** Reads the record back; null when there is none that can be read. Whose the body is, the caller checks. */
export function parseGuidance(body: string): GuidanceRecord | null {
  const hidden = parseHidden(hiddenKind, body);
  if (hidden.kind !== 'found') return null;
  const parsed = recordSchema.safeParse(hidden.value);
  return parsed.success ? parsed.data : null;
}

/** The line against it, in words of the bot's own. */
export function guidanceLine(subject: Subject): string {
  return `- ${lessonOf(subject)}`;
}

export type Written =
  | { readonly kind: 'written'; readonly source: string }
  | { readonly kind: 'there' }
  /** No line is thrown out for it: which one has done its work, people know. */
  | { readonly kind: 'full' };

/** The file with the line at its end. */
export function withLine(guidance: string, line: string): Written {
  const lines = guidance.split('\n').filter((each) => each.trim() !== '');
  if (lines.some((each) => each.trim() === line)) return { kind: 'there' };
  const source = `${guidance.trimEnd()}${guidance.trim() === '' ? '' : '\n'}${line}\n`;
  const isFull = lines.length >= mostLines || source.length > mostCharacters;
  return isFull ? { kind: 'full' } : { kind: 'written', source };
}

/** What the branch of a suggestion is against, as `subjectKey` names it: a body may be edited, a branch not. */
export function guidanceKey(branch: string): string {
  return branch.slice(guidanceBranches.length);
}

/** Everything the pull request is opened with. */
export function renderGuidancePull(trend: Trend, line: string): GuidancePull {
  const { subject, failures } = trend;
  const left = Math.max(0, failures.length - mostShown);
  const record: GuidanceRecord = { subject, line };
  return {
    branch: `${guidanceBranches}${subjectKey(subject)}`,
    title: `guidance: against ${subject.category} that keeps coming`,
    body: joinBlocks([
      `${trendWords(trend)} This line would be part of every prompt from its merge on:`,
      codeBlock(line, 'markdown'),
      failureTable(trend),
      left === 0 ? null : `And ${count(left, 'older one')}.`,
      'Edit the line here as you like, and merge it if you agree; the bot never does, since it changes what the model is told. Close the pull request if you do not: the same is not suggested again. After the merge the dashboard shows how often this failure came before and since.',
      printHidden(hiddenKind, JSON.stringify(record)),
    ]),
  };
}

/** "The same failure came in 3 of the newest 12 candidates that Claude wrote, since #4." */
export function trendWords({ subject, failures, among }: Trend): string {
  const what =
    subject.kind === 'fingerprint'
      ? 'The same failure'
      : `Failures of the category ${subject.category}`;
  const [first] = failures;
  const since = first === undefined ? '' : `, since #${first.pullRequest}`;
  return `${what} came in ${failures.length} of the newest ${count(among, 'candidate')} that Claude wrote${since}.`;
}

function failureTable({ subject, failures }: Trend): string {
  const columns = ['candidate', 'category', 'root cause'];
  return table(
    columns.map((title) => ({ title, align: 'left' })),
    failures
      .slice(-mostShown)
      .map(({ pullRequest, trial }) => [
        `#${pullRequest}`,
        categoryWords(trial.analysis?.failure_category ?? subject.category),
        inlineText(trial.analysis?.root_cause ?? '', 200),
      ]),
  );
}

/** What came of looking for something to suggest. */
export type Guided =
  | { readonly kind: 'opened'; readonly number: number }
  /** One is open already: a person decides about that first. */
  | { readonly kind: 'waits'; readonly number: number }
  | { readonly kind: 'nothing' }
  /** The file has no room for the line. */
  | { readonly kind: 'full'; readonly line: string }
  | { readonly kind: 'failed'; readonly why: string };

/** For the summary of a run; null where there is nothing that is not on the dashboard anyway. */
export function guidedNote(guided: Guided): string | null {
  switch (guided.kind) {
    case 'opened':
      return `#${guided.number} suggests a line for prompts/guidance.md, against a failure that keeps coming.`;
    case 'full':
      return `prompts/guidance.md has no room for "${guided.line}": the bot keeps it at ${mostLines} lines and ${grouped(mostCharacters)} characters. Take out what has done its work.`;
    case 'failed':
      return `no line for prompts/guidance.md could be suggested: ${guided.why}`;
    case 'waits':
    case 'nothing':
      return null;
  }
}

export interface GuidanceState {
  readonly number: number;
  readonly state: 'open' | 'closed' | 'merged';
  readonly record: GuidanceRecord;
  /** null until it is merged. */
  readonly effect: Effect | null;
}

/** The dashboard's block; null when nothing was ever suggested. */
export function renderGuidance(suggestions: readonly GuidanceState[]): string | null {
  const open = suggestions.filter(({ state }) => state === 'open');
  const merged = suggestions.filter(({ state }) => state === 'merged').slice(-mostShown);
  if (open.length === 0 && merged.length === 0) return null;
  return joinBlocks([
    '## What the prompt should say',
    open.length === 0
      ? null
      : open
          .map(({ number, record }) => `- #${number} waits for a person: ${codeSpan(record.line)}`)
          .join('\n'),
    merged.length === 0
      ? null
      : table(
          [
            { title: 'merged', align: 'left' },
            { title: 'against', align: 'left' },
            { title: 'failed before', align: 'right' },
            { title: 'failed since', align: 'right' },
          ],
          merged.map(({ number, record, effect }) => [
            `#${number}`,
            `${categoryWords(record.subject.category)}${record.subject.kind === 'fingerprint' ? ` ${codeSpan(record.subject.fingerprint)}` : ''}`,
            rateWords(effect?.before ?? null),
            rateWords(effect?.since ?? null),
          ]),
        ),
  ]);
}

function categoryWords(name: FailureCategory): string {
  return `${categoryIcons[name]} ${name}`;
}

function rateWords(rate: Rate | null): string {
  if (rate === null) return 'too few candidates';
  const { failed, candidates } = rate;
  return `${failed} of ${candidates} (${Math.round((100 * failed) / candidates)} %)`;
}
