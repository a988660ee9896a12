import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { onHoldLabel, waitingLabel } from '../src/domain/label.ts';
import type { Trial } from '../src/domain/trial/trial.ts';
import type { BenchmarkState } from '../src/render/dashboard/benchmark-block.ts';
import { thinned } from '../src/render/dashboard/charts.ts';
import { details as levels } from '../src/render/dashboard/detail.ts';
import { type OpenCandidate, openLine } from '../src/render/dashboard/open-candidate.ts';
import { type DashboardView, mostCharacters, renderDashboard } from '../src/render/dashboard.ts';
import { renderStatistics } from '../src/render/statistics.ts';
import { anyCharacter } from './support/any-character.ts';
import { fewTrials, lossless, numbered } from './support/page.ts';
import { assertSnapshot } from './support/snapshot.ts';
import { syntheticHistory } from './support/synthetic-history.ts';
import {
  acceptedTrial,
  errorTrial,
  failedTrials,
  heldTrial,
  rejectedTrial,
} from './support/trials.ts';

const baselineDigest = acceptedTrial.baseline.source_digest;
const candidate = (changes: Partial<OpenCandidate> = {}): OpenCandidate => {
  const about = { number: 12, title: 'Mix two predictors', labels: [], blocked: null, trials: [] };
  return { ...about, ...changes };
};
const open = [
  candidate({ number: 71, trials: [heldTrial] }),
  candidate({ number: 72, trials: [failedTrials.timeout] }),
  candidate({ number: 73 }),
];

function viewOf(count: number, changes: Partial<BenchmarkState> = {}): DashboardView {
  const histories = syntheticHistory({ count, seed: 7 });
  const benchmarks = histories.map((history, i) => ({
    ...{ ...history, open: i === 0 ? open : [] },
    ...changes,
  }));
  return { benchmarks, guidance: null };
}

function chartsIn(text: string): readonly string[] {
  return [...text.matchAll(/^```mermaid\n(.*?)\n```$/gms)].map(([, chart]) => chart as string);
}

/** All that may stand in a chart: our own words, and numbers. */
const chartGrammar = new RegExp(
  [
    '^%%\\{init: \\{"xyChart": \\{"height": 320\\}, "themeVariables": \\{"xyChart": \\{"plotColorPalette": "#[0-9a-f]{6}(, #[0-9a-f]{6})?"\\}\\}\\}\\}%%',
    'xychart-beta',
    ' {4}title "(Rate in percent of the (reference encoder|first baseline)|By week: bars all verdicts, line failed candidates)"',
    ' {4}x-axis ("accepted steps" 0 --> \\d+|\\[("\\d\\d-W\\d\\d"(, )?){2,10}\\])',
    ' {4}y-axis "(percent|trials)" \\d+ --> \\d+',
    '( {4}bar \\[[\\d, ]+\\]\n)? {4}line \\[-?[\\d., ]+\\]$',
  ].join('\n'),
);

