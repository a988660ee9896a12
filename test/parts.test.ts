import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { memoryCache } from '../src/adapters/local/evaluation-cache.ts';
import { QuickJsSandbox } from '../src/adapters/quickjs/sandbox.ts';
import { diagnoseRejection } from '../src/domain/diagnose.ts';
import { digestOf } from '../src/domain/digest.ts';
import { mostTicks } from '../src/domain/experiments/bounds.ts';
import {
  mostPartsTicks,
  type PartsFinding,
  partsSchema,
  puttingBack,
} from '../src/domain/experiments/parts.ts';
import { baselineOf, type Plan } from '../src/domain/plan.ts';
import { parseResult } from '../src/domain/result/schema.ts';
import { parseSource, type SourceCode } from '../src/domain/source/code.ts';
import { changedUnits, withPutBack } from '../src/domain/source/units.ts';
import { planeLayout } from '../src/domain/video/frame.ts';
import { cutPiece } from '../src/domain/video/piece.ts';
import { sandboxEvaluator } from '../src/flows/evaluate.ts';
import { conduct } from '../src/flows/investigate.ts';
import { judgeCandidate } from '../src/flows/judge.ts';
import { evaluateShare, recordedEvaluator } from '../src/flows/results.ts';
import { patternClip } from './support/sandbox.ts';
import { smallBenchmark } from './support/workshop.ts';

const sandbox = new QuickJsSandbox(2);
after(() => sandbox.close());
const benchmark = smallBenchmark();
const frames = benchmark.clips[0]?.clip.frames ?? [];
/** Bytes of the two frames that the experiment runs on. */
const plain = (frames[0]?.length ?? 0) + (frames[1]?.length ?? 0);

interface Wording {
  readonly head?: string;
  readonly tail?: string;
  readonly shared?: string;
}

/** Stores each frame between the bytes of two functions. */
function storing({ head = '0', tail = '0', shared = '' }: Wording = {}): string {
  return `${shared}
function headBytes() { return ${head}; }
const tailBytes = () => ${tail};
export function compressFrame(frame) {
  const out = new Uint8Array(headBytes() + frame.data.length + tailBytes());
  out.set(frame.data, headBytes());
  return out;
}
export function decompressFrame(bytes) {
  return bytes.slice(headBytes(), bytes.length - tailBytes());
}
`;
}

function codeOf(source: string): SourceCode {
  const parsed = parseSource(source);
  assert.ok(parsed.kind === 'parsed');
  return parsed.code;
}

async function tried(source: string, baselineSource: string) {
  const spent = { most: mostTicks, probes: 0, ticks: 0, over: false };
  const runner = sandbox.probing({ limits: benchmark.limits, exact: true });
  const found = await conduct(puttingBack({ source, baselineSource, benchmark }), runner, spent);
  return { found, spent };
}

describe('the changed parts of a source', () => {
  const ours = codeOf(
    `class Model { constructor() { this.a = 1; } update(x) { return x + 1; } get size() { return 2; } }
     const RATE = 3, OTHER = 4; const STEP = 5; // steps
     export function compressFrame() { /* new */ return 1; } function twice() {} function added() {}`,
  );
  const theirs = codeOf(
    `class Model { constructor() { this.a = 2; } update(x) { return x; } get size() { return 2; } }
     const RATE = 7, OTHER = 4; const STEP = 6;
     export function compressFrame() {
       return 1;
     } function twice() { return 1; }`,
  );
  const changed = changedUnits(ours, theirs);

  it('are functions, methods and declarations with other tokens, whatever comments and layout say', () => {
    assert.deepEqual(
      changed.map(({ name }) => name),
      ['Model.constructor', 'Model.update', 'STEP', 'twice'],
    );
  });

  it('can be put back one by one', () => {
    const step = changed.find(({ name }) => name === 'STEP');
    assert.ok(step);
    const text = withPutBack(ours, theirs, step);
    assert.equal(text, ours.text.replace('const STEP = 5;', 'const STEP = 6;'));
  });
});

