import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Account } from '../src/domain/account.ts';
import { type Analysis, failureCategories, severities } from '../src/domain/analysis.ts';
import { diagnose, diagnoseHeld, diagnoseRejection } from '../src/domain/diagnose.ts';
import type { FailureReport } from '../src/domain/diagnoses/scene.ts';
import type { CallFault, Failure } from '../src/domain/failure.ts';
import { checkSource } from '../src/domain/static-check.ts';
import type { Comparison } from '../src/domain/trial/trial.ts';
import type { Rejection } from '../src/domain/verdict.ts';
import { anyCharacter } from './support/any-character.ts';
import { failingCandidates } from './support/failing.ts';
import { limits } from './support/sandbox.ts';
import { assertSnapshot } from './support/snapshot.ts';

const all = failingCandidates.flatMap(([, candidates]) => candidates);

function diagnosed(name: string, changes: Partial<FailureReport> = {}): Analysis {
  const found = all.find((each) => each.name === name);
  assert.ok(found, name);
  return diagnose({ ...found.report, ...changes });
}

function page(analysis: Analysis): string {
  const { location, evidence } = analysis;
  const place = location === null ? 'no place' : `line ${location.line}, column ${location.column}`;
  const code = evidence.code === null ? '' : `\n\`\`\`js\n${evidence.code}\n\`\`\`\n`;
  return `${analysis.failure_category}, ${analysis.severity}, ${place}, ${analysis.fingerprint}\n
Cause: ${analysis.root_cause}\n
Fix: ${analysis.fix_suggestion}\n${code}`;
}

const numbers: Comparison = {
  rate_change_percent: 1.25,
  total_bytes_change_percent: 1.3,
  per_clip: [
    { clip: 'dog', rate_change_percent: -1.5 },
    { clip: 'city', rate_change_percent: 4 },
  ],
  second_opinion_percent: null,
  held_out: null,
};
const ticks = { encode: 6120, decode: 1187, limit: 7703 };
const noPoints = { psnr_db: null, ssim_db: null };
/** What the two clips need, by frame. */
const account: Account = [
  {
    clip: 'dog',
    bytes: { ours: 86_172, theirs: 87_484 },
    frames: { first: { ours: 11_204, theirs: 11_180 }, others: { ours: 74_968, theirs: 76_304 } },
    worst: noPoints,
    settings: null,
    ticks: { ...ticks, encode: 1204 },
  },
  {
    clip: 'city',
    bytes: { ours: 181_418, theirs: 174_440 },
    frames: { first: { ours: 23_905, theirs: 21_830 }, others: { ours: 157_513, theirs: 152_610 } },
    worst: noPoints,
    settings: null,
    ticks,
  },
];
/** The same of a lossy candidate. */
const lossyAccount: Account = account.map((each, at) => ({
  ...each,
  frames: null,
  worst: {
    psnr_db: null,
    ssim_db: { quality: 25, axis: 'ssim_db', db: 11.2, ours: 5300 + at, theirs: 5280 - 90 * at },
  },
  settings: { bytes: 0.8, first: 2.1, others: -0.4, y: -1.2, u: 8.5, v: null },
}));
const tooLittle: Rejection = { kind: 'not_enough_gain', change: 1.25, atMost: -0.5 };
const held = { kind: 'held', clips: [] } as const;

const verdicts: readonly (readonly [name: string, Analysis])[] = [
  ['costs more than it gains', diagnoseRejection(numbers, [tooLittle], { account })],
  ['costs more, and nobody knows where', diagnoseRejection(numbers, [tooLittle])],
  [
    'gains too little',
    diagnoseRejection(
      {
        ...numbers,
        rate_change_percent: -0.3,
        per_clip: [
          { clip: 'dog', rate_change_percent: -0.2 },
          { clip: 'city', rate_change_percent: -0.4 },
        ],
      },
      [{ ...tooLittle, change: -0.3 }],
    ),
  ],
  [
    'changes nothing',
    diagnoseRejection(
      {
        ...numbers,
        rate_change_percent: 0,
        per_clip: [
          { clip: 'dog', rate_change_percent: 0 },
          { clip: 'city', rate_change_percent: 0 },
        ],
      },
      [{ ...tooLittle, change: 0 }],
    ),
  ],
  [
    'is far worse',
    diagnoseRejection({ ...numbers, rate_change_percent: 10.5 }, [{ ...tooLittle, change: 10.5 }]),
  ],
  [
    'spoils a clip',
    diagnoseRejection(
      { ...numbers, rate_change_percent: -1 },
      [{ kind: 'clip_loss', clip: 'city', change: 4, atMost: 2 }],
      { account },
    ),
  ],
  [
    'is worse at equal SSIM',
    diagnoseRejection(
      { ...numbers, rate_change_percent: -1, second_opinion_percent: 0.4 },
      [{ kind: 'second_opinion', change: 0.4, atMost: 0 }],
      { account: lossyAccount },
    ),
  ],
  [
    'gains only where it was tuned',
    diagnoseRejection(
      { ...numbers, rate_change_percent: -4 },
      [{ kind: 'held_out', change: -0.5, atMost: -2 }],
      { account },
    ),
  ],
  [
    'shows no gain on held-out clips',
    diagnoseRejection({ ...numbers, rate_change_percent: -4 }, [
      { kind: 'held_out', change: null, atMost: -2 },
    ]),
  ],
  [
    'is too good to be true',
    diagnoseHeld(
      { ...numbers, rate_change_percent: -91 },
      { ...held, reason: 'implausible', clips: ['dog'] },
    ),
  ],
  ['is below the floor', diagnoseHeld(numbers, { ...held, reason: 'below_floor', clips: ['dog'] })],
  ['comes from a stranger', diagnoseHeld(numbers, { ...held, reason: 'unauthorised' })],
  ['is on hold', diagnoseHeld(numbers, { ...held, reason: 'on_hold' })],
  [
    'has nothing to be compared with',
    diagnoseHeld(null, { ...held, reason: 'broken_baseline', why: 'it fails in the load stage' }),
  ],
];

