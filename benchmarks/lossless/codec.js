/*
 * Title: Mix the probabilities of seven contexts for each decision
 * Hypothesis: One context (the activity around) says little about a residual, but several at once
 *   would split the statistics too thin. So let each context have probabilities of its own and
 *   mix them as logits with weights that learn from every bit, as the PAQ compressors do. The
 *   sign and all low bits are modelled too, instead of written raw. 3 or 4 % less, on every clip.
 * Builds on: 021-repetitions
 */

// Stream: one range coded sequence of bits. From the second frame on it starts with the motion
// vector of each block, as the difference to the one before; then the planes (Y, U, V) follow in
// rows. A sample is up to three bits (does it equal what this table says?) and, if none of them is
// a one, its distance to the prediction in decisions: none? above? more than 1, 2, 3 ...? There is
// no header: both sides know the size of the frame, and both learn the probabilities and the
// weights of the prediction from the samples so far.
//
// Encoder and decoder run the same code. Only the coder at its end differs: one writes the bits
// that it is given, the other ignores them and returns those that it reads.

const FIRST_PREDICTION = 128;
const BLOCK_SIZE = 8; // in luma samples; a block covers half as many chroma samples each way
const MAX_VECTOR = 15; // in luma samples, for each direction
const MARGIN = MAX_VECTOR + 3; // the filter reaches two samples further
const SUBSAMPLES = 4; // vectors count quarters of a luma sample
const LEARNING_SHIFT = 5; // each bit moves its probability by 1/32 of the way towards itself

export function compressFrame(frame, context) {
  const encoder = new RangeEncoder(4 * frame.data.length + 4);
  codeFrame(encoder, frame.data, context);
  return encoder.finish();
}

export function decompressFrame(bytes, context) {
  const data = new Uint8Array(frameSize(context));
  codeFrame(new RangeDecoder(bytes), data, context);
  return data;
}

// Alive from frame to frame. Encoder and decoder change them in the same order.
let vectorModels = null;
let memories = null; // of Y, U and V; U and V share one
let residualCoders = null; // likewise

function prepareModels() {
  if (vectorModels !== null) {
    return;
  }
  vectorModels = createModels(2 * MODELS_PER_CONTEXT);
  const chromaMemory = new Memory();
  memories = [new Memory(), chromaMemory, chromaMemory];
  const chroma = new ResidualCoder();
  residualCoders = [new ResidualCoder(), chroma, chroma];
}

// The encoder reads `data`, the decoder writes it.
function codeFrame(coder, data, context) {
  prepareModels();
  const shapes = shapesOf(context);
  let motions = [null, null, null];
  if (context.previous !== null) {
    const references = shapes.map((shape) => paddedPlane(shape, context.previous.data));
    const blocks = blocksOf(context);
    if (coder.isEncoder) {
      findVectors(blocks, shapes[0], paddedPlane(shapes[0], data), references[0]);
    }
    codeVectors(coder, blocks);
    motions = shapes.map((shape, p) => compensateMotion(shape, references[p], blocks));
  }
  shapes.forEach((shape, p) => {
    codePlane(coder, data, { shape, motion: motions[p] }, residualCoders[p], memories[p]);
  });
}

// --- Prediction -------------------------------------------------------------------------------

// Which samples predict another: of the plane itself those coded before, of the motion compensated
// previous frame also those to the right and below. As [dx, dy].
const CODED_BEFORE = [
  [-1, 0], [0, -1], [-1, -1], [1, -1], [-2, 0], [0, -2], [2, -1], [-1, -2], [1, -2],
];
const IN_MOTION = [[0, 0], [-1, 0], [1, 0], [0, -1], [0, 1], [-1, -1], [1, -1], [-1, 1], [1, 1]];

