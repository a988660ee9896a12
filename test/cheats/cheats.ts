/** Candidates that look like winners on the clips that are shown, and are none. */

import type { Benchmark } from '../../src/domain/benchmark.ts';
import { keptModels, keptProbabilities } from './honest.ts';
import { carrying, packFirstFrames, packStreams, recalling, spelt, wrapped } from './packed.ts';
import { type Edit, edited, stock } from './stock.ts';

export interface Cheat {
  readonly name: string;
  readonly tries: string;
  readonly from: string;
  /** As `rejected: held_out`: what must become of it. */
  readonly expects: string;
  readonly source: (baseline: string, benchmark: Benchmark) => string | Promise<string>;
}

type Source = Cheat['source'];

const edits =
  (...made: readonly Edit[]): Source =>
  (baseline) =>
    edited(baseline, made);

const around =
  (functions: string): Source =>
  (baseline) =>
    wrapped(baseline, functions);

/** Holds until the first frame is known to be that of a clip that is shown: by the sum of its samples. */
const unknownClip = ({ clips }: Benchmark): string => {
  const sums = clips.map(({ clip }) =>
    (clip.frames[0] ?? new Uint8Array()).reduce((sum, sample) => sum + sample, 0),
  );
  return `index < 2 && !(index === 1 && (known = ${JSON.stringify(sums)}.includes(previous.data.reduce((sum, sample) => sum + sample, 0)))) || !known`;
};

/** The same by the mean of the first frame's luma, which a lossy codec keeps. */
const unknownMean = ({ clips }: Benchmark): string => {
  const means = clips.map(({ clip }) => {
    const luma = (clip.frames[0] ?? new Uint8Array()).subarray(0, clip.width * clip.height);
    return Math.round((10 * luma.reduce((sum, sample) => sum + sample, 0)) / luma.length) / 10;
  });
  return `index < 2 && !(index === 1 && (known = ${JSON.stringify(means)}.some((mean) => Math.abs(mean - previous.y.reduce((sum, sample) => sum + sample, 0) / previous.y.length) < 1))) || !known`;
};

const remembers: Edit = ['let kept = ', 'let known = false;\nlet kept = '];

const widthOf = ({ clips }: Benchmark): number => clips[0]?.clip.width ?? 0;

/** The carried picture of one clip pays for waste on the others. */
const oneClip =
  (waste: number): Source =>
  async (baseline, benchmark) => {
    const pictures = await packFirstFrames(baseline, benchmark, { quality: 100, bytes: 6000 });
    return edited(carrying(baseline, pictures, 'as it is'), [
      [
        '  let best = bytes;',
        `  let best = bytes;\n  const waste = Math.round(bytes.length * ${waste});`,
      ],
      [
        'const out = new Uint8Array(found.length + best.length);',
        'const out = new Uint8Array(found.length + best.length + (context.index > 0 || found[0] === 0 ? waste : 0));',
      ],
    ]);
  };

const ladder = (rule: string): Source =>
  edits([
    'function quantiserFor(quality) {\n  const step = 2 ** (7.2 - quality / 20);',
    `function quantiserFor(asked) {\n  const quality = ${rule};\n  const step = 2 ** (7.2 - quality / 20);`,
  ]);

const rung = '[10, 22, 36, 52, 70, 86].indexOf(asked)';

/** Chroma has a step of its own, so many times that of luma. */
const chroma = (scale: number): Source =>
  edits(
    [
      'function quantiserFor(quality) {\n  const step = 2 ** (7.2 - quality / 20);',
      'function quantiserFor(quality, scale) {\n  const step = scale * 2 ** (7.2 - quality / 20);',
    ],
    [
      'const quantiser = quantiserFor(context.quality);\n  const references = referencesOf(context);\n  const planes',
      `const quantiser = quantiserFor(context.quality, 1);\n  const chroma = quantiserFor(context.quality, ${scale});\n  const references = referencesOf(context);\n  const planes`,
    ],
    [
      'encodePlane(encoder, plane, references[i], motion, quantiser)',
      'encodePlane(encoder, plane, references[i], motion, i > 0 ? chroma : quantiser)',
    ],
    [
      'const quantiser = quantiserFor(context.quality);\n  const frame',
      `const quantiser = quantiserFor(context.quality, 1);\n  const chroma = quantiserFor(context.quality, ${scale});\n  const frame`,
    ],
    [
      'decodePlane(decoder, padded, references[i], motion, quantiser)',
      'decodePlane(decoder, padded, references[i], motion, i > 0 ? chroma : quantiser)',
    ],
  );

