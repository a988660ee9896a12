/** The jobs of a workflow: order, conditions, matrices, workflows that they call, and what a re-run leaves alone. */

import { concurrencyOf } from './concurrency.ts';
import { callInputs, callSecrets, type Payload } from './events.ts';
import { asText, EvaluationError, resolve, resolveCondition, type Value } from './expressions.ts';
import { annotation } from './job-outputs.ts';
import type { LoadedJob, LoadedWorkflow } from './loaded.ts';
import { type Outcome, type Outcomes, outcomeOf, overall, statusOf } from './outcome.ts';
import type { JobRun, Result } from './record.ts';
import { isChosen, keptOf, type Turn, turnOf } from './rerun.ts';
import { runJob } from './run-job.ts';
import { strategyOf } from './strategy.ts';
import { mapping } from './workflow-file.ts';
import type { Contexts, Frame, Instance, World } from './world.ts';

/** A job at its turn. */
interface Upcoming {
  readonly job: LoadedJob;
  readonly id: string;
  readonly contexts: Contexts;
  readonly turn: Turn;
  /** Whether its `if` holds now: asked again when the run is cancelled. */
  readonly holds: () => Promise<boolean>;
  /** Whether GitHub would have started it, beside others, before the run was cancelled. */
  readonly wasStarted: () => Promise<boolean>;
}

/** Runs the jobs of a workflow one after the other, each after those it needs. */
export async function runJobs(world: World, frame: Frame): Promise<Outcomes> {
  const outcomes: Record<string, Outcome> = {};
  for (const job of frame.workflow.jobs) {
    const upcoming = upcomingOf(world, frame, { job, outcomes });
    try {
      outcomes[job.definition.id] = outcomeOf(await runInstances(world, frame, upcoming));
    } catch (error) {
      throw new Error(`job ${upcoming.id}: ${error}`, { cause: error });
    }
  }
  return outcomes;
}

function upcomingOf(
  world: World,
  frame: Frame,
  { job, outcomes }: { readonly job: LoadedJob; readonly outcomes: Outcomes },
): Upcoming {
  const { id, keys, needs } = job.definition;
  const contexts = {
    github: world.github,
    needs: Object.fromEntries(needs.map((each) => [each, outcomes[each] as unknown as Payload])),
    vars: world.options.vars ?? {},
    inputs: frame.inputs,
  };
  const needsOf = (each: string) => frame.workflow.file.jobs[each]?.needs ?? [];
  const holdsWith = (given: { readonly cancelled: boolean }) => {
    const status = statusOf(id, { outcomes, ...given, needs: needsOf });
    return resolveCondition(keys.if ?? null, { contexts, status });
  };
  const name = `${frame.prefix}${id}`;
  return {
    ...{ job, id: name, contexts, turn: turnAt(world, frame, { name, needs }) },
    holds: () => holdsWith({ cancelled: world.cancellation.asked }),
    wasStarted: async () => {
      const { asked, ended } = world.cancellation;
      const ready = needs.every((need) => ended.has(`${frame.prefix}${need}`));
      return asked && ready && holdsWith({ cancelled: false });
    },
  };
}

/** What needs a job that runs again runs again. */
function turnAt(
  world: World,
  frame: Frame,
  { name, needs }: { readonly name: string; readonly needs: readonly string[] },
): Turn {
  const { rerun } = world.options;
  if (!rerun || frame.anew) return 'whole';
  const anew = needs.some((need) => {
    const id = `${frame.prefix}${need}`;
    return world.jobs.some((job) => job.id === id && job.attempt === world.run.attempt);
  });
  return anew ? 'whole' : turnOf(rerun, name);
}

async function runInstances(
  world: World,
  frame: Frame,
  upcoming: Upcoming,
): Promise<readonly JobRun[]> {
  const { job, contexts: above } = upcoming;
  if (upcoming.turn === 'none') return keepAll(world, upcoming.id);
  let strategy: Awaited<ReturnType<typeof strategyOf>>;
  try {
    if (!(await upcoming.holds())) {
      const result = (await upcoming.wasStarted()) ? 'cancelled' : 'skipped';
      return [ended(world, unstarted(world, upcoming, result))];
    }
    strategy = await strategyOf(job.definition, above);
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    strategy = { kind: 'refused', message: error.message };
  }
  if (strategy.kind === 'refused') {
    const annotations = [annotation('error', strategy.message)];
    return [ended(world, { ...unstarted(world, upcoming, 'failure'), annotations })];
  }
  const { matrices, failFast } = strategy;
  const found: JobRun[] = [];
  for (const [index, matrix] of matrices.entries()) {
    const kept = earlierInstance(world, upcoming, matrix);
    if (kept) {
      found.push(ended(world, kept));
      continue;
    }
    const place = { 'job-index': index, 'job-total': matrices.length, 'fail-fast': failFast };
    const contexts = { ...above, matrix, strategy: place };
    const stops = failFast && found.some((each) => stopsOthers(world, each));
    found.push(
      stops || (world.cancellation.asked && !(await upcoming.holds()))
        ? ended(world, { ...unstarted(world, upcoming, 'cancelled'), matrix })
        : await runInstance(world, frame, { ...upcoming, contexts }),
    );
  }
  return found;
}

