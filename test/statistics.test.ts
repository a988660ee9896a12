import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { failureCategories, severities } from '../src/domain/analysis.ts';
import { areRivals, compareArms } from '../src/domain/arms.ts';
import type { BenchmarkHistory } from '../src/domain/benchmark-history.ts';
import {
  acceptedLineage,
  bestAgainstReference,
  type Lineage,
  lineageOf,
  milestonesOf,
} from '../src/domain/lineage.ts';
import { errorStreak } from '../src/domain/statistics/error-streak.ts';
import { gainOf } from '../src/domain/statistics/gain.ts';
import { settleTrials } from '../src/domain/statistics/records.ts';
import { type Answered, waitingOf } from '../src/domain/statistics/waiting.ts';
import { isoWeek } from '../src/domain/statistics/week.ts';
import { countTrials } from '../src/domain/statistics.ts';
import { parseTrial } from '../src/domain/trial/schema.ts';
import {
  type Author,
  noCost,
  type Status,
  statuses,
  type Trial,
} from '../src/domain/trial/trial.ts';
import { renderStatistics } from '../src/render/statistics.ts';
import { numbered, step } from './support/page.ts';
import { ratesByMultiplying, recount, waitsByLooking, weekByWalking } from './support/recount.ts';
import { syntheticHistory } from './support/synthetic-history.ts';
import {
  acceptedLossyTrial,
  acceptedTrial,
  errorTrial,
  failedTrials,
  rejectedTrial,
  sampleBenchmark,
  sampleTrial,
} from './support/trials.ts';

let number = 100;
function trialBy(author: Author, gain: number | null, usd = 0, like = acceptedTrial): Trial {
  const { candidate, comparison } = like;
  number += 1;
  const about = { ...candidate, author };
  const cost = { ...noCost, usd };
  const benchmark = like.benchmark;
  if (gain === null) {
    return numbered({ ...failedTrials.runtime_error, benchmark, candidate: about, cost }, number);
  }
  assert.ok(comparison);
  const gained = { ...comparison, rate_change_percent: -gain };
  return numbered({ ...like, cost, candidate: about, comparison: gained }, number);
}

const historyOf = (trials: readonly Trial[]): BenchmarkHistory => ({
  benchmark: sampleBenchmark('lossless'),
  ...{ baselineDigest: 'f'.repeat(64), trials, answers: [] },
});
const failures = Object.values(failedTrials).map((trial, i) => numbered(trial, i + 1));
const near = (actual: number | null | undefined, expected: number, what: string) =>
  assert.ok(
    typeof actual === 'number' &&
      Math.abs(actual - expected) <= 1e-5 * Math.max(1, Math.abs(expected)),
    `${what}: ${actual} is not ${expected}`,
  );

describe('the arms of an evolution', () => {
  it('are compared per candidate and per dollar', () => {
    const arms = compareArms([
      trialBy('mutation', 1),
      trialBy('mutation', null),
      trialBy('claude', 10, 0.5),
      trialBy('claude', 10, 0.5),
      trialBy('claude', null, 1),
    ]);
    assert.deepEqual(
      arms.map(({ author, candidates, accepted }) => [author, candidates, accepted]),
      [
        ['claude', 3, 2],
        ['mutation', 2, 1],
      ],
    );
    const [claude, mutation] = arms;
    // Two steps of 10 % leave 0.81 of the rate; its cube root is 0.932170.
    assert.equal(claude?.gain_percent, 19);
    assert.equal(claude.gain_per_candidate_percent, 6.783025);
    assert.equal(claude.gain_per_usd_percent, 9.5);
    assert.equal(claude.usd_per_accepted, 1);
    assert.equal(claude.usd_per_percent, 0.105263);
    assert.equal(mutation?.gain_per_usd_percent, null);
  });

  it('never add the gains of two benchmarks, or of two ways to measure', () => {
    const { benchmark } = acceptedTrial;
    const before = { ...benchmark, measurement_digest: 'e'.repeat(64) };
    const arms = compareArms([
      trialBy('claude', 50, 1, { ...acceptedTrial, benchmark: before }),
      trialBy('claude', 10, 1),
      trialBy('claude', 20, 1, acceptedLossyTrial),
    ]);
    assert.deepEqual(
      arms.map((arm) => [arm.benchmark, arm.current, arm.gain_percent]),
      [
        ['lossless', true, 10],
        ['lossless', false, 50],
        ['lossy', true, 20],
      ],
    );
    assert.ok(!areRivals(arms));
  });

  it('are shown only where there are two', () => {
    const shown = (trials: readonly Trial[]) => renderStatistics([historyOf(trials)]);
    assert.match(shown([trialBy('mutation', 1), trialBy('claude', 2, 1)]), /\| claude \|/);
    assert.doesNotMatch(shown([trialBy('claude', 2)]), /compared/);
  });
});

