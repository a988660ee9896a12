/**
 * Plans and results as files: written for the next jobs, and believed only after a check.
 *
 * `actions/download-artifact` gives each artifact a folder of its name, except when a single one matches: then it is
 * unpacked into the download folder itself. The workflows ask for the plan together with whatever else they need, and a
 * run without a plan has no later jobs, so that a single match is the plan.
 */

import { lstat, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { type Advice, parseAdvice } from '../domain/advice.ts';
import {
  evaluationArtifact,
  evaluationJobs,
  type Plan,
  parsePlan,
  verificationArtifact,
  verificationJobs,
} from '../domain/plan.ts';
import { type EvaluationResult, resultFileName } from '../domain/result/result.ts';
import { parseResult } from '../domain/result/schema.ts';
import { UsageError } from '../domain/usage-error.ts';

export const planArtifact = 'plan';
const analysesArtifact = 'analyses';
const planFile = 'plan.json';
const historyFolder = 'history';
const mostFiles = 2_000;
const mostBytes = 32 * 1024 * 1024;

export async function writePlan(folder: string, plan: Plan): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, planFile), JSON.stringify(plan));
}

/** Where a plan's artifact carries what earlier runs knew of closed pull requests. */
export function historyIn(planFolder: string): string {
  return path.join(planFolder, historyFolder);
}

/** The folder of the plan among the downloaded artifacts of a run. */
export async function planFolder(artifacts: string): Promise<string> {
  const own = path.join(artifacts, planArtifact);
  return (await isFile(path.join(own, planFile))) ? own : artifacts;
}

/** `artifacts` holds what was downloaded. Throws when there is no plan, or it is not one that `propose` wrote. */
export async function readPlan(artifacts: string): Promise<Plan> {
  const file = path.join(await planFolder(artifacts), planFile);
  if (!(await isFile(file))) {
    throw new UsageError(
      `${file}: the plan of this run is not there. Artifacts are kept for three days: start a new run instead of running this one again`,
    );
  }
  const parsed = parsePlan(await readJson(file));
  if (parsed.kind === 'plan') return parsed.plan;
  throw new UsageError(`${file}: ${parsed.why}`);
}

export async function writeResults(
  folder: string,
  results: readonly EvaluationResult[],
): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const result of results) {
    await writeFile(path.join(folder, resultFileName(result)), JSON.stringify(result));
  }
}

export interface ReadResults {
  /** By the source digest of the job whose artifact it was: no job speaks for another's source. */
  readonly byDigest: ReadonlyMap<string, readonly EvaluationResult[]>;
  /** Files that were left out, and why: what they should have held counts as missing. */
  readonly refused: readonly string[];
}

/** What the evaluate jobs of the plan left; an artifact that is not there is that of a job that did not get so far. */
export function readEvaluations(artifacts: string, plan: Plan): Promise<ReadResults> {
  const expected = evaluationJobs(plan).map(
    (job) => [evaluationArtifact(job), job.digest] as const,
  );
  return readResults(artifacts, new Map(expected));
}

/** The same of the verify jobs. */
export function readVerifications(artifacts: string, plan: Plan): Promise<ReadResults> {
  const jobs = verificationJobs(plan);
  const expected = jobs.map((job) => [verificationArtifact(job), job.digest] as const);
  return readResults(artifacts, new Map(expected));
}

/** `expected` says of which source the job was that uploaded an artifact of that name. Others are left alone. */
async function readResults(
  artifacts: string,
  expected: ReadonlyMap<string, string>,
): Promise<ReadResults> {
  const byDigest = new Map<string, EvaluationResult[]>();
  const refused: string[] = [];
  for (const [artifact, digest] of expected) {
    const names = await listed(path.join(artifacts, artifact)).catch((error: Error) => {
      refused.push(error.message);
      return [];
    });
    for (const name of names) {
      const read = await readResult(path.join(artifacts, artifact, name), name);
      if (read.kind === 'refused') refused.push(`${artifact}/${name}: ${read.why}`);
      else byDigest.set(digest, [...(byDigest.get(digest) ?? []), read.result]);
    }
  }
  return { byDigest, refused };
}

/** Evaluations count only when they are of the source that their artifact is named after. */
export function ownResults({ byDigest }: ReadResults): readonly EvaluationResult[] {
  return [...byDigest].flatMap(([digest, results]) =>
    results.filter(({ source_digest: source }) => source === digest),
  );
}

const spentFile = 'spent.json';
const spentSchema = z.strictObject({ run: z.string(), usd: z.number().nonnegative() });
/** What a run paid for its advice, in US dollars. */
export type Spent = z.infer<typeof spentSchema>;

/** The sum comes last: without it nobody knows what the advice cost. */
export async function writeAdvice(
  folder: string,
  advices: readonly Advice[],
  spent: Spent,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const advice of advices) {
    const name = `${advice.benchmark}-${advice.source_digest}.json`;
    await writeFile(path.join(folder, name), JSON.stringify(advice));
  }
  await writeFile(path.join(folder, spentFile), JSON.stringify(spent));
}

export interface ReadAdvice {
  readonly advice: readonly Advice[];
  readonly refused: readonly string[];
  /** null when the job that asks did not get to its end: what it spent is not known. */
  readonly spent: Spent | null;
}

/** Whatever cannot be used is left out, with a reason: the rules' analysis stands then. */
export async function readAdvice(artifacts: string): Promise<ReadAdvice> {
  const folder = path.join(artifacts, analysesArtifact);
  const advice: Advice[] = [];
  const refused: string[] = [];
  const names = await listed(folder);
  for (const name of names.filter((each) => each !== spentFile)) {
    const parsed = await readJson(path.join(folder, name)).then(parseAdvice, (error: Error) => ({
      kind: 'broken' as const,
      why: error.message,
    }));
    if (parsed.kind === 'advice') advice.push(parsed.advice);
    else refused.push(`${name}: ${parsed.why}`);
  }
  const spent = await readJson(path.join(folder, spentFile)).catch(() => null);
  const checked = spentSchema.safeParse(spent);
  if (names.includes(spentFile) && !checked.success) refused.push(`${spentFile}: it names no sum`);
  return { advice, refused, spent: checked.success ? checked.data : null };
}

async function listed(folder: string): Promise<readonly string[]> {
  const names = (await readdir(folder).catch(() => [])).sort();
  if (names.length <= mostFiles) return names;
  throw new UsageError(`${folder}: ${names.length} files are more than ${mostFiles}`);
}

type Read =
  | { readonly kind: 'read'; readonly result: EvaluationResult }
  | { readonly kind: 'refused'; readonly why: string };

async function readResult(file: string, name: string): Promise<Read> {
  try {
    const parsed = parseResult(await readJson(file));
    if (parsed.kind === 'broken') return { kind: 'refused', why: parsed.why };
    if (resultFileName(parsed.result) === name) return { kind: 'read', result: parsed.result };
    return { kind: 'refused', why: 'its name is not its own' };
  } catch (error) {
    return { kind: 'refused', why: error instanceof Error ? error.message : String(error) };
  }
}

async function isFile(file: string): Promise<boolean> {
  return (await lstat(file).catch(() => null))?.isFile() ?? false;
}

async function readJson(file: string): Promise<unknown> {
  const stat = await lstat(file).catch(() => null);
  if (!stat?.isFile()) throw new UsageError(`${file}: there is no such file`);
  if (stat.size > mostBytes) {
    throw new UsageError(`${file}: ${stat.size} bytes are more than ${mostBytes}`);
  }
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    throw new UsageError(`${file}: it is not JSON`);
  }
}
