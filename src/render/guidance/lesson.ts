/**
 * What a failure teaches, as a sentence that every later prompt may hold. All of them are written here: nothing
 * that a candidate or a model wrote can get into one, however the analysis was worded.
 */

import type { FailureCategory } from '../../domain/analysis.ts';
import { fingerprintOf } from '../../domain/diagnoses/fingerprint.ts';
import { absentGlobals, codecExports } from '../../domain/globals.ts';
import type { Subject } from '../../domain/trend.ts';

/** What a category teaches: for it as a whole, and for its failures that have names of the candidate in them. */
const general: Readonly<Record<FailureCategory, string>> = {
  syntax_error:
    'Read the finished source once more for brackets, commas and quotes: it has to parse.',
  validation_error:
    'Use only the globals of the list, no import and nothing asynchronous, and return bytes from both functions.',
  import_error: 'There is nothing to import: write everything into the one file.',
  runtime_error:
    'Go through the first frame, an empty stream and a frame of 1x1 in mind: nothing may be undefined or out of range there.',
  logic_error:
    'Before you hand in, follow one block through encoder and decoder: both must read and change the same state in the same order.',
  timeout:
    'Count the work a sample costs: loops in loops over neighbours exceed the ticks. Bound every search and every `while`.',
  resource_error:
    'Take arrays once for each size, not in loops, bound recursion, and keep the stream below the raw frame.',
  performance_rejection: 'Say which clip should gain how much, and why, before you write.',
  infrastructure_error: 'Keep the source plain.',
};

/** Kind of failure and its subject, as the rules fingerprint them; those that have no names of the candidate. */
type Known = readonly [kind: string, subject: string];

const noZero =
  'Check every divisor for zero, for instance `divisor === 0 ? 0 : value / divisor`: flat frames have sums, ranges and counts of zero.';
const allPlanes =
  'The decoder returns all three planes in one Uint8Array: Y, then U, then V, with chroma of `(width + 1) >> 1` by `(height + 1) >> 1`.';
const wholeNumbers =
  'Compute with samples that exist: an index beyond the end gives undefined, and arithmetic with it NaN. Return a Uint8Array, never a number.';
const onlyBytes =
  'Both functions return a Uint8Array and nothing else: no plain array, no text, no object, no other typed array, and on every path.';
const smallFrames =
  'Frames can be as small as 1x1, with chroma of 1x1: compute sizes with `(width + 1) >> 1`, and never let a length or an offset go below zero.';
const endsLoops =
  'Every loop needs a bound that follows from the size of the frame, also for 0, for negative numbers and at the end of the stream.';
const lessWork =
  'Do little for each sample: search few candidates, keep tables and sums instead of computing them again. Ticks are bounded, and the largest frame counts.';
const noSpread =
  'Go through a plane with a loop: spreading it into a call puts every sample on the stack.';
/** The engine's words. */
const tooManyArguments = 'RangeError: too many arguments in function call (only 65534 allowed)';
const noRecursion = 'Write recursion as a loop with an array as its stack, or bound its depth.';
const fewArrays =
  'Take typed arrays once, when the size is known, and use them again; write bits straight into a Uint8Array, not into growing arrays or strings.';
const writtenBytes =
  'Return `out.subarray(0, used)`, only the bytes that were written, and store samples raw where a code would be longer.';
const spanWindow =
  'Let `context.quality` set the step size: coarse enough at the lowest quality, down to 1 at the highest, so that the curve spans the window of every clip.';

