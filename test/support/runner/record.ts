/** What a run leaves behind, for a test to look at. */

import type { Value } from './expressions.ts';
import type { Permissions } from './permissions.ts';

export type Result = 'success' | 'failure' | 'cancelled' | 'skipped';

/** A workflow command that a step printed: `::error title=...,line=3::text`. */
export interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

export interface StepRun {
  readonly id: string;
  readonly name: string;
  /** The action; null for a script. */
  readonly uses: string | null;
  /** What happened; `conclusion` is what the job makes of it (`continue-on-error`). */
  readonly outcome: Result;
  readonly conclusion: Result;
  readonly exitCode: number | null;
  /** As printed: secrets are not masked here, so that a test can find them. */
  readonly stdout: string;
  readonly stderr: string;
  /** The whole environment of the child process; empty for the runner's own actions. */
  readonly env: Readonly<Record<string, string>>;
  /** What `with` came to, defaults of the action included. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly commands: readonly Command[];
}

export interface Concurrency {
  readonly group: string;
  readonly queue: 'single' | 'max';
  readonly cancelInProgress: boolean;
}

export interface JobRun {
  /** The job's key; a called workflow's job has its caller's before it: `evolve/propose`. */
  readonly id: string;
  /** This instance's values, null without a matrix. */
  readonly matrix: Value;
  readonly result: Result;
  readonly outputs: Readonly<Record<string, string>>;
  readonly permissions: Permissions;
  /** What `tokenFor` gave; null when the job did not start. */
  readonly token: string | null;
  readonly concurrency: Concurrency | null;
  readonly timeoutMinutes: number | null;
  readonly steps: readonly StepRun[];
}

/** An artifact's files by path. */
export type Artifact = ReadonlyMap<string, Buffer>;

export interface WorkflowRun {
  readonly result: Result;
  /** In the order in which they ran; a skipped job is there too, without steps. */
  readonly jobs: readonly JobRun[];
  readonly artifacts: ReadonlyMap<string, Artifact>;
  /** The one instance of a job. Throws when there is none or more than one. */
  job(id: string): JobRun;
  /** Every instance of a job. */
  instances(id: string): readonly JobRun[];
  /** A step of a job by its id or name. */
  step(job: string, step: string): StepRun;
  /** Everything the run printed, for a message when a test fails. */
  log(): string;
}

export function workflowRun(
  result: Result,
  jobs: readonly JobRun[],
  artifacts: ReadonlyMap<string, Artifact>,
): WorkflowRun {
  const instances = (id: string) => jobs.filter((job) => job.id === id);
  const job = (id: string) => {
    const [found, another] = instances(id);
    const ids = jobs.map((each) => each.id).join(', ');
    if (!found) throw new Error(`no job ${id} among ${ids}`);
    if (another) throw new Error(`${id} has ${instances(id).length} instances`);
    return found;
  };
  const step = (id: string, name: string) => {
    const { steps } = job(id);
    const found = steps.find((each) => each.id === name || each.name === name);
    if (!found) throw new Error(`no step ${name} in ${id}: ${steps.map((each) => each.name)}`);
    return found;
  };
  return { result, jobs, artifacts, job, instances, step, log: () => jobs.map(jobLog).join('\n') };
}

function jobLog(job: JobRun): string {
  const matrix = job.matrix === null ? '' : ` ${JSON.stringify(job.matrix)}`;
  const steps = job.steps.map((step) => {
    const text = `${step.stdout}${step.stderr}`.trimEnd().replace(/^/gm, '    ');
    return `  ${step.outcome}: ${step.name}${text.trim() === '' ? '' : `\n${text}`}`;
  });
  return [`${job.id}${matrix}: ${job.result}`, ...steps].join('\n');
}
