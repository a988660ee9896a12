import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { LocalForge } from '../src/adapters/local/forge.ts';
import { Git } from '../src/adapters/local/git.ts';
import { PullRecords } from '../src/adapters/local/pull-records.ts';
import {
  codecPath,
  draftOf,
  firstSource,
  forgeContract,
  numbered,
  onTop,
  open,
  otherPath,
  seedFiles,
} from './support/forge-contract.ts';
import { memoryForge } from './support/memory-forge.ts';
import { permitFor } from './support/permit.ts';

const seed = Object.entries(seedFiles).map(([file, source]) => ({ path: file, source }));
const root = mkdtempSync(path.join(os.tmpdir(), 'crucible-forge-'));
after(() => rmSync(root, { recursive: true }));

/** Each reading of the clock is a second later. */
let seconds = 1_795_305_600;
function clock(): number {
  seconds += 1;
  return seconds;
}

interface Place {
  readonly folder: string;
  readonly git: Git;
  readonly records: PullRecords;
  /** The forge as the next process finds it. */
  readonly reopen: () => Promise<LocalForge>;
}

function place(): Place {
  const folder = mkdtempSync(path.join(root, 'forge-'));
  return {
    folder,
    git: new Git(path.join(folder, 'forge.git')),
    records: new PullRecords(folder),
    reopen: () => LocalForge.open(folder, seed, clock),
  };
}

forgeContract('the local forge', () => place().reopen());
forgeContract('the forge in memory', async () => memoryForge(seedFiles));

