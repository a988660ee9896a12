import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { allowedGlobals } from '../src/domain/globals.ts';
import { checkSource, tokenDigest } from '../src/domain/static-check.ts';
import { codec, limits } from './support/sandbox.ts';

/** "line:column rule message" of every finding. */
function found(source: string): string[] {
  return checkSource(source, limits).map(
    ({ line, column, rule, message }) => `${line}:${column} ${rule} ${message}`,
  );
}

function fixOf(source: string): string {
  return checkSource(source, limits)[0]?.fix ?? '';
}

const functions = codec();

type Row = readonly [what: string, source: string, findings: readonly string[]];

function table(title: string, rows: readonly Row[]): void {
  describe(title, () => {
    for (const [what, source, findings] of rows) {
      it(what, () => assert.deepEqual(found(source), findings));
    }
  });
}

table('imports', [
  [
    'of a builtin of Node, with prefix',
    `import os from "node:os";${functions}`,
    ['1:1 builtin_import Forbidden import: node:os'],
  ],
  [
    'of a builtin of Node, without prefix',
    `import { readFile } from 'fs/promises';${functions}`,
    ['1:1 builtin_import Forbidden import: fs/promises'],
  ],
  [
    'of a builtin of Node, for its side effects',
    `\nimport 'os';${functions}`,
    ['2:1 builtin_import Forbidden import: os'],
  ],
  [
    'of a builtin of Node, by require',
    `const zlib = require('zlib');${functions}`,
    ['1:14 builtin_import Forbidden import: zlib'],
  ],
  [
    'of a builtin of Node, while running',
    codec({ compress: "return import('node:os');" }),
    ['2:56 builtin_import Forbidden import: node:os'],
  ],
  [
    'of a file',
    `import { t } from './tables.js';${functions}`,
    ['1:1 missing_import Import of ./tables.js, which is not there: a candidate is one file.'],
  ],
  [
    'of a package',
    `import pako from 'pako';${functions}`,
    [
      '1:1 missing_import Import of pako, which is not there: packages and addresses cannot be reached.',
    ],
  ],
  [
    'of a computed name',
    codec({ compress: 'return import(frame.name);' }),
    ['2:56 missing_import Import of `frame.name`, which cannot be there: nothing can be imported.'],
  ],
  [
    'by re-export of everything',
    "export * from './codec.js';",
    ['1:1 missing_import Re-export of ./codec.js, which is not there: a candidate is one file.'],
  ],
  [
    'by re-export of names',
    "export { compressFrame, decompressFrame } from 'zlib';",
    ['1:1 builtin_import Forbidden import: zlib'],
  ],
]);

table('exports', [
  ['as functions', functions, []],
  [
    'as constants',
    'export const compressFrame = (frame) => frame.data, decompressFrame = (bytes) => bytes;',
    [],
  ],
  [
    'in a list, under other names',
    'const f = (x) => x;\nexport { f as compressFrame, f as "decompressFrame" };',
    [],
  ],
  ['taken out of an object', 'export const { compressFrame, decompressFrame } = {};', []],
  [
    'missing',
    '',
    [
      '1:1 missing_export `compressFrame` is not exported.',
      '1:1 missing_export `decompressFrame` is not exported.',
    ],
  ],
  [
    'forgotten',
    `${functions.replace('export', '      ')}`,
    ['2:8 missing_export `compressFrame` is declared but not exported.'],
  ],
  [
    'under other names',
    'export function encode() {}\nexport function decode() {}',
    [
      '1:17 missing_export `compressFrame` is not exported; the module exports encode and decode.',
      '1:17 missing_export `decompressFrame` is not exported; the module exports encode and decode.',
    ],
  ],
  [
    'by default',
    'export default { compressFrame() {}, decompressFrame() {} };',
    [
      '1:1 missing_export `compressFrame` is not exported by its name: the default export does not count.',
      '1:1 missing_export `decompressFrame` is not exported by its name: the default export does not count.',
    ],
  ],
  [
    'as CommonJS',
    'exports.compressFrame = (f) => f.data;\nexports.decompressFrame = (b) => b;',
    [
      '1:1 missing_export The file is a CommonJS module: `exports.compressFrame = (f) => f.data` exports nothing from an ES module, so `compressFrame` and `decompressFrame` are missing.',
    ],
  ],
  [
    'as methods',
    'export class Codec {\n  compressFrame() {}\n  decompressFrame() {}\n}',
    [
      '2:3 missing_export `compressFrame` is a method; the module itself exports no such function.',
      '3:3 missing_export `decompressFrame` is a method; the module itself exports no such function.',
    ],
  ],
  [
    'that are no functions',
    'export class compressFrame {}\nexport const decompressFrame = 5;',
    [
      '1:14 missing_export `compressFrame` is exported, but it is a class, not a function.',
      '2:14 missing_export `decompressFrame` is exported, but it is a number, not a function.',
    ],
  ],
  [
    'of names that nothing declares',
    `${functions}export { tables, models };`,
    [
      '4:10 unlinkable_export `tables` is exported but never declared.',
      '4:18 unlinkable_export `models` is exported but never declared.',
    ],
  ],
]);

