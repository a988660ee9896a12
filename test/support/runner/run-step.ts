/**
 * One step: a script, an action of the workspace, or one of the actions this runner knows itself. In the order of
 * actions/runner v2.336 (258d6c8), StepsRunner.cs: the step's own env, its condition, the step, `continue-on-error`.
 */

import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { EvaluationError, Expression, resolve, resolveCondition, truthy } from './expressions.ts';
import { type Machine, seenBy, statusAt, textsOf } from './machine.ts';
import type { StepRun } from './record.ts';
import { runAction } from './run-action.ts';
import { runBuiltin } from './run-builtin.ts';
import { type Done, failed, inChild, nothing } from './step-process.ts';
import { type Mapping, mapping } from './workflow-file.ts';
import type { Place } from './world.ts';

type Named = Pick<StepRun, 'id' | 'name' | 'uses'>;

export async function runStep(machine: Machine, step: Mapping, index: number): Promise<StepRun> {
  const uses = typeof step.uses === 'string' ? step.uses : null;
  const id = String(step.id ?? `__${index + 1}`);
  const name = String(step.name instanceof Expression ? id : (step.name ?? uses ?? id));
  const named = { id, name, uses };
  try {
    const own = await textsOf(mapping(step.env), machine);
    const at = { ...machine, env: { ...machine.env, ...own } };
    const holds = () =>
      resolveCondition(step.if ?? null, { contexts: seenBy(at), status: statusAt(machine) });
    if (!(await holds())) {
      return { ...named, outcome: 'skipped', conclusion: 'skipped', ...nothing };
    }
    const place = placeOf(machine, named);
    if (await isCancelledAt(machine, place, holds)) {
      return { ...named, outcome: 'cancelled', conclusion: 'cancelled', ...nothing };
    }
    return await concluded(at, {
      named,
      step,
      done: await execute(machine, at, { step, named, place }),
    });
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    return { ...named, outcome: 'failure', conclusion: 'failure', ...failed(error) };
  }
}

function placeOf(machine: Machine, { id, name }: Named): Place {
  const matrix = machine.contexts.matrix ?? null;
  return { job: machine.id, matrix, step: id.startsWith('__') ? name : id };
}

/** Whether the run is cancelled here: not for a job or a step whose condition holds all the same. */
async function isCancelledAt(
  { id, world, cancellation, holds: jobHolds }: Machine,
  place: Place,
  holds: () => Promise<boolean>,
): Promise<boolean> {
  if (world.cancellation.asked || !world.options.cancelAt?.(place)) return false;
  world.cancellation.asked = true;
  const ended = world.jobs.map((job) => job.id).filter((each) => each !== id);
  world.cancellation.ended = new Set(ended);
  if (await jobHolds()) return false;
  cancellation.reached = true;
  return !(await holds());
}

async function concluded(
  at: Machine,
  { named, step, done }: { readonly named: Named; readonly step: Mapping; readonly done: Done },
): Promise<StepRun> {
  if (done.exitCode === 0) return { ...named, outcome: 'success', conclusion: 'success', ...done };
  const goesOn = await resolve(step['continue-on-error'] ?? null, { contexts: seenBy(at) });
  const conclusion = truthy(goesOn) ? 'success' : 'failure';
  return { ...named, outcome: 'failure', conclusion, ...done };
}

async function execute(
  machine: Machine,
  at: Machine,
  { step, named, place }: { readonly step: Mapping; readonly named: Named; readonly place: Place },
): Promise<Done> {
  try {
    await machine.world.options.beforeStep?.(place);
  } catch (error) {
    return failed(error);
  }
  const { id, uses } = named;
  if (uses === null) return runScript(machine, at, { step, id });
  const given = await textsOf(mapping(step.with), at);
  if (uses.startsWith('./')) return runAction(machine, at, { uses, given, id });
  return { ...nothing, ...(await runBuiltin(machine, uses, given)) };
}

/** `bash -e`, or `bash -eo pipefail` when the step names the shell. */
async function runScript(
  machine: Machine,
  at: Machine,
  { step, id }: { readonly step: Mapping; readonly id: string },
): Promise<Done> {
  const { script, folder } = await textsOf(
    { script: step.run ?? '', folder: step['working-directory'] ?? '.' },
    at,
  );
  const file = path.join(machine.temp, 'script.sh');
  await writeFile(file, script ?? '');
  if (step.shell !== undefined && step.shell !== 'bash') throw new Error(`shell ${step.shell}`);
  const bash = step.shell ? ['--noprofile', '--norc', '-eo', 'pipefail'] : ['-e'];
  const cwd = path.join(machine.workspace, folder ?? '.');
  return inChild(machine, at.env, { argv: ['bash', ...bash, file], cwd, inputs: {}, id });
}
