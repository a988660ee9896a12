import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { digestOf } from '../src/domain/digest.ts';
import { parseLedgerEntry } from '../src/domain/ledger-text.ts';
import type { Trial } from '../src/domain/trial/trial.ts';
import { parseMarker } from '../src/render/marker.ts';
import { parseMergeTrailers } from '../src/render/merge-message.ts';
import type { PullRequest } from './support/github/model.ts';
import { type Portrait, portraitOf } from './support/github/portrait.ts';
import { json } from './support/messages-api.ts';
import { killAction, type Octo, openOcto, proposal, statesOf, withOcto } from './support/octo.ts';
import type { JobRun, WorkflowRun } from './support/runner/record.ts';
import { codec } from './support/sandbox.ts';
import { assertSnapshot } from './support/snapshot.ts';
import { need, node24 } from './support/tools.ts';
import { better, wasteful } from './support/workshop.ts';

const broken = codec({ compress: '\n  return frame / 0;' });
const good = wasteful(1);

const explained = (quoted_line: string) =>
  json({
    ...{ quoted_line, root_cause: 'It is as it is.', fix_suggestion: 'Do it otherwise.' },
    ...{ failure_category: 'logic_error', severity: 'low', replacement: null },
  });
const noRepair = json({ change: 'Nothing.', source: broken });

const failingLine = '  const out = [].lenght.valueOf();';
const misspelt = better.replace('  const out = [];', failingLine);
const analysed = {
  quoted_line: failingLine,
  root_cause: 'A slip in the name of `length`.',
  fix_suggestion: 'Begin with an empty array.',
  failure_category: 'runtime_error',
  severity: 'high',
  replacement: { line: misspelt.split('\n').indexOf(failingLine) + 1, code: '  const out = [];' },
};
const repaired = { change: 'Began with an empty array.', source: better };

/** What is not asked again in a repository that has its labels and its dashboard. */
const firstUse = [
  'GraphQL FindDashboard',
  'POST /repos/{owner}/{repo}/labels',
  'POST /repos/{owner}/{repo}/issues',
  'GraphQL Pin',
];
/** The account of the run, as a comment on the dashboard. */
const money = [
  'GET /repos/{owner}/{repo}/issues/{issue_number}/comments',
  'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
  'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}',
];

/** What is told twice begins at the same time, so that it has the same commits. */
const time = Math.floor(Date.now() / 1000);

/** The record in each of the bot's reviews, oldest first. */
function trialsOf({ reviews }: PullRequest): Trial[] {
  return reviews.flatMap(({ body }) => {
    const parsed = parseMarker(body);
    return parsed.kind === 'trial' ? [parsed.trial] : [];
  });
}

/** What the dashboard says of the money of each run. */
function ledgerOf({ repository }: Octo) {
  const comments = repository.issues.filter(({ kind }) => kind === 'issue')[0]?.comments ?? [];
  return comments.map(({ body }) => parseLedgerEntry(body));
}

function branchesOf({ repository }: Octo): string[] {
  return [...repository.refs.keys()].filter((ref) => ref.startsWith('refs/heads/crucible/'));
}

/** But for the ledger's times, which are the bundle's own. */
function portraitWithShas({ repository }: Octo): Portrait {
  const text = (words: string) => words.replace(/( v1 \S+) \d+ /, '$1 ');
  return portraitOf(repository, { shas: true, text });
}

interface Told {
  readonly portrait: Portrait;
  readonly run: WorkflowRun;
  readonly requests: ReturnType<Octo['requests']>;
}

/** One candidate from its proposal to its merge, with nothing in its way. */
async function tellOne(shards: number): Promise<Told> {
  const octo = await openOcto({ time });
  try {
    octo.api.queue(proposal('Better', better));
    const run = await octo.schedule(1, { vars: { CRUCIBLE_SHARDS: String(shards) } });
    assert.equal(run.result, 'success', run.log());
    assert.deepEqual(statesOf(octo), ['merged']);
    assert.deepEqual(octo.github.violations, []);
    return { portrait: portraitWithShas(octo), run, requests: octo.requests() };
  } finally {
    await octo.close();
  }
}

let told: Promise<Told> | null = null;
function undisturbed(): Promise<Told> {
  told ??= tellOne(1);
  return told;
}

