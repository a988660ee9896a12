import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { QuickJsSandbox } from '../src/adapters/quickjs/sandbox.ts';
import {
  type TraceCause,
  traceCauseSchema,
  traceWords,
} from '../src/domain/experiments/causes/trace.ts';
import { pictured } from '../src/domain/experiments/contents.ts';
import type { Finding } from '../src/domain/experiments/investigation.ts';
import type { Experimenting } from '../src/domain/experiments/probe.ts';
import { type FailureScene, faultIn, probeOf } from '../src/domain/experiments/scene.ts';
import { traceFamily } from '../src/domain/experiments/trace/family.ts';
import { readTrace } from '../src/domain/experiments/trace/reading.ts';
import { parseSource } from '../src/domain/source/code.ts';
import { instrument } from '../src/domain/source/instrument.ts';
import type { Clip } from '../src/domain/video/frame.ts';
import { limits } from './support/sandbox.ts';

const sandbox = new QuickJsSandbox(2);
after(() => sandbox.close());
const runner = sandbox.probing({ limits, exact: true });

async function drive<T>(experiment: Experimenting<T>): Promise<T> {
  let step = experiment.next();
  while (!step.done) step = experiment.next(await runner.probe(step.value));
  return step.value;
}

const noise = pictured('noise', { width: 3, height: 5 }, 1);

async function sceneOf(source: string, clip: Clip): Promise<FailureScene> {
  const parsed = parseSource(source);
  assert.equal(parsed.kind, 'parsed');
  const { code } = parsed as Extract<typeof parsed, { kind: 'parsed' }>;
  const known = { source, code, failures: [], limits, exact: true, clip, quality: 100, smoke: [] };
  const [fault] = [{ kind: 'tick_limit', limit: 1 } as const];
  const site = { call: 'compress', clip: clip.name, quality: 100, frame: 0 } as const;
  const lead = { site, fault };
  const scene: FailureScene = {
    ...known,
    lead,
    original: { clip, quality: 100 },
    ticksPerCall: 200,
  };
  const found = faultIn(scene, scene, (await runner.probe([probeOf(scene)]))[0]);
  assert.ok(found !== null && found !== 'unknown', 'nothing fails');
  return {
    ...scene,
    lead: { site: { ...site, call: found.call, frame: found.frame }, fault: found.fault },
  };
}

async function foundIn(source: string, clip = noise): Promise<Finding> {
  return drive(traceFamily(await sceneOf(source, clip)));
}

async function causeIn(source: string, clip = noise): Promise<TraceCause> {
  const { causes, experiments } = await foundIn(source, clip);
  const cause = causes[0] as TraceCause | undefined;
  assert.ok(cause, experiments.map(({ detail }) => detail).join('\n'));
  assert.deepEqual(traceCauseSchema.parse(JSON.parse(JSON.stringify(cause))), cause);
  return cause;
}

const bits = `function bitWriter() {
  const out = [];
  return {
    put(value, count) { for (let i = count - 1; i >= 0; i--) out.push((value >> i) & 1); },
    bytes() { const all = new Uint8Array((out.length + 7) >> 3); out.forEach((b, i) => { all[i >> 3] |= b << (7 - (i & 7)); }); return all; },
  };
}
function bitReader(bytes) {
  let at = 0;
  return { get(count) { let v = 0; for (; count > 0; count--, at++) v = (v << 1) | ((bytes[at >> 3] >> (7 - (at & 7))) & 1); return v; } };
}
const sizeOf = ({ width, height }) => width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1);
`;

const narrow = `${bits}const WIDTH = 7;
export function compressFrame({ data }) {
  const writer = bitWriter();
  for (const v of data) writer.put(v, WIDTH);
  return writer.bytes();
}
export function decompressFrame(bytes, context) {
  const reader = bitReader(bytes), out = new Uint8Array(sizeOf(context));
  for (let i = 0; i < out.length; i++) out[i] = reader.get(WIDTH);
  return out;
}
`;

const lengthInByte = `export function compressFrame({ data }) {
  const total = data.reduce((sum, v) => sum + v, 0);
  return Uint8Array.from([total, ...data.subarray(1)]);
}
export function decompressFrame(bytes) {
  let first = bytes[0];
  for (let i = 1; i < bytes.length; i++) first -= bytes[i];
  const out = bytes.slice();
  out[0] = first < 0 ? 7 : first;
  return out;
}
`;

