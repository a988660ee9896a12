import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { parseMergeTrailers } from '../src/render/merge-message.ts';
import { json } from './support/messages-api.ts';
import { type Octo, openOcto } from './support/octo.ts';
import { codec } from './support/sandbox.ts';
import { need, node24 } from './support/tools.ts';
import { better, wasteful } from './support/workshop.ts';

const broken = codec({ compress: '\n  return frame / 0;' });
const good = wasteful(1);

const proposal = (title: string, source: string) =>
  json({ title, hypothesis: `${title} is better.`, builds_on: [], source });
const explained = (quoted_line: string) =>
  json({
    ...{ quoted_line, root_cause: 'It is as it is.', fix_suggestion: 'Do it otherwise.' },
    ...{ failure_category: 'logic_error', severity: 'low', replacement: null },
  });
const noRepair = json({ change: 'Nothing.', source: broken });

async function withOcto(context: TestContext, tell: (octo: Octo) => Promise<void>): Promise<void> {
  if (!need(node24(), 'Node 24', context)) return;
  const octo = await openOcto(wasteful(2));
  try {
    await tell(octo);
    assert.deepEqual(octo.github.violations, []);
  } finally {
    await octo.close();
  }
}

function statesOf({ repository }: Octo): string[] {
  return repository.pulls.map(({ state, merged }) => (merged ? 'merged' : state));
}

describe('an evolution on GitHub, through its workflows and the committed bundle', () => {
  it('goes from a schedule to three pull requests, three verdicts and a new baseline', async (context) => {
    await withOcto(context, async (octo) => {
      octo.api.queue(
        proposal('Broken', broken),
        proposal('Worse', wasteful(3)),
        proposal('Better', better),
        explained('  return frame / 0; }'),
        noRepair,
        explained('const copies = 3;'),
      );
      const run = await octo.schedule(3);
      assert.equal(run.result, 'success', run.log());
      assert.deepEqual(statesOf(octo), ['open', 'closed', 'merged']);
      assert.equal(octo.codec(), better);
      const [failed, rejected, merged] = octo.repository.pulls;
      assert.deepEqual(failed?.labels, [
        'crucible: failed',
        'severity: high',
        'category: runtime_error',
      ]);
      assert.ok(rejected?.labels.includes('crucible: rejected'));
      assert.deepEqual(merged?.labels, ['crucible: accepted']);
      const trailers = parseMergeTrailers(octo.message());
      assert.ok((trailers?.rateChangePercent ?? 0) < -80);
      assert.equal(run.step('publish', 'publish').outputs.verdict, 'accepted');
      assert.match(run.step('publish', 'publish').summary, /Verdicts of this run/);
      for (const job of [...run.instances('evaluate'), ...run.instances('verify')]) {
        const seen = JSON.stringify(
          job.steps.map(({ env, stdout, stderr }) => [env, stdout, stderr]),
        );
        assert.ok(!seen.includes(octo.api.key) && !seen.includes(job.token ?? 'none'));
      }
      octo.api.queue(proposal('Again', good), explained('const copies = 1;'));
      const next = await octo.schedule(1);
      assert.equal(next.result, 'success', next.log());
      assert.deepEqual(statesOf(octo), ['open', 'closed', 'merged', 'closed']);
    });
  });
});
