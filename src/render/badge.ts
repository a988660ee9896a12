/** How severities, categories and statuses look, in every page and label. */

import type { Analysis, FailureCategory, Severity } from '../domain/analysis.ts';
import type { Status } from '../domain/trial/trial.ts';

/** Colours as six hex digits: critical red, high orange, medium yellow, low grey. */
export const severityBadges: Readonly<Record<Severity, { dot: string; color: string }>> = {
  critical: { dot: '🔴', color: 'b60205' },
  high: { dot: '🟠', color: 'd93f0b' },
  medium: { dot: '🟡', color: 'fbca04' },
  low: { dot: '⚪', color: 'cfd3d7' },
};

export const categoryIcons: Readonly<Record<FailureCategory, string>> = {
  syntax_error: '✏️',
  validation_error: '🚫',
  import_error: '📦',
  runtime_error: '💥',
  logic_error: '🧩',
  timeout: '⏳',
  resource_error: '🧱',
  performance_rejection: '📉',
  infrastructure_error: '🔧',
};

export const statusColors: Readonly<Record<Status, string>> = {
  accepted: '0e8a16',
  held: 'bfd4f2',
  rejected: 'cfd3d7',
  failed: 'd73a4a',
  error: '5319e7',
};

/** `🟠 **high** · 💥 **runtime_error**`, as Markdown. */
export function analysisBadge({ severity, failure_category: category }: Analysis): string {
  const { dot } = severityBadges[severity];
  return `${dot} **${severity}** · ${categoryIcons[category]} **${category}**`;
}
