/**
 * As actions/upload-artifact v7.0.0 (bbbca2d) with `@actions/artifact` 6.2: src/upload/upload-artifact.ts,
 * src/shared/search.ts, and path-and-artifact-name-validation.ts and upload-zip-specification.ts of the client.
 */

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { longestRetentionDays, type StoredArtifact } from '../artifact-store.ts';
import { filesMatching } from '../glob.ts';
import type { Machine } from '../machine.ts';
import type { Artifact } from '../record.ts';
import { type BuiltinAction, type Call, flag, optional, required } from './action.ts';

export const uploadArtifact: BuiltinAction = {
  inputs: {
    ...{ name: 'artifact', path: '', 'if-no-files-found': 'warn', 'retention-days': '' },
    ...{ 'compression-level': '6', overwrite: 'false', 'include-hidden-files': 'false' },
    archive: 'true',
  },
  refused: [],
  run: upload,
};

const noFiles = ['warn', 'error', 'ignore'];

async function upload(call: Call): Promise<void> {
  const given = required(call, 'path');
  const overwrites = flag(call, 'overwrite');
  const hidden = flag(call, 'include-hidden-files') ? 'included' : 'excluded';
  const archived = flag(call, 'archive');
  const behaviour = optional(call, 'if-no-files-found');
  if (!noFiles.includes(behaviour)) {
    const options = `Available options: ${noFiles}`;
    call.fail(`Unrecognized if-no-files-found input. Provided: ${behaviour}. ${options}`);
  }
  const retentionDays = days(call);
  const compressionLevel = level(call);
  const { folder: root, files } = await search(call.machine, given, hidden);
  if (files.length === 0) return nothingFound(call, given, behaviour);
  if (!archived && files.length > 1) {
    return call.fail(
      `When 'archive' is set to false, only a single file can be uploaded. Found ${files.length} files to upload.`,
    );
  }
  const [first = ''] = files;
  const wished = optional(call, 'name');
  const name = archived ? wished : path.basename(first);
  if (overwrites) removeNewest(call, wished);
  checkName(name);
  const content = await contentOf(root, files);
  const made = { name, files: content, archived, ...retentionDays, ...compressionLevel };
  const uploaded = call.machine.world.artifacts.upload({ ...made, from: call.machine.world.run });
  if (uploaded.kind === 'conflict') {
    throw new Error(
      'Failed to CreateArtifact: Received non-retryable error: Failed request: (409) Conflict: an artifact with this name already exists on the workflow run',
    );
  }
  tell(call, uploaded.artifact);
}

function nothingFound(call: Call, given: string, behaviour: string): void {
  const message = `No files were found with the provided path: ${given}. No artifacts will be uploaded.`;
  if (behaviour === 'warn') call.warn(message);
  if (behaviour === 'error') call.fail(message);
  if (behaviour === 'ignore') call.say(message);
}

function days(call: Call): { readonly retentionDays?: number } {
  const given = optional(call, 'retention-days');
  if (given === '') return {};
  const found = Number.parseInt(given, 10);
  if (Number.isNaN(found)) call.fail('Invalid retention-days');
  // Nought and nonsense stand for the default.
  if (!found) return {};
  if (found > longestRetentionDays) {
    call.warn(
      `Retention days cannot be greater than the maximum allowed retention set within the repository. Using ${longestRetentionDays} instead.`,
    );
  }
  return { retentionDays: Math.min(found, longestRetentionDays) };
}

function level(call: Call): { readonly compressionLevel?: number } {
  const given = optional(call, 'compression-level');
  if (given === '') return {};
  const found = Number.parseInt(given, 10);
  if (Number.isNaN(found)) call.fail('Invalid compression-level');
  if (found < 0 || found > 9) call.fail('Invalid compression-level. Valid values are 0-9');
  return found >= 0 && found <= 9 ? { compressionLevel: found } : {};
}

/** What a path, or several, stand for, and the folder that is the artifact's root. */
async function search(machine: Machine, given: string, hidden: 'included' | 'excluded') {
  const { workspace, home } = machine;
  const options = { folder: workspace, home, hidden, descendants: 'implied' } as const;
  const { files, searchPaths } = await filesMatching(given, options);
  const [first = workspace] = searchPaths;
  if (searchPaths.length > 1) return { files, folder: commonFolder(searchPaths) };
  // A file that is named alone does not keep its folders.
  const alone = files.length === 1 && files[0] === first;
  return { files, folder: alone ? path.dirname(first) : first };
}

/** The least common ancestor of several paths. */
function commonFolder(paths: readonly string[]): string {
  const [first = [], ...others] = paths.map((each) => each.split('/'));
  const end = first.findIndex((part, i) => others.some((other) => other[i] !== part));
  return first.slice(0, end < 0 ? first.length : end).join('/') || '/';
}

/** As the service deletes: the newest of the name, whatever attempt it is of. */
function removeNewest({ machine, say }: Call, name: string): void {
  const { artifacts, run } = machine.world;
  const found = artifacts.seenBy(run).findLast((each) => each.name === name);
  if (!found) return;
  artifacts.remove(found.id);
  say(`Artifact '${name}' (ID: ${found.id}) deleted`);
}

const forbidden = {
  ...{ '"': ' Double quote "', ':': ' Colon :', '<': ' Less than <', '>': ' Greater than >' },
  ...{ '|': ' Vertical bar |', '*': ' Asterisk *', '?': ' Question mark ?' },
  ...{ '\r': ' Carriage return \\r', '\n': ' Line feed \\n' },
};
const forbiddenInNames = { ...forbidden, '\\': ' Backslash \\', '/': ' Forward slash /' };

function checkName(name: string): void {
  if (name === '') throw new Error('Provided artifact name input during validation is empty');
  const found = Object.entries(forbiddenInNames).find(([sign]) => name.includes(sign));
  if (found) {
    throw new Error(
      `The artifact name is not valid: ${name}. Contains the following character: ${found[1]}`,
    );
  }
}

async function contentOf(root: string, files: readonly string[]): Promise<Artifact> {
  const content = new Map<string, Buffer>();
  for (const file of files) {
    const inside = path.relative(root, file);
    const found = Object.entries(forbidden).find(([sign]) => inside.includes(sign));
    if (found) {
      throw new Error(
        `The path for one of the files in artifact is not valid: /${inside}. Contains the following character: ${found[1]}`,
      );
    }
    content.set(inside, await readFile(file));
  }
  return content;
}

function tell({ machine, say, output }: Call, { id, name, size, digest, runId }: StoredArtifact) {
  const { options, github } = machine.world;
  say(
    `Artifact ${name} has been successfully uploaded! Final size is ${size} bytes. Artifact ID is ${id}`,
  );
  const url = `${github.server_url}/${options.repository}/actions/runs/${runId}/artifacts/${id}`;
  output('artifact-id', String(id));
  output('artifact-digest', digest.replace('sha256:', ''));
  say(`Artifact download URL: ${url}`);
  output('artifact-url', url);
}
