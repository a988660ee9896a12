/** How often a candidate was mended already. */

import type { PullRequest } from '../ports/forge.ts';
import { trialsOf } from './history.ts';
import type { Workshop } from './workshop.ts';

/** What failed on this pull request before its present head: each was an attempt. */
export async function failedSources(
  pullRequest: PullRequest,
  workshop: Workshop,
): Promise<string[]> {
  const { forge, path } = workshop;
  const sources = new Map<string, string>();
  for (const { trial } of await trialsOf(pullRequest, workshop)) {
    const { head_sha: head, source_digest: digest } = trial.candidate;
    if (trial.status !== 'failed' || head === null || head === pullRequest.headSha) continue;
    const file = await forge.readFile(head, path);
    if (file) sources.set(digest, file.source);
  }
  return [...sources.values()];
}
