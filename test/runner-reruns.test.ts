import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { main, play, results, workflow } from './support/play-workflow.ts';
import { ArtifactStore } from './support/runner/artifact-store.ts';
import type { JobRun, WorkflowRun } from './support/runner/record.ts';
import { textRepository } from './support/runner/repositories.ts';

const attempts = (run: WorkflowRun) => run.jobs.map(({ id, attempt }) => `${id} ${attempt}`);
const said = (job: JobRun) => job.steps.at(-1)?.stdout.trim();

/** The second instance of `work` fails in the first attempt, or when it is told to. */
const text = (fails = 'github.run_attempt == 1') =>
  workflow(`
  plan:
    outputs: { made: "\${{ steps.make.outputs.made }}" }
    steps: [{ id: make, run: 'echo "made=in \${{ github.run_attempt }}" >> $GITHUB_OUTPUT' }]
  aside:
    steps: [{ run: 'true' }]
  work:
    needs: plan
    strategy: { fail-fast: false, matrix: { n: [1, 2] } }
    outputs: { of1: "\${{ steps.make.outputs.of1 }}", of2: "\${{ steps.make.outputs.of2 }}" }
    steps:
      - { id: make, run: 'echo "of\${{ matrix.n }}=made \${{ needs.plan.outputs.made }}, run \${{ github.run_attempt }}" >> $GITHUB_OUTPUT' }
      - { if: "matrix.n == 2 && (${fails})", run: exit 1 }
  after:
    needs: work
    steps: [{ run: 'echo "\${{ needs.work.outputs.of1 }}; \${{ needs.work.outputs.of2 }}"' }]
  always:
    needs: after
    if: always()
    steps: [{ run: 'echo \${{ needs.after.result }}' }]`);

// docs.github.com, "Re-running workflows and jobs"; actions/runner#1961 for outputs of jobs that are left alone.
describe('a re-run', () => {
  it('of failed jobs runs these and what needs them, with the outputs of the others', async () => {
    const of = await play(text());
    assert.deepEqual(results(of), [
      ...['plan success', 'aside success', 'work success', 'work failure'],
      ...['after skipped', 'always success'],
    ]);
    const run = await play(text(), { rerun: { of, jobs: 'failed' } });
    assert.equal(run.result, 'success', run.log());
    assert.deepEqual(attempts(run), [
      'plan 1',
      'aside 1',
      'work 1',
      'work 2',
      'after 2',
      'always 2',
    ]);
    assert.equal(said(run.job('after')), 'made in 1, run 1; made in 1, run 2');
  });

  it('of all jobs runs all of them', async () => {
    const of = await play(text());
    const run = await play(text(), { rerun: { of, jobs: 'all' } });
    assert.ok(run.jobs.every(({ attempt }) => attempt === 2));
    assert.equal(said(run.job('after')), 'made in 2, run 2; made in 2, run 2');
  });

  it('of one job runs it and what needs it, whatever became of it', async () => {
    const of = await play(text());
    const run = await play(text(), { rerun: { of, jobs: 'after' } });
    assert.deepEqual(attempts(run).slice(-2), ['after 2', 'always 2']);
    // What it needs is as it was: failed.
    assert.deepEqual([run.job('after').result, run.result], ['skipped', 'failure']);
    const work = await play(text(), { rerun: { of, jobs: 'work' } });
    assert.deepEqual(attempts(work), [
      'plan 1',
      'aside 1',
      'work 2',
      'work 2',
      'after 2',
      'always 2',
    ]);
  });

  it('is the next attempt of the same run at the same commit, as often as one likes', async () => {
    const moved = textRepository({ [main]: text() }, 'd'.repeat(40));
    const of = await play(text('true'), { runId: 7 });
    const second = await play(text('true'), { rerun: { of, jobs: 'failed' } });
    const third = await play(text('true'), { rerun: { of: second, jobs: 'failed' } });
    assert.deepEqual(third.run, { runId: 7, attempt: 3, since: 1 });
    assert.deepEqual(attempts(third), [
      'plan 1',
      'aside 1',
      'work 1',
      'work 3',
      'after 3',
      'always 3',
    ]);
    assert.equal(third.instances('work')[1]?.steps[0]?.env.GITHUB_RUN_ATTEMPT, '3');
    // The branch has moved on, to a commit where the run's own cannot be read.
    const rerun = { of, jobs: 'failed' } as const;
    await assert.rejects(
      play('', { rerun, repositories: { 'octo/film': moved } }),
      /there is no commit ccc/,
    );
  });

  it('takes a job that was cancelled for a failed one', async () => {
    const cancelAt = ({ job }: { job: string }) => job === 'work';
    const of = await play(text('false'), { cancelAt });
    const run = await play(text('false'), { rerun: { of, jobs: 'failed' } });
    assert.equal(run.result, 'success', run.log());
    assert.deepEqual(attempts(run), [
      'plan 1',
      'aside 1',
      'work 2',
      'work 2',
      'after 2',
      'always 2',
    ]);
  });

  it('is refused when nothing failed, or there is no such job', async () => {
    const of = await play(text('false'));
    await assert.rejects(
      play(text(), { rerun: { of, jobs: 'failed' } }),
      /no job of the run failed/,
    );
    await assert.rejects(play(text(), { rerun: { of, jobs: 'no' } }), /the run has no job no/);
  });

  it('goes into called workflows, and leaves their other jobs alone', async () => {
    const inner = '.github/workflows/inner.yml';
    const files = {
      [inner]: workflow(
        `
  fine:
    outputs: { at: "\${{ steps.say.outputs.at }}" }
    steps: [{ id: say, run: 'echo at=\${{ github.run_attempt }} >> $GITHUB_OUTPUT' }]
  breaks:
    needs: fine
    steps: [{ run: 'test \${{ github.run_attempt }} -gt 1' }]`,
        `workflow_call: { outputs: { at: { value: "\${{ jobs.fine.outputs.at }}" } } }`,
      ),
    };
    const outer = `on: workflow_dispatch
permissions: {}
jobs:
  call: { uses: ./${inner} }
  again: { needs: call, uses: ./${inner} }
  after:
    needs: call
    runs-on: ubuntu-24.04
    steps: [{ run: 'echo \${{ needs.call.outputs.at }}' }]
`;
    const of = await play(outer, { files });
    assert.deepEqual(results(of).slice(0, 3), [
      ...['call/fine success', 'call/breaks failure', 'call failure'],
    ]);
    for (const jobs of ['failed', 'call/breaks']) {
      const run = await play(outer, { files, rerun: { of, jobs } });
      assert.deepEqual(attempts(run), [
        ...['call/fine 1', 'call/breaks 2', 'call 2'],
        ...['again/fine 2', 'again/breaks 2', 'again 2', 'after 2'],
      ]);
      assert.equal(said(run.job('after')), '1');
    }
  });
});

