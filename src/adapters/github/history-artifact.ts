/**
 * The history file as an artifact of an earlier run of this repository. Unlike a restored cache, which may write any
 * file on its runner, it is bytes until somebody has looked at them.
 */

import { unzipSync } from 'fflate';
import { attempt } from './refusal.ts';
import type { Remote } from './remote.ts';

export const historyArtifact = 'crucible-history';

/** Newer ones may be of runs that are none of the repository's own. */
const mostListed = 20;
const timeout = 60_000;

/**
 * The bytes of `file` in the newest one that a run of the repository itself has left; null when there is none. More
 * than `mostBytes` are none. Needs `actions: read`.
 */
export async function newestHistory(
  { octokit, owner, repo, log }: Remote,
  { file, mostBytes }: { readonly file: string; readonly mostBytes: number },
): Promise<Uint8Array | null> {
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
  const redirect = await attempt(
    octokit.request('GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}', {
      ...{ owner, repo, artifact_id: newest.id, archive_format: 'zip' },
      // The storage is another server, which must not see the token.
      request: { redirect: 'manual' },
    }),
  );
  const location = redirect.kind === 'done' ? redirect.value.headers.location : undefined;
  if (location === undefined) return null;
  return download(location, { file, mostBytes }).catch((error: unknown) => {
    log(`history: not to be had: ${error instanceof Error ? error.message : error}`);
    return null;
  });
}

async function download(
  location: string,
  { file, mostBytes }: { readonly file: string; readonly mostBytes: number },
): Promise<Uint8Array | null> {
  const answer = await fetch(location, { signal: AbortSignal.timeout(timeout) });
  if (!answer.ok) throw new Error(`the storage answers ${answer.status}`);
  const archive = new Uint8Array(await answer.arrayBuffer());
  const files = unzipSync(archive, {
    filter: ({ name, originalSize }) => name === file && originalSize <= mostBytes,
  });
  return files[file] ?? null;
}
