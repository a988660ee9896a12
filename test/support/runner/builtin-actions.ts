/** The few actions of GitHub that the workflows use, as far as they use them. */

import { appendFile, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { known } from './loaded.ts';
import type { Machine } from './machine.ts';
import type { Artifact } from './record.ts';

type Inputs = Readonly<Record<string, string>>;

export interface BuiltinAction {
  /** The inputs this runner knows; another one is refused. */
  readonly inputs: readonly string[];
  /** Throws when the action would fail. */
  readonly run: (
    inputs: Inputs,
    machine: Machine,
  ) => Promise<{ readonly outputs: Inputs; readonly log: string }>;
}

/** Throws for an action that this runner does not know. */
export function builtinAction(uses: string): BuiltinAction {
  const found = actions[uses.split('@')[0] ?? ''];
  if (!found) throw new Error(`this runner does not know the action ${uses}`);
  return found;
}

/** As actions/checkout v7: the running commit by default; credentials stay on the disk unless refused. */
const checkout: BuiltinAction = {
  inputs: ['repository', 'ref', 'token', 'path', 'persist-credentials', 'fetch-depth'],
  run: async (inputs, machine) => {
    const { options, github } = machine.world;
    const name = inputs.repository || options.repository;
    const repository = known(options.repositories, name);
    const fallback = name === options.repository ? String(github.sha) : 'HEAD';
    const commit = await repository.commitOf(inputs.ref || fallback);
    const target = inside(machine, inputs.path || '.');
    await repository.checkout(commit, target);
    await mkdir(path.join(target, '.git'), { recursive: true });
    const config = path.join(target, '.git', 'config');
    await appendFile(config, `[remote "origin"]\n\turl = ${github.server_url}/${name}\n`);
    if (inputs['persist-credentials'] !== 'false') {
      const token = inputs.token ?? machine.token;
      await appendFile(config, `[http]\n\textraheader = AUTHORIZATION: bearer ${token}\n`);
    }
    return { outputs: { ref: inputs.ref ?? '', commit }, log: `HEAD is now at ${commit}` };
  },
};

/** As actions/upload-artifact v7: one path, no hidden files, no second artifact of a name. */
const upload: BuiltinAction = {
  inputs: ['name', 'path', 'if-no-files-found', 'retention-days', 'compression-level'],
  run: async (inputs, machine) => {
    const name = inputs.name || 'artifact';
    if (/["<>|*?:\\/\r\n]/.test(name)) throw new Error(`The artifact name is not valid: ${name}`);
    if (!inputs.path || /[\n*?![]/.test(inputs.path))
      throw new Error('path has to be one plain path');
    const files = await filesAt(inside(machine, inputs.path));
    if (files.size === 0) {
      const message = `No files were found with the provided path: ${inputs.path}.`;
      if (inputs['if-no-files-found'] === 'error') throw new Error(message);
      return { outputs: {}, log: `::warning::${message}` };
    }
    if (machine.world.artifacts.has(name)) {
      throw new Error(
        '(409) Conflict: an artifact with this name already exists on the workflow run',
      );
    }
    machine.world.artifacts.set(name, files);
    return { outputs: { 'artifact-id': String(machine.world.artifacts.size) }, log: name };
  },
};

/** As actions/download-artifact v8: a name has to exist, a pattern may match nothing. */
const download: BuiltinAction = {
  inputs: ['name', 'path', 'pattern', 'merge-multiple'],
  run: async (inputs, machine) => {
    const { artifacts } = machine.world;
    const target = inside(machine, inputs.path || '.');
    const single = inputs.name ? artifacts.get(inputs.name) : undefined;
    if (inputs.name && !single) throw new Error(`Artifact '${inputs.name}' not found`);
    const pattern = wildcard(inputs.pattern || '*');
    const found = single
      ? [[inputs.name ?? '', single] as const]
      : [...artifacts].filter(([name]) => pattern.test(name));
    for (const [name, artifact] of found) {
      const flat = single !== undefined || inputs['merge-multiple'] === 'true';
      await writeArtifact(artifact, flat ? target : path.join(target, name));
    }
    const log = `Total of ${found.length} artifact(s) downloaded`;
    return { outputs: { 'download-path': target }, log };
  },
};

/** As actions/cache/restore v5: the entry of that key, or the newest whose key begins as one of the others. */
const restoreCache: BuiltinAction = {
  inputs: ['path', 'key', 'restore-keys'],
  run: async (inputs, machine) => {
    const { caches = new Map() } = machine.world.options;
    const starts = (inputs['restore-keys'] ?? '').split('\n').filter(Boolean);
    const newestFirst = [...caches.keys()].reverse();
    const key =
      newestFirst.find((each) => each === inputs.key) ??
      starts.flatMap((start) => newestFirst.find((each) => each.startsWith(start)) ?? [])[0];
    const found = key === undefined ? undefined : caches.get(key);
    if (!found) return { outputs: {}, log: `Cache not found for input keys: ${inputs.key}` };
    await writeArtifact(found, inside(machine, inputs.path ?? ''));
    return { outputs: { 'cache-matched-key': key ?? '' }, log: `Cache restored from key: ${key}` };
  },
};

/** As actions/cache/save v5: an entry is never replaced. */
const saveCache: BuiltinAction = {
  inputs: ['path', 'key'],
  run: async (inputs, machine) => {
    const { caches } = machine.world.options;
    const [key = '', files] = [inputs.key, await filesAt(inside(machine, inputs.path ?? ''))];
    if (files.size === 0) throw new Error('Path Validation Error: no path exists to be cached');
    if (caches?.has(key)) return { outputs: {}, log: `::warning::Unable to reserve cache ${key}` };
    caches?.set(key, files);
    return { outputs: {}, log: `Cache saved with key: ${key}` };
  },
};

/** What actions/deploy-pages looks for. */
const pagesArtifact = 'github-pages';

/** As actions/upload-pages-artifact v5: a folder under the one name, a file that does not exist is an error. */
const uploadPages: BuiltinAction = {
  inputs: ['path'],
  run: (inputs, machine) =>
    upload.run({ ...inputs, name: pagesArtifact, 'if-no-files-found': 'error' }, machine),
};

/** As actions/deploy-pages v5: it takes what the run has uploaded, and says where it stands. */
const deployPages: BuiltinAction = {
  inputs: [],
  run: async (_, { world }) => {
    if (!world.artifacts.has(pagesArtifact)) {
      throw new Error(`No artifacts named "${pagesArtifact}" were found for this workflow run.`);
    }
    const [owner, name] = world.options.repository.split('/');
    const page = `https://${owner}.github.io/${name}/`;
    return { outputs: { page_url: page }, log: `Reported success! ${page}` };
  },
};

/** Node.js is there already. */
const setupNode: BuiltinAction = {
  inputs: ['node-version', 'package-manager-cache'],
  run: async (inputs) => ({ outputs: {}, log: `node ${inputs['node-version'] ?? ''}` }),
};

/** As aws-actions/configure-aws-credentials v6: a job that may prove who it is gets keys for the role. */
const awsCredentials: BuiltinAction = {
  inputs: ['role-to-assume', 'aws-region'],
  run: async (inputs, machine) => {
    if (!inputs['aws-region']) throw new Error('Input required and not supplied: aws-region');
    if (machine.permissions['id-token'] !== 'write') {
      throw new Error('Could not load credentials from any providers: id-token is not granted');
    }
    Object.assign(machine.env, {
      AWS_REGION: inputs['aws-region'],
      AWS_DEFAULT_REGION: inputs['aws-region'],
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    });
    return { outputs: {}, log: `Assuming role ${inputs['role-to-assume']}` };
  },
};

const actions: Readonly<Record<string, BuiltinAction>> = {
  'actions/checkout': checkout,
  'actions/upload-artifact': upload,
  'actions/download-artifact': download,
  'actions/cache/restore': restoreCache,
  'actions/cache/save': saveCache,
  'actions/setup-node': setupNode,
  'aws-actions/configure-aws-credentials': awsCredentials,
  'actions/upload-pages-artifact': uploadPages,
  'actions/deploy-pages': deployPages,
};

/** A path in the workspace. Throws for one that leaves it. */
function inside({ workspace }: Machine, relative: string): string {
  const found = path.resolve(workspace, relative);
  if (found !== workspace && !found.startsWith(`${workspace}/`)) {
    throw new Error(`Repository path '${found}' is not under '${workspace}'`);
  }
  return found;
}

/** One file by its name, or a folder's files by their paths in it, without hidden ones. */
async function filesAt(place: string): Promise<Artifact> {
  const found = await stat(place).catch(() => null);
  if (!found) return new Map();
  if (found.isFile()) return new Map([[path.basename(place), await readFile(place)]]);
  const entries = await readdir(place, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(place, path.join(entry.parentPath, entry.name)))
    .filter((file) => !file.split('/').some((part) => part.startsWith('.')))
    .sort();
  return new Map(
    await Promise.all(
      files.map(async (file) => [file, await readFile(path.join(place, file))] as const),
    ),
  );
}

async function writeArtifact(artifact: Artifact, folder: string): Promise<void> {
  for (const [file, bytes] of artifact) {
    const target = path.join(folder, file);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, bytes);
  }
}

/** `*` stands for anything but a slash; nothing else is special. */
function wildcard(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^/]*')}$`);
}
