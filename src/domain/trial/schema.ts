/** The trial record as a schema: what is read back from a marker, an artifact or a table is checked here. */

import * as z from 'zod';
import { confidences, failureCategories, severities } from '../analysis.ts';
import { type CaseMeasurement, stages } from '../evaluation.ts';
import { experimentSchema, mostExperiments } from '../experiments/investigated.ts';
import { firstFault } from '../schema-fault.ts';
import { planeNames } from '../video/frame.ts';
import { experimentId } from './experiment-id.ts';
import { authors, heldReasons, statuses, type Trial } from './trial.ts';

/** A whole number from 0. */
export const count = z.int().nonnegative();
/** SHA-256 in hex. */
export const digestSchema = z.string().regex(/^[0-9a-f]{64}$/);
/** A git commit's id in hex. */
export const commitSchema = z.string().regex(/^([0-9a-f]{40}|[0-9a-f]{64})$/);
const decibels = z.number().nullable();

export const caseMeasurementSchema = z
  .strictObject({
    clip: z.string(),
    quality: count,
    frames: count,
    bytes: count,
    sse_y: count,
    sse_u: count,
    sse_v: count,
    psnr_y: decibels,
    psnr_u: decibels,
    psnr_v: decibels,
    psnr_yuv: decibels,
    ssim_y: z.number(),
    encode_ticks: count,
    decode_ticks: count,
    first_frame_bytes: count.optional(),
    most_encode_ticks: count.optional(),
    most_decode_ticks: count.optional(),
  })
  .refine(partsFit, { error: 'a part is more than the whole' });

function partsFit(measured: CaseMeasurement): boolean {
  const { first_frame_bytes: first = 0, most_encode_ticks: encode = 0 } = measured;
  const { most_decode_ticks: decode = 0 } = measured;
  return (
    first <= measured.bytes && encode <= measured.encode_ticks && decode <= measured.decode_ticks
  );
}

export const evaluationSchema = z.strictObject({
  complete: z.boolean(),
  cases: z.array(caseMeasurementSchema),
  total_bytes: count,
  bits_per_sample: z.number().nonnegative(),
});

const comparison = z.strictObject({
  rate_change_percent: z.number(),
  total_bytes_change_percent: z.number(),
  per_clip: z.array(z.strictObject({ clip: z.string(), rate_change_percent: z.number() })),
  second_opinion_percent: z.number().nullable(),
  held_out: z
    .strictObject({ sets: z.array(z.string()), rate_change_percent: z.number().nullable() })
    .nullable(),
});

const firstMismatch = z.strictObject({
  clip: z.string(),
  frame: count,
  plane: z.enum(planeNames),
  x: count,
  y: count,
  expected: count,
  actual: count,
});

const analysis = z.strictObject({
  failure_category: z.enum(failureCategories),
  root_cause: z.string(),
  fix_suggestion: z.string(),
  confidence: z.enum(confidences),
  severity: z.enum(severities),
  location: z.strictObject({ line: z.int().positive(), column: z.int().positive() }).nullable(),
  evidence: z.strictObject({
    error: z.string().nullable(),
    stack: z.string().nullable(),
    logs: z.string().nullable(),
    code: z.string().nullable(),
    first_mismatch: firstMismatch.nullable(),
    experiments: z.array(experimentSchema).max(mostExperiments),
  }),
  fingerprint: z.string().regex(/^[0-9a-f]{12}$/),
  source: z.enum(['rules', 'claude']),
});

export const engineSchema = z.strictObject({
  name: z.string().max(100),
  version: z.string().max(100),
  digest: digestSchema,
  evaluator_version: count,
});

export const costSchema = z.strictObject({
  input_tokens: count,
  output_tokens: count,
  cache_read_tokens: count,
  cache_write_tokens: count,
  usd: z.number().nonnegative(),
});

const fields = z.strictObject({
  schema: z.literal(2),
  experiment_id: z.string(),
  timestamp: count.nullable(),
  timestamp_iso: z.iso.datetime().nullable(),
  benchmark: z.strictObject({ name: z.string().min(1).max(100), measurement_digest: digestSchema }),
  engine: engineSchema,
  candidate: z.strictObject({
    title: z.string(),
    hypothesis: z.string(),
    source_digest: digestSchema,
    source_bytes: count,
    author: z.enum(authors),
    parent: digestSchema.nullable(),
    pull_request: z.int().positive().nullable(),
    head_sha: commitSchema.nullable(),
    base_sha: commitSchema.nullable(),
  }),
  baseline: z.strictObject({
    source_digest: digestSchema,
    evaluation: evaluationSchema.nullable(),
  }),
  status: z.enum(statuses),
  held_reason: z.enum(heldReasons).nullable(),
  stage: z.enum(stages),
  evaluation: evaluationSchema.nullable(),
  comparison: comparison.nullable(),
  analysis: analysis.nullable(),
  seen_before: z.array(z.int().positive()),
  cost: costSchema,
});

/** Strict: unknown fields, numbers that are none and records that contradict themselves are refused. */
export const trialSchema: z.ZodType<Trial> = fields
  .refine((trial) => (trial.status === 'accepted') === (trial.analysis === null), {
    error: 'every trial that is not accepted, and no other, has an analysis',
  })
  .refine((trial) => trial.status !== 'held' || trial.held_reason !== null, {
    error: 'a held trial says why',
  })
  .refine((trial) => trial.experiment_id === experimentIdOf(trial), {
    error: 'the experiment_id belongs to another trial',
  });

export type TrialParse =
  | { readonly kind: 'trial'; readonly trial: Trial }
  | { readonly kind: 'broken'; readonly why: string };

/** Checks a decoded JSON value. `why` names the first field that is wrong. */
export function parseTrial(value: unknown): TrialParse {
  const result = trialSchema.safeParse(asSchema2(value));
  if (result.success) return { kind: 'trial', trial: result.data };
  return { kind: 'broken', why: firstFault(result.error, 'trial') };
}

/** Records of schema 1 say nothing of experiments, nor what the baseline's numbers were. */
function asSchema2(value: unknown): unknown {
  const old = firstSchema.safeParse(value);
  if (!old.success) return value;
  const { analysis: said } = old.data;
  const baseline = { ...old.data.baseline, evaluation: null };
  const renewed = { ...old.data, schema: 2, baseline };
  if (said === null) return renewed;
  const evidence = { ...said.evidence, experiments: [] };
  return { ...renewed, analysis: { ...said, confidence: 'observed', evidence } };
}

const firstSchema = z.looseObject({
  schema: z.literal(1),
  baseline: z.looseObject({}),
  analysis: z.looseObject({ evidence: z.looseObject({}) }).nullable(),
});

function experimentIdOf(trial: Trial): string {
  return experimentId({
    benchmark: trial.benchmark.name,
    sourceDigest: trial.candidate.source_digest,
    headSha: trial.candidate.head_sha,
    baselineDigest: trial.baseline.source_digest,
  });
}
