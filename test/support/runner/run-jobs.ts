/** The jobs of a workflow: order, conditions, matrices, and workflows that they call. */

import { callInputs, callSecrets, type Payload } from './events.ts';
import {
  asText,
  resolve,
  resolveCondition,
  type Status,
  type Tree,
  type Value,
} from './expressions.ts';
import { hasMatrix, type LoadedJob, type LoadedWorkflow } from './loaded.ts';
import { combinations } from './matrix.ts';
import type { Concurrency, JobRun, Result } from './record.ts';
import { runJob } from './run-job.ts';
import { mapping } from './workflow-file.ts';
import type { Frame, Instance, World } from './world.ts';

export interface Outcome {
  readonly result: Result;
  readonly outputs: Readonly<Record<string, string>>;
}

type Outcomes = Readonly<Record<string, Outcome>>;

export async function runJobs(world: World, frame: Frame): Promise<Outcomes> {
  const outcomes: Record<string, Outcome> = {};
  for (const job of frame.workflow.jobs) {
    try {
      outcomes[job.definition.id] = await runInstances(world, frame, { job, outcomes });
    } catch (error) {
      throw new Error(`job ${frame.prefix}${job.definition.id}: ${error}`, { cause: error });
    }
  }
  return outcomes;
}

/** What several results come to. */
export function overall(results: readonly Result[]): Result {
  if (results.includes('failure')) return 'failure';
  if (results.includes('cancelled')) return 'cancelled';
  return results.every((each) => each === 'skipped') ? 'skipped' : 'success';
}

async function runInstances(
  world: World,
  frame: Frame,
  { job, outcomes }: { readonly job: LoadedJob; readonly outcomes: Outcomes },
): Promise<Outcome> {
  const { keys, needs } = job.definition;
  const above = {
    github: world.github,
    needs: Object.fromEntries(needs.map((id) => [id, outcomes[id] as unknown as Payload])),
    vars: world.options.vars ?? {},
    inputs: frame.inputs,
  };
  const status = statusOf(frame, needs, outcomes);
  if (!(await resolveCondition(keys.if ?? null, { contexts: above, status }))) {
    return ended(world, unstarted(frame, job, 'skipped'));
  }
  const strategy = await strategyOf(job, above);
  const found: Outcome[] = [];
  for (const [index, matrix] of strategy.instances.entries()) {
    const place = { 'job-index': index, 'job-total': strategy.instances.length };
    const contexts = { ...above, matrix, strategy: { ...place, 'fail-fast': strategy.failFast } };
    if (strategy.failFast && found.some((each) => each.result === 'failure')) {
      found.push(ended(world, { ...unstarted(frame, job, 'cancelled'), matrix }));
      continue;
    }
    found.push(await runInstance(world, frame, { job, contexts }));
  }
  if (found.length === 0) return ended(world, unstarted(frame, job, 'failure'));
  const outputs = found.flatMap((each) => Object.entries(each.outputs));
  return {
    result: overall(found.map((each) => each.result)),
    outputs: Object.fromEntries(outputs.filter(([, value]) => value !== '')),
  };
}

async function runInstance(
  world: World,
  frame: Frame,
  { job, contexts }: Omit<Instance, 'concurrency'>,
): Promise<Outcome> {
  const concurrency = await concurrencyOf(job.definition.keys.concurrency, contexts);
  const instance = { job, contexts, concurrency };
  if (!job.calls) return ended(world, await runJob(world, frame, instance));
  const outcome = await runCalled(world, frame, instance);
  const { matrix = null } = contexts;
  return ended(world, {
    ...unstarted(frame, job, outcome.result),
    ...outcome,
    matrix,
    concurrency,
  });
}

async function runCalled(
  world: World,
  frame: Frame,
  { job, contexts }: Instance,
): Promise<Outcome> {
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

/** `success()` and `failure()` look at everything a job needs, and at what that needed in turn. */
function statusOf(frame: Frame, needs: readonly string[], outcomes: Outcomes): Status {
  const ancestors = new Set<string>();
  const visit = (ids: readonly string[]) => {
    for (const id of ids) {
      ancestors.add(id);
      visit(frame.workflow.file.jobs[id]?.needs ?? []);
    }
  };
  visit(needs);
  const results = [...ancestors].map((id) => outcomes[id]?.result);
  return {
    success: results.every((each) => each === 'success'),
    failure: results.includes('failure'),
    cancelled: false,
  };
}

async function strategyOf(
  job: LoadedJob,
  contexts: Readonly<Record<string, Value>>,
): Promise<{ readonly instances: readonly Value[]; readonly failFast: boolean }> {
  if (!hasMatrix(job.definition)) return { instances: [null], failFast: true };
  const strategy = (await resolve(job.definition.keys.strategy ?? null, { contexts })) as Payload;
  return {
    instances: combinations(strategy.matrix ?? null),
    failFast: strategy['fail-fast'] !== false,
  };
}

async function concurrencyOf(
  tree: Tree | undefined,
  contexts: Readonly<Record<string, Value>>,
): Promise<Concurrency | null> {
  if (tree === undefined) return null;
  const value = await resolve(tree, { contexts });
  const settings = (typeof value === 'string' ? { group: value } : value) as Payload;
  return {
    group: asText(settings.group ?? null),
    queue: settings.queue === 'max' ? 'max' : 'single',
    cancelInProgress: settings['cancel-in-progress'] === true,
  };
}

function unstarted(frame: Frame, job: LoadedJob, result: Result): JobRun {
  return {
    id: `${frame.prefix}${job.definition.id}`,
    matrix: null,
    result,
    outputs: {},
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
