/** Branches of merged candidates are of no more use. */

import { attempt } from './refusal.ts';
import type { Remote } from './remote.ts';

/** Only for the bot's own. That it is gone already, or must stay, is no matter. */
export async function deleteBranch(
  { octokit, owner, repo, log }: Remote,
  branch: string,
): Promise<void> {
  const ref = `heads/${branch}`;
  const outcome = await attempt(octokit.rest.git.deleteRef({ owner, repo, ref }));
  if (outcome.kind === 'done' || outcome.kind === 'invalid' || outcome.kind === 'not_found') return;
  log(`the merged branch ${branch} stays: ${outcome.why}`);
}
