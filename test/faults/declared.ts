/** In what a story that was disturbed may differ from one that was not, and why. */

import type { Case } from './campaign.ts';
import type { Difference } from './difference.ts';
import type { FaultName } from './fate.ts';

/** After these an answer of the model is gone for good: to ask once more would be to pay once more. */
const lost: readonly FaultName[] = [
  ...(['broken', 'cut', 'page 200', 'page 200 after the effect'] as const),
  ...(['silence', 'silence after the effect'] as const),
];

/** After these what is said may be said twice: GitHub knows no request that it has had already. */
const doubled: readonly FaultName[] = ['twice, first answer', 'twice, second answer', 'straggler'];
const saying = /\/(reviews|comments)$/;

/**
 * - A command whose job was lost and is started again finds its effect: its answer may be missing, come twice,
 *   or say that there was nothing to do.
 * - A dashboard that was made and not pinned stays so: to pin it later could undo what a person did.
 * - A review or comment that the network delivers twice stands there twice. As a trial it counts twice, so that
 *   later texts differ; what becomes of each candidate does not.
 * - Without an answer of the model's the rules' analysis stands, and nothing is repaired; a proposal comes
 *   later, and is charged what it might have cost. The same candidates are proposed in the end.
 */
export function isDeclared({ path }: Difference, { asked, trouble }: Case): boolean {
  const fault = trouble.kind === 'fault' ? trouble.fault : null;
  if (fault !== null && asked.service === 'anthropic' && lost.includes(fault)) {
    return !/\.(title|branch)$/.test(path);
  }
  if (fault !== null && saying.test(asked.name) && doubled.includes(fault)) {
    return !/^portrait\.(files|branches)\.|pullRequests\.\d+\.(title|branch|state)$/.test(path);
  }
  if (asked.name === 'GraphQL Pin' && path.endsWith('.pinned')) return true;
  return asked.job === 'respond' && path.startsWith('talk.');
}
