import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { inspect } from 'node:util';
import {
  type GitHubPorts,
  type GitHubPortsOptions,
  openGitHubPorts,
} from '../src/adapters/github/ports.ts';
import { pausedLabel } from '../src/domain/label.ts';
import { SetupError } from '../src/domain/setup-error.ts';
import type { CandidateDraft } from '../src/ports/forge.ts';
import { labels } from '../src/render/labels.ts';
import {
  codecPath,
  draftOf,
  forgeContract,
  numbered,
  onTop,
  open,
  otherPath,
  seedFiles,
} from './support/forge-contract.ts';
import type { Permissions } from './support/github/access.ts';
import type { Files } from './support/github/files.ts';
import type { TestRepository } from './support/github/repository.ts';
import { startTestGitHub, type TestGitHub } from './support/github/test-github.ts';
import { permitFor } from './support/permit.ts';
import { assertSnapshot } from './support/snapshot.ts';

const everything: Permissions = {
  contents: 'write',
  'pull-requests': 'write',
  issues: 'write',
  statuses: 'write',
  actions: 'write',
};

interface World {
  readonly github: TestGitHub;
  readonly repository: TestRepository;
  /** What the adapter logged. */
  readonly lines: string[];
  /** The adapter as the next run opens it. */
  connect(changes?: Partial<GitHubPortsOptions>): GitHubPorts;
  /** A connection whose token may only what is said. */
  connectWith(permissions: Permissions): GitHubPorts;
  /** Names of the requests since the last call. */
  requests(): string[];
}

const worlds: TestGitHub[] = [];
afterEach(async () => {
  const faults = worlds.flatMap(({ violations }) => violations);
  for (const github of worlds.splice(0)) await github.close();
  assert.deepEqual(faults, []);
});

async function world(files: Files = seedFiles): Promise<World> {
  const github = await startTestGitHub();
  worlds.push(github);
  const repository = github.repository('octo', 'codecs', files);
  repository.setRole('alice', 'write');
  const lines: string[] = [];
  const connect: World['connect'] = (changes = {}) =>
    openGitHubPorts({
      ...{ owner: 'octo', repo: 'codecs', apiUrl: github.url, userAgent: 'codec-crucible' },
      ...{ paths: [codecPath, otherPath], labels, dashboardTitle: 'Dashboard' },
      ...{ workflow: 'evolve.yml', targetUrl: 'https://github.com/octo/codecs/actions/runs/7' },
      ...{ writeInterval: 0, retryDelay: 1, log: (line: string) => lines.push(line) },
      token: github.actionsToken(repository, everything),
      ...changes,
    });
  let seen = 0;
  return {
    ...{ github, repository, lines, connect },
    connectWith: (permissions) => connect({ token: github.actionsToken(repository, permissions) }),
    requests: () => {
      const names = github.requests.slice(seen).map(({ name }) => name);
      seen = github.requests.length;
      return names;
    },
  };
}

const noComments = { comments: [] } as const;
const lost = { kind: 'status', status: 502, when: 'after' } as const;
const broken = { kind: 'reset', when: 'after' } as const;
const refused = { kind: 'status', status: 502, when: 'before' } as const;

forgeContract('GitHub', async () => (await world()).connect().forge);

describe('the requests to GitHub', () => {
  it('are few, from opening to merging', async () => {
    const { connect, repository, requests } = await world();
    repository.as('alice').issue('The label was used before', '', ['crucible: accepted']);
    const proposing = connect().forge;
    const draft = await draftOf(proposing, 'idea');
    assert.deepEqual(await proposing.pullRequests(), []);
    const { number, headSha } = (await proposing.openCandidate(draft)).pullRequest;
    await proposing.postStatus(headSha, { state: 'pending', description: 'evaluating' });
    const proposed = requests();

    const { forge } = connect();
    const [pull] = await forge.pullRequests();
    assert.ok(pull);
    const before = await forge.baseline(codecPath);
    assert.equal((await forge.newestStatus(headSha))?.description, 'evaluating');
    assert.deepEqual(await forge.reviews(number), []);
    assert.equal((await forge.readFile(headSha, codecPath))?.source, numbered('idea'));
    const { mergeBase, files } = await forge.difference(pull);
    assert.equal(mergeBase, before.commit);
    const line = files[0]?.lines[0] ?? 0;
    await forge.postStatus(headSha, { state: 'pending', description: 'reviewing [abc]' });
    const comments = [{ path: codecPath, line, body: 'here' }];
    await forge.postReview(number, { headSha, body: 'accepted', comments });
    await forge.setLabels(number, ['crucible: accepted']);
    await forge.postStatus(headSha, { state: 'success', description: 'accepted [abc]' });
    assert.ok(await forge.hasStatusEnding(headSha, '[abc]'));
    const permit = await permitFor(forge, number, codecPath);
    assert.equal((await forge.merge(permit, 'lossless: idea\n\nBetter.\n')).kind, 'merged');
    const published = requests();

    assertSnapshot(
      'github-requests.txt',
      `${['# propose', ...proposed, '', '# publish', ...published].join('\n')}\n`,
    );
    const merge = published.indexOf('PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge') + 1;
    assert.ok(merge > 0);
    assert.ok(proposed.length + merge <= 15);
  });

  it('are none for what is known', async () => {
    const { connect, requests } = await world();
    const { forge } = connect();
    const { number, headSha } = await open(forge, 'idea');
    await forge.setLabels(number, ['crucible: failed']);
    await forge.postStatus(headSha, { state: 'failure', description: 'failed [abc]' });
    await forge.postReview(number, { headSha, body: 'failed', ...noComments });
    requests();
    await forge.setLabels(number, ['crucible: failed']);
    assert.deepEqual((await forge.pullRequests())[0]?.labels, ['crucible: failed']);
    assert.equal((await forge.reviews(number)).length, 1);
    assert.ok(await forge.hasStatusEnding(headSha, '[abc]'));
    assert.deepEqual(requests(), []);
  });

  it('ask for the baseline anew, once it may be another', async () => {
    const { connect, repository, requests } = await world();
    const { forge } = connect();
    await forge.baseline(codecPath);
    repository.as('alice').pushToMain({ [codecPath]: numbered('pushed') });
    assert.equal((await forge.baseline(codecPath)).source, numbered('pushed'));
    const { number } = await open(forge, 'idea');
    requests();
    await forge.pullRequest(number);
    await forge.baseline(codecPath);
    assert.deepEqual(requests(), ['GraphQL PullRequest']);
  });

  it('reach past pull requests page by page', async () => {
    const { connect, repository, requests } = await world();
    const alice = repository.as('alice');
    for (let i = 1; i <= 65; i += 1) {
      alice.open({ branch: `branch-${i}`, files: { 'notes.txt': `${i}\n` } });
      if (i <= 62) alice.close(i);
    }
    const pulls = await connect().forge.pullRequests();
    assert.deepEqual(
      pulls.map(({ number }) => number),
      Array.from({ length: 65 }, (_, i) => i + 1),
    );
    assert.equal(pulls.filter(({ state }) => state === 'open').length, 3);
    assert.deepEqual(requests(), ['GraphQL Snapshot', 'GraphQL Past', 'GraphQL Changed']);
  });
});