describe('a piece of a clip', () => {
  it('is its middle, with all planes in step', () => {
    const clip = patternClip();
    const size = { width: 2, height: 2 };
    const piece = cutPiece(clip, size, 1);
    assert.deepEqual([piece.width, piece.height, piece.frames.length], [2, 2, 1]);
    const [y, u, v] = planeLayout(clip);
    const at = (plane: typeof y, x: number, row: number) =>
      clip.frames[0]?.[(plane?.offset ?? 0) + row * (plane?.width ?? 0) + x];
    // Of 5x3 the middle begins at 0, 0: offsets are even.
    const luma = [at(y, 0, 0), at(y, 1, 0), at(y, 0, 1), at(y, 1, 1)];
    assert.deepEqual([...(piece.frames[0] ?? [])], [...luma, at(u, 0, 0), at(v, 0, 0)]);
  });

  it('begins where the middle is, and is never larger than the clip', () => {
    const frame = Uint8Array.from({ length: 96 }, (_, i) => i);
    const clip = { name: 'ramp', width: 8, height: 8, frames: [frame] };
    const piece = cutPiece(clip, { width: 4, height: 2 }, 2);
    const luma = [18, 19, 20, 21, 26, 27, 28, 29];
    const [u, v] = [
      [64 + 5, 64 + 6],
      [80 + 5, 80 + 6],
    ] as const;
    assert.deepEqual([...(piece.frames[0] ?? [])], [...luma, ...u, ...v]);
    assert.deepEqual(cutPiece(clip, { width: 64, height: 48 }, 2), clip);
  });
});

describe('putting back one changed part at a time', () => {
  it('finds the one that costs', async () => {
    const { found } = await tried(storing({ head: '9', tail: '1 - 1' }), storing());
    assert.deepEqual(found?.parts, [
      { name: 'headBytes', bytes: plain, error: 0 },
      { name: 'tailBytes', bytes: plain + 18, error: 0 },
    ]);
    assert.deepEqual([found.candidate.bytes, found.baseline.bytes], [plain + 18, plain]);
  });

  it('says nothing of a part that does not work by itself', async () => {
    const source = storing({ head: 'WIDE', tail: '2', shared: 'const WIDE = 9;' });
    const baselineSource = storing({ head: 'THIN', tail: '0', shared: 'const THIN = 0;' });
    const { found } = await tried(source, baselineSource);
    assert.deepEqual(
      found?.parts.map(({ name }) => name),
      ['tailBytes'],
    );
  });

  it('says nothing of one change, of a broken baseline, and of too many', async () => {
    assert.equal((await tried(storing({ head: '9' }), storing())).found, null);
    const broken = storing({ head: '1', tail: 'x' });
    assert.equal((await tried(storing({ head: '9' }), broken)).found, null);
    const many = (value: number) =>
      Array.from({ length: 9 }, (_, i) => `const C${i} = ${value};`).join('\n');
    const { found, spent } = await tried(
      storing({ shared: many(1) }),
      storing({ shared: many(2) }),
    );
    assert.deepEqual([found, spent.probes], [null, 0]);
  });

  it('stays within its bound, and says nothing where that does not do', async () => {
    const slow = (rounds: number) => `(() => { for (let i = 0; i < ${rounds}; i++); return 0; })()`;
    const { found, spent } = await tried(storing({ head: slow(8e6), tail: '3' }), storing());
    assert.equal(found, null);
    assert.ok(spent.ticks <= mostPartsTicks, `${spent.ticks}`);
  });
});

const finding: PartsFinding = {
  baseline_digest: digestOf('baseline'),
  ...{ clip: 'dog', width: 64, height: 48, frames: 2 },
  candidate: { bytes: 2655, error: 0 },
  baseline: { bytes: 2571, error: 0 },
  parts: [
    { name: 'BLOCK_SIZE', bytes: 2665, error: 0 },
    { name: 'ROW_MEMORY', bytes: 2573, error: 0 },
  ],
};
const comparison = {
  ...{ rate_change_percent: 3, total_bytes_change_percent: 3 },
  per_clip: [{ clip: 'dog', rate_change_percent: 3 }],
  ...{ second_opinion_percent: null, held_out: null },
};

function said(parts: PartsFinding) {
  return diagnoseRejection(comparison, [{ kind: 'not_enough_gain', change: 3, atMost: -0.5 }], {
    parts,
  });
}