const gray = `const toGray = (v) => v ^ (v >> 1);
const fromGray = (g) => {
  return g ^ (g >> 1);
};
export function compressFrame({ data }) { return data.map((v) => toGray(v)); }
export function decompressFrame(bytes) { return bytes.map((g) => fromGray(g)); }
`;

const rounding = `export function compressFrame({ data }) {
  const out = new Uint8Array(data.length);
  for (let i = 2; i < data.length; i++) {
    const guess = (data[i - 1] + data[i - 2] + 1) >> 1;
    out[i] = data[i] - guess;
  }
  out[0] = data[0]; out[1] = data[1];
  return out;
}
export function decompressFrame(bytes) {
  const out = bytes.slice();
  for (let i = 2; i < out.length; i++) {
    const guess = (out[i - 1] + out[i - 2]) >> 1;
    out[i] = bytes[i] + guess;
  }
  return out;
}
`;

const outside = `const table = [[1], [2]];
export function compressFrame({ data }) {
  const out = [];
  for (const v of data) { const row = table[v >> 7 << 1]; out.push(v, row[0]); }
  return Uint8Array.from(out);
}
export function decompressFrame(bytes) { return bytes.filter((_, i) => i % 2 === 0); }
`;

const stuck = `export function compressFrame({ data }) {
  let [low, high] = [0, 255];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (middle < data[0]) low = middle;
    else high = middle;
  }
  return data;
}
export function decompressFrame(bytes) { return bytes; }
`;

const recursion = `function split(from, size) {
  if (size < 0) return 0;
  return split(from, size >> 1) + split(from + size, size >> 1);
}
export function compressFrame({ data }) { split(0, data.length); return data; }
export function decompressFrame(bytes) { return bytes; }
`;

const rice = `${bits}
export function compressFrame({ data }) {
  const writer = bitWriter();
  const writeValue = (n) => { writer.put(n > 100 ? 1 : 0, 1); writer.put(n > 100 ? n ^ 1 : n, 8); };
  for (const v of data) writeValue(v);
  return writer.bytes();
}
export function decompressFrame(bytes, context) {
  const reader = bitReader(bytes), out = new Uint8Array(sizeOf(context));
  const readValue = () => { const large = reader.get(1); const n = reader.get(8); return large ? n : n; };
  for (let i = 0; i < out.length; i++) out[i] = readValue();
  return out;
}
`;

describe('a trace proves', () => {
  it('that a number does not fit its field', async () => {
    const cause = await causeIn(narrow);
    assert.equal(cause.kind, 'narrow_field');
    assert.equal(cause.confidence, 'proved');
    assert.equal(cause.location.line, 13);
    assert.match(traceWords(cause).cause, /`put` writes 129 into 7 bits .* `get` reads 1 back/);
  });

  it('that a byte of the stream loses a number', async () => {
    const cause = await causeIn(lengthInByte);
    assert.equal(cause.kind, 'lost_in_byte');
    assert.equal(cause.location.line, 3);
  });

  it('that one function does not undo the other', async () => {
    const cause = await causeIn(gray);
    assert.equal(cause.kind, 'not_inverse');
    assert.deepEqual([cause.location.line, cause.confidence], [3, 'proved']);
  });

  it('that a loop stands still', async () => {
    const cause = await causeIn(stuck);
    assert.equal(cause.kind, 'stuck_loop');
    assert.equal(cause.location.line, 3);
    assert.match(traceWords(cause).cause, /`low` at \d+, `high` at \d+/);
  });

  it('that a function calls itself with what it was given', async () => {
    const cause = await causeIn(recursion);
    assert.equal(cause.kind, 'endless_recursion');
    assert.equal(cause.location.line, 1);
  });
});

