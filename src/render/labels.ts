/** The labels that the bot puts on pull requests. */

import { failureCategories, severities } from '../domain/analysis.ts';
import {
  blockedLabel,
  categoryLabel,
  dashboardLabel,
  onHoldLabel,
  pausedLabel,
  severityLabel,
  statusLabel,
  waitingLabel,
} from '../domain/label.ts';
import { statuses, type Trial } from '../domain/trial/trial.ts';
import { categoryIcons, severityBadges, statusColors } from './badge.ts';

export interface Label {
  readonly name: string;
  /** Six hex digits. */
  readonly color: string;
  /** At most 100 characters. */
  readonly description: string;
}

const categoryColor = 'd4c5f9';

const statusDescriptions = {
  accepted: 'Better than the baseline',
  held: 'A person must decide',
  rejected: 'Works, but is not better than the baseline',
  failed: 'Does not work',
  error: 'The bot could not finish the trial',
} as const;

/** Every label there can be, for creating them. */
export const labels: readonly Label[] = [
  ...statuses.map((status) => ({
    name: statusLabel(status),
    color: statusColors[status],
    description: statusDescriptions[status],
  })),
  ...severities.map((severity) => ({
    name: severityLabel(severity),
    color: severityBadges[severity].color,
    description: `${severityBadges[severity].dot} Severity of the failure analysis`,
  })),
  ...failureCategories.map((category) => ({
    name: categoryLabel(category),
    color: categoryColor,
    description: `${categoryIcons[category]} Category of the failure analysis`,
  })),
  { name: onHoldLabel, color: 'fbca04', description: 'Not merged before `/unhold` or `/merge`' },
  {
    name: blockedLabel,
    color: 'd93f0b',
    description: 'Won, but the repository does not let it in',
  },
  { name: waitingLabel, color: 'bfd4f2', description: 'Waits for `/evaluate` by a writer' },
  { name: dashboardLabel, color: '0052cc', description: 'How the evolution stands' },
  { name: pausedLabel, color: 'b60205', description: 'The bot does nothing; `/resume` goes on' },
];

/** The names of the labels that a trial's pull request carries. */
export function labelsOf({ status, analysis }: Trial): readonly string[] {
  if (analysis === null) return [statusLabel(status)];
  return [
    statusLabel(status),
    severityLabel(analysis.severity),
    categoryLabel(analysis.failure_category),
  ];
}
