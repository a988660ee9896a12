import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, describe, it } from 'node:test';
import fc from 'fast-check';
import { loadBenchmark } from '../src/adapters/local/benchmark.ts';
import { memoryCache } from '../src/adapters/local/evaluation-cache.ts';
import { QuickJsSandbox } from '../src/adapters/quickjs/sandbox.ts';
import { diagnose } from '../src/domain/diagnose.ts';
import { mostProbes, mostTicks } from '../src/domain/experiments/bounds.ts';
import { type Cause, causeWords } from '../src/domain/experiments/cause.ts';
import { type Investigation, investigationSchema } from '../src/domain/experiments/investigated.ts';
import { parseFrame, printFrame } from '../src/domain/experiments/printed-frame.ts';
import type { Experimenting, ProbeResult, Probes } from '../src/domain/experiments/probe.ts';
import type { EvaluationFailed } from '../src/domain/outcome.ts';
import { passFirstStages, sandboxEvaluator } from '../src/flows/evaluate.ts';
import { conduct, investigate } from '../src/flows/investigate.ts';
import { judgeCandidate } from '../src/flows/judge.ts';
import { codec } from './support/sandbox.ts';
import { smallBenchmark, wasteful } from './support/workshop.ts';

const sandboxes = [new QuickJsSandbox(1), new QuickJsSandbox(2)] as const;
after(() => Promise.all(sandboxes.map((sandbox) => sandbox.close())));
const benchmark = smallBenchmark();
const narrate = () => {};

async function failureOf(source: string, sandbox = sandboxes[0]): Promise<EvaluationFailed> {
  const failed = await passFirstStages({ source, benchmark, what: 'it' }, { sandbox, narrate });
  assert.ok(failed);
  return failed;
}

async function investigationOf(source: string): Promise<Investigation> {
  const { investigation } = await failureOf(source);
  assert.ok(investigation);
  // It travels as JSON, and is checked where it arrives.
  assert.deepEqual(
    investigationSchema.parse(JSON.parse(JSON.stringify(investigation))),
    investigation,
  );
  return investigation;
}

const inPlace = codec({
  compress: `const d = frame.data;
for (let i = 1; i < d.length; i++) d[i] = d[i] - d[i - 1];
return d;`,
  decompress: `const out = bytes.slice();
for (let i = 1; i < out.length; i++) out[i] += out[i - 1];
return out;`,
});

const withReference = codec({
  compress: `const before = context.previous ? context.previous.data : new Uint8Array(frame.data.length);
if (context.previous) for (let i = 0; i < before.length; i++) before[i] &= 0xf0;
return frame.data.map((v, i) => v - before[i]);`,
  decompress: `const before = context.previous ? context.previous.data : new Uint8Array(bytes.length);
return bytes.map((v, i) => v + before[i]);`,
});

const lastingModel = codec({
  top: `const order = Array.from({ length: 256 }, (_, i) => i);
const moveUp = (list, at) => list.unshift(...list.splice(at, 1));`,
  compress: `return frame.data.map((v) => { const at = order.indexOf(v); moveUp(order, at); return at; });`,
  decompress: `const own = Array.from({ length: 256 }, (_, i) => i);
return bytes.map((at) => { const v = own[at]; moveUp(own, at); return v; });`,
});

const leftBehind = codec({
  top: 'let kept = null;',
  compress: 'kept = frame.data.slice(); return new Uint8Array(1);',
  decompress: 'return kept;',
});

