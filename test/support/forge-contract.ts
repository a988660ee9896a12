/** What every forge must do, told against the port alone. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { onHoldLabel } from '../../src/domain/label.ts';
import type { CandidateDraft, Forge, OpenOutcome, PullRequest } from '../../src/ports/forge.ts';
import { evaluatingStatus } from '../../src/render/status.ts';
import { permitFor } from './permit.ts';
export const codecPath = 'benchmarks/lossless/codec.js';
export const onTop = { path: codecPath, status: evaluatingStatus };
export const otherPath = 'benchmarks/lossy/codec.js';
export const firstSource = numbered('first');
export const seedFiles = { [codecPath]: firstSource, [otherPath]: numbered('other') };

/** Forty lines that differ in the tenth. */
export function numbered(word: string): string {
  return Array.from({ length: 40 }, (_, i) => `// ${i === 9 ? word : `line ${i + 1}`}\n`).join('');
}

/** A candidate for the lossless benchmark, on the tip of the default branch. */
export async function draftOf(forge: Forge, word: string): Promise<CandidateDraft> {
  return {
    branch: `crucible/lossless/${word}`,
    title: `lossless: try ${word}`,
    body: `Hypothesis: ${word} is better.\n`,
    path: codecPath,
    source: numbered(word),
    base: (await forge.baseline(codecPath)).commit,
  };
}

/** Opens a candidate whose tenth line is `word`. */
export async function open(forge: Forge, word: string): Promise<PullRequest> {
  const outcome: OpenOutcome = await forge.openCandidate(await draftOf(forge, word));
  assert.equal(outcome.kind, 'opened');
  return outcome.pullRequest;
}

async function mergeNow(forge: Forge, number: number): Promise<string> {
  const outcome = await forge.merge(await permitFor(forge, number, codecPath), 'Merged\n');
  assert.ok(outcome.kind === 'merged', outcome.kind);
  return outcome.commit;
}

/** Moves the default branch, but not the lossless benchmark's codec. */
async function mergeOther(forge: Forge): Promise<void> {
  const draft = { ...(await draftOf(forge, 'lossy')), path: otherPath };
  const { pullRequest } = await forge.openCandidate(draft);
  const permit = await permitFor(forge, pullRequest.number, otherPath);
  assert.equal((await forge.merge(permit, 'Merged')).kind, 'merged');
}

/** `openForge` gives a fresh forge whose default branch has `seedFiles`. */
export function forgeContract(name: string, openForge: () => Promise<Forge>): void {
  describe(`${name}, as a forge`, () => {
    describeOpening(openForge);
    describeReviewing(openForge);
    describeMerging(openForge);
    describePuttingOnTop(openForge);
  });
}

