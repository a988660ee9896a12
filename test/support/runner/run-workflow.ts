/** The surface of the runner: one call runs a real workflow file from its trigger to the last job. */

import { node24 } from '../tools.ts';
import { ArtifactStore } from './artifact-store.ts';
import { CacheStore } from './cache-store.ts';
import { startOf } from './events.ts';
import { known, loadWorkflow } from './loaded.ts';
import { type WorkflowRun, workflowRun } from './record.ts';
import { overall, runJobs } from './run-jobs.ts';
import { about, githubContext, type RunOptions, type World } from './world.ts';

/**
 * Runs a workflow as GitHub would. Rejects for what GitHub refuses before a run (a mistake in a file, an event
 * it does not listen to, wrong inputs, a called job that wants more than its caller has) and for what this
 * runner does not know. What goes wrong in a job is in the record.
 */
export async function runWorkflow(options: RunOptions): Promise<WorkflowRun> {
  const branch = options.defaultBranch ?? 'main';
  const ref = options.ref ?? `refs/heads/${branch}`;
  const { repository, file } = options;
  const commit = await known(options.repositories, repository).commitOf(ref);
  const workflow = await loadWorkflow(options.repositories, { repository, commit, file }, null);
  const { payload, inputs } = startOf(workflow.file, options.event, about(options, branch));
  const found = { sha: commit, ref, event: payload, name: workflow.file.name };
  const world: World = {
    options,
    node: options.node ?? node24(),
    github: githubContext(options, found),
    run: { runId: options.runId ?? 1, attempt: 1, since: 1 },
    artifacts: options.artifacts ?? new ArtifactStore(),
    caches: options.caches ?? new CacheStore(),
    defaultRef: `refs/heads/${branch}`,
    jobs: [],
  };
  const secrets = options.secrets ?? {};
  const outcomes = await runJobs(world, { workflow, prefix: '', inputs, secrets });
  const result = overall(Object.values(outcomes).map((each) => each.result));
  const seen = world.artifacts.seenBy(world.run).map(({ name, files }) => [name, files] as const);
  return workflowRun(result, world.jobs, new Map(seen));
}
