import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Event } from './support/runner/events.ts';
import type { Permissions } from './support/runner/permissions.ts';
import type { WorkflowRun } from './support/runner/record.ts';
import { textRepository } from './support/runner/repositories.ts';
import { runWorkflow } from './support/runner/run-workflow.ts';
import type { RunOptions } from './support/runner/world.ts';
import { need, node24 } from './support/tools.ts';

const commit = 'c'.repeat(40);
const main = '.github/workflows/main.yml';

/** Runs a made-up workflow; other files stand beside it in the same repository. */
function play(
  text: string,
  options: Partial<RunOptions> & { readonly files?: Readonly<Record<string, string>> } = {},
): Promise<WorkflowRun> {
  const { files = {}, ...rest } = options;
  return runWorkflow({
    repository: 'octo/film',
    file: main,
    event: { name: 'workflow_dispatch' },
    repositories: { 'octo/film': textRepository({ [main]: text, ...files }, commit) },
    tokenFor: (permissions) => `token of ${JSON.stringify(permissions)}`,
    ...rest,
  });
}

/** A workflow that starts by hand; every job gets a runner. */
function workflow(jobs: string, on = 'workflow_dispatch:'): string {
  const body = jobs.replace(/^( {2}\w+:)$/gm, '$1\n    runs-on: ubuntu-24.04');
  return `name: made up\non:\n  ${on}\npermissions: {}\njobs:\n${body}\n`;
}

const results = (run: WorkflowRun) => run.jobs.map(({ id, result }) => `${id} ${result}`);