function describeOpening(openForge: () => Promise<Forge>): void {
  it('has the seed files on its default branch', async () => {
    const forge = await openForge();
    const baseline = await forge.baseline(codecPath);
    assert.equal(baseline.source, firstSource);
    assert.deepEqual(await forge.readFile(baseline.commit, codecPath), {
      source: baseline.source,
      blob: baseline.blob,
    });
    assert.equal(await forge.readFile(baseline.commit, 'no/such/file.js'), null);
    assert.deepEqual(await forge.pullRequests(), []);
  });

  it('opens a candidate as a pull request that changes one file', async () => {
    const forge = await openForge();
    const draft = await draftOf(forge, 'idea');
    const outcome = await forge.openCandidate(draft);
    assert.equal(outcome.kind, 'opened');
    const pull = outcome.pullRequest;
    const { title, body, branch, state, byBot, labels } = pull;
    const { mergeBase, files } = await forge.difference(pull);
    assert.deepEqual(
      files.map(({ path, change }) => ({ path, change })),
      [{ path: codecPath, change: 'modified' }],
    );
    assert.deepEqual(
      { title, body, branch, state, byBot, labels, mergeBase },
      {
        title: draft.title,
        body: draft.body,
        branch: draft.branch,
        state: 'open',
        byBot: true,
        labels: [],
        mergeBase: draft.base,
      },
    );
    for (const seconds of [pull.headTime, pull.createdAt]) {
      assert.ok(Number.isInteger(seconds) && seconds > 1e9 && seconds < 1e10);
    }
    assert.equal((await forge.readFile(pull.headSha, codecPath))?.source, draft.source);
    const other = await forge.readFile(pull.headSha, otherPath);
    assert.equal(other?.source, seedFiles[otherPath]);
    assert.equal((await forge.baseline(codecPath)).source, firstSource);
    assert.deepEqual(await forge.pullRequest(pull.number), pull);
    assert.deepEqual(await forge.pullRequests(), [pull]);
  });

  it('finds the pull request of a branch that is there already, even a closed one', async () => {
    const forge = await openForge();
    const first = await open(forge, 'idea');
    const again = await forge.openCandidate(await draftOf(forge, 'idea'));
    assert.deepEqual(again, { kind: 'exists', pullRequest: first });
    await forge.close(first.number);
    const afterwards = await forge.openCandidate(await draftOf(forge, 'idea'));
    assert.deepEqual(afterwards, {
      kind: 'exists',
      pullRequest: { ...first, state: 'closed' },
    });
    assert.equal((await forge.pullRequests()).length, 1);
  });

  it('lists pull requests from the oldest to the newest', async () => {
    const forge = await openForge();
    const opened = [];
    for (const word of ['one', 'two', 'three']) opened.push((await open(forge, word)).number);
    const listed = (await forge.pullRequests()).map(({ number }) => number);
    assert.deepEqual(listed, opened);
    assert.deepEqual(
      opened,
      [...opened].sort((a, b) => a - b),
    );
  });

  it('keeps source text to the byte', async () => {
    const forge = await openForge();
    const source = '\uFEFF// \u00e4\u{1f600} no newline at the end\r\n\t`x`';
    const draft = { ...(await draftOf(forge, 'bytes')), source };
    const { pullRequest } = await forge.openCandidate(draft);
    assert.equal((await forge.readFile(pullRequest.headSha, codecPath))?.source, source);
  });

  it('refuses a body that is too long', async () => {
    const forge = await openForge();
    const draft = await draftOf(forge, 'idea');
    await assert.rejects(forge.openCandidate({ ...draft, body: 'x'.repeat(65_537) }), /too long/);
    assert.deepEqual(await forge.pullRequests(), []);
  });

  it('closes and opens again, also when told twice', async () => {
    const forge = await openForge();
    const { number, headSha } = await open(forge, 'idea');
    await forge.close(number);
    await forge.close(number);
    assert.equal((await forge.pullRequest(number)).state, 'closed');
    assert.equal((await forge.pullRequest(number)).headSha, headSha);
    assert.equal((await forge.reopen(number)).kind, 'open');
    assert.equal((await forge.pullRequest(number)).state, 'open');
  });
}

function describeReviewing(openForge: () => Promise<Forge>): void {
  it('knows the newest status of a commit, and remembers the older ones', async () => {
    const forge = await openForge();
    const { headSha } = await open(forge, 'idea');
    assert.equal(await forge.newestStatus(headSha), null);
    assert.equal(await forge.hasStatusEnding(headSha, ''), false);
    await forge.postStatus(headSha, { state: 'pending', description: 'evaluating [1]' });
    const newest = { state: 'failure', description: 'not better [2]' } as const;
    await forge.postStatus(headSha, newest);
    assert.deepEqual(await forge.newestStatus(headSha), newest);
    for (const ending of ['[1]', '[2]']) assert.ok(await forge.hasStatusEnding(headSha, ending));
    assert.equal(await forge.hasStatusEnding(headSha, '[3]'), false);
  });

  it("edits the text of the bot's own review", async () => {
    const forge = await openForge();
    const { number, headSha, createdAt } = await open(forge, 'idea');
    await forge.postReview(number, { headSha, body: 'held', comments: [] });
    const [review] = await forge.reviews(number);
    const time = review?.submittedAt ?? 0;
    assert.ok(Number.isInteger(time) && time >= createdAt, `${time} is before ${createdAt}`);
    await forge.editReview(number, review?.id ?? 0, 'accepted');
    assert.deepEqual(
      (await forge.reviews(number)).map(({ body, headSha: at, submittedAt }) => {
        return { body, at, submittedAt };
      }),
      [{ body: 'accepted', at: headSha, submittedAt: time }],
    );
  });

  it('refuses a status description of more than 140 characters', async () => {
    const forge = await openForge();
    const { headSha } = await open(forge, 'idea');
    const status = { state: 'error', description: 'x'.repeat(141) } as const;
    await assert.rejects(forge.postStatus(headSha, status));
    assert.equal(await forge.newestStatus(headSha), null);
    await forge.postStatus(headSha, { ...status, description: 'x'.repeat(140) });
    assert.equal((await forge.newestStatus(headSha))?.state, 'error');
  });

  it('marks a review as outdated', async () => {
    const forge = await openForge();
    const { number, headSha } = await open(forge, 'idea');
    const comments = [{ path: codecPath, line: 10, body: 'here' }];
    await forge.postReview(number, { headSha, body: 'first', comments });
    await forge.postReview(number, { headSha, body: 'second', comments: [] });
    const [older] = await forge.reviews(number);
    await forge.outdate(number, [older?.id ?? 0]);
    await forge.outdate(number, []);
    const reviews = await forge.reviews(number);
    assert.deepEqual(
      reviews.map(({ body, byBot, outdated, headSha: at }) => ({ body, byBot, outdated, at })),
      [
        { body: 'first', byBot: true, outdated: true, at: headSha },
        { body: 'second', byBot: true, outdated: false, at: headSha },
      ],
    );
    assert.deepEqual(reviews[0]?.comments, comments);
    assert.notEqual(reviews[0]?.id, reviews[1]?.id);
  });

  it('lets comments stand on the lines of the diff, and nowhere else', async () => {
    const forge = await openForge();
    const { number, headSha } = await open(forge, 'idea');
    const { files } = await forge.difference(await forge.pullRequest(number));
    const lines = files[0]?.lines ?? [];
    assert.ok(lines.includes(10));
    assert.deepEqual(
      lines,
      [...lines].sort((a, b) => a - b),
    );
    const far = [{ path: codecPath, line: 39, body: 'far away' }];
    assert.ok(!lines.includes(39));
    await assert.rejects(forge.postReview(number, { headSha, body: 'no', comments: far }));
    assert.deepEqual(await forge.reviews(number), []);
    const comments = lines.map((line) => ({ path: codecPath, line, body: `on ${line}` }));
    await forge.postReview(number, { headSha, body: 'yes', comments });
  });

  it("replaces the bot's labels and none other", async () => {
    const forge = await openForge();
    const { number } = await open(forge, 'idea');
    await forge.setLabels(number, ['crucible: failed', 'severity: high', 'category: timeout']);
    await forge.setLabels(number, ['crucible: accepted']);
    await forge.setLabels(number, ['crucible: accepted']);
    assert.deepEqual((await forge.pullRequest(number)).labels, ['crucible: accepted']);
  });
}

