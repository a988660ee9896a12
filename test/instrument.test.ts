import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { QuickJsSandbox } from '../src/adapters/quickjs/sandbox.ts';
import type { Probe, ProbeCall } from '../src/domain/experiments/probe.ts';
import { readTrace } from '../src/domain/experiments/trace/reading.ts';
import { parseSource, type SourceCode } from '../src/domain/source/code.ts';
import { instrument } from '../src/domain/source/instrument.ts';
import { codec, limits, patternClip } from './support/sandbox.ts';

const sandbox = new QuickJsSandbox(2);
after(() => sandbox.close());

function parsed(source: string): SourceCode {
  const outcome = parseSource(source);
  assert.equal(outcome.kind, 'parsed', source);
  return (outcome as { code: SourceCode }).code;
}

async function calls(source: string, changes: Partial<Probe> = {}): Promise<readonly ProbeCall[]> {
  const probe: Probe = {
    source,
    clip: patternClip(),
    quality: 40,
    machines: 'separate',
    lifetime: 'clip',
    ticksPerCall: 4000,
    ...changes,
  };
  const [result] = await sandbox.probing({ limits, exact: true }).probe([probe]);
  assert.equal(result?.kind, 'ran');
  return (result as { calls: readonly ProbeCall[] }).calls;
}

/** What came back, without where the stack says it happened: columns move. */
function outcome({ call, frame, result, changed }: ProbeCall): unknown {
  if (result.kind === 'returned') return { call, frame, bytes: result.bytes, changed };
  const { fault } = result;
  return { call, frame, changed, fault: 'message' in fault ? fault.message : fault };
}

async function runsTheSame(source: string): Promise<void> {
  const instrumented = instrument(parsed(source));
  assert.ok(instrumented);
  assert.equal(instrumented.source.split('\n').length, source.split('\n').length);
  const [plain, seen] = [await calls(source), await calls(instrumented.source)];
  assert.deepEqual(seen.map(outcome), plain.map(outcome));
  for (const call of seen.filter(({ call }) => call !== 'load')) {
    assert.ok(readTrace(call.reading, instrumented), `${call.call} gave no trace`);
  }
}

/** Every way to write things that the weaver puts something around. */
const grammar = `
const table = [3, 1, 2], pick = (i) => table[i], twice = x => ({ value: x * 2 }), both = (a, b = a + 1) => (a, b)
class Box { #n = 0; list = [1]; static made = 0
  constructor(n) { this.#n = n; Box.made++ }
  get n() { return this.#n } set n(v) { this.#n = v }
  add(...more) { for (const each of more) this.n += each; return this } }
class Big extends Box { constructor() { super(1 + 1); this.list[0] += 2; this.list[0]++ } }
function* counted(n) { let i = 0; while (i < n) yield i++; }
function walk(o, { at: [first] = [7], ...rest } = {}) { let s = first
  do s += 1; while (s < 9)
  outer: for (let i = 0, j = 5; i < j; i++, j--) for (const k in o) { if (k === 'b') continue outer; s += o[k]?.[0] ?? 1 }
  ;[s, rest] = [s ** 2 % 11, null]
  let t = s
  ++t
  return t - s + (typeof rest === 'object' ? 1 : 0)
}
const odd = ((a) => a?.b?.[1]?.c[0])({ b: [0, { c: [4] }] }), named = function () {}, text = \`\${1 + 2}\${named.name}\`
let total = 0; total ||= (1, 5); total <<= 2; (total) -= 3; table[table[1]] ??= 0; delete table[9]; [table[0]] = [3]
for (table[2] of [2]) ; for (const n of counted(3)) total += n
const box = new Big().add(1, 2), big = (2n ** 40n << 3n) + BigInt(total)
export function compressFrame(frame, context) {
  const out = []
  for (let i = 0; i < frame.data.length; i++) out.push((frame['data'][i] - (i ? frame.data[i - 1] : 0)) & 255)
  out.push(walk({ a: [2], b: 1 }), pick(2), twice(3).value, both(1), box.n, Number(big & 255n), odd, text.length, total & 255)
  return Uint8Array.from(out)
}
export const decompressFrame = (bytes) => {
  const out = bytes.slice(0, -9); for (let i = 1; i < out.length; ) out[i] += out[i++ - 1]
  return out
}
`;

test('an instrumented source gives the same bytes on the same lines', async () => {
  await runsTheSame(grammar);
  for (const name of ['lossless/004-context-rice', 'lossless/011-range-coder']) {
    await runsTheSame(readFileSync(`examples/run/${name}.js`, 'utf8'));
  }
  await runsTheSame(readFileSync('examples/run/lossy/000-dct-golomb.js', 'utf8'));
});

test('faults are the same, too', async () => {
  await runsTheSame(codec({ compress: 'let a; return a[3];' }));
  await runsTheSame(codec({ decompress: 'return bytes[0] += 1;' }));
  await runsTheSame(codec({ decompress: "throw new RangeError('no ' + bytes[0]);" }));
});

test('a trace tells calls, values and what looked odd', async () => {
  const source = `const half = (x) => x / 2;
export function compressFrame(frame) {
  const out = new Uint8Array(frame.data.length);
  let left = half(6);
  out[1] = 300;
  left = frame.data[99] + 1;
  return frame.data;
}
export function decompressFrame(bytes) { return bytes; }
`;
  const instrumented = instrument(parsed(source));
  assert.ok(instrumented);
  const [, , compress] = await calls(instrumented.source);
  const trace = readTrace(compress?.reading ?? null, instrumented);
  assert.ok(trace);
  const told = trace.events.map(({ site, value, tag }) => [
    site.location.line,
    site.kind,
    site.name,
    tag === 'number' ? value : tag,
  ]);
  assert.deepEqual(told.slice(3, -1), [
    [3, 'assign', 'out', 'array'],
    [1, 'enter', 'half', 0],
    [1, 'parameter', 'x', 6],
    [1, 'return', 'half', 3],
    [4, 'assign', 'left', 3],
    [5, 'write', 'out', 300],
    [6, 'read', 'data', 'undefined'],
    [6, 'assign', 'left', NaN],
  ]);
  const odd = trace.oddities.map(({ kind, site, values }) => [kind, site.location.line, values[0]]);
  assert.deepEqual(odd, [
    ['write_changed', 5, 300],
    ['read_outside', 6, 99],
    ['absent_operand', 6, NaN],
  ]);
});

test('the recorder outlives what the candidate patches', async () => {
  const top = `Array.isArray = () => true; Array.prototype.push = () => 0; Number = String;
Float64Array.prototype.fill = 1; Math.imul = null; globalThis.String = null; ArrayBuffer.isView = 0;`;
  await runsTheSame(codec({ top, compress: 'let a = [1]; a[0] += 1; return frame.data;' }));
});

test('a source that has the name of the reading is left alone', () => {
  assert.equal(instrument(parsed(codec({ top: 'const readProbe = 1;' }))), null);
});
