/** How pull requests on the test GitHub follow their branches, and what its labels, titles and pages allow. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe } from 'node:test';
import { mergeBase, mergeTree } from './support/github/history.ts';
import { lines, openByBot, place, refused, story } from './support/github/story.ts';

describe('pull requests on the test GitHub', () => {
  story('end with their branch, and when nothing is left of them', async (told) => {
    const { repository, bot } = told;
    const first = await openByBot(bot, 'first');
    await bot.rest.git.deleteRef({ ...place, ref: 'heads/first' });
    const second = await openByBot(bot, 'second');
    repository.as('ada').reset('second', repository.mainTip);
    const third = repository.as('eve').openFromFork({ branch: 'third', files: { 'a.js': '1\n' } });
    repository.as('eve').deleteBranchOf(third.number);
    const all = await bot.rest.pulls.list({ ...place, state: 'all' });
    assert.deepEqual(
      all.data.map((pull) => [pull.number, pull.state, pull.merged_at]),
      [first, second, third].map(({ number }) => [number, 'closed', null]).reverse(),
    );
    const kept = await bot.rest.git.getRef({ ...place, ref: `pull/${first.number}/head` });
    assert.equal(kept.data.object.sha, first.head);
  });

  story('are merged when the default branch gets their commits', async ({ repository, bot }) => {
    const { number, head } = await openByBot(bot);
    const { number: same } = await openByBot(bot, 'same');
    repository.as('ada').reset('main', head);
    const { data } = await bot.rest.pulls.get({ ...place, pull_number: number });
    assert.deepEqual([data.merged, data.merged_by?.login], [true, 'ada']);
    assert.equal(repository.pull(same).state, 'open');
    repository.as('ada').pushToMain({ 'codec.js': lines('same') });
    assert.equal(repository.pull(same).state, 'open', 'the same text is not the same commit');
  });

  story('show the base as it was when they were pushed to', async ({ repository, bot }) => {
    const before = repository.mainTip;
    const { number } = await openByBot(bot);
    repository.as('ada').pushToMain({ 'README.md': 'New\n' });
    const get = () => bot.rest.pulls.get({ ...place, pull_number: number });
    const { data } = await get();
    assert.equal(data.base.sha, before);
    assert.ok(data.merge_commit_sha, 'an open one shows the commit of a trial merge');
    assert.equal(data.merged, false);
    const head = repository.as('ada').pushToPull(number, { 'codec.js': lines('pushed') });
    const { data: pushed } = await get();
    assert.deepEqual([pushed.head.sha, pushed.base.sha], [head, repository.mainTip]);
  });

  story('move their head only while they are open', async ({ repository, bot }) => {
    const { number, head } = await openByBot(bot);
    repository.as('ada').close(number);
    const later = repository.as('ada').pushToPull(number, { 'codec.js': lines('later') });
    assert.equal(repository.pull(number).headSha, head);
    await bot.rest.pulls.update({ ...place, pull_number: number, state: 'open' });
    assert.equal(repository.pull(number).headSha, later);
  });

  story('are not merged as drafts, or when squashing is off', async ({ repository, bot }) => {
    const draft = repository.as('ada').open({
      ...{ branch: 'draft', draft: true, files: { 'codec.js': lines('draft') } },
    });
    const merge = (number: number) =>
      bot.rest.pulls.merge({ ...place, pull_number: number, merge_method: 'squash' });
    await refused(merge(draft.number), 405, 'Pull Request is still a draft');
    const { number } = await openByBot(bot);
    repository.settings.allowSquashMerge = false;
    await refused(merge(number), 405, 'Squash merges are not allowed on this repository.');
    repository.settings.allowSquashMerge = true;
    await merge(number);
    assert.equal(repository.store.commit(repository.mainTip)?.message, 'Try it (#2)');
  });

  story('are kept out by the rules of the default branch', async ({ repository, bot }) => {
    const { number } = await openByBot(bot);
    const { settings } = repository;
    const merge = () =>
      bot.rest.pulls.merge({ ...place, pull_number: number, merge_method: 'squash' });
    const state = async () =>
      (await bot.rest.pulls.get({ ...place, pull_number: number })).data.mergeable_state;
    settings.requiredApprovals = 1;
    await refused(merge(), 405, 'At least 1 approving review is required by reviewers with');
    settings.ruleset = true;
    await refused(merge(), 405, /^Repository rule violations found\n\nAt least 1 approving/);
    repository.as('ada').review(number, { event: 'APPROVE' });
    settings.mergeQueue = true;
    await refused(merge(), 405, 'Changes must be made through the merge queue');
    assert.equal(await state(), 'blocked');
    Object.assign(settings, { mergeQueue: false, ruleset: false, upToDate: true });
    settings.requiredChecks = ['one', 'two'];
    const sha = repository.pull(number).headSha;
    for (const context of settings.requiredChecks) {
      await bot.rest.repos.createCommitStatus({ ...place, sha, context, state: 'success' });
    }
    assert.equal(await state(), 'clean');
    settings.requiredChecks = [];
    repository.as('ada').pushToMain({ 'README.md': 'Other\n' });
    settings.requiredChecks = ['one', 'two'];
    assert.equal(await state(), 'behind');
    await refused(merge(), 405, '2 of 2 required status checks are expected.');
    settings.requiredChecks = ['one'];
    await refused(merge(), 405, 'Required status check "one" is expected.');
    settings.upToDate = false;
    assert.equal((await merge()).data.merged, true);
  });

  story('merge and compare as git itself does', async ({ repository }) => {
    const ada = repository.as('ada');
    const pull = ada.open({ branch: 'idea', files: { 'codec.js': lines('one') } });
    const clean = ada.pushToMain({ 'README.md': 'Other\n' });
    const conflict = ada.pushToMain({ 'codec.js': lines('two') });
    const { store, folder } = repository;
    const git = (...args: string[]) =>
      execFileSync('git', args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' }).trim();
    assert.equal(mergeBase(store, clean, pull.headSha), git('merge-base', clean, pull.headSha));
    const merged = git('merge-tree', '--write-tree', clean, pull.headSha);
    assert.equal(mergeTree(store, clean, pull.headSha), merged);
    assert.equal(mergeTree(store, conflict, pull.headSha), null);
    assert.equal(git('rev-parse', 'main', 'refs/pull/1/head'), `${conflict}\n${pull.headSha}`);
  });

  story('have one list with the issues', async ({ repository, bot }) => {
    const { number } = await openByBot(bot);
    const { data: issue } = await bot.rest.issues.create({
      ...{ ...place, title: 'Board', body: 'Numbers', labels: ['board'] },
    });
    const list = (more: object) => bot.rest.issues.listForRepo({ ...place, ...more });
    const numbers = async (more: object) => (await list(more)).data.map((each) => each.number);
    assert.deepEqual(await numbers({}), [issue.number, number]);
    assert.deepEqual(await numbers({ labels: 'board' }), [issue.number]);
    assert.deepEqual(await numbers({ creator: 'ada' }), []);
    const at = { ...place, issue_number: issue.number };
    await bot.rest.issues.update({ ...at, body: 'More', state: 'closed' });
    const { data } = await bot.rest.issues.get(at);
    assert.deepEqual([data.body, data.state, data.state_reason], ['More', 'closed', 'completed']);
    assert.deepEqual(await numbers({ state: 'closed' }), [issue.number]);
    assert.deepEqual(repository.issue(number).kind, 'pull');
  });
});

describe('words on the test GitHub', () => {
  story('fit into labels, titles and statuses', async ({ repository, bot }) => {
    const label = (change: object) =>
      bot.rest.issues.createLabel({ ...place, name: 'accepted', color: '00ff00', ...change });
    await refused(label({ color: '#00ff00' }), 422, '"field":"color"');
    await refused(label({ color: 'green' }), 422, '"field":"color"');
    const long = { description: 'x'.repeat(101) };
    await refused(label(long), 422, 'description is too long (maximum is 100 characters)');
    await refused(label({ name: 'x'.repeat(51) }), 422, 'name is too long');
    assert.deepEqual(repository.labels, []);
    await label({ description: 'x'.repeat(100) });
    const { data } = await bot.rest.issues.listLabelsForRepo(place);
    assert.deepEqual(
      data.map(({ name, color }) => [name, color]),
      [['accepted', '00ff00']],
    );
    const issue = (title: string) => bot.rest.issues.create({ ...place, title });
    await refused(issue('x'.repeat(257)), 422, 'title is too long (maximum is 256 characters)');
    await refused(issue(''), 422, '"field":"title"');
    const body = 'x'.repeat(65_536);
    const { data: full } = await bot.rest.issues.create({ ...place, title: 'Full', body });
    assert.equal(full.body?.length, 65_536);
  });

  story('of a tree are its own id, not its commit’s', async ({ repository, bot }) => {
    const file = { path: 'codec.js', mode: '100644', type: 'blob', content: '1\n' } as const;
    const onto = (base_tree: string) =>
      bot.rest.git.createTree({ ...place, base_tree, tree: [file] });
    await refused(onto(repository.mainTip), 422, 'base_tree is not a valid tree oid');
    const { data } = await onto(repository.store.commit(repository.mainTip)?.tree ?? '');
    assert.ok(data.tree.some(({ path }) => path === 'README.md'));
  });

  story('of a workflow are a branch, not a commit', async ({ repository, bot }) => {
    const start = (ref: string) =>
      bot.rest.actions.createWorkflowDispatch({ ...place, workflow_id: 'evolve.yml', ref });
    await refused(start(repository.mainTip), 422, 'No ref found for');
    await start('refs/heads/main');
  });

  story('of an older workflow stay where they are', async ({ repository, bot }) => {
    const { head } = await openByBot(bot);
    const path = '.github/workflows/test.yml';
    repository.as('ada').pushToMain({ [path]: 'on: workflow_dispatch\n' });
    await bot.rest.git.createRef({ ...place, ref: 'refs/heads/copy', sha: head });
    assert.equal(repository.branch('copy'), head);
    for (const name of ['copy', 'idea']) {
      await bot.rest.git.deleteRef({ ...place, ref: `heads/${name}` });
    }
    const again = bot.rest.git.createRef({ ...place, ref: 'refs/heads/again', sha: head });
    await refused(again, 403, 'without `workflows` permission');
  });
});
