import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { QuickJsSandbox } from '../src/adapters/quickjs/sandbox.ts';
import type { CallFault } from '../src/domain/failure.ts';
import { absentGlobals, allowedGlobals } from '../src/domain/globals.ts';
import { codec, firstFault, limits, patternClip } from './support/sandbox.ts';

const sandbox = new QuickJsSandbox(2);
after(() => sandbox.close());

const run = (source: string, clip = patternClip(), exact = true) =>
  sandbox.run({ source, cases: [{ clip, quality: 100 }], limits, exact });

async function faultOf(source: string): Promise<CallFault | null> {
  return firstFault(await run(source));
}

async function kindOf(source: string): Promise<string> {
  return (await faultOf(source))?.kind ?? 'none';
}

describe('a codec in the sandbox', () => {
  it('is measured in bytes, errors and ticks', async () => {
    const [outcome] = await run(codec());
    assert.ok(outcome?.kind === 'measured');
    const { bytes, frames, sse_y, psnr_yuv, ssim_y, encode_ticks } = outcome.measurement;
    assert.deepEqual(
      { bytes, frames, sse_y, psnr_yuv, ssim_y, encode_ticks },
      { bytes: 2 * 27, frames: 2, sse_y: 0, psnr_yuv: null, ssim_y: 1, encode_ticks: 0 },
    );
  });

  it('sees frame, context and the previous frame as the contract says', async () => {
    const check = `
      const seen = [frame.width, frame.height, frame.data.length, frame.y.length, frame.u.length,
        frame.v.length, context.width, context.height, context.quality, context.index,
        context.previous === null ? 'none' : context.previous.data.length];
      throw new Error(seen.join());`;
    const [outcome] = await run(codec({ compress: check }));
    assert.ok(outcome?.kind === 'failed');
    const messages = outcome.faults.map(({ fault }) => fault.kind === 'thrown' && fault.message);
    assert.deepEqual(messages, ['5,3,27,15,6,6,5,3,100,0,none', '5,3,27,15,6,6,5,3,100,1,27']);
  });

  it('keeps module state from frame to frame, apart in encoder and decoder', async () => {
    const counting = codec({
      top: 'let calls = 0;',
      compress: 'calls += 1; return Uint8Array.of(calls);',
      decompress:
        'calls += 1; if (bytes[0] !== calls) throw new Error(1); return new Uint8Array(27);',
    });
    const [outcome] = await run(counting, patternClip(), false);
    assert.equal(outcome?.kind, 'measured');
  });

  it('may return an ArrayBuffer, and bytes as a part of a larger buffer', async () => {
    assert.equal(await kindOf(codec({ compress: 'return frame.data.slice().buffer;' })), 'none');
    const part =
      'const b = new Uint8Array(40); b.set(frame.data, 7); return b.subarray(7, 7 + frame.data.length);';
    assert.equal(await kindOf(codec({ compress: part })), 'none');
  });
});

