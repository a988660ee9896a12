import type { FailureReport } from '../../src/domain/diagnoses/scene.ts';
import type { CallFault, CallSite, Failure, FirstMismatch } from '../../src/domain/failure.ts';
import { checkSource } from '../../src/domain/static-check.ts';
import { codec, limits } from './sandbox.ts';

/** One way to fail: what happened, to which source. */
export interface FailingCandidate {
  readonly name: string;
  readonly report: FailureReport;
}

const clips = [
  { name: 'dog', width: 176, height: 144 },
  { name: 'city', width: 176, height: 144 },
];

const firstSite: CallSite = { call: 'compress', clip: 'flat 1x1', quality: 100, frame: 0 };

/** `◆` marks where the engine says that something was thrown; it is not part of the source. */
function marked(text: string): {
  source: string;
  location: { line: number; column: number } | null;
} {
  const before = text.split('◆')[0] as string;
  const location =
    before === text
      ? null
      : {
          line: before.split('\n').length,
          column: [...before.slice(before.lastIndexOf('\n') + 1)].length + 1,
        };
  return { source: text.replace('◆', ''), location };
}

interface Happening {
  readonly source: string;
  readonly site?: Partial<CallSite>;
  readonly stage?: FailureReport['stage'];
}

function call(
  name: string,
  { source, site, stage }: Happening,
  fault: CallFault,
): FailingCandidate {
  const failures: Failure[] = [{ kind: 'call', site: { ...firstSite, ...site }, fault }];
  return { name, report: { source, failures, logs: '', stage: stage ?? 'smoke', clips } };
}

/** An engine's error; `native` is the built-in function in which it was thrown. */
function thrown(
  name: string,
  text: string,
  error: string,
  more: { native?: string; site?: Partial<CallSite> } = {},
): FailingCandidate {
  const { source, location } = marked(text);
  const [, type = '', message = ''] = /^(?:(\w+): )?(.*)$/s.exec(error) ?? [];
  const at = location
    ? `    at compressFrame (codec.js:${location.line}:${location.column})\n`
    : '';
  let stack = `${more.native ? `    at ${more.native} (native)\n` : ''}${at}`;
  if (type === 'SyntaxError') stack = stack.replace(/compressFrame \((.*)\)/, '$1');
  const fault = { kind: 'thrown', name: type, message, stack, location } as const;
  return call(name, { source, ...(more.site ? { site: more.site } : {}) }, fault);
}

function mismatches(
  name: string,
  happening: Happening,
  firsts: readonly (Omit<FirstMismatch, 'plane'> & { plane?: FirstMismatch['plane'] })[],
): FailingCandidate {
  const failures = firsts.map((first): Failure => {
    const { clip, frame } = first;
    const site: CallSite = { call: 'decompress', clip, quality: 100, frame };
    return { kind: 'call', site, fault: { kind: 'mismatch', first: { plane: 'y', ...first } } };
  });
  const { source, stage = 'smoke' } = happening;
  return { name, report: { source, failures, logs: '', stage, clips } };
}

/** What the static check finds. */
function refused(name: string, source: string): FailingCandidate {
  const failures = checkSource(source, limits).map(
    (finding): Failure => ({ kind: 'static', finding }),
  );
  return { name, report: { source, failures, logs: '', stage: 'static', clips } };
}

/** A codec over several lines whose `compressFrame` has this body. */
function compress(body: string, top = ''): string {
  return `${top}export function compressFrame(frame, context) {
${body}
}
export function decompressFrame(bytes, context) {
  return bytes;
}
`;
}

function decompress(body: string): string {
  return `export function compressFrame(frame, context) {
  return frame.data;
}
export function decompressFrame(bytes, context) {
${body}
}
`;
}

const working = compress('  return frame.data;');
const decoding: Partial<CallSite> = { call: 'decompress' };

const staticFailures: readonly FailingCandidate[] = [
  refused(
    'imports the operating system',
    compress('  return new Uint8Array(os.cpus().length);', 'import os from "node:os";\n'),
  ),
  refused('imports a file that is not there', `import { t } from './tables.js';\n${working}`),
  refused('exports a name that nothing declares', `${working}export { tables };\n`),
  refused('uses a global of the browser', compress('  return new TextEncoder().encode("a");')),
  refused('misspells a global', compress('  return new Unit8Array(4);')),
  refused('makes code from text', compress('  return eval("frame.data");')),
  refused('is asynchronous', working.replace('export function c', 'export async function c')),
  refused('exports other names', 'export function encode() {}\nexport function decode() {}\n'),
  refused('is cut off', 'export function compressFrame(frame) {\n  for (const v of frame.y) {\n'),
  refused('forgets a parenthesis', compress('  return frame.data.map((v) => (v + 1);')),
  refused('is too large', `// ${'x'.repeat(70_000)}\n${working}`),
];

