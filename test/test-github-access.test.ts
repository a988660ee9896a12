/** Who may do what on the test GitHub: tokens, roles, refs, workflows; and what people do. */

import assert from 'node:assert/strict';
import { describe } from 'node:test';
import {
  commitByBot,
  everything,
  lines,
  openByBot,
  place,
  refused,
  story,
} from './support/github/story.ts';
import { exampleCommentPayload } from './support/github/webhooks.ts';

describe('the test GitHub, asked by somebody', () => {
  story('lets no token do more than it may', async ({ github, repository, bot, client }) => {
    const inaccessible = 'Resource not accessible by integration';
    const { number, head } = await openByBot(bot);
    const reader = client(github.actionsToken(repository, { contents: 'read' }));
    const calls = [
      reader.rest.git.createRef({ ...place, ref: 'refs/heads/x', sha: head }),
      reader.rest.issues.createComment({ ...place, issue_number: number, body: 'Hi' }),
      reader.rest.issues.create({ ...place, title: 'Hi' }),
      reader.rest.repos.createCommitStatus({ ...place, sha: head, state: 'success' }),
      reader.rest.pulls.merge({ ...place, pull_number: number, merge_method: 'squash' }),
      reader.rest.pulls.createReview({
        ...place,
        pull_number: number,
        event: 'COMMENT',
        body: 'x',
      }),
    ];
    await Promise.all(calls.map((call) => refused(call, 403, inaccessible)));
    await refused(client('ghs_unknown').rest.repos.get(place), 401, 'Bad credentials');
    const nobody = await fetch(`${github.url}/repos/octo/codecs`);
    assert.equal(nobody.status, 401);
    await refused(bot.rest.repos.get({ ...place, repo: 'none' }), 404, 'Not Found');
    await refused(bot.rest.pulls.get({ ...place, pull_number: 99 }), 404, 'Not Found');
  });

  story('hides what is private', async ({ github, repository, bot, client }) => {
    repository.settings.private = true;
    const stranger = client(github.personToken('eve'));
    await refused(stranger.rest.repos.get(place), 404, 'Not Found');
    assert.equal((await bot.rest.repos.get(place)).data.private, true);
    const narrow = client(github.actionsToken(repository, { contents: 'read' }));
    const list = narrow.rest.pulls.list(place);
    await refused(list, 403, 'Resource not accessible by integration');
  });

  story('says what people may do', async ({ repository, bot }) => {
    repository.setRole('mel', 'maintain');
    repository.as('eve');
    const roleOf = async (username: string) => {
      const { data } = await bot.rest.repos.getCollaboratorPermissionLevel({ ...place, username });
      return [data.permission, data.role_name];
    };
    assert.deepEqual(await roleOf('octo'), ['admin', 'admin']);
    assert.deepEqual(await roleOf('mel'), ['write', 'maintain']);
    assert.deepEqual(await roleOf('ada'), ['write', 'write']);
    assert.deepEqual(await roleOf('eve'), ['read', 'read']);
    await refused(roleOf('github-actions[bot]'), 404, 'is not a user');
  });

  story('moves refs as git does', async ({ repository, bot }) => {
    const head = await commitByBot(bot, 'idea', lines('one'));
    const other = repository.as('ada').push('other', { 'codec.js': lines('two') });
    const create = (ref: string, sha = head) => bot.rest.git.createRef({ ...place, ref, sha });
    await refused(create('refs/heads/idea'), 422, 'Reference already exists');
    await refused(create('refs/heads/idea/more'), 422, 'Reference update failed');
    await refused(create('refs/heads/a..b'), 422, 'is not a valid ref name');
    await refused(create('refs/heads/new', '1'.repeat(40)), 422, 'Object does not exist');
    const move = (ref: string, force: boolean) =>
      bot.rest.git.updateRef({ ...place, ref, sha: other, force });
    await refused(move('heads/idea', false), 422, 'Update is not a fast forward');
    await refused(move('heads/none', true), 422, 'Reference does not exist');
    await move('heads/idea', true);
    assert.equal(repository.branch('idea'), other);
    await bot.rest.git.deleteRef({ ...place, ref: 'heads/idea' });
    const gone = bot.rest.git.deleteRef({ ...place, ref: 'heads/idea' });
    await refused(gone, 422, 'Reference does not exist');
    const main = bot.rest.git.deleteRef({ ...place, ref: 'heads/main' });
    await refused(main, 422, 'Cannot delete the default branch');
    repository.settings.requiredChecks = ['verdict'];
    const pushed = bot.rest.git.updateRef({ ...place, ref: 'heads/main', sha: other });
    await refused(pushed, 422, 'Required status check "verdict" is expected.');
  });

  story('keeps workflows from a bot', async ({ repository, bot }) => {
    const path = '.github/workflows/evolve.yml';
    const file = { path, mode: '100644', type: 'blob', content: 'on: push\n' } as const;
    const base_tree = repository.store.commit(repository.mainTip)?.tree ?? '';
    const tree = bot.rest.git.createTree({ ...place, base_tree, tree: [file] });
    await refused(tree, 403, 'Resource not accessible by integration');
    const sha = repository.as('ada').push('theirs', { [path]: 'on: push\n' });
    repository.as('ada').deleteBranch('theirs');
    const ref = bot.rest.git.createRef({ ...place, ref: 'refs/heads/mine', sha });
    await refused(ref, 403, 'refusing to allow a GitHub App to create or update workflow');
  });

  story('starts workflows that can be started', async ({ github, repository, bot, client }) => {
    const start = (workflow: string, more: object = {}) =>
      bot.rest.actions.createWorkflowDispatch({
        ...{ ...place, workflow_id: workflow, ref: 'main', ...more },
      });
    const started = await start('evolve.yml', { inputs: { candidates: '0' } });
    assert.equal(started.status, 204);
    const from = { repository: 'octo/codecs', actor: 'github-actions[bot]' };
    const run = { workflow: 'evolve.yml', ref: 'main', inputs: { candidates: '0' } };
    assert.deepEqual(github.dispatches, [{ ...from, ...run }]);
    await refused(start('none.yml'), 404, 'Not Found');
    await refused(start('test.yml'), 422, "does not have 'workflow_dispatch' trigger");
    await refused(start('evolve.yml', { inputs: { x: '1' } }), 422, 'Unexpected inputs provided');
    await refused(start('evolve.yml', { ref: 'none' }), 422, 'No ref found for: none');
    const { actions: _, ...less } = everything;
    const narrow = client(github.actionsToken(repository, less));
    const dispatch = { ...place, workflow_id: 'evolve.yml', ref: 'main' };
    const call = narrow.rest.actions.createWorkflowDispatch(dispatch);
    await refused(call, 403, 'Resource not accessible by integration');
  });

  story('shows files of every kind', async ({ repository, bot }) => {
    const submodule = repository.mainTip;
    repository.as('ada').pushToMain({
      ...{ 'data/bytes': Buffer.from([0, 255]), 'data/link': { symlink: 'bytes' } },
      ...{ 'data/other': { submodule }, 'run.sh': { executable: 'true\n' } },
    });
    const get = async (path: string) => (await bot.rest.repos.getContent({ ...place, path })).data;
    const kinds = ['data/bytes', 'data/link', 'data/other'].map(async (path) => {
      const data = await get(path);
      return Array.isArray(data) ? 'dir' : data.type;
    });
    assert.deepEqual(await Promise.all(kinds), ['file', 'symlink', 'submodule']);
    const folder = await get('data');
    assert.ok(Array.isArray(folder));
    assert.deepEqual(
      folder.map(({ name, type }) => [name, type]),
      [
        ['bytes', 'file'],
        ['link', 'symlink'],
        ['other', 'file'],
      ],
    );
    await refused(get('data/none'), 404, 'Not Found');
    const content = Buffer.from('\uFEFFa\r\n').toString('base64');
    const { data: made } = await bot.rest.git.createBlob({ ...place, content, encoding: 'base64' });
    const { data: blob } = await bot.rest.git.getBlob({ ...place, file_sha: made.sha });
    assert.equal(Buffer.from(blob.content, 'base64').toString(), '\uFEFFa\r\n');
  });

  story('compares with what a fork has', async ({ repository, bot }) => {
    const pull = repository.as('eve').openFromFork({
      ...{ branch: 'idea', files: { 'codec.js': lines('forked') } },
    });
    repository.as('ada').pushToMain({ 'README.md': 'New\n' });
    for (const head of [pull.headSha, 'eve:idea']) {
      const basehead = `main...${head}`;
      const { data } = await bot.rest.repos.compareCommitsWithBasehead({ ...place, basehead });
      assert.deepEqual([data.status, data.ahead_by, data.behind_by], ['diverged', 1, 1]);
      assert.deepEqual(
        data.files?.map(({ filename }) => filename),
        ['codec.js'],
      );
      assert.match(data.files?.[0]?.patch ?? '', /^@@ -1,6 \+1,6 @@\n/);
    }
    const { data } = await bot.rest.pulls.get({ ...place, pull_number: pull.number });
    assert.deepEqual([data.head.label, data.head.repo?.full_name], ['eve:idea', 'eve/codecs']);
    const listed = await bot.rest.pulls.list({ ...place, head: 'eve:idea' });
    assert.equal(listed.data.length, 1);
  });

  story('sends the events of comments as GitHub does', async ({ repository, bot }) => {
    const { number } = await openByBot(bot);
    const payload = repository.as('eve').comment(number, '/evaluate');
    const example = exampleCommentPayload();
    for (const part of ['issue', 'comment', 'repository', 'sender'] as const) {
      const missing = Object.keys(example[part]).filter((key) => !(key in payload[part]));
      assert.deepEqual(missing, []);
    }
    assert.deepEqual([payload.action, payload.comment.body], ['created', '/evaluate']);
    assert.ok('pull_request' in payload.issue);
    const id = Number(payload.comment.id);
    const react = () =>
      bot.rest.reactions.createForIssueComment({ ...place, comment_id: id, content: 'eyes' });
    assert.deepEqual([(await react()).status, (await react()).status], [201, 200]);
    await bot.rest.issues.createComment({ ...place, issue_number: number, body: 'Done' });
    const { data } = await bot.rest.issues.listComments({ ...place, issue_number: number });
    assert.deepEqual(
      data.map(({ user, body }) => [user?.login, body]),
      [
        ['eve', '/evaluate'],
        ['github-actions[bot]', 'Done'],
      ],
    );
    const [comment] = repository.pull(number).comments;
    assert.ok(comment);
    const edited = repository.as('eve').editComment(comment, '/help');
    assert.deepEqual([edited.action, edited.changes], ['edited', { body: { from: '/evaluate' } }]);
  });

  story('takes comments that are neither empty nor too long', async ({ repository, bot }) => {
    const { number } = repository.as('eve').issue('Question', 'How?');
    const comment = (body: string) =>
      bot.rest.issues.createComment({ ...place, issue_number: number, body });
    await refused(comment('x'.repeat(65_537)), 422, 'is too long (maximum is 65536 characters)');
    await refused(comment(''), 422, '"field":"body"');
    repository.as('ada').lock(number);
    await refused(comment('Hi'), 403, 'Unable to create comment because issue is locked.');
  });

  story('lets people do no more than they may', async ({ repository }) => {
    const eve = repository.as('eve');
    const { number } = eve.openFromFork({ branch: 'idea', files: { 'codec.js': '1\n' } });
    assert.throws(() => eve.pushToMain({ 'codec.js': '1\n' }), /eve has no role write/);
    assert.throws(() => eve.label(number, 'accepted'), /eve has no role triage/);
    assert.throws(() => eve.merge(number), /eve has no role write/);
    eve.close(number);
    repository.as('ada').reopen(number);
    repository.as('ada').merge(number);
    const { merged } = repository.pull(number);
    assert.deepEqual([merged?.by.login, merged?.commit], ['ada', repository.mainTip]);
  });
});
