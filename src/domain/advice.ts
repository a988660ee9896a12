/** What a model said about one candidate that was not accepted. It travels as an artifact; nothing in it decides. */

import * as z from 'zod';
import type { Analysis } from './analysis.ts';
import type { Replacement } from './analyst-answer.ts';
import { firstFault } from './schema-fault.ts';
import { costSchema, digestSchema } from './trial/schema.ts';
import type { Cost } from './trial/trial.ts';

export interface Advice {
  readonly schema: 1;
  readonly benchmark: string;
  /** Of the candidate. */
  readonly source_digest: string;
  /** Better words for the analysis, and the line they rest on; null when the rules' stand. */
  readonly words: AdvisedWords | null;
  /** Code for one line that may mend it; it counts once it was run. */
  readonly replacement: Replacement | null;
  /** A whole source that may mend it; it counts once it was run. */
  readonly repair: { readonly source: string; readonly change: string } | null;
  readonly cost: Cost;
  /** Why there is less than was asked for; for the log. */
  readonly notes: readonly string[];
}

export interface AdvisedWords {
  readonly root_cause: string;
  readonly fix_suggestion: string;
  readonly quoted_line: string;
}

const words = z.string().min(1).max(1_100);

const adviceSchema: z.ZodType<Advice> = z.strictObject({
  schema: z.literal(1),
  benchmark: z.string().min(1).max(100),
  source_digest: digestSchema,
  words: z
    .strictObject({ root_cause: words, fix_suggestion: words, quoted_line: z.string().max(70_000) })
    .nullable(),
  replacement: z.strictObject({ line: z.int().positive(), code: z.string().max(4_000) }).nullable(),
  repair: z
    .strictObject({ source: z.string().min(1).max(70_000), change: z.string().max(2_000) })
    .nullable(),
  cost: costSchema,
  notes: z.array(z.string().max(2_000)).max(20),
});

export type AdviceParse =
  | { readonly kind: 'advice'; readonly advice: Advice }
  | { readonly kind: 'broken'; readonly why: string };

/** Checks a decoded JSON value. `why` names the first field that is wrong. */
export function parseAdvice(value: unknown): AdviceParse {
  const parsed = adviceSchema.safeParse(value);
  if (parsed.success) return { kind: 'advice', advice: parsed.data };
  return { kind: 'broken', why: firstFault(parsed.error, 'advice') };
}

/** Words about a cause that experiments showed must rest on its own line; others on any line that is there. */
function mayQuote({ confidence, location }: Analysis, source: string, quoted: string): boolean {
  const lines = source.split('\n');
  if (confidence === 'observed' || location === null) return lines.includes(quoted);
  return lines[location.line - 1] === quoted;
}

/**
 * The rules' analysis in the model's words, if these rest on a line that the source has. Category,
 * severity, evidence and fingerprint stay the rules'.
 */
export function adviseAnalysis(
  analysis: Analysis,
  { words: said }: Pick<Advice, 'words'>,
  source: string,
): Analysis {
  if (said === null || !mayQuote(analysis, source, said.quoted_line)) return analysis;
  const { root_cause, fix_suggestion } = said;
  return { ...analysis, root_cause, fix_suggestion, source: 'claude' };
}