const thrownErrors: readonly FailingCandidate[] = [
  thrown(
    'divides BigInt by zero',
    compress('  return 1n ◆/ 0n;'),
    'RangeError: BigInt division by zero',
  ),
  thrown(
    'uses the previous frame of the first one',
    compress(
      '  const before = context.previous;\n  return frame.y.map((v, i) => v - before◆.y[i]);',
    ),
    "TypeError: cannot read property 'y' of null",
  ),
  thrown(
    'takes the previous frame apart',
    compress('  const { y } = context.previous;\n  return y;').replace('function', '◆function'),
    'TypeError: cannot convert to object',
  ),
  thrown(
    'invents a property of the frame',
    compress('  return frame.planes◆.map((plane) => plane[0]);'),
    "TypeError: cannot read property 'map' of undefined",
  ),
  thrown(
    'loops over what is not there',
    compress('  for (const plane of ◆frame.planes) plane[0] = 1;\n  return frame.data;'),
    "TypeError: cannot read property 'Symbol.iterator' of undefined",
  ),
  thrown(
    'runs past the end of an array',
    compress('  const tables = [[1], [2]];\n  return Uint8Array.of(tables[frame.width + 2]◆[0]);'),
    'TypeError: cannot read property of undefined',
  ),
  thrown(
    'uses the result of a function that returns nothing',
    compress(
      '  const header = start(frame);\n  header◆.width = 1;\n  return frame.data;',
      'function start(frame) {\n  frame.y[0] = 1;\n}\n',
    ),
    "TypeError: cannot set property 'width' of undefined",
  ),
  thrown(
    'passes too few arguments',
    compress(
      '  return put(frame.data);',
      'function put(data, table) {\n  return table◆.length;\n}\n',
    ),
    "TypeError: cannot read property 'length' of undefined",
  ),
  thrown(
    'pushes onto a typed array',
    compress('  const out = new Uint8Array(9);\n  out.push◆(1);\n  return out;'),
    'TypeError: not a function',
  ),
  thrown(
    'calls a method that the engine lacks',
    compress('  ◆return frame.data.toBase64();'),
    'TypeError: not a function',
  ),
  thrown(
    'calls a number',
    compress('  const encode = 5;\n  ◆return encode(frame);'),
    'TypeError: not a function',
  ),
  thrown(
    'passes what is no function',
    compress('  ◆return frame.data.map(context.mapper);'),
    'TypeError: not a function',
    { native: 'map' },
  ),
  thrown(
    'forgets new',
    compress('  const seen = Map◆();\n  return frame.data;'),
    'TypeError: must be called with new',
    { native: 'Map' },
  ),
  thrown(
    'assigns a constant',
    compress('  const sum = 0;\n  for (const v of frame.y) sum ◆+= v;\n  return frame.data;'),
    "TypeError: 'sum' is read-only",
  ),
  thrown(
    'uses a constant before its line',
    compress('  const out = ◆start;\n  const start = frame.data;\n  return out;'),
    'ReferenceError: start is not initialized',
  ),
  thrown(
    'asks for a negative length',
    compress('  return new Uint8Array◆(frame.width - 2);'),
    'RangeError: invalid array index',
    { native: 'Uint8Array' },
  ),
  thrown(
    'asks for an infinite length',
    compress('  const step = 0;\n  return new Uint8Array◆(frame.width / step);'),
    'RangeError: invalid array index',
    { native: 'Uint8Array' },
  ),
  thrown(
    'copies beyond the end',
    compress('  const out = new Uint8Array(2);\n  out.set◆(frame.data);\n  return out;'),
    'RangeError: invalid array length',
    { native: 'set' },
  ),
  thrown(
    'reads beyond the end of a DataView',
    decompress('  return new DataView(bytes.buffer).getUint32◆(8);'),
    'RangeError: out of bound',
    { native: 'getUint32', site: decoding },
  ),
  thrown(
    'mixes BigInt and Number',
    compress('  const n = 5n;\n  return Uint8Array.of(n ◆* frame.width);'),
    'TypeError: cannot convert bigint to number',
  ),
  thrown(
    'spreads a plane into a call',
    compress('  const all = [];\n  all.push◆(...frame.data);\n  return frame.data;'),
    'RangeError: too many arguments in function call (only 65534 allowed)',
  ),
  thrown(
    'asks for randomness',
    compress('  return frame.data.map((v) => v + Math.random◆());'),
    'TypeError: Math.random is not available: the same input must give the same bytes',
  ),
  thrown(
    'fails its own check',
    decompress(
      '  if (bytes[0] !== 77) {\n    throw new Error◆("bad magic");\n  }\n  return bytes;',
    ),
    'Error: bad magic',
    { site: decoding },
  ),
  thrown(
    'throws what is no error',
    decompress('  if (bytes.length > 3) throw "too long";\n  return bytes;'),
    'too long',
    { site: decoding },
  ),
  thrown(
    'is refused by the engine alone',
    `let x = ◆1;\n${working}`,
    "SyntaxError: expecting ';'",
    { site: { call: 'load', frame: -1 } },
  ),
];