describe('an evolution on GitHub, through its workflows and the committed bundle', () => {
  it('goes from a schedule to three verdicts and a new baseline, and tries again where a machine was lost', async (context) => {
    await withOcto(context, {}, async (octo) => {
      // Then every reading needs a permission, too.
      octo.repository.settings.private = true;
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
      assertSecretsKept(run, octo.api.key);
      await tellLostMachine(octo);
      // The account of the first run has opened the dashboard, and the run has filled it in.
      const [dashboard, ...others] = octo.repository.issues.filter(({ kind }) => kind === 'issue');
      assert.deepEqual(others, []);
      assert.match(dashboard?.body ?? '', /^<!-- .* -->\nHow the evolution stands/);
      const report = await octo.run('report', { name: 'schedule' });
      assert.equal(report.step('report', 'report').outputs.dashboard, String(dashboard?.number));
      assert.match(dashboard?.body ?? '', new RegExp(`#${merged?.number}\\b`));
    });
  });

  it('asks GitHub no more than it must for a candidate, and the same of two machines', async (context) => {
    if (!need(node24(), 'Node 24', context)) return;
    const { requests, portrait, run } = await undisturbed();
    const list = requests.map(({ job, names }) => {
      const lines = names.length === 0 ? ['none'] : names;
      return [`# ${job}`, ...lines, ''].join('\n');
    });
    assertSnapshot('github-story-requests.txt', list.join('\n'));
    const names = requests.flatMap((each) => each.names);
    const counted = names
      .slice(0, names.findIndex((name) => name.endsWith('/merge')) + 1)
      .filter((name) => !firstUse.includes(name) && !money.includes(name));
    // One of them reads the tip anew after the model has answered, which takes minutes.
    assert.ok(counted.length <= 16, `${counted.length} requests:\n${counted.join('\n')}`);
    const { run: sharded, ...other } = await tellOne(2);
    assert.equal(run.instances('evaluate').length, 2);
    assert.equal(sharded.instances('evaluate').length, 4);
    assert.deepEqual(other.portrait, portrait);
    assert.deepEqual(
      other.requests.filter(({ job }) => job !== 'evaluate'),
      requests.filter(({ job }) => job !== 'evaluate'),
    );
  });

  it('has a failed candidate explained and repaired, and merges it in the run that follows', async (context) => {
    await withOcto(context, {}, async (octo) => {
      octo.api.queue(proposal('Runs', misspelt), json(analysed), json(repaired));
      const run = await octo.schedule(1);
      assert.equal(run.result, 'success', run.log());
      assert.equal(octo.api.requests.length, 3);
      assert.deepEqual(statesOf(octo), ['open']);
      const [pull] = octo.repository.pulls as [PullRequest];
      const [failed] = trialsOf(pull);
      assert.equal(failed?.status, 'failed');
      assert.equal(failed.analysis?.root_cause, analysed.root_cause);
      const words = pull.reviews[0]?.comments.map(({ body }) => body).join('\n') ?? '';
      assert.match(words, /```suggestion\n {2}const out = \[\];\n```/);
      // Three calls of a thousand tokens in and two hundred out, at $2 and $10 a million.
      assert.equal(failed.cost.usd, 0.012);
      assert.match(pull.reviews[0]?.body ?? '', /\$0\.0120/);
      const { workflow, ref, inputs } = octo.github.dispatches[0] ?? {};
      assert.deepEqual(
        { workflow, ref, inputs },
        { workflow: 'evolve.yml', ref: 'main', inputs: { candidates: '0' } },
      );
      const next = await octo.run('evolve', {
        name: 'workflow_dispatch',
        inputs: inputs as Record<string, string>,
      });
      assert.equal(next.result, 'success', next.log());
      assert.equal(octo.api.requests.length, 3);
      assert.equal(octo.github.dispatches.length, 1);
      assert.deepEqual(statesOf(octo), ['merged']);
      assert.equal(octo.codec(), better);
      assert.deepEqual(
        trialsOf(pull).map(({ status, cost }) => [status, cost.usd]),
        [
          ['failed', 0.012],
          ['accepted', 0],
        ],
      );
      assert.deepEqual(
        pull.reviews.map(({ minimized }) => minimized),
        ['OUTDATED', null],
      );
      assert.deepEqual(
        ledgerOf(octo).map((entry) => [entry?.run, entry?.spent]),
        [
          ['101-1', 0.012],
          ['102-1', 0],
        ],
      );
    });
  });

  it('ends the same after a setting that was off and a publish job that was killed', async (context) => {
    await withOcto(context, { time }, async (octo) => {
      const { settings } = octo.repository;
      settings.actionsMayOpenPullRequests = false;
      octo.api.queue(proposal('Better', better));
      const refused = await octo.schedule(1);
      assert.equal(refused.job('propose').result, 'failure');
      assert.equal(refused.job('publish').result, 'skipped');
      const [error] = refused
        .step('propose', 'propose')
        .commands.filter(({ name }) => name === 'error');
      assert.match(
        error?.message ?? '',
        /^Allow GitHub Actions to create and approve pull requests is off: Settings > Actions > General/,
      );
      assert.equal(octo.repository.pulls.length, 0);
      assert.equal(branchesOf(octo).length, 1);
      // Nothing is asked for again as long as what there is cannot be opened.
      assert.equal((await octo.schedule(1)).job('propose').result, 'failure');
      assert.deepEqual([octo.api.requests.length, ledgerOf(octo).length], [1, 1]);
      settings.actionsMayOpenPullRequests = true;
      octo.github.fail({ on: '/reviews', fault: { kind: 'meanwhile', act: killAction } });
      const killed = await octo.schedule(0);
      assert.equal(killed.job('publish').result, 'failure');
      assert.equal(killed.step('publish', 'publish').exitCode, null);
      assert.deepEqual(statesOf(octo), ['open']);
      assert.equal(octo.repository.pulls[0]?.reviews.length, 1);
      const last = await octo.schedule(0);
      assert.equal(last.result, 'success', last.log());
      assert.equal(last.job('evaluate').result, 'skipped');
      assert.equal(octo.api.requests.length, 1);
      const { issues, ...rest } = portraitWithShas(octo);
      const { issues: _, ...expected } = (await undisturbed()).portrait;
      assert.deepEqual(rest, expected);
      // Nobody knows what the two that broke off have spent: they stay charged in full.
      const [first, second, ...others] = ledgerOf(octo);
      assert.deepEqual([first?.spent, second?.spent, others], [null, null, []]);
      assert.equal(issues.length, 1);
    });
  });
});

