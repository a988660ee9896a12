import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { commit, main, play, results, workflow } from './support/play-workflow.ts';
import type { Event } from './support/runner/events.ts';
import type { Permissions } from './support/runner/permissions.ts';
import { gitRepository, overlaid, textRepository } from './support/runner/repositories.ts';
import { need, node24 } from './support/tools.ts';

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
    const { schedule, repository } = JSON.parse(env.E ?? '');
    assert.deepEqual([schedule, repository.full_name], ['7 3 * * *', 'octo/film']);
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
      - { name: kept, run: "grep -c includeIf .git/config box/.git/config; cat $RUNNER_TEMP/git-credentials-*" }
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
    // actions/checkout v7, git-auth-helper.ts: the token stands in a file beside, which .git/config includes.
    const basic = Buffer.from('x-access-token:for-contents').toString('base64');
    assert.equal(
      run.step('job', 'kept').stdout,
      '.git/config:0\nbox/.git/config:2\n[http "https://github.com/"]\n' +
        `\textraheader = AUTHORIZATION: basic ${basic}\n`,
    );
    const plain = run.step('job', 'plain');
    assert.match(plain.stdout, /^v24\S+ for-contents \d+\n$/);
    assert.deepEqual(plain.outputs, { said: 'fallback' });
    assert.equal(plain.env.GITHUB_REPOSITORY, 'octo/film');
    const fails = run.step('job', 'fails');
    assert.deepEqual([fails.outcome, fails.inputs.token], ['failure', '']);
    assert.match(
      fails.commands[0]?.message ?? '',
      /Unexpected input\(s\) 'odd', valid inputs are \['token', 'word'\]/,
    );
    assert.equal(run.job('job').result, 'failure');
  });

  it('are checked out of a real git repository, branch or commit', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'crucible-git-'));
    const git = (...args: string[]) =>
      execFileSync('git', ['-C', folder, '-c', 'user.name=a', '-c', 'user.email=a@b', ...args], {
        encoding: 'utf8',
      }).trim();
    git('init', '--quiet', '--initial-branch=main');
    await mkdir(path.join(folder, '.github/workflows'), { recursive: true });
    const text = workflow(`
  job:
    steps:
      - { id: one, uses: actions/checkout@v7, with: { persist-credentials: false } }
      - { uses: actions/checkout@v7, with: { ref: "\${{ github.event.inputs.ref }}", path: old, fetch-depth: 0 } }
      - { name: shows, run: "cat word old/word laid; git log --format='%s %D'; git -C old log --all --format=%s; git remote -v" }`);
    const form = 'workflow_dispatch: { inputs: { ref: { type: string } } }';
    await writeFile(path.join(folder, main), text.replace('workflow_dispatch:', form));
    const commits: string[] = [];
    for (const word of ['first', 'second']) {
      await writeFile(path.join(folder, 'word'), `${word}\n`);
      git('add', '.');
      git('commit', '--quiet', '--message', word);
      commits.push(git('rev-parse', 'HEAD'));
    }
    await writeFile(path.join(folder, 'laid'), 'over it\n');
    const run = await play('', {
      event: { name: 'workflow_dispatch', inputs: { ref: commits[0] as string } },
      repositories: { 'octo/film': overlaid(gitRepository(folder), folder, ['laid']) },
    });
    // The branch has moved on since the run began: the run's own commit is checked out, with all history.
    const [old = ''] = commits;
    const moved = path.join(folder, 'moved');
    await gitRepository(folder).checkout(moved, { commit: old, branch: 'main', depth: 0 });
    const heads = execFileSync('git', ['-C', moved, 'rev-parse', 'HEAD', 'main', 'origin/main']);
    assert.equal(String(heads), `${old}\n`.repeat(3));
    await rm(folder, { recursive: true });
    assert.equal(
      run.step('job', 'shows').stdout,
      // One commit of history by default; all branches with depth 0.
      'second\nfirst\nover it\nsecond grafted, HEAD -> main, origin/main\nsecond\nfirst\n' +
        'origin\thttps://github.com/octo/film (fetch)\norigin\thttps://github.com/octo/film (push)\n',
      run.log(),
    );
    assert.equal(run.step('job', 'one').outputs.commit, commits[1]);
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
