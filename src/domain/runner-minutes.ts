/**
 * What runs cost: runner-minutes as they are billed, each job rounded up to a whole one.
 *
 * The usual figures are for repositories that have no runs yet, and evolve the quick benchmarks: timed on two cores with the
 * shipped codecs, not on hosted runners. docs/github.md ("What a run costs") has them all.
 */

/** Minutes of each job of a run that carries one candidate to its verdict. */
export const usualMinutes = {
  propose: 1,
  /** Of the candidate. The baseline's is kept, and so costs nothing from the second run on. */
  evaluate: 1,
  analyse: 1,
  /** Only a candidate that may win has this job, one in four: a quarter of its 2 minutes. */
  verify: 0.5,
  publish: 1,
} as const;

/** Minutes of the daily run of the report. */
export const reportMinutes = 1;
/** By evolve's schedule. */
export const scheduledRunsPerMonth = 30;
/** What private repositories have each month on the free plan. */
export const freeMinutes = 2_000;

const daysPerMonth = 30;
const day = 86_400;
/** Runs of fewer days say nothing about a month. */
const fewestDays = 7;

/** Start and end in seconds; an end of null is that of a job that still runs. */
export interface JobTimes {
  readonly started: number;
  readonly completed: number | null;
}

/** Of the newest runs of the evolution. */
export interface RunTimes {
  /** When each of the newest runs began, in seconds; in any order. */
  readonly began: readonly number[];
  /** The jobs of some of them. */
  readonly jobs: readonly (readonly JobTimes[])[];
}

export interface MonthlyMinutes {
  readonly minutes: number;
  readonly runs: number;
  /** How many runs were looked at; 0: the usual figures stand for them. */
  readonly measured: number;
}

/** What a run is billed. Jobs that did not run have no length. */
export function billedMinutes(jobs: readonly JobTimes[]): number {
  const lengths = jobs.map(({ started, completed }) => (completed ?? started) - started);
  return lengths.reduce((sum, seconds) => sum + Math.ceil(Math.max(0, seconds) / 60), 0);
}

/** What a month costs if it goes on like this. */
export function monthlyMinutes({ began, jobs }: RunTimes): MonthlyMinutes {
  const each = jobs.map(billedMinutes).filter((minutes) => minutes > 0);
  const runs = runsPerMonth(began);
  const usual = Object.values(usualMinutes).reduce((sum, minutes) => sum + minutes, 0);
  const average =
    each.length === 0 ? usual : each.reduce((sum, minutes) => sum + minutes, 0) / each.length;
  return {
    minutes: Math.round(average * runs + reportMinutes * daysPerMonth),
    ...{ runs, measured: each.length },
  };
}

/** Counted over the last month, or over a shorter time that is long enough; else as the schedule has it. */
function runsPerMonth(began: readonly number[]): number {
  const newest = Math.max(...began);
  const span = (newest - Math.min(...began)) / day;
  if (!(span >= fewestDays)) return scheduledRunsPerMonth;
  const recent = began.filter((time) => time > newest - daysPerMonth * day).length;
  return Math.round((recent * daysPerMonth) / Math.min(daysPerMonth, span));
}
