/** What a check of the set-up says of the bot's runs: the dashboard, who starts them, and what they cost. */

import { freeMinutes, type MonthlyMinutes } from '../../domain/runner-minutes.ts';
import type {
  DashboardFacts,
  DispatchOutcome,
  RepositoryFacts,
  Seen,
  WorkflowFacts,
} from '../../domain/setup/facts.ts';
import { type Finding, fine, missing, unknown, warning } from '../../domain/setup/finding.ts';
import { unseen } from './unseen.ts';

/** `label` is the one that the dashboard is found by. */
export function dashboardFinding(outcome: Seen<readonly DashboardFacts[]>, label: string): Finding {
  const check = 'dashboard';
  if (outcome.kind !== 'seen') return unseen(check, outcome);
  const [first, ...more] = outcome.value;
  if (!first) return fine(check, 'none yet: the first run makes it');
  if (more.length > 0) {
    const all = [first, ...more].map(({ number }) => `#${number}`).join(', ');
    return warning(check, `several: ${all}`, `Close all but the one with the label ${label}`);
  }
  const name = `#${first.number}`;
  if (!first.labelled) {
    return warning(
      check,
      `${name} has lost its label`,
      `Put the label ${label} back on ${name}: the next run makes another one otherwise`,
    );
  }
  if (!first.pinned) return warning(check, `${name} is not pinned`, `Open ${name} and pin it`);
  return fine(check, `${name}, pinned`);
}

export function nextRunFinding(file: string, outcome: Seen<DispatchOutcome>): Finding {
  const check = 'next run';
  if (outcome.kind !== 'seen') return unseen(check, outcome);
  const place = `.github/workflows/${file}`;
  switch (outcome.value.kind) {
    case 'takes_input':
      return fine(check, `${place} can be started, with the input that the bot sends`);
    case 'lacks_input':
      return missing(
        check,
        `${place} does not take the input candidates`,
        `Give its workflow_dispatch the input candidates, as the original has it`,
      );
    case 'lacks_trigger':
      return missing(
        check,
        `${place} cannot be started`,
        'Add workflow_dispatch to its triggers, as the original has it',
      );
    case 'disabled':
      return missing(check, `${place} is disabled`, `Actions > ${file} > Enable workflow`);
    case 'not_there':
      return missing(
        check,
        `${place} is not on the default branch`,
        'Add it, or name another one in the input next-workflow',
      );
    case 'started':
      return unknown(
        check,
        `${place} was started, though it was asked for with an input that it cannot have`,
        'Look at the run that follows',
      );
  }
}

export function scheduleFinding(file: string, outcome: Seen<WorkflowFacts | null>): Finding {
  const check = 'schedule';
  if (outcome.kind !== 'seen') return unseen(check, outcome);
  const todo = `Actions > ${file} > Enable workflow`;
  switch (outcome.value?.state) {
    case undefined:
    case 'gone':
      return missing(
        check,
        `GitHub knows no workflow ${file}`,
        'Add it to .github/workflows on the default branch',
      );
    case 'active':
      return fine(check, `${file} is enabled`);
    case 'inactive':
      return missing(check, `${file} was disabled after 60 days without a commit`, todo);
    case 'in_fork':
      return missing(
        check,
        `${file} is disabled, as in every fork`,
        `Actions > Enable workflows; then ${todo}`,
      );
    case 'by_hand':
      return missing(check, `somebody disabled ${file}`, todo);
  }
}

export function costFinding(
  outcome: Seen<MonthlyMinutes>,
  repository: Seen<Pick<RepositoryFacts, 'private'>>,
): Finding {
  const check = 'runner-minutes';
  if (outcome.kind !== 'seen') return unseen(check, outcome);
  const { minutes, runs, measured } = outcome.value;
  const basis =
    measured === 0
      ? 'by the usual figures, for there are no runs yet'
      : measured === 1
        ? 'as the last run took'
        : `as the last ${measured} runs took`;
  const amount = `about ${thousands(minutes)} a month, with ${runs} runs, ${basis}`;
  if (repository.kind === 'seen' && !repository.value.private) {
    return fine(check, `${amount}; in a public repository they cost nothing`);
  }
  if (minutes <= freeMinutes) {
    return fine(check, `${amount}; the free plan has ${thousands(freeMinutes)}`);
  }
  return warning(
    check,
    `${amount}; the free plan has ${thousands(freeMinutes)} for all private repositories together`,
    'Run less often (the cron line of evolve.yml), name quicker benchmarks in CRUCIBLE_BENCHMARKS, or make the repository public',
  );
}

function thousands(value: number): string {
  return String(value).replace(/(?<=\d)(?=(\d{3})+$)/g, ',');
}