function codePlane(coder, data, { shape, motion }, residuals, memory) {
  const { width, height, stride, origin, start } = shape;
  const samples = emptyPlane(shape, motion);
  const misses = new Float64Array(samples.length); // of the predictions, signed
  const before = distances(CODED_BEFORE, stride);
  const around = motion === null ? [] : distances(IN_MOTION, stride);
  const squares = new LeastSquares(before.length + around.length, Math.ceil(width / TILE));
  for (let y = 0; y < height; y += 1) {
    const first = origin + y * stride;
    startRow(samples, first, stride);
    for (let x = 0; x < width; x += 1) {
      const i = first + x;
      if (x % TILE === 0) {
        squares.solve(x / TILE);
      }
      const terms = squares.terms;
      // Everything is relative to one sample: brightness as such says nothing about differences.
      const base = motion === null ? samples[i - 1] : motion[i];
      for (let k = 0; k < before.length; k += 1) {
        terms[k] = samples[i + before[k]] - base;
      }
      for (let k = 0; k < around.length; k += 1) {
        terms[before.length + k] = motion[i + around[k]] - base;
      }
      const prediction = clamp(base + squares.estimate());
      const j = start + y * width + x;
      memory.lookUp(samples, motion, i, stride);
      let sample = memory.codeRepetition(coder, data[j]);
      if (sample < 0) {
        residuals.chooseContexts({ samples, motion, misses }, i, stride, prediction);
        sample = residuals.codeSample(coder, prediction, data[j]);
      }
      memory.store(sample);
      samples[i] = sample;
      data[j] = sample;
      misses[i] = sample - prediction;
      squares.learn(sample - base);
    }
    endRow(samples, first + width);
    squares.endRow();
  }
}

function distances(places, stride) {
  return Int32Array.from(places, ([dx, dy]) => dx + dy * stride);
}

function clamp(value) {
  return value < 0 ? 0 : value > 255 ? 255 : value;
}

// --- Least squares ----------------------------------------------------------------------------

const TILE = 8; // so many samples of a row share their weights
const ROW_MEMORY = 0.8; // what a row counts when the next one has been coded
const RIDGE = 4; // holds weights near 0 that nothing is known about

// Weights of a linear prediction, learned from what was coded nearby. Each column of tiles keeps
// the sums of products of its terms, the lower triangle of a symmetric matrix row by row, the
// wanted value as the last term; older rows fade. A tile takes its weights from its own column and
// the two beside it. Sums are taken for eight samples at once: that saves two thirds of the time.
class LeastSquares {
  constructor(size, columns) {
    this.size = size;
    this.batch = Array.from({ length: TILE }, () => new Float64Array(size + 1));
    this.filled = 0; // samples in the batch
    this.terms = this.batch[0]; // of the sample at hand
    this.weights = new Float64Array(size);
    const length = ((size + 1) * (size + 2)) / 2;
    this.columns = Array.from({ length: columns }, () => new Float64Array(length));
    this.column = 0;
    this.sums = new Float64Array(length);
    this.triangle = Array.from({ length: size + 1 }, (_, row) => new Float64Array(row + 1));
  }

  estimate() {
    const { terms, weights, size } = this;
    let sum = 0;
    let k = 0;
    for (; k + 3 < size; k += 4) {
      sum += weights[k] * terms[k] + weights[k + 1] * terms[k + 1] +
        weights[k + 2] * terms[k + 2] + weights[k + 3] * terms[k + 3];
    }
    for (; k < size; k += 1) {
      sum += weights[k] * terms[k];
    }
    return sum;
  }

  learn(wanted) {
    this.terms[this.size] = wanted;
    this.filled += 1;
    if (this.filled === TILE) {
      this.addBatch();
    }
    this.terms = this.batch[this.filled];
  }

  addBatch() {
    const { size, filled } = this;
    const [a, b, c, d, e, f, g, h] = this.batch;
    for (let n = filled; n < TILE; n += 1) {
      this.batch[n].fill(0);
    }
    const sums = this.columns[this.column];
    let at = 0;
    for (let row = 0; row <= size; row += 1) {
      const a1 = a[row];
      const b1 = b[row];
      const c1 = c[row];
      const d1 = d[row];
      const e1 = e[row];
      const f1 = f[row];
      const g1 = g[row];
      const h1 = h[row];
      for (let k = 0; k <= row; k += 1) {
        sums[at] += a1 * a[k] + b1 * b[k] + c1 * c[k] + d1 * d[k] +
          e1 * e[k] + f1 * f[k] + g1 * g[k] + h1 * h[k];
        at += 1;
      }
    }
    this.filled = 0;
    this.terms = a;
  }

  endRow() {
    this.addBatch();
    for (const sums of this.columns) {
      for (let i = 0; i < sums.length; i += 1) {
        sums[i] *= ROW_MEMORY;
      }
    }
  }

