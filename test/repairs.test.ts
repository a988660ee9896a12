import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { QuickJsSandbox } from '../src/adapters/quickjs/sandbox.ts';
import {
  type MendedCause,
  mendedSchema,
  mendedWords,
} from '../src/domain/experiments/causes/mended.ts';
import type { ProbeResult } from '../src/domain/experiments/probe.ts';
import { repairKinds, repairsOf } from '../src/domain/experiments/repairs/catalogue.ts';
import { seenIn, withCounters } from '../src/domain/experiments/repairs/coverage.ts';
import { repairsExperiment } from '../src/domain/experiments/repairs/experiment.ts';
import {
  grouped,
  parses,
  repeated,
  turnsOf,
  wrappingOf,
} from '../src/domain/experiments/repairs/groups.ts';
import { type RepairTree, repairTree } from '../src/domain/experiments/repairs/repair.ts';
import { type FailureScene, faultIn } from '../src/domain/experiments/scene.ts';
import { applyEdits } from '../src/domain/mutation/mutant.ts';
import { parseSource } from '../src/domain/source/code.ts';
import { smokeCases } from '../src/domain/video/smoke.ts';
import { conduct } from '../src/flows/investigate.ts';
import { codec, limits, patternClip } from './support/sandbox.ts';
import { smallBenchmark } from './support/workshop.ts';

const sandbox = new QuickJsSandbox(2);
after(() => sandbox.close());
const runner = sandbox.probing({ limits, exact: true });

function treeOf(source: string): RepairTree {
  const parsed = parseSource(source);
  assert.equal(parsed.kind, 'parsed');
  if (parsed.kind !== 'parsed') throw new Error('does not parse');
  return repairTree(parsed.code);
}

const clip = patternClip({ width: 3, height: 3 }, 2);
const probe = {
  clip,
  quality: 100,
  machines: 'separate',
  lifetime: 'clip',
  ticksPerCall: 40,
} as const;

async function run(source: string): Promise<ProbeResult | undefined> {
  const [result] = await runner.probe([{ ...probe, source }]);
  return result;
}

/** The scene of a candidate that fails on a small clip. */
async function sceneOf(source: string): Promise<FailureScene> {
  const fault = faultIn({ exact: true }, { clip }, await run(source));
  assert.ok(fault !== null && fault !== 'unknown', 'it does not fail');
  const site = { call: fault.call, clip: clip.name, quality: 100, frame: fault.frame };
  return {
    source,
    code: treeOf(source).code,
    lead: { site, fault: fault.fault },
    failures: [{ kind: 'call', site, fault: fault.fault }],
    limits,
    exact: true,
    clip,
    quality: 100,
    original: { clip, quality: 100 },
    smoke: smokeCases(smallBenchmark()),
    ticksPerCall: 40,
  };
}

async function causeOf(source: string): Promise<MendedCause | null> {
  const { causes, experiments } = await conduct(
    repairsExperiment(await sceneOf(source), []),
    runner,
  );
  assert.equal(experiments.length, 1);
  const [cause] = causes;
  if (cause === undefined) return null;
  assert.equal(cause.kind, 'mended');
  if (cause.kind !== 'mended') return null;
  // It travels as JSON, and is checked where it arrives.
  assert.deepEqual(mendedSchema.parse(JSON.parse(JSON.stringify(cause))), cause);
  return cause;
}

const leftDifferences = {
  compress: `const out = new Uint8Array(frame.data.length);
  for (let i = 0; i < out.length; i++) out[i] = frame.data[i] - (i > 0 ? frame.data[i - 1] : 0);
  return out;`,
  decompress: `const out = new Uint8Array(bytes.length);
  for (let i = 0; i < out.length; i++) out[i] = bytes[i] + (i > 0 ? out[i - 1] : 0);
  return out;`,
};

