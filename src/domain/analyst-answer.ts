/** A model's answer about a failure: what of it may be believed. */

import * as z from 'zod';
import { type Analysis, failureCategories, severities } from './analysis.ts';
import { tokenDigest } from './static-check.ts';
import { clipText, invisible } from './text/plain-text.ts';

/** Code to put in place of one line. */
export interface Replacement {
  /** Counts from 1. */
  readonly line: number;
  readonly code: string;
}

/** What is asked for; the descriptions are sent along. */
export const analystAnswerSchema = z.strictObject({
  quoted_line: z
    .string()
    .describe(
      'The line of the source that the root cause rests on, copied exactly, without its number.',
    ),
  root_cause: z
    .string()
    .describe('Why it failed, one to three sentences, naming functions, values and lines.'),
  fix_suggestion: z.string().describe('What to change so that it works, one to three sentences.'),
  failure_category: z.enum(failureCategories).describe('The category that was found.'),
  severity: z.enum(severities).describe('The severity that was found.'),
  replacement: z
    .strictObject({
      line: z.number().describe('The number of the line to replace.'),
      code: z.string().describe('What to put in its place, one or several lines of code.'),
    })
    .nullable()
    .describe('Only if replacing one line mends the fault; else null.'),
});
export type AnalystAnswer = z.infer<typeof analystAnswerSchema>;

/** An answer with more characters than that is none. */
const mostAnswer = 50_000;
/** Longer texts are cut. */
const mostWords = 1000;
/** Longer code is no replacement of a line. */
const mostCode = 4000;
/** So many characters in a row of our own words are a copy of them. */
const copied = 120;

export interface QuotedLine {
  /** Counts from 1. */
  readonly line: number;
  readonly text: string;
}

export type AnswerCheck =
  | {
      readonly kind: 'good';
      readonly analysis: Analysis;
      readonly quote: QuotedLine;
      readonly replacement: Replacement | null;
    }
  | { readonly kind: 'broken'; readonly why: string };

export interface AnswerContext {
  /** The rules' analysis. */
  readonly analysis: Analysis;
  readonly source: string;
  /** What the model was told and has no reason to repeat: delimiter and instructions. */
  readonly secrets: readonly string[];
}

/**
 * What an answer adds to the rules' analysis. Its words count only if it quotes a line that exists; category,
 * severity, evidence and fingerprint stay the rules', whatever it says. `why` tells the model what to mend.
 */
export function checkAnswer(answer: AnalystAnswer, context: AnswerContext): AnswerCheck {
  const { analysis, source, secrets } = context;
  const [cause, fix] = [answer.root_cause.trim(), answer.fix_suggestion.trim()];
  if (cause === '' || fix === '') return broken('root_cause and fix_suggestion must say something');
  const code = answer.replacement?.code ?? '';
  if (cause.length + fix.length + code.length > mostAnswer) return broken('it is far too long');
  const quote = findLine(source, answer.quoted_line, analysis.location?.line ?? 1);
  if (quote === null) {
    return broken(
      'quoted_line must be a line of the source, copied exactly, with a name or number in it',
    );
  }
  const { confidence, location } = analysis;
  if (confidence !== 'observed' && location !== null && quote.line !== location.line) {
    return broken(
      `the root cause is ${confidence} by experiments: quote line ${location.line}, which it names`,
    );
  }
  const words = [cause, fix, code].join('\n');
  if (secrets.some((secret) => repeats(words, secret))) {
    return broken('the answer must speak of the candidate alone, not repeat the instructions');
  }
  return {
    kind: 'good',
    analysis: {
      ...analysis,
      root_cause: clipText(cause, mostWords),
      fix_suggestion: clipText(fix, mostWords),
      location: analysis.location ?? { line: quote.line, column: firstColumn(quote.text) },
      source: 'claude',
    },
    quote,
    replacement: usableReplacement(source, answer.replacement),
  };
}

/** The source with the line replaced. Throws when it has no such line: a bug. */
export function applyReplacement(source: string, { line, code }: Replacement): string {
  const lines = source.split('\n');
  if (lines[line - 1] === undefined) throw new Error(`the source has no line ${line}`);
  return lines.with(line - 1, code).join('\n');
}

function broken(why: string): AnswerCheck {
  return { kind: 'broken', why };
}

/** The nearest line to `near` that reads so, layout and invisible characters aside. */
function findLine(source: string, quoted: string, near: number): QuotedLine | null {
  const wanted = plain(quoted);
  if (!/[\p{L}\p{N}]/u.test(wanted) || wanted.length < 3) return null;
  const found = source
    .split('\n')
    .map((text, index) => ({ line: index + 1, text }))
    .filter(({ text }) => plain(text) === wanted)
    .sort((a, b) => Math.abs(a.line - near) - Math.abs(b.line - near));
  return found[0] ?? null;
}

function plain(line: string): string {
  return line.replace(invisible, '').replaceAll('\ufffd', '').replace(/\s+/g, ' ').trim();
}

function firstColumn(line: string): number {
  return Math.max(0, line.search(/\S/)) + 1;
}

function usableReplacement(source: string, replacement: Replacement | null): Replacement | null {
  if (replacement === null) return null;
  const { line, code } = replacement;
  if (!Number.isInteger(line) || line < 1 || line > source.split('\n').length) return null;
  if (code.length > mostCode) return null;
  const changed = applyReplacement(source, replacement);
  return tokenDigest(changed) === tokenDigest(source) ? null : { line, code };
}

/** Whether a text contains a secret, or a long piece of it. */
function repeats(text: string, secret: string): boolean {
  if (secret === '') return false;
  const plainSecret = plain(secret);
  const plainText = plain(text);
  if (plainSecret.length <= copied) return plainText.includes(plainSecret);
  for (let i = 0; i + copied <= plainText.length; i++) {
    if (plainSecret.includes(plainText.slice(i, i + copied))) return true;
  }
  return false;
}