  // Cholesky's decomposition: a triangle L with L L' = matrix, in its last row the solution for
  // the right-hand side; then the weights from the last one up.
  solve(column) {
    if (this.filled > 0) {
      this.addBatch();
    }
    this.column = column;
    this.collect(column);
    const { size, weights, triangle, sums } = this;
    let at = 0;
    for (let row = 0; row <= size; row += 1) {
      const own = triangle[row];
      for (let k = 0; k < row; k += 1) {
        const other = triangle[k];
        own[k] = (sums[at] - product(own, other, k)) / other[k];
        at += 1;
      }
      const rest = sums[at] - product(own, own, row);
      own[row] = Math.sqrt(rest > RIDGE ? rest : RIDGE);
      at += 1;
    }
    for (let k = size - 1; k >= 0; k -= 1) {
      let sum = triangle[size][k];
      for (let m = k + 1; m < size; m += 1) {
        sum -= weights[m] * triangle[m][k];
      }
      weights[k] = sum / triangle[k][k];
    }
  }

  collect(column) {
    const { columns, sums, size } = this;
    const own = columns[column];
    const left = columns[column - 1] ?? own; // at a border the column itself counts twice
    const right = columns[column + 1] ?? own;
    for (let i = 0; i < sums.length; i += 1) {
      sums[i] = left[i] + own[i] + right[i];
    }
    for (let k = 0; k < size; k += 1) {
      sums[(k * (k + 3)) / 2] += RIDGE;
    }
  }
}

function product(a, b, length) {
  let sum = 0;
  let m = 0;
  for (; m + 3 < length; m += 4) {
    sum += a[m] * b[m] + a[m + 1] * b[m + 1] + a[m + 2] * b[m + 2] + a[m + 3] * b[m + 3];
  }
  for (; m < length; m += 1) {
    sum += a[m] * b[m];
  }
  return sum;
}

// --- Repetitions ------------------------------------------------------------------------------

const TABLES = 3;
const TABLE_BITS = 16;
const MAX_STREAK = 7;
const LIKELY = 52429; // of 65536: a table that is right less than 4 times in 5 is not asked

// For the samples around a place (by their hash), the sample that stood there last, and how many
// times in a row it did. The first table knows a place by most samples, the last by fewest.
class Memory {
  constructor() {
    const size = TABLES << TABLE_BITS;
    this.hashes = new Int32Array(size);
    this.values = new Uint8Array(size);
    this.streaks = new Uint8Array(size);
    this.slots = new Int32Array(TABLES);
    this.places = new Int32Array(TABLES); // the hashes of the place at hand
    // How often a table is right, by its streak and by whether the next table says the same.
    this.models = createModels(TABLES * (MAX_STREAK + 1) * 2);
    this.modelOf = new Int32Array(TABLES);
    this.guesses = new Int32Array(TABLES); // -1: this table does not know the place
  }

  lookUp(samples, motion, i, stride) {
    const { places, slots, guesses, modelOf } = this;
    let hash = mix(samples[i - 1] | (samples[i - stride] << 8) |
      (samples[i - stride - 1] << 16) | (samples[i - stride + 1] << 24), 1);
    if (motion !== null) {
      hash = mix(hash, motion[i]);
    }
    places[2] = hash;
    hash = mix(hash, samples[i - 2] | (samples[i - 2 * stride] << 8) |
      (samples[i - stride + 2] << 16) | (samples[i - stride - 2] << 24));
    if (motion !== null) {
      hash = mix(hash, motion[i + 1] | (motion[i + stride] << 8));
    }
    places[1] = hash;
    hash = mix(hash, samples[i - 3] | (samples[i - 2 * stride - 1] << 8) |
      (samples[i - 2 * stride + 1] << 16) | (samples[i - 3 * stride] << 24));
    if (motion !== null) {
      hash = mix(hash, motion[i - 1] | (motion[i - stride] << 8) |
        (motion[i + stride + 1] << 16) | (motion[i + 2] << 24));
    }
    places[0] = hash;
    let next = -1;
    for (let t = TABLES - 1; t >= 0; t -= 1) {
      const slot = (t << TABLE_BITS) + (places[t] >>> (32 - TABLE_BITS));
      slots[t] = slot;
      guesses[t] = this.hashes[slot] === places[t] ? this.values[slot] : -1;
      const agrees = guesses[t] === next ? 1 : 0;
      modelOf[t] = (t * (MAX_STREAK + 1) + this.streaks[slot]) * 2 + agrees;
      next = guesses[t];
    }
  }