table('names', [
  [
    'that are declared later, or in an outer scope',
    `${functions}const a = () => b;\nlet b = a;`,
    [],
  ],
  ['that are only asked for', `const node = typeof process === 'object';${functions}`, []],
  [
    'of globals that do not exist',
    codec({ compress: 'return Buffer.from(new TextEncoder().encode(self.name));' }),
    [
      '2:56 unknown_global `Buffer` does not exist in the sandbox.',
      '2:72 unknown_global `TextEncoder` does not exist in the sandbox.',
      '2:93 unknown_global `self` does not exist in the sandbox.',
    ],
  ],
  [
    'that are misspelt',
    codec({ compress: 'return new Unit8Array(math.floor(contxt.quality));' }),
    [
      '2:60 unknown_global `Unit8Array` is not defined; did you mean `Uint8Array`?',
      '2:71 unknown_global `math` is not defined; did you mean `Math`?',
      '2:82 unknown_global `contxt` is not defined; did you mean `context`?',
    ],
  ],
  [
    'that are assigned but not declared, once for all uses',
    codec({ compress: 'total = 0; total += 1; return frame.data;' }),
    ['2:49 unknown_global `total` is assigned but never declared, which a module does not allow.'],
  ],
  [
    'that are declared elsewhere',
    codec({ compress: 'if (frame.y[0]) { let bits = 1; }\n  return bits;' }),
    [
      '3:10 unknown_global `bits` is not defined here: it is declared at line 2, in a scope that does not reach this one.',
    ],
  ],
  [
    'that nobody knows',
    codec({ compress: 'return helper(frame);' }),
    ['2:56 unknown_global `helper` is not defined, neither in this file nor in the sandbox.'],
  ],
  [
    'that make code from text',
    codec({ compress: 'return new Function(eval("1"));' }),
    [
      '2:60 eval Code cannot be made from text: `Function` does not exist in the sandbox.',
      '2:69 eval Code cannot be made from text: `eval` does not exist in the sandbox.',
    ],
  ],
]);

table('asynchrony', [
  ['is not in generators', `${functions}function* all() {\n  yield 1;\n}\n`, []],
  [
    'of an exported function, whatever it awaits',
    codec()
      .replace('export function c', 'export async function c')
      .replace('return', 'await 1; return'),
    ['2:8 async `compressFrame` is an async function: it would return a promise, not bytes.'],
  ],
  [
    'of an arrow function and a method',
    `${functions}const f = async () => 1;\nconst o = { async g() {} };\n[].map(async (x) => x);`,
    [
      '4:11 async `f` is an async function: its promise would never be settled.',
      '5:13 async `g` is an async function: its promise would never be settled.',
      '6:8 async An anonymous function here is an async function: its promise would never be settled.',
    ],
  ],
  [
    'of the module itself',
    `await 1;${functions}for await (const x of []);`,
    [
      '1:1 async Top-level `await`: the module would never finish loading.',
      '4:1 async Top-level `await`: the module would never finish loading.',
    ],
  ],
  [
    'in an ordinary function',
    codec({ compress: 'return await frame.data;' }),
    ['2:56 async `await` stands outside of an async function.'],
  ],
]);

table('syntax', [
  ['with a regular expression of 2024', `const r = /[\\p{L}--[a-z]]/v;${functions}`, []],
  ['with modifiers and repeated names of groups', `[/(?i:a)/, /(?<y>a)|(?<y>b)/];${functions}`, []],
  [
    'that is cut off',
    'export function compressFrame(frame) {\n  for (const v of frame.y) {\n    v;',
    ['2:28 syntax The file ends too early: `{` of line 2 is never closed.'],
  ],
  [
    'with a block that is never closed',
    'export function compressFrame(f) {\n  if (f) {\n    f.y;\n  return f.data;\n}\nexport function decompressFrame(b) {}',
    [
      '6:1 syntax `export` stands inside the block that line 2 opens: it is allowed at the top level only.',
    ],
  ],
  [
    'without a parenthesis',
    'const a = Math.min(1, (2 + 3);',
    ['1:30 syntax `;` comes while the `(` is still open: `const a = Math.min(` needs its `)`.'],
  ],
  [
    'in a Markdown fence',
    `\`\`\`js\n${functions}\`\`\``,
    [
      '1:1 syntax A Markdown fence stands around the code (lines 2 to 4): the file must hold nothing but code; the code inside is a whole codec.',
    ],
  ],
  [
    'after an introduction',
    `Here is the codec:\n${functions}`,
    [
      '1:1 syntax Text that is no code stands in the file, up to line 2: "Here is the codec:"; the code inside is a whole codec.',
    ],
  ],
  [
    'of TypeScript',
    'export function compressFrame(frame: Frame) {}',
    [
      '1:36 syntax TypeScript stands where JavaScript is needed: `frame: Frame` (a type annotation).',
    ],
  ],
  [
    'with a name declared twice',
    'let a = 1;\nlet a = 2;',
    ['2:5 syntax `a` is declared twice in one scope; its name first stands at line 1.'],
  ],
  [
    'with a statement out of place',
    'return 1;',
    ['1:1 syntax `return` stands outside of a function.'],
  ],
  ['with `with`', 'with (Math) floor(1);', ['1:1 eval `with` is not allowed in a module.']],
  [
    'with an open string',
    'const a = "b;\n',
    ['1:11 syntax A string is not closed before its line ends.'],
  ],
  [
    'with a broken regular expression',
    'const a = /(/;',
    ['1:12 syntax A regular expression is not valid: /(/: Unterminated group.'],
  ],
  [
    'that the engine does not have yet',
    'using a = null;',
    ['1:7 syntax The engine has no `using` declarations.'],
  ],
  ['of which nothing better is known', 'const a = 1 1;', ['1:13 syntax Unexpected `1`.']],
]);