const bitWriter = `class Writer {
  bytes = []; held = 0; count = 0;
  put(value, width) {
    for (let i = width - 1; i >= 0; i--) {
      this.held = (this.held << 1) | ((value >> i) & 1);
      if (++this.count === 8) { this.bytes.push(this.held); this.held = this.count = 0; }
    }
  }
  finish() {
    return Uint8Array.from(this.bytes);
  }
}
class Reader {
  at = 0;
  constructor(bytes) { this.bytes = bytes; }
  get(width) {
    let value = 0;
    for (let i = 0; i < width; i++, this.at++) value = (value << 1) | ((this.bytes[this.at >> 3] >> (7 - (this.at & 7))) & 1);
    return value;
  }
}
const sizeOf = ({ width, height }) => width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1);`;

describe('the catalogue of repairs', () => {
  const folder = 'examples/run/lossless';
  const sources = readdirSync(folder)
    .filter((name) => /^00[03].*\.js$/.test(name))
    .map((name) => readFileSync(path.join(folder, name), 'utf8'));

  it('knows at least forty kinds of mistakes, each with words of its own', () => {
    const facts = {
      ...{ functionName: 'encode', line: 12, before: 'BEFORE', after: 'AFTER', name: 'NAME' },
      counterpart: { functionName: 'decode', line: 40, text: 'OTHER' },
    };
    const causes = Object.values(repairKinds).map(({ words }) => words(facts).cause);
    assert.ok(causes.length >= 40);
    assert.equal(new Set(causes).size, causes.length);
    for (const [name, kind] of Object.entries(repairKinds)) {
      const { cause, fix } = kind.words(facts);
      assert.match(`${cause} ${fix}`, /12/, name);
      assert.ok(kind.prior > 0 && kind.prior <= 1, name);
    }
  });

  it('proposes edits that change the source, in order and inside it, and leave one that can be read', () => {
    for (const source of sources) {
      const tree = treeOf(source);
      const repairs = repairsOf(tree);
      assert.ok(repairs.length > 200);
      const readable = repairs.filter(({ edits }) => parses(tree.code, edits));
      assert.ok(readable.length > 0.97 * repairs.length, `${readable.length} of ${repairs.length}`);
      for (const { edits, kind } of repairs) {
        assert.notEqual(applyEdits(source, edits), source, kind);
        for (const [i, { start, end }] of edits.entries()) {
          assert.ok(start <= end && end <= source.length, kind);
          assert.ok(start >= (edits[i - 1]?.end ?? 0), kind);
        }
      }
    }
  });

  it('judges what can be read as the parser of whole sources does', () => {
    const [source = ''] = sources;
    const tree = treeOf(source);
    for (const { edits } of repairsOf(tree).filter((_, i) => i % 60 === 0)) {
      const whole = parseSource(applyEdits(source, edits)).kind === 'parsed';
      assert.equal(parses(tree.code, edits), whole, JSON.stringify(edits));
    }
    const at = source.indexOf('return ');
    assert.equal(parses(tree.code, [{ start: at, end: at, text: '(' }]), false);
  });
});

