import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { transformSync } from 'esbuild';
import type { Finding } from '../src/domain/failure.ts';
import { checkSource } from '../src/domain/static-check.ts';
import { limits } from './support/sandbox.ts';

/** A codec of several lines with what other forms of text have to escape. */
const whole = `/*
 * Title: Differences
 * Hypothesis: Neighbours are alike.
 */
const wrap = (v) => (v < 0 ? v + 256 : v > 255 ? v - 256 : v);
export function compressFrame(frame) {
  const out = new Uint8Array(frame.data.length);
  for (let i = 0; i < out.length && out.length > 0; i++) {
    out[i] = wrap(frame.data[i] - (i > 0 ? frame.data[i - 1] : 0));
  }
  return out;
}
export function decompressFrame(bytes) {
  const data = bytes.slice();
  for (let i = 1; i < data.length; i++) data[i] = wrap(data[i] + data[i - 1]);
  return data;
}
`;

/** The one finding about a source: a file that is something else gets no riddles beside it. */
function only(source: string): Finding {
  const findings = checkSource(source, limits);
  assert.equal(findings.length, 1, findings.map(({ message }) => message).join('\n') || 'none');
  return findings[0] as Finding;
}

interface Expected {
  readonly at?: string;
  readonly says: RegExp;
  readonly mend?: RegExp;
  readonly rule?: Finding['rule'];
}

function expects(
  what: string,
  source: string,
  { at, says, mend, rule = 'syntax' }: Expected,
): void {
  it(what, () => {
    const finding = only(source);
    assert.match(finding.message, says);
    if (mend) assert.match(finding.fix, mend);
    assert.equal(finding.rule, rule);
    if (at !== undefined) assert.equal(`${finding.line}:${finding.column}`, at);
  });
}

const html = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll("'", '&#39;');
const read = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');
const wide = (text: string) => read(Buffer.from(text, 'utf16le'));
const swapped = (text: string) => read(Buffer.from(text, 'utf16le').swap16());
const prefixed = (prefix: string) =>
  whole
    .trimEnd()
    .split('\n')
    .map((line) => prefix + line)
    .join('\n');

it('the codec that is wrapped has no fault of its own', () => {
  assert.deepEqual(checkSource(whole, limits), []);
});

