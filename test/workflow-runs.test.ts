import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import type { Event } from './support/runner/events.ts';
import type { JobRun, WorkflowRun } from './support/runner/record.ts';
import { overlaid, textRepository } from './support/runner/repositories.ts';
import { runWorkflow } from './support/runner/run-workflow.ts';
import type { RunOptions } from './support/runner/world.ts';
import { actionFiles, digests } from './support/stand-in-action.ts';
import { need, node24 } from './support/tools.ts';

const commit = 'c'.repeat(40);
const actionCommit = 'a'.repeat(40);
const key = 'sk-the-api-key';
const benchmark = { 'benchmarks/small/benchmark.json': '{}' };
const workflows = ['.github/workflows'];

/** The repository of the action itself: the real workflows, a benchmark, the stand-in. */
const home = overlaid(
  textRepository({ ...actionFiles, ...benchmark }, commit),
  process.cwd(),
  workflows,
);

type Options = Partial<RunOptions>;

function evolve(event: Event, options: Options = {}): Promise<WorkflowRun> {
  return runWorkflow({
    repository: 'octo/film',
    file: '.github/workflows/evolve.yml',
    event,
    repositories: { 'octo/film': home },
    secrets: { ANTHROPIC_API_KEY: key },
    tokenFor: (_, job) => `token-of-${job}`,
    ...options,
  });
}

const analyses = ['analyses', 'analyses/analyses.json'];

/** What lies in the folder into which a job downloads the plan and more. */
function downloaded(
  others: readonly string[],
  evaluated: readonly string[],
  verified: readonly string[],
): string {
  const folder = (name: string, file: string) => [name, `${name}/${file}`];
  return `${[
    ...others,
    ...evaluated.flatMap((each) => folder(`evaluation-small-${each}-1-of-1`, `${each}.json`)),
    ...folder('plan', 'plan.json'),
    ...verified.flatMap((each) => folder(`verification-small-${each}`, `${each}.json`)),
  ].join(' ')}\n`;
}

const results = (run: WorkflowRun) => run.jobs.map(({ id, result }) => `${id} ${result}`);
/** The checkout needs the job's token, and leaves it nowhere. */
const everything = (job: JobRun) =>
  JSON.stringify(job.steps.filter(({ uses }) => !uses?.startsWith('actions/checkout@')));
const hasNode24 = (context: TestContext) => need(node24(), 'Node 24', context) !== null;
const scheduled: Event = { name: 'schedule' };

