/** Where things stand in the picture of a lineage. */

import { type Lineage, milestones } from '../../domain/lineage.ts';
import { linearScale, type Scale } from '../page/scale.ts';

/** Wide enough for GitHub's column, where it is shown a little smaller. */
export const width = 960;
/** Of the curve; the names of the steps stand to the right of it. */
export const plot = { left: 64, right: 526, top: 66 } as const;
export const names = { left: 558, right: width - 16 } as const;
/** Below the curve: crosses, numbers, and the axis's name. */
const footer = 62;
const leastHeight = 460;

export interface Frame {
  readonly lineage: Lineage;
  readonly height: number;
  /** Lower edge of the curve's field. */
  readonly bottom: number;
  readonly x: Scale;
  readonly y: Scale;
  /** The least and the largest rate that are shown. */
  readonly rates: readonly [low: number, high: number];
}

/** `namesHeight` is what the names of the steps need beside the curve. */
export function frameOf(lineage: Lineage, namesHeight: number): Frame {
  const height = Math.max(leastHeight, plot.top + namesHeight + footer);
  const bottom = height - footer;
  const rates = shownRates(lineage);
  const last = lineage.points.length + 0.5;
  return {
    ...{ lineage, height, bottom, rates },
    x: linearScale([0, last], [plot.left, plot.right], (plot.right - plot.left) / 60),
    y: linearScale(rates, [bottom, plot.top], (bottom - plot.top) / 55),
  };
}

/** As fine as anybody sees; sums of tenths have many more digits. */
export function tenth(value: number): number {
  return Math.round(10 * value) / 10;
}

export function isShown({ rates: [low, high] }: Frame, rate: number): boolean {
  return rate > low && rate < high;
}

/**
 * The curve with some air, and the next milestone if it is not far. A candidate far off the curve does not
 * stretch the axis: it is drawn at the edge.
 */
function shownRates({ steps, start, unit }: Lineage): readonly [number, number] {
  const curve = [start, ...steps.map(({ rate }) => rate)];
  const [low, high] = [Math.min(...curve), Math.max(...curve)];
  const length = Math.max(high - low, high * 0.05);
  const next = milestones.map((less) => 100 - less).find((rate) => rate < low);
  const isNear = unit === 'reference' && next !== undefined && low - next < length * 0.5;
  const air = Math.max(length * 0.14, high * 0.03);
  return [Math.max(0, (isNear ? next : low) - length * 0.1), high + air];
}