  // The sample, or -1 if it is none of the guesses. A guess that was denied is not asked again.
  codeRepetition(coder, wanted) {
    const { guesses, modelOf, models } = this;
    for (let t = 0; t < TABLES; t += 1) {
      const guess = guesses[t];
      if (guess < 0 || models[modelOf[t]] < LIKELY || this.isDenied(t)) {
        continue;
      }
      if (coder.codeBit(models, modelOf[t], wanted === guess ? 1 : 0) === 1) {
        return guess;
      }
    }
    return -1;
  }

  isDenied(t) {
    const { guesses } = this;
    return t > 0 && (guesses[t] === guesses[t - 1] || (t > 1 && guesses[t] === guesses[0]));
  }

  // Takes in the sample. Tables that were not asked learn whether they would have been right.
  store(sample) {
    const { hashes, values, streaks, slots, places, guesses, models, modelOf } = this;
    for (let t = 0; t < TABLES; t += 1) {
      const slot = slots[t];
      if (guesses[t] < 0) {
        hashes[slot] = places[t];
        values[slot] = sample;
        streaks[slot] = 0;
        continue;
      }
      const isRight = guesses[t] === sample;
      if (models[modelOf[t]] < LIKELY) {
        adapt(models, modelOf[t], isRight ? 1 : 0);
      }
      if (!isRight) {
        values[slot] = sample;
        streaks[slot] = 0;
      } else if (streaks[slot] < MAX_STREAK) {
        streaks[slot] += 1;
      }
    }
  }
}

function mix(hash, value) {
  const mixed = Math.imul(hash ^ Math.imul(value, 0x2c1b3c6d), 0x297a2d39);
  return mixed ^ (mixed >>> 15);
}

// --- Planes with a margin ---------------------------------------------------------------------

// All planes of one shape lie in memory alike, with a margin on each side, so that neighbours are
// found by the same distances in all of them and no border needs a case of its own.

// A copy of a plane of a frame, with its border samples repeated in the margin.
function paddedPlane({ width, height, stride, origin, start }, data) {
  const padded = new Uint8Array(stride * (height + 2 * MARGIN));
  for (let y = 0; y < height; y += 1) {
    const from = start + y * width;
    padded.set(data.subarray(from, from + width), origin + y * stride);
  }
  repeatBorder(padded, { width, height, stride, origin });
  return padded;
}

function repeatBorder(padded, { width, height, stride, origin }) {
  for (let y = 0; y < height; y += 1) {
    const first = origin + y * stride;
    padded.fill(padded[first], first - MARGIN, first);
    padded.fill(padded[first + width - 1], first + width, first + width + MARGIN);
  }
  for (let y = 0; y < MARGIN; y += 1) {
    padded.copyWithin(y * stride, MARGIN * stride, (MARGIN + 1) * stride);
    padded.copyWithin(
      (MARGIN + height + y) * stride, (MARGIN + height - 1) * stride, (MARGIN + height) * stride);
  }
}

// A plane to be coded: above it stands what the previous frame had there.
function emptyPlane({ height, stride }, motion) {
  const samples = new Uint8Array(stride * (height + 2 * MARGIN));
  if (motion === null) {
    samples.fill(FIRST_PREDICTION);
  } else {
    samples.set(motion.subarray(0, MARGIN * stride));
  }
  return samples;
}

// To the left of a row stands the first sample of the row above, to the right its own last one.
function startRow(samples, first, stride) {
  samples.fill(samples[first - stride], first - 3, first);
}

function endRow(samples, end) {
  samples.fill(samples[end - 1], end, end + 3);
}

// --- Motion -----------------------------------------------------------------------------------

// Every block is predicted by the samples that its vector points to.
function compensateMotion(shape, reference, blocks) {
  const { stride, origin } = shape;
  const motion = new Uint8Array(reference.length);
  for (const block of blocks) {
    const { left, right, top, bottom } = areaOfBlock(shape, block);
    const target = targetOf(shape, reference, block, block);
    for (let y = top; y < bottom; y += 1) {
      const from = target.start + (y - top) * target.stride;
      motion.set(target.samples.subarray(from, from + right - left), origin + y * stride + left);
    }
  }
  repeatBorder(motion, shape);
  return motion;
}