const returnedValues: readonly FailingCandidate[] = [
  call(
    'divides the frame by zero',
    { source: compress('  return frame / 0;') },
    { kind: 'not_bytes', returned: 'NaN' },
  ),
  call(
    'divides by a constant that is zero',
    { source: compress('  const scale = 0;\n  const mean = frame.y[0] / scale;\n  return mean;') },
    { kind: 'not_bytes', returned: 'Infinity' },
  ),
  call(
    'computes with the frame itself',
    { source: compress('  return frame * 2;') },
    { kind: 'not_bytes', returned: 'NaN' },
  ),
  call(
    'returns nothing',
    { source: compress('  frame.data.map((v) => {\n    return v;\n  });') },
    { kind: 'not_bytes', returned: 'undefined' },
  ),
  call(
    'returns nothing on one path',
    { source: compress('  if (frame.width > 2) return frame.data;') },
    { kind: 'not_bytes', returned: 'undefined' },
  ),
  call(
    'hands on nothing',
    { source: compress('  return encode(frame);', 'const encode = (frame) => {};\n') },
    { kind: 'not_bytes', returned: 'undefined' },
  ),
  call(
    'returns an array',
    { source: compress('  return [...frame.data];') },
    { kind: 'not_bytes', returned: 'an array of 6 elements' },
  ),
  call(
    'returns text',
    { source: compress('  return JSON.stringify(frame);') },
    { kind: 'not_bytes', returned: 'a string of 21 characters' },
  ),
  call(
    'returns an object',
    { source: compress('  return { bytes: frame.data };') },
    { kind: 'not_bytes', returned: 'an object with the keys bytes' },
  ),
  call(
    'returns 16-bit values',
    { source: compress('  return Int16Array.from(frame.data);') },
    { kind: 'not_bytes', returned: 'a typed array of the kind Int16Array' },
  ),
  call(
    'is a generator',
    { source: working.replace('function compress', 'function* compress') },
    { kind: 'not_bytes', returned: 'an object without keys' },
  ),
  call(
    'exports no function',
    {
      source: working.replace('function compressFrame(', 'let compressFrame; function c('),
      stage: 'load',
    },
    { kind: 'missing_export', name: 'compressFrame', found: 'undefined' },
  ),
];

function wrongSize(name: string, source: string, clip: string, sizes: [number, number]) {
  const [expected, actual] = sizes;
  return call(
    name,
    { source, site: { ...decoding, clip } },
    { kind: 'wrong_size', expected, actual },
  );
}

const wrongSizes: readonly FailingCandidate[] = [
  wrongSize(
    'encodes nothing of the picture',
    compress('  return new Uint8Array(100);'),
    'flat 16x16',
    [384, 100],
  ),
  wrongSize('hands its input back', compress('  return frame.y;'), 'flat 16x16', [384, 100]),
  wrongSize(
    'forgets chroma',
    decompress('  return bytes.slice(0, 256);'),
    'flat 16x16',
    [384, 256],
  ),
  wrongSize('rounds chroma down', decompress('  return bytes.slice(0, 19);'), 'flat 3x5', [27, 19]),
  wrongSize('returns RGB', decompress('  return bytes.slice(0, 768);'), 'flat 16x16', [384, 768]),
  wrongSize('returns too little', decompress('  return bytes.slice(1);'), 'dog', [38_016, 38_015]),
];

