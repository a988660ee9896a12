/** The test GitHub's GraphQL, on GitHub's own schema. */

import assert from 'node:assert/strict';
import { describe } from 'node:test';
import type { Octokit } from '@octokit/rest';
import { lines, openByBot, place, story } from './support/github/story.ts';

interface GraphqlErrors {
  readonly errors: readonly {
    readonly type?: string;
    readonly message: string;
    readonly path?: readonly unknown[];
  }[];
}

/** Waits for an error of that type, with these words in it. */
async function failed(call: Promise<unknown>, type: string, words: string): Promise<void> {
  const { errors } = await call.then(
    () => assert.fail('it did not fail'),
    (reason: unknown) => reason as GraphqlErrors,
  );
  assert.equal(errors[0]?.type, type, errors[0]?.message);
  assert.ok(errors[0]?.message.includes(words), errors[0]?.message);
}

function inRepository<T>(octokit: Octokit, fields: string): Promise<T> {
  const query = `query Ask($owner: String!, $name: String!) {
    repository(owner: $owner, name: $name) { ${fields} }
  }`;
  const asked = octokit.graphql<{ repository: T }>(query, { owner: place.owner, name: place.repo });
  return asked.then(({ repository }) => repository);
}

describe('the test GitHub, by GraphQL', () => {
  story('calls the bot by its name alone, but for the viewer', async ({ github, bot }) => {
    await openByBot(bot);
    const { viewer } = await bot.graphql<{ viewer: unknown }>(
      'query Viewer { viewer { login databaseId } }',
    );
    assert.deepEqual(viewer, { login: 'github-actions[bot]', databaseId: 41_898_282 });
    const { pullRequest } = await inRepository<{ pullRequest: unknown }>(
      bot,
      `pullRequest(number: 1) {
        state viewerDidAuthor headRefName
        author { __typename login ... on Bot { databaseId } }
      }`,
    );
    const author = { __typename: 'Bot', login: 'github-actions', databaseId: 41_898_282 };
    const pull = { state: 'OPEN', viewerDidAuthor: true, headRefName: 'idea' };
    assert.deepEqual(pullRequest, { ...pull, author });
    assert.equal(github.requests.at(-1)?.name, 'GraphQL Ask');
  });

  story('shows modes in decimal, and no text of what is binary', async ({ repository, bot }) => {
    repository.as('ada').pushToMain({
      ...{ link: { symlink: 'codec.js' }, sub: { submodule: repository.mainTip } },
      ...{ bytes: Buffer.from([1, 0, 2]), 'run.sh': { executable: 'true\n' } },
    });
    const file = (path: string) =>
      `file(path: "${path}") { mode object { ... on Blob { text isBinary byteSize } } }`;
    const names = ['README.md', 'link', 'sub', 'bytes', 'run.sh', 'none'];
    const found = await inRepository<{ object: Record<string, unknown> }>(
      bot,
      `object(expression: "main") { ... on Commit {
        ${names.map((name, i) => `f${i}: ${file(name)}`).join('\n')}
      } }`,
    );
    const text = (words: string) => ({
      ...{ text: words, isBinary: false, byteSize: words.length },
    });
    assert.deepEqual(Object.values(found.object), [
      { mode: 33188, object: text('A codec.\n') },
      { mode: 40960, object: text('codec.js') },
      { mode: 57344, object: null },
      { mode: 33188, object: { text: null, isBinary: true, byteSize: 3 } },
      { mode: 33261, object: text('true\n') },
      null,
    ]);
  });

  story('goes through lists page by page', async ({ repository, bot }) => {
    for (const name of ['a', 'b', 'c']) {
      repository.as('ada').open({ branch: `crucible/${name}`, files: { 'codec.js': lines(name) } });
    }
    interface Pulls {
      readonly pullRequests: {
        readonly totalCount: number;
        readonly nodes: readonly { readonly number: number }[];
        readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
      };
    }
    const page = async (after: string) => {
      const order = 'orderBy: { field: CREATED_AT, direction: DESC }';
      const fields = 'totalCount nodes { number } pageInfo { hasNextPage endCursor }';
      const list = `pullRequests(states: [OPEN], first: 2, ${order} ${after}) { ${fields} }`;
      return (await inRepository<Pulls>(bot, list)).pullRequests;
    };
    const first = await page('');
    assert.deepEqual([first.totalCount, first.nodes], [3, [{ number: 3 }, { number: 2 }]]);
    assert.equal(first.pageInfo.hasNextPage, true);
    const second = await page(`after: "${first.pageInfo.endCursor}"`);
    assert.deepEqual([second.nodes, second.pageInfo.hasNextPage], [[{ number: 1 }], false]);
    const refs = 'refs(refPrefix: "refs/heads/crucible/", first: 9) { nodes { prefix name } }';
    const found = await inRepository<{ refs: { nodes: unknown[] } }>(bot, refs);
    assert.equal(found.refs.nodes.length, 3);
  });

  story('says in its own way what it does not give', async (told) => {
    const { github, repository, bot, client } = told;
    const ask = (fields: string, octokit = bot) => inRepository(octokit, fields);
    const none = 'Could not resolve to a PullRequest with the number of 9.';
    await failed(ask('pullRequest(number: 9) { id }'), 'NOT_FOUND', none);
    const nowhere = bot.graphql('query Q { repository(owner: "octo", name: "none") { id } }');
    await failed(
      nowhere,
      'NOT_FOUND',
      "Could not resolve to a Repository with the name 'octo/none'",
    );
    const endless = ask('pullRequests { totalCount }');
    await failed(endless, 'MISSING_PAGINATION_BOUNDARIES', 'You must provide a `first` or `last`');
    const many = ask('labels(first: 101) { totalCount }');
    await failed(many, 'EXCESSIVE_PAGINATION', 'exceeds the `first` limit of 100 records');
    const pulls = (fields: string) => `pullRequests(first: 100) { nodes { ${fields} } }`;
    const comments = 'reviews(first: 100) { nodes { comments(first: 100) { totalCount } } }';
    await failed(ask(pulls(comments)), 'MAX_NODE_LIMIT_EXCEEDED', 'maximum limit of 500,000');
    repository.settings.private = true;
    const narrow = client(github.actionsToken(repository, { contents: 'read' }));
    const guarded = ask('id pullRequests(first: 1) { totalCount }', narrow);
    await failed(guarded, 'FORBIDDEN', 'Resource not accessible by integration');
    const status = ask('object(expression: "main") { ... on Commit { status { state } } }', narrow);
    await failed(status, 'FORBIDDEN', 'Resource not accessible by integration');
  });

  story('is strict with queries, and loud where it lacks something', async ({ github, bot }) => {
    await assert.rejects(bot.graphql('query Q { viewer { loginn } }'));
    await assert.rejects(bot.graphql('query Q { viewer { login } '));
    await assert.rejects(inRepository(bot, 'stargazerCount'));
    await assert.rejects(inRepository(bot, 'issues(first: 1, filterBy: {}) { totalCount }'));
    const [field, syntax, gap, argument] = github.violations.splice(0);
    assert.match(field ?? '', /GraphQL Q: Cannot query field "loginn" on type "User"/);
    assert.match(syntax ?? '', /Syntax Error/);
    assert.match(gap ?? '', /the test GitHub does not know Repository.stargazerCount/);
    assert.match(argument ?? '', /the test GitHub does not know issues\(filterBy:\)/);
  });

  story('moves all refs or none', async ({ repository, bot }) => {
    const ada = repository.as('ada');
    const [one, two] = ['one', 'two'].map((name) => ada.push(name, { 'codec.js': lines(name) }));
    const update = (refs: readonly object[]) =>
      bot.graphql(
        `mutation Move($id: ID!, $refs: [RefUpdate!]!) {
          updateRefs(input: { repositoryId: $id, refUpdates: $refs }) { clientMutationId }
        }`,
        { id: repository.nodeId, refs },
      );
    const to = (name: string, beforeOid: string | undefined, force: boolean) => ({
      ...{ name: `refs/heads/${name}`, beforeOid, afterOid: repository.mainTip, force },
    });
    const stale = update([to('one', one, true), to('two', one, true)]);
    await failed(stale, 'UNPROCESSABLE', 'was expected to be at');
    await failed(update([to('one', one, false)]), 'UNPROCESSABLE', 'not a fast forward');
    assert.deepEqual([repository.branch('one'), repository.branch('two')], [one, two]);
    await update([to('one', one, true), to('two', two, true)]);
    assert.equal(repository.branch('two'), repository.mainTip);
  });

  story('commits on a branch that is where it is expected', async ({ repository, bot }) => {
    const head = repository.as('ada').push('idea', { 'codec.js': lines('one') });
    const contents = Buffer.from('two\n').toString('base64');
    const commit = (expectedHeadOid: string) =>
      bot.graphql<{ createCommitOnBranch: { commit: { oid: string } } }>(
        `mutation Commit($input: CreateCommitOnBranchInput!) {
          createCommitOnBranch(input: $input) { commit { oid } }
        }`,
        {
          input: {
            branch: { repositoryNameWithOwner: 'octo/codecs', branchName: 'idea' },
            ...{ expectedHeadOid, message: { headline: 'Two', body: 'of them' } },
            fileChanges: { additions: [{ path: 'codec.js', contents }] },
          },
        },
      );
    const words = `Expected branch to point to "${repository.mainTip}" but it did not.`;
    await failed(commit(repository.mainTip), 'STALE_DATA', words);
    const { oid } = (await commit(head)).createCommitOnBranch.commit;
    assert.equal(repository.branch('idea'), oid);
    assert.equal(repository.store.commit(oid)?.message, 'Two\n\nof them');
  });

  story('minimises what was said, and pins an issue', async ({ github, repository, bot }) => {
    const { number, head } = await openByBot(bot);
    const { data: review } = await bot.rest.pulls.createReview({
      ...{ ...place, pull_number: number, commit_id: head, event: 'COMMENT', body: 'Old' },
    });
    await bot.graphql(
      `mutation Hide($id: ID!) { minimizeComment(input: { subjectId: $id, classifier: OUTDATED }) {
        minimizedComment { isMinimized minimizedReason }
      } }`,
      { id: review.node_id },
    );
    const fields = 'fullDatabaseId databaseId isMinimized commit { oid }';
    const { pullRequest } = await inRepository<{ pullRequest: { reviews: { nodes: unknown[] } } }>(
      bot,
      `pullRequest(number: ${number}) { reviews(last: 1) { nodes { ${fields} } } }`,
    );
    const shown = { databaseId: null, isMinimized: true, commit: { oid: head } };
    assert.deepEqual(pullRequest.reviews.nodes, [{ fullDatabaseId: String(review.id), ...shown }]);
    const pin =
      'mutation Pin($id: ID!) { pinIssue(input: { issueId: $id }) { issue { isPinned } } }';
    const issues = ['a', 'b', 'c', 'd'].map((title) => repository.as('ada').issue(title, ''));
    for (const { nodeId } of issues.slice(0, 3)) await bot.graphql(pin, { id: nodeId });
    const fourth = bot.graphql(pin, { id: issues[3]?.nodeId });
    await failed(fourth, 'UNPROCESSABLE', 'Maximum 3 pinned issues per repository');
    const pull = bot.graphql(pin, { id: repository.pull(number).nodeId });
    await failed(pull, 'NOT_FOUND', 'Could not resolve to Issue node');
    assert.equal(github.requests.at(-1)?.status, 200);
  });
});