/** The machine that evaluates one more candidate is lost: that is nobody's fault, and the next run tries it again. */
async function tellLostMachine(octo: Octo): Promise<void> {
  const dispatched = octo.github.dispatches.length;
  octo.api.queue(proposal('Again', good));
  const digest = digestOf(good);
  const run = await octo.schedule(1, {
    beforeStep: ({ job, matrix, step }) => {
      const lost = (matrix as { digest?: string } | null)?.digest === digest;
      if (job === 'evaluate' && step === job && lost) throw new Error('the machine is gone');
    },
  });
  assert.equal(run.job('publish').result, 'success', run.log());
  const pull = octo.repository.pulls.at(-1) as PullRequest;
  assert.deepEqual(pull.labels, [
    'crucible: error',
    'severity: critical',
    'category: infrastructure_error',
  ]);
  assert.equal(run.step('publish', 'publish').outputs.verdict, 'error');
  assert.equal(octo.github.dispatches.length, dispatched + 1);
  octo.api.queue(explained('const copies = 1;'));
  const next = await octo.schedule(0);
  assert.equal(next.result, 'success', next.log());
  assert.deepEqual(
    trialsOf(pull).map(({ status }) => status),
    ['error', 'rejected'],
  );
  // Judged against the codec that the first run has merged.
  assert.deepEqual(statesOf(octo), ['open', 'closed', 'merged', 'closed']);
}

/** Who runs candidates sees no secret, who writes sees no API key, and no artifact carries either. */
function assertSecretsKept(run: WorkflowRun, key: string): void {
  const seen = ({ steps }: JobRun) =>
    JSON.stringify(steps.map(({ env, stdout, stderr, summary }) => [env, stdout, stderr, summary]));
  const tokens = run.jobs.map(({ token }) => token ?? '');
  const running = [...run.instances('evaluate'), ...run.instances('verify')];
  assert.ok(running.length > 0 && tokens.every((token) => token.length > 20));
  for (const job of running) {
    assert.ok(![key, ...tokens].some((secret) => seen(job).includes(secret)), job.id);
  }
  assert.ok(!seen(run.job('publish')).includes(key));
  const artifacts = [...run.artifacts.values()].flatMap((files) => [...files.values()]);
  for (const file of artifacts) {
    assert.ok(![key, ...tokens].some((secret) => file.includes(secret)));
  }
  for (const id of ['propose', 'analyse']) {
    const [first] = run.step(id, id).commands;
    assert.deepEqual([first?.name, first?.message], ['add-mask', key]);
    const lines = run.step(id, id).stdout.split('\n');
    const rest = lines.filter((line) => !line.startsWith('::add-mask::')).join('\n');
    assert.ok(![key, ...tokens].some((secret) => rest.includes(secret)));
  }
}