describe('the analysis', () => {
  it('is specific for every way to fail: the page of all of them', () => {
    const chapters = failingCandidates.map(([chapter, candidates]) => [
      `# ${chapter}`,
      ...candidates.map(({ name, report }) => `## ${name}\n\n${page(diagnose(report))}`),
    ]);
    const last = [
      '# Works',
      ...verdicts.map(([name, analysis]) => `## ${name}\n\n${page(analysis)}`),
    ];
    assertSnapshot('analyses.md', [...chapters, last].flat().join('\n\n'));
  });

  it('names the forbidden module, as the original asked', () => {
    const analysis = diagnosed('imports the operating system');
    assert.equal(analysis.failure_category, 'validation_error');
    assert.equal(analysis.root_cause, 'Forbidden import: node:os');
    assert.match(analysis.fix_suggestion, /what the sandbox allows/);
    assert.equal(analysis.severity, 'high');
    assert.deepEqual(analysis.location, { line: 1, column: 1 });
  });

  it('says that 100 empty bytes hold no picture, as the original asked', () => {
    const analysis = diagnosed('encodes nothing of the picture');
    assert.equal(analysis.failure_category, 'logic_error');
    assert.match(
      analysis.root_cause,
      /^decompressFrame returned 100 bytes for a 16x16 frame; 384 are needed .* the decoder cannot give the frame back\.$/,
    );
  });

  for (const name of ['divides the frame by zero', 'divides BigInt by zero']) {
    it(`names the division when a candidate ${name}, as the original asked`, () => {
      const analysis = diagnosed(name);
      assert.equal(analysis.failure_category, 'runtime_error');
      assert.match(analysis.root_cause, /divides by zero/);
      assert.match(analysis.root_cause, /at line 2/);
      assert.match(analysis.fix_suggestion, /Check for zero before dividing/);
      assert.equal(analysis.severity, 'high');
      assert.equal(analysis.location?.line, 2);
    });
  }

  it('says which decibels a curve misses', () => {
    assert.match(
      diagnosed('stops too early').root_cause,
      /^The curve of dog covers 31\.2 to 36\.0 dB; 30\.0 to 40\.0 is needed\./,
    );
  });
});

describe('the severity', () => {
  it('is medium for a wrong frame in one clip of several, high in all', () => {
    assert.equal(diagnosed('loses its place in one clip').severity, 'medium');
    assert.equal(diagnosed('loses its place in all clips').severity, 'high');
    const single = [{ name: 'dog', width: 176, height: 144 }];
    assert.equal(diagnosed('loses its place in one clip', { clips: single }).severity, 'high');
    assert.equal(diagnosed('loses its place in one clip', { stage: 'smoke' }).severity, 'high');
  });

  it('is low for what works, medium from 10 % more on', () => {
    const at = (change: number) =>
      diagnoseRejection({ ...numbers, rate_change_percent: change }, [tooLittle]).severity;
    assert.equal(at(10), 'low');
    assert.equal(at(10.000001), 'medium');
    assert.equal(at(Number.NaN), 'medium');
  });

  it("is critical for the bot's own fault, and for a failure that was lost", () => {
    assert.equal(diagnosed("is the bot's own fault").severity, 'critical');
    const lost = diagnosed("is the bot's own fault", { failures: [] });
    assert.equal(lost.failure_category, 'infrastructure_error');
    assert.equal(lost.severity, 'critical');
  });
});

