import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { main, play, workflow } from './support/play-workflow.ts';
import { need, node24 } from './support/tools.ts';

// actions/runner v2.336: StepsRunner.cs, FileCommandManager.cs, NodeScriptActionHandler.cs, ScriptHandler.cs.
describe('steps in the runner', () => {
  const job = (...steps: string[]) =>
    workflow(`\n  job:\n    steps:\n      - ${steps.join('\n      - ')}`);

  it('see their own env in their condition', async () => {
    const run = await play(job("{ name: one, if: env.A == 'x', env: { A: x }, run: 'true' }"));
    assert.equal(run.step('job', 'one').outcome, 'success');
  });

  it('fail when an expression of theirs does, and may be told to go on by one', async () => {
    const run = await play(
      job(
        `{ name: one, env: { A: "\${{ fromJSON(github.token) }}" }, run: "true" }`,
        `{ name: two, if: always(), continue-on-error: "\${{ github.run_attempt == 1 }}", run: exit 1 }`,
      ),
    );
    const found = run.job('job').steps.map(({ outcome, conclusion }) => [outcome, conclusion]);
    assert.deepEqual(found, [
      ['failure', 'failure'],
      ['failure', 'success'],
    ]);
  });

  it('lose a summary of more than 1 MiB, and nothing else', async () => {
    const write = (bytes: number) =>
      `{ name: one, run: 'head -c ${bytes} /dev/zero | tr "\\0" x > $GITHUB_STEP_SUMMARY' }`;
    const fits = await play(job(write(1024 * 1024)));
    assert.equal(fits.step('job', 'one').summary.length, 1024 * 1024);
    const { outcome, summary, commands } = (await play(job(write(1024 * 1024 + 1)))).step(
      'job',
      'one',
    );
    assert.deepEqual([outcome, summary], ['success', '']);
    assert.match(
      commands[0]?.message ?? '',
      /upload aborted, supports content up to a size of 1024k/,
    );
  });

  it('fail for a line in a command file that is no value, with what stood before it', async () => {
    const run = await play(
      job('{ name: one, run: "printf \'a=1\\nb\\nc=3\\n\' >> $GITHUB_OUTPUT" }'),
    );
    const { outcome, outputs, commands } = run.step('job', 'one');
    assert.deepEqual([outcome, outputs], ['failure', { a: '1' }]);
    assert.equal(commands[0]?.message, "Unable to process file command 'output' successfully.");
  });

  it('cannot set NODE_OPTIONS, nor what the runner sets', async () => {
    const run = await play(
      job(
        '{ run: "echo NODE_OPTIONS=x >> $GITHUB_ENV; echo GITHUB_SHA=x >> $GITHUB_ENV; echo A=1 >> $GITHUB_ENV" }',
        '{ name: two, run: "true" }',
      ),
    );
    const { NODE_OPTIONS, GITHUB_SHA, A } = run.step('job', 'two').env;
    assert.deepEqual([NODE_OPTIONS, GITHUB_SHA, A], [undefined, 'c'.repeat(40), '1']);
  });

  it('get the way to artifacts and caches in node actions alone', async (context) => {
    if (!need(node24(), 'Node 24', context)) return;
    const files = { 'action.yml': 'runs: { using: node24, main: main.js }', 'main.js': '' };
    const steps = [
      '{ uses: actions/checkout@v7 }',
      '{ name: node, uses: ./ }',
      '{ name: sh, run: "true" }',
    ];
    const proving = job(...steps).replace('permissions: {}', 'permissions: { id-token: write }');
    const namesIn = async (text: string, step: string) => {
      const run = await play(text, { files });
      return Object.keys(run.step('job', step).env).filter((name) => name.startsWith('ACTIONS_'));
    };
    const service = [
      ...['ACTIONS_CACHE_SERVICE_V2', 'ACTIONS_RESULTS_URL'],
      ...['ACTIONS_RUNTIME_TOKEN', 'ACTIONS_RUNTIME_URL'],
    ];
    const proof = ['ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'ACTIONS_ID_TOKEN_REQUEST_URL'];
    assert.deepEqual((await namesIn(job(...steps), 'node')).sort(), service);
    assert.deepEqual(await namesIn(job(...steps), 'sh'), []);
    assert.deepEqual((await namesIn(proving, 'node')).sort(), [...service, ...proof].sort());
    assert.deepEqual((await namesIn(proving, 'sh')).sort(), proof);
  });
});

describe('what the runner records', () => {
  it('is concurrency and time limits, of the workflow and of jobs', async () => {
    const text = workflow(`
  job:
    timeout-minutes: \${{ fromJSON('7') }}
    concurrency: { group: jobs, queue: max }
    steps: [{ run: 'true' }]`);
    const run = await play(
      text.replace(
        'jobs:',
        `concurrency: { group: "g-\${{ github.ref_name }}", cancel-in-progress: true }\njobs:`,
      ),
      { file: main },
    );
    assert.equal(run.job('job').timeoutMinutes, 7);
    assert.deepEqual(run.job('job').concurrency, {
      group: 'jobs',
      queue: 'max',
      cancelInProgress: false,
    });
    assert.deepEqual(run.concurrency, { group: 'g-main', queue: 'single', cancelInProgress: true });
  });
});
