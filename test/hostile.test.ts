import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, describe, it } from 'node:test';
import { Machine } from '../src/adapters/quickjs/machine.ts';
import { parseTrick, readCorpus, type Trick } from './support/hostile.ts';
import { HostileBench } from './support/hostile-bench.ts';
import { limits, patternClip } from './support/sandbox.ts';

const corpus = readCorpus();
const named = new Map(corpus.map((trick) => [trick.name, trick]));
const chapter = (name: string) => corpus.filter((trick) => trick.name.startsWith(`${name}/`));

/** How evaluators were cheated and broken before, each with the tricks that try it here. */
const exploits: Readonly<Record<string, readonly string[]>> = {
  'input kept between encoder and decoder':
    'global-property module-variable closure weak-map array-prototype number-prototype-getter regexp-last-index symbol-registry symbol-description function-property template-object array-holes suspended-generator bound-arguments private-field map-iterator console-function error-constructor default-parameter array-iterator-prototype regexp-statics freed-memory previous-frame-object'
      .split(' ')
      .map((name) => `memory/${name}`),
  'pictures in the source, index or quality as a channel': [
    'leaks/hash-of-frames',
    'leaks/index-as-channel',
    'leaks/quality-as-channel',
    'host-objects/context-as-channel',
    'host-objects/context-quality',
  ],
  'the harness detected': [
    'leaks/size-of-frame',
    'leaks/counts-calls',
    'leaks/first-frame-only',
    'leaks/one-clip-only',
    'leaks/knows-held-out',
    'leaks/gains-on-known-clips',
    'leaks/endless-on-held-out',
    'clocks/stack-depth',
    'clocks/memory-depth',
  ],
  'own length and byteLength': [
    'forged/own-length',
    'forged/length-getter',
    'forged/patched-length-getter',
  ],
  'views, proxies and getters as output': [
    'forged/view-into-larger',
    'forged/proxy',
    'forged/hidden-proxy',
    'forged/getter-object',
    'forged/data-view',
  ],
  'intrinsics that copy the output, replaced': [
    'forged/buffer-getter-short',
    'forged/buffer-getter-large',
    'forged/buffer-getter-nan',
    'forged/buffer-getter-throws',
    'tampering/typed-array-set',
    'tampering/array-buffer-slice',
  ],
  'toJSON, species, hasInstance, toStringTag': [
    'forged/to-json',
    'forged/species',
    'forged/species-on-intrinsic',
    'forged/has-instance',
    'forged/to-string-tag',
  ],
  'detached, resizable and shared buffers': [
    'forged/detached-buffer',
    'forged/resizable-buffer',
    'forged/shared-buffer',
    'hunger/max-byte-length',
  ],
  'empty, wrong, sparse and gigantic output': [
    'forged/empty-output',
    'forged/luma-alone',
    'forged/decoder-too-much',
    'forged/sparse-array',
    'forged/gigantic-output',
    'forged/output-over-limit',
  ],
  'polluted prototypes and patched intrinsics': [
    'tampering/object-prototype',
    'tampering/descriptor-value',
    'tampering/array-index-setter',
    'tampering/array-iterator',
    'tampering/json',
    'tampering/math',
    'tampering/reflect',
    'tampering/function-prototype',
    'tampering/error-hooks',
  ],
  'code from text and from elsewhere': [
    'tampering/eval',
    'tampering/hidden-eval',
    'tampering/function-constructor',
    'tampering/function-by-constructor',
    'tampering/generator-function',
    'tampering/async-function',
    'tampering/class-constructor',
    'tampering/static-import',
    'tampering/dynamic-import',
    'tampering/computed-import',
    'tampering/self-import',
    'tampering/import-meta',
  ],
  'forged log lines, errors and places': [
    'tampering/workflow-commands',
    'tampering/forged-memory-error',
    'tampering/forged-stack-error',
    'tampering/forged-interrupt',
    'tampering/forged-place',
    'tampering/forged-module-error',
  ],
  'NaN, Infinity and -0': [
    'scoring/not-a-number',
    'scoring/length-not-a-number',
    'forged/negative-zero',
  ],
  'one frame of endless PSNR': ['scoring/one-perfect-frame'],
  'skipped and crashed frames': [
    'scoring/skips-odd-frames',
    'scoring/crash-counts-nothing',
    'errors/last-frame',
    'scoring/throws-at-one-quality',
    'scoring/wrong-in-one-sample',
  ],
  'one metric won by losing another': [
    'scoring/luma-alone',
    'scoring/quality-ignored',
    'scoring/two-points',
  ],
  'bytes that are only moved': ['scoring/rate-in-first-frame'],
  'built-in functions that never poll': chapter('quiet').map(({ name }) => name),
  'an interrupt that is swallowed': [
    'endless/finally',
    'endless/catch',
    'endless/labelled-finally',
    'endless/iterator-close',
    'endless/generator-return',
    'language/async-arrow',
  ],
  'memory that the engine does not count': [
    'hunger/buffers',
    'hunger/one-gigabyte',
    'hunger/finally',
    'hunger/kept-full',
  ],
  'deep nesting and recursion in every callback': chapter('stack').map(({ name }) => name),
  'catastrophic regular expressions': chapter('endless')
    .map(({ name }) => name)
    .filter((name) => name.includes('regexp')),
  'clocks and randomness': chapter('clocks').map(({ name }) => name),
  'sources that the parser chokes on': chapter('parser').map(({ name }) => name),
  'sources that the analysis chokes on': chapter('analyst').map(({ name }) => name),
  'instructions to whoever analyses': [
    'tampering/prompt-injection',
    'forged/hostile-keys',
    'errors/odd-characters',
  ],
};