function keepAll(world: World, id: string): readonly JobRun[] {
  const kept = world.options.rerun ? keptOf(world.options.rerun, id) : [];
  for (const each of kept) ended(world, each);
  return kept.filter((each) => each.id === id);
}

/** The record of an instance that a re-run of others leaves alone. */
function earlierInstance(world: World, { turn, id, job }: Upcoming, matrix: Value): JobRun | null {
  const { rerun } = world.options;
  if (!rerun || turn !== 'part' || job.calls) return null;
  const same = (each: JobRun) => JSON.stringify(each.matrix) === JSON.stringify(matrix);
  return keptOf(rerun, id).find((each) => same(each) && !isChosen(rerun, each)) ?? null;
}

function stopsOthers(world: World, { result, continueOnError, attempt }: JobRun): boolean {
  return result === 'failure' && !continueOnError && attempt === world.run.attempt;
}

/** An expression of the job's keys that fails ends the job before its first step. */
async function runInstance(world: World, frame: Frame, upcoming: Upcoming): Promise<JobRun> {
  try {
    return ended(world, await completed(world, frame, upcoming));
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    const { matrix = null } = upcoming.contexts;
    const annotations = [annotation('error', error.message)];
    return ended(world, { ...unstarted(world, upcoming, 'failure'), matrix, annotations });
  }
}

async function completed(world: World, frame: Frame, upcoming: Upcoming): Promise<JobRun> {
  const { job, contexts, holds } = upcoming;
  const concurrency = await concurrencyOf(job.definition.keys.concurrency, contexts);
  const instance = { job, contexts, concurrency, holds };
  if (!job.calls) return runJob(world, frame, instance);
  const outcome = await runCalled(world, frame, { instance, anew: upcoming.turn === 'whole' });
  const { matrix = null } = contexts;
  return { ...unstarted(world, upcoming, outcome.result), ...outcome, matrix, concurrency };
}

async function runCalled(
  world: World,
  frame: Frame,
  { instance, anew }: { readonly instance: Instance; readonly anew: boolean },
): Promise<Outcome> {
  const { job, contexts } = instance;
  const { keys, id } = job.definition;
  const workflow = job.calls as LoadedWorkflow;
  const given = (await resolve(mapping(keys.with), { contexts })) as Payload;
  const secrets = { ...contexts, secrets: frame.secrets };
  const passed = (await resolve(mapping(keys.secrets), { contexts: secrets })) as Payload;
  const set = Object.entries(passed).map(([name, value]) => [name, asText(value)]);
  const called: Frame = {
    workflow,
    prefix: `${frame.prefix}${id}/`,
    inputs: callInputs(workflow.file, given),
    secrets: callSecrets(workflow.file, Object.fromEntries(set)),
    anew,
  };
  const jobs = await runJobs(world, called);
  const declared = mapping(mapping(workflow.file.on.workflow_call).outputs);
  const seen = { jobs: jobs as unknown as Payload, github: world.github, inputs: called.inputs };
  const outputs: Record<string, string> = {};
  for (const [name, output] of Object.entries(declared)) {
    const value = await resolve(mapping(output).value ?? null, { contexts: { ...seen } });
    outputs[name] = asText(value);
  }
  return { result: overall(Object.values(jobs).map((each) => each.result)), outputs };
}

function unstarted(world: World, { job, id }: Upcoming, result: Result): JobRun {
  return {
    id,
    matrix: null,
    result,
    continueOnError: false,
    attempt: world.run.attempt,
    outputs: {},
    annotations: [],
    permissions: job.permissions,
    token: null,
    concurrency: null,
    timeoutMinutes: null,
    steps: [],
  };
}

function ended(world: World, job: JobRun): JobRun {
  world.jobs.push(job);
  return job;
}
