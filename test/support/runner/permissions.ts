/** What a job's token may do, and that a called workflow's jobs get no more than their caller has. */

import type { Tree } from './expressions.ts';
import { mapping } from './workflow-file.ts';

export type Access = 'read' | 'write';
/** By scope (`contents`, `pull-requests`, ...); what is not named is not granted. */
export type Permissions = Readonly<Record<string, Access>>;

/** What a new repository grants a workflow that names no permissions. */
export const defaultPermissions: Permissions = { contents: 'read', packages: 'read' };

/** Reads a `permissions` key. `read-all` and `write-all` are refused: no workflow here should use them. */
export function readPermissions(tree: Tree): Permissions {
  if (typeof tree === 'string') throw new Error(`permissions: ${tree} is not supported`);
  const granted = Object.entries(mapping(tree)).filter(([, access]) => access !== 'none');
  for (const [scope, access] of granted) {
    if (access !== 'read' && access !== 'write')
      throw new Error(`permissions: ${scope}: ${access}`);
  }
  return Object.fromEntries(granted) as Permissions;
}

/** The scopes in which `wanted` goes beyond `allowed`, in GitHub's words. */
export function beyond(wanted: Permissions, allowed: Permissions): string[] {
  return Object.entries(wanted)
    .filter(([scope, access]) => allowed[scope] !== 'write' && allowed[scope] !== access)
    .map(
      ([scope, access]) =>
        `'${scope}: ${access}', but is only allowed '${allowed[scope] ?? 'none'}'`,
    );
}
