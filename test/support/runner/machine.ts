/** The machine of a job: its folders, its environment, and what its steps may see. */

import path from 'node:path';
import type { Payload } from './events.ts';
import { asText, resolve, type Status, type Value } from './expressions.ts';
import type { Permissions } from './permissions.ts';
import type { Result, StepRun } from './record.ts';
import type { Mapping } from './workflow-file.ts';
import type { World } from './world.ts';

/** The machine of a job, and what its steps leave on it for later ones. */
export interface Machine {
  readonly world: World;
  readonly id: string;
  readonly token: string;
  readonly permissions: Permissions;
  readonly contexts: Readonly<Record<string, Value>>;
  readonly secrets: Readonly<Record<string, string>>;
  readonly home: string;
  readonly workspace: string;
  readonly temp: string;
  /** Of the workflow and the job, then what steps added. */
  readonly env: Record<string, string>;
  readonly path: string[];
  readonly steps: StepRun[];
  /** Whether the job's `if` holds: a job for which it still does is not cancelled with its run. */
  readonly holds: () => Promise<boolean>;
  readonly cancellation: { reached: boolean };
}

export function eventFile(machine: Machine): string {
  return path.join(machine.temp, 'event.json');
}

/** Values of a mapping as text, with everything in sight that a step may see. */
export async function textsOf(
  tree: Mapping,
  machine: Machine,
): Promise<Readonly<Record<string, string>>> {
  const contexts = { ...seenBy(machine), secrets: machine.secrets };
  const values = (await resolve(tree, { contexts })) as Payload;
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, asText(value)]));
}

/** The contexts of a step's `if`: all but the secrets. */
export function seenBy(machine: Machine): Readonly<Record<string, Value>> {
  const { contexts, env, temp, workspace } = machine;
  const steps = machine.steps.map(({ id, outcome, conclusion, outputs }) => {
    return [id, { outcome, conclusion, outputs }] as const;
  });
  return {
    ...contexts,
    github: { ...(contexts.github as Payload), workspace, event_path: eventFile(machine) },
    env,
    steps: Object.fromEntries(steps),
    job: { status: resultOf(machine) },
    runner: { os: 'Linux', arch: 'X64', name: 'test', temp, tool_cache: temp, debug: '' },
  };
}

/** What the job is at this point; once it is cancelled it stays so, whatever its last steps do. */
export function resultOf({ steps, cancellation }: Machine): Result {
  if (cancellation.reached) return 'cancelled';
  return steps.some((step) => step.conclusion === 'failure') ? 'failure' : 'success';
}

/** What `success()` and its like answer at a step. */
export function statusAt(machine: Machine): Status {
  const result = resultOf(machine);
  return {
    success: result === 'success',
    failure: result === 'failure',
    cancelled: result === 'cancelled',
  };
}