// Where the samples stand that a vector points to from a block: in the reference itself when the
// vector is whole.
function targetOf(shape, reference, block, { dx, dy }) {
  const { left, right, top, bottom } = areaOfBlock(shape, block);
  const { stride, origin, blockSize } = shape;
  const scale = (2 * blockSize) / BLOCK_SIZE; // a quarter of luma is an eighth of chroma
  const fractions = { x: (dx * scale) & 7, y: (dy * scale) & 7 };
  const start = origin + (top + ((dy * scale) >> 3)) * stride + left + ((dx * scale) >> 3);
  if (fractions.x === 0 && fractions.y === 0) {
    return { samples: reference, stride, start };
  }
  const size = { width: right - left, height: bottom - top };
  return {
    samples: interpolate({ samples: reference, stride, start }, size, fractions),
    stride: size.width,
    start: 0,
  };
}

// Bicubic weights for each eighth of a sample, in 64ths, for the four samples around the place.
const WEIGHTS = [
  [0, 64, 0, 0],
  [-5, 62, 8, -1],
  [-7, 56, 17, -2],
  [-7, 48, 27, -4],
  [-6, 38, 38, -6],
  [-4, 27, 48, -7],
  [-2, 17, 56, -7],
  [-1, 8, 62, -5],
];

// Samples between those of an area, so many eighths to the right of them and below, row by row.
function interpolate({ samples, stride, start }, { width, height }, fractions) {
  // Across: three rows more than the area has, one above and two below, for the way down.
  const across = new Int16Array(width * (height + 3));
  const [a, b, c, d] = WEIGHTS[fractions.x];
  let target = 0;
  for (let y = -1; y < height + 2; y += 1) {
    const first = start + y * stride;
    for (let i = first; i < first + width; i += 1) {
      across[target] =
        a * samples[i - 1] + b * samples[i] + c * samples[i + 1] + d * samples[i + 2];
      target += 1;
    }
  }

  const result = new Uint8ClampedArray(width * height);
  const [e, f, g, h] = WEIGHTS[fractions.y];
  for (let i = 0; i < result.length; i += 1) {
    const sum =
      e * across[i] +
      f * across[i + width] +
      g * across[i + 2 * width] +
      h * across[i + 3 * width];
    result[i] = (sum + 2048) >> 12;
  }
  return result;
}

// Vectors are alike in a neighbourhood: the search starts from the best one around, first in whole
// samples, then in quarters.
function findVectors(blocks, shape, current, reference) {
  const columns = Math.ceil(shape.width / shape.blockSize);
  const still = { dx: 0, dy: 0 };
  blocks.forEach((block, i) => {
    const neighbours = [blocks[i - 1], blocks[i - columns], blocks[i - columns + 1]]
      .filter((neighbour) => neighbour !== undefined);
    const measure = (vector, limit) => {
      const target = targetOf(shape, reference, block, vector);
      return blockDifference(shape, current, block, target, limit);
    };
    const whole = walkDownhill([still, ...neighbours.map(roundVector)], SUBSAMPLES, measure);
    const { dx, dy } = walkDownhill([whole, ...neighbours], 1, measure);
    block.dx = dx;
    block.dy = dy;
  });
}

function roundVector({ dx, dy }) {
  return {
    dx: Math.round(dx / SUBSAMPLES) * SUBSAMPLES,
    dy: Math.round(dy / SUBSAMPLES) * SUBSAMPLES,
  };
}

// From the best candidate to its best neighbour, and on, until no neighbour is better.
function walkDownhill(candidates, step, measure) {
  let best = candidates[0];
  let bestCost = measure(best, Infinity);
  const tryVector = (vector) => {
    if (vector.dx === best.dx && vector.dy === best.dy) {
      return;
    }
    const cost = measure(vector, bestCost);
    if (cost < bestCost) {
      best = vector;
      bestCost = cost;
    }
  };
  candidates.slice(1).forEach(tryVector);
  let centre;
  do {
    centre = best;
    for (const [stepX, stepY] of [[-step, 0], [step, 0], [0, -step], [0, step]]) {
      const vector = { dx: centre.dx + stepX, dy: centre.dy + stepY };
      if (Math.max(Math.abs(vector.dx), Math.abs(vector.dy)) <= MAX_VECTOR * SUBSAMPLES) {
        tryVector(vector);
      }
    }
  } while (best !== centre);
  return best;
}

