import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { parseMarker } from '../src/render/marker.ts';
import type { PullRequest } from './support/github/model.ts';
import { killAction, type Octo, proposal, statesOf, withOcto } from './support/octo.ts';
import { ArtifactStore, type Attempts } from './support/runner/artifact-store.ts';
import type { WorkflowRun } from './support/runner/record.ts';
import type { RunOptions } from './support/runner/world.ts';
import { better } from './support/workshop.ts';

type Rerun = NonNullable<RunOptions['rerun']>;

/** Runs jobs of an earlier run again, as somebody does by a button. */
function again(
  octo: Octo,
  of: WorkflowRun,
  jobs: Rerun['jobs'],
  changes: Partial<RunOptions> = {},
): Promise<WorkflowRun> {
  const vars = { CRUCIBLE_CANDIDATES: '1' };
  const options = { ...changes, runId: 101, vars, rerun: { of, jobs } };
  return octo.run('evolve', { name: 'schedule' }, options);
}

function verdictsOf({ reviews }: PullRequest): string[] {
  return reviews.flatMap(({ body }) => {
    const parsed = parseMarker(body);
    return parsed.kind === 'trial' ? [parsed.trial.status] : [];
  });
}

/** Exactly one candidate, one verdict that counts, one merge; nothing was paid or said twice. */
function assertMergedOnce(octo: Octo, verdicts: readonly string[] = ['accepted']): void {
  assert.deepEqual(statesOf(octo), ['merged']);
  assert.equal(octo.codec(), better);
  const [pull] = octo.repository.pulls as [PullRequest];
  assert.deepEqual(verdictsOf(pull), verdicts);
  assert.equal(pull.labels.filter((label) => label.startsWith('crucible:')).length, 1);
  assert.equal(octo.api.requests.length, 1);
  const dashboards = octo.repository.issues.filter(({ kind }) => kind === 'issue');
  assert.equal(dashboards.length, 1);
}

/** What a re-run attempt sees of the one before is told in two ways (see ArtifactStore): both must end well. */
describe('jobs that somebody runs again', () => {
  const tell = (
    context: TestContext,
    attempts: Attempts,
    story: (octo: Octo) => Promise<void>,
  ): Promise<void> =>
    withOcto(context, { artifacts: new ArtifactStore({ attempts }) }, async (octo) => {
      octo.api.queue(proposal('Better', better));
      await story(octo);
    });

  it('publish alone ends in the one merge, and a second time changes nothing', async (context) => {
    await tell(context, 'apart', async (octo) => {
      octo.github.fail({ on: '/reviews', fault: { kind: 'meanwhile', act: killAction } });
      const lost = await octo.schedule(1);
      assert.equal(lost.job('publish').result, 'failure');
      assert.deepEqual(statesOf(octo), ['open']);
      const repeated = await again(octo, lost, 'failed');
      assert.equal(repeated.job('publish').result, 'success', repeated.log());
      assertMergedOnce(octo);
      const twice = await again(octo, repeated, 'publish');
      assert.equal(twice.job('publish').result, 'success', twice.log());
      assertMergedOnce(octo);
    });
  });

  it('a lost evaluation, and what follows it; then all of them, which propose nothing more and end in the one merge', async (context) => {
    await tell(context, 'together', async (octo) => {
      const lost = await octo.schedule(1, { beforeStep: loses('evaluate', 'evaluate') });
      assert.deepEqual(statesOf(octo), ['open']);
      const changes = { beforeStep: loses('verify', 'verify') };
      const repeated = await again(octo, lost, 'failed', changes);
      assert.deepEqual(
        ['evaluate', 'verify', 'publish'].flatMap((id) =>
          repeated.instances(id).map(({ result }) => result),
        ),
        ['success', 'success', 'failure', 'success'],
        repeated.log(),
      );
      assert.deepEqual(statesOf(octo), ['open']);
      const all = await again(octo, repeated, 'all');
      assert.equal(all.result, 'success', all.log());
      assertMergedOnce(octo, ['error', 'error', 'accepted']);
      const over = await again(octo, all, 'all');
      assert.equal(over.job('evaluate').result, 'skipped', over.log());
      assertMergedOnce(octo, ['error', 'error', 'accepted']);
    });
  });

  it('propose whose plan was not uploaded, and publish whose artifacts have expired, lose nothing', async (context) => {
    await tell(context, 'apart', async (octo) => {
      const lost = await octo.schedule(1, { beforeStep: loses('propose', 'upload-artifact') });
      assert.equal(lost.job('propose').result, 'failure');
      octo.github.fail({ on: '/reviews', fault: { kind: 'meanwhile', act: killAction } });
      const killed = await again(octo, lost, 'failed');
      assert.equal(killed.job('publish').result, 'failure', killed.log());
      for (const { id } of octo.artifacts.all()) octo.artifacts.expire(id);
      const late = await again(octo, killed, 'failed');
      const [error] = late.step('publish', 'publish').commands.filter(isError);
      assert.match(error?.message ?? '', /plan of this run is not there.*start a new run/);
      const fresh = await octo.schedule(0);
      assert.equal(fresh.result, 'success', fresh.log());
      assertMergedOnce(octo);
    });
  });
});

const isError = ({ name }: { readonly name: string }) => name === 'error';

/** The machine of a job is lost just before a step. */
function loses(job: string, step: string): NonNullable<RunOptions['beforeStep']> {
  return (place) => {
    if (place.job === job && place.step.includes(step)) throw new Error('the machine is gone');
  };
}
