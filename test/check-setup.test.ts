import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setupUploads } from '../src/action/setup-artifacts.ts';
import { verdictContext } from '../src/adapters/github/queries.ts';
import { openSetup } from '../src/adapters/github/setup/open.ts';
import { dashboardLabel, dashboardTitle } from '../src/domain/label.ts';
import { type Finding, warning } from '../src/domain/setup/finding.ts';
import { repositoryFindings } from '../src/render/setup/repository.ts';
import { findingLines, renderFindings } from '../src/render/setup/table.ts';
import type { Scope } from './support/github/access.ts';
import type { Settings } from './support/github/model.ts';
import { everything, openByBot, place, type Story, story } from './support/github/story.ts';
import { ArtifactStore } from './support/runner/artifact-store.ts';
import {
  assertClean,
  type CheckChanges,
  check,
  find,
  modelThatAnswers,
  only,
  runId,
  runOf,
  uploadFor,
} from './support/setup-check.ts';

/** The settings of a repository in which one check alone finds something. */
function fault(
  name: string,
  changes: Partial<Settings>,
  expected: { readonly check: string; readonly state: Finding['state']; readonly says: RegExp },
): void {
  story(name, async (told) => {
    Object.assign(told.repository.settings, changes);
    assert.match(only(await check(told), expected.check, expected.state), expected.says);
    assertClean(told);
  });
}

/** The same for what is not a setting. */
function faultAfter(
  name: string,
  prepare: (told: Story) => CheckChanges | Promise<CheckChanges>,
  expected: { readonly check: string; readonly state: Finding['state']; readonly says: RegExp },
): void {
  story(name, async (told) => {
    const changes = await prepare(told);
    assert.match(only(await check(told, changes), expected.check, expected.state), expected.says);
  });
}

const ruled = { ruleset: true } as const;

