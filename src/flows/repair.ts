/** Puts a repair that got further on the candidate's branch, as a commit of its own. */

import { repairMessage } from '../render/repair-message.ts';
import { evaluatingStatus } from '../render/status.ts';
import type { TakenAdvice } from './advise.ts';
import type { Candidate } from './candidates.ts';
import type { Workshop } from './workshop.ts';

/** Its head has no verdict then: it is evaluated like any other. True when there was something to commit. */
export async function commitRepair(
  { pullRequest }: Candidate,
  { repair }: Pick<TakenAdvice, 'repair'>,
  { forge, path }: Workshop,
): Promise<boolean> {
  if (repair === null || !pullRequest.byBot) return false;
  const { number, headSha } = pullRequest;
  const { source, change } = repair;
  const file = { path, source, message: repairMessage(change) };
  const committed = await forge.commitFile(number, headSha, file);
  if (committed.kind !== 'moved') return false;
  await forge.postStatus(committed.headSha, evaluatingStatus);
  return true;
}