describe('pull requests on GitHub', () => {
  it('are the bot’s own only when they come from its own branch', async () => {
    const { connect, repository } = await world();
    const files = { [codecPath]: numbered('person') };
    repository.as('bob').openFromFork({ branch: 'crucible/lossless/fork', files });
    repository.as('alice').open({ branch: 'crucible/lossless/alice', files });
    await open(connect().forge, 'idea');
    const pulls = await connect().forge.pullRequests();
    assert.deepEqual(
      pulls.map(({ author, byBot }) => ({ author, byBot })),
      [
        { author: 'bob', byBot: false },
        { author: 'alice', byBot: false },
        { author: 'github-actions[bot]', byBot: true },
      ],
    );
    const [fork] = pulls;
    assert.ok(fork);
    const { forge } = connect();
    assert.equal((await forge.readFile(fork.headSha, codecPath))?.source, numbered('person'));
    assert.equal((await forge.difference(fork)).files.length, 1);
  });

  it('are left out when they are against another branch', async () => {
    const { connect, repository } = await world();
    const { forge } = connect();
    const { number } = await open(forge, 'idea');
    const tip = repository.mainTip;
    repository.as('alice').reset('other', tip);
    repository.pull(number).baseRef = 'other';
    const later = connect().forge;
    assert.deepEqual(await later.pullRequests(), []);
    const permit = await permitFor(forge, number, codecPath);
    assert.deepEqual(await later.merge(permit, 'Merged'), {
      kind: 'blocked',
      hindrance: { kind: 'other_branch', why: 'it is against other, not main' },
    });
    assert.equal((await later.openCandidate(await draftOf(later, 'idea'))).kind, 'exists');
  });

  it('say who merged them', async () => {
    const { connect, repository } = await world();
    const { forge } = connect();
    const [mine, hers] = [await open(forge, 'mine'), await open(forge, 'hers')];
    await forge.merge(await permitFor(forge, mine.number, codecPath), 'Merged');
    repository
      .as('alice')
      .pushToPull(hers.number, { [codecPath]: numbered('x') }, { onto: repository.mainTip });
    repository.as('alice').merge(hers.number);
    for (const each of [forge, connect().forge]) {
      const by = [mine, hers].map(async ({ number }) => (await each.pullRequest(number)).mergedBy);
      assert.deepEqual(await Promise.all(by), ['github-actions[bot]', 'alice']);
    }
  });

  it('are not found under the number of an issue', async () => {
    const { connect, repository } = await world();
    const { number } = repository.as('alice').issue('A question', 'Why?');
    const { forge } = connect();
    for (const each of [number, number, 99]) {
      await assert.rejects(forge.pullRequest(each), /there is no pull request #/);
    }
  });

  it('have only regular files', async () => {
    const { connect, repository } = await world();
    const { forge } = connect();
    const at = (file: Files[string]) =>
      repository.as('alice').push('files', { [codecPath]: file }, { onto: repository.mainTip });
    const read = async (file: Files[string]) =>
      (await forge.readFile(at(file), codecPath))?.source ?? null;
    assert.equal(await read({ executable: 'run\n' }), 'run\n');
    assert.equal(await read(Buffer.from('\0\u00e4', 'utf8')), '\0\u00e4');
    assert.equal(await read({ symlink: '../lossy/codec.js' }), null);
    assert.equal(await read({ submodule: repository.mainTip }), null);
    assert.equal(await read(null), null);
    assert.equal(await forge.readFile('0'.repeat(40), codecPath), null);
  });
});

describe('opening a candidate on GitHub', () => {
  const parts = [
    'POST /repos/{owner}/{repo}/git/trees',
    'POST /repos/{owner}/{repo}/git/commits',
    'POST /repos/{owner}/{repo}/git/refs',
    'POST /repos/{owner}/{repo}/pulls',
  ];

  it('happens once, whatever answer is lost on the way', async () => {
    for (const on of parts) {
      for (const fault of [lost, broken, refused]) {
        const { connect, github, repository } = await world();
        github.fail({ on, fault });
        const { forge } = connect();
        const outcome = await forge.openCandidate(await draftOf(forge, 'idea'));
        assert.equal(outcome.kind, 'opened', `${on} ${fault.kind}`);
        assert.equal(repository.pulls.length, 1);
        assert.deepEqual(await connect().forge.pullRequests(), [outcome.pullRequest]);
        const { source } = (await forge.readFile(outcome.pullRequest.headSha, codecPath)) ?? {};
        assert.equal(source, numbered('idea'));
      }
    }
  });

  it('is completed by the next run when this one is killed', async () => {
    const { connect, github } = await world();
    const first = connect().forge;
    const draft = await draftOf(first, 'idea');
    await first.pullRequests();
    github.dieAfter(3);
    await assert.rejects(first.openCandidate(draft));
    github.revive();
    const { forge } = connect();
    assert.deepEqual(await forge.pullRequests(), []);
    const adopted = await forge.tidyBranches();
    assert.deepEqual(
      adopted.map(({ title, body, branch, state, byBot }) => ({
        title,
        body,
        branch,
        state,
        byBot,
      })),
      [
        {
          title: draft.title,
          body: draft.body.trim(),
          branch: draft.branch,
          state: 'open',
          byBot: true,
        },
      ],
    );
    assert.deepEqual(await forge.tidyBranches(), []);
    assert.deepEqual(await forge.pullRequests(), adopted);
    assert.equal((await forge.openCandidate(draft)).kind, 'exists');
  });

  it('takes over a branch that was left without a pull request', async () => {
    const { connect, github, repository } = await world();
    const first = connect().forge;
    const draft = await draftOf(first, 'idea');
    await first.pullRequests();
    github.dieAfter(3);
    await assert.rejects(first.openCandidate(draft));
    github.revive();
    const { forge } = connect();
    const outcome = await forge.openCandidate(draft);
    assert.equal(outcome.kind, 'opened');
    const { body, headSha } = outcome.pullRequest;
    assert.equal(body, draft.body);
    assert.equal(headSha, repository.branch(draft.branch));
  });

  it('finds what another run opened meanwhile', async () => {
    const { connect, github } = await world();
    const [slow, quick] = [connect().forge, connect().forge];
    const draft = await draftOf(slow, 'idea');
    await slow.pullRequests();
    const opened = await quick.openCandidate(draft);
    assert.equal(opened.kind, 'opened');
    assert.deepEqual(await slow.openCandidate(draft), { ...opened, kind: 'exists' });
    assert.equal(github.repositories[0]?.pulls.length, 1);
  });

  it('begins once more from the new tip, when a workflow was changed meanwhile', async () => {
    const path = '.github/workflows/ci.yml';
    const { connect, repository, lines } = await world({ ...seedFiles, [path]: 'on: push\n' });
    const { forge } = connect();
    const draft = await draftOf(forge, 'idea');
    const main = repository.as('alice').pushToMain({ [path]: 'on: pull_request\n' });
    const { pullRequest } = await forge.openCandidate(draft);
    assert.deepEqual(repository.store.commit(pullRequest.headSha)?.parents, [main]);
    assert.equal((await forge.difference(pullRequest)).files.length, 1);
    assert.match(lines.join('\n'), /again from the new tip, .* without `workflows` permission/);
  });

  it('says what it was that GitHub refused twice, and what helps', async () => {
    const refuse = async (status: number, message: string) => {
      const { connect, github, repository, requests } = await world();
      const { forge } = connect();
      const draft = await draftOf(forge, 'idea');
      await forge.pullRequests();
      requests();
      const on = 'POST /repos/{owner}/{repo}/git/refs';
      github.fail({ on, times: 9, fault: { kind: 'refusal', status, message } });
      const error = await forge.openCandidate(draft).catch((each: unknown) => each);
      assert.ok(error instanceof SetupError, inspect(error));
      assert.equal(requests().filter((name) => name === on).length, 2);
      assert.deepEqual(repository.pulls, []);
      return error.message;
    };
    const workflows =
      'refusing to allow a GitHub App to create or update workflow `.github/workflows/a.yml` without `workflows` permission';
    assert.match(await refuse(403, workflows), /an App with `workflows: write` \(POST .*a\.yml/);
    assert.match(
      await refuse(422, 'Reference update failed'),
      /Settings > Rules > Rulesets \(POST/,
    );
    assert.match(await refuse(422, 'Object does not exist'), /\(POST .*Object does not exist\)/);
  });

  it('adopts nothing that is no candidate', async () => {
    const { connect, repository } = await world();
    const alice = repository.as('alice');
    const one = { [codecPath]: numbered('x') };
    alice.push('crucible/no-text', one, { message: 'Only a title' });
    alice.push('crucible/two-files', { ...one, 'a.txt': 'a\n' }, { message: 'Title\n\nText' });
    alice.push('elsewhere', one, { message: 'Title\n\nText' });
    alice.reset('crucible/empty', repository.mainTip);
    assert.deepEqual(await connect().forge.tidyBranches(), []);
    assert.deepEqual(repository.pulls, []);
  });

  it('keeps a text of several paragraphs for the run that adopts it', async () => {
    const { connect, github } = await world();
    const body = '## Hypothesis\n\nTwo paragraphs,\n\n\n- a list\n\n<!-- hidden -->';
    const first = connect().forge;
    const draft: CandidateDraft = { ...(await draftOf(first, 'idea')), body };
    await first.pullRequests();
    github.dieAfter(3);
    await assert.rejects(first.openCandidate(draft));
    github.revive();
    const [adopted] = await connect().forge.tidyBranches();
    assert.equal(adopted?.body, body);
  });
});

describe('statuses on GitHub', () => {
  it('are posted once, whatever answer is lost', async () => {
    for (const fault of [lost, broken, refused]) {
      const { connect, github, repository } = await world();
      const { forge } = connect();
      const { headSha } = await open(forge, 'idea');
      github.fail({ on: 'statuses', fault });
      await forge.postStatus(headSha, { state: 'success', description: 'better [1]' });
      assert.equal(repository.statusesOf(headSha).length, 1);
      assert.equal((await connect().forge.newestStatus(headSha))?.description, 'better [1]');
    }
  });

  it('count only when they are the bot’s own', async () => {
    const { connect, github, repository } = await world();
    const { forge } = connect();
    const { headSha } = await open(forge, 'idea');
    await forge.postStatus(headSha, { state: 'failure', description: 'not better [1]' });
    const token = github.personToken('alice');
    await connect({ token }).forge.postStatus(headSha, {
      state: 'success',
      description: 'mine [2]',
    });
    const later = connect().forge;
    await later.pullRequests();
    assert.equal((await later.newestStatus(headSha))?.description, 'not better [1]');
    assert.ok(await later.hasStatusEnding(headSha, '[1]'));
    assert.equal(await later.hasStatusEnding(headSha, '[2]'), false);
    assert.equal(
      repository.statusesOf(headSha)[0]?.targetUrl,
      'https://github.com/octo/codecs/actions/runs/7',
    );
  });

  it('say which run wrote the newest', async () => {
    const { connect, repository } = await world();
    const { forge } = connect();
    const { headSha } = await open(forge, 'idea');
    assert.equal(await connect().forge.verdictRun(headSha), null);
    await forge.postStatus(headSha, { state: 'error', description: 'one' });
    const run = 'https://github.com/octo/codecs/actions/runs/';
    assert.equal(await forge.verdictRun(headSha), `${run}7`);
    const next = connect({ targetUrl: `${run}8` });
    await next.forge.postStatus(headSha, { state: 'error', description: 'two' });
    const later = connect().forge;
    await later.pullRequests();
    assert.equal(await later.verdictRun(headSha), `${run}8`);
    assert.equal(await connect().forge.verdictRun(repository.mainTip), null);
  });

  it('are remembered over many pages', async () => {
    const { connect, repository } = await world();
    const { forge } = connect();
    const { headSha } = await open(forge, 'idea');
    await forge.postStatus(headSha, { state: 'pending', description: 'first [1]' });
    const first = repository.statuses.get(headSha) ?? [];
    const newer = Array.from({ length: 101 }, () => ({ ...first[0], description: 'again' }));
    repository.statuses.set(headSha, [...first, ...(newer as typeof first)]);
    const later = connect().forge;
    await later.pullRequests();
    assert.ok(await later.hasStatusEnding(headSha, '[1]'));
    assert.equal(await later.hasStatusEnding(headSha, '[2]'), false);
  });
});

describe('reviews on GitHub', () => {
  it('are posted once, whatever answer is lost', async () => {
    for (const fault of [lost, broken, refused]) {
      const { connect, github, repository } = await world();
      const { forge } = connect();
      const { number, headSha } = await open(forge, 'idea');
      github.fail({ on: 'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews', fault });
      await forge.postReview(number, { headSha, body: 'a verdict\n', ...noComments });
      assert.equal(repository.pull(number).reviews.length, 1);
      assert.deepEqual(await connect().forge.reviews(number), await forge.reviews(number));
    }
  });

  it('may say the same twice when they are asked to', async () => {
    const { connect, github, repository } = await world();
    const { forge } = connect();
    const { number, headSha } = await open(forge, 'idea');
    await forge.postReview(number, { headSha, body: 'error', ...noComments });
    github.fail({ on: 'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews', fault: refused });
    await forge.postReview(number, { headSha, body: 'error', ...noComments });
    assert.equal(repository.pull(number).reviews.length, 2);
  });

  it('put their comments into the text when GitHub finds no line for them', async () => {
    const { connect, github, repository } = await world();
    const { forge } = connect();
    const { number, headSha } = await open(forge, 'idea');
    github.fail({
      on: 'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews',
      fault: { kind: 'line' },
    });
    const comments = [{ path: codecPath, line: 10, body: 'The cause.' }];
    const marker = '<!-- codec-crucible:trial v1 abc -->\n';
    await forge.postReview(number, { headSha, body: `**Failed**\n\n${marker}`, comments });
    const [review] = repository.pull(number).reviews;
    assert.equal(review?.comments.length, 0);
    assert.equal(
      review?.body,
      `**Failed**\n\n\`${codecPath}\`, line 10:\n\nThe cause.\n\n${marker}`,
    );
  });

  it('put them there for whatever GitHub does not like about them, once', async () => {
    const { connect, github, repository } = await world();
    const { forge } = connect();
    const { number, headSha } = await open(forge, 'idea');
    const on = 'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews';
    const because = (message: string, ...errors: string[]) => {
      github.fail({ on, fault: { kind: 'refusal', status: 422, message, errors } });
    };
    const comments = [{ path: codecPath, line: 10, body: 'The cause.' }];
    const post = (body: string) => forge.postReview(number, { headSha, body, comments });
    because('Unprocessable Entity', "Pull request review thread diff hunk can't be blank");
    await post('one');
    because('Validation Failed');
    await post('two');
    const { reviews } = repository.pull(number);
    assert.deepEqual(
      reviews.map(({ body, comments: inline }) => [body, inline.length]),
      ['one', 'two'].map((word) => [`${word}\n\n\`${codecPath}\`, line 10:\n\nThe cause.`, 0]),
    );
    because('Unprocessable Entity', 'Start line is odd');
    because('Unprocessable Entity', 'Something else');
    await assert.rejects(post('three'), /with its inline comments: .*odd.*; without them: .*else/);
    assert.equal(reviews.length, 2);
    assert.equal(github.faults.pending, false);
  });

  it('get past one that was left pending', async () => {
    const { connect, github, repository } = await world();
    const token = github.personToken('alice');
    const { forge } = connect({ token });
    const { number, headSha } = await open(forge, 'idea');
    repository.as('alice').startReview(number, { body: 'half' });
    assert.deepEqual(await connect({ token }).forge.reviews(number), []);
    await forge.postReview(number, { headSha, body: 'whole', ...noComments });
    assert.deepEqual(
      repository.pull(number).reviews.map(({ body, state }) => ({ body, state })),
      [{ body: 'whole', state: 'COMMENTED' }],
    );
  });

  it('of people stay as they are, and are told apart', async () => {
    const { connect, repository } = await world();
    const { forge } = connect();
    const { number, headSha } = await open(forge, 'idea');
    repository.as('alice').review(number, { body: 'I like it' });
    const { forge: next } = connect();
    await next.postReview(number, { headSha, body: 'one', ...noComments });
    await next.postReview(number, { headSha, body: 'two', ...noComments });
    const ids = (await next.reviews(number)).slice(0, 2).map(({ id }) => id);
    await next.outdate(number, ids);
    const view = (await connect().forge.reviews(number)).map(({ body, byBot, outdated }) => {
      return { body, byBot, outdated };
    });
    assert.deepEqual(view, [
      { body: 'I like it', byBot: false, outdated: false },
      { body: 'one', byBot: true, outdated: true },
      { body: 'two', byBot: true, outdated: false },
    ]);
  });

  it('are posted even when the older ones cannot be marked', async () => {
    const { connect, github, lines } = await world();
    const { forge } = connect();
    const { number, headSha } = await open(forge, 'idea');
    await forge.postReview(number, { headSha, body: 'one', ...noComments });
    github.fail({ on: 'GraphQL Minimize', times: 4, fault: refused });
    await forge.postReview(number, { headSha, body: 'two', ...noComments });
    const [one] = await forge.reviews(number);
    await forge.outdate(number, [one?.id ?? 0]);
    assert.deepEqual(
      (await connect().forge.reviews(number)).map(({ outdated }) => outdated),
      [false, false],
    );
    assert.match(lines.join('\n'), /older reviews of #1 could not be marked as outdated/);
  });

  it('stand on a head that was moved on', async () => {
    const { connect, repository } = await world();
    const { forge } = connect();
    const { number, headSha } = await open(forge, 'idea');
    const comments = [{ path: codecPath, line: 10, body: 'here' }];
    await forge.postReview(number, { headSha, body: 'of the first head', comments });
    repository.as('alice').pushToPull(number, { [codecPath]: `// new\n${numbered('next')}` });
    const later = connect().forge;
    const [review] = await later.reviews(number);
    assert.equal(review?.headSha, headSha);
    assert.deepEqual(review?.comments, comments);
    assert.notEqual((await later.pullRequest(number)).headSha, headSha);
  });
});

describe('secrets of the process', () => {
  it('stand in nothing that is said to GitHub', async () => {
    const { connect, github, repository } = await world();
    const token = github.actionsToken(repository, everything);
    const { forge, dashboard, conversation } = connect({ token, secrets: ['a key of any form'] });
    const words = `before ${token} between a key of any form after`;
    const draft = { ...(await draftOf(forge, 'idea')), title: words, body: words };
    const { pullRequest } = await forge.openCandidate(draft);
    const { number, headSha } = pullRequest;
    const description = words.slice(0, 130);
    await forge.postStatus(headSha, { state: 'pending', description });
    await forge.postReview(number, { headSha, body: words, ...noComments });
    await conversation.reply(number, words);
    await dashboard.show(words);
    const pull = repository.pull(number);
    const said = JSON.stringify([
      ...[pull.title, pull.body, pull.reviews[0]?.body, pull.comments[0]?.body],
      repository.statusesOf(headSha)[0]?.description,
      repository.store.commit(headSha)?.message,
      repository.plainIssue(2).body,
    ]);
    assert.equal(said.split('before *** between *** after').length, 9, said);
    assert.ok(!said.includes(token) && !said.includes('a key of any form'));
  });
});

describe('labels on GitHub', () => {
  it('are made with colour and description, and leave those of people', async () => {
    const { connect, repository } = await world();
    const { forge } = connect();
    const { number } = await open(forge, 'idea');
    repository.as('alice').label(number, 'good idea');
    await forge.setLabels(number, ['crucible: failed', 'severity: high']);
    assert.deepEqual([...repository.pull(number).labels].sort(), [
      'crucible: failed',
      'good idea',
      'severity: high',
    ]);
    const { forge: next } = connect();
    await next.setLabels(number, ['crucible: accepted']);
    assert.deepEqual([...repository.pull(number).labels].sort(), [
      'crucible: accepted',
      'good idea',
    ]);
    const definition = labels.find(({ name }) => name === 'crucible: failed');
    const made = repository.label('crucible: failed');
    assert.ok(definition && made);
    const { name, color, description } = made;
    assert.deepEqual({ name, color, description }, definition);
  });

  it('that somebody puts there at the same moment stay', async () => {
    const { connect, repository } = await world();
    const { forge } = connect();
    const { number } = await open(forge, 'idea');
    await forge.setLabels(number, ['crucible: failed', 'severity: high']);
    const { forge: next } = connect();
    await next.pullRequests();
    repository.as('alice').label(number, 'crucible: on hold');
    await next.setLabels(number, ['crucible: accepted']);
    const now = ['crucible: accepted', 'crucible: on hold'];
    assert.deepEqual([...repository.pull(number).labels].sort(), now);
    assert.deepEqual([...((await next.pullRequests())[0]?.labels ?? [])].sort(), now);
  });

  it('may have been made by somebody else', async () => {
    const { connect, github, repository } = await world();
    const { forge } = connect();
    const { number } = await open(forge, 'idea');
    github.fail({ on: 'POST /repos/{owner}/{repo}/labels', fault: lost });
    await forge.setLabels(number, ['crucible: held']);
    assert.deepEqual(repository.pull(number).labels, ['crucible: held']);
  });
});

describe('merging on GitHub', () => {
  const mergeRequest = 'PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge';

  it('writes the message, and deletes the branch', async () => {
    const { connect, repository } = await world();
    const { forge } = connect();
    const { number, branch } = await open(forge, 'idea');
    const message = 'lossless: idea (-7.3 %)\n\nBetter.\n\nParent: abc\n';
    const outcome = await forge.merge(await permitFor(forge, number, codecPath), message);
    assert.deepEqual(outcome, { kind: 'merged', commit: repository.mainTip });
    assert.equal(repository.store.commit(repository.mainTip)?.message.trim(), message.trim());
    assert.equal(repository.branch(branch), null);
  });

  it('is no error when GitHub deleted the branch itself', async () => {
    const { connect, repository, lines } = await world();
    repository.settings.deleteBranchOnMerge = true;
    const { forge } = connect();
    const { number } = await open(forge, 'idea');
    const outcome = await forge.merge(await permitFor(forge, number, codecPath), 'Merged');
    assert.equal(outcome.kind, 'merged');
    assert.deepEqual(lines, []);
  });

  it('leaves the branch of a person', async () => {
    const { connect, repository } = await world();
    const files = { [codecPath]: numbered('alice') };
    const { number } = repository.as('alice').open({ branch: 'idea', files });
    const { forge } = connect();
    const outcome = await forge.merge(await permitFor(forge, number, codecPath), 'Merged');
    assert.equal(outcome.kind, 'merged');
    assert.ok(repository.branch('idea'));
  });

  it('happens once, whatever answer is lost', async () => {
    for (const fault of [lost, broken, refused]) {
      const { connect, github, repository } = await world();
      const { forge } = connect();
      const { number, branch } = await open(forge, 'idea');
      const permit = await permitFor(forge, number, codecPath);
      const before = repository.mainTip;
      github.fail({ on: mergeRequest, fault });
      const outcome = await forge.merge(permit, 'Merged');
      assert.deepEqual(outcome, { kind: 'merged', commit: repository.mainTip });
      assert.deepEqual(repository.store.commit(repository.mainTip)?.parents, [before]);
      assert.equal(repository.branch(branch), null);
    }
  });

  it('tries again when the base branch was modified, and gives up in the end', async () => {
    const { connect, github } = await world();
    const { forge } = connect();
    const { number } = await open(forge, 'idea');
    const permit = await permitFor(forge, number, codecPath);
    github.fail({ on: mergeRequest, times: 3, fault: { kind: 'base_modified' } });
    const outcome = await forge.merge(permit, 'Merged');
    assert.ok(outcome.kind === 'blocked');
    assert.match(outcome.hindrance.why, /Base branch was modified/);
    github.fail({ on: mergeRequest, fault: { kind: 'base_modified' } });
    assert.equal((await forge.merge(permit, 'Merged')).kind, 'merged');
  });

  it('sees what somebody did after the permit was given', async () => {
    const acts: [string, (repository: TestRepository, number: number) => void, string][] = [
      [
        'pushed to the baseline',
        (repository) => repository.as('alice').pushToMain({ [codecPath]: numbered('x') }),
        'base_moved',
      ],
      [
        'pushed to the candidate',
        (repository, number) =>
          repository.as('alice').pushToPull(number, { [codecPath]: numbered('x') }),
        'head_moved',
      ],
      ['closed it', (repository, number) => repository.as('alice').close(number), 'not_open'],
      ['merged it', (repository, number) => repository.as('alice').merge(number), 'not_open'],
      [
        'pushed something else',
        (repository) => repository.as('alice').pushToMain({ 'a.txt': 'a\n' }),
        'merged',
      ],
    ];
    for (const [what, act, kind] of acts) {
      const { connect, repository } = await world();
      const { forge } = connect();
      const { number } = await open(forge, 'idea');
      const permit = await permitFor(forge, number, codecPath);
      act(repository, number);
      assert.equal((await forge.merge(permit, 'Merged')).kind, kind, what);
    }
  });

  it('is guarded by GitHub where the adapter looked too early', async () => {
    const { connect, github, repository } = await world();
    const { forge } = connect();
    const { number } = await open(forge, 'idea');
    const permit = await permitFor(forge, number, codecPath);
    const alice = repository.as('alice');
    const push = () => alice.pushToPull(number, { [codecPath]: numbered('x') });
    github.fail({ on: mergeRequest, fault: { kind: 'meanwhile', act: push } });
    assert.deepEqual(await forge.merge(permit, 'Merged'), { kind: 'head_moved' });
  });

  it('takes a conflict for a baseline that moved', async () => {
    const { connect, github, repository } = await world();
    const { forge } = connect();
    const { number } = await open(forge, 'idea');
    const permit = await permitFor(forge, number, codecPath);
    const alice = repository.as('alice');
    const push = () => alice.pushToMain({ [codecPath]: numbered('x') });
    github.fail({ on: mergeRequest, fault: { kind: 'meanwhile', act: push } });
    assert.deepEqual(await forge.merge(permit, 'Merged'), { kind: 'base_moved' });
  });

  it('is not kept out by a check that no workflow reports on a candidate, where its name is given', async () => {
    const { connect, repository } = await world();
    repository.settings.requiredChecks = ['ci', 'lint'];
    const { forge } = connect({ checks: ['ci', 'lint'] });
    const { number, headSha } = await open(forge, 'idea');
    const names = () =>
      repository.newestStatuses(headSha).map(({ context, state }) => [context, state]);
    const before = names();
    const permit = await permitFor(forge, number, codecPath);
    assert.deepEqual(names(), before);
    assert.equal((await connect().forge.merge(permit, 'Merged')).kind, 'blocked');
    repository.as('alice').close(number);
    assert.equal((await forge.merge(permit, 'Merged')).kind, 'not_open');
    // Nothing is said of a head that is not about to be merged.
    assert.deepEqual(names(), before);
    repository.as('alice').reopen(number);
    assert.equal(
      (await connect({ checks: ['ci', 'lint'] }).forge.merge(permit, 'Merged')).kind,
      'merged',
    );
    assert.deepEqual(names().slice(before.length), [
      ['ci', 'success'],
      ['lint', 'success'],
    ]);
  });

  it('says what stands in its way', async () => {
    const { connect, github, repository } = await world();
    const { forge } = connect();
    const { number, headSha } = await open(forge, 'idea');
    const permit = await permitFor(forge, number, codecPath);
    const { settings } = repository;
    const merge = async () => {
      const outcome = await forge.merge(permit, 'Merged');
      return outcome.kind === 'blocked' ? outcome.hindrance : outcome.kind;
    };
    settings.allowSquashMerge = false;
    const off = { kind: 'squash_off', why: 'Squash merges are not allowed on this repository.' };
    assert.deepEqual(await merge(), off);
    Object.assign(settings, { allowSquashMerge: true, mergeQueue: true, ruleset: true });
    const queue =
      'Repository rule violations found\n\nChanges must be made through the merge queue\n\n';
    assert.deepEqual(await merge(), { kind: 'merge_queue', why: queue });
    Object.assign(settings, { mergeQueue: false, ruleset: false, requiredApprovals: 2 });
    const two = 'At least 2 approving reviews are required by reviewers with write access.';
    assert.deepEqual(await merge(), { kind: 'reviews', why: two });
    settings.requiredApprovals = 0;
    settings.requiredChecks = ['codec-crucible/verdict'];
    const missing = 'Required status check "codec-crucible/verdict" is expected.';
    assert.deepEqual(await merge(), { kind: 'checks', why: missing });
    const words: readonly [number, string, string][] = [
      [403, 'Resource not accessible by integration', 'not_allowed'],
      [405, "You're not authorized to push to this branch.", 'not_allowed'],
      [405, 'Repository rule violations found\n\nCannot update this protected ref.', 'not_allowed'],
      [405, 'Waiting on 1 more approval from a reviewer with write access.', 'reviews'],
      [
        405,
        'A conversation must be resolved before this pull request can be merged.',
        'conversations',
      ],
      [405, 'Pull Request is still a draft', 'draft'],
      [405, 'Nothing that anybody ever saw', 'unknown'],
      [403, 'Nothing that anybody ever saw', 'not_allowed'],
    ];
    for (const [status, message, kind] of words) {
      github.fail({ on: mergeRequest, fault: { kind: 'refusal', status, message } });
      assert.deepEqual(await merge(), { kind, why: message });
    }
    await forge.postStatus(headSha, { state: 'success', description: 'better' });
    assert.equal(await merge(), 'merged');
  });

  it('tells what is behind from what lacks something', async () => {
    const { connect, github, repository, requests } = await world();
    const { forge } = connect();
    const { number, headSha } = await open(forge, 'idea');
    await forge.postStatus(headSha, { state: 'success', description: 'better' });
    const permit = await permitFor(forge, number, codecPath);
    const { settings } = repository;
    const ofMerge = async () => {
      requests();
      const { kind } = await forge.merge(permit, 'Merged');
      return [kind, requests().includes('GraphQL MergeState')];
    };
    const refuse = (message: string) =>
      github.fail({ on: mergeRequest, fault: { kind: 'refusal', status: 405, message } });
    settings.requiredChecks = ['ci/build'];
    assert.deepEqual(await ofMerge(), ['blocked', true]);
    settings.requiredChecks = [];
    repository.as('alice').pushToMain({ 'a.txt': 'a\n' });
    settings.requiredChecks = ['ci/build'];
    assert.deepEqual(await ofMerge(), ['blocked', true]);
    Object.assign(settings, { upToDate: true, requiredChecks: ['codec-crucible/verdict'] });
    assert.deepEqual(await ofMerge(), ['behind', true]);
    settings.requiredApprovals = 1;
    assert.deepEqual(await ofMerge(), ['blocked', false]);
    settings.requiredApprovals = 0;
    refuse('Head branch is out of date. The head branch must be up to date before merging.');
    assert.deepEqual(await ofMerge(), ['behind', false]);
    const unknown = () =>
      github.fail({ on: 'MergeState', fault: { kind: 'status', status: 502 }, times: 4 });
    unknown();
    refuse('2 of 2 required status checks are expected.');
    assert.deepEqual(await ofMerge(), ['behind', true]);
    unknown();
    refuse('1 of 2 required status checks are expected.');
    assert.deepEqual(await ofMerge(), ['blocked', true]);
    assert.equal(github.faults.pending, false);
  });
});

describe('moving a candidate on GitHub', () => {
  it('happens once, whatever answer is lost', async () => {
    for (const fault of [lost, broken, refused]) {
      const { connect, github, repository } = await world();
      const { forge } = connect();
      const { number, headSha, branch } = await open(forge, 'idea');
      const tip = repository.as('alice').pushToMain({ [codecPath]: numbered('x') });
      github.fail({ on: 'GraphQL MoveBranch', fault });
      const outcome = await forge.putOnTop(number, headSha, onTop);
      assert.deepEqual(outcome, { kind: 'moved', headSha: repository.branch(branch) });
      const moved = repository.branch(branch) ?? '';
      assert.deepEqual(repository.store.commit(moved)?.parents, [tip]);
      github.fail({ on: 'GraphQL MoveBranch', fault });
      const text = { path: codecPath, source: numbered('mended'), message: 'Mend it' };
      assert.equal((await forge.commitFile(number, moved, text)).kind, 'moved');
      assert.deepEqual(repository.store.commit(repository.branch(branch) ?? '')?.parents, [moved]);
    }
  });

  it('tells what was asked for afterwards, when GitHub finds no commit before', async () => {
    const { connect, github, repository } = await world();
    const { forge } = connect();
    const { number, headSha, branch } = await open(forge, 'idea');
    repository.as('alice').pushToMain({ [codecPath]: numbered('x') });
    github.fail({ on: '/statuses', fault: { kind: 'status', status: 422 } });
    const outcome = await forge.putOnTop(number, headSha, onTop);
    assert.deepEqual(outcome, { kind: 'moved', headSha: repository.branch(branch) });
    const moved = repository.branch(branch) ?? '';
    assert.deepEqual(await connect().forge.newestStatus(moved), onTop.status);
  });

  it('does not overwrite what somebody pushes at that moment', async () => {
    const { connect, github, repository } = await world();
    const { forge } = connect();
    const { number, headSha, branch } = await open(forge, 'idea');
    const alice = repository.as('alice');
    const push = () => alice.pushToPull(number, { [codecPath]: numbered('hers') });
    github.fail({ on: 'GraphQL MoveBranch', fault: { kind: 'meanwhile', act: push } });
    assert.deepEqual(await forge.putOnTop(number, headSha, onTop), { kind: 'head_moved' });
    const head = repository.branch(branch) ?? '';
    assert.equal((await forge.readFile(head, codecPath))?.source, numbered('hers'));
  });

  it('counts, though GitHub shows the old place for a moment longer', async () => {
    const { connect, repository } = await world();
    const { forge } = connect();
    const [mine, winner] = [await open(forge, 'mine'), await open(forge, 'winner')];
    const before = repository.mainTip;
    await forge.merge(await permitFor(forge, winner.number, codecPath), 'Merged');
    repository.refs.set('refs/heads/main', before);
    assert.equal((await forge.baseline(codecPath)).source, numbered('winner'));
    const moved = await forge.putOnTop(mine.number, mine.headSha, onTop);
    assert.ok(moved.kind === 'moved');
    repository.pull(mine.number).headSha = mine.headSha;
    assert.equal((await forge.pullRequest(mine.number)).headSha, moved.headSha);
  });

  it('leaves branches of people alone', async () => {
    const { connect, repository } = await world();
    const files = { [codecPath]: numbered('alice') };
    const { number, headSha } = repository.as('alice').open({ branch: 'idea', files });
    await assert.rejects(connect().forge.putOnTop(number, headSha, onTop), /not the bot's/);
    assert.equal(repository.branch('idea'), headSha);
  });

  it('is no reopening when its branch is gone', async () => {
    const { connect, repository } = await world();
    const { forge } = connect();
    const { number, branch } = await open(forge, 'idea');
    await forge.close(number);
    repository.as('alice').deleteBranch(branch);
    const outcome = await forge.reopen(number);
    assert.ok(outcome.kind === 'refused');
    assert.match(outcome.why, /branch has been deleted/);
  });

  it('shows in a reopening', async () => {
    const { connect, repository } = await world();
    const { forge } = connect();
    const { number, branch } = await open(forge, 'idea');
    await forge.close(number);
    const head = repository.as('alice').push(branch, { [codecPath]: numbered('next') });
    assert.deepEqual(await forge.reopen(number), { kind: 'open' });
    assert.equal((await forge.pullRequests())[0]?.headSha, head);
  });
});

describe('a set-up that lacks something', () => {
  const setting = async (act: () => Promise<unknown>): Promise<string> => {
    const error: unknown = await act().then(
      () => null,
      (caught: unknown) => caught,
    );
    assert.ok(error instanceof SetupError, inspect(error));
    return error.message;
  };
  const opening = async ({ forge }: GitHubPorts) => {
    await forge.openCandidate(await draftOf(forge, 'idea'));
  };

  it('is told where pull requests by actions are allowed', async () => {
    const { connect, repository } = await world();
    repository.settings.actionsMayOpenPullRequests = false;
    assert.match(
      await setting(() => opening(connect())),
      /^Allow GitHub Actions to create and approve pull requests is off: Settings > Actions > General > Workflow permissions/,
    );
    repository.settings.actionsMayOpenPullRequests = true;
    assert.equal((await connect().forge.tidyBranches()).length, 1);
  });

  it('is told which permission the job lacks', async () => {
    const { connect, connectWith, github } = await world();
    const { number, headSha } = await open(connect().forge, 'first');
    const lacking = (scope: keyof Permissions): GitHubPorts => {
      const { [scope]: _, ...rest } = everything;
      return connectWith(rest);
    };
    const status = { state: 'success', description: 'better' } as const;
    const cases: [keyof Permissions, (ports: GitHubPorts) => Promise<unknown>, string][] = [
      ['contents', opening, 'contents: write'],
      ['pull-requests', opening, 'pull-requests: write'],
      ['statuses', ({ forge }) => forge.postStatus(headSha, status), 'statuses: write'],
      ['issues', ({ dashboard }) => dashboard.show('All is well.'), 'issues: write'],
      ['contents', ({ forge }) => forge.putOnTop(number, headSha, onTop), 'contents: write'],
    ];
    for (const [scope, act, permission] of cases) {
      const message = await setting(() => act(lacking(scope)));
      assert.ok(message.includes(`add \`${permission}\` to its \`permissions:\``), message);
    }
    assert.ok(github.requests.length > 0);
  });

  it('is told what a private repository does not show', async () => {
    const { connectWith, repository } = await world();
    repository.settings.private = true;
    const { statuses: _, ...rest } = everything;
    await connectWith(everything).forge.pullRequests();
    const { issues: __, ...noIssues } = everything;
    assert.match(
      await setting(() => connectWith(noIssues).forge.pullRequests()),
      /add `issues: read` to its `permissions:`/,
    );
    assert.deepEqual(await connectWith(rest).forge.pullRequests(), []);
  });

  it('is told that the token is not valid', async () => {
    const { connect } = await world();
    const token = 'ghs_thisTokenWasNeverGivenOut';
    const message = await setting(() => connect({ token }).forge.pullRequests());
    assert.match(message, /does not accept the token/);
    assert.ok(!message.includes(token));
  });

  it('is told that the repository is not to be seen', async () => {
    const { connect } = await world();
    const message = await setting(() => connect({ repo: 'elsewhere' }).forge.baseline(codecPath));
    assert.match(message, /^There is no repository octo\/elsewhere, or the token may not see it/);
  });

  it('is told that a codec is not on the default branch', async () => {
    const { connect } = await world({ 'README.md': 'Nothing yet.\n' });
    await assert.rejects(connect().forge.baseline(codecPath), {
      name: 'UsageError',
      message: /codec\.js is not on the default branch main/,
    });
  });
});

describe('GitHub when it is slow or out of breath', () => {
  it('is waited for at a rate limit', async () => {
    const { connect, github, repository, lines } = await world();
    const { forge } = connect();
    const draft = await draftOf(forge, 'idea');
    github.fail({
      on: 'POST /repos/{owner}/{repo}/pulls',
      fault: { kind: 'rate_limit', status: 403, retryAfter: 3 },
    });
    assert.equal((await forge.openCandidate(draft)).kind, 'opened');
    assert.equal(repository.pulls.length, 1);
    assert.match(lines.join('\n'), /rate limit of GitHub at POST .*: waits 3 s/);
  });

  it('is left for the next run when it fails for long', async () => {
    const { connect, github } = await world();
    const { forge } = connect();
    const draft = await draftOf(forge, 'idea');
    github.fail({ on: 'POST /repos/{owner}/{repo}/pulls', times: 3, fault: refused });
    await assert.rejects(
      forge.openCandidate(draft),
      /GitHub refused POST \/repos\/octo\/codecs\/pulls/,
    );
    assert.equal((await connect().forge.tidyBranches()).length, 1);
  });

  it('is asked again after a reading that failed', async () => {
    const { connect, github } = await world();
    const { forge } = connect();
    github.fail({ on: 'GraphQL Snapshot', times: 4, fault: refused });
    await assert.rejects(forge.pullRequests());
    assert.deepEqual(await forge.pullRequests(), []);
  });
});

describe('people on GitHub', () => {
  it('may decide when they may write', async () => {
    const { connect, repository, requests } = await world();
    const roles = ['read', 'triage', 'write', 'maintain', 'admin'] as const;
    for (const role of roles) repository.setRole(`a-${role}`, role);
    const { people } = connect();
    const who = [...roles.map((role) => `a-${role}`), 'octo', 'nobody', 'github-actions[bot]'];
    const may = await Promise.all(who.map((login) => people.mayWrite(login)));
    assert.deepEqual(may, [false, false, true, true, true, true, false, false]);
    requests();
    assert.ok(await people.mayWrite('A-Write'));
    assert.deepEqual(requests(), []);
  });
});

describe('the conversation on GitHub', () => {
  it('reacts once and answers once, whatever is lost', async () => {
    for (const fault of [lost, broken, refused]) {
      const { connect, github, repository } = await world();
      const { number } = repository.as('alice').issue('Dashboard', '');
      repository.as('alice').comment(number, '/help');
      const comment = repository.issue(number).comments[0]?.id ?? 0;
      const { conversation } = connect();
      github.fail({ on: 'reactions', fault });
      await conversation.react(comment, 'eyes');
      await conversation.react(comment, 'eyes');
      github.fail({ on: 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments', fault });
      await conversation.reply(number, 'This is what I can do.');
      const [asked, ...answers] = repository.issue(number).comments;
      assert.deepEqual(
        asked?.reactions.map(({ content }) => content),
        ['eyes'],
      );
      assert.deepEqual(
        answers.map(({ body }) => body),
        ['This is what I can do.'],
      );
    }
  });

  it('does not mind a comment that was deleted', async () => {
    const { connect, lines } = await world();
    await connect().conversation.react(123, 'rocket');
    assert.deepEqual(lines, ['comment 123 is gone: no reaction to it']);
  });
});

describe('the dashboard on GitHub', () => {
  const mark = '<!-- codec-crucible:dashboard v1 -->\n';
  const label = 'crucible: dashboard';

  it('is one issue, made and pinned on its first use', async () => {
    const { connect, repository } = await world();
    const first = connect().dashboard;
    assert.equal(await first.number(), null);
    assert.equal(await first.isPaused(), false);
    const number = await first.show('one');
    assert.equal(await connect().dashboard.show('two'), number);
    assert.equal(await connect().dashboard.number(), number);
    const issue = repository.plainIssue(number);
    const { title, body, labels: own, pinned } = issue;
    assert.deepEqual(
      { title, body, own, pinned },
      { title: 'Dashboard', body: `${mark}two`, own: ['crucible: dashboard'], pinned: true },
    );
    assert.equal(repository.issues.length, 1);
  });

  it('is made once, whatever answer is lost', async () => {
    for (const fault of [lost, broken, refused]) {
      const { connect, github, repository } = await world();
      github.fail({ on: 'POST /repos/{owner}/{repo}/issues', fault });
      assert.equal(await connect().dashboard.show('one'), 1);
      assert.equal(repository.issues.length, 1);
      assert.ok(repository.plainIssue(1).pinned);
    }
  });

  it('is found without its label, which is put back', async () => {
    const { connect, repository, requests, lines } = await world();
    const number = await connect().dashboard.show('one');
    const issue = repository.plainIssue(number);
    repository.as('alice').unlabel(number, label);
    requests();
    assert.equal(await connect().dashboard.number(), number);
    assert.deepEqual(requests(), ['GraphQL Snapshot', 'GraphQL FindDashboard']);
    assert.equal(await connect().dashboard.show('two'), number);
    assert.deepEqual([issue.labels, issue.body], [[label], `${mark}two`]);
    assert.match(lines.join(), /#1 has its label crucible: dashboard back/);
    repository.as('alice').unlabel(number, label);
    const { ledger } = connect();
    await ledger.write({ run: '1-1', time: 1, reserved: 1, spent: null });
    assert.deepEqual([issue.labels, issue.comments.length], [[label], 1]);
    requests();
    assert.equal(await connect().dashboard.number(), number);
    assert.deepEqual(requests(), ['GraphQL Snapshot']);
    assert.equal(repository.issues.length, 1);
  });

  it('is opened again, in place of another one', async () => {
    const { connect, repository } = await world();
    const number = await connect().dashboard.show('one');
    repository.as('alice').close(number);
    assert.equal(await connect().dashboard.show('two'), number);
    assert.deepEqual([repository.plainIssue(number).state, repository.issues.length], ['open', 1]);
  });

  it('stays when the account is another one, and so does the money', async () => {
    const { connect, github, repository } = await world();
    const now = github.clock.now;
    const first = connect();
    const number = await first.dashboard.show('one');
    await first.ledger.write({ run: '1-1', time: now, reserved: 3, spent: null });
    const app = () => connect({ token: github.appToken('my-bot', repository, everything) });
    assert.equal(await app().dashboard.number(), number);
    const spent = async () =>
      (await app().ledger.entriesSince(now - 60)).map(({ reserved }) => reserved);
    assert.deepEqual(await spent(), [3]);
    await app().ledger.write({ run: '2-1', time: now, reserved: 2, spent: null });
    assert.deepEqual(await spent(), [3, 2]);
    // Pinned it is still, and only somebody with rights can pin.
    repository.as('alice').unlabel(number, label);
    assert.equal(await app().dashboard.show('two'), number);
    assert.deepEqual(repository.plainIssue(number).labels, [label]);
    repository.as('alice').label(number, pausedLabel);
    assert.ok(await app().dashboard.isPaused());
    assert.equal(repository.issues.length, 1);
  });

  it('is none that somebody forged', async () => {
    const { connect, github, repository } = await world();
    const alice = repository.as('alice');
    const forged = `${mark}All is well.`;
    const stranger = repository.as('eve').issue('Dashboard', forged);
    const none = async (why: string) => assert.equal(await connect().dashboard.number(), null, why);
    await none('a stranger');
    alice.label(stranger.number, label);
    await none('a stranger whose issue was labelled');
    const helper = github.appToken('helper', repository, everything);
    await connect({ token: helper }).conversation.reply(stranger.number, 'Thank you.');
    const quoted = repository
      .as('helper[bot]')
      .issue('From a form', `They say:\n${forged}`, [label]);
    await none('an app that quotes a stranger');
    const copied = repository.as('helper[bot]').issue('Copied', forged);
    await none('an app that nobody vouched for');
    alice.issue('Mine', forged);
    await none('a writer, without the label');
    const own = await connect().dashboard.show('mine');
    alice.label(copied.number, label);
    assert.equal(await connect().dashboard.number(), own);
    assert.ok(![stranger.number, quoted.number, copied.number].includes(own));
  });

  it('is looked for among many issues', async () => {
    const { connect, repository, requests } = await world();
    const alice = repository.as('alice');
    for (let i = 0; i < 60; i += 1) alice.issue(`Question ${i}`, '');
    const number = await connect().dashboard.show('one');
    alice.unlabel(number, label);
    requests();
    assert.equal(await connect().dashboard.number(), number);
    const found = requests().filter((name) => name === 'GraphQL FindDashboard');
    assert.equal(found.length, 2);
  });

  it('is not one that a person labelled so', async () => {
    const { connect, repository } = await world();
    await connect().dashboard.show('mine');
    const other = repository.as('alice').issue('Hers', '', ['crucible: dashboard', pausedLabel]);
    const { dashboard } = connect();
    assert.equal(await dashboard.isPaused(), false);
    assert.notEqual(await dashboard.number(), other.number);
  });

  it('carries the label that pauses the bot', async () => {
    const { connect, repository } = await world();
    const first = connect().dashboard;
    await first.resume();
    await first.pause();
    await first.pause();
    assert.ok(await first.isPaused());
    const { dashboard } = connect();
    assert.ok(await dashboard.isPaused());
    await dashboard.resume();
    await dashboard.resume();
    assert.equal(await dashboard.isPaused(), false);
    assert.equal(await connect().dashboard.isPaused(), false);
    assert.deepEqual(repository.plainIssue(1).labels, ['crucible: dashboard']);
    repository.as('alice').label(1, pausedLabel);
    assert.ok(await connect().dashboard.isPaused());
  });

  it('does without a pin when there is no room', async () => {
    const { connect, repository, lines } = await world();
    for (const title of ['a', 'b', 'c']) repository.as('alice').issue(title, '').pinned = true;
    const number = await connect().dashboard.show('one');
    assert.equal(repository.plainIssue(number).pinned, false);
    assert.match(lines.join('\n'), /the dashboard #4 is not pinned: .*3 pinned/);
  });
});

describe('the next run on GitHub', () => {
  const workflow = (inputs: string) =>
    ({
      ...seedFiles,
      '.github/workflows/evolve.yml': `on:\n  workflow_dispatch:\n${inputs}`,
    }) as const;
  const withInput = '    inputs:\n      candidates:\n        default: "1"\n';

  it('is started to finish what is open', async () => {
    const { connect, github, lines } = await world(workflow(withInput));
    await connect().nextRun.start();
    assert.deepEqual(
      github.dispatches.map(({ workflow: file, ref, inputs }) => ({ file, ref, inputs })),
      [{ file: 'evolve.yml', ref: 'main', inputs: { candidates: '0' } }],
    );
    assert.deepEqual(lines, []);
  });

  it('waits for the schedule when it cannot be started, and says why', async () => {
    const nowhere = await world();
    await nowhere.connect().nextRun.start();
    assert.match(nowhere.lines.join(), /evolve\.yml must be on the default branch/);

    const silent = await world(workflow(''));
    await silent.connect().nextRun.start();
    assert.match(silent.lines.join(), /needs `workflow_dispatch` with the input `candidates`/);

    const forbidden = await world(workflow(withInput));
    const { actions: _, ...rest } = everything;
    await forbidden.connectWith(rest).nextRun.start();
    assert.match(forbidden.lines.join(), /the job needs `actions: write`/);
  });
});