describe('a check of the set-up', () => {
  story('finds a new repository ready, and leaves nothing behind', async (told) => {
    const before = told.repository.mainTip;
    const findings = await check(told);
    const found = find(findings, 'pull requests by Actions');
    assert.equal(found.state, 'unknown');
    assert.match(found.seen, /^likely permitted: .*\(.*No commits between main and main/);
    assert.deepEqual(
      findings.filter(({ state, check: name }) => state !== 'fine' && name !== found.check),
      [],
    );
    assertClean(told);
    assert.equal(told.repository.mainTip, before);
    assert.deepEqual(told.repository.pulls, []);
    assert.deepEqual(told.github.dispatches, []);
  });

  story('is sure that pull requests may be opened when the bot has opened one', async (told) => {
    const { number } = await openByBot(told.bot);
    const found = find(await check(told), 'pull requests by Actions');
    assert.deepEqual([found.state, found.seen], ['fine', `the bot has opened #${number}`]);
  });

  faultAfter(
    'finds that pull requests may not be opened any more',
    async ({ bot, repository }) => {
      await openByBot(bot);
      repository.settings.actionsMayOpenPullRequests = false;
      return {};
    },
    {
      check: 'pull requests by Actions',
      state: 'missing',
      says: /tick "Allow GitHub Actions to create and approve pull requests"/,
    },
  );

  fault(
    'finds squash merging off',
    { allowSquashMerge: false },
    {
      ...{ check: 'squash merging', state: 'missing', says: /Allow squash merging: tick it/ },
    },
  );
  fault(
    'finds issues off',
    { hasIssues: false },
    {
      ...{ check: 'issues', state: 'missing', says: /Features > Issues: tick it/ },
    },
  );
  fault(
    'finds an archive',
    { archived: true },
    {
      ...{ check: 'repository', state: 'missing', says: /Unarchive this repository/ },
    },
  );

  story('finds a fork, whose schedule is quiet unless somebody wished for it', async (told) => {
    const { github, repository } = told;
    const fork = github.fork(repository, 'eve');
    Object.assign(fork, { artifacts: repository.artifacts });
    const token = github.actionsToken(fork, everything);
    const { platform } = openSetup({
      ...{ owner: 'eve', repo: 'codecs', apiUrl: github.url, token, dashboardTitle, id: '1' },
      ...{ userAgent: 'test', log: () => {}, carried: null },
    });
    const facts = await platform.repository();
    const states = [true, false, null].map(
      (runsInFork) => find(repositoryFindings(facts, { runsInFork }), 'fork').state,
    );
    assert.deepEqual(states, ['fine', 'warning', 'warning']);
  });

  faultAfter(
    'finds an Enterprise Server',
    () => ({ setup: { serverUrl: 'https://git.example.com/octo/codecs' } }),
    { check: 'server', state: 'missing', says: /git\.example\.com is a GitHub Enterprise Server/ },
  );

  faultAfter(
    'finds a key that is not taken',
    () => ({ runner: modelThatAnswers({ kind: 'wrong_key', said: 'invalid key' }) }),
    { check: 'Claude', state: 'missing', says: /invalid key -> .*ANTHROPIC_API_KEY/ },
  );
  faultAfter(
    'finds that there is no key',
    () => ({ runner: modelThatAnswers({ kind: 'no_key' }) }),
    { check: 'Claude', state: 'warning', says: /mutations/ },
  );
  faultAfter(
    'finds a variable that no input takes',
    () => ({ runner: { wrongInputs: [{ name: 'max-open-candidates', why: "'x' is not" }] } }),
    { check: 'variables', state: 'missing', says: /'x' is not -> .*CRUCIBLE_MAX_OPEN_CANDIDATES$/ },
  );
  faultAfter(
    'finds artifacts that did not come down',
    () => ({ runner: { carried: { alone: 'no plan', together: null } } }),
    { check: 'artifacts between jobs', state: 'missing', says: /the plan alone: no plan/ },
  );
  faultAfter('finds artifacts that are not listed', () => ({ uploaded: false }), {
    ...{ check: 'artifacts of earlier runs', state: 'missing', says: /is not in the list/ },
  });
  faultAfter(
    'finds artifacts that came back changed',
    ({ repository }) => {
      repository.artifacts = new ArtifactStore();
      const { artifact: name, file } = setupUploads();
      const from = { runId, attempt: 1, since: 1 };
      repository.artifacts.upload({ name, files: new Map([[file, Buffer.from('{}')]]), from });
      return { uploaded: false };
    },
    { check: 'artifacts of earlier runs', state: 'missing', says: /came back changed/ },
  );
});

describe('a check of the rules of the default branch', () => {
  const verdict = [verdictContext];

  story('has nothing against the verdict as a required check', async (told) => {
    Object.assign(told.repository.settings, { ...ruled, requiredChecks: verdict });
    assert.equal(find(await check(told), 'protection: required checks').state, 'fine');
  });
  story('has nothing against checks that the bot posts', async (told) => {
    Object.assign(told.repository.settings, { ...ruled, requiredChecks: ['test', ...verdict] });
    const found = find(
      await check(told, { runner: { postedChecks: ['test'] } }),
      'protection: required checks',
    );
    assert.equal(found.state, 'fine');
  });
  fault(
    'finds a check that never comes',
    { ...ruled, requiredChecks: ['test', ...verdict] },
    {
      ...{ check: 'protection: required checks', state: 'warning' },
      says: /^test: .*CRUCIBLE_CANDIDATE_CHECKS/,
    },
  );
  fault(
    'finds up-to-date',
    { ...ruled, requiredChecks: verdict, upToDate: true },
    {
      ...{ check: 'protection: up to date', state: 'warning', says: /take "Require branches/ },
    },
  );
  fault(
    'finds approvals',
    { ...ruled, requiredApprovals: 2 },
    {
      ...{ check: 'protection: approvals', state: 'warning', says: /required \(2\)/ },
    },
  );
  fault(
    'finds code owners',
    { ...ruled, codeOwnerReview: true },
    {
      ...{ check: 'protection: approvals', state: 'warning', says: /of code owners/ },
    },
  );
  fault(
    'finds conversations',
    { ...ruled, resolvedThreads: true },
    {
      ...{ check: 'protection: conversations', state: 'warning', says: /nobody resolves/ },
    },
  );
  fault(
    'finds merge methods without squash',
    { ...ruled, mergeMethods: ['merge', 'rebase'] },
    {
      ...{ check: 'protection: merge methods', state: 'missing', says: /merge, rebase alone/ },
    },
  );
  fault(
    'finds a merge queue',
    { ...ruled, mergeQueue: true },
    {
      ...{ check: 'protection: merge queue', state: 'missing', says: /take "Require merge queue"/ },
    },
  );
  fault(
    'finds a locked branch',
    { ...ruled, plainRules: ['update'] },
    {
      ...{ check: 'protection: updates', state: 'missing', says: /Restrict updates/ },
    },
  );
  fault(
    'finds the older protection',
    { requiredApprovals: 1 },
    {
      ...{ check: 'protection: older rule', state: 'unknown', says: /only administrators/ },
    },
  );

  story('finds none on a plan that has none', async (told) => {
    Object.assign(told.repository.settings, { private: true, freePlan: true });
    assert.equal(find(await check(told), 'protection').state, 'fine');
  });

  story('tells what is not in the way', async (told) => {
    const plainRules = ['required_linear_history', 'required_signatures', 'deletion'];
    Object.assign(told.repository.settings, { ...ruled, plainRules, mergeMethods: ['squash'] });
    const found = (await check(told)).filter(({ check: name }) => name.startsWith('protection'));
    assert.deepEqual(
      found.map(({ check: name, state }) => `${name.replace('protection: ', '')} ${state}`),
      ['linear history fine', 'signatures fine', 'pull requests fine'],
    );
  });
});

describe("a check of the bot's runs", () => {
  const evolve = '.github/workflows/evolve.yml';
  const dashboard = async ({ bot }: Story, labels = [dashboardLabel]): Promise<void> => {
    await bot.rest.issues.create({ ...place, title: dashboardTitle, labels });
  };

  faultAfter(
    'finds a dashboard that nobody pinned',
    async (told) => {
      await dashboard(told);
      return {};
    },
    { check: 'dashboard', state: 'warning', says: /#1 is not pinned/ },
  );
  faultAfter(
    'finds a dashboard that lost its label',
    async (told) => {
      await dashboard(told, []);
      return {};
    },
    { check: 'dashboard', state: 'warning', says: /Put the label crucible: dashboard back on #1/ },
  );
  faultAfter(
    "finds two dashboards, and minds nobody else's",
    async (told) => {
      told.repository.as('eve').issue(dashboardTitle, '');
      await dashboard(told);
      await dashboard(told);
      return {};
    },
    { check: 'dashboard', state: 'warning', says: /several: #2, #3/ },
  );

  const files: readonly (readonly [string, string | null, RegExp])[] = [
    ['is not there', null, /is not on the default branch/],
    ['cannot be started', 'on: push\n', /Add workflow_dispatch/],
    [
      'takes other inputs',
      'on:\n  workflow_dispatch:\n    inputs:\n      more:\n',
      /the input candidates/,
    ],
  ];
  for (const [what, text, says] of files) {
    story(`finds a workflow that ${what}`, async (told) => {
      const { repository } = told;
      repository.as('octo').push('main', { [evolve]: text });
      const found = find(await check(told), 'next run');
      assert.equal(found.state, 'missing');
      assert.match(`${found.seen} -> ${'todo' in found ? found.todo : ''}`, says);
      assert.deepEqual(told.github.dispatches, []);
    });
  }

  for (const [state, says] of [
    ['disabled_inactivity', /60 days/],
    ['disabled_manually', /somebody disabled/],
    ['disabled_fork', /as in every fork/],
  ] as const) {
    story(`finds a workflow that is ${state}`, async (told) => {
      told.repository.workflowStates.set('evolve.yml', state);
      const findings = await check(told);
      const schedule = find(findings, 'schedule');
      assert.equal(schedule.state, 'missing');
      assert.match(schedule.seen, says);
      assert.match(find(findings, 'next run').seen, /is disabled/);
    });
  }

  story('says what a private repository pays a month', async (told) => {
    const { repository } = told;
    repository.settings.private = true;
    const minute = 60;
    const day = 24 * 60 * minute;
    for (let i = 0; i < 40; i += 1) {
      const began = 1_700_000_000 + i * day;
      const jobs = [
        { name: 'propose', startedAt: began, completedAt: began + 20 },
        { name: 'evaluate', startedAt: began, completedAt: began + 70 * minute + 1 },
      ];
      repository.runs.push({ ...runOf('evolve.yml', i + 1, began), jobs });
    }
    const found = only(await check(told), 'runner-minutes', 'warning');
    // 72 a run and one for the report, thirty times.
    assert.match(found, /about 2,190 a month, with 30 runs, as the last 8 runs took/);
  });
});

describe('a check with fewer permissions than the jobs have', () => {
  /** What each permission is for, by the check that finds that it is not there. */
  const needs: readonly (readonly [Scope, readonly string[]])[] = [
    ['actions', ['next run', 'nothing left behind']],
    ['contents', ['branch and status']],
    ['issues', ['issues by Actions']],
    ['statuses', ['branch and status']],
    ['pull-requests', ['pull requests by Actions']],
  ];
  for (const [scope, checks] of needs) {
    story(`names ${scope}: write`, async (told) => {
      const { [scope]: _, ...permissions } = everything;
      const findings = await check(told, { permissions });
      const found = findings.filter(({ state }) => state === 'missing');
      assert.deepEqual(
        found.map(({ check: name }) => name),
        checks,
      );
      for (const each of found) assert.match(JSON.stringify(each), new RegExp(`${scope}: write`));
    });
  }

  story('names a token that GitHub does not know, in every check', async (told) => {
    const findings = await check(told, { token: 'ghs_unknown' });
    const found = findings.filter(({ state }) => state === 'missing');
    assert.ok(found.length >= 10, String(found.length));
    for (const each of found)
      assert.match(JSON.stringify(each), /GitHub does not accept the token/);
  });
});

describe('what a check leaves behind', () => {
  const dispatchable = 'on: workflow_dispatch\n';
  const isWrite = (name: string) => /^(POST|PATCH|PUT|DELETE) |MoveBranch/.test(name);

  story('is nothing, when it was killed and another one follows', async (told) => {
    const { github, repository } = told;
    repository.as('octo').push('main', { '.github/workflows/check-setup.yml': dispatchable });
    await check(told);
    const writes = github.requests.flatMap(({ name }, i) => (isWrite(name) ? [i + 1] : []));
    assert.ok(writes.length >= 12, String(writes.length));
    for (const request of writes) {
      repository.runs.push(runOf('check-setup.yml', 55));
      uploadFor(repository, 55);
      github.dieAfter(request);
      await check(told);
      github.revive();
      await check(told);
      assertClean(told);
    }
  });

  story('goes also when a server error comes in the middle', async (told) => {
    for (const on of ['GraphQL MoveBranch', 'POST /repos/{owner}/{repo}/statuses/{sha}']) {
      told.github.fail({ on, fault: { kind: 'status', status: 502 } });
      const found = find(await check(told), 'branch and status');
      assert.equal(found.state, 'unknown');
      assertClean(told);
    }
  });

  story('is not what other runs have uploaded', async (told) => {
    const { repository } = told;
    uploadFor(repository, 7);
    repository.runs.push(runOf('evolve.yml', 7));
    await check(told);
    assert.deepEqual(
      repository.artifacts?.all().map((each) => `${each.name.slice(0, 10)} ${each.runId}`),
      ['plan 7', 'evaluation 7'],
    );
  });
});

describe('the words of a check', () => {
  it('obey nobody whom they quote', () => {
    const hostile = 'a | b\n::error::x <!-- @octo [x](http://x)';
    const findings = [warning(hostile, hostile, hostile)];
    assert.deepEqual(findingLines(findings).length, 2);
    for (const text of [renderFindings(findings), ...findingLines(findings)]) {
      assert.doesNotMatch(text, /::error/);
    }
    const markdown = renderFindings(findings);
    assert.doesNotMatch(markdown, /<!--|@octo|a \| b|(?<!\\)\]\(/);
    assert.equal(markdown.split('\n').length, 7);
  });
});
