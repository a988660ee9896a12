/** That the test GitHub is one: what it answers, and what it refuses, over HTTP to the real Octokit. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { portraitOf } from './support/github/portrait.ts';
import { commitByBot, lines, openByBot, place, refused, story } from './support/github/story.ts';
import { startTestGitHub } from './support/github/test-github.ts';

const tooLong = 'x'.repeat(65_537);

describe('the test GitHub', () => {
  story('takes a candidate from a commit to the merge, and records it', async (told) => {
    const { github, repository, bot } = told;
    const { number, head } = await openByBot(bot);
    const { data: commit } = await bot.rest.git.getCommit({ ...place, commit_sha: head });
    assert.equal(commit.verification.verified, true);
    const { data: files } = await bot.rest.pulls.listFiles({ ...place, pull_number: number });
    assert.deepEqual(
      files.map(({ filename, status, additions }) => [filename, status, additions]),
      [['codec.js', 'modified', 1]],
    );
    const { data: merge } = await bot.rest.pulls.merge({
      ...{ ...place, pull_number: number, sha: head, merge_method: 'squash' },
      ...{ commit_title: 'Better (#1)', commit_message: 'By far.' },
    });
    assert.equal(repository.mainTip, merge.sha);
    assert.equal(repository.store.commit(merge.sha)?.message, 'Better (#1)\n\nBy far.');
    const { data: pull } = await bot.rest.pulls.get({ ...place, pull_number: number });
    assert.equal(pull.merged, true);
    assert.equal(pull.user.login, 'github-actions[bot]');
    assert.equal(pull.user.id, 41_898_282);
    assert.deepEqual(github.requests.slice(-2), [
      {
        name: 'PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge',
        ...{ actor: 'github-actions[bot]', status: 200 },
      },
      {
        name: 'GET /repos/{owner}/{repo}/pulls/{pull_number}',
        ...{ actor: 'github-actions[bot]', status: 200 },
      },
    ]);
  });

  story('is a repository that git clones', async ({ repository, bot }) => {
    await commitByBot(bot, 'idea', lines('cloned'));
    const folder = mkdtempSync(path.join(os.tmpdir(), 'test-clone-'));
    const clone = ['clone', '--quiet', '--branch', 'idea', repository.folder, folder];
    execFileSync('git', clone);
    assert.equal(readFileSync(path.join(folder, 'codec.js'), 'utf8'), lines('cloned'));
    execFileSync('git', ['fsck', '--strict'], { cwd: folder, stdio: 'pipe' });
    rmSync(folder, { recursive: true });
  });

  story('opens no pull request twice, of nothing, or against its settings', async (told) => {
    const { repository, bot } = told;
    const { number } = await openByBot(bot);
    assert.equal(number, 1);
    const open = { ...place, title: 'Again', head: 'idea', base: 'main' };
    const create = (change: object) => bot.rest.pulls.create({ ...open, ...change });
    await refused(create({}), 422, 'A pull request already exists for octo:idea.');
    await refused(create({ head: 'nowhere' }), 422, '"field":"head"');
    await refused(create({ base: 'nowhere' }), 422, '"field":"base"');
    repository.as('ada').push('same', {}, { onto: repository.mainTip });
    repository.as('ada').reset('same', repository.mainTip);
    await refused(create({ head: 'same' }), 422, 'No commits between main and same');
    await refused(create({ body: tooLong }), 422, 'body is too long (maximum is 65536 characters)');
    repository.settings.actionsMayOpenPullRequests = false;
    const words = 'GitHub Actions is not permitted to create or approve pull requests.';
    await refused(create({}), 403, words);
    assert.equal(repository.pulls.length, 1);
  });

  story('takes a review as a whole or not at all', async ({ github, repository, bot, client }) => {
    const { number, head } = await openByBot(bot);
    const at = { ...place, pull_number: number, commit_id: head };
    const review = (change: object) =>
      bot.rest.pulls.createReview({ ...at, body: 'Well', event: 'COMMENT', ...change });
    const comment = (line: number, file = 'codec.js') => ({
      comments: [{ path: file, line, body: 'Here' }],
    });
    await refused(review({ event: 'APPROVE' }), 422, 'Can not approve your own pull request');
    const asks = review({ event: 'REQUEST_CHANGES' });
    await refused(asks, 422, 'Review Can not request changes on your own pull request');
    await refused(review(comment(17)), 422, 'Line could not be resolved');
    await refused(review(comment(3, 'README.md')), 422, 'Path could not be resolved');
    await refused(review({ body: tooLong }), 422, 'body is too long');
    await refused(review({ body: '' }), 422, "Body can't be blank");
    await refused(review({ commit_id: repository.mainTip }), 422, 'commit_id is not part of');
    assert.deepEqual(repository.pull(number).reviews, []);

    const { data } = await review(comment(3));
    assert.equal(data.commit_id, head);
    const asked = { ...place, pull_number: number };
    const [first] = (await bot.rest.pulls.listReviewComments(asked)).data;
    assert.deepEqual([first?.line, first?.original_line], [3, 3]);
    repository.as('ada').pushToPull(number, { 'codec.js': lines('something else') });
    const [later] = (await bot.rest.pulls.listReviewComments(asked)).data;
    assert.deepEqual([later?.line, later?.original_line], [null, 3]);

    const ada = client(github.personToken('ada'));
    await ada.rest.pulls.createReview({ ...asked, event: 'APPROVE' });
    assert.equal(repository.pull(number).reviews.at(-1)?.state, 'APPROVED');
  });

  story('lets a pending review stand in the way of the next one', async ({ repository, bot }) => {
    const { number } = await openByBot(bot);
    const at = { ...place, pull_number: number };
    const { data: left } = await bot.rest.pulls.createReview({ ...at, body: 'Left over' });
    assert.equal(left.state, 'PENDING');
    const next = () => bot.rest.pulls.createReview({ ...at, body: 'Next', event: 'COMMENT' });
    await refused(next(), 422, 'User can only have one pending review per pull request');
    await bot.rest.pulls.deletePendingReview({ ...at, review_id: left.id });
    const { data } = await next();
    await bot.rest.pulls.updateReview({ ...at, review_id: data.id, body: 'Edited' });
    assert.deepEqual(
      repository.pull(number).reviews.map(({ body, state }) => [body, state]),
      [['Edited', 'COMMENTED']],
    );
  });

  story('keeps statuses by commit, the newest first, in pages', async ({ repository, bot }) => {
    const sha = repository.mainTip;
    const post = (description: string, to = sha) =>
      bot.rest.repos.createCommitStatus({ ...place, sha: to, state: 'pending', description });
    for (const each of ['one', 'two', 'three']) await post(each);
    await refused(post('x'.repeat(141)), 422, 'description is too long');
    await refused(post('where', '1'.repeat(40)), 422, 'No commit found for SHA');
    const list = { ...place, ref: sha, per_page: 2 };
    const { data, headers } = await bot.rest.repos.listCommitStatusesForRef(list);
    assert.deepEqual(
      data.map(({ description }) => description),
      ['three', 'two'],
    );
    assert.match(headers.link ?? '', /&page=2>; rel="next"/);
    const all = await bot.paginate(bot.rest.repos.listCommitStatusesForRef, list);
    assert.equal(all.length, 3);
  });

  story('makes labels once, and in grey where they are only used', async ({ repository, bot }) => {
    const { number } = await openByBot(bot);
    const label = { ...place, name: 'accepted', color: '00ff00', description: 'It won' };
    await bot.rest.issues.createLabel(label);
    await refused(bot.rest.issues.createLabel(label), 422, '"code":"already_exists"');
    const at = { ...place, issue_number: number };
    await bot.rest.issues.setLabels({ ...at, labels: ['Accepted', 'new'] });
    assert.deepEqual(repository.pull(number).labels, ['accepted', 'new']);
    assert.equal(repository.label('new')?.color, 'ededed');
    await bot.rest.issues.removeLabel({ ...at, name: 'new' });
    await refused(bot.rest.issues.removeLabel({ ...at, name: 'new' }), 404, 'Label does not exist');
    await bot.rest.issues.setLabels({ ...at, labels: [] });
    assert.deepEqual(repository.pull(number).labels, []);
  });

  story('merges only what may be merged', async ({ repository, bot }) => {
    const { number, head } = await openByBot(bot);
    const merge = (sha: string) =>
      bot.rest.pulls.merge({ ...place, pull_number: number, sha, merge_method: 'squash' });
    await refused(merge(repository.mainTip), 409, 'Head branch was modified.');
    repository.settings.requiredChecks = ['verdict'];
    await refused(merge(head), 405, 'Required status check "verdict" is expected.');
    const status = { ...place, sha: head, context: 'verdict' };
    await bot.rest.repos.createCommitStatus({ ...status, state: 'failure' });
    await refused(merge(head), 405, 'Required status check "verdict" is failing.');
    await bot.rest.repos.createCommitStatus({ ...status, state: 'success' });
    repository.settings.requiredChecks = [];
    repository.as('ada').pushToMain({ 'codec.js': lines('theirs') });
    await refused(merge(head), 405, 'Pull Request is not mergeable');
    repository.as('ada').pushToMain({ 'codec.js': lines('line 3'), 'README.md': 'More\n' });
    repository.settings.deleteBranchOnMerge = true;
    await merge(head);
    assert.equal(repository.branch('idea'), null);
    await refused(merge(head), 405, 'Pull Request is not mergeable');
  });

  story('does not know at once whether a pull request can be merged', async (told) => {
    const { number } = await openByBot(told.bot);
    told.repository.pull(number).unknownMergeability = 1;
    const get = () => told.bot.rest.pulls.get({ ...place, pull_number: number });
    assert.equal((await get()).data.mergeable, null);
    assert.equal((await get()).data.mergeable, true);
  });

  story('reopens only what can still be merged', async ({ repository, bot }) => {
    const ada = repository.as('ada');
    const set = (number: number, state: 'open' | 'closed') =>
      bot.rest.pulls.update({ ...place, pull_number: number, state });
    const { number, head } = await openByBot(bot);
    await set(number, 'closed');
    assert.equal((await set(number, 'open')).data.state, 'open');
    await set(number, 'closed');
    ada.push('idea', { 'codec.js': lines('other') }, { onto: repository.mainTip });
    await refused(set(number, 'open'), 422, 'branch was force-pushed or recreated');
    ada.deleteBranch('idea');
    await refused(set(number, 'open'), 422, 'The idea branch has been deleted.');
    ada.reset('idea', head);
    const again = ada.open({ branch: 'second', files: { 'codec.js': lines('second') } });
    ada.merge(again.number);
    await refused(set(again.number, 'open'), 422, 'already merged');
    await set(number, 'open');
  });

  it('is the same in every run', async () => {
    const run = async () => {
      const github = await startTestGitHub();
      const repository = github.repository('octo', 'codecs', { 'codec.js': lines('line 3') });
      const pull = repository.as('octo').open({ branch: 'b', files: { 'codec.js': '1\n' } });
      const portrait = portraitOf(repository, { shas: true });
      await github.close();
      return [pull.headSha, pull.nodeId, portrait];
    };
    assert.deepEqual(await run(), await run());
  });

  story('gives what is committed twice one name once its clock stands', async (told) => {
    const { github, repository, bot } = told;
    const again = async () => {
      const head = await commitByBot(bot, 'idea', lines('idea'));
      repository.as('ada').deleteBranch('idea');
      return head;
    };
    assert.notEqual(await again(), await again());
    github.clock.stop();
    assert.equal(await again(), await again());
    for (const name of ['a', 'b']) await openByBot(bot, name);
    const { data } = await bot.rest.pulls.list(place);
    assert.deepEqual(
      data.map(({ number }) => number),
      [2, 1],
    );
  });

  story('looks the same when something was tried more often', async ({ repository, bot }) => {
    const other = await startTestGitHub();
    const quiet = other.repository('octo', 'codecs', { 'a.js': '1\n' });
    const busy = repository.github.repository('octo', 'other', { 'a.js': '1\n' });
    await bot.rest.repos.get(place);
    busy.as('octo').push('b', { 'a.js': '2\n' });
    busy.as('octo').deleteBranch('b');
    for (const each of [quiet, busy])
      each.as('octo').open({ branch: 'b', files: { 'a.js': '3\n' } });
    assert.deepEqual(portraitOf(busy), portraitOf(quiet));
    busy.as('octo').close(1);
    assert.notDeepEqual(portraitOf(busy), portraitOf(quiet));
    await other.close();
  });
});
