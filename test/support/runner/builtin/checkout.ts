/**
 * As actions/checkout v7.0.1 (3d3c42e): src/input-helper.ts, git-source-provider.ts, git-directory-helper.ts and
 * git-auth-helper.ts. A commit is checked out detached, a branch as a branch, with one commit of history by default.
 * Credentials stand in a file of their own under RUNNER_TEMP that .git/config includes; its post step, which removes
 * them, comes after everything a test can see.
 */

import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { within } from '../glob.ts';
import { known } from '../loaded.ts';
import { type BuiltinAction, type Call, optional, required } from './action.ts';

export const checkout: BuiltinAction = {
  inputs: {
    repository: ({ world }) => world.options.repository,
    token: ({ token }) => token,
    ...{ ref: '', path: '', 'persist-credentials': 'true', 'fetch-depth': '1' },
  },
  refused: [
    ...['ssh-key', 'ssh-known-hosts', 'ssh-strict', 'ssh-user', 'clean', 'filter', 'fetch-tags'],
    ...['sparse-checkout', 'sparse-checkout-cone-mode', 'show-progress', 'lfs', 'submodules'],
    ...['set-safe-directory', 'github-server-url', 'allow-unsafe-pr-checkout'],
  ],
  run: async (call) => {
    const { world } = call.machine;
    const name = required(call, 'repository');
    if (!/^[^/]+\/[^/]+$/.test(name)) {
      throw new Error(`Invalid repository '${name}'. Expected format {owner}/{repo}.`);
    }
    const target = placeOf(call);
    const token = required(call, 'token');
    const repository = known(world.options.repositories, name);
    const { ref, commit } = sourceOf(call, name);
    const found = commit || (await repository.commitOf(ref || 'HEAD'));
    const depth = Math.floor(Number(optional(call, 'fetch-depth') || '1'));
    await repository.checkout(target, {
      commit: found,
      branch: branchOf(ref),
      depth: depth > 0 ? depth : 0,
    });
    await configure(call, { target, name, token });
    call.say(`HEAD is now at ${found}`);
    call.output('commit', found);
    call.output('ref', ref);
  },
};

/** Only under the workspace. */
function placeOf(call: Call): string {
  const { workspace } = call.machine;
  const target = path.resolve(workspace, optional(call, 'path') || '.');
  if (!within(workspace, target)) {
    throw new Error(`Repository path '${target}' is not under '${workspace}'`);
  }
  return target;
}

/** The running commit by default; of another repository its default branch. */
function sourceOf(call: Call, name: string): { readonly ref: string; readonly commit: string } {
  const { options, github } = call.machine.world;
  const given = optional(call, 'ref');
  if (/^([0-9a-fA-F]{40}|[0-9a-fA-F]{64})$/.test(given)) return { ref: '', commit: given };
  if (given) return { ref: given, commit: '' };
  const running = name.toUpperCase() === options.repository.toUpperCase();
  return running
    ? { ref: String(github.ref), commit: String(github.sha) }
    : { ref: '', commit: '' };
}

/** Null for what is checked out detached: a commit, a tag, and (unlike the source) another repository's default. */
function branchOf(ref: string): string | null {
  if (ref === '' || /^refs\/(?!heads\/)/.test(ref)) return null;
  return ref.replace('refs/heads/', '');
}

interface Source {
  readonly target: string;
  readonly name: string;
  readonly token: string;
}

async function configure(call: Call, { target, name, token }: Source): Promise<void> {
  const { temp, steps, world } = call.machine;
  const { origin } = new URL(String(world.github.server_url));
  const config = path.join(target, '.git', 'config');
  await mkdir(path.dirname(config), { recursive: true });
  await appendFile(config, `[remote "origin"]\n\turl = ${origin}/${name}\n`);
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
  call.say(`::add-mask::${basic}`);
  if (optional(call, 'persist-credentials').toUpperCase() !== 'TRUE') return;
  const id = String(steps.length).padStart(12, '0');
  const file = path.join(temp, `git-credentials-00000000-0000-4000-8000-${id}.config`);
  const header = `AUTHORIZATION: basic ${basic}`;
  await writeFile(file, `[http "${origin}/"]\n\textraheader = ${header}\n`);
  const folder = path.join(target, '.git');
  const included = [folder, `${folder}/worktrees/*`].map(
    (each) => `[includeIf "gitdir:${each}"]\n\tpath = ${file}\n`,
  );
  await appendFile(config, included.join(''));
}
