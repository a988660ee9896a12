import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { digestOf } from '../src/domain/digest.ts';
import { experimentId } from '../src/domain/trial/experiment-id.ts';
import type { Trial } from '../src/domain/trial/trial.ts';
import { parseMarker } from '../src/render/marker.ts';
import { type ReviewContext, renderReview } from '../src/render/review.ts';
import { assertSnapshot } from './support/snapshot.ts';
import {
  acceptedTrial,
  failedTrials,
  heldTrial,
  losslessEvaluation,
  lossyEvaluation,
  rejectedTrial,
  sampleBenchmark,
  sampleTrials,
} from './support/trials.ts';

function contextOf(trial: Trial, changes: Partial<ReviewContext> = {}): ReviewContext {
  const lossy = trial.benchmark.name === 'lossy';
  return {
    benchmark: sampleBenchmark(lossy ? 'lossy' : 'lossless'),
    baseline: lossy ? lossyEvaluation(1) : losslessEvaluation(),
    changedLines: [4, 5, 12, 13],
    suggestion: null,
    ...changes,
  };
}

const firstLine = (trial: Trial) => renderReview(trial, contextOf(trial)).body.split('\n')[0];

describe('a review', () => {
  for (const [name, trial] of Object.entries(sampleTrials)) {
    it(`of a trial that is ${name} is the page in the snapshot`, () => {
      assertSnapshot(`review-${name}.md`, `${renderReview(trial, contextOf(trial)).body}\n`);
    });

    it(`of a trial that is ${name} carries the trial`, () => {
      const { body, digest } = renderReview(trial, contextOf(trial));
      assert.deepEqual(parseMarker(body), { kind: 'trial', trial, digest });
    });
  }

  it('puts its inline comments on lines of the diff', () => {
    const pages = Object.entries(sampleTrials).map(([name, trial]) => {
      const { comments } = renderReview(trial, contextOf(trial));
      return comments.map(({ line, body }) => `# ${name}, line ${line}\n\n${body}\n`).join('\n');
    });
    assertSnapshot('review-comments.md', pages.filter((page) => page !== '').join('\n'));
  });

  it('begins with the verdict in words', () => {
    assert.equal(
      firstLine(acceptedTrial),
      '**Accepted: 7.3 % less rate than the baseline (mean of the clips), 7.07 % fewer bytes in all.**',
    );
    assert.match(firstLine(failedTrials.runtime_error) ?? '', /^\*\*Failed in the smoke stage: /);
    const merged = { ...heldTrial, status: 'accepted', analysis: null } as const;
    assert.match(firstLine(merged) ?? '', /^\*\*Accepted by a person: /);
  });

  it('says so when there was no working baseline', () => {
    const trial = { ...heldTrial, held_reason: 'broken_baseline', comparison: null } as const;
    const { body } = renderReview(trial, contextOf(trial, { baseline: null }));
    assert.match(body, /^\*\*Held for a person: it works; the baseline does not work/);
    assert.match(body, /\| dog \| – \|/);
    assert.ok(!body.includes('mermaid'));
  });
});

describe('the inline comment', () => {
  const trial = failedTrials.runtime_error;
  const comments = (changes: Partial<ReviewContext>) =>
    renderReview(trial, contextOf(trial, changes)).comments;

  it('stands on the failing line when that is in the diff', () => {
    assert.deepEqual(
      comments({}).map(({ line }) => line),
      [12],
    );
  });

  it('else on the first changed line, and says which line it means', () => {
    const [comment] = comments({ changedLines: [4, 5] });
    assert.equal(comment?.line, 4);
    assert.match(comment?.body ?? '', /about line 12/);
  });

  it('is left out without a diff and for an accepted trial', () => {
    assert.deepEqual(comments({ changedLines: [] }), []);
    assert.deepEqual(renderReview(acceptedTrial, contextOf(acceptedTrial)).comments, []);
  });

  it('is followed by a proven fix, as a suggestion that hides nothing', () => {
    const suggest = (code: string, line = 12) => comments({ suggestion: { line, code } });
    const fence = 'const scale = variance === 0n ? 0n : 1n / variance; // ```';
    assert.match(suggest(fence)[1]?.body ?? '', /````suggestion\nconst scale.*\n````$/);
    assert.equal(suggest('x\u202e').length, 1);
    assert.equal(suggest('x', 99).length, 1);
  });
});