// The sum of absolute differences, or any sum that reaches the limit.
function blockDifference(shape, current, block, target, limit) {
  const { left, right, top, bottom } = areaOfBlock(shape, block);
  const earlier = target.samples;
  let sum = 0;
  for (let y = top; y < bottom && sum < limit; y += 1) {
    let from = target.start + (y - top) * target.stride;
    const first = shape.origin + y * shape.stride;
    for (let i = first + left; i < first + right; i += 1) {
      const difference = current[i] - earlier[from];
      sum += difference < 0 ? -difference : difference;
      from += 1;
    }
  }
  return sum;
}

// --- Blocks -----------------------------------------------------------------------------------

function blocksOf({ width, height }) {
  const blocks = [];
  for (let row = 0; row < Math.ceil(height / BLOCK_SIZE); row += 1) {
    for (let column = 0; column < Math.ceil(width / BLOCK_SIZE); column += 1) {
      blocks.push({ row, column, dx: 0, dy: 0 });
    }
  }
  return blocks;
}

// The samples of a plane that a block covers; right and bottom are exclusive.
function areaOfBlock({ width, height, blockSize }, { row, column }) {
  return {
    left: column * blockSize,
    right: Math.min((column + 1) * blockSize, width),
    top: row * blockSize,
    bottom: Math.min((row + 1) * blockSize, height),
  };
}

// Each vector is the difference to the last one, coded like a residual with models of its own for
// each direction.
function codeVectors(coder, blocks) {
  let last = { dx: 0, dy: 0 };
  for (const block of blocks) {
    block.dx = last.dx + codeResidual(coder, vectorModels, 0, block.dx - last.dx);
    block.dy = last.dy + codeResidual(coder, vectorModels, MODELS_PER_CONTEXT, block.dy - last.dy);
    last = block;
  }
}

// --- Samples as mixed decisions ---------------------------------------------------------------

const CONTEXTS = 7;
const CONTEXT_SIZES = [32, 32, 121, 121, 64, 88, 88]; // how many values each context can take
const DECISIONS = 24; // 0: equal? 1: above? then one for each distance
const UNARY_END = DECISIONS - 2; // distances from here on are written in another way
const WEIGHT_RATE = 0.02;
const COUNT_LIMIT = 160; // a probability follows its newest bit by at least 1 / COUNT_LIMIT

// The logit of a probability of 65536, by its upper 12 bits.
const LOGITS = Float64Array.from({ length: 4096 }, (_, p) => Math.log((p + 0.5) / (4095.5 - p)));

class ResidualCoder {
  constructor() {
    const total = CONTEXT_SIZES.reduce((sum, size) => sum + size, 0) * DECISIONS;
    this.probabilities = new Float64Array(total).fill(32768);
    this.counts = new Uint8Array(total);
    this.slots = new Int32Array(CONTEXTS); // where the decisions of each context start
    this.logits = new Float64Array(CONTEXTS);
    this.weights = new Float64Array(DECISIONS * CONTEXTS).fill(0.3);
    this.farModels = createModels(MODELS_PER_CONTEXT);
  }

  chooseContexts({ samples, motion, misses }, i, stride, prediction) {
    const left = misses[i - 1];
    const above = misses[i - stride];
    const corner = misses[i - stride - 1];
    const right = misses[i - stride + 1];
    const near = 2 * (Math.abs(left) + Math.abs(above)) + Math.abs(corner) + Math.abs(right);
    const far = near + Math.abs(misses[i - 2]) + Math.abs(misses[i - 2 * stride]) +
      Math.abs(misses[i - stride + 2]) + Math.abs(misses[i - stride - 2]);
    const activity = levelOf(near);
    const coarse = activity >> 2;
    const fraction = Math.floor((prediction - Math.floor(prediction)) * 8);
    const median = predictMedian(samples[i - 1], samples[i - stride], samples[i - stride - 1]);
    const here = motion === null ? samples[i - 1] + samples[i - stride] - samples[i - stride - 1]
      : motion[i];
    this.slots[0] = activity;
    this.slots[1] = levelOf(far);
    this.slots[2] = signedLevel(left) * 11 + signedLevel(above);
    this.slots[3] = signedLevel(corner) * 11 + signedLevel(right);
    this.slots[4] = fraction * 8 + coarse;
    this.slots[5] = signedLevel(median - prediction) * 8 + coarse;
    this.slots[6] = signedLevel(here - prediction) * 8 + coarse;
    let first = 0;
    for (let k = 0; k < CONTEXTS; k += 1) {
      this.slots[k] = (first + this.slots[k]) * DECISIONS;
      first += CONTEXT_SIZES[k];
    }
  }