describe('the workflow runner', () => {
  it('runs jobs in the order of their needs and hands on outputs', async () => {
    const run = await play(
      workflow(`
  last:
    needs: [first]
    steps:
      - env: { SAID: "\${{ needs.first.outputs.said }}, \${{ needs.first.result }}" }
        run: echo "$SAID" | tee -a "$GITHUB_STEP_SUMMARY"
  first:
    outputs: { said: "\${{ steps.say.outputs.word }}!" }
    steps:
      - id: say
        run: |
          echo "word=hello" >> "$GITHUB_OUTPUT"
          printf 'more<<END\\ntwo\\nlines\\nEND\\n' >> "$GITHUB_OUTPUT"`),
    );
    assert.deepEqual(results(run), ['first success', 'last success']);
    assert.deepEqual(run.step('first', 'say').outputs, { word: 'hello', more: 'two\nlines' });
    assert.equal(run.job('last').steps[0]?.summary, 'hello!, success\n');
  });

  it('stops a job at a failing step, and skips what needs it', async () => {
    const run = await play(
      workflow(`
  breaks:
    steps:
      - { name: forgiven, run: exit 3, continue-on-error: true }
      - { name: fails, run: 'echo "::error file=a.js,line=2::it%0Abroke"; exit 4' }
      - { name: never, run: echo no }
      - { name: afterwards, if: always(), run: 'echo "\${{ job.status }} \${{ steps.x }}"' }
      - { name: on failure, if: failure(), run: echo yes }
  dependent:
    needs: breaks
    steps: [{ run: echo no }]
  beyond:
    needs: dependent
    steps: [{ run: echo no }]
  cleanup:
    needs: [breaks, dependent]
    if: \${{ !cancelled() && needs.breaks.result == 'failure' }}
    steps: [{ run: echo yes }]
  quirk:
    needs: cleanup
    steps: [{ run: echo no }]`),
    );
    assert.deepEqual(results(run), [
      'breaks failure',
      'dependent skipped',
      'beyond skipped',
      'cleanup success',
      // GitHub's success() looks behind cleanup, at what it needed.
      'quirk skipped',
    ]);
    assert.equal(run.result, 'failure');
    const outcomes = run.job('breaks').steps.map((step) => `${step.outcome} ${step.conclusion}`);
    assert.deepEqual(outcomes, [
      'failure success',
      'failure failure',
      'skipped skipped',
      'success success',
      'success success',
    ]);
    const { exitCode, commands } = run.step('breaks', 'fails');
    assert.equal(exitCode, 4);
    assert.deepEqual(commands, [
      { name: 'error', properties: { file: 'a.js', line: '2' }, message: 'it\nbroke' },
    ]);
    assert.equal(run.step('breaks', 'afterwards').stdout, 'failure \n');
  });

  it('spreads a matrix, skips it when its condition is false, and fails an empty one', async () => {
    const jobs = (list: string, condition: string) =>
      workflow(`
  plan:
    outputs: { list: "\${{ steps.plan.outputs.list }}" }
    steps: [{ id: plan, env: { LIST: '${list}' }, run: 'echo "list=$LIST" >> $GITHUB_OUTPUT' }]
  work:
    needs: plan
    if: ${condition}
    strategy:
      fail-fast: false
      matrix: { include: "\${{ fromJSON(needs.plan.outputs.list) }}" }
    steps: [{ env: { N: "\${{ matrix.n }}" }, run: 'echo "$N"; test "$N" != 1' }]`);
    const run = await play(jobs('[{"n":1},{"n":2}]', "needs.plan.outputs.list != '[]'"));
    assert.deepEqual(results(run), ['plan success', 'work failure', 'work success']);
    assert.deepEqual(run.instances('work')[1]?.matrix, { n: 2 });
    assert.throws(() => run.job('work'), /2 instances/);
    const none = await play(jobs('[]', "needs.plan.outputs.list != '[]'"));
    assert.deepEqual(results(none), ['plan success', 'work skipped']);
    const empty = await play(jobs('[]', 'true'));
    assert.deepEqual(results(empty), ['plan success', 'work failure']);
  });

  it('cancels the rest of a matrix that fails fast, and multiplies vectors', async () => {
    const run = await play(
      workflow(`
  work:
    strategy:
      matrix:
        os: [a, b]
        node: [20, 24]
        exclude: [{ os: a, node: 24 }]
        include: [{ os: b, extra: true }, { os: c }]
    steps: [{ run: 'test "\${{ matrix.os }}" != b' }]`),
    );
    assert.deepEqual(
      run.instances('work').map(({ matrix, result }) => [matrix, result]),
      [
        [{ os: 'a', node: 20 }, 'success'],
        [{ os: 'b', node: 20, extra: true }, 'failure'],
        [{ os: 'b', node: 24, extra: true }, 'cancelled'],
        [{ os: 'c' }, 'cancelled'],
      ],
    );
  });

  it('carries artifacts as GitHub does', async () => {
    const up = 'actions/upload-artifact@v7';
    const down = 'actions/download-artifact@v8';
    const run = await play(
      workflow(`
  makes:
    steps:
      - run: mkdir -p out/deep && echo 1 > out/one && echo 2 > out/deep/two && touch out/.hidden
      - { uses: ${up}, with: { name: part-a, path: out } }
      - { uses: ${up}, with: { name: part-b, path: out/one } }
      - { name: twice, uses: ${up}, with: { name: part-b, path: out }, continue-on-error: true }
      - { name: nothing, uses: ${up}, with: { name: part-c, path: no, if-no-files-found: error }, continue-on-error: true }
  takes:
    needs: makes
    steps:
      - { uses: ${down}, with: { pattern: part-*, path: apart } }
      - { uses: ${down}, with: { pattern: part-*, path: together, merge-multiple: true } }
      - { uses: ${down}, with: { name: part-b, path: alone } }
      - { uses: ${down}, with: { pattern: none-*, path: none } }
      - { name: missing, uses: ${down}, with: { name: none }, continue-on-error: true }
      - { name: found, run: find . -type f | sort }`),
    );
    assert.deepEqual([...run.artifacts.keys()], ['part-a', 'part-b']);
    assert.deepEqual([...(run.artifacts.get('part-a')?.keys() ?? [])], ['deep/two', 'one']);
    assert.match(run.step('makes', 'twice').stderr, /already exists/);
    assert.match(run.step('makes', 'nothing').stderr, /No files were found/);
    assert.match(run.step('takes', 'missing').stderr, /Artifact 'none' not found/);
    assert.equal(
      run.step('takes', 'found').stdout,
      './alone/one\n./apart/part-a/deep/two\n./apart/part-a/one\n./apart/part-b/one\n' +
        './together/deep/two\n./together/one\n',
    );
  });

  it('gives a step the environment of its workflow and nothing of this process', async () => {
    process.env.CRUCIBLE_TEST = 'not for children';
    const text = workflow(`
  job:
    env: { B: "\${{ secrets.KEY }}-\${{ vars.V }}" }
    outputs: { leak: "\${{ steps.leak.outputs.key }}", safe: "\${{ steps.leak.outputs.safe }}" }
    steps:
      - { run: echo "C=3" >> "$GITHUB_ENV", env: { D: own } }
      - { name: shows, env: { D: "\${{ env.C }}" }, run: 'echo "$A $B $C $D $CRUCIBLE_TEST"' }
      - { id: leak, run: 'echo "key=<$B>" >> $GITHUB_OUTPUT; echo safe=1 >> $GITHUB_OUTPUT' }`);
    const options = { secrets: { KEY: 'a long secret' }, vars: { V: 'v' } };
    const run = await play(text.replace('jobs:', 'env: { A: 1 }\njobs:'), options);
    delete process.env.CRUCIBLE_TEST;
    const shows = run.step('job', 'shows');
    assert.equal(shows.stdout, '1 a long secret-v 3 3 \n');
    const names = Object.keys(shows.env).filter((name) => !/^(GITHUB|RUNNER)_/.test(name));
    assert.deepEqual(names.sort(), ['A', 'B', 'C', 'CI', 'D', 'HOME', 'PATH']);
    // GitHub hands on no output that holds a secret.
    assert.deepEqual(run.job('job').outputs, { safe: '1' });
    const conditional = text.replace('- { id: leak,', "- { id: leak, if: secrets.KEY != '',");
    await assert.rejects(play(conditional, options), /Unrecognized named-value: 'secrets'/);
  });
});