// The two readings and their threads stand in the head of artifact-store.ts.
describe('artifacts in a re-run', () => {
  const up = 'actions/upload-artifact@v7';
  const down = 'actions/download-artifact@v8';
  const carrying = workflow(`
  makes:
    steps:
      - { run: 'echo \${{ github.run_attempt }} > f' }
      - { uses: ${up}, with: { name: a, path: f } }
  takes:
    needs: makes
    steps:
      - { run: 'echo \${{ github.run_attempt }} > g' }
      - { name: up, uses: ${up}, with: { name: b, path: g } }
      - { name: down, uses: ${down}, with: { path: in } }
      - { name: shows, run: 'cat in/a/f in/b/g; test \${{ github.run_attempt }} -gt 1' }`);
  const twice = async (attempts: 'apart' | 'together', jobs: string) => {
    const artifacts = new ArtifactStore({ attempts });
    const of = await play(carrying, { artifacts });
    return play(carrying, { artifacts, rerun: { of, jobs } });
  };

  it('of earlier attempts are seen by a partial one; its own of a name are newer', async () => {
    const run = await twice('apart', 'failed');
    assert.equal(run.step('takes', 'shows').stdout, '1\n2\n', run.log());
    assert.deepEqual([...run.artifacts.keys()].sort(), ['a', 'b']);
    const kept = run.store.ofRun(1).map(({ name, attempt }) => `${name} ${attempt}`);
    assert.deepEqual(kept, ['a 1', 'b 1', 'b 2']);
  });

  it('of earlier attempts are gone when all jobs run again', async () => {
    const run = await twice('apart', 'takes');
    assert.equal(run.result, 'success', run.log());
    const all = await twice('apart', 'all');
    assert.equal(all.step('takes', 'shows').stdout, '2\n2\n', all.log());
    const of = await play(carrying);
    const bare = workflow(
      `\n  makes:\n    steps: [{ name: down, uses: ${down}, with: { name: a } }]`,
    );
    const lost = await play(bare, { rerun: { of, jobs: 'all' } });
    assert.match(lost.step('makes', 'down').stderr, /Artifact not found for name: a/);
  });

  it('of earlier attempts hold their names in the other reading', async () => {
    for (const jobs of ['failed', 'all']) {
      const run = await twice('together', jobs);
      const step = run.jobs
        .flatMap(({ steps }) => steps)
        .find(({ outcome }) => outcome === 'failure');
      assert.match(step?.stderr ?? '', /\(409\) Conflict/, jobs);
    }
  });
});
