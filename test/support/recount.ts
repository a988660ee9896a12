/**
 * The figures of a history once more, by other means: plain loops over plain objects, dates by their own
 * arithmetic, every list spelled out. It shares no code with what it checks, types aside.
 */

import type { BenchmarkHistory } from '../../src/domain/benchmark-history.ts';
import type { Trial } from '../../src/domain/trial/trial.ts';

export type Counts = Record<string, number>;

export interface Recount {
  trials: number;
  statuses: Counts;
  categories: Counts;
  severities: Counts;
  /** By "category severity". */
  both: Counts;
  accepted: number;
  judged: number;
  candidates: number;
  microDollars: number;
  tokens: number;
  errors: { count: number; newest: number | null; cause: string | null };
  /** By "2026-W01": counts by status, category and severity, and what it cost. */
  weeks: Record<string, { counts: Counts; microDollars: number }>;
  repeated: Record<
    string,
    { count: number; first: number | null; newest: number | null; cause: string; category: string }
  >;
  /** By "benchmark digest" and by "author benchmark digest". */
  gains: Record<
    string,
    { pulls: number; accepted: number; left: number; microDollars: number; newest: boolean }
  >;
}

function bump(counts: Counts, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}

/** By walking the calendar from Monday, 1969-12-29, the first day of 1970-W01, year after year. */
export function weekByWalking(seconds: number): string {
  const date = new Date(seconds * 1000);
  let monday = Date.UTC(1969, 11, 29);
  for (let year = 1970; ; year++) {
    // A year has 53 weeks when it begins on a Thursday, or is a leap year that begins on a Wednesday.
    const first = new Date(Date.UTC(year, 0, 1)).getUTCDay();
    const leap = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;
    const weeks = first === 4 || (leap && first === 3) ? 53 : 52;
    const end = monday + weeks * 7 * 24 * 3600 * 1000;
    if (date.getTime() < end) {
      const week = Math.ceil((date.getTime() - monday + 1) / (7 * 24 * 3600 * 1000));
      return `${year}-W${week < 10 ? '0' : ''}${week}`;
    }
    monday = end;
  }
}

/** What counts of records with one id: the last that is no error, else the last. */
function counting(records: readonly Trial[]): Trial[] {
  const chosen: Trial[] = [];
  const ids: string[] = [];
  for (const record of records)
    if (!ids.includes(record.experiment_id)) ids.push(record.experiment_id);
  for (const id of ids) {
    const own = records.filter((record) => record.experiment_id === id);
    const verdicts = own.filter((record) => record.status !== 'error');
    const last = verdicts.length > 0 ? verdicts[verdicts.length - 1] : own[own.length - 1];
    if (last) chosen.push(last);
  }
  // Insertion sort, stable: no time counts as the beginning of time.
  const sorted: Trial[] = [];
  for (const trial of chosen) {
    let place = sorted.length;
    while (place > 0 && timeOf(sorted[place - 1]) > timeOf(trial)) place -= 1;
    sorted.splice(place, 0, trial);
  }
  return sorted;
}

function timeOf(trial: Trial | undefined): number {
  return trial?.timestamp === null || trial === undefined ? 0 : trial.timestamp;
}