describe('triggers of the workflow runner', () => {
  const echo = (on: string) =>
    workflow(
      `
  job:
    concurrency: { group: "g-\${{ inputs.n }}", queue: max }
    steps: [{ name: says, env: { I: "\${{ toJSON(inputs) }}", E: "\${{ toJSON(github.event) }}" }, run: 'echo "$I"; cat $GITHUB_EVENT_PATH' }]`,
      on,
    );
  const form = `workflow_dispatch:
    inputs:
      n: { type: choice, options: ['0', '1'], default: '1' }
      dry: { type: boolean }
      idea: { description: free }`;
  const start = (event: Event) => play(echo(form), { event });

  it('fills the form in, and refuses what GitHub would refuse', async () => {
    const run = await start({ name: 'workflow_dispatch', inputs: { dry: 'true' } });
    const { env } = run.step('job', 'says');
    assert.deepEqual(JSON.parse(env.I ?? ''), { n: '1', dry: true, idea: '' });
    assert.equal(JSON.parse(env.E ?? '').repository.default_branch, 'main');
    assert.deepEqual(run.job('job').concurrency, {
      group: 'g-1',
      queue: 'max',
      cancelInProgress: false,
    });
    const bad = (inputs: Record<string, string>) => start({ name: 'workflow_dispatch', inputs });
    await assert.rejects(bad({ m: '1' }), /Unexpected inputs provided: m/);
    await assert.rejects(bad({ n: '2' }), /not in the list/);
    await assert.rejects(start({ name: 'push' }), /no trigger push/);
  });

  it('starts on time and on a comment', async () => {
    const timed = await play(echo('schedule: [{ cron: 7 3 * * * }]'), {
      event: { name: 'schedule' },
    });
    const { env } = timed.step('job', 'says');
    assert.deepEqual(JSON.parse(env.I ?? ''), {});
    assert.deepEqual(JSON.parse(env.E ?? ''), { schedule: '7 3 * * *' });
    const payload = { comment: { body: '/help', user: { login: 'ann', type: 'User' } } };
    const said = await play(echo('issue_comment: { types: [created] }'), {
      event: { name: 'issue_comment', payload },
    });
    assert.equal(JSON.parse(said.step('job', 'says').env.E ?? '').comment.body, '/help');
  });
});