describe('the evidence', () => {
  const thrown = (message: string, line: number): Failure => ({
    kind: 'call',
    site: { call: 'compress', clip: 'dog', quality: 100, frame: line },
    fault: { kind: 'thrown', name: 'Error', message, stack: '', location: { line, column: 1 } },
  });

  it('folds what repeats and names at most five different errors', () => {
    const words = ['one', 'two', 'three', 'four', 'five', 'six', 'seven'];
    const failures = words.flatMap((word) => Array.from({ length: 3 }, (_, i) => thrown(word, i)));
    const { evidence } = diagnosed("is the bot's own fault", { failures });
    assert.equal(
      evidence.error,
      [
        ...words
          .slice(0, 5)
          .flatMap((word) => [
            `Error: ${word} at 0:1 (compressFrame, frame 0 of dog, quality 100)`,
            '... and 2 more like it',
          ]),
        '... and 6 other failures',
      ].join('\n'),
    );
  });

  it('shows three lines, marks the one that matters, and cuts long ones', () => {
    const long = `let a = 1; ${'/* x */'.repeat(60)}`;
    const source = ['// first', long, '// third', '// fourth'].join('\n');
    const { evidence } = diagnosed("is the bot's own fault", {
      source,
      failures: [thrown('boom', 2)],
    });
    const lines = evidence.code?.split('\n') ?? [];
    assert.equal(lines[0], '  1 | // first');
    assert.ok(lines[1]?.startsWith('> 2 | let a = 1;'));
    assert.ok((lines[1]?.length ?? 0) < 180);
    assert.equal(lines[2], '  3 | // third');
    assert.equal(lines.length, 3);
  });

  it('holds no control characters of the candidate, and no place outside of the source', () => {
    const analysis = diagnosed("is the bot's own fault", {
      failures: [thrown('\u001b[31mred\u0000\u202e', 999)],
      logs: 'a\u0007b',
    });
    assert.equal(analysis.location, null);
    assert.equal(analysis.evidence.code, null);
    assert.equal(analysis.evidence.logs, 'ab');
    assert.doesNotMatch(JSON.stringify(analysis), /\\u001b|\\u0000|\u202e/);
  });
});

describe('the fingerprint', () => {
  it('is the same for the same mistake in another candidate, clip and place', () => {
    const [one, two] = [
      diagnosed('uses the previous frame of the first one'),
      diagnosed('takes the previous frame apart'),
    ];
    assert.equal(one.fingerprint, two.fingerprint);
    assert.match(one.fingerprint, /^[0-9a-f]{12}$/);
    const moved = all.find(({ name }) => name === 'is off by one')?.report;
    assert.ok(moved);
    const later = moved.failures.slice(1);
    assert.equal(diagnose({ ...moved, failures: later }).fingerprint, diagnose(moved).fingerprint);
  });

  it('differs between mistakes', () => {
    const prints = new Map<string, string[]>();
    for (const { name, report } of all) {
      const { fingerprint } = diagnose(report);
      prints.set(fingerprint, [...(prints.get(fingerprint) ?? []), name]);
    }
    assert.deepEqual(
      [...prints.values()].filter((names) => names.length > 1),
      [
        ['divides BigInt by zero', 'asks for an infinite length'],
        ['uses the previous frame of the first one', 'takes the previous frame apart'],
        ['divides the frame by zero', 'divides by a constant that is zero'],
        ['returns nothing', 'returns nothing on one path', 'hands on nothing'],
        ['rounds chroma down', 'returns too little'],
        ['loses its place in one clip', 'loses its place in all clips'],
        ['calls itself without end', 'calls itself through another'],
      ],
    );
  });
});