describe('a codec inside something else', () => {
  const patch = `diff --git a/codec.js b/codec.js\nindex 1..2 100644\n--- a/codec.js\n+++ b/codec.js\n@@ -5,3 +5,3 @@ export function compressFrame(frame) {\n   const out = [];\n-  out.push(1);\n+  out.push(2);\n   return out;\n`;
  const added = `--- /dev/null\n+++ b/codec.js\n@@ -0,0 +1,17 @@\n${prefixed('+')}\n`;
  expects('a patch', patch, {
    at: '1:1',
    says: /is a patch, whose first hunk begins at line 5, .* changed parts alone/,
    mend: /git apply/,
  });
  expects(
    'a patch of a mail',
    `From ${'a'.repeat(40)} Mon Sep 17\nSubject: [PATCH] x\n\n---\n${patch}`,
    {
      says: /is a patch/,
    },
  );
  expects('a patch that makes the file', added, {
    says: /is a patch, .* makes a new file; the code inside is a whole codec/,
  });
  expects(
    'a patch in the form of an editor',
    `*** Begin Patch\n*** Update File: codec.js\n@@\n-const a = 1;\n+const a = 2;\n*** End Patch\n`,
    {
      says: /is a patch/,
    },
  );
  expects('JSON with the code in a field', JSON.stringify({ title: 'T', code: whole }), {
    at: '1:1',
    says: /^The file is JSON, not a source: the source stands in the field `code`; the code inside is a whole codec/,
    mend: /parse the JSON/,
  });
  expects(
    'an answer of an interface, with a fence inside',
    JSON.stringify(
      { choices: [{ message: { content: `Here:\n\`\`\`js\n${whole}\`\`\`` } }] },
      null,
      2,
    ),
    {
      says: /the field `choices\.0\.message\.content`; the code inside has a fault of its own \(its line 2: A Markdown fence/,
    },
  );
  expects(
    'a notebook',
    JSON.stringify({ cells: [{ source: whole.split('\n').map((line) => `${line}\n`) }] }),
    {
      says: /the field `cells\.0\.source`; the code inside is a whole codec/,
    },
  );
  expects('JSON that is cut off', JSON.stringify({ code: whole }).slice(0, -9), {
    says: /JSON, not a source, and broken at line 1/,
  });
  expects('JSON without code', '{"a": [1, 2]}', { says: /^The file is JSON, not a source\.$/ });
  expects('code that was escaped for a page', html(whole), {
    says: /escaped for HTML: `&[lg]t;` stands for `[<>]`, \d+ such signs in the file; the code inside is a whole codec/,
  });
  expects('one line that was escaped', whole.replace('i < data', 'i &lt; data'), {
    at: '15:21',
    says: /`&lt;` stands for `<`, once/,
  });
  expects('a page', `<!DOCTYPE html>\n<html><body><pre>${html(whole)}</pre></body></html>`, {
    says: /a page of HTML/,
    mend: /"raw" view/,
  });
  expects('a pointer', 'version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 9\n', {
    says: /pointer of Git LFS/,
  });
  expects(
    'numbered lines',
    whole
      .trimEnd()
      .split('\n')
      .map((line, i) => `${i + 1}\t${line}`)
      .join('\n'),
    {
      says: /Every line begins with its number.*; the code inside is a whole codec/,
    },
  );
  expects('a quotation', prefixed('> '), { says: /Every line begins with `>`.*whole codec/ });
  expects('a text with its line ends written out', JSON.stringify(whole).slice(1, -1), {
    says: /line ends are written out as `\\n`.*whole codec/,
  });
  expects('a string', `const source = ${JSON.stringify(whole)};\nexport { source };\n`, {
    says: /stands in a text/,
    rule: 'missing_export',
  });
});

describe('an answer around the code', () => {
  const fenced = `\`\`\`js\n${whole}\`\`\`\n`;
  expects(
    'fences with words before them',
    `Sure! Here is it:\n\n${fenced}\nIt works by differences.\n`,
    {
      at: '3:1',
      says: /Markdown fence stands around the code \(lines 4 to 20, with other text before it\).*whole codec/,
      mend: /Keep lines 4 to 20 alone/,
    },
  );
  expects('fences of tildes that are never closed', `~~~javascript\n${whole}`, {
    says: /Markdown fence.*whole codec/,
  });
  expects(
    'several fences, one of them with the codec',
    `First:\n\`\`\`sh\nnpm ci\n\`\`\`\nThen:\n${fenced}`,
    {
      at: '2:1',
      says: /2 fenced blocks \(line 3 and lines 7 to 23\).*lines 7 to 23 is meant; it is a whole codec/,
      mend: /Keep lines 7 to 23 alone/,
    },
  );
  const [head = '', tail = ''] = whole.split(/(?=export function decomp)/);
  expects(
    'several fences that belong together',
    `Encoder:\n\`\`\`js\n${head}\`\`\`\nDecoder:\n\`\`\`js\n${tail}\`\`\`\n`,
    {
      says: /together the blocks are a whole codec/,
      mend: /the code of all blocks/,
    },
  );
  expects(
    'an introduction',
    `I changed the predictor.\n\n- It is faster\n- It is smaller\n\n${whole}`,
    {
      at: '1:1',
      says: /no code stands in the file, up to line 5: "I changed the predictor\.".*whole codec/,
    },
  );
  expects(
    'an explanation that follows',
    `${whole}\nThis codec predicts each sample from its neighbour.\nIt needs few ticks.\n`,
    {
      at: '19:1',
      says: /from line 19 on: "This codec predicts.*whole codec/,
    },
  );
  it('fences in a comment are none', () => {
    const { message } = only(`/*\n\`\`\`js\nconst a = 1;\n\`\`\`\n*/\nconst a = ;\n${whole}`);
    assert.match(message, /closes nothing|Unexpected|`;`/);
  });
  it('a slip in the first line is no introduction', () => {
    for (const slip of ["imprt x from 'y';", 'fucntion helper(a) {', 'expor const a = 1']) {
      assert.doesNotMatch(only(`${slip}\n${whole}`).message, /no code stands/, slip);
    }
  });
});

describe('a file of another encoding', () => {
  expects('UTF-16 with its mark', wide(`\ufeff${whole}`), {
    at: '1:1',
    says: /UTF-16 \(little-endian, with a byte order mark\), not as UTF-8; the code inside is a whole codec/,
    mend: /iconv -f UTF-16 -t UTF-8/,
  });
  expects('UTF-16 without', wide(whole), {
    says: /UTF-16 \(little-endian, without/,
    mend: /-f UTF-16LE/,
  });
  expects('UTF-16, the other order', swapped(`\ufeff${whole}`), {
    says: /UTF-16 \(big-endian, with a/,
  });
  expects('UTF-16, the other order, without', swapped(whole), {
    says: /big-endian, without/,
    mend: /-f UTF-16BE/,
  });
  expects(
    'bytes of Latin-1 in a name',
    read(Buffer.from(`const gr\xf6\xdfe = 1;\n${whole}`, 'latin1')),
    {
      at: '1:9',
      says: /not UTF-8/,
    },
  );
});

describe('characters that are none of JavaScript', () => {
  expects('a zero byte at the end', `${whole}\0`, {
    at: '18:1',
    says: /does not show.*U\+0000/,
    mend: /line 18/,
  });
  expects('a zero-width space', whole.replace('data.length;', 'data\u200b.length;'), {
    at: '15:27',
    says: /U\+200B, a zero-width space/,
  });
  expects('a mark of direction', whole.replace('return out', 'return\u200e out'), {
    says: /U\+200E/,
  });
  expects('colours of a terminal', `\x1b[32m${whole}\x1b[0m`, {
    says: /U\+001B/,
    mend: /lines 1 and 18/,
  });
  expects('typographic quotes', `const kind = \u2018raw\u2019;\n${whole}`, {
    at: '1:14',
    says: /`\u2018` \(U\+2018\) in place of `'`/,
    mend: /2 such characters/,
  });
  expects('a long dash for a minus', whole.replace('v - 256', 'v \u2013 256'), {
    at: '5:52',
    says: /U\+2013.*place of `-`/,
  });
  expects('three dots in one', `const all = [\u2026[1, 2]];\n${whole}`, {
    says: /place of `\.\.\.`/,
  });
  expects('wide signs', whole.replace('return out;', 'return out\uff1b'), {
    says: /U\+FF1B.*place of `;`/,
  });
  expects('a joiner inside a name', whole.replace('return data', 'return da\u200dta'), {
    says: /`data` is not defined as it is written here: the name holds U\+200D/,
    rule: 'unknown_global',
  });
  expects('a letter of another alphabet', whole.replace('return data', 'return d\u0430ta'), {
    says: /`data` is not defined.*U\+0430, which only looks like the letter `a`/,
    rule: 'unknown_global',
  });
  expects(
    'a letter of another alphabet in an export',
    whole.replace('function compressFrame', 'function \u0441ompressFrame'),
    {
      says: /`compressFrame` is not exported: the name that reads like it holds U\+0441/,
      rule: 'missing_export',
    },
  );
  it('are none in texts and comments', () => {
    const source = `// \u201cquotes\u201d \u200b \0 &lt; \`\`\`js\nconst s = '\u2026\u200b&lt;';\n${whole}`;
    assert.deepEqual(checkSource(source, limits), []);
  });
});

describe('a source in another language', () => {
  const rows: Readonly<Record<string, string>> = {
    Python:
      'import numpy as np\n\ndef compress_frame(frame, context):\n    if frame is None:\n        return b""\n    return bytes(frame.data)\n',
    'C or C\\+\\+':
      '/* codec */\n#include <stdint.h>\nint compress(const uint8_t *in) {\n  return 0;\n}\n',
    Rust: 'use std::io;\npub fn compress_frame(frame: &[u8]) -> Vec<u8> {\n    frame.to_vec()\n}\n',
    Go: 'package codec\n\nfunc CompressFrame(frame []byte) []byte {\n\treturn frame\n}\n',
    'a shell script': '#!/bin/sh\nset -e\nif true; then\n  echo x\nfi\n',
  };
  for (const [language, source] of Object.entries(rows)) {
    expects(language, source, {
      says: new RegExp(`^The file is ${language}, not JavaScript`),
      mend: /plain JavaScript/,
    });
  }
  it('Python is named with its first line that shows it', () => {
    const { line, column } = only(
      '"""Codec."""\n\nclass Codec:\n    def compress(self, frame):\n        return frame\n',
    );
    assert.deepEqual([line, column], [1, 1]);
  });
  it('a comment that holds Python does not make a broken source Python', () => {
    const { message } = only(`/*\ndef compress(frame):\n  return frame\n*/\nconst a = ;\n${whole}`);
    assert.doesNotMatch(message, /Python/);
  });
});

const typed: Readonly<Record<string, readonly [source: string, says: RegExp]>> = {
  'a parameter': [
    'export function pack(list: number[], size = 1) { return list; }',
    /`list: number\[\]`/,
  ],
  'an optional parameter': [
    'export function pack(list, size?: number) { return list; }',
    /`size\?: number`/,
  ],
  'a parameter of an arrow': [
    'export const pack = (list: Uint8Array) => list;',
    /`list: Uint8Array`/,
  ],
  'a parameter of a method': [
    'export class A { pack(list: Uint8Array) { return list; } }',
    /`list: Uint8Array`/,
  ],
  'a parameter that is taken apart': [
    'export function pack({ y, u }: Planes) { return y + u; }\ntype Planes = any;',
    /type annotation/,
  ],
  'the type that is returned': [
    'export function pack(list): Uint8Array { return list; }',
    /`list\): Uint8Array`/,
  ],
  'the type that an arrow returns': [
    'export const pack = (list): Uint8Array => list;',
    /Uint8Array/,
  ],
  'a variable': ['let total: number = 0;\nexport const t = () => total++;', /`total: number`/],
  'a constant in a loop': [
    'for (const v of [1]) { const w: number = v; console.log(w); }',
    /`w: number`/,
  ],
  'a field of a class': ['export class Coder { low: number = 0; }', /`low: number`/],
  'a private field': [
    'export class Coder { private low = 0; get() { return this.low; } }',
    /`private low`/,
  ],
  'a field that is given to the constructor': [
    'export class Coder { constructor(readonly size = 1) {} }',
    /`readonly size`/,
  ],
  'a caught error': [
    'try { console.log(1); } catch (e: unknown) { console.log(e); }',
    /`e: unknown`/,
  ],
  'an interface': [
    'interface Frame { y: Uint8Array }\nexport const f = (x) => x;',
    /`interface Frame`/,
  ],
  'an exported interface': [
    'export interface Frame {\n  y: Uint8Array;\n}',
    /`export interface Frame`/,
  ],
  'a name for a type': ['type Bytes = Uint8Array | number[];', /`type Bytes`/],
  'an enum': ['enum Mode { Raw, Run }\nexport const m = () => Mode.Run;', /`enum Mode`/],
  'a constant enum': [
    'const enum Mode { Raw, Run }\nexport const m = () => Mode.Run;',
    /`const enum Mode`/,
  ],
  'a declaration': ['declare const table: number[];', /`declare const table`/],
  'a namespace': [
    'namespace Bits { export const size = 8; }\nexport const s = () => Bits.size;',
    /`namespace Bits`/,
  ],
  'an import of a type': [
    "import type { Frame } from './types';",
    /`import type \{ Frame \} from '\.\/types'`/,
  ],
  'an import with a type in it': ["import { type Frame } from './types';", /an import of types/],
  'an assertion': ['export const f = (x) => x as Uint8Array;', /`x as Uint8Array`/],
  'a constant assertion': [
    'const steps = [1, 2] as const;\nexport const s = () => steps;',
    /as const/,
  ],
  'an assertion in brackets': ['export const f = (x) => (x as any).length;', /`x as any`/],
  satisfies: [
    'const steps = { a: 1 } satisfies Record<string, number>;\nexport const s = () => steps;',
    /satisfies Record/,
  ],
  'a value that cannot be missing': [
    'export const f = (c) => c.previous!.data[0];',
    /`c\.previous!\.data` \(a non-null/,
  ],
  'an element that cannot be missing': [
    'export const f = (c) => c.list[0]! + 1;',
    /a non-null assertion/,
  ],
  'a variable that will be set': ['let table!: number[];\nexport const t = () => table;', /table!/],
  'arguments of a constructor': [
    'const m = new Map<string, number[]>();\nexport const g = () => m;',
    /`new Map<string, number\[\]>`/,
  ],
  'parameters of a function': ['export function first<T>(list) { return list[0]; }', /first<T>/],
  'parameters of an arrow': ['export const first = <T,>(list) => list[0];', /<T,>/],
  'parameters of a class': ['export class Ring<T> { list = []; }', /class Ring<T>/],
  'what a class implements': [
    'export class Coder implements Sink { put() {} }\ninterface Sink {}',
    /`implements`|implements Sink/,
  ],
  'an abstract class': [
    'export abstract class Model { next() { return 0; } }',
    /abstract class Model/,
  ],
};

describe('TypeScript', () => {
  for (const [what, [source, says]] of Object.entries(typed)) {
    const file = `${source}\n${whole}`;
    it(what, () => {
      const { message, rule } = only(file);
      assert.match(message, /^TypeScript stands where JavaScript is needed: /);
      assert.match(message, says);
      assert.equal(rule, 'syntax');
    });
    it(`${what}: the command that is given takes the types out`, () => {
      const { code } = transformSync(file, { loader: 'ts' });
      assert.deepEqual(checkSource(code, limits), []);
    });
  }
  expects('that parses as a comparison', `const list = new Array<number>(8);\n${whole}`, {
    says: /TypeScript .*`new Array<number>`/,
    rule: 'unknown_global',
  });
  it('is not what a slip in JavaScript is called', () => {
    const slips = [
      'foo(a: 1);',
      'const a = b ? c;',
      'if (a!b) {}',
      'const x = {a: 1 b: 2};',
      'let n = a < b > ;',
      'case 1: break;',
      'const t = a ? : b;',
    ];
    for (const slip of slips)
      assert.doesNotMatch(only(`${slip}\n${whole}`).message, /TypeScript/, slip);
  });
});

describe('a module of another kind', () => {
  const functions = whole.replaceAll('export ', '');
  const says =
    /^The file is a CommonJS module: .*so `compressFrame` and `decompressFrame` are missing/;
  const umd = `(function (root, factory) {
  if (typeof define === 'function' && define.amd) define([], factory);
  else if (typeof module === 'object' && module.exports) module.exports = factory();
  else root.codec = factory();
})(typeof self !== 'undefined' ? self : globalThis, function () { return {}; });`;
  expects('module.exports', `${functions}module.exports = { compressFrame, decompressFrame };`, {
    at: '18:1',
    says,
    rule: 'missing_export',
  });
  expects(
    'exports',
    `'use strict';\nObject.defineProperty(exports, '__esModule', { value: true });\nexports.decompressFrame = exports.compressFrame = void 0;\n${functions}`,
    { says, rule: 'missing_export' },
  );
  expects('a wrapper for every system', `${functions}${umd}`, { says, rule: 'missing_export' });
  it('a wrapper for every system beside real exports is no fault', () => {
    assert.deepEqual(checkSource(`${whole}${umd}`, limits), []);
  });
});

describe('what the engine takes as it is', () => {
  const forms: Readonly<Record<string, string>> = {
    'a byte order mark of UTF-8': `\ufeff${whole}`,
    'line ends of Windows': whole.replaceAll('\n', '\r\n'),
    'line ends of old': whole.replaceAll('\n', '\r'),
    'one line': whole.replace(/\s*\n\s*/g, ' '),
    'no-break spaces': whole.replace('const wrap', 'const\u00a0wrap'),
    'a line for the shell': `#!/usr/bin/env node\n${whole}`,
  };
  for (const [what, source] of Object.entries(forms)) {
    it(what, () => assert.deepEqual(checkSource(source, limits), []));
  }
});

describe('a wrapping that is made to be slow to read', () => {
  const slow: Readonly<Record<string, string>> = {
    'escaped a thousand times': `a ${'&amp;'.repeat(12_000)}lt; b`,
    'nested in JSON': JSON.stringify({
      a: JSON.stringify({ a: JSON.stringify({ a: JSON.stringify({ a: whole }) }) }),
    }),
    'many texts': JSON.stringify(Array.from({ length: 3000 }, () => ({ a: 'export x' }))),
    'many fences': `${'```js\nx\n```\n'.repeat(5000)}`,
    'a fence that goes wrong late': `\`\`\`${'a'.repeat(60_000)}\``,
    'many invisible characters': `a ${'\u200b'.repeat(20_000)}`,
    'many lines that do not show': `a ${'\u200b\n'.repeat(15_000)}`,
    'one long sentence': `${'word '.repeat(13_000)}`,
    'many beginnings': 'export x y\n'.repeat(5900),
    'many generics': `const a = ${'b<c,'.repeat(15_000)};`,
    zeros: '\0'.repeat(65_000),
  };
  for (const [what, source] of Object.entries(slow)) {
    it(what, { timeout: 5000 }, () => assert.ok(checkSource(source, limits).length > 0));
  }
});