describe('called workflows in the runner', () => {
  const inner = '.github/workflows/inner.yml';
  const called = (permissions: string) =>
    workflow(
      `
  work:
    permissions: ${permissions}
    outputs: { o: "\${{ inputs.word }} \${{ github.event_name }}" }
    steps: [{ name: says, env: { KEY: "\${{ secrets.KEY }}", OTHER: "\${{ secrets.OTHER }}" }, run: echo done }]`,
      `workflow_call:
    inputs: { word: { type: string, default: none }, flag: { type: boolean, default: false } }
    secrets: { KEY: { required: false } }
    outputs: { o: { value: "\${{ jobs.work.outputs.o }}!" } }`,
    );
  const caller = (uses: string, permissions: string, more = 'word: hello') => `name: caller
on: workflow_dispatch
permissions: {}
jobs:
  call:
    permissions: ${permissions}
    uses: ${uses}
    with: { ${more} }
    secrets: { KEY: "\${{ secrets.KEY }}" }
  after:
    needs: call
    runs-on: ubuntu-24.04
    steps: [{ name: shows, env: { O: "\${{ needs.call.outputs.o }}" }, run: echo "$O" }]
`;
  const secrets = { KEY: 'first secret', OTHER: 'second secret' };

  it('get inputs, only the secrets passed, and at most their caller\u2019s permissions', async () => {
    const asked: [Permissions, string][] = [];
    const run = await play(caller(`./${inner}`, '{ contents: write, issues: read }'), {
      files: { [inner]: called('{ contents: read }') },
      secrets,
      tokenFor: (permissions, job) => {
        asked.push([permissions, job]);
        return 'secret-token';
      },
    });
    assert.deepEqual(results(run), ['call/work success', 'call success', 'after success']);
    assert.equal(run.step('after', 'shows').stdout, 'hello workflow_dispatch!\n');
    const { KEY, OTHER } = run.step('call/work', 'says').env;
    assert.deepEqual([KEY, OTHER], ['first secret', '']);
    assert.deepEqual(asked, [
      [{ contents: 'read' }, 'call/work'],
      [{}, 'after'],
    ]);
  });

  it('are refused before anything runs when they want more', async () => {
    const start = (text: string, permissions: string) =>
      play(text, { files: { [inner]: called(permissions) }, secrets });
    await assert.rejects(
      start(caller(`./${inner}`, '{ contents: read }'), '{ contents: write }'),
      /nested job 'work' is requesting 'contents: write', but is only allowed 'read'/,
    );
    await assert.rejects(
      start(caller(`./${inner}`, '{}'), '{ issues: read }'),
      /only allowed 'none'/,
    );
    await assert.rejects(
      start(caller(`./${inner}`, '{}', 'flag: "\u0024{{ inputs.flag }}"'), '{}'),
      /input flag is to be a boolean/,
    );
    await assert.rejects(start(caller(`./${inner}`, '{}', 'x: 1'), '{}'), /has no input x/);
  });

  it('come from another repository at a commit, and call what stands beside them there', async () => {
    const other = 'd'.repeat(40);
    const outer = '.github/workflows/outer.yml';
    const between = `on:
  workflow_call: { inputs: { word: { type: string } }, secrets: { KEY: {} } }
jobs:
  deeper: { uses: ./${inner}, with: { word: "\${{ inputs.word }}" } }
`;
    const files = { [outer]: between, [inner]: called('{}') };
    const repositories = (text: string) => ({
      'octo/film': textRepository({ [main]: text }, commit),
      'tools/box': textRepository(files, other),
    });
    const text = caller(`tools/box/${outer}@${other}`, '{}');
    const run = await play(text, { repositories: repositories(text) });
    assert.deepEqual(results(run).slice(0, 2), ['call/deeper/work success', 'call/deeper success']);
    const wrong = text.replace(other, 'e'.repeat(40));
    await assert.rejects(play(wrong, { repositories: repositories(wrong) }), /no commit eee/);
  });
});

