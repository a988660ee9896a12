/** Steps that make a codec a little better, or too little, wherever it is used: tuned contexts, better starts. */

import { type Edit, edited, stock } from './stock.ts';

export interface Step {
  readonly name: string;
  /** Whether it gains at least 0.5 %. */
  readonly enough: 'yes' | 'no';
  /** The source of examples/run that is the baseline. */
  readonly from: string;
  readonly edits: readonly Edit[];
}

/** The candidate's source. */
export function sourceOf({ from, edits }: Step): string {
  return edited(stock(from), edits);
}

// ------------------------------------------------------------ lossless

const encoderModels = `  const models = createModels(CONTEXTS * MODELS_PER_CONTEXT);
  let above = new Uint8Array(width + 2);
  for (let y = 0; y < height; y += 1) {
    const magnitudes = new Uint8Array(width + 2);
    for (let x = 0; x < width; x += 1) {
      const residual = residuals`;
const decoderModels = `const residuals = new Int8Array(width * height);
  const models = createModels(CONTEXTS * MODELS_PER_CONTEXT);`;
const withModels = (models: string): readonly Edit[] => [
  [encoderModels, encoderModels.replace('createModels(CONTEXTS * MODELS_PER_CONTEXT)', models)],
  [decoderModels, decoderModels.replace('createModels(CONTEXTS * MODELS_PER_CONTEXT)', models)],
];

/** Models live on from frame to frame until `forget`, an expression over index, width and previous, holds. */
export const keptModels = (forget: string): readonly Edit[] => [
  ...withModels('kept[(turn += 1) % 3]'),
  [
    'export function compressFrame',
    `let kept = [];
let turn = -1;
function keepModels({ index, width, previous }) {
  turn = -1;
  if (${forget}) kept = [0, 1, 2].map(() => createModels(CONTEXTS * MODELS_PER_CONTEXT));
}

export function compressFrame`,
  ],
  [
    '  const encoder = new RangeEncoder(',
    '  keepModels(context);\n  const encoder = new RangeEncoder(',
  ],
  [
    '  const decoder = new RangeDecoder(',
    '  keepModels(context);\n  const decoder = new RangeDecoder(',
  ],
];

/** Larger activity is expected to be followed by larger residuals, before anything was learned. */
const firstGuess: readonly Edit[] = [
  ...withModels('residualModels()'),
  [
    '// A model is the probability',
    `function residualModels() {
  const models = createModels(CONTEXTS * MODELS_PER_CONTEXT);
  for (let context = 0; context < CONTEXTS; context += 1) {
    const expected = 0.85 * context - 1.2;
    for (let i = 0; i < MAX_LENGTH; i += 1) {
      const likely = Math.min(0.95, Math.max(0.04, 0.5 + 0.3 * (expected - i)));
      models[context * MODELS_PER_CONTEXT + i] = CERTAIN * likely;
    }
  }
  return models;
}

// A model is the probability`,
  ],
];

/** The residuals of U say how busy V is at the same place. */
const secondChroma: readonly Edit[] = [
  [
    'function encodeResiduals(encoder, { width, height }, residuals) {',
    'function encodeResiduals(encoder, { width, height }, residuals, other) {',
  ],
  [
    'firstModel(magnitudes, above, x), residual)',
    'firstModel(magnitudes, above, x, other && other[y * width + x]), residual)',
  ],
  [
    'firstModel(magnitudes, above, x));',
    'firstModel(magnitudes, above, x, other && other[y * width + x]));',
  ],
  [
    'function decodeResiduals(decoder, { width, height }) {',
    'function decodeResiduals(decoder, { width, height }, other) {',
  ],
  [
    'function firstModel(magnitudes, above, x) {',
    'function firstModel(magnitudes, above, x, other) {',
  ],
  ['above[x] + above[x + 2];', 'above[x] + above[x + 2] + (other ? 2 * Math.abs(other) : 0);'],
  ['6 * 128 + 1', '8 * 128 + 1'],
  [
    'encodeResiduals(encoder, plane, residuals[p])',
    'encodeResiduals(encoder, plane, residuals[p], p === 2 ? residuals[1] : null)',
  ],
];
const secondChromaDecoder: Edit = [
  '  planes.forEach((plane, p) => {\n    addPrediction(plane, decodeResiduals(decoder, plane), blocks',
  '  let last = null;\n  planes.forEach((plane, p) => {\n    const residuals = decodeResiduals(decoder, plane, p === 2 ? last : null);\n    last = residuals;\n    addPrediction(plane, residuals, blocks',
];