const bench = await HostileBench.open(corpus);
after(() => bench.close());

/** These work for a second before they end. */
const heavy = [
  'console/huge-line',
  'endless/while-described',
  'errors/deep-prototype',
  'errors/huge-message',
];

/** Those that end at once: no limit of time, memory or stack has to be reached, and no baseline to be measured. */
function isQuick({ name, expects }: Trick): boolean {
  const early = ['static', 'load', 'smoke'].includes(expects.stage) && !heavy.includes(name);
  return early && expects.category !== 'timeout' && expects.category !== 'resource_error';
}

/** So many of them, chosen by a seed: over time each gets its turn when the seed or the corpus changes. */
function drawn(tricks: readonly Trick[], count: number): readonly Trick[] {
  let state = 20_261_125;
  const rest = [...tricks];
  return Array.from({ length: Math.min(count, rest.length) }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return rest.splice(state % rest.length, 1)[0] as Trick;
  });
}

/**
 * All that the static check stops, and of those that run two of each chapter and one of each exploit:
 * `npm run hostile` runs every one of them.
 */
function quickOnes(): readonly Trick[] {
  const quick = corpus.filter(isQuick);
  const running = quick.filter(({ expects }) => expects.stage !== 'static');
  const chapters = new Set(running.map(({ name }) => name.split('/')[0] ?? ''));
  const shown = [
    ...quick.filter(({ expects }) => expects.stage === 'static'),
    ...[...chapters].flatMap((each) => drawn(chapter(each).filter(isIn(running)), 2)),
    ...Object.values(exploits).flatMap((names) =>
      drawn(
        running.filter(({ name }) => names.includes(name)),
        1,
      ),
    ),
  ];
  return [...new Set(shown)];
}

const isIn = (tricks: readonly Trick[]) => (trick: Trick) => tricks.includes(trick);

async function differences(tricks: readonly Trick[]): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const trick of tricks) {
    const { expected, got, faults } = await bench.judge(trick);
    if (got !== expected) wrong.push(`${trick.name}: ${expected} expected, ${got} got`);
    wrong.push(...faults.map((fault) => `${trick.name}: ${fault}`));
  }
  return wrong;
}

