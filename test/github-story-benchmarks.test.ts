import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { benchmarkFiles } from './support/benchmark-folder.ts';
import { type Octo, statesOf, withOcto } from './support/octo.ts';
import type { RunOptions } from './support/runner/world.ts';
import { better, wasteful } from './support/workshop.ts';

const heavyCodec = 'benchmarks/heavy/codec.js';

/** Beside the small benchmark one that is evolved by name alone. */
function addHeavy({ repository }: Octo): void {
  const { 'benchmarks/heavy/benchmark.json': file, ...clips } = benchmarkFiles('benchmarks/heavy', {
    implausible_gain_percent: 99,
  });
  repository.as('ada').pushToMain({
    ...clips,
    'benchmarks/heavy/benchmark.json': JSON.stringify({
      ...JSON.parse(String(file)),
      evolve: 'by_name',
    }),
    [heavyCodec]: wasteful(2),
  });
}

/** What the run says of its proposal, which the model declines: for which benchmark it was asked. */
async function askedFor(octo: Octo, changes: Partial<RunOptions>): Promise<string> {
  octo.api.queue({ kind: 'message', text: '', refusal: 'No.', stop: 'refusal' });
  const vars = { CRUCIBLE_CANDIDATES: '1', ...changes.vars };
  const run = await octo.run('evolve', changes.event ?? { name: 'schedule' }, {
    ...changes,
    vars,
  });
  assert.equal(run.result, 'success', run.log());
  const { summary } = run.step('propose', 'propose');
  return /^- (\w+): The model declined/m.exec(summary)?.[1] ?? summary;
}

describe('a benchmark that is evolved by name', () => {
  it('is left alone until the run or a variable names it', async (context) => {
    await withOcto(context, {}, async (octo) => {
      addHeavy(octo);
      assert.equal(await askedFor(octo, {}), 'small');
      assert.equal(await askedFor(octo, { vars: { CRUCIBLE_BENCHMARKS: 'heavy' } }), 'heavy');
      const inputs = { benchmark: 'heavy', candidates: '1' };
      const byHand = { name: 'workflow_dispatch', inputs } as const;
      assert.equal(await askedFor(octo, { event: byHand }), 'heavy');
      // What the run is asked for counts before what the repository says.
      const vars = { CRUCIBLE_BENCHMARKS: 'small' };
      assert.equal(await askedFor(octo, { event: byHand, vars }), 'heavy');
    });
  });

  it('is told by its name from what is none', async (context) => {
    await withOcto(context, {}, async (octo) => {
      addHeavy(octo);
      const run = await octo.schedule(1, { vars: { CRUCIBLE_BENCHMARKS: 'small, haevy' } });
      assert.equal(run.result, 'failure');
      assert.match(run.log(), /input benchmarks: there is no 'haevy' here; there are heavy, small/);
      assert.deepEqual(octo.api.requests, []);
      assert.deepEqual(octo.repository.pulls, []);
    });
  });

  it("has a person's candidate evaluated and merged all the same", async (context) => {
    await withOcto(context, {}, async (octo) => {
      addHeavy(octo);
      octo.repository.as('ada').open({ branch: 'runs', files: { [heavyCodec]: better } });
      const run = await octo.schedule(0);
      assert.equal(run.result, 'success', run.log());
      assert.equal(run.step('publish', 'publish').outputs.verdict, 'accepted');
      assert.deepEqual(statesOf(octo), ['merged']);
      assert.deepEqual(octo.api.requests, []);
    });
  });
});
