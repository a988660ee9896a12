import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { QuickJsSandbox } from '../src/adapters/quickjs/sandbox.ts';
import { allowedGlobals } from '../src/domain/globals.ts';
import { checkSource } from '../src/domain/static-check.ts';
import { codec, firstFault, limits, patternClip } from './support/sandbox.ts';

const sandbox = new QuickJsSandbox(2);
after(() => sandbox.close());

const refused = (source: string) => checkSource(source, limits).map(({ message }) => message);

async function fails(source: string): Promise<boolean> {
  const cases = [{ clip: patternClip(), quality: 100 }];
  return firstFault(await sandbox.run({ source, cases, limits, exact: true })) !== null;
}

/** What runs in the sandbox although it names what does not exist there. */
const harmless: Readonly<Record<string, string>> = {
  'a condition':
    "const now = typeof performance !== 'undefined' ? () => performance.now() : () => 0; now();",
  'the other way round':
    "const now = typeof performance === 'undefined' ? () => 0 : () => performance.now(); now();",
  'a chain of conditions':
    "const root = typeof window !== 'undefined' ? window : typeof self !== 'undefined' ? self : globalThis; root.x = 1;",
  'a statement': "if (typeof process === 'object' && process.argv) { console.log(process.argv); }",
  'the other branch':
    "let b; if (typeof Buffer == 'undefined') b = Uint8Array; else b = Buffer; b.from([1]);",
  'a comparison as minifiers write it':
    'const w = typeof window < "u" ? window : 0; if (w) throw w;',
  'with `||`': "typeof document === 'undefined' || document.title;",
  'a negation': "if (!(typeof setTimeout === 'undefined')) setTimeout(() => {}, 1);",
  'a constant that was asked before':
    "const inNode = typeof process !== 'undefined' && process.release.name === 'node'; if (inNode) process.exit(1);",
  'two tests, of which one is unknown':
    "let wanted = true; if (wanted && typeof Deno !== 'undefined') Deno.exit();",
  'a name inside a branch that another name opens':
    "if (typeof window === 'object') { document.title = 'x'; alert(navigator); }",
  'an early return':
    "function now() { if (typeof performance === 'undefined') return 0; return performance.now(); } now();",
  'an early throw that is caught':
    "try { if (typeof Buffer === 'undefined') throw 1; Buffer.alloc(1); } catch {}",
  'a function that is called behind the test':
    "function pick() { return Buffer.alloc(1); }\nconst p = typeof Buffer === 'function' ? pick() : 0;",
  'an arrow that is called behind the test':
    "const pick = () => crypto.getRandomValues;\nif (typeof crypto !== 'undefined') pick();",
  'a loop': "while (typeof window !== 'undefined') window.close();",
  'a property of the global object': 'if (globalThis.process) process.exit(1);',
  'a chain on the global object':
    "const v = globalThis.process?.versions.node; if (v) throw v; if (globalThis.Buffer?.from) Buffer.from('');",
  'a default': 'const clock = globalThis.performance ?? { now: () => 0 }; clock.now();',
  'what `in` says': "if ('crypto' in globalThis) crypto.subtle;",
  'a module that is required behind a test':
    "if (typeof require === 'function') { const fs = require('node:fs'); fs.readFileSync('x'); }",
  'a module that is required and caught':
    "let zlib = null; try { zlib = require('zlib'); } catch { zlib = null; }",
  'an import behind a test': "if (typeof window !== 'undefined') import('./x.js');",
  'a name that is tried': 'let clock; try { clock = performance; } catch { clock = null; }',
  'the global object, tried':
    "let root; try { root = new Function('return this')(); } catch { root = globalThis; } root.y = 1;",
  'a name that the source makes itself':
    'globalThis.setImmediate = (f) => f(); setImmediate(() => 1);',
  'a name that the source defines itself':
    "Object.defineProperty(globalThis, 'TextEncoder', { value: class {} }); new TextEncoder();",
  'exports of another kind beside':
    "if (typeof module !== 'undefined' && module.exports) module.exports = { compressFrame };",
  'a wrapper for every system':
    "(function (global, factory) { typeof exports === 'object' && typeof module !== 'undefined' ? factory(exports) : typeof define === 'function' && define.amd ? define(['exports'], factory) : (global = typeof globalThis !== 'undefined' ? globalThis : global || self, factory(global.lib = {})); })(globalThis, function (e) { e.a = 1; });",
};

/** What throws in the sandbox, however it looks. */
const harmful: Readonly<Record<string, string>> = {
  'no test at all': 'performance.now();',
  'a test for another name': "if (typeof Uint8Array !== 'undefined') Buffer.alloc(1);",
  'the branch that is taken': "if (typeof process === 'undefined') process.exit(1);",
  'the wrong side of `||`': "typeof document !== 'undefined' || document.title;",
  'a chain that begins with the name': 'self?.crypto;',
  'a default after the name': 'const root = self || globalThis;',
  'a function that is called before the test as well':
    "function pick() { return Buffer.alloc(1); }\npick(); if (typeof Buffer === 'function') pick();",
  'a handler that needs it, too': 'try { throw 1; } catch { performance.now(); }',
  'a clean-up without a handler': 'try { performance.now(); } finally { console.log(1); }',
  'a function that runs after the attempt':
    'let f; try { f = () => performance.now(); } catch {} f();',
  'a variable that is changed':
    "let inNode = typeof process !== 'undefined'; inNode = true; if (inNode) process.exit(1);",
  'a return that is never reached':
    "function now() { if (typeof performance !== 'undefined') return 0; return performance.now(); } now();",
};

describe('a name that does not exist, behind', () => {
  for (const [what, top] of Object.entries(harmless)) {
    it(`${what}, runs and is not refused`, async () => {
      const source = codec({ top });
      assert.equal(await fails(source), false);
      assert.deepEqual(refused(source), []);
    });
  }
});

describe('a name that does not exist, with', () => {
  for (const [what, top] of Object.entries(harmful)) {
    it(`${what}, throws and is refused`, async () => {
      const source = codec({ top });
      assert.equal(await fails(source), true);
      assert.equal(refused(source).length, 1);
    });
  }
});

describe('what `typeof` says of an allowed global', () => {
  it('is what the check takes it for', async () => {
    const objects = ['Math', 'JSON', 'Reflect', 'console', 'globalThis'];
    const plain = ['Infinity', 'NaN', 'undefined'];
    const wrong = allowedGlobals
      .filter((name) => !plain.includes(name))
      .map(
        (name) =>
          `if (typeof ${name} !== '${objects.includes(name) ? 'object' : 'function'}') throw 1;`,
      );
    assert.equal(await fails(codec({ top: wrong.join('\n') })), false);
  });
});

describe('what the engine takes as it is', () => {
  const plain = codec();
  const forms: Readonly<Record<string, string>> = {
    'a byte order mark': `\ufeff${plain}`,
    'line ends of Windows': plain.replaceAll('\n', '\r\n'),
    'one line': plain.replaceAll('\n', ' '),
    'a line for the shell': `#!/usr/bin/env node\n${plain.trimStart()}`,
    'a zero byte and others in a comment': `// \0 \u200b \u201c &lt;\n${plain}`,
  };
  for (const [what, source] of Object.entries(forms)) {
    it(what, async () => {
      assert.deepEqual(refused(source), []);
      assert.equal(await fails(source), false);
    });
  }
});
