import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { parseTrial } from '../src/domain/trial/schema.ts';
import type { Trial } from '../src/domain/trial/trial.ts';
import { parseMarker, printMarker } from '../src/render/marker.ts';
import { anyCharacter } from './support/any-character.ts';
import { acceptedTrial, failedTrials, sampleTrial, sampleTrials } from './support/trials.ts';

const packed = (text: string) => /v1 ([\w-]+) -->/.exec(text)?.[1] ?? '';
const markerOf = (json: string | Buffer) =>
  `<!-- codec-crucible:trial v1 ${gzipSync(json).toString('base64url')} -->`;

describe('the marker', () => {
  it('gives every trial back', () => {
    for (const trial of Object.values(sampleTrials)) {
      const { text, digest } = printMarker(trial);
      assert.deepEqual(parseMarker(`words\n\n${text}\n`), { kind: 'trial', trial, digest });
    }
  });

  it('gives back any words a trial may quote', () => {
    const words = fc.string({ unit: anyCharacter });
    fc.assert(
      fc.property(words, words, words, (title, cause, stack) => {
        const { runtime_error: base } = failedTrials;
        const { analysis } = base;
        assert.ok(analysis);
        const evidence = { ...analysis.evidence, stack };
        const trial = {
          ...base,
          candidate: { ...base.candidate, title },
          analysis: { ...analysis, root_cause: cause, evidence },
        };
        const { text, digest } = printMarker(trial);
        assert.match(text, /^<!-- codec-crucible:trial v1 [\w-]+ -->$/);
        assert.deepEqual(parseMarker(text), { kind: 'trial', trial, digest });
      }),
      { numRuns: 50 },
    );
  });

  it('holds gzip that others read, and the digest of its text', () => {
    const { text, digest } = printMarker(acceptedTrial);
    const json = gunzipSync(Buffer.from(packed(text), 'base64url'));
    assert.deepEqual(JSON.parse(json.toString()), acceptedTrial);
    assert.equal(createHash('sha256').update(json).digest('hex').slice(0, 12), digest);
  });

  it('does not depend on the order in which a trial was built', () => {
    const reversed = Object.fromEntries(Object.entries(acceptedTrial).reverse());
    assert.equal(printMarker(reversed as unknown as Trial).text, printMarker(acceptedTrial).text);
  });

  it('counts only when it is the last one', () => {
    const forged = printMarker(sampleTrial({ cost: { ...acceptedTrial.cost, usd: 9 } })).text;
    const real = printMarker(acceptedTrial);
    const parsed = parseMarker(`\`\`\`\n${forged}\n\`\`\`\n\n${real.text}`);
    assert.equal(parsed.kind === 'trial' && parsed.digest, real.digest);
    assert.equal(parseMarker(`${forged}\n<!-- codec-crucible:trial v1 oops`).kind, 'broken');
  });

  it('is read in schema 1, which knew no experiments', () => {
    const { analysis, ...trial } = failedTrials.logic_error;
    assert.ok(analysis);
    const { confidence, evidence, ...said } = analysis;
    const { experiments, ...seen } = evidence;
    const old = { ...trial, schema: 1, analysis: { ...said, evidence: seen } };
    const parsed = parseMarker(markerOf(JSON.stringify(old)));
    assert.equal(parsed.kind, 'trial');
    const read = parsed.kind === 'trial' ? parsed.trial : null;
    assert.deepEqual([read?.schema, read?.analysis?.confidence], [2, 'observed']);
    assert.deepEqual(read?.analysis?.evidence, { ...seen, experiments: [] });
    assert.deepEqual([confidence, experiments], ['observed', []]);
  });

  it('refuses to print a trial that contradicts itself', () => {
    assert.throws(() => printMarker({ ...acceptedTrial, experiment_id: 'another' }));
    assert.throws(() => printMarker({ ...acceptedTrial, status: 'rejected' }));
  });
});

describe('a marker that is not one', () => {
  const broken = (text: string) => {
    const parsed = parseMarker(text);
    assert.equal(parsed.kind, 'broken');
    return parsed.kind === 'broken' ? parsed.why : '';
  };

  it('is none where there is none', () => {
    assert.deepEqual(parseMarker('a review without'), { kind: 'none' });
    assert.deepEqual(parseMarker('<!-- codec-crucible:proposal v1 AAAA -->'), { kind: 'none' });
  });

  it('says why it is broken', () => {
    assert.match(broken('<!-- codec-crucible:trial v2 AAAA -->'), /version 2/);
    assert.match(broken('<!-- codec-crucible:trial v1 !! -->'), /altered/);
    assert.match(broken('<!-- codec-crucible:trial v1 AAAA -->'), /too short/);
    assert.match(broken(markerOf('{}')), /schema: /);
    assert.match(broken(markerOf('[')), /JSON/);
    assert.equal(
      broken(markerOf(JSON.stringify({ ...acceptedTrial, schema: 3 }))).split(':')[0],
      'schema',
    );
    assert.match(broken(markerOf(JSON.stringify({ ...acceptedTrial, extra: 1 }))), /extra/);
    assert.ok(broken(markerOf(Buffer.from([0x22, 0xff, 0x22]))));
  });

  it('is refused when it would unpack to more than 2 MB, whatever its footer says', () => {
    const bomb = gzipSync(Buffer.alloc(20_000_000, 32));
    const marker = (bytes: Buffer) =>
      `<!-- codec-crucible:trial v1 ${bytes.toString('base64url')} -->`;
    assert.match(broken(marker(bomb)), /more than 2000000/);
    bomb.writeUInt32LE(10, bomb.length - 4);
    assert.ok(broken(marker(bomb)));
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 60 }),
        fc.string({ unit: anyCharacter }),
        (bytes, text) => {
          const base64 = Buffer.from(bytes).toString('base64url');
          assert.notEqual(parseMarker(`<!-- codec-crucible:trial v1 ${base64} -->`).kind, 'trial');
          assert.notEqual(parseMarker(`<!-- codec-crucible:trial ${text}`).kind, 'trial');
          assert.equal(parseMarker(markerOf(Buffer.from(bytes))).kind, 'broken');
        },
      ),
    );
  });
});

describe('the trial schema', () => {
  it('takes no number that is none, and no trial without its analysis', () => {
    const nan = { ...acceptedTrial, cost: { ...acceptedTrial.cost, usd: Number.NaN } };
    assert.equal(parseTrial(nan).kind, 'broken');
    const bare = parseTrial({ ...failedTrials.timeout, analysis: null });
    assert.match(bare.kind === 'broken' ? bare.why : '', /has an analysis/);
    const held = parseTrial({ ...failedTrials.timeout, status: 'held' });
    assert.match(held.kind === 'broken' ? held.why : '', /says why/);
    for (const value of [null, undefined, 1, 'x', [], { __proto__: null }]) {
      assert.equal(parseTrial(value).kind, 'broken');
    }
  });
});
