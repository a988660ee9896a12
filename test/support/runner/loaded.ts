/** A workflow with everything it calls, checked before anything runs, as GitHub does. */

import { Expression } from './expressions.ts';
import { beyond, defaultPermissions, type Permissions, readPermissions } from './permissions.ts';
import type { Repository } from './repositories.ts';
import { type JobDefinition, readWorkflow, type WorkflowFile } from './workflow-file.ts';

export interface Origin {
  readonly repository: string;
  readonly commit: string;
  readonly file: string;
}

export interface LoadedJob {
  readonly definition: JobDefinition;
  readonly permissions: Permissions;
  /** The workflow that the job calls; null for a job with steps. */
  readonly calls: LoadedWorkflow | null;
}

export interface LoadedWorkflow {
  readonly origin: Origin;
  readonly file: WorkflowFile;
  /** In the order of `needs`. */
  readonly jobs: readonly LoadedJob[];
}

type Repositories = Readonly<Record<string, Repository>>;

/**
 * Reads a workflow and all it calls. `ceiling` is what a caller grants, null at the top. Throws for a mistake
 * in a file, for a circle, and for a job that wants more than its caller has.
 */
export async function loadWorkflow(
  repositories: Repositories,
  origin: Origin,
  ceiling: Permissions | null,
): Promise<LoadedWorkflow> {
  const text = await known(repositories, origin.repository).read(origin.commit, origin.file);
  const file = await readWorkflow(origin.file, text);
  if (ceiling && !('workflow_call' in file.on)) throw new Error(`${origin.file}: no workflow_call`);
  const jobs: LoadedJob[] = [];
  for (const definition of inOrder(file)) {
    const permissions = permissionsOf(file, definition, ceiling);
    const calls = await called(repositories, origin, { definition, permissions });
    jobs.push({ definition, permissions, calls });
  }
  return { origin, file, jobs };
}

export function known(repositories: Repositories, name: string): Repository {
  const found = repositories[name];
  if (!found) throw new Error(`the test knows no repository ${name}`);
  return found;
}

function permissionsOf(
  file: WorkflowFile,
  { id, keys }: JobDefinition,
  ceiling: Permissions | null,
): Permissions {
  const declared = keys.permissions ?? file.permissions;
  if (declared === undefined) return ceiling ?? defaultPermissions;
  const wanted = readPermissions(declared);
  const [first] = ceiling ? beyond(wanted, ceiling) : [];
  if (first) throw new Error(`The nested job '${id}' is requesting ${first}.`);
  return wanted;
}

async function called(
  repositories: Repositories,
  origin: Origin,
  { definition, permissions }: Omit<LoadedJob, 'calls'>,
): Promise<LoadedWorkflow | null> {
  const { uses } = definition.keys;
  if (uses === undefined) return null;
  if (typeof uses !== 'string') throw new Error('uses: has to be plain text');
  if (uses.startsWith('./')) {
    // The file stands beside the calling one: in the same repository, at the same commit.
    return loadWorkflow(repositories, { ...origin, file: uses.slice(2) }, permissions);
  }
  const [, repository, file, ref] = /^([^/]+\/[^/]+)\/([^@]+)@(.+)$/.exec(uses) ?? [];
  if (!repository || !file || !ref) throw new Error(`uses: ${uses} is no workflow`);
  const commit = await known(repositories, repository).commitOf(ref);
  return loadWorkflow(repositories, { repository, commit, file }, permissions);
}

/** The jobs, each after those it needs. */
function inOrder(file: WorkflowFile): JobDefinition[] {
  const waiting = new Map(Object.entries(file.jobs));
  const ordered: JobDefinition[] = [];
  while (waiting.size > 0) {
    const ready = [...waiting.values()].find((job) => !job.needs.some((id) => waiting.has(id)));
    if (!ready) throw new Error(`needs go in a circle: ${[...waiting.keys()].join(', ')}`);
    const missing = ready.needs.find((id) => !(id in file.jobs));
    if (missing) throw new Error(`job ${ready.id} needs ${missing}, which does not exist`);
    waiting.delete(ready.id);
    ordered.push(ready);
  }
  return ordered;
}

/** A job's strategy without a matrix has none; an expression is left for the run. */
export function hasMatrix({ keys }: JobDefinition): boolean {
  const { strategy } = keys;
  if (strategy === undefined || strategy === null) return false;
  return strategy instanceof Expression || (typeof strategy === 'object' && 'matrix' in strategy);
}
