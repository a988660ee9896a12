/**
 * Mermaid's xychart-beta: bars and a line over one axis. It has no legend, so titles say which is which;
 * one of more than 60 letters is cut off by the picture's edge.
 */

import { oneLine } from './sanitize.ts';

export interface XyChart {
  /** Words of the project itself, or names through `chartName`. */
  readonly title: string;
  /** A label for each value, or the range that evenly spaced values cover. */
  readonly xAxis:
    | readonly string[]
    | { readonly title: string; readonly from: number; readonly to: number };
  readonly yAxis: { readonly title: string; readonly from: number; readonly to: number };
  readonly bars: readonly number[] | null;
  readonly line: readonly number[];
  /** After the point. */
  readonly digits: number;
}

/** Of bars and line, or of a line alone: seen on white and on black, which the first of its own are not. */
const colors = { bar: '#b4c0cc', line: '#0c7f6c' };

/** Beyond it numbers are written with exponents, which the grammar does not know. */
const largest = 1e15;

/** As a fenced block; null when a value is missing or is none: a chart with holes misleads. */
export function xyChart({ title, xAxis, yAxis, bars, line, digits }: XyChart): string | null {
  const values = [...(bars ?? []), ...line];
  const known = values.every((value) => Number.isFinite(value) && Math.abs(value) < largest);
  if (values.length === 0 || !known) return null;
  const numbers = (list: readonly number[]) =>
    list.map((value) => value.toFixed(digits)).join(', ');
  const x =
    'from' in xAxis
      ? `"${chartName(xAxis.title)}" ${xAxis.from} --> ${xAxis.to}`
      : `[${xAxis.map((label) => `"${chartName(label)}"`).join(', ')}]`;
  const palette = bars === null ? colors.line : `${colors.bar}, ${colors.line}`;
  return [
    '```mermaid',
    `%%{init: {"xyChart": {"height": 320}, "themeVariables": {"xyChart": {"plotColorPalette": "${palette}"}}}}%%`,
    'xychart-beta',
    `    title "${title.replace(/["\n\r]/g, '_')}"`,
    `    x-axis ${x}`,
    `    y-axis "${chartName(yAxis.title)}" ${yAxis.from} --> ${yAxis.to}`,
    ...(bars === null ? [] : [`    bar [${numbers(bars)}]`]),
    `    line [${numbers(line)}]`,
    '```',
  ].join('\n');
}

/** A name that cannot leave its quotes. */
export function chartName(name: string): string {
  return oneLine(name, 40).replace(/[^\p{L}\p{N} ._-]/gu, '_');
}