describe('the numbers so far', () => {
  it('count verdicts, categories and failures that came again', () => {
    const again = numbered(failures[0] as Trial, 40);
    const counted = countTrials([...failures, again, numbered(acceptedTrial, 50)]);
    assert.equal(counted.trials, failures.length + 2);
    assert.equal(counted.byStatus.find(({ status }) => status === 'accepted')?.count, 1);
    const [repeated] = counted.repeated;
    const { analysis } = failures[0] as Trial;
    assert.deepEqual(repeated, {
      ...{ fingerprint: analysis?.fingerprint, category: 'syntax_error', count: 2 },
      ...{ first: 1, newest: 40, cause: "Unexpected token '}'" },
    });
  });

  it('count a head that is judged again by its newest verdict, and pay for all of it', () => {
    const cost = { ...noCost, usd: 0.1 };
    const head = { ...failedTrials.timeout, cost };
    const error = { ...head, status: 'error' as const, analysis: errorTrial.analysis };
    const once = countTrials([error, head, error, { ...head, ...changed('rejected') }, error]);
    assert.equal(once.trials, 1);
    assert.equal(once.errors.count, 0);
    assert.equal(once.byStatus.find(({ status }) => status === 'rejected')?.count, 1);
    assert.equal(once.cost.usd, 0.5);
    // Against another baseline it is another trial, of the same candidate.
    const baseline = { source_digest: 'c'.repeat(64), evaluation: null };
    const twice = countTrials([head, sampleTrial({ ...head, experiment_id: 'other', baseline })]);
    assert.deepEqual([twice.trials, twice.candidates, twice.usd_per_candidate], [2, 1, 0.2]);
  });

  it('keep the errors of the bot apart from what candidates did', () => {
    const counted = countTrials([numbered(errorTrial, 1), numbered(errorTrial, 2)]);
    assert.deepEqual(counted.byCategory, []);
    assert.deepEqual(counted.repeated, []);
    assert.deepEqual([counted.errors.count, counted.errors.newest], [2, 2]);
    assert.deepEqual(
      [counted.acceptance, counted.candidates, counted.usd_per_candidate],
      [null, 0, null],
    );
  });

  it('are none without trials', () => {
    const counted = countTrials([]);
    assert.deepEqual(
      [counted.acceptance, counted.weeks, counted.repeated, counted.gains],
      [null, [], [], []],
    );
    assert.equal(renderStatistics([historyOf([])]), 'No trials yet.');
    assert.equal(waitingOf([]), null);
    assert.equal(lineageOf(sampleBenchmark('lossless'), []), null);
    assert.deepEqual(milestonesOf(null), []);
  });
});

function changed(status: Status): Pick<Trial, 'status' | 'analysis'> {
  return { status, analysis: status === 'accepted' ? null : rejectedTrial.analysis };
}