describe('the local forge on disk', () => {
  it('is there again in the next process', async () => {
    const { reopen } = place();
    const first = await reopen();
    const { number, headSha } = await open(first, 'idea');
    await first.postStatus(headSha, { state: 'success', description: 'better' });
    await first.setLabels(number, ['crucible: accepted']);
    await first.postReview(number, { headSha, body: 'good', comments: [] });
    const second = await reopen();
    assert.deepEqual(await second.pullRequests(), await first.pullRequests());
    assert.deepEqual(await second.reviews(number), await first.reviews(number));
    assert.deepEqual(await second.newestStatus(headSha), await first.newestStatus(headSha));
    assert.deepEqual(await second.baseline(codecPath), await first.baseline(codecPath));
  });

  it('gets the codec of a second benchmark later, and keeps the first', async () => {
    const { folder, reopen } = place();
    const alone = await LocalForge.open(folder, seed.slice(0, 1), clock);
    const { number } = await open(alone, 'idea');
    await alone.merge(await permitFor(alone, number, codecPath), 'Merged');
    await assert.rejects(alone.baseline(otherPath), /benchmarks\/lossy\/codec\.js is not on/);
    const both = await reopen();
    assert.equal((await both.baseline(otherPath)).source, seedFiles[otherPath]);
    assert.equal((await both.baseline(codecPath)).source, numbered('idea'));
  });

  it('is an ordinary repository with one commit a merge', async () => {
    const { folder, reopen } = place();
    const forge = await reopen();
    const { number, branch } = await open(forge, 'idea');
    await forge.merge(await permitFor(forge, number, codecPath), 'Try idea (#1)\n\nParent: none\n');
    const show = (...args: string[]) =>
      execFileSync('git', [`--git-dir=${path.join(folder, 'forge.git')}`, ...args], {
        encoding: 'utf8',
      });
    assert.equal(
      show('log', '--format=%s|%an|%ae', 'main'),
      'Try idea (#1)|codec-crucible|codec-crucible@localhost\n' +
        `First baseline: ${codecPath}, ${otherPath}|codec-crucible|codec-crucible@localhost\n`,
    );
    assert.equal(show('log', '-1', '--format=%(trailers)', 'main'), 'Parent: none\n\n');
    assert.equal(show('branch', '--list', branch), '');
    assert.match(show('show-ref'), /refs\/pull\/1\/head/);
    assert.equal(show('fsck', '--strict'), '');
    assert.ok(!existsSync(path.join(folder, 'forge.git/hooks')));
  });

  it('works without a home and without configuration', async () => {
    const { HOME } = process.env;
    delete process.env.HOME;
    try {
      const forge = await place().reopen();
      assert.equal((await open(forge, 'idea')).number, 1);
    } finally {
      if (HOME !== undefined) process.env.HOME = HOME;
    }
  });

  it('says what to install when there is no git', async () => {
    const { PATH } = process.env;
    process.env.PATH = root;
    try {
      await assert.rejects(place().reopen(), /git was not found.*install git/);
    } finally {
      process.env.PATH = PATH;
    }
  });

  it('follows a branch that a person pushed to', async () => {
    const { git, reopen } = place();
    const forge = await reopen();
    const { number, headSha, branch } = await open(forge, 'idea');
    const permit = await permitFor(forge, number, codecPath);
    const pushed = git.writeCommit({
      parent: headSha,
      files: [{ path: codecPath, blob: git.writeBlob(numbered('person')) }],
      message: 'Mine',
      time: 1_795_305_700,
    });
    const ref = `refs/heads/${branch}`;
    assert.ok(git.updateRefs([{ ref, from: headSha, to: pushed }]));
    assert.equal((await forge.pullRequest(number)).headSha, pushed);
    assert.equal(git.refs().get(`refs/pull/${number}/head`)?.commit, pushed);
    assert.deepEqual(await forge.merge(permit, 'Merged'), { kind: 'head_moved' });
  });

  it('keeps the labels of people', async () => {
    const { records, reopen } = place();
    const forge = await reopen();
    const { number } = await open(forge, 'idea');
    records.write({ ...records.read(number), labels: ['help wanted', 'crucible: error'] });
    await forge.setLabels(number, ['crucible: held']);
    const { labels } = await forge.pullRequest(number);
    assert.deepEqual(labels, ['help wanted', 'crucible: held']);
  });

  it('names a damaged record and how to mend it', async () => {
    const { folder, reopen } = place();
    const forge = await reopen();
    const { number, headSha } = await open(forge, 'idea');
    await forge.postStatus(headSha, { state: 'pending', description: 'evaluating' });
    const record = path.join(folder, 'pulls', `${number}.json`);
    const statuses = path.join(folder, 'statuses', `${headSha}.json`);
    writeFileSync(record, readFileSync(record, 'utf8').slice(0, 50));
    writeFileSync(statuses, '[{"state":"maybe","description":""}]');
    await assert.rejects(forge.pullRequests(), /pulls\/1\.json is damaged .*: delete it .*--fresh/);
    await assert.rejects(
      forge.newestStatus(headSha),
      /\.json is damaged \(0\.state: .*: delete it/,
    );
    rmSync(record);
    assert.deepEqual(await forge.pullRequests(), []);
    assert.equal((await open(forge, 'idea')).number, 1);
  });

  it('leaves no temporary file behind', async () => {
    const { folder, reopen } = place();
    const forge = await reopen();
    const { number } = await open(forge, 'idea');
    await forge.merge(await permitFor(forge, number, codecPath), 'Merged');
    const files = readdirSync(folder, { recursive: true }).map(String);
    assert.deepEqual(
      files.filter((file) => /\.(new|lock)$|index-/.test(file)),
      [],
    );
  });
});

describe('a process that was killed', () => {
  it('while opening: the same candidate is opened by the next one', async () => {
    const { folder, git, reopen } = place();
    const { number, branch, headSha } = await open(await reopen(), 'idea');
    rmSync(path.join(folder, 'pulls', `${number}.json`));
    assert.ok(git.refs().has(`refs/heads/${branch}`));
    const forge = await reopen();
    const again = await open(forge, 'idea');
    assert.equal(again.number, number);
    assert.notEqual(again.headSha, headSha);
    assert.equal((await forge.pullRequests()).length, 1);
  });

  it('before the default branch had the merge: it is merged again', async () => {
    const { records, reopen } = place();
    const forge = await reopen();
    const { number } = await open(forge, 'idea');
    const { commit } = await forge.baseline(codecPath);
    // The squash commit was announced but is not on the default branch, or was even lost.
    records.write({ ...records.read(number), squash: 'f'.repeat(40) });
    const next = await reopen();
    assert.equal((await next.pullRequest(number)).state, 'open');
    assert.equal((await next.baseline(codecPath)).commit, commit);
    const outcome = await next.merge(await permitFor(next, number, codecPath), 'Merged');
    assert.equal(outcome.kind, 'merged');
  });

  for (const branchLeft of ['gone', 'still there'] as const) {
    it(`after the default branch had the merge, the branch ${branchLeft}: it is merged`, async () => {
      const { git, records, reopen } = place();
      const forge = await reopen();
      const { number, branch, headSha } = await open(forge, 'idea');
      await forge.merge(await permitFor(forge, number, codecPath), 'Merged');
      const { commit } = await forge.baseline(codecPath);
      const ref = `refs/heads/${branch}`;
      if (branchLeft === 'still there') git.updateRefs([{ ref, from: null, to: headSha }]);
      records.write({ ...records.read(number), state: 'open' });
      const next = await reopen();
      const [pull] = await next.pullRequests();
      assert.equal(pull?.state, 'merged');
      assert.equal(pull?.headSha, headSha);
      assert.equal(records.read(number).state, 'merged');
      assert.ok(!git.refs().has(ref));
      assert.equal((await next.baseline(codecPath)).commit, commit);
    });
  }

  it('while putting on top: the kept head follows the branch', async () => {
    const { git, reopen } = place();
    const forge = await reopen();
    const { number, headSha } = await open(forge, 'idea');
    const outcome = await forge.putOnTop(number, headSha, onTop);
    assert.ok(outcome.kind === 'moved');
    const ref = `refs/pull/${number}/head`;
    git.updateRefs([{ ref, from: outcome.headSha, to: headSha }]);
    assert.equal((await (await reopen()).pullRequest(number)).headSha, outcome.headSha);
    assert.equal(git.refs().get(ref)?.commit, outcome.headSha);
  });
});

describe('the forge in memory', () => {
  it('fails a call before or after its effect, once', async () => {
    const forge = memoryForge(seedFiles);
    const draft = await draftOf(forge, 'idea');
    forge.failNext('openCandidate', 'before');
    await assert.rejects(forge.openCandidate(draft), /openCandidate was lost/);
    assert.deepEqual(await forge.pullRequests(), []);
    forge.failNext('openCandidate', 'after');
    await assert.rejects(forge.openCandidate(draft), /answer of openCandidate was lost/);
    assert.equal((await forge.pullRequests()).length, 1);
    assert.equal((await forge.openCandidate(draft)).kind, 'exists');
    assert.deepEqual(
      forge.calls.filter((name) => name === 'openCandidate'),
      ['openCandidate', 'openCandidate', 'openCandidate'],
    );
  });

  it('has people who open, push, review, label and push to the default branch', async () => {
    const forge = memoryForge(seedFiles);
    const draft = { ...(await draftOf(forge, 'person')), branch: 'my-idea' };
    const { number, byBot, author, headSha } = await forge.openAsPerson(draft, 'ada');
    assert.deepEqual({ byBot, author }, { byBot: false, author: 'ada' });
    await forge.reviewAsPerson(number, { headSha, body: 'Nice.', comments: [] });
    await forge.label(number, 'help wanted');
    await forge.setLabels(number, ['crucible: held']);
    await forge.postReview(number, { headSha, body: 'Held.', comments: [] });
    const pushed = await forge.push(number, codecPath, numbered('pushed'));
    const pull = await forge.pullRequest(number);
    assert.equal(pull.headSha, pushed);
    assert.deepEqual(pull.labels, ['help wanted', 'crucible: held']);
    assert.deepEqual(
      (await forge.reviews(number)).map((review) => [review.byBot, review.outdated]),
      [
        [false, false],
        [true, false],
      ],
    );
    const tip = await forge.pushToMain(codecPath, numbered('main'));
    assert.equal((await forge.baseline(codecPath)).commit, tip);
    assert.deepEqual(await forge.mainMessages(), ['Begin', 'Pushed']);
    assert.equal(
      (await forge.readFile((await forge.difference(pull)).mergeBase, codecPath))?.source,
      firstSource,
    );
  });
});