describe('kinds of mistakes', () => {
  const proposals: readonly (readonly [kind: string, before: string, after: string])[] = [
    [
      'overlapping_copy',
      'f(() => out.copyWithin(at, from, end));',
      'list[to + k] = list[from + k]',
    ],
    ['overlapping_copy', 'f(() => out.set(out.subarray(a, b), to));', '(out, to, a, b)'],
    ['padded_with_spaces', 'f(text.padEnd(8));', "text.padEnd(8, '0')"],
    ['sorted_in_place', 'f(LIST.reverse());', 'LIST.slice().reverse()'],
    ['shallow_copy', 'f({ ...state });', 'Object.fromEntries(Object.entries(state)'],
    ['keys_are_text', 'f(Object.keys(counts));', 'Object.keys(counts).map(Number)'],
    ['mapped_into_same_type', 'f(odd.map((v) => v - 1));', 'Array.from(odd, (v) => v - 1)'],
    ['replaced_once', "f(text.replace('a', 'b'));", "text.replaceAll('a', 'b')"],
    [
      'ties_undecided',
      'f([{ sym: 1, len: 2 }].sort((a, b) => a.len - b.len));',
      'a.len - b.len || a.sym - b.sym',
    ],
    [
      'escape_not_escaped',
      'const MARK = 9; f((count, v, out) => { if (count > 3) out.push(MARK, count); else out.push(v); });',
      'if (count > 3 || v === MARK)',
    ],
    ['carry_not_passed_on', 'f((carry, out) => { out.push(255); });', '(255 + carry) & 255'],
    [
      'table_repeats',
      'const SCAN = [0, 1, 4, 5, 5, 3, 6, 7]; f(SCAN);',
      '[0, 1, 4, 5, 2, 3, 6, 7]',
    ],
    ['half_without_sign', 'f((q) => (q + 0.5) * 4);', 'q + 0.5 * Math.sign(q)'],
    ['quality_inverted', 'f((quality) => quality >> 2);', '(100 - quality) >> 2'],
    [
      'block_beyond_edge',
      'f((x, size, w, list) => { const end = x + size; list.fill(w, x, end); });',
      'Math.min(x + size',
    ],
    [
      'reference_kept',
      'const GREY = new Uint8Array(9); f((old) => { const next = old ? old : GREY; next[0] = 1; }, GREY[0]);',
      'old : GREY.slice()',
    ],
  ];

  for (const [kind, before, after] of proposals) {
    it(`finds ${kind} in ${before.slice(0, 40)}`, () => {
      const source = `const f = console.log; ${before}`;
      const edited = repairsOf(treeOf(source))
        .filter((each) => each.kind === kind)
        .map(({ edits }) => applyEdits(source, edits));
      assert.ok(
        edited.some((text) => text.includes(after)),
        edited.join('\n') || 'nothing is proposed',
      );
    });
  }

  it('leaves alone what everybody reads as it is parsed', () => {
    const source = 'console.log((a, b, c, k) => a << k < b && c > 0 || b < 0);';
    const kinds = repairsOf(treeOf(source)).map(({ kind }) => kind);
    assert.equal(kinds.includes('precedence'), false);
    assert.ok(kinds.length > 5);
  });
});

describe('counters', () => {
  it('tell which branches ran in a call, and change nothing else', async () => {
    const source = codec({
      compress: `if (context.index === 0) return frame.data.slice(); else { return frame.data; }`,
      decompress: `return context.index > 5 ? null : bytes;`,
    });
    const { source: counted, regions } = withCounters(treeOf(source).code);
    const result = await run(counted);
    assert.ok(result?.kind === 'ran');
    assert.equal(faultIn({ exact: true }, { clip }, result), null);
    const seen = result.calls
      .filter(({ call }) => call === 'compress')
      .map(({ reading }) =>
        [...seenIn(reading)].map((i) => treeOf(source).code.excerpt(regions[i]?.node as never, 40)),
      );
    assert.ok(seen[0]?.some((text) => text.startsWith('return frame.data.slice()')));
    assert.ok(!seen[1]?.some((text) => text.startsWith('return frame.data.slice()')));
    assert.ok(seen[1]?.some((text) => text.startsWith('{ return frame.data; }')));
  });
});

describe('a group of versions', () => {
  it('gives each a world of its own, and one that does not end takes only itself along', async () => {
    const source = codec({ top: 'let calls = 0;', compress: 'calls += 1; return frame.data;' });
    const { code } = treeOf(source);
    const wrapping = wrappingOf(code);
    assert.ok(wrapping);
    const at = source.indexOf('calls += 1;');
    const versions = [
      [],
      [{ start: at, end: at, text: 'if (calls > 1) throw new Error("not its own");' }],
      [{ start: at, end: at, text: 'frame.data[0] ^= 1;' }],
      [{ start: at, end: at, text: 'for (;;);' }],
      [],
    ];
    const text = grouped(code, wrapping, versions, clip.frames.length);
    const [result] = await runner.probe([
      { ...probe, source: text, clip: repeated(clip, versions.length) },
    ]);
    const turns = turnsOf({ exact: true }, clip, { versions: versions.length, result });
    assert.deepEqual(
      turns.map(({ cameBack }) => cameBack),
      [true, true, false, false],
    );
  });
});