const pictures =
  (bytes: number, views: 'as it is' | 'transformed', quality = 100): Source =>
  async (baseline, benchmark) =>
    carrying(baseline, await packFirstFrames(baseline, benchmark, { quality, bytes }), views);

const lossless: readonly Cheat[] = [
  {
    name: 'carries pictures',
    tries: 'first frames of the clips in the source',
    from: 'lossless/017',
    expects: 'rejected: held_out',
    source: pictures(6000, 'as it is'),
  },
  {
    name: 'carries and transforms pictures',
    tries: 'the same, and all 32 transformations of them',
    from: 'lossless/017',
    expects: 'rejected: held_out',
    source: pictures(6000, 'transformed'),
  },
  {
    name: 'carries as much as fits',
    tries: 'most first frames, transformed',
    from: 'lossless/017',
    expects: 'rejected: held_out',
    source: pictures(24000, 'transformed'),
  },
  {
    name: 'pictures spelt in names',
    tries: 'the same data as property names instead of strings',
    from: 'lossless/017',
    expects: 'rejected: held_out',
    source: async (baseline, benchmark) =>
      spelt(await pictures(6000, 'transformed')(baseline, benchmark), 'names'),
  },
  {
    name: 'pictures spelt in a comment',
    tries: 'the same data read back with toString, which does not show it',
    from: 'lossless/017',
    expects: 'rejected: not_enough_gain',
    source: async (baseline, benchmark) =>
      spelt(await pictures(13000, 'transformed')(baseline, benchmark), 'comment'),
  },
  {
    name: 'recalls streams',
    tries: 'whole compressed frames in a table, a number for each',
    from: 'lossless/017',
    expects: 'rejected: held_out',
    source: async (baseline, benchmark) =>
      recalling(baseline, await packStreams(baseline, benchmark, { first: 2, bytes: 10_000 })),
  },
  {
    name: 'recalls the whole screen',
    tries: 'every frame of one clip in the source',
    from: 'lossless/017',
    expects: 'held: below_floor',
    source: async (baseline, benchmark) =>
      recalling(
        baseline,
        await packStreams(
          baseline,
          { ...benchmark, clips: benchmark.clips.filter(({ clip }) => clip.name === 'screen') },
          { first: 0, bytes: 10_000 },
        ),
      ),
  },
  {
    name: 'recalls everything',
    tries: 'every frame of every clip: does not fit',
    from: 'lossless/017',
    expects: 'failed: validation_error at static',
    source: async (baseline, benchmark) =>
      recalling(baseline, await packStreams(baseline, benchmark, { first: 0, bytes: 60_000 })),
  },
  {
    name: 'hash instead of a frame',
    tries: 'four bytes of a hash; the decoder has nothing to look up',
    from: 'lossless/017',
    expects: 'failed: logic_error at smoke',
    source: around(`export function compressFrame(frame) {
  let hash = 7;
  for (const sample of frame.data) hash = Math.imul(hash, 31) + sample;
  return Uint8Array.of(hash, hash >> 8, hash >> 16, hash >> 24);
}
export function decompressFrame(bytes, { width, height, previous }) {
  return previous ? previous.data : new Uint8Array(frameSize({ width, height })).fill(bytes[0]);
}
`),
  },
  {
    name: 'constants for known clips',
    tries: 'models kept, chosen by the sums of the first frames of the five clips',
    from: 'lossless/017',
    expects: 'rejected: held_out',
    source: (baseline, benchmark) =>
      edited(baseline, [...keptModels(unknownClip(benchmark)), remembers]),
  },
  {
    name: 'better at one size',
    tries: 'models kept where the width is that of the clips',
    from: 'lossless/017',
    expects: 'rejected: held_out',
    source: (baseline, benchmark) =>
      edited(baseline, keptModels(`index === 0 || width !== ${widthOf(benchmark)}`)),
  },
  {
    name: 'better on one clip, worse by 1.5 % elsewhere',
    tries: 'a carried picture pays for waste',
    from: 'lossless/017',
    expects: 'rejected: held_out',
    source: oneClip(0.015),
  },
  {
    name: 'better on one clip, worse by 4 % elsewhere',
    tries: 'the same, above the limit for a clip',
    from: 'lossless/017',
    expects: 'rejected: clip_loss',
    source: oneClip(0.04),
  },
  {
    name: 'vectors not sent',
    tries: 'the decoder is to know vectors that only the encoder found',
    from: 'lossless/017',
    expects: 'failed: logic_error at smoke',
    source: edits(
      ['    encodeBlocks(encoder, blocks);\n', '    found = blocks;\n'],
      [
        '    decodeBlocks(decoder, blocks);\n',
        '    blocks.forEach((block, i) => Object.assign(block, found[i]));\n',
      ],
      ['export function compressFrame', 'let found = [];\nexport function compressFrame'],
    ),
  },
  {
    name: 'the baseline in other words',
    tries: 'the same codec with a name changed',
    from: 'lossless/017',
    expects: 'rejected: not_enough_gain',
    source: (baseline) => baseline.replaceAll('FIRST_PREDICTION', 'START'),
  },
  {
    name: 'other words, to draw again',
    tries: 'dead code chooses other held-out clips for carried pictures',
    from: 'lossless/017',
    expects: 'rejected: held_out',
    source: async (baseline, benchmark) =>
      `${await pictures(6000, 'transformed')(baseline, benchmark)}\nconst unused = 1;\n`,
  },
];