describe('the globals', () => {
  it('are all there, and work', async () => {
    const uses: Partial<Record<(typeof allowedGlobals)[number], string>> = {
      BigInt: 'BigInt(3) * 2n === 6n',
      Infinity: 'Infinity > 1e308',
      Iterator: '[1, 2].values().map((x) => x + 1).toArray()[1] === 3',
      JSON: 'JSON.parse("[1]")[0] === 1',
      Math: 'Math.imul(3, 4) === 12 && Math.clz32(1) === 31',
      NaN: 'Number.isNaN(NaN)',
      Reflect: 'Reflect.ownKeys({ a: 1 })[0] === "a"',
      RegExp: 'new RegExp("a+").test("caat")',
      Symbol: 'typeof Symbol.iterator === "symbol"',
      console: '(console.log("x"), true)',
      globalThis: 'globalThis.Array === Array',
      isFinite: 'isFinite(1)',
      isNaN: 'isNaN(NaN)',
      parseFloat: 'parseFloat("1.5") === 1.5',
      parseInt: 'parseInt("ff", 16) === 255',
      undefined: 'undefined === void 0',
      DataView: 'new DataView(new ArrayBuffer(4)).getInt16(0) === 0',
      BigInt64Array: 'new BigInt64Array(2)[1] === 0n',
      BigUint64Array: 'new BigUint64Array(2)[1] === 0n',
      String: 'String(1) === "1"',
      Number: 'Number("2") === 2',
      Boolean: 'Boolean(1)',
    };
    const constructed = (name: string) => `new ${name}() instanceof ${name}`;
    const tests = allowedGlobals.map(
      (name) => `[${JSON.stringify(name)}, () => ${uses[name] ?? constructed(name)}]`,
    );
    const source = codec({
      top: `const failed = [${tests.join(',\n')}].filter(([, f]) => { try { return !f(); } catch { return true; } }).map(([n]) => n);
if (failed.length > 0) throw new Error(failed.join());`,
    });
    assert.equal(await faultOf(source), null);
  });

  it('are only those of the list', async () => {
    const names = [...Object.keys(absentGlobals), 'eval', 'Function', 'InternalError'];
    const source = codec({
      top: `const there = ${JSON.stringify(names)}.filter((n) => typeof globalThis[n] !== 'undefined');
const unknown = Reflect.ownKeys(globalThis).filter((n) => !${JSON.stringify(allowedGlobals)}.includes(n) && n !== Symbol.toStringTag);
if (there.length + unknown.length > 0) throw new Error([...there, ...unknown].map(String).join());`,
    });
    assert.equal(await faultOf(source), null);
  });

  it('give no way to randomness or to code from text', async () => {
    const attempts = [
      'Math.random()',
      '(() => {}).constructor("return 1")()',
      '(async () => {}).constructor("return 1")()',
      '(function* () {}).constructor("return 1")()',
    ];
    for (const attempt of attempts) {
      const fault = await faultOf(codec({ compress: `${attempt}; return frame.data;` }));
      assert.equal(fault?.kind, 'thrown', attempt);
    }
  });

  it('give no way to the source, whose comments would be data', async () => {
    const seen = `
function told() { /* a secret */ throw new Error('told'); }
const kinds = [told, () => { /* a secret */ }, class { /* a secret */ m() {} }, async () => {},
  function* () { /* a secret */ }, { m() { /* a secret */ } }.m, Math.max];
const ways = [String, (f) => '' + f, (f) => \`\${f}\`, (f) => f.toString(), (f) => f.toLocaleString(),
  (f) => Object.prototype.toString.call(f), (f) => String(f.bind(null)), (f) => JSON.stringify([f]),
  (f) => [f].join(), (f) => String(f.toString), (f) => f.toSource(), (f) => f.source,
  (f) => { try { f(); } catch (error) { return error.stack + error; } },
  (f) => Reflect.ownKeys(Object.getPrototypeOf(f)).map((name) => String(f[name])).join()];
for (const f of kinds) for (const way of ways) {
  let text = '';
  try { text = String(way(f)); } catch (error) { text = error.message; }
  if (/secret|native code/.test(text)) throw new Error(String(ways.indexOf(way)) + ': ' + text);
}`;
    assert.equal(await faultOf(codec({ top: seen.replaceAll('\\', '') })), null);
  });
});

