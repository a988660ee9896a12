import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { after, describe, it } from 'node:test';
import { QuickJsSandbox } from '../src/adapters/quickjs/sandbox.ts';
import { failureCategories } from '../src/domain/analysis.ts';
import { checkSource } from '../src/domain/static-check.ts';
import { limits } from './support/sandbox.ts';
import { smallBenchmark } from './support/workshop.ts';

const readme = readFileSync('README.md', 'utf8');
const sandbox = new QuickJsSandbox(1);
after(() => sandbox.close());

describe('the README', () => {
  it('has a codec that works, word for word', async () => {
    const [, source] = /```js\n([\s\S]*?)```/.exec(readme) ?? [];
    assert.ok(source);
    assert.deepEqual(checkSource(source, limits), []);
    const cases = smallBenchmark().clips.map(({ clip }) => ({ clip, quality: 100 }));
    const outcomes = await sandbox.run({ source, cases, limits, exact: true });
    for (const [i, outcome] of outcomes.entries()) {
      assert.ok(outcome.kind === 'measured', JSON.stringify(outcome));
      const raw = (cases[i]?.clip.frames ?? []).reduce((sum, frame) => sum + frame.length, 0);
      assert.ok(outcome.measurement.bytes < raw + 8);
    }
  });

  it('names every category of the analysis', () => {
    for (const category of failureCategories) assert.ok(readme.includes(`\`${category}\``));
  });

  it('links to files that are there', () => {
    const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, target]) => target);
    assert.ok(links.length > 5);
    for (const target of links) assert.ok(existsSync(target as string), target);
  });
});
