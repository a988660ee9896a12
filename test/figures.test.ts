import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { type Figure, figure, growth, telling, worsened } from './bench/figures.ts';

describe('the figures of the bench', () => {
  const recorded = [
    figure('evaluation / bare engine', 'ratio', [1.01, 1.03, 1.02]),
    figure('requests', 'requests', [26]),
    figure('verdict', 'ms', [600]),
    telling('one core / two cores', 'ratio', [1.9]),
    growth('clips x16', [0.98]),
  ];
  const now = (changes: Readonly<Record<string, number>>) =>
    recorded.map((each) => ({ ...each, median: changes[each.name] ?? each.median }));

  it('are the medians of rounds', () => {
    assert.deepEqual(
      recorded.map(({ median }) => median),
      [1.02, 26, 600, 1.9, 0.98],
    );
    assert.equal(figure('even', 'ms', [1, 4, 2, 3]).median, 2.5);
  });

  it('are no worse within the margin, or where they only tell', () => {
    const changes = {
      'evaluation / bare engine': 1.17,
      verdict: 6000,
      'one core / two cores': 3,
      'clips x16': 1.47,
    };
    assert.deepEqual(worsened(now(changes), recorded), []);
    assert.deepEqual(worsened(now({ requests: 25 }), recorded), []);
  });

  it('are worse beyond it, requests at one more', () => {
    const changes = { 'evaluation / bare engine': 1.18, requests: 27, 'clips x16': 1.48 };
    assert.deepEqual(worsened(now(changes), recorded), [
      'evaluation / bare engine: 1.18, was 1.02',
      'requests: 27, was 26',
      'clips x16: 1.48, was 0.98',
    ]);
  });

  it('that are recorded keep to what is aimed at', () => {
    const { figures }: { figures: readonly Figure[] } = JSON.parse(
      readFileSync('docs/performance.json', 'utf8'),
    );
    const medianOf = (name: string) => figures.find((each) => each.name === name)?.median ?? NaN;
    for (const benchmark of ['lossless', 'lossy']) {
      assert.ok(medianOf(`${benchmark}: evaluation / bare engine, one core`) <= 1.1);
      assert.ok(medianOf(`${benchmark}: evaluation / bare engines, two cores`) <= 1.05);
    }
    assert.ok(medianOf('--help / node -e 0') <= 1.5);
    const verdicts = figures.filter(({ name }) => name.startsWith('verdict on a candidate with'));
    assert.equal(verdicts.length, 8);
    for (const { name, median } of verdicts) {
      assert.ok(median < (name.includes('timeout') ? 12_000 : 1_500), name);
    }
  });
});