describe('a run of evolve', () => {
  it('goes through its five jobs, each with no more than it needs', async (context) => {
    if (!hasNode24(context)) return;
    const run = await evolve(scheduled);
    assert.equal(run.result, 'success', run.log());
    assert.deepEqual(results(run), [
      'propose success',
      ...['evaluate success', 'evaluate success'],
      ...['analyse success', 'verify success', 'publish success'],
    ]);
    const write = {
      contents: 'write',
      issues: 'write',
      'pull-requests': 'write',
      statuses: 'write',
    };
    assert.deepEqual(run.job('propose').permissions, { actions: 'read', ...write });
    const publishing = { actions: 'write', 'id-token': 'write', ...write };
    assert.deepEqual(run.job('publish').permissions, publishing);
    assert.deepEqual(run.job('analyse').permissions, { contents: 'read' });
    const turn = { group: 'codec-crucible', queue: 'max', cancelInProgress: false };
    assert.deepEqual(run.job('propose').concurrency, turn);
    assert.deepEqual(run.job('publish').concurrency, turn);
    const [a, b] = digests;
    assert.deepEqual(
      [...run.artifacts.keys()],
      [
        'plan',
        `evaluation-small-${a}-1-of-1`,
        `evaluation-small-${b}-1-of-1`,
        'analyses',
        `verification-small-${a}`,
      ],
    );
    assert.equal(run.step('publish', 'publish').stdout, downloaded(analyses, [a, b], [a]));
    assert.equal(run.artifacts.get('analyses')?.get('analyses.json')?.toString(), '0.25');
  });

  it('keeps the API key and every token from the jobs that run candidates', async (context) => {
    if (!hasNode24(context)) return;
    const run = await evolve(scheduled);
    const running = [...run.instances('evaluate'), ...run.instances('verify')];
    assert.equal(running.length, 3);
    for (const job of running) {
      assert.deepEqual(job.permissions, { contents: 'read' });
      assert.ok(!everything(job).includes(key));
      assert.ok(!everything(job).includes('token-of-'));
    }
    assert.ok(!everything(run.job('publish')).includes(key));
    assert.equal(run.step('propose', 'propose').env.INPUT_TOKEN, 'token-of-propose');
    assert.equal(run.step('analyse', 'analyse').env.INPUT_TOKEN, '');
    for (const id of ['propose', 'analyse']) {
      assert.equal(run.step(id, id).env['INPUT_ANTHROPIC-API-KEY'], key);
    }
  });

  it('ends after propose when there is nothing to do', async (context) => {
    if (!hasNode24(context)) return;
    const run = await evolve({ name: 'workflow_dispatch', inputs: { benchmark: 'nothing' } });
    assert.equal(run.result, 'success', run.log());
    const skipped = ['evaluate', 'analyse', 'verify', 'publish'].map((id) => `${id} skipped`);
    assert.deepEqual(results(run), ['propose success', ...skipped]);
    assert.equal(run.artifacts.size, 0);
  });

  it('publishes whatever breaks between propose and publish', async (context) => {
    if (!hasNode24(context)) return;
    const run = await evolve(scheduled, {
      beforeStep: ({ job, matrix, step }) => {
        const second = (matrix as { digest?: string } | null)?.digest === digests[1];
        if (step === job && (job === 'analyse' || second)) throw new Error('the machine is gone');
      },
    });
    assert.equal(run.result, 'failure');
    assert.deepEqual(results(run).slice(1), [
      ...['evaluate success', 'evaluate failure'],
      ...['analyse failure', 'verify skipped', 'publish success'],
    ]);
    const [a] = digests;
    assert.equal(run.step('publish', 'publish').stdout, downloaded([], [a], []));
    const lost = await evolve(scheduled, {
      beforeStep: ({ job, step }) => {
        if (job === step && ['evaluate', 'analyse', 'verify'].includes(job))
          throw new Error('gone');
      },
    });
    // The only artifact of the run is unpacked without a folder of its name.
    assert.equal(lost.step('publish', 'publish').stdout, 'plan.json\n');
    const broken = await evolve(scheduled, {
      beforeStep: ({ step }) => {
        if (step === 'propose') throw new Error('gone');
      },
    });
    assert.deepEqual(
      results(broken)
        .slice(1)
        .map((each) => each.split(' ')[1]),
      [...['skipped', 'skipped', 'skipped', 'skipped']],
    );
  });

  it('is quiet on the schedule of a fork, and runs there when somebody asks for it', async (context) => {
    if (!hasNode24(context)) return;
    const repository = { full_name: 'eve/film', fork: true, default_branch: 'main' };
    const quiet = await evolve({ name: 'schedule', payload: { repository } });
    assert.equal(quiet.job('propose').result, 'skipped');
    assert.equal(quiet.job('publish').result, 'skipped');
    const vars = { CRUCIBLE_RUN_IN_FORK: 'true' };
    const wished = await evolve({ name: 'schedule', payload: { repository } }, { vars });
    assert.equal(wished.job('publish').result, 'success');
    const byHand = await evolve({ name: 'workflow_dispatch', payload: { repository } });
    assert.equal(byHand.job('publish').result, 'success');
  });

  it('is refused on another branch than the default one', async () => {
    const run = await evolve({ name: 'workflow_dispatch' }, { ref: 'refs/heads/other' });
    const [error] = run.job('propose').steps[0]?.commands ?? [];
    assert.equal(error?.name, 'error');
    assert.match(error?.message ?? '', /default branch main alone, not on refs\/heads\/other/);
    assert.equal(run.job('publish').result, 'skipped');
  });
});

