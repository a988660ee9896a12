/** What a check says when the platform did not let it look. */

import type { Seen } from '../../domain/setup/facts.ts';
import { type Finding, missing, unknown } from '../../domain/setup/finding.ts';

export function unseen(check: string, outcome: Exclude<Seen<unknown>, { kind: 'seen' }>): Finding {
  return outcome.kind === 'refused'
    ? missing(check, outcome.why, outcome.mend)
    : unknown(check, outcome.why, 'Run the check again');
}
