/** What the test GitHub makes go wrong when it is asked to, and what it takes ill of its clients. */

import assert from 'node:assert/strict';
import { describe } from 'node:test';
import type { Octokit } from '@octokit/rest';
import { openByBot, place, refused, story } from './support/github/story.ts';

const issue = (bot: Octokit, title = 'Idea') => bot.rest.issues.create({ ...place, title });

describe('the test GitHub, when things go wrong', () => {
  story('fails before or after it did what was asked', async ({ github, repository, bot }) => {
    github.fail({ on: 'POST', fault: { kind: 'status', status: 502, when: 'before' } });
    await refused(issue(bot), 502, 'Server Error');
    assert.equal(repository.issues.length, 0);
    github.fail({ on: 'POST', fault: { kind: 'status', status: 502, when: 'after' } });
    await refused(issue(bot), 502, 'Server Error');
    assert.equal(repository.issues.length, 1);
    github.fail({ on: 'POST', fault: { kind: 'reset', when: 'before' } });
    await assert.rejects(issue(bot));
    assert.equal(repository.issues.length, 1);
    github.fail({ on: 'POST', fault: { kind: 'reset', when: 'after' } });
    await assert.rejects(issue(bot));
    assert.equal(repository.issues.length, 2);
    assert.deepEqual(
      github.requests.map(({ status }) => status),
      [502, 502, null, null],
    );
    assert.equal(github.faults.pending, false);
  });

  story('picks the requests that fail', async ({ github, repository, bot }) => {
    const fault = { kind: 'status', status: 500 } as const;
    github.fail({ on: /^POST .*issues$/, nth: 2, times: 2, fault });
    await bot.rest.repos.get(place);
    const outcomes: number[] = [];
    for (const title of ['a', 'b', 'c', 'd']) {
      const { status } = await issue(bot, title).catch((error: { status: number }) => error);
      outcomes.push(status);
    }
    assert.deepEqual(outcomes, [201, 500, 500, 201]);
    assert.equal(repository.issues.length, 2);
    github.fail({ on: 'GraphQL Who', fault });
    await refused(bot.graphql('query Who { viewer { login } }'), 500, 'Server Error');
  });

  story('says when to come again', async ({ github, bot }) => {
    for (const status of [403, 429] as const) {
      github.fail({ fault: { kind: 'rate_limit', status, retryAfter: 7 } });
      const error = await bot.rest.repos.get(place).catch((reason: unknown) => reason);
      const { response, message } = error as Error & {
        response: { status: number; headers: Record<string, string> };
      };
      assert.match(message, /You have exceeded a secondary rate limit/);
      assert.deepEqual([response.status, response.headers['retry-after']], [status, '7']);
    }
  });

  story('knows the refusals that pass', async ({ github, repository, bot }) => {
    const { number, head } = await openByBot(bot);
    const review = () =>
      bot.rest.pulls.createReview({
        ...{ ...place, pull_number: number, commit_id: head, event: 'COMMENT', body: 'Well' },
        comments: [{ path: 'codec.js', line: 3, body: 'Here' }],
      });
    github.fail({ on: '/reviews', fault: { kind: 'line' } });
    await refused(review(), 422, 'Line could not be resolved');
    await review();
    assert.equal(repository.pull(number).reviews.length, 1);
    const merge = () =>
      bot.rest.pulls.merge({ ...place, pull_number: number, sha: head, merge_method: 'squash' });
    github.fail({ on: '/merge', fault: { kind: 'base_modified' } });
    await refused(merge(), 405, 'Base branch was modified. Review and try the merge again.');
    await merge();
  });

  story('lets something happen just before, or takes its time', async (told) => {
    const { github, repository, bot } = told;
    const { number, head } = await openByBot(bot);
    const act = () => {
      repository.as('ada').pushToPull(number, { 'codec.js': 'meanwhile\n' });
    };
    github.fail({ on: '/merge', fault: { kind: 'meanwhile', act } });
    const merge = { ...place, pull_number: number, sha: head, merge_method: 'squash' } as const;
    await refused(bot.rest.pulls.merge(merge), 409, 'Head branch was modified.');
    github.fail({ fault: { kind: 'delay', milliseconds: 60 } });
    const start = performance.now();
    await bot.rest.repos.get(place);
    assert.ok(performance.now() - start >= 55);
  });

  story('is gone for who died, until it is told otherwise', async ({ github, repository, bot }) => {
    github.dieAfter(2);
    await issue(bot);
    await issue(bot);
    await assert.rejects(issue(bot));
    await assert.rejects(issue(bot));
    assert.deepEqual([repository.issues.length, github.requests.length], [2, 2]);
    github.revive();
    await issue(bot);
    assert.equal(repository.issues.length, 3);
  });

  story('tells what a client should not have sent', async ({ github, repository, bot }) => {
    await refused(
      bot.request('POST /repos/{owner}/{repo}/issues', { ...place, title: 'T', labell: ['a'] }),
      500,
      'labell',
    );
    await refused(bot.request('GET /repos/{owner}/{repo}', { ...place, page: 2 }), 500, 'page');
    await refused(
      bot.request('GET /repos/{owner}/{repo}/nothing', place),
      500,
      'GitHub has no GET',
    );
    const unknown = bot.request('GET /repos/{owner}/{repo}/topics', place);
    await refused(unknown, 500, 'the test GitHub does not know');
    const token = github.actionsToken(repository, {});
    const headers = { authorization: `Bearer ${token}`, 'user-agent': 'x' };
    const answer = await fetch(`${github.url}/repos/octo/codecs`, { headers });
    assert.equal(answer.status, 500);
    assert.match(github.violations.at(-1) ?? '', /needs X-GitHub-Api-Version/);
    assert.equal(github.violations.splice(0).length, 5);
    assert.equal(repository.issues.length, 0);
    await bot.rest.rateLimit.get();
  });
});