describe('another repository', () => {
  const tool = overlaid(textRepository(actionFiles, actionCommit), process.cwd(), workflows);

  /** Runs an example as somebody would have filled it in, with some words replaced. */
  async function call(name: string, event: Event, ...replaced: [string, string][]) {
    const example = await readFile(path.join('examples/workflows', name), 'utf8');
    const filled = example.replaceAll('COMMIT', actionCommit).replaceAll('OWNER', 'tools');
    const text = replaced.reduce((each, [from, to]) => {
      assert.ok(each.includes(from), from);
      return each.replace(from, to);
    }, filled);
    const file = `.github/workflows/${name}`;
    const caller = textRepository({ ...benchmark, [file]: text }, commit);
    return evolve(event, {
      file,
      repositories: { 'octo/film': caller, 'tools/codec-crucible': tool },
    });
  }
  const comment = (body: string, type = 'User'): Event => ({
    name: 'issue_comment',
    payload: { comment: { body, user: { login: 'ann', type } } },
  });

  it('calls evolve, with the action at the commit it names and its own benchmarks', async (context) => {
    if (!hasNode24(context)) return;
    for (const event of [scheduled, { name: 'workflow_dispatch' } as const]) {
      const run = await call('evolve.yml', event);
      assert.equal(run.result, 'success', run.log());
      assert.equal(run.job('evolve').outputs.verdict, 'rejected');
      const { env } = run.step('evolve/propose', 'propose');
      assert.equal(env.INPUT_CANDIDATES, event.name === 'schedule' ? '' : '1');
      assert.equal(env['INPUT_MAX-USD-PER-DAY'], '5');
      assert.equal(env['INPUT_ANTHROPIC-API-KEY'], key);
      const first = `evaluation-small-${digests[0]}-1-of-1`;
      assert.equal(run.artifacts.get(first)?.get(`${digests[0]}.json`)?.toString(), '{}');
    }
  });

  it('calls commands, which call evolve when something has to run', async (context) => {
    if (!hasNode24(context)) return;
    const run = await call('commands.yml', comment('/evaluate'));
    assert.equal(run.result, 'success', run.log());
    assert.equal(run.job('commands/evolve/publish').result, 'success');
    const { env } = run.step('commands/evolve/propose', 'propose');
    assert.deepEqual([env.INPUT_CANDIDATES, env.INPUT_IDEA], ['0', 'Runs']);
    const { permissions, concurrency } = run.job('commands/respond');
    assert.equal(permissions.actions, 'read');
    assert.equal(concurrency?.group, 'codec-crucible');
    const help = await call('commands.yml', comment('/help'));
    assert.equal(help.job('commands/evolve').result, 'skipped');
    const bot = await call('commands.yml', comment('/evaluate', 'Bot'));
    assert.deepEqual(results(bot), ['commands skipped']);
    const talk = [
      'nice work',
      'see https://example.com/evaluate',
      'and/or',
      '> quoted\n> /evaluate',
      'a\n/usr/bin',
    ];
    for (const body of talk) {
      assert.deepEqual(
        results(await call('commands.yml', comment(body))),
        ['commands skipped'],
        body,
      );
    }
    // A slip is answered, and so is a command that is not in the first line; GitHub sends what a browser's form holds.
    for (const body of ['/evalaute', 'Well.\r\n/HELP']) {
      const answered = await call('commands.yml', comment(body));
      assert.equal(answered.job('commands/respond').result, 'success', body);
    }
  });

  it('is refused when it does not name the action by a full commit', async () => {
    const ref = `action-ref: ${actionCommit}`;
    const repository = 'action-repository: tools/codec-crucible';
    const faults: [string, string, RegExp][] = [
      [ref, 'action-ref: main', /has to be a full commit SHA, 40 hex digits/],
      [ref, 'action-ref: aaaaaaa', /40 hex digits/],
      [ref, `action-ref: "${actionCommit}\\nmain"`, /40 hex digits/],
      [ref, 'action-ref: ""', /action-ref is missing: the commit of tools\/codec-crucible/],
      [repository, 'action-repository: codec-crucible', /has to be owner\/name/],
      [repository, 'action-repository: "a/b/../c"', /has to be owner\/name/],
    ];
    const starts = [
      ['evolve.yml', 'evolve/propose', scheduled],
      ['commands.yml', 'commands/respond', comment('/evaluate')],
    ] as const;
    for (const [name, job, event] of starts) {
      for (const [from, to, message] of faults) {
        const run = await call(name, event, [from, to]);
        const step = run.job(job).steps[0];
        assert.match(step?.commands[0]?.message ?? '', message, to);
        assert.ok(
          run
            .job(job)
            .steps.slice(1)
            .every(({ outcome }) => outcome === 'skipped'),
        );
      }
    }
  });

  it('hears that both are missing', async () => {
    const run = await call(
      'evolve.yml',
      scheduled,
      [`action-ref: ${actionCommit}`, 'action-ref: ""'],
      ['action-repository: tools/codec-crucible', 'action-repository: ""'],
    );
    const { commands } = run.step('evolve/propose', 'Check that the action is there');
    assert.match(commands[0]?.message ?? '', /passes action-repository and action-ref/);
  });
});