describe('an investigation', () => {
  const found: readonly [string, string, Partial<Cause>][] = [
    [
      'a frame that is overwritten while it is read',
      inPlace,
      { kind: 'changed_input', input: 'frame.data' },
    ],
    [
      'a reference that one side changes',
      withReference,
      { kind: 'changed_input', input: 'context.previous' },
    ],
    [
      'a model that lives on in the encoder',
      lastingModel,
      { kind: 'kept_state', side: 'encoder', variables: ['order'] },
    ],
    [
      'a variable that only the encoder sets',
      leftBehind,
      { kind: 'shared_variable', variables: ['kept'] },
    ],
  ];
  for (const [what, source, expected] of found) {
    it(`proves ${what}`, async () => {
      const { cause, smallest, experiments } = await investigationOf(source);
      assert.deepEqual({ ...cause, ...expected, confidence: 'proved' }, cause);
      assert.ok(smallest && smallest.width * smallest.height <= 16, JSON.stringify(smallest));
      assert.ok(experiments.some(({ outcome }) => outcome === 'confirmed'));
    });
  }

  it('names no lasting variable where each side has a memory of its own', async () => {
    const { cause } = await investigationOf(
      codec({
        top: 'const seen = new Map(); const store = [];',
        compress: `const key = frame.data.join();
if (seen.has(key)) return Uint8Array.of(1, seen.get(key));
seen.set(key, context.index);
return Uint8Array.from([0, ...frame.data]);`,
        decompress: `if (bytes[0]) return store[bytes[1] + 1];
const data = bytes.slice(1); store.push(data); return data;`,
      }),
    );
    assert.notEqual(cause?.kind, 'kept_state');
  });

  it('finds a line with which everything comes back, for the review to suggest', async () => {
    const source = codec({
      compress: 'return Uint8Array.from([2, ...frame.data]);',
      decompress: `const flags = bytes[0];
if (flags & 1 == 0) return bytes.slice(1);
return bytes.slice(1).map((v) => v ^ 85);`,
    });
    const evaluator = sandboxEvaluator({ sandbox: sandboxes[1], cache: memoryCache(), narrate });
    const bench = { benchmark, evaluator };
    const { repair, analysis } = await judgeCandidate(
      { source, baselineSource: wasteful(1) },
      bench,
    );
    assert.equal(analysis?.confidence, 'proved');
    assert.ok(repair && repair.count === 1 && repair.frames > 10);
    const lines = source.split('\n').toSpliced(repair.line - 1, repair.count, ...repair.lines);
    const again = { source: lines.join('\n'), benchmark, what: 'mended' };
    assert.equal((await evaluator.evaluate(again)).kind, 'measured');
  });

  it('is the same on one worker and on two', async () => {
    const [one, two] = [await failureOf(lastingModel), await failureOf(lastingModel, sandboxes[1])];
    assert.deepEqual(one, two);
  });

  it('that breaks leaves the failure as it was', async () => {
    const bare = { ...(await failureOf(leftBehind)), investigation: undefined };
    const probing = () => ({ probe: () => Promise.reject(new Error('the sandbox broke')) });
    const subject = { source: leftBehind, benchmark, what: 'it' };
    assert.deepEqual(await investigate(subject, bare, { sandbox: { probing } }), bare);
  });
});

describe('the bounds of an experiment', () => {
  const ran: ProbeResult = { kind: 'ran', calls: [], ticks: 1000 };
  const probe = { ticksPerCall: 1000 } as Probes[number];

  /** Asks for so many probes a round; the number of those that said something. */
  function* asking(rounds: number, each: number): Experimenting<number> {
    let answered = 0;
    for (let round = 0; round < rounds; round++) {
      const results = yield Array.from({ length: each }, () => probe);
      answered += results.filter(({ kind }) => kind === 'ran').length;
    }
    return answered;
  }

  it('end it with what it knows', async () => {
    let run = 0;
    const runner = (result: ProbeResult) => ({
      probe: async (probes: Probes) => {
        run += probes.length;
        return probes.map(() => result);
      },
    });
    const dear = await conduct(asking(100, 10), runner(ran));
    assert.ok(dear === run && dear <= mostTicks / 1000 + 1, `${dear}`);
    run = 0;
    const many = await conduct(asking(100, 10), runner({ ...ran, ticks: 0 }));
    assert.ok(many === run && many <= mostProbes + 16, `${many}`);
    run = 0;
    assert.equal(await conduct(asking(3, 10), runner({ kind: 'stopped' })), 0);
    assert.equal(run, 10);
  });

  it('hold against one that never ends', async () => {
    function* endless(): Experimenting<never> {
      for (;;) yield [];
    }
    await assert.rejects(conduct(endless(), { probe: async () => [] }), /does not come to an end/);
  });
});