/** The second bit below the leading one has a model, too. */
const secondBit: readonly Edit[] = [
  ['const MODELS_PER_CONTEXT = 2 * MAX_LENGTH;', 'const MODELS_PER_CONTEXT = 4 * MAX_LENGTH;'],
  [
    '  const lowBits = length - 2;\n  encoder.encodeBit(models, first + MAX_LENGTH + length - 1, (magnitude >> lowBits) & 1);',
    `  let lowBits = length - 2;
  const high = (magnitude >> lowBits) & 1;
  encoder.encodeBit(models, first + MAX_LENGTH + length - 1, high);
  if (lowBits > 0) {
    lowBits -= 1;
    encoder.encodeBit(models, first + 2 * (MAX_LENGTH + length - 1) + high, (magnitude >> lowBits) & 1);
  }`,
  ],
  [
    '  const lowBits = length - 2;\n  const highBits = 2 | decoder.decodeBit(models, first + MAX_LENGTH + length - 1);',
    `  let lowBits = length - 2;
  let highBits = 2 | decoder.decodeBit(models, first + MAX_LENGTH + length - 1);
  if (lowBits > 0) {
    lowBits -= 1;
    highBits = 2 * highBits + decoder.decodeBit(models, first + 2 * (MAX_LENGTH + length - 1) + (highBits & 1));
  }`,
  ],
];

const wider: readonly Edit[] = [
  [
    '2 * (magnitudes[x] + above[x + 1]) + above[x] + above[x + 2];',
    '2 * (magnitudes[x] + above[x + 1]) + above[x] + above[x + 2] + (x > 0 ? magnitudes[x - 1] : 0);',
  ],
  ['6 * 128 + 1', '7 * 128 + 1'],
];

const losslessSteps: readonly Step[] = [
  {
    name: 'models kept over frames',
    enough: 'yes',
    from: 'lossless/017',
    edits: keptModels('index === 0'),
  },
  {
    name: 'models kept over two frames',
    enough: 'yes',
    from: 'lossless/017',
    edits: keptModels('index % 2 === 0'),
  },
  {
    name: 'second bit, models kept',
    enough: 'yes',
    from: 'lossless/017',
    edits: [...keptModels('index === 0'), ...secondBit],
  },
  {
    name: 'V after U, first guess',
    enough: 'yes',
    from: 'lossless/017',
    edits: [...firstGuess, ...secondChroma, secondChromaDecoder],
  },
  {
    name: 'first guess, second bit',
    enough: 'yes',
    from: 'lossless/017',
    edits: [...firstGuess, ...secondBit],
  },
  { name: 'first guess', enough: 'no', from: 'lossless/017', edits: firstGuess },
  {
    name: 'V after U',
    enough: 'no',
    from: 'lossless/017',
    edits: [...secondChroma, secondChromaDecoder],
  },
  { name: 'second bit', enough: 'no', from: 'lossless/017', edits: secondBit },
  { name: 'wider activity', enough: 'no', from: 'lossless/017', edits: wider },
  {
    name: 'models kept, still vectors',
    enough: 'yes',
    from: 'lossless/013',
    edits: keptModels('index === 0'),
  },
  { name: 'first guess, whole vectors', enough: 'yes', from: 'lossless/013', edits: firstGuess },
  {
    name: 'first guess, second bit, whole vectors',
    enough: 'yes',
    from: 'lossless/013',
    edits: [...firstGuess, ...secondBit],
  },
  {
    name: 'models kept, no vectors',
    enough: 'yes',
    from: 'lossless/011',
    edits: keptModels('index === 0'),
  },
  { name: 'first guess, no vectors', enough: 'no', from: 'lossless/011', edits: firstGuess },
  {
    name: 'blocks of 8',
    enough: 'yes',
    from: 'lossless/011',
    edits: [['const BLOCK_SIZE = 16;', 'const BLOCK_SIZE = 8;']],
  },
  {
    name: 'blocks of 8, Rice',
    enough: 'no',
    from: 'lossless/008',
    edits: [['const BLOCK_SIZE = 16;', 'const BLOCK_SIZE = 8;']],
  },
  {
    name: 'faster averages',
    enough: 'no',
    from: 'lossless/008',
    edits: [['const LEARNING_SHIFT = 5;', 'const LEARNING_SHIFT = 4;']],
  },
  {
    name: 'slower averages',
    enough: 'no',
    from: 'lossless/008',
    edits: [['const LEARNING_SHIFT = 5;', 'const LEARNING_SHIFT = 6;']],
  },
  { name: 'wider activity, Rice', enough: 'no', from: 'lossless/008', edits: wider },
  { name: 'wider activity, stills', enough: 'no', from: 'lossless/004', edits: wider },
];

// ------------------------------------------------------------ lossy

/** The same for the probabilities of the lossy codecs. */
export const keptProbabilities = (forget: string): readonly Edit[] => [
  [
    '  constructor(contexts) {\n    this.#probabilities = new Uint16Array(contexts).fill(CERTAIN / 2);\n  }',
    '  constructor(probabilities) {\n    this.#probabilities = probabilities;\n  }',
  ],
  ['constructor(bytes, contexts)', 'constructor(bytes, probabilities)'],
  [
    '    this.#probabilities = new Uint16Array(contexts).fill(CERTAIN / 2);\n    for',
    '    this.#probabilities = probabilities;\n    for',
  ],
  ['new RangeEncoder(CONTEXTS)', 'new RangeEncoder(probabilitiesFor(context))'],
  ['new RangeDecoder(bytes, CONTEXTS)', 'new RangeDecoder(bytes, probabilitiesFor(context))'],
  [
    'export function compressFrame',
    `let kept = null;
function probabilitiesFor({ index, width, previous }) {
  if (${forget}) kept = new Uint16Array(CONTEXTS).fill(CERTAIN / 2);
  return kept;
}

export function compressFrame`,
  ],
];

