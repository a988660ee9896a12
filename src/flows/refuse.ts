/** Answers a pull request that changes more than a candidate may: once for each head. */

import type { PullRequest } from '../ports/forge.ts';
import { wrongFilesReply } from '../render/notices.ts';
import { refusedStatus } from '../render/status.ts';
import type { Workshop } from './workshop.ts';

export async function refuse(
  { pullRequest, paths }: { readonly pullRequest: PullRequest; readonly paths: readonly string[] },
  { forge, path, narrate }: Pick<Workshop, 'forge' | 'path' | 'narrate'>,
): Promise<void> {
  const { number, headSha } = pullRequest;
  const newest = await forge.newestStatus(headSha);
  if (newest?.description === refusedStatus.description) return;
  const body = wrongFilesReply(paths, [path]);
  const told = (await forge.reviews(number)).some(
    (review) => review.byBot && review.headSha === headSha && review.body === body,
  );
  if (!told) await forge.postReview(number, { headSha, body, comments: [] });
  await forge.postStatus(headSha, refusedStatus);
  narrate({ kind: 'refused', number });
}
