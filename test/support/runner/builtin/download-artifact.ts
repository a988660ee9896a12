/**
 * As actions/download-artifact v8.0.1 (3e5f45b) with `@actions/artifact` 6.2: src/download-artifact.ts, and
 * list-artifacts.ts, get-artifact.ts and download-artifact.ts of the client.
 */

import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Minimatch } from 'minimatch';
import type { Content, StoredArtifact } from '../artifact-store.ts';
import { within } from '../glob.ts';
import type { Machine } from '../machine.ts';
import { type BuiltinAction, type Call, flag, optional, placeFor } from './action.ts';

export const downloadArtifact: BuiltinAction = {
  inputs: {
    ...{ name: '', 'artifact-ids': '', path: '', pattern: '', 'merge-multiple': 'false' },
    ...{ 'skip-decompress': 'false', 'digest-mismatch': 'error' },
  },
  // With a token the artifacts of other runs and repositories can be had. Nothing here needs them.
  refused: ['github-token', 'repository', 'run-id'],
  run: async (call) => {
    try {
      await download(call);
    } catch (error) {
      throw new Error(`Unable to download artifact(s): ${(error as Error).message}`);
    }
  },
};

const behaviours = ['ignore', 'info', 'warn', 'error'];

async function download(call: Call): Promise<void> {
  const [name, ids] = [optional(call, 'name'), optional(call, 'artifact-ids')];
  const merges = flag(call, 'merge-multiple');
  const raw = flag(call, 'skip-decompress');
  const behaviour = optional(call, 'digest-mismatch') || 'error';
  if (!behaviours.includes(behaviour)) {
    throw new Error(
      `Invalid value for 'digest-mismatch': '${behaviour}'. Valid options are: ${behaviours.join(', ')}`,
    );
  }
  const target = placeFor(call.machine, optional(call, 'path') || call.machine.workspace);
  if (name && ids) {
    throw new Error(
      "Inputs 'name' and 'artifact-ids' cannot be used together. Please specify only one.",
    );
  }
  const artifacts = chosen(call, name, ids);
  const mismatches: string[] = [];
  for (const artifact of artifacts) {
    call.say(`- ${artifact.name} (ID: ${artifact.id}, Size: ${artifact.size})`);
    // A single match gets no folder of its name, whatever way it was found.
    const flat = name !== '' || merges || artifacts.length === 1;
    const folder = flat ? target : path.join(target, artifact.name);
    const content = contentOf(call.machine, artifact);
    await unpack({ ...artifact, archived: artifact.archived && !raw }, content, folder);
    const digest = `sha256:${createHash('sha256').update(content.bytes).digest('hex')}`;
    if (digest !== artifact.digest) mismatches.push(artifact.name);
  }
  judge(call, mismatches, behaviour);
  call.say(`Total of ${artifacts.length} artifact(s) downloaded`);
  call.output('download-path', target);
}

/** The newest of each name, as the inputs choose among them; newest first. */
function chosen(call: Call, name: string, ids: string): readonly StoredArtifact[] {
  const { artifacts, run } = call.machine.world;
  const seen = [...artifacts.seenBy(run)].reverse();
  if (name) {
    const found = seen.find((each) => each.name === name);
    if (!found) {
      throw new Error(
        `Artifact not found for name: ${name}\n        Please ensure that your artifact is not expired and the artifact was uploaded using a compatible version of toolkit/upload-artifact.`,
      );
    }
    return [found];
  }
  const latest = seen.filter((each, i) => seen.findIndex((one) => one.name === each.name) === i);
  if (ids) return withIds(call, latest, ids);
  const pattern = optional(call, 'pattern');
  if (!pattern) return latest;
  // The matcher that the action itself has.
  const matcher = new Minimatch(pattern);
  return latest.filter((each) => matcher.match(each.name));
}

function withIds({ warn }: Call, latest: readonly StoredArtifact[], given: string) {
  const parts = given
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.length === 0) throw new Error("No valid artifact IDs provided in 'artifact-ids' input");
  const ids = parts.map((part) => {
    const id = Number.parseInt(part, 10);
    if (Number.isNaN(id)) throw new Error(`Invalid artifact ID: '${part}'. Must be a number.`);
    return id;
  });
  const found = latest.filter(({ id }) => ids.includes(id));
  if (found.length === 0) throw new Error('None of the provided artifact IDs were found');
  if (found.length < ids.length) {
    const missing = ids.filter((id) => !found.some((each) => each.id === id));
    warn(`Could not find the following artifact IDs: ${missing.join(', ')}`);
  }
  return found;
}

function contentOf({ world }: Machine, { id }: StoredArtifact): Content {
  const content = world.artifacts.content(id);
  if (!content) throw new Error(`No artifacts found for ID: ${id}`);
  return content;
}

/** The folder is made in any case; the files of an archive, or the one file as it is. */
async function unpack(
  { archived, files }: StoredArtifact,
  { bytes, fileName }: Content,
  folder: string,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const entries = archived ? files : new Map([[path.basename(fileName), bytes]]);
  for (const [file, content] of entries) {
    const place = path.join(folder, file);
    // What would leave the folder is not unpacked.
    if (!within(folder, place)) continue;
    await mkdir(path.dirname(place), { recursive: true });
    await writeFile(place, content);
  }
}

function judge(call: Call, mismatches: readonly string[], behaviour: string): void {
  for (const name of mismatches) {
    const message = `Artifact '${name}' digest validation failed. Please verify the integrity of the artifact.`;
    if (behaviour === 'info') call.say(message);
    if (behaviour === 'warn') call.warn(message);
  }
  if (mismatches.length > 0 && behaviour === 'error') {
    throw new Error(
      `Digest validation failed for artifact(s): ${mismatches.join(', ')}. Use 'digest-mismatch: warn' to continue on mismatch.`,
    );
  }
}
