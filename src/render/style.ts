/** Plain lines for a terminal of 100 columns; colour comes from the edge, as functions. */

import type { Status } from '../domain/trial/trial.ts';
import type { Column } from './markdown.ts';

export const LINE_WIDTH = 100;

/** How the edge colours text; `plainStyle` leaves it as it is. */
export interface Style {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly good: (text: string) => string;
  readonly warn: (text: string) => string;
  readonly bad: (text: string) => string;
}

const same = (text: string) => text;

export const plainStyle: Style = { strong: same, faint: same, good: same, warn: same, bad: same };

/** The tone of each status. */
export const tones: Readonly<Record<Status, keyof Style>> = {
  accepted: 'good',
  held: 'warn',
  rejected: 'faint',
  failed: 'bad',
  error: 'bad',
};

/**
 * Columns padded to their widest cell, the head faint. `tone` styles a cell after it was padded: colour
 * codes have no width.
 */
export function aligned(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  style: Style,
  tone: (cell: string, row: number, column: number) => string = same,
): readonly string[] {
  const widths = columns.map(({ title }, i) =>
    Math.max(title.length, ...rows.map((row) => (row[i] ?? '').length)),
  );
  const pad = (cell: string, i: number) => {
    const width = i === columns.length - 1 && columns[i]?.align === 'left' ? 0 : (widths[i] ?? 0);
    return columns[i]?.align === 'right' ? cell.padStart(width) : cell.padEnd(width);
  };
  const head = columns.map(({ title }, i) => pad(title, i)).join('  ');
  return [
    style.faint(`  ${head}`),
    ...rows.map((row, y) => `  ${row.map((cell, i) => tone(pad(cell, i), y, i)).join('  ')}`),
  ];
}