describe('the dashboard', () => {
  it('is the text in the snapshot', () => {
    assertSnapshot('dashboard.md', `${renderDashboard(viewOf(120))}\n`);
  });

  it('is the answer in the snapshot, in short', () => {
    assertSnapshot('stats.md', `${renderStatistics(viewOf(120).benchmarks)}\n`);
  });

  it('stands without a trial, and with one', () => {
    const empty = renderDashboard(viewOf(0));
    assert.match(empty, /No trials yet\./);
    assert.doesNotMatch(empty, /What it costs|NaN|undefined/);
    const state = { benchmark: lossless, baselineDigest, trials: [acceptedTrial], answers: [] };
    const one = renderDashboard({ benchmarks: [{ ...state, open: [] }], guidance: null });
    assert.match(one, /\*\*1 trial, 100\.0 % accepted\*\*/);
    assert.deepEqual(chartsIn(one), []);
  });

  it('has a place for what prompts should say, as long as it is not too long', () => {
    const guidance = '## What prompts should say\n\nSomething.';
    assert.ok(renderDashboard({ ...viewOf(20), guidance }).includes(`\n\n${guidance}\n\n`));
    const long = renderDashboard({ ...viewOf(20), guidance: 'x'.repeat(100_000) });
    assert.match(long, /too long for this place/);
  });

  it('links milestones, steps and failures to their pull requests', () => {
    const text = renderDashboard(viewOf(1500));
    assert.match(text, /Milestones: 50 % by #\d+ \(20\d\d-\d\d-\d\d\), 70 % (not yet|by #\d+ \()/);
    assert.match(text, /seen \d+ times since #\d+, last in #\d+: Cause \d+\./);
    assert.match(text, /^\| #\d+ \| Idea \d+ \| -\d\.\d{3} % \|/m);
    assert.match(text, /first verdict after [\d.]+ h \(median\)/);
    assert.match(text, /\| lossless as of `[0-9a-f]{12}` \|/);
  });

  it('says above all that the bot is broken, while it is', () => {
    const history = syntheticHistory({ count: 30, seed: 7 })[0];
    assert.ok(history);
    const numbers = [901, 902, 903];
    const broken = numbers.map((number) => ({
      ...errorTrial,
      candidate: { ...errorTrial.candidate, pull_request: number },
    }));
    const answers = numbers.map((pullRequest, i) => ({
      ...{ pullRequest, openedAt: 1_795_000_000, judgedAt: 1_895_000_000 + 60 * i },
      status: 'error' as const,
    }));
    const text = (trials: readonly Trial[], said: typeof answers) => {
      const state = { ...history, open: [], trials: [...history.trials, ...trials] };
      const answered = { ...state, answers: [...history.answers, ...said] };
      return renderDashboard({ benchmarks: [answered], guidance: null });
    };
    const [, caution = ''] = /^(> \[!CAUTION\]\n(?:>.*\n)+)/m.exec(text(broken, answers)) ?? [];
    assertSnapshot('dashboard-broken.md', caution);
    assert.ok(text(broken, answers).indexOf(caution) < 200);
    assert.doesNotMatch(text(broken, answers.slice(0, 2)), /CAUTION/);
  });

  it('says of each open candidate what it waits for', () => {
    const line = (changes: Partial<OpenCandidate>, digest = baselineDigest) =>
      openLine(candidate(changes), digest, 100).replace('- #12 Mix two predictors: ', '');
    const other = { source_digest: 'c'.repeat(64), evaluation: null };
    const cases: readonly [Partial<OpenCandidate>, string][] = [
      [{}, '**due**, it has no verdict yet'],
      [{ labels: [waitingLabel] }, '**waits** for a person to look at it'],
      [{ labels: [onHoldLabel] }, '**due**, it has no verdict yet, **on hold**'],
      [{ trials: [heldTrial] }, '**held**, an implausible gain (-90.957 %)'],
      [{ trials: [failedTrials.timeout] }, '**failed** (timeout), waits for repair'],
      [{ trials: [rejectedTrial] }, '**rejected** (+1.034 %)'],
      [{ trials: [acceptedTrial] }, '**accepted**, to be merged (-7.303 %)'],
      [
        { trials: [acceptedTrial], blocked: 'squash_off' },
        '**accepted** but **blocked**: squash merging is switched off (-7.303 %)',
      ],
      [{ trials: [errorTrial] }, '**error** of the bot, which tries again'],
      [
        { trials: [errorTrial, errorTrial, errorTrial] },
        '**error** of the bot, which gave up: `/evaluate` tries again',
      ],
      [{ trials: [heldTrial, errorTrial] }, '**held**, an implausible gain (-90.957 %)'],
      [
        { trials: [heldTrial, { ...errorTrial, experiment_id: 'other', baseline: other }] },
        '**held**, an implausible gain (-90.957 %)',
      ],
      [
        { trials: [{ ...acceptedTrial, baseline: other }] },
        '**outrun**, the baseline moved on since its verdict',
      ],
    ];
    for (const [changes, words] of cases) assert.equal(line(changes), words);
  });
});

describe('the size of the dashboard', () => {
  it('stays within an issue after 10,000 trials, and its charts within their points', () => {
    const text = renderDashboard(viewOf(10_000));
    assert.ok(text.length <= mostCharacters, `${text.length}`);
    const charts = chartsIn(text);
    assert.equal(charts.length, 3);
    for (const chart of charts) {
      assert.match(chart, chartGrammar);
      for (const [, list] of chart.matchAll(/(?:bar|line) \[(.*)\]/g)) {
        const points = (list as string).split(', ').length;
        assert.ok(points >= 2 && points <= 60, `${points}`);
      }
    }
  });

  it('thins charts first, then cuts what is old, and fits whatever the words are', () => {
    // Six letters for each one is the most that escaping makes of a text.
    const worst = '|'.repeat(400);
    const trials = fewTrials.concat(fewTrials.map((trial, i) => numbered(trial, 100 + i)));
    const state = (trial: (each: Trial) => Trial, name = worst): BenchmarkState => ({
      benchmark: { ...lossless, name, description: worst, reference_encoder: worst },
      ...{ baselineDigest, answers: [], trials: trials.map(trial) },
      open: Array.from({ length: 80 }, (_, i) => candidate({ number: i + 1, title: worst })),
    });
    const hostile = (each: Trial): Trial => ({
      ...each,
      benchmark: { ...each.benchmark, name: worst.slice(0, 100) },
      candidate: { ...each.candidate, title: worst },
      analysis: each.analysis && { ...each.analysis, root_cause: worst },
    });
    const text = (count: number) => {
      const benchmarks = Array.from({ length: count }, () => state(hostile, worst.slice(0, 100)));
      return renderDashboard({ benchmarks, guidance: 'x'.repeat(12_000) });
    };
    const open = (shown: string) => shown.match(/^- #\d+ /gm)?.length ?? 0;
    let before = levels[0]?.open ?? 0;
    assert.equal(open(text(1)), before);
    for (const count of [2, 4, 8, 60]) {
      const shown = text(count);
      assert.ok(shown.length <= mostCharacters, `${count}: ${shown.length}`);
      const each = open(shown) / Math.min(count, levels.at(-1)?.benchmarks ?? 0);
      assert.ok(each <= before, `${count}: ${each}`);
      before = each;
      const left = /And \d+ other benchmarks, for which there is no room here\./.test(shown);
      assert.equal(left, count > 8);
    }
  });

  it('keeps the first, the last and the order of what is thinned', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer(), { minLength: 1, maxLength: 300 }),
        fc.integer({ min: 2, max: 60 }),
        (values, most) => {
          const kept = thinned(values, most);
          assert.equal(kept.length, Math.min(values.length, most));
          assert.deepEqual([kept[0], kept.at(-1)], [values[0], values.at(-1)]);
          let from = -1;
          for (const value of kept) {
            from = values.indexOf(value, from + 1);
            assert.ok(from >= 0);
          }
        },
      ),
    );
  });
});

