/**
 * The history file as an artifact of an earlier run of this repository. Unlike a restored cache, which may write any
 * file on its runner, it is bytes until somebody has looked at them.
 */

import { fileOfArtifact } from './artifact-file.ts';
import { attempt } from './refusal.ts';
import type { Remote } from './remote.ts';

export const historyArtifact = 'crucible-history';

/** Newer ones may be of runs that are none of the repository's own. */
const mostListed = 20;

/**
 * The bytes of `file` in the newest one that a run of the repository itself has left; null when there is none. More
 * than `mostBytes` are none. Needs `actions: read`.
 */
export async function newestHistory(
  remote: Remote,
  { file, mostBytes }: { readonly file: string; readonly mostBytes: number },
): Promise<Uint8Array | null> {
  const { octokit, owner, repo, log } = remote;
  const listed = await attempt(
    octokit.rest.actions.listArtifactsForRepo({
      ...{ owner, repo, name: historyArtifact, per_page: mostListed },
    }),
  );
  if (listed.kind !== 'done') {
    log(`history: earlier runs cannot be asked: ${listed.why}; the job needs \`actions: read\``);
    return null;
  }
  // A pull request from a fork runs here, too, and may upload what it likes.
  const own = listed.value.data.artifacts.filter(
    ({ expired, workflow_run: run }) =>
      !expired && run != null && run.head_repository_id === run.repository_id,
  );
  const [newest] = own.toSorted((a, b) => b.id - a.id);
  if (!newest || newest.size_in_bytes > mostBytes) return null;
  const found = await fileOfArtifact(remote, { artifact: newest.id, file, mostBytes });
  if (found.kind === 'done') return found.value;
  log(`history: not to be had: ${found.why}`);
  return null;
}
