/** Lines for prompts/guidance.md that the bot suggests: as pull requests, and on the dashboard. */

import * as z from 'zod';
import { type FailureCategory, failureCategories } from '../domain/analysis.ts';
import { guidanceBranches } from '../domain/branch.ts';
import { plainLine } from '../domain/text/plain-text.ts';
import { count } from '../domain/text/wording.ts';
import { type Effect, type Rate, type Subject, subjectKey, type Trend } from '../domain/trend.ts';
import { categoryIcons } from './badge.ts';
import { parseHidden, printHidden } from './hidden.ts';
import { codeBlock, codeSpan, inlineText, joinBlocks, table } from './markdown.ts';

const hiddenKind = 'guidance';
/** The prompt has a budget, and a model heeds a page better than a book. */
const mostLines = 40;
const mostAdvice = 240;
const mostShown = 10;

/** What a category teaches where its failures have no fix in common that could be passed on. */
const general: Readonly<Record<FailureCategory, string>> = {
  syntax_error:
    'Read the finished source once more for brackets, commas and quotes: it has to parse.',
  validation_error:
    'Use only the globals of the list, no import and nothing asynchronous, and return bytes from both functions.',
  import_error: 'There is nothing to import: write everything into the one file.',
  runtime_error:
    'Go through the first frame, an empty stream and a frame of 1x1 in mind: nothing may be undefined or out of range there.',
  logic_error:
    'Before you hand in, follow one block through encoder and decoder: both must read and change the same state in the same order.',
  timeout:
    'Count the work a sample costs: loops in loops over neighbours exceed the ticks. Bound every search and every `while`.',
  resource_error:
    'Take arrays once for each size, not in loops, bound recursion, and keep the stream below the raw frame.',
  performance_rejection: 'Say which clip should gain how much, and why, before you write.',
  infrastructure_error: 'Keep the source plain.',
};

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

/**
 * The line against a trend: the newest fix that the rules gave for it, else what its category teaches. What a
 * candidate or a model wrote never gets into it, since every later prompt will say it.
 */
export function guidanceLine({ subject, failures }: Trend): string {
  const fixes = failures
    .map(({ trial }) => trial.analysis)
    .filter((analysis) => analysis?.source === 'rules')
    .map((analysis) => analysis?.fix_suggestion ?? '');
  const fix = subject.kind === 'fingerprint' ? fixes.findLast(isPlainAdvice) : undefined;
  return `- ${fix ?? general[subject.category]}`;
}

/** Words and numbers; in backticks only what is short and reads as code. */
function isPlainAdvice(fix: string): boolean {
  if (fix === '' || fix !== plainLine(fix, mostAdvice)) return false;
  const words = fix.replace(/`([^`]{1,60})`/g, (span, code: string) => (isCode(code) ? '' : span));
  return /^[A-Za-z0-9 ,.;:'()+*/=<>%-]+$/.test(words) && !/:\/\/|www\./.test(words);
}

/** Names come from candidates: two words in a row, with nothing but a keyword to join them, may be a sentence. */
function isCode(text: string): boolean {
  const rest = text.replace(/\b(?:let|const|new|return|typeof|export|function|class) /g, '');
  const names = rest.match(/[A-Za-z_$][\w$]*/g) ?? [];
  return (
    /^[\w$.,;:?!()[\]{} =<>+*/%&|^~-]+$/.test(rest) &&
    names.every((name) => name.length <= 30) &&
    !/[A-Za-z_$][\w$]* +[A-Za-z_$]/.test(rest)
  );
}

/** The file with the line at its end; null when it is there already, or the file is full. */
export function withLine(guidance: string, line: string): string | null {
  const lines = guidance.split('\n').filter((each) => each.trim() !== '');
  if (lines.some((each) => each.trim() === line)) return null;
  if (lines.length >= mostLines) return null;
  return `${guidance.trimEnd()}${guidance.trim() === '' ? '' : '\n'}${line}\n`;
}

/** Everything the pull request is opened with. */
export function renderGuidancePull(trend: Trend, line: string): GuidancePull {
  const { subject, failures, among } = trend;
  const shown = failures.slice(-mostShown);
  const record: GuidanceRecord = { subject, line };
  return {
    branch: `${guidanceBranches}${subjectKey(subject)}`,
    title: `guidance: against ${subject.category} that keeps coming`,
    body: joinBlocks([
      `${subject.kind === 'fingerprint' ? 'The same failure' : `Failures of the category ${subject.category}`} came in ${count(failures.length, 'candidate')} of the newest ${among} that Claude wrote. This line would be part of every prompt from its merge on:`,
      codeBlock(line, 'markdown'),
      table(
        [
          { title: 'candidate', align: 'left' },
          { title: 'category', align: 'left' },
          { title: 'root cause', align: 'left' },
        ],
        shown.map(({ pullRequest, trial }) => [
          `#${pullRequest}`,
          categoryWords(trial.analysis?.failure_category ?? subject.category),
          inlineText(trial.analysis?.root_cause ?? '', 200),
        ]),
      ),
      'Edit the line here as you like, and merge it if you agree; the bot never does, since it changes what the model is told. Close the pull request if you do not: the same is not suggested again. The dashboard then shows how often this failure came before the merge and since.',
      printHidden(hiddenKind, JSON.stringify(record)),
    ]),
  };
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
