/** The labels that the bot puts on pull requests. */

import { failureCategories, severities } from '../domain/analysis.ts';
import { statuses, type Trial } from '../domain/trial.ts';
import { categoryIcons, severityBadges, statusColors } from './badge.ts';

export interface Label {
  readonly name: string;
  /** Six hex digits. */
  readonly color: string;
  /** At most 100 characters. */
  readonly description: string;
}

const CATEGORY_COLOR = 'd4c5f9';

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
    name: `crucible: ${status}`,
    color: statusColors[status],
    description: statusDescriptions[status],
  })),
  ...severities.map((severity) => ({
    name: `severity: ${severity}`,
    color: severityBadges[severity].color,
    description: `${severityBadges[severity].dot} Severity of the failure analysis`,
  })),
  ...failureCategories.map((category) => ({
    name: `category: ${category}`,
    color: CATEGORY_COLOR,
    description: `${categoryIcons[category]} Category of the failure analysis`,
  })),
];

/** The names of the labels that a trial's pull request carries. */
export function labelsOf({ status, analysis }: Trial): readonly string[] {
  if (analysis === null) return [`crucible: ${status}`];
  return [
    `crucible: ${status}`,
    `severity: ${analysis.severity}`,
    `category: ${analysis.failure_category}`,
  ];
}
