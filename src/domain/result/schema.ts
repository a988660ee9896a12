/** The form of results: artifacts come from jobs that ran hostile code, so each is checked before use. */

import * as z from 'zod';
import { stages } from '../evaluation.ts';
import { investigationSchema } from '../experiments/investigated.ts';
import { partsSchema } from '../experiments/parts.ts';
import type { CallFault, Failure } from '../failure.ts';
import type { CaseOutcome, EvaluationFailed } from '../outcome.ts';
import { firstFault } from '../schema-fault.ts';
import { caseMeasurementSchema, count, digestSchema, engineSchema } from '../trial/schema.ts';
import { planeNames } from '../video/frame.ts';
import type { EvaluationResult } from './result.ts';

/** Longer texts than the evaluator writes are none of its. */
const text = z.string().max(20_000);
const place = z.int().positive();
const location = z.strictObject({ line: place, column: place });

const site = z.strictObject({
  call: z.enum(['load', 'compress', 'decompress']),
  clip: z.string().max(200),
  quality: count,
  frame: z.int().min(-1),
});

const firstMismatch = z.strictObject({
  clip: z.string().max(200),
  frame: count,
  plane: z.enum(planeNames),
  x: count,
  y: count,
  expected: count,
  actual: count,
});

const fault: z.ZodType<CallFault> = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('thrown'),
    name: text,
    message: text,
    stack: text,
    location: location.nullable(),
  }),
  z.strictObject({ kind: z.literal('missing_export'), name: text, found: text }),
  z.strictObject({ kind: z.literal('not_bytes'), returned: text }),
  z.strictObject({ kind: z.literal('wrong_size'), expected: count, actual: count }),
  z.strictObject({ kind: z.literal('mismatch'), first: firstMismatch }),
  z.strictObject({ kind: z.literal('tick_limit'), limit: count }),
  z.strictObject({ kind: z.literal('unresponsive'), seconds: z.number().nonnegative() }),
  z.strictObject({ kind: z.literal('out_of_memory'), limitMb: count }),
  z.strictObject({
    kind: z.literal('stack_overflow'),
    limitKb: count,
    location: location.nullable(),
  }),
  z.strictObject({ kind: z.literal('engine_stopped'), message: text }),
  z.strictObject({ kind: z.literal('output_too_large'), bytes: count, limit: count }),
]);

const finding = z.strictObject({
  line: place,
  column: place,
  rule: z.enum([
    'syntax',
    'too_large',
    'too_deep',
    'builtin_import',
    'missing_import',
    'unlinkable_export',
    'unknown_global',
    'eval',
    'async',
    'missing_export',
  ]),
  message: text,
  fix: text,
});

const failure: z.ZodType<Failure> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('static'), finding }),
  z.strictObject({ kind: z.literal('call'), site, fault }),
]);

const investigation = investigationSchema.nullable().optional();

const failedEvaluation: z.ZodType<EvaluationFailed> = z.strictObject({
  kind: z.literal('failed'),
  stage: z.enum(stages),
  failures: z.array(failure).min(1).max(10_000),
  logs: text,
  investigation,
});

const caseFault = z.strictObject({ site, fault });

const caseOutcome: z.ZodType<CaseOutcome> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('measured'), measurement: caseMeasurementSchema }),
  z.strictObject({
    kind: z.literal('failed'),
    faults: z.tuple([caseFault], caseFault),
    logs: text,
  }),
]);

const resultSchema: z.ZodType<EvaluationResult> = z.strictObject({
  schema: z.literal(1),
  source_digest: digestSchema,
  measurement_digest: digestSchema,
  engine: engineSchema,
  shard: z
    .strictObject({ index: place.max(999), count: place.max(999) })
    .refine(({ index, count: all }) => index <= all, { error: 'there is no such shard' }),
  finding: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('stopped'), failure: failedEvaluation }),
    z.strictObject({
      kind: z.literal('ran'),
      cases: z.array(z.strictObject({ index: count, outcome: caseOutcome })).max(100_000),
      investigation,
      parts: partsSchema.nullable().optional(),
    }),
    z.strictObject({ kind: z.literal('broke'), error: text }),
  ]),
});

export type ResultParse =
  | { readonly kind: 'result'; readonly result: EvaluationResult }
  | { readonly kind: 'broken'; readonly why: string };

/** Checks a decoded JSON value. `why` names the first field that is wrong. */
export function parseResult(value: unknown): ResultParse {
  const parsed = resultSchema.safeParse(value);
  if (parsed.success) return { kind: 'result', result: parsed.data };
  return { kind: 'broken', why: firstFault(parsed.error, 'result') };
}