export function recount(records: readonly Trial[]): Recount {
  const trials = counting(records);
  const found: Recount = {
    ...{ trials: trials.length, statuses: {}, categories: {}, severities: {}, both: {} },
    ...{ accepted: 0, judged: 0, candidates: 0, microDollars: 0, tokens: 0 },
    errors: { count: 0, newest: null, cause: null },
    ...{ weeks: {}, repeated: {}, gains: {} },
  };
  for (const { cost } of records) {
    found.microDollars += Math.round(cost.usd * 1_000_000);
    found.tokens += cost.input_tokens + cost.output_tokens;
  }
  const pulls: string[] = [];
  for (const trial of trials) {
    const { status, analysis } = trial;
    const spent = records
      .filter((record) => record.experiment_id === trial.experiment_id)
      .reduce((sum, record) => sum + Math.round(record.cost.usd * 1_000_000), 0);
    const pull = String(trial.candidate.pull_request ?? trial.experiment_id);
    bump(found.statuses, status);
    if (status === 'accepted') found.accepted += 1;
    if (status === 'error') {
      found.errors = {
        count: found.errors.count + 1,
        newest: trial.candidate.pull_request,
        cause: analysis ? analysis.root_cause : null,
      };
    } else {
      found.judged += 1;
      if (!pulls.includes(pull)) pulls.push(pull);
    }
    const counts: Counts[] = [];
    if (trial.timestamp !== null) {
      const name = weekByWalking(trial.timestamp);
      const week = found.weeks[name] ?? { counts: {}, microDollars: 0 };
      found.weeks[name] = week;
      week.microDollars += spent;
      bump(week.counts, status);
      counts.push(week.counts);
    }
    if (status !== 'error' && analysis) {
      bump(found.categories, analysis.failure_category);
      bump(found.severities, analysis.severity);
      bump(found.both, `${analysis.failure_category} ${analysis.severity}`);
      for (const each of counts) {
        bump(each, analysis.failure_category);
        bump(each, analysis.severity);
      }
    }
    if (status === 'failed' && analysis) {
      const known = found.repeated[analysis.fingerprint];
      const number = trial.candidate.pull_request;
      found.repeated[analysis.fingerprint] = {
        count: known ? known.count + 1 : 1,
        first: known && known.first !== null ? known.first : number,
        newest: number !== null ? number : known ? known.newest : null,
        cause: analysis.root_cause,
        category: analysis.failure_category,
      };
    }
    addGains(found, trial, { trials, spent });
  }
  found.candidates = pulls.length;
  return found;
}

function addGains(
  found: Recount,
  trial: Trial,
  { trials, spent }: { trials: readonly Trial[]; spent: number },
): void {
  const { name, measurement_digest: digest } = trial.benchmark;
  for (const author of ['', `${trial.candidate.author} `]) {
    const key = `${author}${name} ${digest}`;
    const same = (other: Trial) =>
      other.benchmark.name === name &&
      other.benchmark.measurement_digest === digest &&
      (author === '' || other.candidate.author === trial.candidate.author);
    const gain = found.gains[key] ?? {
      pulls: new Set(
        trials
          .filter((other) => same(other) && other.status !== 'error')
          .map(({ candidate, experiment_id: id }) => candidate.pull_request ?? id),
      ).size,
      ...{ accepted: 0, left: 1, microDollars: 0 },
      newest:
        [...trials].reverse().find((other) => other.benchmark.name === name)?.benchmark
          .measurement_digest === digest,
    };
    found.gains[key] = gain;
    gain.microDollars += spent;
    if (trial.status !== 'accepted') continue;
    gain.accepted += 1;
    gain.left *= 1 + (trial.comparison ? trial.comparison.rate_change_percent : 0) / 100;
  }
}

/** Seconds from opening to the first review with a verdict, of each pull request that has both, ascending. */
export function waitsByLooking(histories: readonly BenchmarkHistory[]): number[] {
  const waits: Record<number, number> = {};
  for (const history of histories) {
    for (const { pullRequest, openedAt, judgedAt, status } of history.answers) {
      if (status === 'error' || judgedAt === null) continue;
      const wait = judgedAt < openedAt ? 0 : judgedAt - openedAt;
      const known = waits[pullRequest];
      if (known === undefined || wait < known) waits[pullRequest] = wait;
    }
  }
  return Object.values(waits).sort((a, b) => a - b);
}

/** Accepted trials of a lossless benchmark as bytes over the reference's 100,000 a clip, in percent. */
export function ratesByMultiplying(
  records: readonly Trial[],
  digest: string,
): { number: number | null; rate: number }[] {
  const rates: { number: number | null; rate: number }[] = [];
  for (const trial of counting(records)) {
    if (trial.status !== 'accepted' || trial.benchmark.measurement_digest !== digest) continue;
    let product = 1;
    const cases = trial.evaluation ? trial.evaluation.cases : [];
    for (const { bytes } of cases) product *= bytes / 100_000;
    rates.push({
      number: trial.candidate.pull_request,
      rate: 100 * product ** (1 / cases.length),
    });
  }
  return rates;
}
