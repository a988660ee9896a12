/** What a check of the set-up makes on GitHub, by names of its own, so that a later one finds what was left behind. */

import type { Cleared } from '../../../ports/platform.ts';
import { type Attempt, attempt, type Refusal } from '../refusal.ts';
import type { Remote } from '../remote.ts';
import { notSeen } from './seen.ts';

/** Of no candidate: those begin otherwise, and no run takes these for its work. */
export const checkBranches = 'crucible-check-setup/';
export const checkLabel = 'crucible: check-setup';
const checkWorkflow = 'check-setup.yml';
const mostListed = 100;

/** What a run of the workflow uploads. */
export interface Uploads {
  readonly runId: number;
  readonly names: readonly string[];
}

interface Leftover {
  readonly what: string;
  readonly remove: () => Promise<Attempt<unknown>>;
}

/** Takes all of it away, and goes on after what cannot be. `uploads` is null outside a run. */
export async function clearUp(remote: Remote, uploads: Uploads | null): Promise<Cleared> {
  const taken: string[] = [];
  const stays: { what: string; why: string }[] = [];
  const lists = [branches, label, ...(uploads ? [artifactsOf(uploads)] : [])];
  for (const list of lists) {
    const found = await list(remote);
    if (!Array.isArray(found)) {
      stays.push({ what: 'whatever is there', why: whyOf(found) });
      continue;
    }
    for (const { what, remove } of found) {
      const removed = await remove();
      // Gone already is as good.
      if (removed.kind === 'done') taken.push(what);
      else if (removed.kind !== 'not_found') stays.push({ what, why: whyOf(removed) });
    }
  }
  return { taken, stays };
}

type Listing = (remote: Remote) => Promise<Leftover[] | Refusal>;

const branches: Listing = async ({ octokit, owner, repo }) => {
  const ref = `heads/${checkBranches}`;
  const found = await attempt(octokit.rest.git.listMatchingRefs({ owner, repo, ref }));
  if (found.kind !== 'done') return found;
  return found.value.data.map(({ ref: full }) => ({
    what: `the branch ${full.replace('refs/heads/', '')}`,
    remove: () =>
      attempt(octokit.rest.git.deleteRef({ owner, repo, ref: full.replace('refs/', '') })),
  }));
};

const label: Listing = async ({ octokit, owner, repo }) => {
  const remove = () => attempt(octokit.rest.issues.deleteLabel({ owner, repo, name: checkLabel }));
  return [{ what: `the label ${checkLabel}`, remove }];
};

/** Of this run and of every earlier one of the workflow: others have artifacts of these names, too. */
function artifactsOf({ runId, names }: Uploads): Listing {
  return async ({ octokit, owner, repo }) => {
    const runs = await attempt(
      octokit.rest.actions.listWorkflowRuns({
        ...{ owner, repo, workflow_id: checkWorkflow, per_page: mostListed },
      }),
    );
    if (runs.kind !== 'done' && runs.kind !== 'not_found') return runs;
    const others = runs.kind === 'done' ? runs.value.data.workflow_runs.map(({ id }) => id) : [];
    const own = new Set([runId, ...others]);
    const found: Leftover[] = [];
    for (const name of names) {
      const listed = await attempt(
        octokit.rest.actions.listArtifactsForRepo({ owner, repo, name, per_page: mostListed }),
      );
      if (listed.kind !== 'done') return listed;
      for (const { id, expired, workflow_run: run } of listed.value.data.artifacts) {
        if (expired || !own.has(run?.id ?? 0)) continue;
        const artifact = { owner, repo, artifact_id: id };
        const remove = () => attempt(octokit.rest.actions.deleteArtifact(artifact));
        found.push({ what: `the artifact ${shortName(name)} of run ${run?.id}`, remove });
      }
    }
    return found;
  };
}

/** A digest tells nobody anything. */
function shortName(name: string): string {
  return name.replace(/-[0-9a-f]{64}.*$/, '');
}

function whyOf(refusal: Refusal): string {
  const found = notSeen(refusal);
  return found.kind === 'refused' ? found.mend : found.why;
}
