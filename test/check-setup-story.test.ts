import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { crucible, type Ended } from './support/command.ts';
import { type Story, story } from './support/github/story.ts';
import { killAction, type Octo, withOcto } from './support/octo.ts';
import type { WorkflowRun } from './support/runner/record.ts';
import type { RunOptions } from './support/runner/world.ts';
import { assertClean } from './support/setup-check.ts';
import { assertSnapshot } from './support/snapshot.ts';

/** Somebody presses the button. */
function press(octo: Octo, changes: Partial<RunOptions> = {}): Promise<WorkflowRun> {
  return octo.run('check-setup', { name: 'workflow_dispatch' }, changes);
}

function summaryOf(run: WorkflowRun): string {
  return run
    .job('check')
    .steps.map(({ summary }) => summary)
    .join('');
}

/** State and words of a line of the table. */
function lineOf(run: WorkflowRun, check: string): string {
  const line = summaryOf(run)
    .split('\n')
    .find((each) => each.startsWith(`| ${check} |`));
  assert.ok(line, summaryOf(run));
  return line;
}

describe('check-setup, from its button to the summary', () => {
  it('finds a new repository ready, and leaves nothing behind', async (context) => {
    await withOcto(context, { time: 1_790_000_000 }, async (octo) => {
      const run = await press(octo);
      assert.equal(run.result, 'success', run.log());
      assertSnapshot('check-setup-ready.md', summaryOf(run));
      const log = run
        .job('check')
        .steps.map(({ stdout }) => stdout)
        .join('');
      assert.match(log, /^fine {5}branch and status: /m);
      assertClean(octo);
      assert.deepEqual(octo.artifacts.all(), []);
      assert.deepEqual(octo.repository.issues, []);
      assert.deepEqual(octo.github.dispatches, []);
      assert.deepEqual(octo.api.requests, []);
    });
  });

  it('names everything that is missing, each with what to set where', async (context) => {
    await withOcto(context, { time: 1_790_000_000 }, async (octo) => {
      const { settings, workflowStates } = octo.repository;
      Object.assign(settings, { ruleset: true, requiredChecks: ['test'], upToDate: true });
      Object.assign(settings, { mergeQueue: true, requiredApprovals: 1, mergeMethods: ['merge'] });
      Object.assign(settings, { allowSquashMerge: false, actionsMayOpenPullRequests: false });
      workflowStates.set('evolve.yml', 'disabled_inactivity');
      const vars = { CRUCIBLE_ACCEPT_FROM: 'everybody', CRUCIBLE_WRITE_INTERVAL: '0' };
      const run = await press(octo, {
        ...{ vars, secrets: { ANTHROPIC_API_KEY: 'no-such-key' } },
      });
      assert.equal(run.result, 'failure');
      assertSnapshot('check-setup-missing.md', summaryOf(run));
      assertClean(octo);
    });
  });

  it('goes on when artifacts cannot be uploaded', async (context) => {
    await withOcto(context, {}, async (octo) => {
      const run = await press(octo, {
        beforeStep: ({ step }) => {
          if (step.includes('upload-artifact')) throw new Error('the storage is not there');
        },
      });
      assert.equal(run.result, 'failure');
      assert.match(lineOf(run, 'artifacts between jobs'), /❌ missing .*is not there/);
      assert.match(lineOf(run, 'artifacts of earlier runs'), /❌ missing .*not in the list/);
      assert.match(lineOf(run, 'branch and status'), /✅ fine/);
    });
  });

  it('names the benchmarks that there are', async (context) => {
    await withOcto(context, {}, async (octo) => {
      const run = await press(octo, { vars: { CRUCIBLE_BENCHMARKS: 'small, nope' } });
      assert.match(
        lineOf(run, 'variables'),
        /missing \| input benchmarks: there is no 'nope' here; there are small \| .*CRUCIBLE\\_BENCHMARKS/,
      );
    });
  });

  it('names the models that there are', async (context) => {
    await withOcto(context, {}, async (octo) => {
      const run = await press(octo, { vars: { CRUCIBLE_MODEL: 'claude-nobody' } });
      assert.match(lineOf(run, 'Claude'), /no model claude-nobody \| .*claude-opus-5-5/);
      const ofNoPrice = await press(octo, { secrets: {} });
      assert.match(lineOf(ofNoPrice, 'Claude'), /warning \| no API key/);
    });
  });

  it('takes away what one that was killed has left', async (context) => {
    await withOcto(context, {}, async (octo) => {
      octo.github.fail({ on: '/statuses/', fault: { kind: 'meanwhile', act: killAction } });
      const killed = await press(octo);
      assert.equal(killed.result, 'failure');
      assert.throws(() => assertClean(octo), /check-setup/);
      assert.equal(octo.artifacts.all().length, 2);
      const run = await press(octo);
      assert.equal(run.result, 'success', run.log());
      assert.match(lineOf(run, 'nothing left behind'), /crucible-check-setup\/101-1/);
      assertClean(octo);
      assert.deepEqual(octo.artifacts.all(), []);
    });
  });
});

describe('crucible doctor --github', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'crucible-doctor-'));
  });
  after(() => rm(folder, { recursive: true }));

  const doctor = ({ github }: Story, token: string, name = 'octo/codecs'): Promise<Ended> =>
    crucible(['doctor', '--github', name], {
      ...{
        cwd: folder,
        env: { GITHUB_TOKEN: token, GITHUB_API_URL: github.url, CRUCIBLE_WRITE_INTERVAL: '0' },
      },
    });

  story('runs what needs no runner, and says what does', async (told) => {
    const { code, stdout } = await doctor(told, told.github.personToken('octo'));
    assert.equal(code, 0, stdout);
    assert.match(stdout, /^fine {5}branch and status: /m);
    assert.match(stdout, /^fine {5}pull requests by Actions: permitted by the setting/m);
    for (const check of ['artifacts', 'variables', 'Claude']) {
      assert.match(stdout, new RegExp(`^unknown  ${check}: needs a runner -> .*check-setup`, 'm'));
    }
    assertClean(told);
  });

  story('sees the setting that is off', async (told) => {
    told.repository.settings.actionsMayOpenPullRequests = false;
    const { code, stdout } = await doctor(told, told.github.personToken('octo'));
    assert.equal(code, 1);
    assert.match(stdout, /^missing {2}pull requests by Actions: not permitted/m);
    assert.match(stdout, /^Not ready: 1 missing\.$/m);
  });

  story('does not know the setting without administration rights', async (told) => {
    const { stdout } = await doctor(told, told.github.personToken('ada'));
    assert.match(stdout, /^unknown {2}pull requests by Actions: .*admin rights/m);
  });

  story('asks for a token, and for a name of the right form', async (told) => {
    const none = await doctor(told, '');
    assert.equal(none.code, 64);
    assert.match(none.stderr, /There is no token: set GITHUB_TOKEN/);
    const wrong = await doctor(told, 'x', 'codecs');
    assert.equal(wrong.code, 64);
    assert.match(wrong.stderr, /--github codecs is not of the form OWNER\/NAME/);
  });
});
