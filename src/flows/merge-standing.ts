/** What is true of a pull request and the default branch at the moment of a merge. */

import { digestOf } from '../domain/digest.ts';
import type { Standing } from '../domain/merge-permit.ts';
import type { Baseline, PullRequest } from '../ports/forge.ts';
import type { Candidate } from './candidates.ts';
import type { Workshop } from './workshop.ts';

/** Read anew, never from what was known before. */
export async function newestStanding(
  number: number,
  { forge, path }: Pick<Workshop, 'forge' | 'path'>,
): Promise<Standing> {
  const pullRequest = await forge.pullRequest(number);
  return knownStanding(pullRequest, await forge.baseline(path), { forge, path });
}

/** As far as it is known: the forge looks once more before it merges. */
export async function knownStanding(
  pullRequest: PullRequest,
  baseline: Baseline,
  { forge, path }: Pick<Workshop, 'forge' | 'path'>,
): Promise<Standing> {
  const { mergeBase, linear } = await forge.difference(pullRequest);
  const base = mergeBase === baseline.commit ? baseline : await forge.readFile(mergeBase, path);
  return {
    path,
    headSha: pullRequest.headSha,
    open: pullRequest.state === 'open',
    baselineBlob: baseline.blob,
    // Where histories cross there is more than one merge base: nothing is permitted then.
    mergeBaseBlob: linear ? (base?.blob ?? null) : null,
    baselineDigest: digestOf(baseline.source),
  };
}

/** Who wrote the file that a successor of a person's pull request carries. */
export function coAuthorsOf({ proposal }: Candidate): readonly string[] {
  const { successor_of: origin } = proposal;
  if (origin === null) return [];
  return [`${origin.author} <${origin.author}@users.noreply.github.com>`];
}