/** Words that occur in candidates, so that random text is often nearly code. */
const scraps = fc.constantFrom(
  ...[
    'export function compressFrame(frame, context) {',
    'export function decompressFrame(bytes) {',
  ],
  ...[
    '}',
    '{',
    '(',
    ')',
    ';',
    '\n',
    ' ',
    'return',
    'frame',
    '.y',
    '[i]',
    '=',
    '/ 0',
    '1n',
    'while (x)',
  ],
  ...[
    'const x = ',
    'x => x',
    '...',
    '`${',
    '`',
    '"',
    '// ',
    '/*',
    'class A { #b() {} }',
    'this',
    'async ',
  ],
  ...[
    'import x from "fs"',
    'context.previous',
    'new Uint8Array(',
    'f(f)',
    'function f(a) { f() }',
    '😀',
  ],
);
const source = fc.oneof(
  fc.string({ unit: anyCharacter, maxLength: 200 }),
  fc.array(scraps, { maxLength: 40 }).map((parts) => parts.join('')),
  fc.constantFrom(...all.map(({ report }) => report.source).filter(({ length }) => length < 5000)),
);
const text = fc.oneof(
  fc.string({ unit: anyCharacter }),
  fc.constantFrom(
    ...all.flatMap(({ report }) =>
      report.failures.flatMap((failure) =>
        failure.kind === 'call' && failure.fault.kind === 'thrown' ? [failure.fault.message] : [],
      ),
    ),
  ),
);
const place = fc.record({
  line: fc.integer({ min: 1, max: 9 }),
  column: fc.integer({ min: 1, max: 50 }),
});
const count = fc.integer({ min: 0, max: 1e6 });
const fault: fc.Arbitrary<CallFault> = fc.oneof(
  fc.record({
    kind: fc.constant('thrown' as const),
    name: fc.constantFrom('TypeError', '', 'x'),
    message: text,
    stack: text,
    location: fc.option(place),
  }),
  fc.record({ kind: fc.constant('missing_export' as const), name: text, found: text }),
  fc.record({
    kind: fc.constant('not_bytes' as const),
    returned: fc.oneof(text, fc.constantFrom('NaN', 'undefined', 'an array of 3 elements')),
  }),
  fc.record({ kind: fc.constant('wrong_size' as const), expected: count, actual: count }),
  fc.record({
    kind: fc.constant('mismatch' as const),
    first: fc.record({
      clip: fc.constantFrom('dog', 'flat 3x5', 'noise 16x16'),
      frame: fc.integer({ min: 0, max: 2 }),
      plane: fc.constantFrom('y' as const, 'u' as const, 'v' as const),
      x: fc.integer({ min: 0, max: 3 }),
      y: fc.integer({ min: 0, max: 3 }),
      expected: fc.integer({ min: 0, max: 255 }),
      actual: fc.integer({ min: 0, max: 255 }),
    }),
  }),
  fc.record({ kind: fc.constant('tick_limit' as const), limit: count }),
  fc.record({ kind: fc.constant('unresponsive' as const), seconds: count }),
  fc.record({ kind: fc.constant('out_of_memory' as const), limitMb: count }),
  fc.record({
    kind: fc.constant('stack_overflow' as const),
    limitKb: count,
    location: fc.option(place),
  }),
  fc.record({ kind: fc.constant('engine_stopped' as const), message: text }),
  fc.record({ kind: fc.constant('output_too_large' as const), bytes: count, limit: count }),
);
const failure: fc.Arbitrary<Failure> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record({
      kind: fc.constant('call' as const),
      fault,
      site: fc.record({
        call: fc.constantFrom('load' as const, 'compress' as const, 'decompress' as const),
        clip: fc.constantFrom('dog', 'city', 'flat 1x1', 'noise 3x5'),
        quality: count,
        frame: count,
      }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('infrastructure' as const),
      error: text,
      stack: text,
    }),
  },
);

describe('whatever happens', () => {
  it('there is a whole analysis, and always the same', () => {
    const clips = [
      { name: 'dog', width: 176, height: 144 },
      { name: 'city', width: 176, height: 144 },
    ];
    const report = fc.record({
      source,
      failures: fc.array(failure, { maxLength: 4 }),
      logs: text,
      stage: fc.constantFrom('load' as const, 'smoke' as const, 'measure' as const),
      clips: fc.constant(clips),
    });
    fc.assert(
      fc.property(report, (each) => {
        const analysis = diagnose(each);
        assert.ok(failureCategories.includes(analysis.failure_category));
        assert.ok(severities.includes(analysis.severity));
        assert.ok(analysis.root_cause.trim().length > 10);
        assert.ok(analysis.root_cause.length < 1200, analysis.root_cause);
        assert.ok(analysis.fix_suggestion.trim().length > 10);
        assert.ok(analysis.fix_suggestion.length < 1000);
        assert.doesNotMatch(
          analysis.root_cause + analysis.fix_suggestion,
          /[\p{Cc}\p{Cs}]|undefined`/u,
        );
        assert.match(analysis.fingerprint, /^[0-9a-f]{12}$/);
        assert.deepEqual(diagnose(each), analysis);
      }),
      { numRuns: 400 },
    );
  });

  it('the static check only finds, and every finding leads to an analysis', () => {
    fc.assert(
      fc.property(source, (each) => {
        const findings = checkSource(each, limits);
        for (const { line, column, message, fix } of findings) {
          assert.ok(line >= 1 && column >= 1);
          assert.ok(message.length > 5 && message.length < 500, message);
          assert.ok(fix.length > 5 && fix.length < 500, fix);
        }
      }),
      { numRuns: 400 },
    );
  });
});
