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
      const { repository, artifacts } = octo;
      const kept = () => artifacts.all().filter(({ name }) => name === 'crucible-history');
      const runs = () => kept().map(({ runId }) => runId);
      addPast(repository, 60);
      const report = await octo.run('report', { name: 'schedule' });
      assert.equal(report.result, 'success', report.log());
      assert.deepEqual(reading(octo, 'report'), whole);
      assert.deepEqual(runs(), [101]);

      octo.api.queue(proposal('Pairs', better));
      const run = await octo.schedule(1);
      assert.equal(run.result, 'success', run.log());
      for (const job of ['propose', 'publish']) {
        assert.match(outputOf(run, job), known, job);
        assert.deepEqual(reading(octo, job), ['GraphQL Snapshot'], job);
      }
      assert.deepEqual(runs(), [101, 102]);

      const answered = await octo.say('ada', 1, '/explain');
      assert.match(outputOf(answered, 'respond'), known);
      assert.deepEqual(reading(octo, 'respond'), ['GraphQL Snapshot']);
      assert.deepEqual(runs(), [101, 102]);

      // A pull request from a fork can upload what it likes: that is not even looked at.
      const entry = kept().at(-1);
      assert.ok(entry);
      const forged = [...entry.files].map(([file, bytes]) => {
        return [file, Buffer.from(String(bytes).replaceAll('"closed"', '"merged"'))] as const;
      });
      const forge = (runId: number) =>
        artifacts.upload({
          ...{ name: 'crucible-history', files: new Map(forged) },
          from: { runId, attempt: 1, since: 1 },
        });
      forge(998);
      repository.foreignRuns.add(998);
      const unmoved = await octo.schedule(0);
      assert.match(outputOf(unmoved, 'propose'), known);
      // Whoever breaks out of a candidate can upload one in a run of the repository's own. It is believed by nobody.
      forge(999);
      const after = await octo.run('report', { name: 'schedule' });
      assert.match(outputOf(after, 'report'), everything);
      assert.deepEqual(reading(octo, 'report'), whole);
      assert.equal(runs().at(-1), 105);
      const mended = await octo.schedule(0);
      assert.match(outputOf(mended, 'propose'), known);
      assert.deepEqual(reading(octo, 'propose'), ['GraphQL Snapshot']);
    });
  });
});
