/** What a run leaves behind, for a test to look at. */

import type { ArtifactStore, RunAttempt } from './artifact-store.ts';
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
  /** What `with` came to, defaults of the action included (of the runner's own actions without the job's token). */
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
  /** What the job shows; to those that need it, a failure under `continue-on-error` is a success. */
  readonly result: Result;
  readonly continueOnError: boolean;
  /** The attempt in which it ran; a job that a re-run left alone keeps the earlier one. */
  readonly attempt: number;
  readonly outputs: Readonly<Record<string, string>>;
  /** What GitHub notes at the job itself: a matrix it refuses, an output it drops. */
  readonly annotations: readonly Command[];
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
  readonly run: RunAttempt;
  readonly sha: string;
  /** Of the workflow as a whole. */
  readonly concurrency: Concurrency | null;
  /** In the order in which they ran; a skipped job is there too, without steps. */
  readonly jobs: readonly JobRun[];
  /** Those that a further job would see, the newest of each name. */
  readonly artifacts: ReadonlyMap<string, Artifact>;
  readonly store: ArtifactStore;
  /** The one instance of a job. Throws when there is none or more than one. */
  job(id: string): JobRun;
  /** Every instance of a job. */
  instances(id: string): readonly JobRun[];
  /** A step of a job by its id or name. */
  step(job: string, step: string): StepRun;
  /** Everything the run printed, for a message when a test fails. */
  log(): string;
}

type Facts = 'result' | 'run' | 'sha' | 'concurrency' | 'jobs' | 'store';

export function workflowRun(facts: Pick<WorkflowRun, Facts>): WorkflowRun {
  const { jobs, store, run } = facts;
  const artifacts = new Map(store.seenBy(run).map(({ name, files }) => [name, files] as const));
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
  return { ...facts, artifacts, job, instances, step, log: () => jobs.map(jobLog).join('\n') };
}

function jobLog(job: JobRun): string {
  const matrix = job.matrix === null ? '' : ` ${JSON.stringify(job.matrix)}`;
  const steps = job.steps.map((step) => {
    const text = `${step.stdout}${step.stderr}`.trimEnd().replace(/^/gm, '    ');
    return `  ${step.outcome}: ${step.name}${text.trim() === '' ? '' : `\n${text}`}`;
  });
  const notes = job.annotations.map(({ name, message }) => `  ${name}: ${message}`);
  return [`${job.id}${matrix}: ${job.result}`, ...notes, ...steps].join('\n');
}