describe('what that says', () => {
  it('is the part that costs, on which piece, with the numbers', () => {
    const { root_cause: cause, fix_suggestion: fix, evidence } = said(finding);
    assert.match(
      cause,
      /On a piece of dog \(64x48, 2 frames\), undoing the change of `ROW_MEMORY` alone leads from 2,655 bytes to 2,573 bytes; the baseline takes 2,571 bytes\./,
    );
    assert.match(fix, /Look at `ROW_MEMORY` first/);
    const [experiment] = evidence.experiments;
    assert.equal(experiment?.outcome, 'confirmed');
    assert.match(experiment.detail, /`BLOCK_SIZE` 2,665 bytes, `ROW_MEMORY` 2,573 bytes\./);
  });

  it('is to keep the rest where the rest alone gains', () => {
    const parts = [{ name: 'ROW_MEMORY', bytes: 2500, error: 0 }];
    assert.match(
      said({ ...finding, parts }).fix_suggestion,
      /Put `ROW_MEMORY` back and keep the rest/,
    );
  });

  it('is nothing in the cause where no part alone costs', () => {
    const parts = finding.parts.map((part) => ({ ...part, bytes: 2655 }));
    const { root_cause: cause, fix_suggestion: fix, evidence } = said({ ...finding, parts });
    assert.doesNotMatch(`${cause} ${fix}`, /BLOCK_SIZE|ROW_MEMORY/);
    assert.equal(evidence.experiments[0]?.outcome, 'open');
  });

  it('calls fewer bytes for a larger error no loss', () => {
    const lossy = {
      ...finding,
      candidate: { bytes: 2655, error: 900 },
      parts: [{ name: 'step', bytes: 2000, error: 901 }],
    };
    assert.doesNotMatch(said(lossy).root_cause, /step/);
    assert.match(
      said(lossy).evidence.experiments[0]?.detail ?? '',
      /`step` 2,000 bytes with a squared error of 901/,
    );
  });

  it('is plain text, whatever the names are', () => {
    const parts = [{ name: '`](x)\n<!-- ' + '\u202e', bytes: 1, error: 0 }];
    const { root_cause: cause, fix_suggestion: fix } = said({ ...finding, parts });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they must not be there
    assert.doesNotMatch(`${cause}${fix}`, /[\u0000-\u001f\u202e]/);
    assert.equal(cause.split('`').length, 3);
  });
});

describe('a candidate that loses by one of its changes', () => {
  const sources = {
    source: storing({ head: '9', tail: '1 - 1' }),
    baselineSource: storing(),
  };

  it('is told which, where it is judged at once', async () => {
    const evaluator = sandboxEvaluator({ sandbox, cache: memoryCache(), narrate: () => {} });
    const { status, analysis } = await judgeCandidate(sources, { benchmark, evaluator });
    assert.equal(status, 'rejected');
    assert.match(analysis?.root_cause ?? '', /undoing the change of `headBytes` alone/);
  });

  it('is told the same where a job ran it and another judges, against that baseline alone', async () => {
    const ports = { sandbox, narrate: () => {} };
    const shard = { index: 1, count: 1 };
    const { source, baselineSource } = sources;
    const own = { source, baselineSource, benchmark, what: 'candidate' };
    const made = await evaluateShare(own, shard, ports);
    const read = parseResult(JSON.parse(JSON.stringify(made)));
    assert.ok(read.kind === 'result', JSON.stringify(read));
    const baseline = await evaluateShare(
      { ...own, source: baselineSource, baselineSource: undefined },
      shard,
      ports,
    );
    assert.ok(baseline.finding.kind === 'ran' && baseline.finding.parts === null);
    const recordings = { results: [read.result, baseline], verifications: [], known: new Map() };
    const evaluator = recordedEvaluator(recordings, sandbox.engine, digestOf(source));
    const { analysis } = await judgeCandidate(sources, { benchmark, evaluator });
    assert.match(analysis?.root_cause ?? '', /undoing the change of `headBytes` alone/);
    const other = { source, baselineSource: `${baselineSource}\n`, benchmark };
    assert.equal(await evaluator.compareParts?.(other), null);
  });

  it('is compared with the baseline of its benchmark, which is compared with nothing', () => {
    const [own, base] = [digestOf(sources.source), digestOf(sources.baselineSource)];
    const plan: Plan = {
      ...{ schema: 1, shards: 1, candidates: [], spending: null },
      benchmarks: [
        {
          name: benchmark.name,
          measurement_digest: benchmark.measurement_digest,
          baseline_digest: base,
          baseline_evaluation: null,
        },
      ],
      sources: { [own]: sources.source, [base]: sources.baselineSource },
    };
    const of = (name: string, digest: string) => baselineOf(plan, { benchmark: name, digest });
    assert.equal(of(benchmark.name, own), sources.baselineSource);
    assert.equal(of(benchmark.name, base), undefined);
    assert.equal(of('another', own), undefined);
  });

  it('does not run them in more than one share', async () => {
    const own = { ...sources, benchmark, what: 'candidate' };
    const made = await evaluateShare(own, { index: 2, count: 2 }, { sandbox, narrate: () => {} });
    assert.ok(made.finding.kind === 'ran' && made.finding.parts === null);
  });

  it('refuses what no experiment finds', () => {
    assert.deepEqual(partsSchema.parse(finding), finding);
    const part = { name: 'x', bytes: -1, error: 0 };
    for (const broken of [
      { parts: [part] },
      { parts: Array(9).fill({ ...part, bytes: 1 }) },
      { baseline_digest: 'x' },
      { more: 1 },
    ]) {
      assert.equal(partsSchema.safeParse({ ...finding, ...broken }).success, false);
    }
  });
});
