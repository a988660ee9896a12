/**
 * As actions/cache v5.0.5 (27d5ce7), its restore and its save: src/restoreImpl.ts and saveImpl.ts, and cache.ts of
 * `@actions/cache` 5.0.5 (read in toolkit 4b9afa4, which has it as 6.0.1 with the same flow).
 */

import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { filesMatching } from '../glob.ts';
import type { Machine } from '../machine.ts';
import { type BuiltinAction, type Call, lines, optional, placeFor, required } from './action.ts';

/** Nothing found is no failure, and sets no `cache-hit`. */
export const restoreCache: BuiltinAction = {
  inputs: {
    ...{ path: '', key: '', 'restore-keys': '' },
    ...{ 'fail-on-cache-miss': 'false', 'lookup-only': 'false' },
  },
  refused: ['enableCrossOsArchive'],
  run: async (call) => {
    const key = required(call, 'key');
    call.output('cache-primary-key', key);
    const restoreKeys = lines(call, 'restore-keys');
    required(call, 'path');
    const paths = lines(call, 'path');
    const keys = [key, ...restoreKeys];
    if (keys.length > 10) {
      throw new Error('Key Validation Error: Keys are limited to a maximum of 10.');
    }
    for (const each of keys) checkKey(each);
    const { caches, github, defaultRef } = call.machine.world;
    const scopes = [String(github.ref), defaultRef];
    const found = caches.find({ key, restoreKeys, paths, scopes });
    if (!found) {
      if (isTrue(call, 'fail-on-cache-miss')) {
        throw new Error(
          `Failed to restore cache entry. Exiting as fail-on-cache-miss is set. Input key: ${key}`,
        );
      }
      return call.say(`Cache not found for input keys: ${keys.join(', ')}`);
    }
    if (!isTrue(call, 'lookup-only')) await write(call.machine, found.files);
    call.output('cache-matched-key', found.key);
    call.output('cache-hit', String(found.key.toLowerCase() === key.toLowerCase()));
    call.say(`Cache restored from key: ${found.key}`);
  },
};

/** Whatever goes wrong is a warning: the step passes. */
export const saveCache: BuiltinAction = {
  inputs: { path: '', key: '' },
  refused: ['upload-chunk-size', 'enableCrossOsArchive'],
  run: async (call) => {
    try {
      await save(call);
    } catch (error) {
      call.say(`[warning]${(error as Error).message}`);
      call.warn('Cache save failed.');
    }
  },
};

async function save(call: Call): Promise<void> {
  const key = optional(call, 'key');
  // Without a key the source ends before it has failed.
  if (key === '') return call.say('[warning]Key is not specified.');
  required(call, 'path');
  const paths = lines(call, 'path');
  checkKey(key);
  const files = await filesAt(call.machine, paths);
  if (!files) {
    throw new Error(
      'Path Validation Error: Path(s) specified in the action for caching do(es) not exist, hence no cache is being saved.',
    );
  }
  const { caches, github } = call.machine.world;
  const kind = caches.save({ key, paths, files, ref: String(github.ref) });
  if (kind === 'exists') {
    call.say(
      `Failed to save: Unable to reserve cache with key ${key}, another job may be creating this cache.`,
    );
    return call.warn('Cache save failed.');
  }
  call.say(`Cache saved with key: ${key}`);
}

function isTrue(call: Call, name: string): boolean {
  return optional(call, name).toLowerCase() === 'true';
}

function checkKey(key: string): void {
  if (key.length > 512) {
    throw new Error(`Key Validation Error: ${key} cannot be larger than 512 characters.`);
  }
  if (key.includes(',')) throw new Error(`Key Validation Error: ${key} cannot contain commas.`);
}

/** Hidden ones too, by their paths from the workspace; null when no path leads to anything. */
async function filesAt(
  { workspace, home }: Machine,
  paths: readonly string[],
): Promise<ReadonlyMap<string, Buffer> | null> {
  const options = { folder: workspace, home, hidden: 'included', descendants: 'implied' } as const;
  const { files, searchPaths } = await filesMatching(paths.join('\n'), options);
  const folders = paths.some((each) => /[*?]/.test(each))
    ? []
    : await Promise.all(searchPaths.map((each) => stat(each).catch(() => null)));
  if (files.length === 0 && folders.every((each) => each === null)) return null;
  const read = files.map(
    async (file) => [path.relative(workspace, file), await readFile(file)] as const,
  );
  return new Map(await Promise.all(read));
}

async function write(machine: Machine, files: ReadonlyMap<string, Buffer>): Promise<void> {
  for (const [file, bytes] of files) {
    const place = placeFor(machine, path.join(machine.workspace, file));
    await mkdir(path.dirname(place), { recursive: true });
    await writeFile(place, bytes);
  }
}