describe('weeks', () => {
  it('are those of ISO 8601 around New Year', () => {
    const at = (date: string) => isoWeek(Date.parse(date) / 1000);
    assert.deepEqual(
      [
        '1970-01-01T00:00:00Z',
        '2020-12-31T23:59:59Z',
        '2021-01-03T23:59:59Z',
        '2021-01-04T00:00:00Z',
        '2024-12-29T23:59:59Z',
        '2024-12-30T00:00:00Z',
        '2026-12-31T12:00:00Z',
        '2027-01-03T23:59:59Z',
        '2027-01-04T00:00:00Z',
      ].map(at),
      [
        ...['1970-W01', '2020-W53', '2020-W53', '2021-W01', '2024-W52', '2025-W01'],
        ...['2026-W53', '2026-W53', '2027-W01'],
      ],
    );
    assert.equal(isoWeek(1e15), null);
    assert.equal(isoWeek(Number.MAX_SAFE_INTEGER), null);
  });

  it('agree with a walk through the calendar, second by second around every Monday', () => {
    const monday = Date.UTC(2026, 0, 5) / 1000;
    fc.assert(
      fc.property(
        fc.integer({ min: -2900, max: 5000 }),
        fc.integer({ min: -2, max: 2 }),
        (weeks, offset) => {
          const seconds = Math.max(0, monday + weeks * 604_800 + offset);
          assert.equal(isoWeek(seconds), weekByWalking(seconds));
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('the wait for a verdict', () => {
  const answer = (pullRequest: number, wait: number, status: Status = 'failed'): Answered => {
    return { pullRequest, openedAt: 1000, judgedAt: 1000 + wait, status };
  };

  it('ends with the first verdict, not with an error, a later one or an unknown time', () => {
    const answers = [answer(1, 5, 'error'), answer(1, 60), answer(1, 90)];
    const unknown = [
      { ...answer(2, 7), judgedAt: null },
      { ...answer(3, 7), openedAt: 0 },
    ];
    assert.deepEqual(waitingOf([...answers, ...unknown]), {
      ...{ candidates: 1, median_seconds: 60, p90_seconds: 60 },
    });
    assert.equal(waitingOf([answer(1, 5, 'error'), ...unknown]), null);
    assert.equal(waitingOf([answer(1, -5)])?.median_seconds, 0);
  });

  it('has the middle one and the ninth of ten', () => {
    const ten = Array.from({ length: 10 }, (_, i) => answer(i, 10 * (i + 1)));
    assert.deepEqual(waitingOf(ten), { candidates: 10, median_seconds: 55, p90_seconds: 90 });
    assert.equal(waitingOf(ten.slice(0, 3))?.median_seconds, 20);
  });
});

describe('errors of the bot', () => {
  const record = (judgedAt: number | null, status: Answered['status'], pullRequest = 1) => {
    return { pullRequest, openedAt: 1, judgedAt, status };
  };
  const errors = [record(20, 'error', 2), record(30, 'error', 3), record(10, 'error', 2)];

  it('are no chance when three come in a row, whatever came before', () => {
    const streak = { trials: 3, candidates: 2, since: 10, newest: 3 };
    assert.deepEqual(errorStreak(errors), streak);
    assert.deepEqual(errorStreak([record(9, 'accepted'), ...errors]), streak);
    assert.deepEqual(errorStreak([record(5, 'error'), record(6, 'failed'), ...errors]), streak);
  });

  it('may be, when they are fewer, or a verdict came after them', () => {
    for (const answers of [
      [],
      errors.slice(0, 2),
      [...errors, record(31, 'failed')],
      [record(15, 'held'), ...errors],
    ]) {
      assert.equal(errorStreak(answers), null);
    }
  });

  it('are counted where nobody wrote down when', () => {
    const untimed = [1, 2, 3].map((number) => record(null, 'error', number));
    assert.deepEqual(errorStreak(untimed), { trials: 3, candidates: 3, since: null, newest: 3 });
  });
});

describe('the milestones', () => {
  it('name the first that reached them, on one axis only', () => {
    const benchmark = sampleBenchmark('lossless');
    const moved = { ...acceptedTrial.benchmark, measurement_digest: 'e'.repeat(64) };
    const trials = [
      numbered({ ...step(0.1, -90, 'elsewhere'), benchmark: moved }, 1),
      numbered(step(0.9, -10, 'one'), 2),
      numbered(step(0.4, -56, 'two'), 3),
      numbered(step(0.41, 2, 'a step back'), 4),
      numbered(step(0.35, -15, 'three'), 5),
    ];
    const lineage = lineageOf(benchmark, trials);
    assert.equal(lineage?.otherwise, 1);
    assert.equal(lineage.points.length, 4);
    assert.deepEqual(
      milestonesOf(lineage).map(({ less_percent: less, reached }) => [
        less,
        reached?.candidate.pull_request,
      ]),
      [
        [50, 3],
        [70, undefined],
        [90, undefined],
      ],
    );
    near(
      bestAgainstReference(lineage),
      (ratesByMultiplying(trials, benchmark.measurement_digest)[3]?.rate ?? 0) - 100,
      'best',
    );
    const bare = {
      ...benchmark,
      clips: benchmark.clips.map((clip) => ({ ...clip, reference: [] })),
    };
    assert.deepEqual(milestonesOf(lineageOf(bare, trials)), []);
  });
});

describe('a history of 1,000 trials', () => {
  const histories = syntheticHistory({ count: 1000, seed: 20_251_006 });
  const records = histories.flatMap(({ trials }) => trials);
  const counted = countTrials(records);
  const again = recount(records);
  const only = (counts: Record<string, number>) =>
    Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));

  it('is one that the schema knows, with all that makes counting hard', () => {
    assert.equal(records.length, 1000);
    for (const record of records) assert.equal(parseTrial(record).kind, 'trial');
    assert.ok(counted.trials < 950, 'some heads are judged again');
    assert.ok(again.weeks['2025-W52'] && again.weeks['2026-W01']);
    assert.ok(records.some(({ timestamp }) => timestamp === null));
    for (const status of statuses) assert.ok((again.statuses[status] ?? 0) > 10, status);
  });

  it('has the same verdicts, categories and severities', () => {
    assert.equal(counted.trials, again.trials);
    assert.deepEqual(
      Object.fromEntries(counted.byStatus.map((each) => [each.status, each.count])),
      again.statuses,
    );
    assert.deepEqual(
      Object.fromEntries(counted.byCategory.map((each) => [each.category, each.count])),
      again.categories,
    );
    assert.deepEqual(
      Object.fromEntries(counted.bySeverity.map((each) => [each.severity, each.count])),
      again.severities,
    );
    const both = counted.byCategory.flatMap(({ category, severities: list }) =>
      list.map(({ severity, count }) => [`${category} ${severity}`, count]),
    );
    assert.deepEqual(Object.fromEntries(both), again.both);
    near(counted.acceptance, again.accepted / again.judged, 'acceptance');
    assert.deepEqual(counted.errors, again.errors);
  });

  it('has the same weeks', () => {
    assert.deepEqual(
      counted.weeks.map(({ week }) => week),
      Object.keys(again.weeks).sort(),
    );
    for (const week of counted.weeks) {
      const { counts = {}, microDollars = 0 } = again.weeks[week.week] ?? {};
      assert.deepEqual(only({ ...week.byStatus, ...week.byCategory, ...week.bySeverity }), counts);
      const all = statuses.reduce((sum, status) => sum + (counts[status] ?? 0), 0);
      assert.equal(week.trials, all);
      assert.equal(
        week.acceptance,
        all === (counts.error ?? 0) ? null : (counts.accepted ?? 0) / (all - (counts.error ?? 0)),
      );
      near(week.usd, microDollars / 1e6, week.week);
      const sum = failureCategories.flatMap((category) =>
        severities.map((severity) => week.failures[category][severity]),
      );
      assert.equal(
        sum.reduce((a, b) => a + b),
        all - (counts.error ?? 0) - (counts.accepted ?? 0),
      );
    }
  });

  it('has the same failures that came again', () => {
    const expected = Object.entries(again.repeated)
      .filter(([, { count }]) => count > 1)
      .map(([fingerprint, each]) => ({ fingerprint, ...each }))
      .sort((a, b) => b.count - a.count || a.fingerprint.localeCompare(b.fingerprint));
    assert.ok(expected.length > 20);
    assert.deepEqual(counted.repeated, expected);
  });

  it('has the same costs and gains, benchmark by benchmark and author by author', () => {
    near(counted.cost.usd, again.microDollars / 1e6, 'cost');
    assert.equal(counted.cost.input_tokens + counted.cost.output_tokens, again.tokens);
    assert.equal(counted.candidates, again.candidates);
    near(counted.usd_per_candidate, again.microDollars / 1e6 / again.candidates, 'a candidate');
    near(counted.usd_per_accepted, again.microDollars / 1e6 / again.accepted, 'an accepted one');
    const named = [
      ...counted.gains.map((gain) => ({
        key: `${gain.benchmark} ${gain.measurement_digest}`,
        gain,
      })),
      ...compareArms(records).map((gain) => ({
        key: `${gain.author} ${gain.benchmark} ${gain.measurement_digest}`,
        gain,
      })),
    ];
    const judged = Object.keys(again.gains).filter((key) => (again.gains[key]?.pulls ?? 0) > 0);
    assert.deepEqual(named.map(({ key }) => key).sort(), judged.sort());
    for (const { key, gain } of named) {
      const {
        pulls = 0,
        accepted = 0,
        left = 1,
        microDollars = 0,
        newest,
      } = again.gains[key] ?? {};
      const usd = microDollars / 1e6;
      const percent = 100 * (1 - left);
      assert.deepEqual(
        [gain.candidates, gain.accepted, gain.current],
        [pulls, accepted, newest],
        key,
      );
      near(gain.usd, usd, key);
      near(gain.gain_percent, percent, key);
      near(gain.gain_per_candidate_percent, 100 * (1 - left ** (1 / pulls)), key);
      near(gain.usd_per_candidate, usd / pulls, key);
      if (accepted === 0)
        assert.deepEqual([gain.usd_per_accepted, gain.usd_per_percent], [null, null]);
      else near(gain.usd_per_accepted, usd / accepted, key);
      if (accepted > 0) near(gain.usd_per_percent, usd / percent, key);
      if (usd === 0) assert.equal(gain.gain_per_usd_percent, null);
      else near(gain.gain_per_usd_percent, percent / usd, key);
    }
  });

  it('has the same lineage and milestones', () => {
    const [lossless, lossy] = histories;
    assert.ok(lossless && lossy);
    const rates = ratesByMultiplying(lossless.trials, lossless.benchmark.measurement_digest);
    const lineage = lineageOf(lossless.benchmark, lossless.trials);
    assert.equal(lineage?.unit, 'reference');
    assert.deepEqual(
      lineage.steps.map(({ trial }) => trial.candidate.pull_request),
      rates.map((each) => each.number),
    );
    for (const [i, { rate }] of rates.entries()) near(lineage.steps[i]?.rate, rate, `step ${i}`);
    const alone = acceptedLineage(lossless.benchmark, lossless.trials);
    const summary = ({ start, unit, otherwise, steps }: Lineage) => {
      return { start, unit, otherwise, rates: steps.map(({ rate }) => rate) };
    };
    assert.ok(alone);
    assert.deepEqual(summary(alone), summary(lineage));
    assert.equal(
      lineage.otherwise,
      settleTrials(lossless.trials).filter(
        ({ status, benchmark }) =>
          status === 'accepted' &&
          benchmark.measurement_digest !== lossless.benchmark.measurement_digest,
      ).length,
    );
    const reached = [50, 30, 10].map((most) => rates.find(({ rate }) => rate <= most)?.number);
    assert.ok(reached[0] !== undefined);
    assert.deepEqual(
      milestonesOf(lineage).map((each) => each.reached?.candidate.pull_request),
      reached,
    );
    // Without a usable reference each step stands on the one before it.
    const chain = lineageOf(lossy.benchmark, lossy.trials);
    assert.equal(chain?.unit, 'first baseline');
    const left = again.gains[`lossy ${lossy.benchmark.measurement_digest}`]?.left ?? 0;
    near(chain.steps.at(-1)?.rate, 100 * left, 'the last step');
  });

  it('has the same waits', () => {
    const waits = waitsByLooking(histories);
    const waiting = waitingOf(histories.flatMap(({ answers }) => answers));
    const middle = waits.length / 2;
    assert.deepEqual(waiting, {
      candidates: waits.length,
      median_seconds: Number.isInteger(middle)
        ? ((waits[middle - 1] ?? 0) + (waits[middle] ?? 0)) / 2
        : waits[middle - 0.5],
      // Of so many waits, at least nine tenths are no longer than this one.
      p90_seconds: waits.find((_, i) => (i + 1) * 10 >= waits.length * 9),
    });
  });
});

describe('the figures of any history', () => {
  const trial = fc
    .record({
      status: fc.constantFrom<Status>(...statuses),
      change: fc.constantFrom(-100, -250, -7, 0, 3, 1e9),
      usd: fc.constantFrom(0, 1e-6, 0.3, 1e6),
      number: fc.integer({ min: 1, max: 6 }),
      timestamp: fc.constantFrom(null, 0, 1_767_225_599, 1_767_225_600, 1e13),
      author: fc.constantFrom<Author>('claude', 'mutation'),
    })
    .map(({ status, change, usd, number: pull, timestamp, author }): Trial => {
      const like = numbered(status === 'error' ? errorTrial : rejectedTrial, pull);
      assert.ok(acceptedTrial.comparison);
      return {
        ...like,
        ...{ status, timestamp, analysis: status === 'accepted' ? null : like.analysis },
        ...{ cost: { ...noCost, usd }, candidate: { ...like.candidate, author } },
        comparison:
          status === 'error' ? null : { ...acceptedTrial.comparison, rate_change_percent: change },
      };
    });

  it('are numbers or null, and add up', () => {
    fc.assert(
      fc.property(fc.array(trial, { maxLength: 8 }), (trials) => {
        const counted = countTrials(trials);
        const text = JSON.stringify([counted, compareArms(trials)], (key, value) => {
          if (typeof value === 'number') assert.ok(Number.isFinite(value), key);
          return value;
        });
        assert.ok(text.length > 0);
        const sum = (list: readonly { count: number }[]) =>
          list.reduce((all, { count }) => all + count, 0);
        assert.equal(sum(counted.byStatus), counted.trials);
        assert.equal(sum(counted.byCategory), sum(counted.bySeverity));
        assert.ok(counted.weeks.reduce((all, week) => all + week.trials, 0) <= counted.trials);
        assert.deepEqual(countTrials(settleTrials(trials)), counted);
        assert.deepEqual(settleTrials(settleTrials(trials)), settleTrials(trials));
        assert.doesNotMatch(renderStatistics([historyOf(trials)]), /NaN|Infinity|undefined|null/);
      }),
    );
  });

  it('are those of one trial, where there is one', () => {
    const gain = gainOf([acceptedTrial]);
    assert.equal(gain.gain_percent, gain.gain_per_candidate_percent);
    near(gain.usd_per_percent, 0.0741 / 7.303, 'a percent');
  });
});