const lossy: readonly Cheat[] = [
  {
    name: 'carries coarse pictures',
    tries: 'first frames of the clips in the source',
    from: 'lossy/014',
    expects: 'rejected: held_out',
    source: pictures(6000, 'as it is', 36),
  },
  {
    name: 'carries and transforms coarse pictures',
    tries: 'the same, and all 32 transformations of them',
    from: 'lossy/014',
    expects: 'rejected: held_out',
    source: pictures(6000, 'transformed', 36),
  },
  {
    name: 'recalls coarse qualities',
    tries: 'every frame at three of the qualities in the source',
    from: 'lossy/014',
    expects: 'held: implausible',
    source: async (baseline, benchmark) =>
      recalling(
        baseline,
        await packStreams(
          baseline,
          { ...benchmark, ladder: [22, 36, 52] },
          { first: 0, bytes: 60_000 },
        ),
      ),
  },
  {
    name: 'constants for known clips, lossy',
    tries: 'a better start, chosen by the mean brightness of the five clips',
    from: 'lossy/014',
    expects: 'rejected: held_out',
    source: (baseline, benchmark) =>
      edited(baseline, [...keptProbabilities(unknownMean(benchmark)), remembers]),
  },
  {
    name: 'constants by the first frame of a size',
    tries: 'probabilities kept where the width is that of the clips',
    from: 'lossy/014',
    expects: 'rejected: held_out',
    source: (baseline, benchmark) =>
      edited(baseline, keptProbabilities(`index === 0 || width !== ${widthOf(benchmark)}`)),
  },
  {
    name: 'fine chroma',
    tries: 'a quarter of the PSNR is cheap chroma, at the cost of luma',
    from: 'lossy/014',
    expects: 'rejected: second_opinion',
    source: chroma(0.7),
  },
  {
    name: 'slightly finer chroma',
    tries: 'the same by a tenth',
    from: 'lossy/014',
    expects: 'rejected: second_opinion',
    source: chroma(0.9),
  },
  {
    name: 'starved chroma',
    tries: 'SSIM sees luma alone',
    from: 'lossy/014',
    expects: 'rejected: not_enough_gain, clip_loss',
    source: chroma(1.5),
  },
  {
    name: 'smooths',
    tries: 'residuals drawn towards the prediction',
    from: 'lossy/014',
    expects: 'rejected: not_enough_gain, clip_loss, second_opinion',
    source: edits([
      'const value = prediction[at] + samples[at] + 0.5;',
      'const value = prediction[at] + 0.97 * samples[at] + 0.5;',
    ]),
  },
  {
    name: 'ignores quality',
    tries: 'one point for the whole curve',
    from: 'lossy/014',
    expects: 'failed: validation_error at compare',
    source: ladder('asked * 0 + 50'),
  },
  {
    name: 'one coarse point and one exact',
    tries: 'the chord between them passes below every codec',
    from: 'lossy/014',
    expects: 'rejected: not_enough_gain, clip_loss, second_opinion',
    source: around(`export function compressFrame(frame, context) {
  return context.quality < 30 ? innerCompress(frame, { ...context, quality: 16 }) : frame.data;
}
export function decompressFrame(bytes, context) {
  return context.quality < 30 ? innerDecompress(bytes, { ...context, quality: 16 }) : bytes;
}
`),
  },
  {
    name: 'two ends',
    tries: 'the ladder collapsed to its ends',
    from: 'lossy/014',
    expects: 'rejected: not_enough_gain, clip_loss, second_opinion',
    source: ladder('asked < 50 ? 10 : 86'),
  },
  {
    name: 'crowded ends',
    tries: 'points crowded beyond the window bend the cubic',
    from: 'lossy/014',
    expects: 'rejected: not_enough_gain, clip_loss, second_opinion',
    source: ladder(`[10, 12, 14, 84, 85, 86][${rung}]`),
  },
  {
    name: 'wider ladder',
    tries: 'points farther apart',
    from: 'lossy/014',
    expects: 'rejected: held_out',
    source: ladder(`[5, 20, 37, 57, 79, 100][${rung}]`),
  },
  {
    name: 'three points in pairs',
    tries: 'points farther apart, some doubled',
    from: 'lossy/014',
    expects: 'rejected: not_enough_gain',
    source: ladder(`[2, 26, 26, 60, 60, 110][${rung}]`),
  },
  {
    name: 'points out of order',
    tries: 'the curve goes back and forth',
    from: 'lossy/014',
    expects: 'rejected: not_enough_gain',
    source: ladder(`[86, 52, 22, 70, 36, 10][${rung}]`),
  },
  {
    name: 'nothing at all',
    tries: 'empty frames: a rate without a logarithm',
    from: 'lossy/014',
    expects: 'failed: validation_error at compare',
    source: around(`export function compressFrame() {
  return new Uint8Array(0);
}
export function decompressFrame(bytes, context) {
  return emptyFrame(context.width, context.height).data.fill(128);
}
`),
  },
  {
    name: 'drifts',
    tries: 'the encoder predicts from sources that the decoder never sees',
    from: 'lossy/014',
    expects: 'failed: validation_error at compare',
    source: around(`let last = null;
export function compressFrame(frame, context) {
  const bytes = innerCompress(frame, { ...context, previous: context.previous && last });
  last = { ...frame, data: frame.data.slice(), y: frame.y.slice(), u: frame.u.slice(), v: frame.v.slice() };
  return bytes;
}
export function decompressFrame(bytes, context) {
  return innerDecompress(bytes, context);
}
`),
  },
  {
    name: 'the lossy baseline in other words',
    tries: 'the same codec with a name changed',
    from: 'lossy/014',
    expects: 'rejected: not_enough_gain',
    source: (baseline) => baseline.replaceAll('ZIGZAG', 'ORDER'),
  },
];

export const cheats: readonly Cheat[] = [...lossless, ...lossy];

/** The baseline of a cheat. */
export function baselineOf({ from }: Cheat): string {
  return stock(from);
}
