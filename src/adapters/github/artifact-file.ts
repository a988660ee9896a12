/** A file out of an artifact, by REST: GitHub redirects to a storage, which must not see the token. */

import { unzipSync } from 'fflate';
import { type Attempt, attempt } from './refusal.ts';
import type { Remote } from './remote.ts';

const timeout = 60_000;

export interface WantedFile {
  readonly artifact: number;
  readonly file: string;
  /** More than so many are not unpacked. */
  readonly mostBytes: number;
}

/** What the file holds; null when the artifact has no such file, or a larger one. */
export async function fileOfArtifact(
  { octokit, owner, repo }: Remote,
  wanted: WantedFile,
): Promise<Attempt<Uint8Array | null> | { readonly kind: 'lost'; readonly why: string }> {
  const redirect = await attempt(
    octokit.request('GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}', {
      ...{ owner, repo, artifact_id: wanted.artifact, archive_format: 'zip' },
      request: { redirect: 'manual' },
    }),
  );
  if (redirect.kind !== 'done') return redirect;
  const { location } = redirect.value.headers;
  if (location === undefined) return { kind: 'lost', why: 'GitHub names no storage' };
  return download(location, wanted).catch((error: unknown) => ({
    kind: 'lost' as const,
    why: error instanceof Error ? error.message : String(error),
  }));
}

async function download(
  location: string,
  { file, mostBytes }: WantedFile,
): Promise<{ readonly kind: 'done'; readonly value: Uint8Array | null }> {
  const answer = await fetch(location, { signal: AbortSignal.timeout(timeout) });
  if (!answer.ok) throw new Error(`the storage answers ${answer.status}`);
  const archive = new Uint8Array(await answer.arrayBuffer());
  const files = unzipSync(archive, {
    filter: ({ name, originalSize }) => name === file && originalSize <= mostBytes,
  });
  return { kind: 'done', value: files[file] ?? null };
}
