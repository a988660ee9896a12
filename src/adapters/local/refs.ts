/** The refs of the local forge. */

import type { RefTip } from './git.ts';

export const mainRef = 'refs/heads/main';

export function mainTip(refs: ReadonlyMap<string, RefTip>): string {
  const tip = refs.get(mainRef);
  if (tip) return tip.commit;
  throw new Error('the local forge has no default branch: begin anew with npm start -- --fresh');
}

export function branchRef(branch: string): string {
  return `refs/heads/${branch}`;
}

export function pullRef(number: number): string {
  return `refs/pull/${number}/head`;
}
