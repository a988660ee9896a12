/** How much of everything the dashboard shows, and in which steps it gets shorter. */

export interface Detail {
  readonly benchmarks: number;
  /** Points of a chart of the lineage; 0 leaves the charts out. */
  readonly points: number;
  /** Steps of the lineage, in words. */
  readonly steps: number;
  readonly open: number;
  readonly repeated: number;
  readonly weeks: number;
  /** Rows of the tables of benchmarks and authors. */
  readonly rows: number;
  readonly title: number;
}

const whole: Detail = {
  ...{ benchmarks: 50, points: 60, steps: 30, open: 30, repeated: 12, weeks: 26 },
  ...{ rows: 40, title: 100 },
};

/**
 * In order; the first that fits is taken. Charts are thinned first, then what is old goes, then titles are
 * cut and charts left out. The last fits whatever the words are: a hostile letter becomes six at most.
 */
export const details: readonly Detail[] = [
  whole,
  { ...whole, points: 24 },
  { ...whole, points: 24, steps: 12, weeks: 12, repeated: 8, open: 20 },
  { ...whole, points: 12, steps: 5, weeks: 8, repeated: 5, open: 10, rows: 20 },
  {
    ...{ benchmarks: 30, points: 12, steps: 3, open: 5, repeated: 5, weeks: 8 },
    ...{ rows: 12, title: 60 },
  },
  {
    ...{ benchmarks: 6, points: 0, steps: 1, open: 5, repeated: 3, weeks: 4 },
    ...{ rows: 8, title: 40 },
  },
];