describe('actions in the runner', () => {
  const action = `name: small
inputs:
  token: { default: "\${{ github.token }}" }
  word: { default: fallback }
outputs: { said: { description: it } }
runs: { using: node24, main: main.js }
`;
  const script = `const fs = require('node:fs');
fs.appendFileSync(process.env.GITHUB_OUTPUT, 'said=' + process.env.INPUT_WORD + '\\n');
console.log(process.version, process.env.INPUT_TOKEN, Object.keys(process.env).length);
if (process.env.INPUT_WORD === 'fail') process.exitCode = 1;
`;

  it('run under Node 24 from where they were checked out', async (context) => {
    if (!need(node24(), 'Node 24', context)) return;
    const at = 'a'.repeat(40);
    const text = workflow(`
  job:
    permissions: { contents: read }
    steps:
      - { name: too early, uses: ./box, continue-on-error: true }
      - { uses: actions/checkout@v7, with: { persist-credentials: false } }
      - { uses: actions/checkout@v7, with: { repository: tools/box, ref: ${at}, path: box } }
      - { name: kept, run: grep -c 'AUTHORIZATION.*for-contents' .git/config box/.git/config, continue-on-error: true }
      - { name: plain, uses: ./box }
      - { name: fails, uses: ./box, with: { word: fail, token: '', odd: 1 } }`);
    const run = await play(text, {
      repositories: {
        'octo/film': textRepository({ [main]: text }, commit),
        'tools/box': textRepository({ 'action.yml': action, 'main.js': script }, at),
      },
      tokenFor: (permissions) => `for-${Object.keys(permissions)}`,
    });
    assert.match(run.step('job', 'too early').stderr, /Did you forget to run actions\/checkout/);
    assert.equal(run.step('job', 'kept').stdout, '.git/config:0\nbox/.git/config:1\n');
    const plain = run.step('job', 'plain');
    assert.match(plain.stdout, /^v24\S+ for-contents \d+\n$/);
    assert.deepEqual(plain.outputs, { said: 'fallback' });
    assert.equal(plain.env.GITHUB_REPOSITORY, 'octo/film');
    const fails = run.step('job', 'fails');
    assert.deepEqual([fails.outcome, fails.inputs.token], ['failure', '']);
    assert.match(fails.commands[0]?.message ?? '', /Unexpected input 'odd'/);
    assert.equal(run.job('job').result, 'failure');
  });

  it('are refused when the runner does not know them', async () => {
    const job = (step: string) => workflow(`\n  job:\n    steps: [{ ${step} }]`);
    await assert.rejects(play(job('uses: some/thing@v1')), /does not know the action some\/thing/);
    await assert.rejects(
      play(job('uses: actions/checkout@v7, with: { sparse-checkout: a }')),
      /not supported: input sparse-checkout/,
    );
  });

  it('fail like a lost machine when the test says so', async () => {
    const text = workflow(`
  job:
    strategy: { fail-fast: false, matrix: { n: [1, 2] } }
    steps: [{ name: works, run: echo fine }]`);
    const run = await play(text, {
      beforeStep: ({ job, matrix, step }) => {
        if (job === 'job' && step === 'works' && (matrix as { n: number }).n === 1) {
          throw new Error('the machine is gone');
        }
      },
    });
    assert.deepEqual(results(run), ['job failure', 'job success']);
    assert.match(run.log(), /the machine is gone/);
  });
});
