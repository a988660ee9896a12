/** The surface of the runner: one call runs a real workflow file from its trigger to the last job. */

import { node24 } from '../tools.ts';
import { ArtifactStore, type RunAttempt } from './artifact-store.ts';
import { CacheStore } from './cache-store.ts';
import { concurrencyOf } from './concurrency.ts';
import { startOf } from './events.ts';
import { known, loadWorkflow } from './loaded.ts';
import { overall } from './outcome.ts';
import { type WorkflowRun, workflowRun } from './record.ts';
import { checkRerun } from './rerun.ts';
import { runJobs } from './run-jobs.ts';
import { about, githubContext, type RunOptions, type World } from './world.ts';

/**
 * Runs a workflow as GitHub would, or with `rerun` jobs of an earlier run again. Rejects for what GitHub refuses before
 * a run (a mistake in a file, an event it does not listen to, wrong inputs, a called job that wants more than its caller
 * has, a re-run of nothing) and for what this runner does not know. What goes wrong in a job is in the record.
 */
export async function runWorkflow(options: RunOptions): Promise<WorkflowRun> {
  const { repository, file, rerun } = options;
  const branch = options.defaultBranch ?? 'main';
  const ref = options.ref ?? `refs/heads/${branch}`;
  if (rerun) checkRerun(rerun);
  const commit = rerun?.of.sha ?? (await known(options.repositories, repository).commitOf(ref));
  const workflow = await loadWorkflow(options.repositories, { repository, commit, file }, null);
  const { payload, inputs } = startOf(workflow.file, options.event, about(options, branch));
  const run = attemptOf(options);
  const found = { sha: commit, ref, event: payload, name: workflow.file.name, run };
  const world: World = {
    options,
    node: options.node ?? node24(),
    github: githubContext(options, found),
    run,
    artifacts: options.artifacts ?? rerun?.of.store ?? new ArtifactStore(),
    caches: options.caches ?? new CacheStore(),
    defaultRef: `refs/heads/${branch}`,
    jobs: [],
    cancellation: { asked: false, ended: new Set() },
    outputs: { bytes: 0 },
  };
  const contexts = { github: world.github, vars: options.vars ?? {}, inputs };
  const concurrency = await concurrencyOf(workflow.file.concurrency, contexts);
  const secrets = options.secrets ?? {};
  const anew = rerun === undefined;
  const outcomes = await runJobs(world, { workflow, prefix: '', inputs, secrets, anew });
  const came = overall(Object.values(outcomes).map((each) => each.result));
  const result = world.cancellation.asked ? 'cancelled' : came;
  const { jobs, artifacts: store } = world;
  return workflowRun({ result, run, sha: commit, concurrency, jobs, store });
}

/** After "Re-run all jobs" the artifacts of earlier attempts are out of sight. */
function attemptOf({ rerun, runId = 1 }: RunOptions): RunAttempt {
  if (!rerun) return { runId, attempt: 1, since: 1 };
  const { run } = rerun.of;
  const attempt = run.attempt + 1;
  return { runId: run.runId, attempt, since: rerun.jobs === 'all' ? attempt : run.since };
}