describe('what an analysis makes of it', () => {
  const hostile = '`\n\n## @all \u202e <!-- -->\u0000';
  const cause: Cause = {
    kind: 'changed_input',
    confidence: 'proved',
    location: { line: 2, column: 1 },
    repair: null,
    input: 'frame.data',
    functionName: hostile,
    text: hostile,
    ...{ index: 0, before: 1, after: 2 },
  };

  it('says the cause, on one line, with its confidence and its place', async () => {
    const failed = await failureOf(inPlace);
    const investigation = { experiments: [], clues: [], smallest: null, cause };
    const analysis = diagnose({ ...failed, investigation, source: inPlace, clips: [] });
    assert.equal(analysis.confidence, 'proved');
    assert.deepEqual(analysis.location, { line: 2, column: 1 });
    assert.doesNotMatch(analysis.root_cause, /[\n\0\u202e]/);
    assert.equal(causeWords(cause).cause.includes('\n'), false);
  });

  it('gives the same mistake the same fingerprint, whatever the numbers', async () => {
    const failed = await failureOf(inPlace);
    const printOf = (some: Cause) =>
      diagnose({
        ...{ ...failed, source: inPlace, clips: [] },
        investigation: { experiments: [], clues: [], smallest: null, cause: some },
      }).fingerprint;
    assert.equal(printOf(cause), printOf({ ...cause, index: 7, functionName: 'other' }));
    assert.notEqual(printOf(cause), printOf({ ...cause, input: 'bytes' }));
  });

  it('without a cause says what was seen, and how to look further', async () => {
    const failed = await failureOf(inPlace);
    assert.ok(failed.investigation);
    const investigation = { ...failed.investigation, cause: null };
    const analysis = diagnose({ ...failed, investigation, source: inPlace, clips: [] });
    assert.equal(analysis.confidence, 'observed');
    const [, frame = ''] = /--frame (\S+)`/.exec(analysis.fix_suggestion) ?? [];
    assert.equal(parseFrame(frame)?.clip.width, investigation.smallest?.width);
  });
});

describe('a frame on a command line', () => {
  it('reads as it was printed', () => {
    const side = fc.integer({ min: 1, max: 3 });
    fc.assert(
      fc.property(
        side,
        side,
        fc.integer({ min: 1, max: 100 }),
        fc.infiniteStream(fc.nat(255)),
        (width, height, quality, values) => {
          const samples = width * height + 2 * Math.ceil(width / 2) * Math.ceil(height / 2);
          const frames = [0, 1].map(() =>
            Array.from({ length: samples }, () => values.next().value),
          );
          const printed = printFrame({ width, height, quality, frames: 2, samples: frames });
          const read = parseFrame(printed ?? '');
          assert.deepEqual(
            read?.clip.frames.map((frame) => [...frame]),
            frames,
          );
          assert.deepEqual(
            [read?.clip.width, read?.clip.height, read?.quality],
            [width, height, quality],
          );
        },
      ),
    );
  });

  it('is refused when it is none', () => {
    for (const text of [
      '',
      '1x1@100:',
      '1x1@100:0000',
      '0x1@1:00',
      '1x1:000000',
      '2x1@100:3c5e00',
      '1x1@100:00000g',
    ]) {
      assert.equal(parseFrame(text), null, text);
    }
  });
});

describe('clues', () => {
  const clues = [
    { line: 3, words: 'With `a` in place of `b` at line 3 every frame came back when it was run.' },
    { line: 9, words: 'At line 9 \u202e\0\n# index 4 of x is read.' },
  ];

  it('are told after what was seen, on one line, and give the place', async () => {
    const failed = await failureOf(inPlace);
    const report = { ...failed, source: inPlace, clips: [] };
    const investigation = { experiments: [], smallest: null, cause: null, clues };
    const analysis = diagnose({ ...report, investigation });
    const bare = diagnose({ ...report, investigation: { ...investigation, clues: [] } });
    assert.equal(analysis.confidence, 'observed');
    assert.equal(analysis.location?.line, 3);
    assert.ok(analysis.root_cause.startsWith(bare.root_cause));
    assert.match(analysis.root_cause, /With `a` in place of `b` at line 3/);
    assert.doesNotMatch(analysis.root_cause, /[\n\0\u202e]/);
    assert.match(analysis.fix_suggestion, /^Begin at line 3\./);
  });

  it('take nothing from a cause that the rules are sure of', async () => {
    const blind = codec({ compress: 'return new Uint8Array(3);', decompress: 'return bytes;' });
    const report = { ...(await failureOf(blind)), source: blind, clips: [] };
    const investigation = { experiments: [], smallest: null, cause: null, clues: [] };
    const bare = diagnose({ ...report, investigation });
    assert.equal(bare.confidence, 'likely');
    const { root_cause, fix_suggestion, location } = diagnose({
      ...report,
      investigation: { ...investigation, clues },
    });
    assert.deepEqual(
      { root_cause, fix_suggestion, location },
      {
        root_cause: bare.root_cause,
        fix_suggestion: bare.fix_suggestion,
        location: bare.location,
      },
    );
  });

  it('fit into a result, however long the names of a candidate are', async () => {
    const long = 'a'.repeat(5000);
    const { experiments, clues: found } = await investigationOf(
      codec({
        top: `const ${long} = (v) => v & 15; const ${long}2 = (v) => v;`,
        compress: `return frame.data.map((v) => ${long}(v));`,
        decompress: `return bytes.map((v) => ${long}2(v));`,
      }),
    );
    assert.ok(experiments.length > 0);
    assert.ok(found.every(({ words }) => words.length <= 600));
  });
});

describe('a lossy candidate that wins', () => {
  // Held-out clips have no windows: there a curve cannot miss any.
  it('is judged on the held-out sets, too, and accepted', async () => {
    const folder = 'test/causes/benchmarks/lossy';
    const source = readFileSync(`${folder}/codec.js`, 'utf8');
    const baselineSource = `${source.replace('export function compressFrame', 'function compressed')}
export function compressFrame(frame, context) {
  const bytes = compressed(frame, context);
  const longer = new Uint8Array(Math.ceil(1.2 * bytes.length));
  longer.set(bytes);
  return longer;
}`;
    assert.match(baselineSource, /function compressed\(/);
    const judgement = await judgeCandidate(
      { source, baselineSource },
      {
        benchmark: await loadBenchmark(folder, process.cwd()),
        evaluator: sandboxEvaluator({ sandbox: sandboxes[1], narrate, cache: memoryCache() }),
      },
    );
    assert.equal(judgement.status, 'accepted', judgement.analysis?.root_cause);
  });
});