describe('repairs that are run', () => {
  const cases: readonly { name: string; source: string; mistakes: RegExp; line: RegExp }[] = [
    {
      name: 'pending bits',
      source: codec({
        top: bitWriter,
        compress: `const w = new Writer();
  for (const v of frame.data) { w.put(v >> 1, 7); w.put(v & 1, 2); }
  return w.finish();`,
        decompress: `const r = new Reader(bytes);
  return Uint8Array.from({ length: sizeOf(context) }, () => r.get(7) * 2 + r.get(2));`,
      }),
      mistakes: /^pending_bits_dropped$/,
      line: /return Uint8Array\.from\(this\.bytes\)/,
    },
    {
      name: 'a sort of numbers as text',
      source: codec({
        compress: `const order = [...new Set(frame.data)].sort();
  return Uint8Array.from([order.length & 255, ...[...order].sort((a, b) => a - b), ...Array.from(frame.data, (v) => order.indexOf(v))]);`,
        decompress: `const n = bytes[0] || 256;
  const order = [...bytes.subarray(1, 1 + n)].sort((a, b) => a - b);
  return bytes.slice(1 + n).map((i) => order[i]);`,
      }),
      mistakes: /^sorted_as_text$/,
      line: /\.sort\(\);/,
    },
    {
      name: 'precedence',
      source: codec({
        top: 'const LAST = 2;',
        ...leftDifferences,
        decompress: `const out = new Uint8Array(bytes.length);
  const flags = context.index | 2;
  if (flags & LAST != 2) out.fill(3);
  else for (let i = 0; i < out.length; i++) out[i] = bytes[i] + (i > 0 ? out[i - 1] : 0);
  if (flags & LAST == 2) return out;
  return out.fill(9);`,
      }),
      mistakes: /^precedence$/,
      line: /flags & LAST == 2/,
    },
    {
      name: 'an assignment in a condition',
      source: codec({
        ...leftDifferences,
        decompress: `const out = new Uint8Array(bytes.length);
  let first = context.index;
  if (first = 1000) out.fill(9);
  else for (let i = 0; i < out.length; i++) out[i] = bytes[i] + (i > 0 ? out[i - 1] : 0);
  return out;`,
      }),
      mistakes: /^assignment_in_condition$/,
      line: /first = 1000/,
    },
    {
      name: 'a copy that overlaps itself',
      source: codec({
        compress: `const d = Uint8Array.of(9, 9, 9, 9, 9, ...frame.data), out = [];
  for (let i = 0; i < d.length;) {
    let n = 0;
    while (i > 0 && n < 255 && i + n < d.length && d[i + n] === d[i - 1]) n++;
    if (n > 0) { out.push(1, n); i += n; } else { out.push(0, d[i++]); }
  }
  return Uint8Array.from(out);`,
        decompress: `const out = new Uint8Array(5000);
  let at = 0;
  for (let i = 0; i < bytes.length; i += 2) {
    const n = bytes[i + 1];
    if (bytes[i] === 0) { out[at++] = n; continue; }
    out.copyWithin(at, at - 1, at - 1 + n);
    at += n;
  }
  return out.slice(5, at).map((v) => v + out[4] - 9);`,
      }),
      mistakes: /^overlapping_copy$/,
      line: /copyWithin/,
    },
    {
      name: 'map(parseInt)',
      source: codec({
        compress: `return Uint8Array.from([...frame.data].join(' '), (c) => c.charCodeAt(0));`,
        decompress: `return Uint8Array.from(String.fromCharCode(...bytes).split(' ').map(parseInt));`,
      }),
      mistakes: /^parse_with_index$/,
      line: /map\(parseInt\)/,
    },
    {
      name: 'a list that is sorted in place',
      source: codec({
        top: 'const STEPS = [3, 1, 2];',
        compress: `const best = STEPS.sort((a, b) => a - b)[0], at = STEPS.indexOf(best);
  return Uint8Array.from([at, ...frame.data.map((v) => v + best)]);`,
        decompress: `const step = STEPS[bytes[0]]; return bytes.slice(1).map((v) => v - step);`,
      }),
      mistakes: /^sorted_in_place$/,
      line: /STEPS\.sort/,
    },
    {
      name: 'a shallow copy',
      source: codec({
        top: 'const model = () => ({ sums: [7] });\nconst next = (m, v) => { const p = m.sums[0]; m.sums[0] = v; return p; };',
        compress: `const m = model(), trial = { ...m };
  for (const v of frame.data) next(trial, v + 1);
  return frame.data.map((v) => v - next(m, v));`,
        decompress: `const m = model();
  return bytes.map((r) => { const v = (r + m.sums[0]) & 255; next(m, v); return v; });`,
      }),
      mistakes: /^shallow_copy$/,
      line: /\{ \.\.\.m \}/,
    },
    {
      name: 'keys that are text',
      source: codec({
        compress: `const counts = {};
  for (const v of frame.data) counts[v] = (counts[v] ?? 0) + 1;
  const base = Object.keys(counts)[0];
  return Uint8Array.from([base, ...Array.from(frame.data, (v) => v - (base + 1))]);`,
        decompress: `return bytes.slice(1).map((r) => r + bytes[0] + 1);`,
      }),
      mistakes: /^(keys_are_text|text_for_number)$/,
      line: /Object\.keys|base \+ 1/,
    },
    {
      name: 'U and V',
      source: codec({
        compress: `const out = new Uint8Array(frame.data.length);
  out.set(frame.y, 0); out.set(frame.v, frame.y.length); out.set(frame.u, frame.y.length + frame.u.length);
  return out;`,
      }),
      mistakes: /^planes_swapped$/,
      line: /out\.set\(frame\.v/,
    },
  ];

  for (const { name, source, mistakes, line } of cases) {
    it(`find ${name}`, async () => {
      const cause = await causeOf(source);
      assert.ok(cause, 'no cause');
      assert.match(cause.mistake, mistakes);
      assert.match(source.split('\n')[cause.location.line - 1] ?? '', line);
      const { lines, line: from, count } = cause.repair ?? assert.fail('no lines');
      const mended = source.split('\n');
      mended.splice(from - 1, count, ...lines);
      assert.equal(faultIn({ exact: true }, { clip }, await run(mended.join('\n'))), null);
      assert.ok(mendedWords(cause).cause.length > 20);
    });
  }

  it('are told as what was run where several may be meant', async () => {
    const source = codec({
      ...leftDifferences,
      decompress: `const out = new Uint8Array(bytes.length);
  for (let i = 0; i < out.length; i++) out[i] = bytes[i] + (i > 1 ? out[i - 1] : 0);
  return out;`,
    });
    const { causes, clues } = await conduct(repairsExperiment(await sceneOf(source), []), runner);
    assert.deepEqual(causes, []);
    const [first] = clues;
    assert.match(source.split('\n')[(first?.line ?? 0) - 1] ?? '', /i > 1/);
    assert.match(
      first?.words ?? '',
      /^With `.+` in place of `i > 1.*` at line \d+ in `decompressFrame` every frame came back/,
    );
  });

  it('show the edit, however long the piece is that it stands in', async () => {
    const source = codec({
      top: `const padding = (v) => ${'v + 0 * '.repeat(40)}v;`,
      compress: `const out = new Uint8Array(frame.data.length); const at = frame.y.length + frame.u.length; padding(1); out.set(frame.y, 0); out.set(frame.v, frame.y.length); out.set(frame.u, at); return out;`,
    });
    const { causes, clues } = await conduct(repairsExperiment(await sceneOf(source), []), runner);
    const words = clues.map((clue) => clue.words).join(' ');
    const [, after, before] = /With `(.+?)` in place of `(.+?)` at line/.exec(words) ?? [];
    assert.ok(causes.length === 1 || before, words);
    for (const cause of causes) {
      assert.ok(cause.kind === 'mended');
      assert.notEqual(cause.place.before, cause.place.after);
    }
    assert.notEqual(before, after);
  });

  it('tell nothing when none holds', async () => {
    const lost = codec({ compress: 'return frame.data.map((v) => v >> 4);' });
    assert.equal(await causeOf(lost), null);
  });
});