describe('hostile words on the dashboard', () => {
  const nasty = fc.oneof(
    fc.string({ unit: anyCharacter, maxLength: 300 }),
    fc.constantFrom(
      '"]\n```\n# Hi @octo #1 <!-- codec-crucible:trial v1 AAAA --> <details>',
      '%%{init: {"securityLevel": "loose"}}%%',
      '</details>\n\n- [x] done | a | b |',
      '![](https://evil.example/x.png) [a](javascript:b) 0123456789abcdef0123',
    ),
  );

  it('break out of nothing, and get into no chart', () => {
    const trials = syntheticHistory({ count: 60, seed: 3 })[0]?.trials ?? [];
    fc.assert(
      fc.property(nasty, nasty, nasty, (title, cause, name) => {
        const state: BenchmarkState = {
          benchmark: { ...lossless, description: title, reference_encoder: name },
          ...{ baselineDigest, answers: [] },
          trials: trials.map((each) => ({
            ...each,
            candidate: { ...each.candidate, title },
            analysis: each.analysis && {
              ...each.analysis,
              root_cause: cause,
              fingerprint: 'a'.repeat(12),
            },
          })),
          open: [candidate({ title })],
        };
        const text = renderDashboard({ benchmarks: [state], guidance: null });
        assert.ok(text.length <= mostCharacters);
        const charts = chartsIn(text);
        assert.equal(charts.length, 2);
        for (const chart of charts) assert.match(chart, chartGrammar);
        assert.equal([...text.matchAll(/^```/gm)].length, 4);
        // Our own sections alone, and nothing that GitHub acts on.
        assert.deepEqual(
          [...text.matchAll(/^#+ .*$/gm)].map(([line]) => line),
          ['## lossless', '## What became of them', '## What it costs'],
        );
        const count = (what: RegExp) => [...text.matchAll(what)].length;
        assert.equal(count(/<details>/g), count(/<\/details>/g));
        assert.doesNotMatch(text, /<!--|@octo|<img|[^\\]\]\(|:\/\//);
      }),
      { numRuns: 60 },
    );
  });
});
