/** The plan of a run: which sources its jobs evaluate, for which candidates. It travels as an artifact. */

import * as z from 'zod';
import { digestOf } from './digest.ts';
import type { Evaluation } from './evaluation.ts';
import { printShard } from './result/result.ts';
import { firstFault } from './schema-fault.ts';
import { commitSchema, digestSchema, evaluationSchema } from './trial/schema.ts';
import { type Author, authors } from './trial/trial.ts';

export interface PlannedBenchmark {
  readonly name: string;
  readonly measurement_digest: string;
  readonly baseline_digest: string;
  /** The baseline's evaluation, when a trial holds it already: it is not measured again. */
  readonly baseline_evaluation: Evaluation | null;
}

export interface PlannedCandidate {
  readonly benchmark: string;
  readonly pull_request: number;
  readonly head_sha: string;
  readonly source_digest: string;
  /** What a model is told of it, should it fail. */
  readonly title: string;
  readonly hypothesis: string;
  readonly author: Author;
  /** Digests of the sources that failed on this pull request before. */
  readonly attempts: readonly string[];
  readonly repairs_left: number;
}

/** What the run has set aside, and what proposals have cost so far, in US dollars. */
export interface PlannedSpending {
  readonly run: string;
  /** In seconds. */
  readonly time: number;
  readonly reserved: number;
  readonly spent: number;
}

export interface Plan {
  readonly schema: 1;
  /** Into how many shares each evaluation is cut. */
  readonly shards: number;
  readonly benchmarks: readonly PlannedBenchmark[];
  readonly candidates: readonly PlannedCandidate[];
  /** null when no model is asked. */
  readonly spending: PlannedSpending | null;
  /** Every source by its digest: candidates and baselines. */
  readonly sources: Readonly<Record<string, string>>;
}

/** One job of the evaluate matrix. */
export interface EvaluationJob {
  readonly benchmark: string;
  readonly digest: string;
  readonly shard: string;
}

/** One job of the verify matrix. */
export interface VerificationJob {
  readonly benchmark: string;
  readonly digest: string;
  readonly 'pull-request': number;
}

/** Name of the artifact with the result of a job of the evaluate matrix. */
export function evaluationArtifact({ benchmark, digest, shard }: EvaluationJob): string {
  return `evaluation-${benchmark}-${digest}-${shard}`;
}

/** Name of the artifact with the results of a job of the verify matrix. */
export function verificationArtifact({
  benchmark,
  digest,
}: Pick<VerificationJob, 'benchmark' | 'digest'>): string {
  return `verification-${benchmark}-${digest}`;
}

/** As many jobs as one matrix may have. */
const mostJobs = 256;
/** So that a candidate and its baseline fit into one matrix. */
export const mostShards = mostJobs / 2;

const planSchema: z.ZodType<Plan> = z.strictObject({
  schema: z.literal(1),
  shards: z.int().min(1).max(mostJobs),
  benchmarks: z.array(
    z.strictObject({
      name: z.string().min(1).max(100),
      measurement_digest: digestSchema,
      baseline_digest: digestSchema,
      baseline_evaluation: evaluationSchema.nullable(),
    }),
  ),
  candidates: z.array(
    z.strictObject({
      benchmark: z.string().min(1).max(100),
      pull_request: z.int().positive(),
      head_sha: commitSchema,
      source_digest: digestSchema,
      title: z.string().max(10_000),
      hypothesis: z.string().max(100_000),
      author: z.enum(authors),
      attempts: z.array(digestSchema),
      repairs_left: z.int().nonnegative(),
    }),
  ),
  spending: z
    .strictObject({
      run: z.string().min(1).max(100),
      time: z.int().nonnegative(),
      reserved: z.number().nonnegative(),
      spent: z.number().nonnegative(),
    })
    .nullable(),
  sources: z.record(digestSchema, z.string()),
});

export type PlanParse =
  | { readonly kind: 'plan'; readonly plan: Plan }
  | { readonly kind: 'broken'; readonly why: string };

/** Checks a decoded JSON value, and that each source is the one its digest names. */
export function parsePlan(value: unknown): PlanParse {
  const parsed = planSchema.safeParse(value);
  if (!parsed.success) {
    return { kind: 'broken', why: firstFault(parsed.error, 'plan') };
  }
  const plan = parsed.data;
  const forged = Object.entries(plan.sources).find(
    ([digest, source]) => digestOf(source) !== digest,
  );
  if (forged) return { kind: 'broken', why: `sources.${forged[0]}: the digest is another` };
  const wanted = [
    ...plan.candidates.flatMap(({ source_digest: digest, attempts }) => [digest, ...attempts]),
    ...plan.benchmarks.map(({ baseline_digest: digest }) => digest),
  ];
  const missing = wanted.find((digest) => plan.sources[digest] === undefined);
  if (missing !== undefined) return { kind: 'broken', why: `sources.${missing}: is missing` };
  return { kind: 'plan', plan };
}

/** The evaluate matrix: every source once, whoever asks for it, cut into shares. */
export function evaluationJobs(plan: Plan): EvaluationJob[] {
  return plan.benchmarks.flatMap((benchmark) => {
    const candidates = plan.candidates
      .filter((candidate) => candidate.benchmark === benchmark.name)
      .map(({ source_digest: digest }) => digest);
    if (candidates.length === 0) return [];
    const unknown = benchmark.baseline_evaluation === null ? [benchmark.baseline_digest] : [];
    const digests = [...new Set([...unknown, ...candidates])];
    return digests.flatMap((digest) =>
      Array.from({ length: plan.shards }, (_, i) => ({
        benchmark: benchmark.name,
        digest,
        shard: printShard({ index: i + 1, count: plan.shards }),
      })),
    );
  });
}

/** The source that a job's own is compared with, part by part; undefined for the baseline itself. */
export function baselineOf(
  plan: Plan,
  { benchmark, digest }: Pick<EvaluationJob, 'benchmark' | 'digest'>,
): string | undefined {
  const own = plan.benchmarks.find(({ name }) => name === benchmark)?.baseline_digest;
  return own === undefined || own === digest ? undefined : plan.sources[own];
}

/** One job for each candidate; the verify matrix has those of them that need one. */
export function verificationJobs(plan: Plan): VerificationJob[] {
  const seen = new Set<string>();
  return plan.candidates.flatMap(({ benchmark, source_digest: digest, pull_request: number }) => {
    const key = `${benchmark} ${digest}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ benchmark, digest, 'pull-request': number }];
  });
}

/** How many candidates fit into one run, the baselines of `benchmarks` benchmarks beside them. */
export function mostCandidates(shards: number, benchmarks: number): number {
  return Math.max(1, Math.floor(mostJobs / shards) - benchmarks);
}
