/** One story against a test GitHub of its own, told by the real Octokit. */

import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Octokit } from '@octokit/rest';
import type { Permissions } from './access.ts';
import type { Files } from './files.ts';
import type { TestRepository } from './repository.ts';
import { startTestGitHub, type TestGitHub } from './test-github.ts';

export const everything: Permissions = {
  ...{ contents: 'write', 'pull-requests': 'write', issues: 'write' },
  ...{ statuses: 'write', actions: 'write' },
};

/** Numbered lines, so that a diff has some that are not in it. */
export const lines = (third: string) =>
  Array.from({ length: 20 }, (_, i) => `${i === 2 ? third : `line ${i + 1}`}\n`).join('');

const dispatchable = 'on:\n  workflow_dispatch:\n    inputs:\n      candidates:\n';

const seed: Files = {
  'codec.js': lines('line 3'),
  'README.md': 'A codec.\n',
  '.github/workflows/evolve.yml': dispatchable,
  '.github/workflows/test.yml': 'on: push\n',
};

export const place = { owner: 'octo', repo: 'codecs' };

export interface Story {
  readonly github: TestGitHub;
  readonly repository: TestRepository;
  /** github-actions[bot], with every permission. */
  readonly bot: Octokit;
  readonly client: (token: string) => Octokit;
}

/** At its end nothing may be left in `violations`. */
export function story(name: string, tell: (story: Story) => Promise<void>): void {
  it(name, async () => {
    const github = await startTestGitHub();
    try {
      const repository = github.repository(place.owner, place.repo, seed);
      repository.setRole('ada', 'write');
      const client = (token: string) => openClient(github, token);
      const bot = client(github.actionsToken(repository, everything));
      await tell({ github, repository, bot, client });
      assert.deepEqual(github.violations, []);
    } finally {
      await github.close();
    }
  });
}

function openClient(github: TestGitHub, token: string): Octokit {
  const silent = () => {};
  const log = { debug: silent, info: silent, warn: silent, error: silent };
  const octokit = new Octokit({ baseUrl: github.url, auth: token, log });
  octokit.hook.before('request', (request) => {
    request.headers['x-github-api-version'] = '2022-11-28';
  });
  return octokit;
}

/** Waits for a refusal of that status, with these words in it. */
export async function refused(
  call: Promise<unknown>,
  status: number,
  words: string | RegExp,
): Promise<void> {
  const error = await call.then(
    () => assert.fail('it was not refused'),
    (reason: unknown) => reason as { status?: number; message: string },
  );
  assert.equal(error.status, status, error.message);
  if (typeof words === 'string') assert.ok(error.message.includes(words), error.message);
  else assert.match(error.message, words);
}

/** Commits `codec.js` on the default branch's tip, on a branch of the bot's; gives the commit. */
export async function commitByBot(bot: Octokit, branch: string, text: string): Promise<string> {
  const { data: main } = await bot.rest.git.getRef({ ...place, ref: 'heads/main' });
  const parent = main.object.sha;
  const { data: before } = await bot.rest.git.getCommit({ ...place, commit_sha: parent });
  const file = { path: 'codec.js', mode: '100644', type: 'blob', content: text } as const;
  const { data: tree } = await bot.rest.git.createTree({
    ...{ ...place, base_tree: before.tree.sha, tree: [file] },
  });
  const { data: commit } = await bot.rest.git.createCommit({
    ...{ ...place, message: 'Try it', tree: tree.sha, parents: [parent] },
  });
  await bot.rest.git.createRef({ ...place, ref: `refs/heads/${branch}`, sha: commit.sha });
  return commit.sha;
}

/** A pull request of the bot's that changes the third line; gives its number and head. */
export async function openByBot(
  bot: Octokit,
  branch = 'idea',
): Promise<{ number: number; head: string }> {
  const head = await commitByBot(bot, branch, lines(branch));
  const { data } = await bot.rest.pulls.create({
    ...place,
    title: branch,
    head: branch,
    base: 'main',
  });
  return { number: data.number, head };
}
