import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { codeEvidence } from '../src/domain/diagnoses/evidence.ts';
import { plainText } from '../src/domain/text/plain-text.ts';
import { withoutKnown, withoutSecrets } from '../src/domain/text/secrets.ts';
import { codeBlock, inlineText } from '../src/render/markdown.ts';

const letters = (length: number) => 'aB3dE6gH9jK2mN5pQ8sT'.repeat(100).slice(0, length);
const jwt = `eyJ${letters(60)}.eyJ${letters(300)}.${letters(80)}-_${letters(20)}`;

/** None of them was ever valid. */
const secrets: Readonly<Record<string, string>> = {
  'a token of GitHub, as it was': `ghs_${letters(36)}`,
  'a token of GitHub, as it is': `ghs_1234567_${jwt}`,
  'a token of a person': `ghp_${letters(36)}`,
  'a fine-grained token': `github_pat_${letters(22)}_${letters(59)}`,
  'a key of Anthropic': `sk-ant-api03-${letters(40)}-${letters(50)}_AA`,
  'a key id of AWS': `ASIA${letters(16).toUpperCase()}`,
  'a web token': jwt,
  'a private key': `-----BEGIN RSA PRIVATE KEY-----\n${letters(64)}\n${letters(64)}==\n-----END RSA PRIVATE KEY-----`,
};

describe('what has the form of a secret', () => {
  for (const [what, secret] of Object.entries(secrets)) {
    it(`${what} stands in no text`, () => {
      for (const around of ['%', '(%)', 'key=%;', '"%"', '`%`', 'https://x:%@github.com/', '%%']) {
        const text = around.replaceAll('%', () => secret);
        const left = withoutSecrets(text).replaceAll('***', '');
        assert.equal(left, around.replaceAll('%', ''), around);
      }
      for (const shown of [
        plainText(secret, 4000),
        inlineText(secret, 4000),
        codeBlock(secret, 'js'),
      ]) {
        assert.ok(!/[A-Za-z0-9]{12}/.test(shown.replaceAll('\u200b', '')), shown);
      }
    });
  }

  it('is found in linear time, whatever the text', () => {
    for (const part of [
      'eyJ',
      'gh_',
      'ghs_a.',
      'sk-ant-',
      'AKIA',
      '-----BEGIN PRIVATE KEY-----',
      'eyJaaaaaaaa.',
    ]) {
      const text = part.repeat(200_000 / part.length);
      assert.ok(withoutSecrets(text).length <= text.length + 3);
    }
  });

  it('leaves other text alone', () => {
    const plain = 'const ghost_line = eyJx.y; // AKIA is a prefix, gh_ too, sk-ant no, ghs_short';
    assert.equal(withoutSecrets(plain), plain);
    const words = fc.string({ unit: fc.constantFrom(...'abcxyz019 .,_-=/+"\n') });
    fc.assert(
      fc.property(words, (text) => {
        fc.pre(!/gh|sk-|eyJ|A[KS]IA|BEGIN/.test(text));
        assert.equal(withoutSecrets(text), text);
      }),
      { seed: 7 },
    );
  });

  it('does not come back in pieces when a line is cut', () => {
    const secret = secrets['a token of GitHub, as it is'] ?? '';
    const source = `export const a = 1;\nconst token = '${secret}'; null.x;\n`;
    const code = codeEvidence(source, { line: 2, column: secret.length + 20 }) ?? '';
    assert.match(code, /null\.x/);
    assert.ok(!/[A-Za-z0-9]{20}/.test(code), code);
  });
});

describe('a secret that is known', () => {
  it('stands in no text, whatever its form', () => {
    const key = 'p4ss w0rd/+=';
    assert.equal(withoutKnown(`a ${key} b ${encodeURIComponent(key)}`, [key]), 'a *** b ***');
    assert.equal(withoutKnown('short', ['', 'short']), 'short');
  });
});
