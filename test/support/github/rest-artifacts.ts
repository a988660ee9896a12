/**
 * Artifacts of workflow runs, as api.github.com gives them: a list, and a ZIP file that another server hands out.
 * After github.com/github/rest-api-description, "List artifacts for a repository" and "Download an artifact": the
 * latter answers 302 with an address that is good for a minute.
 */

import type { ArtifactStore, StoredArtifact } from '../runner/artifact-store.ts';
import { notFound, Refusal } from './refusal.ts';
import type { TestRepository } from './repository.ts';
import { type Answer, numberOf, type RestRequest, type Routes, reads, writes } from './rest.ts';

/** Under it the server hands out what is stored, to whoever knows the address. */
export const storagePath = '/storage/';

function storeOf({ artifacts }: TestRepository): ArtifactStore {
  if (artifacts === null) throw new Error('the test gives the repository no store of artifacts');
  return artifacts;
}

function listArtifacts({ repository, query }: RestRequest): Answer {
  const size = Math.min(100, Number(query.get('per_page') ?? 30));
  const page = Math.max(1, Number(query.get('page') ?? 1));
  const name = query.get('name');
  const found = storeOf(repository)
    .all()
    .filter((each) => name === null || each.name === name)
    .toReversed();
  const shown = found.slice((page - 1) * size, page * size);
  const artifacts = shown.map((each) => artifactView(repository, each));
  return { status: 200, body: { total_count: found.length, artifacts } };
}

function artifactView(repository: TestRepository, artifact: StoredArtifact): unknown {
  const { id, name, size, expired, createdAt, expiresAt, digest, runId } = artifact;
  const url = `https://api.github.com/repos/${repository.fullName}/actions/artifacts/${id}`;
  return {
    ...{ id, name, size_in_bytes: size, expired, digest, url },
    node_id: repository.github.nodeId('A', id),
    archive_download_url: `${url}/zip`,
    created_at: createdAt,
    updated_at: createdAt,
    expires_at: expiresAt,
    workflow_run: {
      id: runId,
      repository_id: repository.id,
      head_repository_id: repository.foreignRuns.has(runId) ? repository.id + 1 : repository.id,
      head_branch: repository.defaultBranch,
      head_sha: repository.mainTip,
    },
  };
}

function download(request: RestRequest): Answer {
  const { repository, params } = request;
  const id = numberOf(request, 'artifact_id');
  const found = storeOf(repository).find(id);
  if (!found) throw notFound();
  if (found.expired) throw new Refusal(410, 'Artifact has expired');
  if (params.archive_format !== 'zip') throw notFound();
  const location = `${repository.github.url}${storagePath}${repository.id}/${id}?sig=abc`;
  return { status: 302, headers: { location } };
}

function remove(request: RestRequest): Answer {
  if (!storeOf(request.repository).remove(numberOf(request, 'artifact_id'))) throw notFound();
  return { status: 204 };
}

/**
 * What the storage answers. It knows no tokens of GitHub's, and refuses a request that brings one: Azure's blob
 * storage does ("Authentication information is not given in the correct format").
 */
export function storedContent(
  repositories: readonly TestRepository[],
  pathname: string,
  authorization: string | undefined,
): { readonly status: number; readonly bytes: Buffer } {
  if (authorization !== undefined)
    return { status: 401, bytes: Buffer.from('InvalidAuthentication') };
  const [, repositoryId, id] = /^\/storage\/(\d+)\/(\d+)$/.exec(pathname) ?? [];
  const repository = repositories.find((each) => String(each.id) === repositoryId);
  const content = repository?.artifacts?.content(Number(id));
  return content ? { status: 200, bytes: content.bytes } : { status: 404, bytes: Buffer.alloc(0) };
}

const artifacts = '/repos/{owner}/{repo}/actions/artifacts';

export const artifactRoutes: Routes = {
  [`GET ${artifacts}`]: { need: reads('actions'), answer: listArtifacts },
  [`DELETE ${artifacts}/{artifact_id}`]: { need: writes('actions'), answer: remove },
  [`GET ${artifacts}/{artifact_id}/{archive_format}`]: { need: reads('actions'), answer: download },
};