describe('the hostile corpus', () => {
  it('says in each head what is tried and what must come of it', () => {
    assert.ok(corpus.length >= 150, `${corpus.length} tricks`);
    for (const { name, tries } of corpus) {
      assert.match(name, /^(honest|[a-z-]+\/[a-z0-9-]+)$/);
      assert.ok(tries.length > 8 && tries.length < 200, `${name}: ${tries}`);
    }
    const said = new Set(corpus.map(({ tries }) => tries));
    assert.equal(said.size, corpus.length, 'two tricks say the same');
  });

  it('refuses heads that cannot be read', () => {
    const why = (source: string) => {
      const outcome = parseTrick('x/y', source);
      return outcome.kind === 'broken' ? outcome.why : 'none';
    };
    assert.equal(why('// Expects: timeout at smoke, high\n'), 'x/y: no line `// Tries: ...`');
    assert.match(
      why('// Tries: it\n// Expects: boredom at smoke, high\n'),
      /no line `\/\/ Expects/,
    );
    assert.match(why('// Tries: it\n// Tries: more\n'), /Tries is given twice/);
    assert.equal(why('// Tries: it\n// Expects: timeout at smoke, high\n'), 'none');
  });

  it('has tricks for every exploit that is known', () => {
    for (const [exploit, names] of Object.entries(exploits)) {
      assert.ok(names.length > 0, exploit);
      for (const name of names) assert.ok(named.has(name), `${exploit}: there is no ${name}`);
    }
  });

  it('hides frames where they would be found, if encoder and decoder shared a machine', async () => {
    const wasm = readFileSync(new URL('./quickjs.wasm', import.meta.url));
    const engine = new WebAssembly.Module(wasm);
    const clip = patternClip();
    const first = clip.frames[0] as Uint8Array;
    // What these look for is not there even then.
    const vain = ['regexp-statics', 'freed-memory', 'previous-frame-object'];
    for (const { name, source } of chapter('memory')) {
      if (vain.some((each) => name.endsWith(each))) continue;
      const machine = await Machine.start(engine, limits, () => {});
      assert.equal(machine.load(source), null, name);
      const { width, height } = clip;
      const call = { width, height, quality: 100, index: 0, previous: null };
      const sent = machine.compress({ ...call, bytes: first });
      assert.ok(sent.kind === 'returned' && sent.bytes.length === 0, name);
      const found = machine.decompress({ ...call, bytes: sent.bytes });
      assert.ok(found.kind === 'returned', name);
      assert.deepEqual(Buffer.from(found.bytes), Buffer.from(first), name);
    }
  });

  it('gets what it must, where that needs no limit to be reached: some of each chapter', async () => {
    assert.ok(await bench.honestIsUnharmed());
    assert.deepEqual(await differences(quickOnes()), []);
    assert.ok(await bench.honestIsUnharmed());
  });

  it('gets what it must at its limits and in the measurement: a few of them', async () => {
    const limited = corpus.filter((trick) => !isQuick(trick));
    const ended = (category: string) =>
      limited.filter(
        ({ expects }) => expects.category === category && expects.stage !== 'held-out',
      );
    const few = [
      ...drawn(ended('timeout'), 1),
      ...drawn(ended('resource_error'), 2),
      ...drawn(ended('logic_error'), 2),
    ];
    assert.deepEqual(await differences(few), []);
    assert.ok(await bench.honestIsUnharmed());
  });

  it('measures honestly what only looks dangerous: a few of them', async () => {
    const working = corpus.filter(({ expects }) => expects.stage === 'compare');
    for (const trick of drawn(working, 3)) {
      assert.deepEqual(await bench.measures(trick), [], trick.name);
    }
    assert.ok(await bench.honestIsUnharmed());
  });
});