describe('a codec that fails', () => {
  it('keeps the error of every frame, with name, message and place', async () => {
    const [outcome] = await run(
      codec({ compress: '\n  throw new RangeError("at " + context.index);' }),
    );
    assert.ok(outcome?.kind === 'failed');
    assert.deepEqual(
      outcome.faults.map(({ site, fault }) => ({ ...site, ...fault, stack: '' })),
      [0, 1].map((frame) => ({
        call: 'compress',
        clip: 'pattern',
        quality: 100,
        frame,
        kind: 'thrown',
        name: 'RangeError',
        message: `at ${frame}`,
        stack: '',
        location: { line: 3, column: 23 },
      })),
    );
  });

  it('is described without running its code', async () => {
    const throwing = (object: string) => faultOf(codec({ compress: `throw ${object};` }));
    const messages = [];
    for (const object of [
      '{ toString() { throw 1; }, get message() { throw 2; }, get stack() { for (;;); } }',
      'null',
      '"text"',
      'Object.create(null)',
      'new (class Mine extends Error { get name() { for (;;); } })("kept")',
      '[1, 2]',
    ]) {
      const fault = await throwing(object);
      messages.push(fault?.kind === 'thrown' ? fault.message : fault?.kind);
    }
    assert.deepEqual(messages, [
      'an object with the keys toString, message, stack',
      'null',
      'text',
      'an object without keys',
      'kept',
      'an array of 2 elements',
    ]);
  });

  it('says what it returned instead of bytes', async () => {
    const returned: Record<string, string> = {
      'frame / 0': 'NaN',
      '1 / 0': 'Infinity',
      undefined: 'undefined',
      '"abc"': 'a string of 3 characters',
      '[1, 2]': 'an array of 2 elements',
      'new Int16Array(4)': 'a typed array of the kind Int16Array',
      '{ length: 4, byteLength: 4 }': 'an object with the keys length, byteLength',
      '(async () => 1)()': 'a promise',
      'new DataView(new ArrayBuffer(2))': 'a DataView',
    };
    for (const [expression, description] of Object.entries(returned)) {
      const fault = await faultOf(codec({ compress: `return ${expression};` }));
      assert.deepEqual(fault, { kind: 'not_bytes', returned: description });
    }
  });

  it('cannot forge the length of what it returns', async () => {
    const forged = `const bytes = new Uint8Array(500);
      Object.defineProperty(bytes, 'length', { value: 1 });
      Object.defineProperty(bytes, 'byteLength', { value: 1 });
      Object.setPrototypeOf(bytes, { get length() { return 1; }, get [Symbol.toStringTag]() { return 'Uint8Array'; } });
      return bytes;`;
    const [outcome] = await run(
      codec({ compress: forged, decompress: 'return new Uint8Array(27);' }),
      patternClip(),
      false,
    );
    assert.ok(outcome?.kind === 'measured');
    assert.equal(outcome.measurement.bytes, 1000);
    const patched = codec({
      top: `Object.defineProperty(Object.getPrototypeOf(Uint8Array.prototype), 'length', { get() { return 1; } });
Object.getPrototypeOf(Uint8Array.prototype).set = () => {}; Reflect.apply = () => 1;`,
      compress: 'return new Uint8Array(500);',
      decompress: 'return new Uint8Array(26);',
    });
    assert.deepEqual(await faultOf(patched), { kind: 'wrong_size', expected: 27, actual: 26 });
  });

  it('cannot hand the decoder anything but the bytes', async () => {
    const remembering = codec({
      compress:
        'globalThis.kept = frame.data; Array.prototype.kept = frame.data; return new Uint8Array(0);',
      decompress: 'return globalThis.kept ?? [].kept ?? new Uint8Array(27);',
    });
    assert.equal(await kindOf(remembering), 'mismatch');
  });

  it('cannot write more than the limit, load without exports, or import', async () => {
    assert.deepEqual(await faultOf(codec({ compress: 'return new Uint8Array(4151);' })), {
      kind: 'output_too_large',
      bytes: 4151,
      limit: 2 * 27 + 4096,
    });
    assert.deepEqual(
      await faultOf('export const compressFrame = 3; export function decompressFrame() {}'),
      {
        kind: 'missing_export',
        name: 'compressFrame',
        found: 'the number 3',
      },
    );
    assert.equal(await kindOf(`import './other.js'; ${codec()}`), 'thrown');
    assert.equal(await kindOf(`await {}; ${codec()}`), 'missing_export');
  });

  it('names the first sample that differs', async () => {
    const offByOne = codec({ decompress: 'const out = bytes.slice(); out[17] += 1; return out;' });
    assert.deepEqual(await faultOf(offByOne), {
      kind: 'mismatch',
      first: { clip: 'pattern', frame: 0, plane: 'u', x: 2, y: 0, expected: 117, actual: 118 },
    });
  });

  it('keeps the first 4 KB of its console', async () => {
    const [outcome] = await run(
      codec({
        compress:
          'console.log("row", 1, { a: [2] }); for (let i = 0; i < 9e3; i++) console.warn("flood"); throw 1;',
      }),
    );
    assert.ok(outcome?.kind === 'failed');
    assert.ok(outcome.logs.startsWith('row 1 {"a":[2]}\nflood\n'));
    assert.equal(outcome.logs.length, 4096);
  });
});

describe('a codec beyond its limits', () => {
  const endless = 'for (;;);';
  const hungry = 'const all = []; for (;;) all.push(new Uint8Array(1 << 20).fill(1));';
  const deep = 'const f = (n) => f(n + 1) + 1; return f(0);';
  const quiet = 'return new Uint8Array(1e9).fill(3, 0, 1);';
  const cases: [string, string, string][] = [
    ['loops forever in compressFrame', codec({ compress: endless }), 'tick_limit'],
    ['loops forever in decompressFrame', codec({ decompress: endless }), 'tick_limit'],
    ['loops forever while it loads', codec({ top: endless }), 'tick_limit'],
    [
      'catches everything and goes on',
      codec({ compress: `for (;;) { try { ${endless} } finally { continue; } }` }),
      'tick_limit',
    ],
    ['eats memory', codec({ compress: hungry }), 'out_of_memory'],
    ['asks for a gigabyte at once', codec({ compress: quiet }), 'out_of_memory'],
    ['recurses without end', codec({ compress: deep }), 'stack_overflow'],
    [
      'recurses in a getter of what it throws',
      codec({ compress: `throw { get message() { ${deep} } };` }),
      'thrown',
    ],
    [
      'never lets a tick through',
      codec({ compress: 'Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1);' }),
      'unresponsive',
    ],
  ];
  for (const [name, source, kind] of cases) {
    it(`${name}: ${kind}, and the next one runs`, async () => {
      assert.equal(await kindOf(source), kind);
      assert.equal(await kindOf(codec()), 'none');
    });
  }

  it('ends the job at the same case on one worker and on several', async () => {
    const clip = patternClip();
    const source = codec({
      compress: 'if (context.quality === 30) for (;;); throw new Error("x");',
    });
    const job = {
      source,
      cases: [10, 20, 30, 40, 50].map((quality) => ({ clip, quality })),
      limits,
      exact: true,
    };
    const alone = new QuickJsSandbox(1);
    const [one, two] = await Promise.all([alone.run(job), sandbox.run(job)]);
    await alone.close();
    assert.equal(one.length, 3);
    assert.deepEqual(two, one);
  });
});