const known: readonly (readonly [FailureCategory, string, readonly Known[]])[] = [
  ['runtime_error', noZero, failuresOf(['thrown', 'not_bytes'], ['division by zero'])],
  [
    'runtime_error',
    '`context.previous` is null for the first frame: decide by `context.previous === null` in compressFrame and decompressFrame alike, before anything of it is used.',
    failuresOf(['thrown'], ['previous is null']),
  ],
  [
    'runtime_error',
    smallFrames,
    failuresOf(
      ['thrown'],
      ['array', 'Array', 'Uint8Array', 'Int32Array', 'Float64Array']
        .map((made) => `impossible length: ${made}`)
        .concat('set beyond the end'),
    ),
  ],
  [
    'runtime_error',
    'There is no `Math.random`: use a generator of your own with a fixed seed.',
    failuresOf(['thrown'], ['Math.random']),
  ],
  [
    'runtime_error',
    'Check every position against the length before reading: the decoder must not read more than the encoder wrote.',
    failuresOf(['thrown'], ['RangeError: out of bound']),
  ],
  [
    'runtime_error',
    'Do not mix BigInt with numbers: 32-bit integers are faster and enough.',
    failuresOf(['thrown'], ['TypeError: cannot convert bigint to number']),
  ],
  ['runtime_error', noSpread, failuresOf(['thrown'], [tooManyArguments])],
  [
    'validation_error',
    wholeNumbers,
    failuresOf(['not_bytes'], ['returned NaN', 'returned Infinity']),
  ],
  [
    'validation_error',
    onlyBytes,
    failuresOf(
      ['not_bytes'],
      [
        'undefined',
        'null',
        'an array of 1 elements',
        'a string of 1 characters',
        'a DataView',
        ...['Int8', 'Uint16', 'Int16', 'Uint32', 'Int32', 'Float32', 'Float64'].map(
          (kind) => `a typed array of the kind ${kind}Array`,
        ),
      ].map((returned) => `returned ${returned}`),
    ),
  ],
  [
    'validation_error',
    'Write plain functions: calls are synchronous, and whatever is `async` returns a promise instead of bytes.',
    failuresOf(
      ['async'],
      codecExports.map(
        (name) => `\`${name}\` is an async function: it would return a promise, not bytes.`,
      ),
    ),
  ],
  [
    'validation_error',
    'Keep the source well below its limit: compute tables when the module loads instead of writing them out.',
    failuresOf(['too_large'], ['The source has 1 bytes; 1 are allowed.']),
  ],
  ...Object.entries(absentGlobals).map(
    ([name, instead]) =>
      [
        'validation_error',
        `\`${name}\` does not exist here. ${instead}`,
        failuresOf(['unknown_global'], [`\`${name}\` does not exist in the sandbox.`]),
      ] as const,
  ),
  [
    'validation_error',
    spanWindow,
    failuresOf(
      ['curve'],
      ['psnr_db', 'ssim_db'].flatMap((axis) =>
        ['low', 'high', 'lowhigh', 'nothing'].map((side) => `curve ${axis} ${side}`),
      ),
    ),
  ],
  [
    'logic_error',
    allPlanes,
    failuresOf(
      ['wrong_size'],
      'only luma,chroma rounded down,full chroma,RGBA,4:2:2,too small,too large,whole buffer'
        .split(',')
        .map((name) => `wrong size: ${name}`),
    ),
  ],
  [
    'logic_error',
    'Decode what is read: the whole picture has to come back from `bytes` alone, in the order in which the encoder wrote it.',
    [
      ...failuresOf(['wrong_size'], ['wrong size: empty', 'wrong size: input handed on']),
      ...failuresOf(['wrong_size'], ['wrong size: blind compress', 'wrong size: blind decompress']),
      ...mismatches('zeros', 'blind compress', 'blind decompress'),
    ],
  ],
  [
    'logic_error',
    'Update adaptive state (contexts, parameters, range) on both sides after each sample, in the same order and from the decoded value, and give every value the encoder can meet a code.',
    mismatches('lost sync'),
  ],
  [
    'logic_error',
    'What is kept from frame to frame lives in two machines: reset it at the start of each frame on both sides, or update it in exactly the same way.',
    mismatches('state between frames'),
  ],
  [
    'logic_error',
    'Predict from `context.previous` on both sides, which is the decoded frame there and here; never from a copy of the source frame, and never write into it.',
    mismatches('prediction from the previous frame'),
  ],
  [
    'logic_error',
    'Let both sides take the same path for the first frame, decided by `context.previous === null` alone.',
    mismatches('first frame'),
  ],
  [
    'logic_error',
    'Widths and heights may be odd, and 1: cut blocks off at the right and bottom edges, give neighbours beyond an edge a value on both sides, and begin U and V where the sizes say.',
    mismatches('one pixel', 'odd sizes', 'last column', 'last row', 'chroma only', 'V only'),
  ],
  [
    'logic_error',
    'Give every difference from -255 to 255 a code (an escape for the large ones), or take differences modulo 256 on both sides, and clamp predictions before the difference is formed.',
    mismatches('large residuals', 'wrapped'),
  ],
  [
    'logic_error',
    'Use whole numbers (`>> 1`, `Math.floor`, `| 0`) for predictions on both sides, and fold signs so that each value comes back.',
    mismatches('off by one'),
  ],
  [
    'timeout',
    endsLoops,
    failuresOf(
      ['tick_limit'],
      'no condition,condition never changes,stepped over,bisection,reads on'
        .split(',')
        .map((name) => `endless loop: ${name}`),
    ),
  ],
  [
    'timeout',
    '`>>` of a negative number ends at -1, never at 0: start such a loop from `Math.abs(value)`, or shift with `>>>=`.',
    failuresOf(['tick_limit'], ['endless loop: shifted']),
  ],
  [
    'timeout',
    lessWork,
    failuresOf(
      ['tick_limit'],
      ['compress', 'decompress'].map((call) => `ticks in ${call}`),
    ),
  ],
  [
    'timeout',
    'Give built-in functions little at a time: no BigInt of thousands of digits, no huge strings or arrays, no JSON of whole planes.',
    failuresOf(['unresponsive'], ['no tick']),
  ],
  ['timeout', noRecursion, failuresOf(['unresponsive'], ['no tick: recursion'])],
  ['resource_error', noRecursion, failuresOf(['stack_overflow'], ['stack', 'recursion'])],
  ['resource_error', noSpread, failuresOf(['stack_overflow'], ['spread arguments'])],
  [
    'resource_error',
    fewArrays,
    failuresOf(['out_of_memory'], ['memory', 'memory: one allocation']),
  ],
  [
    'resource_error',
    writtenBytes,
    failuresOf(['output_too_large'], ['output', 'output: whole scratch array']),
  ],
];

function failuresOf(kinds: readonly string[], subjects: readonly string[]): readonly Known[] {
  return kinds.flatMap((kind) => subjects.map((subject) => [kind, subject] as const));
}

function mismatches(...names: readonly string[]): readonly Known[] {
  return names.map((name) => ['mismatch', `mismatch: ${name}`]);
}

const byFingerprint: ReadonlyMap<string, string> = new Map(
  known.flatMap(([category, sentence, failures]) =>
    failures.map(([kind, subject]) => [fingerprintOf(category, kind, subject), sentence] as const),
  ),
);

/** The sentence against a failure: of its kind, where the fingerprint is of a kind that is known, else of its category. */
export function lessonOf(subject: Subject): string {
  const sentence = subject.kind === 'fingerprint' ? byFingerprint.get(subject.fingerprint) : null;
  return sentence ?? general[subject.category];
}

/** Every sentence there is. */
export const lessons: ReadonlySet<string> = new Set([
  ...Object.values(general),
  ...byFingerprint.values(),
]);
