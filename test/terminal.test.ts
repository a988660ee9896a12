import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Trial } from '../src/domain/trial/trial.ts';
import { renderLeaderboard } from '../src/render/leaderboard.ts';
import { plainStyle } from '../src/render/style.ts';
import { renderSummary } from '../src/render/terminal.ts';
import { wrap } from '../src/render/wrap.ts';
import { anyCharacter } from './support/any-character.ts';
import { numbered, step } from './support/page.ts';
import { assertSnapshot } from './support/snapshot.ts';
import { syntheticHistory } from './support/synthetic-history.ts';
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
      fc.string({ unit: anyCharacter }),
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
  const historyOf = (trials: readonly Trial[], objective: 'lossless' | 'lossy' = 'lossless') => ({
    benchmark: sampleBenchmark(objective),
    ...{ baselineDigest: 'f'.repeat(64), trials, answers: [] },
  });
  const named = (name: string) =>
    Object.values(sampleTrials)
      .filter((trial) => trial.benchmark.name === name && trial.status !== 'accepted')
      .concat(name === 'lossless' ? [acceptedTrial] : [])
      .map((trial, i) => numbered(trial, i + 1));

  it('is the text in the snapshot', () => {
    const pages = (['lossless', 'lossy'] as const).map((name) =>
      renderLeaderboard(historyOf(named(name), name), plainStyle).join('\n'),
    );
    const empty = renderLeaderboard(historyOf([]), plainStyle).join('\n');
    const [long] = syntheticHistory({ count: 40, seed: 11 });
    assert.ok(long);
    const synthetic = renderLeaderboard(long, plainStyle).join('\n');
    assertSnapshot('terminal-leaderboard.txt', `${[...pages, empty, synthetic].join('\n\n')}\n`);
  });

  it('names the pull request that first reached a milestone', () => {
    const board = [1, 0.37, 0.4, 0.2].map((rate, i) => numbered(step(rate, -1, 'idea'), i + 1));
    const text = renderLeaderboard(historyOf(board), plainStyle).join(' ');
    assert.match(text, /50 % by #2 \(2026-11-22\), 70 % by #4 \(2026-11-22\), 90 % not yet/);
    assert.match(text, /best so far 76\.\d % less\)/);
  });

  it('shows each pull request once, by its newest trial', () => {
    const again = { ...numbered(acceptedTrial, 9), experiment_id: 'again' };
    const lines = renderLeaderboard(
      historyOf([numbered(failedTrials.timeout, 9), again]),
      plainStyle,
    );
    assert.equal(lines.filter((line) => / #9 /.test(line)).length, 1);
    assert.match(lines.join('\n'), / #9 {2}accepted/);
    assert.match(lines[0] ?? '', /2 trials, 1 accepted \(50\.0 %\)/);
  });

  it('fits 100 columns and is styled without moving a column', () => {
    const history = historyOf(named('lossless'));
    const lines = renderLeaderboard(history, tags);
    for (const line of lines.map(untagged)) assert.ok(line.length <= 100, line);
    assert.deepEqual(lines.map(untagged), renderLeaderboard(history, plainStyle));
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
