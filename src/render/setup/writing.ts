/** What a check of the set-up says of what it has tried to do. */

import type { OpeningFacts, Seen, StepRefusal } from '../../domain/setup/facts.ts';
import { branchSteps } from '../../domain/setup/facts.ts';
import { type Finding, fine, missing, unknown } from '../../domain/setup/finding.ts';
import type { Cleared } from '../../ports/platform.ts';
import { unseen } from './unseen.ts';

export function branchFinding(refusal: StepRefusal | null): Finding {
  const check = 'branch and status';
  if (refusal === null) return fine(check, branchSteps.join(', '));
  const { step, outcome } = refusal;
  return unseen(check, { ...outcome, why: `could not ${step}: ${outcome.why}` });
}

export function labelFinding(outcome: Seen<null>): Finding {
  return outcome.kind === 'seen'
    ? fine('labels', 'one made and deleted')
    : unseen('labels', outcome);
}

export function issueFinding(outcome: Seen<null>): Finding {
  const check = 'issues by Actions';
  return outcome.kind === 'seen'
    ? fine(check, 'permitted: one without a title was refused for that alone')
    : unseen(check, outcome);
}

const openingSetting =
  'Settings > Actions > General > Workflow permissions: tick "Allow GitHub Actions to create and approve pull requests"; in an organization also in its own settings';

export function openingFinding(outcome: Seen<OpeningFacts>): Finding {
  const check = 'pull requests by Actions';
  if (outcome.kind !== 'seen') return unseen(check, outcome);
  const { value } = outcome;
  switch (value.kind) {
    case 'off':
      return missing(check, 'not permitted: the bot can open none', openingSetting);
    case 'opened':
      return fine(check, `the bot has opened #${value.number}`);
    case 'setting':
      return fine(check, 'permitted by the setting of the repository');
    case 'request_looked_at':
      return unknown(
        check,
        `likely permitted: one that cannot be opened was refused for itself (${value.said})`,
        `The first run shows it. If it cannot open one: ${openingSetting}`,
      );
  }
}

export function clearingFinding({ taken, stays }: Cleared): Finding {
  const check = 'nothing left behind';
  if (stays.length === 0) {
    const what = taken.length === 0 ? 'nothing was there any more' : `deleted ${taken.join(', ')}`;
    return fine(check, what);
  }
  const why = stays.map((each) => `${each.what} (${each.why})`).join('; ');
  return missing(
    check,
    `could not delete ${why}`,
    'Give the job what is named here, and run the check again',
  );
}
