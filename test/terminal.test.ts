import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Trial } from '../src/domain/trial/trial.ts';
import { type LeaderboardRow, renderLeaderboard } from '../src/render/leaderboard.ts';
import { plainStyle } from '../src/render/style.ts';
import { renderSummary } from '../src/render/terminal.ts';
import { wrap } from '../src/render/wrap.ts';
import { assertSnapshot } from './support/snapshot.ts';
import {
  acceptedTrial,
  failedTrials,
  losslessEvaluation,
  lossyEvaluation,
  sampleBenchmark,
  sampleTrials,
} from './support/trials.ts';

function summary(trial: Trial, style = plainStyle): readonly string[] {
  const lossy = trial.benchmark.name === 'lossy';
  const benchmark = sampleBenchmark(lossy ? 'lossy' : 'lossless');
  const baseline = lossy ? lossyEvaluation(1) : losslessEvaluation();
  return renderSummary(trial, { benchmark, baseline }, style);
}

const tags = {
  strong: (text: string) => `<b>${text}</b>`,
  faint: (text: string) => `<i>${text}</i>`,
  good: (text: string) => `<g>${text}</g>`,
  warn: (text: string) => `<y>${text}</y>`,
  bad: (text: string) => `<r>${text}</r>`,
};
const untagged = (line: string) => line.replace(/<\/?[bigyr]>/g, '');

describe('the summary of a trial', () => {
  it('is the text in the snapshot', () => {
    const pages = Object.entries(sampleTrials).map(
      ([name, trial]) => `--- ${name}\n${summary(trial).join('\n')}\n`,
    );
    assertSnapshot('terminal-summaries.txt', pages.join('\n'));
  });

  it('fits 100 columns and obeys nobody, whatever the words', () => {
    const any = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constant('::error::x\u001b[2J '.repeat(40)),
    );
    fc.assert(
      fc.property(any, any, (title, words) => {
        const { analysis, candidate } = failedTrials.runtime_error;
        assert.ok(analysis);
        const trial = {
          ...failedTrials.runtime_error,
          candidate: { ...candidate, title },
          analysis: {
            ...analysis,
            root_cause: words,
            fix_suggestion: words,
            evidence: { ...analysis.evidence, code: words },
          },
        };
        for (const line of summary(trial)) {
          assert.ok([...line.replaceAll('\u200b', '')].length <= 100, line);
          assert.ok(!/::|\p{Cc}/u.test(line), line);
        }
      }),
    );
  });

  it('is styled without moving a column', () => {
    const styled = summary(acceptedTrial, tags);
    assert.ok(styled[0]?.startsWith('<g>Accepted'));
    assert.deepEqual(styled.map(untagged), summary(acceptedTrial));
  });
});

describe('the leaderboard', () => {
  const rows = (trials: readonly Trial[]): readonly LeaderboardRow[] =>
    trials.map((trial, i) => ({
      trial: { ...trial, candidate: { ...trial.candidate, pull_request: trials.length - i } },
      against_reference_percent: trial.evaluation === null ? null : -20.5 - 17 * i,
    }));
  const named = (name: string) =>
    Object.values(sampleTrials).filter((trial) => trial.benchmark.name === name);

  it('is the text in the snapshot', () => {
    const pages = (['lossless', 'lossy'] as const).map((name) =>
      renderLeaderboard(rows(named(name)), sampleBenchmark(name), plainStyle).join('\n'),
    );
    const empty = renderLeaderboard([], sampleBenchmark('lossless'), plainStyle).join('\n');
    assertSnapshot('terminal-leaderboard.txt', `${[...pages, empty].join('\n\n')}\n`);
  });

  it('names the pull request that first reached a milestone', () => {
    const board = [-30, -55, -52, -71].map((change, i) => ({
      trial: {
        ...acceptedTrial,
        candidate: { ...acceptedTrial.candidate, pull_request: i + 1 },
      },
      against_reference_percent: change,
    }));
    const text = renderLeaderboard(board, sampleBenchmark('lossless'), plainStyle).join('\n');
    assert.match(text, /50 % by #2, 70 % by #4, 90 % not yet \(best so far -71\.000 %\)/);
  });

  it('fits 100 columns and is styled without moving a column', () => {
    const lines = renderLeaderboard(rows(named('lossless')), sampleBenchmark('lossless'), tags);
    for (const line of lines.map(untagged)) assert.ok(line.length <= 100, line);
    assert.deepEqual(
      lines.map(untagged),
      renderLeaderboard(rows(named('lossless')), sampleBenchmark('lossless'), plainStyle),
    );
  });
});

describe('wrapped text', () => {
  it('keeps every character but the spaces, in lines that fit', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.integer({ min: 2, max: 20 }),
        (text, width) => {
          const lines = wrap(text, width);
          assert.ok(lines.every((line) => [...line].length <= width && line === line.trim()));
          assert.equal(lines.join('').replace(/\s/g, ''), text.replace(/\s/g, ''));
        },
      ),
    );
  });
});
