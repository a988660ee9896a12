/** Decoded frames of the wrong size: the number of bytes often says what was forgotten. */

import type { AnyNode } from 'acorn';
import type { CallFault } from '../failure.ts';
import { count, grouped } from '../text/wording.ts';
import { type FrameSize, sampleCount } from '../video/frame.ts';
import { findBlindness } from './blindness.ts';
import { onlyReturned, returnPlace } from './returns.ts';
import { roleOf } from './roles.ts';
import { type Explanation, frameSize, frameWords, type Scene } from './scene.ts';

type WrongSize = Extract<CallFault, { kind: 'wrong_size' }>;

interface Pattern {
  readonly name: string;
  readonly why: string;
  readonly fix: string;
  /** Where the mistake is, when that is not where the decoder returns. */
  readonly at?: AnyNode;
}

const wholeFrame =
  'Return all three planes in one Uint8Array: Y, then U, then V, with chroma of `(width + 1) >> 1` by `(height + 1) >> 1`.';

const missingPart =
  'Find out which part is missing: all three planes go into one Uint8Array, Y, then U, then V, with chroma of `(width + 1) >> 1` by `(height + 1) >> 1`.';
const extraPart =
  'Find out where the size of the returned array comes from: it has to be that of Y, U and V together, with chroma of `(width + 1) >> 1` by `(height + 1) >> 1`.';

export function explainWrongSize(scene: Scene, fault: WrongSize): Explanation {
  const { report, site, code } = scene;
  const size = frameSize(report, site.clip, fault.expected);
  const what = size === null ? 'this frame' : `a ${size.width}x${size.height} frame`;
  const { name, why, fix, at } = patternOf(scene, fault, size);
  const { location } = returnPlace(code, 'decompress');
  const elsewhere = code === null || at === undefined ? null : code.locate(at);
  return {
    category: 'logic_error',
    cause: `decompressFrame returned ${count(fault.actual, 'byte')} for ${what}; ${grouped(fault.expected)} are needed (${frameWords(site)}). ${why}`,
    fix,
    location: elsewhere ?? location,
    subject: `wrong size: ${name}`,
  };
}

function patternOf(scene: Scene, fault: WrongSize, size: FrameSize | null): Pattern {
  const { code } = scene;
  const blind = code === null ? null : findBlindness(code);
  if (blind !== null) return { name: `blind ${blind.call}`, ...blind };
  const value = code === null ? null : onlyReturned(code, 'decompress');
  if (code !== null && value !== null && roleOf(code, value) === 'bytes') {
    return {
      name: 'input handed on',
      why: `It hands back its input, \`${code.excerpt(value)}\`, as it is.`,
      fix: 'Read back what the encoder wrote and return the whole frame; if the bytes are meant to be the frame, let compressFrame return exactly its samples.',
    };
  }
  if (fault.actual === 0) {
    return { name: 'empty', why: 'That is an empty array.', fix: wholeFrame };
  }
  const known = byNumber(scene, size);
  if (known !== null) return known;
  if (code !== null && value?.type === 'MemberExpression' && fault.actual > fault.expected) {
    const whole = code.excerpt(value.property) === 'buffer';
    if (whole) {
      return {
        name: 'whole buffer',
        why: `\`${code.excerpt(value)}\` is the whole buffer behind the array, which is larger.`,
        fix: 'Return the typed array itself, or `subarray(0, size)` of it.',
      };
    }
  }
  return fault.actual < fault.expected
    ? { name: 'too small', why: 'That is less than a frame.', fix: missingPart }
    : { name: 'too large', why: 'That is more than a frame.', fix: extraPart };
}

interface Formula {
  readonly name: string;
  readonly bytes: (size: FrameSize) => number;
  readonly why: (size: FrameSize) => string;
  readonly fix: string;
}

const half = (side: number) => side >> 1;
const halfUp = (side: number) => (side + 1) >> 1;

/** Sizes that are computed wrongly in a known way. */
const formulas: readonly Formula[] = [
  {
    name: 'only luma',
    bytes: ({ width, height }) => width * height,
    why: ({ width, height }) =>
      `That is the Y plane alone (${width}x${height}): U and V are missing.`,
    fix: wholeFrame,
  },
  {
    name: 'chroma rounded down',
    bytes: ({ width, height }) => width * height + 2 * half(width) * half(height),
    why: ({ width, height }) =>
      `That is what chroma planes of ${half(width)}x${half(height)} give; with odd sides they are rounded up, to ${halfUp(width)}x${halfUp(height)}.`,
    fix: 'Compute chroma sizes as `(width + 1) >> 1` and `(height + 1) >> 1` everywhere.',
  },
  {
    name: 'chroma rounded down',
    bytes: ({ width, height }) => Math.floor((width * height * 3) / 2),
    why: () =>
      'That is `width * height * 3 / 2`, which is too little for odd sides: chroma sizes are rounded up.',
    fix: 'Compute the size as `width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1)`.',
  },
  {
    name: 'full chroma',
    bytes: ({ width, height }) => 3 * width * height,
    why: () =>
      'That is three full planes (RGB or 4:4:4); chroma has half the width and half the height.',
    fix: wholeFrame,
  },
  {
    name: 'RGBA',
    bytes: ({ width, height }) => 4 * width * height,
    why: () =>
      'That is four bytes a pixel (RGBA); frames are Y, U and V with chroma of half the width and height.',
    fix: wholeFrame,
  },
  {
    name: '4:2:2',
    bytes: ({ width, height }) => 2 * width * height,
    why: () =>
      'That is chroma of half the width but the full height (4:2:2); it has half the height too.',
    fix: wholeFrame,
  },
];

/** Below so many samples a size that fits a formula may do so by chance. */
const tellingSamples = 100;

/** The formula that gives the wrong size of every frame; one tiny size alone may be a coincidence. */
function byNumber(scene: Scene, size: FrameSize | null): Pattern | null {
  if (size === null) return null;
  const sizes = scene.report.failures.flatMap((failure) => {
    if (failure.kind !== 'call' || failure.fault.kind !== 'wrong_size') return [];
    const { expected, actual } = failure.fault;
    const known = frameSize(scene.report, failure.site.clip, expected);
    return known === null ? [] : [{ known, actual }];
  });
  const counts = new Set(sizes.map(({ known }) => sampleCount(known)));
  if (counts.size < 2 && Math.max(...counts) < tellingSamples) return null;
  const formula = formulas.find(({ bytes }) =>
    sizes.every(({ known, actual }) => bytes(known) === actual),
  );
  return formula === undefined
    ? null
    : { name: formula.name, why: formula.why(size), fix: formula.fix };
}