  codeSample(coder, prediction, wanted) {
    const centre = Math.round(prediction);
    if (this.codeDecision(coder, 0, wanted === centre ? 1 : 0) === 1) {
      return centre;
    }
    const sign = this.codeDecision(coder, 1, wanted > centre ? 1 : 0) === 1 ? 1 : -1;
    const goal = (wanted - centre) * sign;
    let distance = 1;
    while (distance < UNARY_END &&
      this.codeDecision(coder, 1 + distance, goal > distance ? 1 : 0) === 1) {
      distance += 1;
    }
    if (distance === UNARY_END) {
      distance += codeResidual(coder, this.farModels, 0, goal - distance);
    }
    return centre + sign * distance;
  }

  codeDecision(coder, decision, bit) {
    const { probabilities, counts, slots, logits, weights } = this;
    const firstWeight = decision * CONTEXTS;
    let sum = 0;
    for (let k = 0; k < CONTEXTS; k += 1) {
      const logit = LOGITS[probabilities[slots[k] + decision] >> 4];
      logits[k] = logit;
      sum += weights[firstWeight + k] * logit;
    }
    const chance = 1 / (1 + Math.exp(-sum));
    const rounded = Math.round(chance * CERTAIN);
    const result = coder.codeChance(Math.max(24, Math.min(CERTAIN - 24, rounded)), bit);
    const step = WEIGHT_RATE * (result - chance);
    const target = result * (CERTAIN - 1);
    for (let k = 0; k < CONTEXTS; k += 1) {
      weights[firstWeight + k] += step * logits[k];
      const at = slots[k] + decision;
      const count = counts[at];
      probabilities[at] += (target - probabilities[at]) / (count + 1.5);
      if (count < COUNT_LIMIT) {
        counts[at] = count + 1;
      }
    }
    return result;
  }
}

// A sum of magnitudes as a number from 0 to 31: three steps an octave.
function levelOf(sum) {
  return Math.max(0, Math.min(31, Math.round(3 * Math.log2(sum + 0.25)) + 4));
}

// From 0 to 10, 5 for what is nearly nothing: each step is about twice as far away.
function signedLevel(value) {
  const magnitude = value < 0 ? -value : value;
  const level = magnitude < 0.4 ? 0 : magnitude < 1.2 ? 1 : magnitude < 3 ? 2 : magnitude < 7 ? 3
    : magnitude < 15 ? 4 : 5;
  return value < 0 ? 5 - level : 5 + level;
}

// The median of left, above and left + above - corner.
function predictMedian(left, above, corner) {
  const low = left < above ? left : above;
  const high = left < above ? above : left;
  if (corner >= high) {
    return low;
  }
  return corner <= low ? high : left + above - corner;
}

// --- Residuals as binary decisions ------------------------------------------------------------

// A residual becomes: the bit length of its magnitude in unary (0 to 8, so 8 models), the bit
// below the leading one (a model for each length), then the lower bits and the sign as they are.
const MAX_LENGTH = 8;
const MODELS_PER_CONTEXT = 2 * MAX_LENGTH;

function codeResidual(coder, models, first, residual) {
  const magnitude = residual < 0 ? -residual : residual;
  const bits = bitLength(magnitude);
  let length = 0;
  while (length < MAX_LENGTH &&
    coder.codeBit(models, first + length, length < bits ? 1 : 0) === 1) {
    length += 1;
  }
  if (length === 0) {
    return 0;
  }
  let result = 1;
  if (length > 1) {
    const lowBits = length - 2;
    const next = coder.codeBit(models, first + MAX_LENGTH + length - 1, (magnitude >> lowBits) & 1);
    result = ((2 | next) << lowBits) | coder.codeRaw(magnitude & ((1 << lowBits) - 1), lowBits);
  }
  return coder.codeRaw(residual < 0 ? 1 : 0, 1) === 1 ? -result : result;
}

function bitLength(value) {
  return 32 - Math.clz32(value);
}

// --- Adaptive binary range coder --------------------------------------------------------------

// A model is the probability, of 65536, that its next bit is a one.
const CERTAIN = 65536;

function createModels(count) {
  return new Uint16Array(count).fill(CERTAIN / 2);
}

function adapt(models, index, bit) {
  const probability = models[index];
  models[index] = bit === 1
    ? probability + ((CERTAIN - probability) >> LEARNING_SHIFT)
    : probability - (probability >> LEARNING_SHIFT);
}