function describeMerging(openForge: () => Promise<Forge>): void {
  it('merges the permitted head as one commit on the default branch', async () => {
    const forge = await openForge();
    const { number, headSha } = await open(forge, 'idea');
    const commit = await mergeNow(forge, number);
    const after = await forge.baseline(codecPath);
    assert.equal(after.commit, commit);
    assert.equal(after.source, numbered('idea'));
    assert.equal((await forge.baseline(otherPath)).source, seedFiles[otherPath]);
    const merged = await forge.pullRequest(number);
    assert.equal(merged.state, 'merged');
    assert.equal(merged.headSha, headSha);
    assert.equal((await forge.readFile(headSha, codecPath))?.source, numbered('idea'));
  });

  it('does not merge a head that moved after the permit', async () => {
    const forge = await openForge();
    const { number, headSha } = await open(forge, 'idea');
    await mergeOther(forge);
    const permit = await permitFor(forge, number, codecPath);
    const moved = await forge.putOnTop(number, headSha, onTop);
    assert.equal(moved.kind, 'moved');
    assert.deepEqual(await forge.merge(permit, 'Merged'), { kind: 'head_moved' });
    assert.equal((await forge.baseline(codecPath)).source, firstSource);
  });

  it('does not merge onto a baseline that moved after the permit', async () => {
    const forge = await openForge();
    const winner = await open(forge, 'winner');
    const late = await open(forge, 'late');
    const permit = await permitFor(forge, late.number, codecPath);
    await mergeNow(forge, winner.number);
    assert.deepEqual(await forge.merge(permit, 'Merged'), { kind: 'base_moved' });
    assert.equal((await forge.baseline(codecPath)).source, numbered('winner'));
    assert.equal((await forge.pullRequest(late.number)).state, 'open');
  });

  it('does not merge a branch that leaves the default branch at another baseline', async () => {
    const forge = await openForge();
    const winner = await open(forge, 'winner');
    const stale = await open(forge, 'stale');
    await mergeNow(forge, winner.number);
    const { blob } = await forge.baseline(codecPath);
    const permit = await permitFor(forge, stale.number, codecPath, { mergeBaseBlob: blob });
    assert.deepEqual(await forge.merge(permit, 'Merged'), { kind: 'base_moved' });
    assert.equal((await forge.baseline(codecPath)).source, numbered('winner'));
  });

  it("merges although another benchmark's codec changed meanwhile", async () => {
    const forge = await openForge();
    const mine = await open(forge, 'mine');
    await mergeOther(forge);
    await mergeNow(forge, mine.number);
    assert.equal((await forge.baseline(codecPath)).source, numbered('mine'));
    assert.equal((await forge.baseline(otherPath)).source, numbered('lossy'));
  });

  it('merges neither what is closed nor what is merged', async () => {
    const forge = await openForge();
    const { number } = await open(forge, 'idea');
    const permit = await permitFor(forge, number, codecPath);
    await forge.close(number);
    assert.deepEqual(await forge.merge(permit, 'Merged'), { kind: 'not_open' });
    await forge.reopen(number);
    assert.equal((await forge.merge(permit, 'Merged')).kind, 'merged');
    assert.deepEqual(await forge.merge(permit, 'Merged'), { kind: 'not_open' });
    assert.equal((await forge.reopen(number)).kind, 'refused');
    await forge.close(number);
    assert.equal((await forge.pullRequest(number)).state, 'merged');
  });

  it('merges what is on hold only by a person, whenever it was put on hold', async () => {
    const forge = await openForge();
    const { number } = await open(forge, 'idea');
    const own = await permitFor(forge, number, codecPath);
    const person = await permitFor(forge, number, codecPath, { decides: 'person' });
    await forge.setLabels(number, [onHoldLabel]);
    assert.deepEqual(await forge.merge(own, 'Merged'), { kind: 'on_hold' });
    assert.equal((await forge.pullRequest(number)).state, 'open');
    assert.equal((await forge.merge(person, 'Merged')).kind, 'merged');
  });

  it('lets one of two winners in when both come at once', async () => {
    const forge = await openForge();
    const winners = [await open(forge, 'one'), await open(forge, 'two')];
    const permits = await Promise.all(
      winners.map(({ number }) => permitFor(forge, number, codecPath)),
    );
    const outcomes = await Promise.all(permits.map((permit) => forge.merge(permit, 'Merged')));
    assert.deepEqual(outcomes.map(({ kind }) => kind).sort(), ['base_moved', 'merged']);
    const won = outcomes[0]?.kind === 'merged' ? 'one' : 'two';
    assert.equal((await forge.baseline(codecPath)).source, numbered(won));
  });
}

