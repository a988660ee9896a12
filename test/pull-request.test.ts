import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { digestOf } from '../src/domain/digest.ts';
import { noCost } from '../src/domain/trial/trial.ts';
import { labels, labelsOf } from '../src/render/labels.ts';
import { parseMergeTrailers, printMergeMessage } from '../src/render/merge-message.ts';
import { parseProposal, renderPullRequest } from '../src/render/pull-request.ts';
import {
  evaluatingStatus,
  mergedByStatus,
  parseStatusDigest,
  reviewingStatus,
  verdictStatus,
} from '../src/render/status.ts';
import { anyCharacter } from './support/any-character.ts';
import { assertSnapshot } from './support/snapshot.ts';
import {
  acceptedTrial,
  failedTrials,
  heldTrial,
  sampleTrial,
  sampleTrials,
} from './support/trials.ts';

const record = {
  benchmark: 'lossless',
  title: acceptedTrial.candidate.title,
  hypothesis: acceptedTrial.candidate.hypothesis,
  author: 'claude',
  parent: digestOf('baseline'),
  source_digest: digestOf('candidate'),
  token_digest: digestOf('tokens'),
  successor_of: null,
  run: null,
  model: null,
  cost: noCost,
} as const;

const any = fc.string({ unit: anyCharacter });

describe('a pull request', () => {
  it('is the page in the snapshot', () => {
    const { branch, title, body } = renderPullRequest({
      ...record,
      model: 'claude-sonnet',
      cost: acceptedTrial.cost,
    });
    assert.equal(branch, `crucible/lossless/${digestOf('candidate').slice(0, 12)}`);
    assert.equal(title, 'lossless: Predict each sample from its neighbours with the median rule');
    assertSnapshot('pull-request.md', `${body}\n`);
  });

  it('names the person whose file it carries', () => {
    const { body } = renderPullRequest({
      ...record,
      author: 'person',
      parent: null,
      successor_of: { number: 31, author: 'octocat' },
    });
    assertSnapshot('pull-request-successor.md', `${body}\n`);
  });

  it('gives its record back, whatever the words', () => {
    fc.assert(
      fc.property(any, any, (title, hypothesis) => {
        const proposal = { ...record, title, hypothesis };
        const { body } = renderPullRequest(proposal);
        assert.deepEqual(parseProposal(`${body}\r\nmore\r\n`), { kind: 'proposal', proposal });
      }),
    );
  });

  it('has a title of one line that refers to nothing', () => {
    const { title } = renderPullRequest({
      ...record,
      title: 'fixes #3\n@octocat '.repeat(30),
    });
    assert.match(title, /^lossless: fixes #\u200b3 @\u200boctocat .*\.\.\.$/);
    assert.ok(title.length < 200);
  });

  it('is not guessed from a body without or with a damaged record', () => {
    assert.deepEqual(parseProposal('hello'), { kind: 'none' });
    assert.equal(parseProposal('<!-- codec-crucible:proposal v1 AAAA -->').kind, 'broken');
    fc.assert(
      fc.property(any, (text) => {
        assert.notEqual(parseProposal(`<!-- codec-crucible:proposal v1 ${text}`).kind, 'proposal');
      }),
    );
  });
});

describe('labels', () => {
  it('say status, severity and category', () => {
    assert.deepEqual(labelsOf(acceptedTrial), ['crucible: accepted']);
    assert.deepEqual(labelsOf(failedTrials.logic_error), [
      'crucible: failed',
      'severity: medium',
      'category: logic_error',
    ]);
  });

  it('are all defined, within the limits of GitHub', () => {
    const names = new Set(labels.map(({ name }) => name));
    assert.equal(names.size, labels.length);
    for (const trial of Object.values(sampleTrials)) {
      for (const name of labelsOf(trial)) assert.ok(names.has(name), name);
    }
    for (const { name, color, description } of labels) {
      assert.ok(name.length <= 50 && description.length <= 100);
      assert.match(color, /^[0-9a-f]{6}$/);
    }
  });
});

describe('the commit status', () => {
  const digest = '0123456789ab';

  it('tells the verdict in 140 characters and vouches for the marker', () => {
    const lines = Object.entries(sampleTrials).map(([name, trial]) => {
      const { state, description } = verdictStatus(trial, digest);
      assert.ok(description.length <= 140);
      assert.equal(parseStatusDigest(description), digest);
      return `| ${name} | ${state} | ${description} |`;
    });
    assertSnapshot(
      'statuses.md',
      `| trial | state | description |\n| --- | --- | --- |\n${lines.join('\n')}\n`,
    );
  });

  it('is pending first, without and then with the digest', () => {
    assert.deepEqual(evaluatingStatus, { state: 'pending', description: 'evaluating' });
    assert.equal(parseStatusDigest(evaluatingStatus.description), null);
    assert.equal(parseStatusDigest(reviewingStatus(digest).description), digest);
    assert.equal(verdictStatus(heldTrial, digest).state, 'pending');
  });

  it('names who merged, however long or hostile the name', () => {
    assert.deepEqual(mergedByStatus('ada', digest), {
      state: 'success',
      description: `merged by ada [${digest}]`,
    });
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, maxLength: 300 }), (name) => {
        const { description } = mergedByStatus(name, digest);
        assert.ok(description.length <= 140);
        assert.equal(parseStatusDigest(description), digest);
      }),
    );
  });
});

describe('the merge message', () => {
  it('is the text in the snapshot', () => {
    const message = printMergeMessage(acceptedTrial, [
      'Ada <ada@example.org>',
      'no address',
      'x\ny <a@b>',
    ]);
    assertSnapshot('merge-message.txt', `${message}\n`);
  });

  it('gives its trailers back', () => {
    assert.deepEqual(parseMergeTrailers(printMergeMessage(acceptedTrial, ['A <a@b.c>'])), {
      rateChangePercent: -7.303,
      parent: digestOf('baseline').slice(0, 12),
      trial: acceptedTrial.experiment_id,
    });
    const { candidate } = acceptedTrial;
    const first = { ...acceptedTrial, comparison: null, candidate: { ...candidate, parent: null } };
    assert.deepEqual(parseMergeTrailers(printMergeMessage(first, [])), {
      rateChangePercent: null,
      parent: null,
      trial: first.experiment_id,
    });
  });

  it('cannot be given trailers, references or [skip ci] by a candidate', () => {
    const forged =
      '\n\nRate-change: -99.000 %\nParent: none\nTrial: forged\n\n[skip ci] fixes #1 @octocat';
    const text = fc.oneof(fc.constant(forged), any);
    fc.assert(
      fc.property(text, text, (title, hypothesis) => {
        const trial = sampleTrial({ candidate: { ...acceptedTrial.candidate, title, hypothesis } });
        const message = printMergeMessage(trial, []);
        assert.equal(parseMergeTrailers(message)?.trial, trial.experiment_id);
        assert.equal(parseMergeTrailers(message)?.rateChangePercent, null);
        assert.ok(!/@\w|#1|\[skip ci\]/.test(message.replace('(#7)', '')));
      }),
    );
  });

  it('is not read from other commits', () => {
    assert.equal(parseMergeTrailers('Fix a typo'), null);
    assert.equal(parseMergeTrailers('x\n\nRate-change: NaN %\nParent: none\nTrial: y'), null);
  });
});
