import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { json } from './support/messages-api.ts';
import { type Octo, type OctoOptions, openOcto } from './support/octo.ts';
import { need, node24 } from './support/tools.ts';
import { better, wasteful } from './support/workshop.ts';

const proposal = (title: string, source: string) =>
  json({ title, hypothesis: `${title} is better.`, builds_on: [], source });

async function withOcto(context: TestContext, tell: (octo: Octo) => Promise<void>, options: OctoOptions = {}): Promise<void> {
  if (!need(node24(), 'Node 24', context)) return;
  const octo = await openOcto(wasteful(2), options);
  try {
    await tell(octo);
    assert.deepEqual(octo.github.violations, []);
  } finally {
    await octo.close();
  }
}

describe('x', () => {
  it('one', async (context) => {
    await withOcto(context, async (octo) => {
      octo.api.queue(proposal('Better', better));
      let last = performance.now();
      const run = await octo.schedule(1, { beforeStep: ({ job, step }) => { const now = performance.now(); console.log(`${(now - last).toFixed(0)} before ${job} ${step}`); last = now; } });
      console.log(`${(performance.now() - last).toFixed(0)} end`);
      assert.equal(run.result, 'success', run.log());
      for (const { job, names } of octo.requests()) console.log(`${job}\n${names.map((n) => `  ${n}\n`).join('')}`);
      console.log(run.log());
    });
  });
});