function describePuttingOnTop(openForge: () => Promise<Forge>): void {
  it('puts a stale candidate on top, so that it can merge', async () => {
    const forge = await openForge();
    const winner = await open(forge, 'winner');
    const stale = await open(forge, 'stale');
    const tip = await mergeNow(forge, winner.number);
    const outcome = await forge.putOnTop(stale.number, stale.headSha, onTop);
    assert.ok(outcome.kind === 'moved');
    const pull = await forge.pullRequest(stale.number);
    assert.equal(pull.headSha, outcome.headSha);
    assert.equal((await forge.difference(pull)).mergeBase, tip);
    assert.equal(pull.branch, stale.branch);
    assert.equal((await forge.readFile(pull.headSha, codecPath))?.source, numbered('stale'));
    assert.deepEqual(await forge.newestStatus(pull.headSha), onTop.status);
    await mergeNow(forge, stale.number);
    assert.equal((await forge.baseline(codecPath)).source, numbered('stale'));
  });

  it('commits another text of the file on the head', async () => {
    const forge = await openForge();
    const { number, headSha, branch } = await open(forge, 'idea');
    const file = {
      path: codecPath,
      source: numbered('mended'),
      message: 'Repair\n\nIt was broken.',
    };
    const outcome = await forge.commitFile(number, headSha, file);
    assert.ok(outcome.kind === 'moved');
    const pull = await forge.pullRequest(number);
    assert.deepEqual([pull.headSha, pull.branch], [outcome.headSha, branch]);
    assert.equal((await forge.readFile(pull.headSha, codecPath))?.source, numbered('mended'));
    assert.equal((await forge.readFile(headSha, codecPath))?.source, numbered('idea'));
    assert.equal((await forge.difference(pull)).files.length, 1);
    assert.deepEqual(await forge.commitFile(number, headSha, file), { kind: 'head_moved' });
    await mergeNow(forge, number);
    assert.equal((await forge.baseline(codecPath)).source, numbered('mended'));
  });

  it('leaves a head alone that is not the expected one', async () => {
    const forge = await openForge();
    const { number, headSha } = await open(forge, 'idea');
    const other = (await forge.baseline(codecPath)).commit;
    assert.deepEqual(await forge.putOnTop(number, other, onTop), { kind: 'head_moved' });
    assert.equal((await forge.pullRequest(number)).headSha, headSha);
  });
}
