/**
 * As actions/setup-node v7.0.0 (8207627): src/main.ts and cache-restore.ts. Node.js is there already, whatever version
 * is asked for: what needs a certain one is not for this runner.
 */

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type BuiltinAction, optional } from './action.ts';

export const setupNode: BuiltinAction = {
  inputs: { 'node-version': '', 'package-manager-cache': 'true' },
  refused: [
    ...['node-version-file', 'architecture', 'check-latest', 'registry-url', 'scope', 'token'],
    ...['cache', 'cache-dependency-path', 'mirror', 'mirror-token'],
  ],
  run: async (call) => {
    const caches = (optional(call, 'package-manager-cache') || 'true').toUpperCase() === 'TRUE';
    const file = path.join(call.machine.workspace, 'package.json');
    const text = caches ? await readFile(file, 'utf8').catch(() => '{}') : '{}';
    // npm's own cache would be restored and saved without being asked for.
    if (namesNpm(text)) throw new Error('this runner has no caches of package managers');
    call.output('node-version', process.version);
    call.say(`node: ${process.version}`);
  },
};

function namesNpm(text: string): boolean {
  let found: Readonly<Record<string, unknown>>;
  try {
    found = JSON.parse(text);
  } catch {
    return false;
  }
  const { packageManager } = (found.devEngines ?? {}) as { readonly packageManager?: unknown };
  const asked = [packageManager ?? []].flat().map((each) => (each as { name?: unknown }).name);
  return [...asked, found.packageManager].some((each) => /^\^?npm(@.*)?$/.test(String(each)));
}