describe('a trace tells what it saw', () => {
  it('of a loop that what it was given keeps from ending', async () => {
    const source = `const SHARES = [3, 0];
export function compressFrame({ data }) {
  const out = [];
  for (let i = 0; i < data.length; i++) code(out, SHARES[data[i] & 1]);
  return Uint8Array.from(out);
}
function code(out, share) {
  const limit = share * 64;
  let state = 500;
  while (state >= limit) { out[0] = state & 255; state >>= 8; }
}
export function decompressFrame(bytes) { return bytes; }
`;
    const { causes, clues, suspicions } = await foundIn(source);
    assert.deepEqual(causes, []);
    const [clue] = clues;
    assert.match(
      clue?.words ?? '',
      /loop at line 10 .* \(state 0, limit 0\)\. .*`limit` is 0 at line 8 \(`share \* 64`\), `share` is 0 at line 7/,
    );
    assert.ok(suspicions.some(({ line }) => line === 8));
  });

  it('of a negative index, back to the function that made it', async () => {
    const source = `const table = new Uint8Array(4096).fill(7);
function hash(a) {
  return Math.imul(a + 1, 0x9e3779b1) >> 20;
}
function look(a) {
  const slot = hash(a);
  return table[slot];
}
export function compressFrame({ data }) { return data.map((v, i) => v - look(i)); }
export function decompressFrame(bytes) { return bytes.map((v, i) => (look(i) === undefined ? 0 : v + 7)); }
`;
    const { clues } = await foundIn(source);
    assert.match(clues[0]?.words ?? '', /index -\d+ of table is read/);
    assert.match(
      clues[0]?.words ?? '',
      /`slot` is -\d+ at line 6 \(`hash\(a\)`\), .*>> 20` is -\d+ at line 3/,
    );
    assert.equal(clues[0]?.line, 3);
  });

  const cluesIn = async (source: string, clip = noise) => (await foundIn(source, clip)).clues;

  it('of an element that is read and not there', async () => {
    const [clue] = await cluesIn(outside);
    assert.match(
      clue?.words ?? '',
      /^At line 4 index -?\d+ of \w+ is read, which has \d+ elements?\. No frame/,
    );
  });

  it('of two lines that compute one thing differently', async () => {
    const clues = await cluesIn(rounding);
    const words = clues.map((clue) => clue.words).join(' ');
    assert.match(words, /at line 4 \(`.*\+ 1\) >> 1`\) in the encoder and .* at line 13/);
    assert.ok(clues.some(({ line }) => line === 13));
  });

  it('of a reader that does not give back what was written', async () => {
    const words = (await cluesIn(rice)).map((clue) => clue.words).join(' ');
    assert.match(words, /`writeValue` \(line \d+\) is given .*, and `readValue`/);
  });
});

describe('a trace claims no cause', () => {
  it('where all that wraps is meant to', async () => {
    const swapped = `export function compressFrame({ data, y, u, v }) {
  const out = new Uint8Array(data.length);
  for (let i = 0; i < y.length; i++) out[i] = y[i] - (i ? y[i - 1] : 0);
  out.set(v, y.length); out.set(u, y.length + v.length);
  return out;
}
export function decompressFrame(bytes, { width, height }) {
  const out = bytes.slice();
  for (let i = 1; i < width * height; i++) out[i] += out[i - 1];
  return out;
}
`;
    const { causes, experiments } = await foundIn(swapped);
    assert.deepEqual(causes, []);
    assert.ok(experiments.length < 3);
  });

  it('where the lines read alike and their inputs differ', async () => {
    const alike = rounding
      .replace(' + 1) >> 1', ') >> 1')
      .replace('bytes[i] + guess', 'bytes[i] + guess + (i > 4)');
    const { causes, suspicions } = await foundIn(alike);
    assert.deepEqual(causes, []);
    assert.equal(suspicions[0]?.line, 14);
  });

  it('from a reading that no recorder wrote', () => {
    const parsed = parseSource(gray);
    assert.ok(parsed.kind === 'parsed');
    const instrumented = instrument(parsed.code);
    assert.ok(instrumented);
    assert.equal(readTrace('1|2', instrumented), null);
    const forged = readTrace('1|9|99,9,9,9,9,9;|7,1,1;|1,1,1;||999,0,1;x,y;0,0,5;', instrumented);
    assert.deepEqual(
      forged?.events.map(({ number, value }) => [number, value]),
      [[0, 5]],
    );
    assert.deepEqual([forged?.oddities, forged?.loops], [[], []]);
  });
});
