/** The labels by which the bot marks pull requests: how they are named, and which of them are its own. */

import type { FailureCategory, Severity } from './analysis.ts';
import type { Status } from './trial/trial.ts';

const prefixes = { status: 'crucible: ', severity: 'severity: ', category: 'category: ' } as const;

export function statusLabel(status: Status): string {
  return prefixes.status + status;
}

export function severityLabel(severity: Severity): string {
  return prefixes.severity + severity;
}

export function categoryLabel(category: FailureCategory): string {
  return prefixes.category + category;
}

/** On a candidate: it is not merged before somebody lifts the hold. */
export const onHoldLabel = 'crucible: on hold';
/** On a candidate that won, and that the repository does not let in. */
export const blockedLabel = 'crucible: blocked';
/** On a candidate of somebody without write access: it waits for a person's word. */
export const waitingLabel = 'crucible: waiting';
/** On the dashboard issue, by which it is found. */
export const dashboardLabel = 'crucible: dashboard';
export const dashboardTitle = 'Codec Crucible dashboard';
/** On the dashboard issue: the bot does nothing while it is there. */
export const pausedLabel = 'crucible: paused';

/** The bot's own among a pull request's labels. */
export function ownLabels(labels: readonly string[]): readonly string[] {
  return labels.filter(isOwn);
}

/** The labels of a pull request after the bot has set its own to `own`; those of people stay. */
export function replaceOwnLabels(
  labels: readonly string[],
  own: readonly string[],
): readonly string[] {
  return [...new Set([...labels.filter((label) => !isOwn(label)), ...own])];
}

function isOwn(label: string): boolean {
  return Object.values(prefixes).some((prefix) => label.startsWith(prefix));
}
