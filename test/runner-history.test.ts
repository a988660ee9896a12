import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Octo, proposal, withOcto } from './support/octo.ts';
import { addPast } from './support/past-pulls.ts';
import type { WorkflowRun } from './support/runner/record.ts';
import { better } from './support/workshop.ts';

const hour = 3600;
const known = /history: \d+ closed pull requests are known/;
const everything = /history: every pull request is read: its digest is none/;

/** What a job of the newest run asked of pull requests. */
function reading(octo: Octo, job: string): readonly string[] {
  const found = octo.requests().find((each) => each.job === job);
  return (found?.names ?? []).filter((name) => /GraphQL (Snapshot|Past|Changed)/.test(name));
}

const outputOf = (run: WorkflowRun, job: string) =>
  run.step(job, job.split('/').at(-1) ?? '').stdout;
const whole = ['GraphQL Snapshot', 'GraphQL Past', 'GraphQL Changed'];

describe('workflows in a repository with many closed pull requests', () => {
  it('read all of them once, and from then on what changed', async (context) => {
    const time = Math.floor(Date.now() / 1000) - 62 * hour;
    await withOcto(context, { time }, async (octo) => {
      const { repository, caches } = octo;
      addPast(repository, 60);
      const report = await octo.run('report', { name: 'schedule' });
      assert.equal(report.result, 'success', report.log());
      assert.deepEqual(reading(octo, 'report'), whole);
      assert.deepEqual([...caches.keys()], ['crucible-history-101-1']);

      octo.api.queue(proposal('Pairs', better));
      const run = await octo.schedule(1);
      assert.equal(run.result, 'success', run.log());
      for (const job of ['propose', 'publish']) {
        assert.match(outputOf(run, job), known, job);
        assert.deepEqual(reading(octo, job), ['GraphQL Snapshot'], job);
      }
      assert.deepEqual([...caches.keys()].slice(1), ['crucible-history-102-1']);

      const answered = await octo.say('ada', 1, '/explain');
      assert.match(outputOf(answered, 'respond'), known);
      assert.deepEqual(reading(octo, 'respond'), ['GraphQL Snapshot']);
      assert.equal(caches.size, 2);

      // Whoever breaks out of a candidate can write a cache. It is read by nobody.
      const entry = caches.all().at(-1);
      assert.ok(entry);
      const forged = [...entry.files].map(([file, bytes]) => {
        return [file, Buffer.from(String(bytes).replaceAll('"closed"', '"merged"'))] as const;
      });
      caches.save({ ...entry, key: 'crucible-history-999-1', files: new Map(forged) });
      const after = await octo.run('report', { name: 'schedule' });
      assert.match(outputOf(after, 'report'), everything);
      assert.deepEqual(reading(octo, 'report'), whole);
      assert.equal([...caches.keys()].at(-1), 'crucible-history-104-1');
      const mended = await octo.schedule(0);
      assert.match(outputOf(mended, 'propose'), known);
      assert.deepEqual(reading(octo, 'propose'), ['GraphQL Snapshot']);
    });
  });
});