const at = (clip: string, frame: number, x: number, y: number) => ({ clip, frame, x, y });

const wrongContents: readonly FailingCandidate[] = [
  mismatches('loses its place in one clip', { source: working, stage: 'measure' }, [
    { ...at('dog', 3, 17, 4), expected: 93, actual: 99 },
  ]),
  mismatches('loses its place in all clips', { source: working, stage: 'measure' }, [
    { ...at('dog', 0, 17, 4), expected: 93, actual: 60 },
    { ...at('city', 0, 9, 2), expected: 13, actual: 60 },
  ]),
  mismatches('is off by one', { source: working, stage: 'measure' }, [
    { ...at('dog', 0, 17, 4), expected: 93, actual: 94 },
    { ...at('city', 1, 8, 4), expected: 31, actual: 30 },
  ]),
  mismatches(
    'predicts from another previous frame',
    { source: compress('  return context.previous ? frame.data.slice() : frame.data;') },
    [{ ...at('flat 1x1', 1, 0, 0), expected: 120, actual: 0 }],
  ),
  mismatches(
    'keeps state that the decoder does not have',
    { source: compress('  last += 1;\n  return frame.data;', 'let last = 0;\n') },
    [{ ...at('flat 1x1', 1, 0, 0), expected: 120, actual: 119 }],
  ),
  mismatches(
    'codes the first frame wrongly',
    {
      source: compress('  return context.previous ? frame.data : frame.data.slice();'),
      stage: 'measure',
    },
    [
      { ...at('dog', 0, 5, 0), expected: 20, actual: 40 },
      { ...at('city', 0, 5, 0), expected: 20, actual: 40 },
    ],
  ),
  mismatches('fails on odd sizes', { source: working }, [
    { ...at('flat 3x5', 0, 2, 0), plane: 'y', expected: 120, actual: 7 },
    { ...at('noise 3x5', 0, 1, 1), plane: 'u', expected: 3, actual: 9 },
  ]),
  mismatches('gets chroma wrong', { source: working, stage: 'measure' }, [
    { ...at('dog', 0, 3, 1), plane: 'u', expected: 100, actual: 120 },
    { ...at('city', 0, 4, 4), plane: 'v', expected: 90, actual: 120 },
  ]),
  mismatches('gets the last column wrong', { source: working, stage: 'measure' }, [
    { ...at('dog', 0, 175, 1), expected: 100, actual: 120 },
    { ...at('city', 0, 175, 4), expected: 90, actual: 120 },
  ]),
  mismatches('has no code for large residuals', { source: working }, [
    { ...at('noise 16x16', 0, 7, 1), expected: 200, actual: 120 },
  ]),
  mismatches('writes nothing', { source: working }, [
    { ...at('flat 1x1', 0, 0, 0), expected: 120, actual: 0 },
    { ...at('flat 16x16', 0, 0, 0), expected: 120, actual: 0 },
  ]),
  mismatches('wraps around', { source: working, stage: 'measure' }, [
    { ...at('dog', 0, 17, 1), expected: 254, actual: 2 },
  ]),
  mismatches('is wrong from the start', { source: working, stage: 'measure' }, [
    { ...at('dog', 0, 0, 0), expected: 54, actual: 22 },
  ]),
];

function outOfTicks(name: string, body: string, site: Partial<CallSite> = {}): FailingCandidate {
  return call(name, { source: compress(body), site }, { kind: 'tick_limit', limit: 2001 });
}

