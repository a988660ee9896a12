/** One job on a machine of its own: a fresh folder, its steps in order, its outputs. */

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { EvaluationError, resolve, type Tree, truthy } from './expressions.ts';
import { annotation, type HandedOn, handedOn } from './job-outputs.ts';
import { eventFile, type Machine, resultOf, seenBy, textsOf } from './machine.ts';
import type { JobRun } from './record.ts';
import { runStep } from './run-step.ts';
import { list, mapping } from './workflow-file.ts';
import type { Frame, Instance, World } from './world.ts';

export async function runJob(world: World, frame: Frame, instance: Instance): Promise<JobRun> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'crucible-job-'));
  try {
    const machine = await machineFor(world, frame, { instance, folder });
    for (const [index, step] of list(instance.job.definition.keys.steps ?? []).entries()) {
      machine.steps.push(await runStep(machine, mapping(step), index));
    }
    return await recordOf(machine, instance);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function machineFor(
  world: World,
  frame: Frame,
  { instance, folder }: { readonly instance: Instance; readonly folder: string },
): Promise<Machine> {
  const { id, keys } = instance.job.definition;
  const name = `${frame.prefix}${id}`;
  const token = world.options.tokenFor(instance.job.permissions, name);
  const repository = world.options.repository.split('/')[1] ?? '';
  const machine: Machine = {
    world,
    id: name,
    token,
    permissions: instance.job.permissions,
    contexts: { ...instance.contexts, github: { ...world.github, token, job: id } },
    secrets: { ...frame.secrets, GITHUB_TOKEN: token },
    home: path.join(folder, 'home'),
    workspace: path.join(folder, 'work', repository, repository),
    temp: path.join(folder, 'work', '_temp'),
    env: {},
    path: [],
    steps: [],
    holds: instance.holds,
    cancellation: { reached: false },
  };
  for (const each of [machine.home, machine.workspace, machine.temp]) {
    await mkdir(each, { recursive: true });
  }
  await writeFile(eventFile(machine), JSON.stringify(world.github.event));
  for (const env of [frame.workflow.file.env, mapping(keys.env)]) {
    Object.assign(machine.env, await textsOf(env, machine));
  }
  return machine;
}

async function recordOf(machine: Machine, instance: Instance): Promise<JobRun> {
  const { keys } = instance.job.definition;
  const { outputs, annotations, failed, size } = await outputsOf(machine, keys.outputs);
  machine.world.outputs.bytes += size;
  const minutes = await evaluated(machine, keys['timeout-minutes']);
  const result = resultOf(machine);
  return {
    id: machine.id,
    matrix: instance.contexts.matrix ?? null,
    result: failed && result === 'success' ? 'failure' : result,
    continueOnError: truthy(await evaluated(machine, keys['continue-on-error'])),
    attempt: machine.world.run.attempt,
    outputs,
    annotations,
    permissions: instance.job.permissions,
    token: machine.token,
    concurrency: instance.concurrency,
    timeoutMinutes: typeof minutes === 'number' ? minutes : null,
    steps: machine.steps,
  };
}

async function outputsOf(machine: Machine, tree: Tree | undefined): Promise<HandedOn> {
  const secrets = [...Object.values(machine.secrets), ...masks(machine)];
  try {
    const given = await textsOf(mapping(tree), machine);
    return handedOn(given, { secrets, spent: machine.world.outputs.bytes });
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    const message = `Fail to evaluate job outputs: ${error.message}`;
    return { outputs: {}, annotations: [annotation('error', message)], failed: true, size: 0 };
  }
}

function evaluated(machine: Machine, tree: Tree | undefined) {
  return resolve(tree ?? null, { contexts: seenBy(machine) });
}

function masks({ steps }: Machine): string[] {
  return steps
    .flatMap((step) => step.commands)
    .filter(({ name }) => name === 'add-mask')
    .map(({ message }) => message);
}