const firstProbabilities = (one: number, last: number): readonly Edit[] => [
  [
    'this.#probabilities = new Uint16Array(contexts).fill(CERTAIN / 2);\n  }',
    'this.#probabilities = firstProbabilities(contexts);\n  }',
  ],
  [
    'this.#probabilities = new Uint16Array(contexts).fill(CERTAIN / 2);\n    for',
    'this.#probabilities = firstProbabilities(contexts);\n    for',
  ],
  [
    'class RangeEncoder {',
    `function firstProbabilities(contexts) {
  const first = new Uint16Array(contexts).fill(CERTAIN / 2);
  for (const set of [INTRA_SET, RESIDUAL_SET, PLANE_CONTEXTS, PLANE_CONTEXTS + RESIDUAL_SET]) {
    for (let i = 0; i < SAMPLES; i++) first[set + IS_ONE + i] = CERTAIN * ${one};
    for (let i = 0; i < SAMPLES; i++) first[set + IS_LAST + i] = CERTAIN * ${last};
  }
  return first;
}

class RangeEncoder {`,
  ],
];

const rounding = (rule: string): readonly Edit[] => [
  [
    'const rounding = i === 0 ? dcRounding : AC_ROUNDING;',
    `const rounding = i === 0 ? dcRounding : ${rule};`,
  ],
];

const tilted = (by: number): readonly Edit[] => [
  [
    'const scale = LINE_SCALE[ZIGZAG[i] >> 3] * LINE_SCALE[ZIGZAG[i] & 7];\n',
    `const tilt = 1 - ${by} * i;\n    const scale = LINE_SCALE[ZIGZAG[i] >> 3] * LINE_SCALE[ZIGZAG[i] & 7];\n`,
  ],
  ['1 / (8 * scale * step)', 'tilt / (8 * scale * step)'],
  ['(step * scale) / 8', '(step * scale) / 8 / tilt'],
];

const everySample: readonly Edit[] = [
  ['row < bottom && sum < limit; row += 2', 'row < bottom && sum < limit; row += 1'],
  ['at < row * width + end; at += 2', 'at < row * width + end; at += 1'],
];
const intra = (factor: string): Edit => ['if (1.5 * distance', `if (${factor} * distance`];

const lossySteps: readonly Step[] = [
  {
    name: 'rounds down more',
    enough: 'yes',
    from: 'lossy/014',
    edits: [['AC_ROUNDING = 0.35', 'AC_ROUNDING = 0.28']],
  },
  {
    name: 'rounds down a little more',
    enough: 'no',
    from: 'lossy/014',
    edits: [['AC_ROUNDING = 0.35', 'AC_ROUNDING = 0.32']],
  },
  {
    name: 'rounds high frequencies down',
    enough: 'yes',
    from: 'lossy/014',
    edits: rounding('i < 4 ? 0.36 : 0.24'),
  },
  {
    name: 'rounds by frequency',
    enough: 'yes',
    from: 'lossy/014',
    edits: rounding('i < 10 ? 0.38 : 0.3'),
  },
  { name: 'a tilted quantiser', enough: 'yes', from: 'lossy/014', edits: tilted(0.004) },
  { name: 'a slightly tilted quantiser', enough: 'yes', from: 'lossy/014', edits: tilted(0.0015) },
  { name: 'predicts more blocks', enough: 'yes', from: 'lossy/014', edits: [intra('1.2')] },
  { name: 'predicts most blocks', enough: 'yes', from: 'lossy/014', edits: [intra('1.0')] },
  { name: 'predicts a few more blocks', enough: 'yes', from: 'lossy/014', edits: [intra('1.4')] },
  {
    name: 'looks at every sample',
    enough: 'yes',
    from: 'lossy/014',
    edits: [...everySample, ['price: 0.4', 'price: 1.6']],
  },
  {
    name: 'probabilities kept over three frames',
    enough: 'yes',
    from: 'lossy/014',
    edits: keptProbabilities('index % 3 === 0'),
  },
  {
    name: 'probabilities kept over two frames',
    enough: 'yes',
    from: 'lossy/014',
    edits: keptProbabilities('index % 2 === 0'),
  },
  {
    name: 'likelier first guesses',
    enough: 'yes',
    from: 'lossy/014',
    edits: firstProbabilities(0.4, 0.6),
  },
  {
    name: 'slightly likelier first guesses',
    enough: 'yes',
    from: 'lossy/014',
    edits: firstProbabilities(0.48, 0.52),
  },
  {
    name: 'a dearer vector',
    enough: 'no',
    from: 'lossy/014',
    edits: [['price: 0.4', 'price: 0.5']],
  },
];

export const steps: readonly Step[] = [...losslessSteps, ...lossySteps];