// The interval [low, low + range) of 32-bit numbers narrows with each bit: its lower part, up to
// the split, stands for a one. Whenever it is below MIN_RANGE the top byte is settled, apart from a
// carry, and moves to the output.
const MIN_RANGE = 2 ** 24;
const MAX_RANGE = 2 ** 32;

class RangeEncoder {
  constructor(capacity) {
    this.isEncoder = true;
    this.bytes = new Uint8Array(capacity);
    this.length = 0;
    this.low = 0;
    this.range = MAX_RANGE - 1;
  }

  codeBit(models, index, bit) {
    this.codeChance(models[index], bit);
    adapt(models, index, bit);
    return bit;
  }

  // A bit that is a one with this chance of 65536, from 1 to 65535.
  codeChance(chance, bit) {
    const split = (this.range >>> 16) * chance;
    if (bit === 1) {
      this.range = split;
    } else {
      this.low += split;
      this.range -= split;
    }
    while (this.range < MIN_RANGE) {
      this.shiftOut();
    }
    return bit;
  }

  // Bits that are as likely zero as one; at most 8 of them.
  codeRaw(value, count) {
    this.range = this.range >>> count;
    this.low += value * this.range;
    while (this.range < MIN_RANGE) {
      this.shiftOut();
    }
    return value;
  }

  shiftOut() {
    this.writeTopByte();
    this.low = (this.low % MIN_RANGE) * 256;
    this.range *= 256;
  }

  writeTopByte() {
    if (this.low >= MAX_RANGE) {
      let i = this.length - 1;
      while (this.bytes[i] === 255) {
        this.bytes[i] = 0;
        i -= 1;
      }
      this.bytes[i] += 1;
    }
    this.bytes[this.length] = Math.floor(this.low / MIN_RANGE);
    this.length += 1;
  }

  // The next multiple of MIN_RANGE lies in the interval and has only zeros after its top byte,
  // which the decoder assumes beyond the end.
  finish() {
    this.low += MIN_RANGE - 1;
    this.writeTopByte();
    return this.bytes.slice(0, this.length);
  }
}

class RangeDecoder {
  constructor(bytes) {
    this.isEncoder = false;
    this.bytes = bytes;
    this.position = 0;
    this.offset = 0; // of the coded number from the low end of the interval
    for (let i = 0; i < 4; i += 1) {
      this.offset = this.offset * 256 + this.nextByte();
    }
    this.range = MAX_RANGE - 1;
  }

  codeBit(models, index) {
    const bit = this.codeChance(models[index]);
    adapt(models, index, bit);
    return bit;
  }

  codeChance(chance) {
    const split = (this.range >>> 16) * chance;
    let bit = 0;
    if (this.offset < split) {
      bit = 1;
      this.range = split;
    } else {
      this.offset -= split;
      this.range -= split;
    }
    while (this.range < MIN_RANGE) {
      this.shiftIn();
    }
    return bit;
  }

  codeRaw(_value, count) {
    this.range = this.range >>> count;
    const value = Math.floor(this.offset / this.range);
    this.offset -= value * this.range;
    while (this.range < MIN_RANGE) {
      this.shiftIn();
    }
    return value;
  }

  shiftIn() {
    this.offset = this.offset * 256 + this.nextByte();
    this.range *= 256;
  }

  nextByte() {
    const byte = this.position < this.bytes.length ? this.bytes[this.position] : 0;
    this.position += 1;
    return byte;
  }
}

// --- Frame layout (I420) ----------------------------------------------------------------------

function frameSize({ width, height }) {
  return width * height + 2 * Math.ceil(width / 2) * Math.ceil(height / 2);
}

// The three planes of a frame: where each starts in the data, and how it lies in memory with its
// margin.
function shapesOf({ width, height }) {
  const luma = shapeOf(width, height, BLOCK_SIZE);
  const chroma = shapeOf(Math.ceil(width / 2), Math.ceil(height / 2), BLOCK_SIZE / 2);
  const size = chroma.width * chroma.height;
  return [
    luma,
    { ...chroma, start: width * height },
    { ...chroma, start: width * height + size },
  ];
}

function shapeOf(width, height, blockSize) {
  const stride = width + 2 * MARGIN;
  return { width, height, blockSize, stride, origin: MARGIN * (stride + 1), start: 0 };
}