const exhausted: readonly FailingCandidate[] = [
  outOfTicks('never ends', '  while (true) frame.y[0] += 1;'),
  outOfTicks(
    'never changes its condition',
    '  let n = frame.width;\n  while (n > 0) {\n    frame.y[0] += 1;\n  }\n  return frame.data;',
  ),
  outOfTicks(
    'shifts a negative number to the right',
    '  for (let rest = frame.y[0] - 128; rest !== 0; rest >>= 2) frame.y[0] = 1;\n  return frame.data;',
  ),
  outOfTicks(
    'bisects without end',
    '  let low = 0;\n  let high = 9;\n  while (low < high) {\n    const middle = (low + high) >> 1;\n    if (frame.y[middle]) low = middle;\n    else high = middle - 1;\n  }\n  return frame.data;',
  ),
  outOfTicks(
    'steps over the end',
    '  for (let i = 0; i !== frame.y.length; i += 4) frame.y[i] = 0;\n  return frame.data;',
  ),
  outOfTicks(
    'searches too much',
    '  for (let y = 0; y < frame.height; y++) {\n    for (let x = 0; x < frame.width; x++) frame.y[0] = x * y;\n  }\n  return frame.data;',
    { clip: 'dog' },
  ),
  call(
    'reads on behind the end',
    {
      source: decompress(
        '  const r = new Reader(bytes);\n  while (r.bit() === 0) r.n += 1;\n  return bytes;',
      ).replace(/^/, 'class Reader {\n  bit() {\n    return 0;\n  }\n}\n'),
      site: decoding,
    },
    { kind: 'tick_limit', limit: 2001 },
  ),
  call(
    'is stuck in a built-in function',
    { source: compress('  return Uint8Array.of(Number((3n ** 9999999n) % 5n));') },
    { kind: 'unresponsive', seconds: 4 },
  ),
  call(
    'takes memory in a loop',
    {
      source: compress(
        '  const all = [];\n  for (let i = 0; i < 1e6; i++) all.push(new Float64Array(9999));\n  return frame.data;',
      ),
    },
    { kind: 'out_of_memory', limitMb: 128 },
  ),
  call(
    'takes memory at once',
    {
      source: compress(
        '  return frame.data;',
        'const LEVELS = 4096;\nconst table = new Float64Array(LEVELS * LEVELS);\n',
      ),
      site: { call: 'load', frame: -1 },
      stage: 'load',
    },
    { kind: 'out_of_memory', limitMb: 128 },
  ),
  call(
    'calls itself without end',
    {
      source: compress(
        '  return walk(frame.data);',
        'function walk(x) {\n  return walk(x) ?? x;\n}\n',
      ),
    },
    { kind: 'stack_overflow', limitKb: 256, location: { line: 2, column: 14 } },
  ),
  call(
    'calls itself through another',
    {
      source: compress(
        '  return a(frame.data);',
        'const a = (x) => b(x) ?? x;\nconst b = (x) => a(x) ?? x;\n',
      ),
    },
    { kind: 'stack_overflow', limitKb: 256, location: null },
  ),
  call(
    'returns its whole scratch array',
    {
      source: compress('  const out = new Uint8Array(1e6);\n  out.set(frame.data);\n  return out;'),
    },
    { kind: 'output_too_large', bytes: 1_000_000, limit: 4102 },
  ),
  call(
    'breaks the engine',
    { source: working },
    { kind: 'engine_stopped', message: 'memory access out of bounds' },
  ),
];

const curves: readonly FailingCandidate[] = [
  {
    name: 'stops too early',
    report: {
      source: working,
      stage: 'compare',
      logs: '',
      clips,
      failures: [
        {
          kind: 'curve',
          gap: { clip: 'dog', axis: 'psnr_db', covered: [31.2, 36], needed: [30, 40] },
        },
        {
          kind: 'curve',
          gap: { clip: 'city', axis: 'psnr_db', covered: [30, 36], needed: [30, 40] },
        },
      ],
    },
  },
  {
    name: 'ignores the quality',
    report: {
      source: working,
      stage: 'compare',
      logs: '',
      clips,
      failures: [
        { kind: 'curve', gap: { clip: 'dog', axis: 'ssim_db', covered: null, needed: [9, 15] } },
      ],
    },
  },
];

const ownFault: FailingCandidate = {
  name: "is the bot's own fault",
  report: {
    source: codec(),
    stage: 'measure',
    logs: '',
    clips,
    failures: [
      { kind: 'infrastructure', error: "the evaluator's process ended: 137", stack: 'Error: 137' },
    ],
  },
};

export const failingCandidates: readonly (readonly [
  chapter: string,
  readonly FailingCandidate[],
])[] = [
  ['Refused without running', staticFailures],
  ['Thrown', thrownErrors],
  ['Returned', returnedValues],
  ['Wrong size', wrongSizes],
  ['Wrong content', wrongContents],
  ['Limits', exhausted],
  ['Curves', curves],
  ['The bot', [ownFault]],
];