describe('size', () => {
  it('counts bytes of UTF-8, and looks no further', () => {
    const allowed = `//${'é'.repeat(32_767)}`;
    assert.ok(found(allowed).every((finding) => !finding.includes('too_large')));
    assert.deepEqual(found(`${allowed}é`), [
      '1:1 too_large The source has 65,538 bytes; 65,536 are allowed.',
    ]);
  });

  it('bounds nesting of every kind, without overflowing the stack', () => {
    const deep = {
      parentheses: `${'('.repeat(20_000)}1`,
      brackets: `${'['.repeat(20_000)}`,
      blocks: `${'{'.repeat(20_000)}`,
      arrows: `${'x=>'.repeat(20_000)}1`,
      sums: `1${'+1'.repeat(20_000)}`,
      members: `x${'.y'.repeat(20_000)}`,
      negations: `${'!'.repeat(20_000)}1`,
      conditions: `${'if(1)'.repeat(12_000)};`,
      templates: `${'`${'.repeat(15_000)}`,
      patterns: `/${'('.repeat(20_000)}${')'.repeat(20_000)}/`,
    };
    for (const [what, source] of Object.entries(deep)) {
      assert.match(found(source).join('\n'), /^1:\d+ too_deep [^\n]+$/, what);
    }
  });

  it('leaves room for long chains that people write', () => {
    const sum = `const table = ${'"abc"\n  + '.repeat(400)}"";`;
    assert.deepEqual(found(`${sum}${functions}`), []);
  });
});

describe('findings', () => {
  it('say what to do instead', () => {
    assert.match(fixOf(`import os from 'os';${functions}`), /Use only what the sandbox allows/);
    assert.match(fixOf(codec({ compress: 'return Buffer.alloc(1);' })), /Uint8Array/);
    assert.match(fixOf(codec({ compress: 'n = 1;' })), /`let n = \.\.\.;`/);
    assert.match(fixOf('export function compress() {}'), /export function compressFrame\(frame/);
  });

  it('come in the order of the file, missing exports last', () => {
    const source = `import './a.js';\nconst b = Buffer;\n${codec().replace(/export function d/, 'function d')}`;
    assert.deepEqual(
      checkSource(source, limits).map(({ rule }) => rule),
      ['missing_import', 'unknown_global', 'missing_export'],
    );
  });

  it('are none for any global that is allowed', () => {
    assert.deepEqual(found(`${allowedGlobals.join(';\n')};${functions}`), []);
  });
});

describe('the digest of the tokens', () => {
  it('ignores comments and layout, and nothing else', () => {
    const digest = tokenDigest('const a = 1; // one\n');
    assert.equal(tokenDigest('/* two */ const a=1;'), digest);
    assert.notEqual(tokenDigest('const b = 1;'), digest);
    assert.notEqual(tokenDigest('const a = 1'), digest);
    assert.notEqual(tokenDigest('const a = `1 `;'), tokenDigest('const a = `1`;'));
    assert.notEqual(tokenDigest('ab'), tokenDigest('a\nb'));
  });

  it('is that of the text when it does not parse', () => {
    assert.notEqual(tokenDigest('let ('), tokenDigest('let  ('));
    assert.match(tokenDigest('let ('), /^[0-9a-f]{64}$/);
  });
});

describe('a source that is made to be slow to read', () => {
  const two = 'export function compressFrame() {}\nexport function decompressFrame() {}\n';
  const names = Array.from({ length: 3900 }, (_, i) => `let a${i};b${i};`).join('');
  const slow: Readonly<Record<string, string>> = {
    'names that are nearly others': names + two,
    'brackets without end': ')'.repeat(60_000),
    'one long word': `${'a'.repeat(65_000)} b`,
    'awaits without end': 'await 0;'.repeat(7200) + two,
  };
  for (const [what, source] of Object.entries(slow)) {
    it(`has at most fifty findings of a kind: ${what}`, () => {
      const findings = checkSource(source, limits);
      assert.ok(findings.length > 0 && findings.length <= 51, `${findings.length}`);
    });
  }
});