describe('a hostile trial', () => {
  const attack =
    '@octocat fixes #1, GH-2 https://evil.example <img src=x> <!-- x -->\n```\n</details>\n' +
    '::error::boo \u202e `x` | ![i](http://evil.example) deadbeefcafe0123 [skip ci]';

  it('is quoted without doing anything', () => {
    const { candidate } = rejectedTrial;
    const { analysis } = failedTrials.runtime_error;
    assert.ok(analysis);
    const evidence = { ...analysis.evidence, error: attack, stack: attack, code: attack };
    const trial = {
      ...failedTrials.runtime_error,
      candidate: { ...candidate, title: attack, hypothesis: attack },
      analysis: {
        ...analysis,
        root_cause: attack,
        fix_suggestion: attack,
        evidence: { ...evidence, logs: attack },
      },
    };
    const review = renderReview(trial, contextOf(trial));
    assertSnapshot('review-hostile.md', `${review.body}\n`);
    const outside = review.body.replace(/^(`{3,}).*\n[\s\S]*?\n\1$/gm, '');
    const [head = ''] = outside.split('<!-- codec-crucible:trial');
    assert.ok(!/@\w|#1\b|GH-\d|:\/\/|<img|<!--|::|deadbeefcafe|\u202e/.test(head));
    assert.equal(head.match(/<details>/g)?.length, head.match(/<\/details>/g)?.length);
  });
});

describe('a review that would be too long', () => {
  /** Text that gzip cannot shrink. */
  const noise = (length: number) =>
    Array.from({ length: Math.ceil(length / 64) }, (_, i) => digestOf(`${i}`))
      .join('')
      .slice(0, length);

  function trialWith(cases: number, evidence: number): Trial {
    const base = failedTrials.runtime_error;
    const { analysis } = base;
    assert.ok(analysis);
    const evaluation = losslessEvaluation();
    const [first] = evaluation.cases;
    assert.ok(first);
    return {
      ...base,
      status: 'rejected',
      stage: 'judged',
      comparison: rejectedTrial.comparison,
      analysis: { ...analysis, evidence: { ...analysis.evidence, logs: noise(evidence) } },
      evaluation: {
        ...evaluation,
        cases: [
          ...evaluation.cases,
          ...Array.from({ length: cases }, (_, i) => ({
            ...first,
            clip: 'other',
            quality: i,
            sse_y: Number.parseInt(digestOf(`${i}`).slice(0, 10), 16),
          })),
        ],
      },
    };
  }

  const parts = (trial: Trial) => {
    const { body, digest } = renderReview(trial, contextOf(trial));
    assert.ok(body.length <= 60_000);
    const parsed = parseMarker(body);
    assert.equal(parsed.kind, 'trial');
    assert.equal(parsed.kind === 'trial' && parsed.digest, digest);
    return {
      chart: body.includes('```mermaid'),
      cases: body.includes('<summary>Every case'),
      evidence: body.includes('<summary>Evidence'),
      note: body.includes('Left out'),
      whole: parsed.kind === 'trial' && JSON.stringify(parsed.trial) === JSON.stringify(trial),
      marked: parsed.kind === 'trial' ? (parsed.trial.evaluation?.cases.length ?? 0) : 0,
    };
  };

  it('has everything while it fits', () => {
    const trial = trialWith(0, 100);
    const all = { chart: true, cases: true, evidence: true, note: false, whole: true, marked: 5 };
    assert.deepEqual(parts(trial), all);
  });

  it('drops chart and per-case numbers before the evidence', () => {
    const found = parts(trialWith(900, 100));
    assert.deepEqual(
      { ...found, marked: 0 },
      { chart: false, cases: false, evidence: true, note: true, whole: true, marked: 0 },
    );
  });

  it('drops the evidence, then cuts it in the marker too', () => {
    const found = parts(trialWith(0, 120_000));
    assert.deepEqual(found, {
      chart: false,
      cases: false,
      evidence: false,
      note: true,
      whole: false,
      marked: 5,
    });
  });

  it('gives up the cases in the marker last', () => {
    assert.equal(parts(trialWith(8_000, 120_000)).marked, 0);
  });
});

describe('the experiment id', () => {
  it('names benchmark, source, head and baseline', () => {
    const [sourceDigest, baselineDigest] = ['a'.repeat(64), 'b'.repeat(64)];
    const about = { benchmark: 'lossless', sourceDigest, baselineDigest };
    assert.equal(
      experimentId({ ...about, headSha: 'c'.repeat(40) }),
      'lossless-aaaaaaaaaaaa-cccccccccccc-bbbbbbbbbbbb',
    );
    assert.equal(
      experimentId({ ...about, headSha: null }),
      'lossless-aaaaaaaaaaaa-none-bbbbbbbbbbbb',
    );
  });
});
