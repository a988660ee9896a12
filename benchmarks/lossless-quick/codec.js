/*
 * Title: Estimates at two speeds, and less work between samples
 * Hypothesis: A place that lies between samples in one direction needs one filter and not two, which a
 *   third of the time went into. That leaves room for probabilities that are the mean of a quick and a
 *   slow estimate, and for twice as many contexts: half a percent less.
 * Builds on: 018-lasting-models
 */

// Stream: one range coded sequence of bits. From the second frame on it starts with one bit per
// block (is it predicted from the previous frame?), followed, if so, by the difference of its
// motion vector to the one before; then for each plane (Y, U, V) the residuals follow in rows.
// There is no header: both sides know the size of the frame, and both learn the probabilities from
// the bits of this frame and of those before it.

const FIRST_PREDICTION = 128;
const BLOCK_SIZE = 8; // in luma samples; a block covers half as many chroma samples each way
const MAX_VECTOR = 15; // in luma samples, for each direction
const MARGIN = MAX_VECTOR + 2; // the filter reaches two samples further
const SUBSAMPLES = 4; // vectors count quarters of a luma sample
const CONTEXTS = 20;
// Each bit moves its two estimates by 1/16 and 1/128 of the way towards itself, by more at first.
const QUICK_SHIFT = 4;
const SLOW_SHIFT = 7;

// Alive from frame to frame. Encoder and decoder change them in the same order.
let modeModel = null;
let vectorModels = null;
let planeModels = null; // of Y, U and V; U and V share one set

export function compressFrame(frame, context) {
  const encoder = new RangeEncoder(4 * frame.data.length + 4);
  prepareModels();
  const planes = planesOf(frame.data, context);
  const residuals = planes.map(subtractMedian);
  if (context.previous !== null) {
    const references = planesOf(context.previous.data, context).map(padPlane);
    const blocks = blocksOf(context);
    findVectors(blocks, planes[0], references[0]);
    const differences = planes.map((plane, p) =>
      subtractReference(plane, compensateMotion(plane, references[p], blocks)));
    for (const block of blocks) {
      block.isTemporal =
        blockCost(planes, differences, block) < blockCost(planes, residuals, block);
      if (block.isTemporal) {
        copyBlock(planes, differences, residuals, block);
      }
    }
    encodeBlocks(encoder, blocks);
  }
  planes.forEach((plane, p) => encodeResiduals(encoder, planeModels[p], plane, residuals[p]));
  return encoder.finish();
}

export function decompressFrame(bytes, context) {
  const decoder = new RangeDecoder(bytes);
  prepareModels();
  const data = new Uint8Array(frameSize(context));
  const planes = planesOf(data, context);
  const blocks = blocksOf(context);
  let predictions = [];
  if (context.previous !== null) {
    const references = planesOf(context.previous.data, context).map(padPlane);
    decodeBlocks(decoder, blocks);
    predictions = planes.map((plane, p) => compensateMotion(plane, references[p], blocks));
  }
  planes.forEach((plane, p) => {
    addPrediction(plane, decodeResiduals(decoder, planeModels[p], plane), blocks, predictions[p]);
  });
  return data;
}

// --- Prediction -------------------------------------------------------------------------------

// Residuals are taken modulo 256, which is what an Int8Array does on its own when it is written;
// the Uint8Array of the samples wraps back in the decoder. So 8 bits always hold a residual.
function subtractMedian({ samples, width, height }) {
  const residuals = new Int8Array(samples.length);
  let above = firstRowAbove(width);
  for (let y = 0; y < height; y += 1) {
    const row = samples.subarray(y * width, (y + 1) * width);
    const rowResiduals = residuals.subarray(y * width, (y + 1) * width);
    let left = above[0];
    let corner = above[0];
    for (let x = 0; x < width; x += 1) {
      rowResiduals[x] = row[x] - predictMedian(left, above[x], corner);
      left = row[x];
      corner = above[x];
    }
    above = row;
  }
  return residuals;
}

function subtractReference({ samples }, prediction) {
  const differences = new Int8Array(samples.length);
  for (let i = 0; i < samples.length; i += 1) {
    differences[i] = samples[i] - prediction[i];
  }
  return differences;
}

// Blocks stand in rows from the top left, as in blocksOf; a row of samples runs through all blocks
// of its block row.
function addPrediction(plane, residuals, blocks, prediction) {
  const { samples, width, height, blockSize } = plane;
  const columns = Math.ceil(width / blockSize);
  let above = firstRowAbove(width);
  for (let y = 0; y < height; y += 1) {
    const row = samples.subarray(y * width, (y + 1) * width);
    const rowResiduals = residuals.subarray(y * width, (y + 1) * width);
    const firstBlock = Math.floor(y / blockSize) * columns;
    for (let column = 0; column < columns; column += 1) {
      const start = column * blockSize;
      const end = Math.min(start + blockSize, width);
      if (blocks[firstBlock + column].isTemporal) {
        for (let x = start; x < end; x += 1) {
          row[x] = prediction[y * width + x] + rowResiduals[x];
        }
      } else {
        addMedian(row, above, rowResiduals, start, end);
      }
    }
    above = row;
  }
}

function addMedian(row, above, residuals, start, end) {
  let left = start > 0 ? row[start - 1] : above[0];
  let corner = start > 0 ? above[start - 1] : above[0];
  for (let x = start; x < end; x += 1) {
    row[x] = predictMedian(left, above[x], corner) + residuals[x];
    left = row[x];
    corner = above[x];
  }
}

// What stands above the top row. With above equal to corner the median is the left neighbour, so
// no row and no column needs a case of its own.
function firstRowAbove(width) {
  return new Uint8Array(width).fill(FIRST_PREDICTION);
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

// --- Motion -----------------------------------------------------------------------------------

// A copy of the plane with its border samples repeated, so that no vector leads outside.
function padPlane({ samples, width, height }) {
  const stride = width + 2 * MARGIN;
  const padded = new Uint8Array(stride * (height + 2 * MARGIN));
  for (let y = 0; y < height + 2 * MARGIN; y += 1) {
    const from = Math.max(0, Math.min(y - MARGIN, height - 1)) * width;
    const start = y * stride;
    padded.fill(samples[from], start, start + MARGIN);
    padded.set(samples.subarray(from, from + width), start + MARGIN);
    padded.fill(samples[from + width - 1], start + MARGIN + width, start + stride);
  }
  return { samples: padded, stride, origin: MARGIN * (stride + 1) };
}

// Every block is predicted by the samples that its vector points to.
function compensateMotion(plane, reference, blocks) {
  const prediction = new Uint8Array(plane.samples.length);
  for (const block of blocks) {
    const { left, right, top, bottom } = areaOfBlock(plane, block);
    const { samples, stride, start } = targetOf(plane, reference, block, block);
    for (let y = top; y < bottom; y += 1) {
      const from = start + (y - top) * stride;
      prediction.set(samples.subarray(from, from + right - left), y * plane.width + left);
    }
  }
  return prediction;
}

// Where the samples stand that a vector points to from a block: in the reference itself when the
// vector is whole.
function targetOf(plane, reference, block, { dx, dy }) {
  const { left, right, top, bottom } = areaOfBlock(plane, block);
  const scale = (2 * plane.blockSize) / BLOCK_SIZE; // a quarter of luma is an eighth of chroma
  const fractions = { x: (dx * scale) & 7, y: (dy * scale) & 7 };
  const { samples, stride, origin } = reference;
  const start = origin + (top + ((dy * scale) >> 3)) * stride + left + ((dx * scale) >> 3);
  if (fractions.x === 0 && fractions.y === 0) {
    return { samples, stride, start };
  }
  const size = { width: right - left, height: bottom - top };
  return {
    samples: interpolate({ samples, stride, start }, size, fractions),
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
  const result = new Uint8ClampedArray(width * height);
  const across = WEIGHTS[fractions.x];
  const down = WEIGHTS[fractions.y];
  if (fractions.y === 0) {
    filterLines(samples, start, stride, 1, { to: result, width, weights: across, shift: 6 });
    return result;
  }
  if (fractions.x === 0) {
    filterLines(samples, start, stride, stride, { to: result, width, weights: down, shift: 6 });
    return result;
  }
  // Across first: three rows more than the area has, one above and two below, for the way down.
  const rows = new Int16Array(width * (height + 3));
  filterLines(samples, start - stride, stride, 1, { to: rows, width, weights: across, shift: 0 });
  filterLines(rows, width, width, width, { to: result, width, weights: down, shift: 12 });
  return result;
}

// Fills `to` with rows of weighted sums: of the sample before, at and two after each place, `step` apart.
function filterLines(from, start, stride, step, { to, width, weights, shift }) {
  const [a, b, c, d] = weights;
  const rounding = (1 << shift) >> 1;
  let target = 0;
  for (let first = start; target < to.length; first += stride) {
    for (let i = first; i < first + width; i += 1) {
      const sum = a * from[i - step] + b * from[i] + c * from[i + step] + d * from[i + 2 * step];
      to[target] = (sum + rounding) >> shift;
      target += 1;
    }
  }
}

// Vectors are alike in a neighbourhood: the search starts from the best one around, first in whole
// samples, then in quarters.
function findVectors(blocks, plane, reference) {
  const columns = Math.ceil(plane.width / plane.blockSize);
  const still = { dx: 0, dy: 0 };
  blocks.forEach((block, i) => {
    const neighbours = [blocks[i - 1], blocks[i - columns], blocks[i - columns + 1]]
      .filter((neighbour) => neighbour !== undefined);
    const measure = (vector, limit) =>
      blockDifference(plane, block, targetOf(plane, reference, block, vector), limit);
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
function blockDifference(plane, block, target, limit) {
  const { left, right, top, bottom } = areaOfBlock(plane, block);
  const current = plane.samples;
  const earlier = target.samples;
  let sum = 0;
  for (let y = top; y < bottom && sum < limit; y += 1) {
    let from = target.start + (y - top) * target.stride;
    const end = y * plane.width + right;
    for (let i = y * plane.width + left; i < end; i += 1) {
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
      blocks.push({ row, column, isTemporal: false, dx: 0, dy: 0 });
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

// The sum of magnitudes stands for the bits that the residuals of a block would take.
function blockCost(planes, residuals, block) {
  let cost = 0;
  planes.forEach((plane, p) => {
    const planeResiduals = residuals[p];
    const { left, right, top, bottom } = areaOfBlock(plane, block);
    for (let y = top; y < bottom; y += 1) {
      const end = y * plane.width + right;
      for (let i = y * plane.width + left; i < end; i += 1) {
        const residual = planeResiduals[i];
        cost += residual < 0 ? -residual : residual;
      }
    }
  });
  return cost;
}

function copyBlock(planes, from, to, block) {
  planes.forEach((plane, p) => {
    const { left, right, top, bottom } = areaOfBlock(plane, block);
    for (let y = top; y < bottom; y += 1) {
      const start = y * plane.width + left;
      to[p].set(from[p].subarray(start, y * plane.width + right), start);
    }
  });
}

// Blocks that are predicted from the previous frame carry their vector as the difference to the
// last one, coded like a residual with models of its own for each direction.
function encodeBlocks(encoder, blocks) {
  let last = { dx: 0, dy: 0 };
  for (const block of blocks) {
    encoder.encodeBit(modeModel, 0, block.isTemporal ? 1 : 0);
    if (block.isTemporal) {
      encodeResidual(encoder, vectorModels, 0, block.dx - last.dx);
      encodeResidual(encoder, vectorModels, MODELS_PER_CONTEXT, block.dy - last.dy);
      last = block;
    }
  }
}

function decodeBlocks(decoder, blocks) {
  let last = { dx: 0, dy: 0 };
  for (const block of blocks) {
    block.isTemporal = decoder.decodeBit(modeModel, 0) === 1;
    if (block.isTemporal) {
      block.dx = last.dx + decodeResidual(decoder, vectorModels, 0);
      block.dy = last.dy + decodeResidual(decoder, vectorModels, MODELS_PER_CONTEXT);
      last = block;
    }
  }
}

// --- Residuals as binary decisions ------------------------------------------------------------

function prepareModels() {
  if (planeModels !== null) {
    return;
  }
  modeModel = createModels(1);
  vectorModels = createModels(2 * MODELS_PER_CONTEXT);
  const luma = createModels(CONTEXTS * MODELS_PER_CONTEXT);
  const chroma = createModels(CONTEXTS * MODELS_PER_CONTEXT);
  planeModels = [luma, chroma, chroma];
}

function encodeResiduals(encoder, models, { width, height }, residuals) {
  let above = new Uint8Array(width + 2);
  for (let y = 0; y < height; y += 1) {
    const magnitudes = new Uint8Array(width + 2);
    for (let x = 0; x < width; x += 1) {
      const residual = residuals[y * width + x];
      encodeResidual(encoder, models, firstModel(magnitudes, above, x), residual);
      magnitudes[x + 1] = residual < 0 ? -residual : residual;
    }
    above = magnitudes;
  }
}

function decodeResiduals(decoder, models, { width, height }) {
  const residuals = new Int8Array(width * height);
  let above = new Uint8Array(width + 2);
  for (let y = 0; y < height; y += 1) {
    const magnitudes = new Uint8Array(width + 2);
    for (let x = 0; x < width; x += 1) {
      const residual = decodeResidual(decoder, models, firstModel(magnitudes, above, x));
      magnitudes[x + 1] = residual < 0 ? -residual : residual;
      residuals[y * width + x] = residual;
    }
    above = magnitudes;
  }
  return residuals;
}

// Rows of magnitudes have a zero at both ends: the one of column x stands at x + 1.
function firstModel(magnitudes, above, x) {
  const activity = 2 * (magnitudes[x] + above[x + 1]) + above[x] + above[x + 2];
  return CONTEXT_OF_ACTIVITY[activity] * MODELS_PER_CONTEXT;
}

// Doubling the activity leads two contexts on. Six magnitudes of at most 128 are summed.
const CONTEXT_OF_ACTIVITY = Uint8Array.from({ length: 6 * 128 + 1 }, (_, activity) =>
  Math.min(CONTEXTS - 1, Math.round(2 * Math.log2(activity + 1))));

// A residual becomes: the bit length of its magnitude in unary (0 to 8, so 8 models), the bit
// below the leading one (a model for each length), then the lower bits and the sign as they are.
const MAX_LENGTH = 8;
const MODELS_PER_CONTEXT = 2 * MAX_LENGTH;

function encodeResidual(encoder, models, first, residual) {
  const magnitude = residual < 0 ? -residual : residual;
  const length = bitLength(magnitude);
  for (let i = 0; i < length; i += 1) {
    encoder.encodeBit(models, first + i, 1);
  }
  if (length < MAX_LENGTH) {
    encoder.encodeBit(models, first + length, 0);
  }
  if (length === 0) {
    return;
  }
  const sign = residual < 0 ? 1 : 0;
  if (length === 1) {
    encoder.encodeRaw(sign, 1);
    return;
  }
  const lowBits = length - 2;
  encoder.encodeBit(models, first + MAX_LENGTH + length - 1, (magnitude >> lowBits) & 1);
  encoder.encodeRaw(((magnitude & ((1 << lowBits) - 1)) << 1) | sign, lowBits + 1);
}

function decodeResidual(decoder, models, first) {
  let length = 0;
  while (length < MAX_LENGTH && decoder.decodeBit(models, first + length) === 1) {
    length += 1;
  }
  if (length === 0) {
    return 0;
  }
  if (length === 1) {
    return decoder.decodeRaw(1) === 1 ? -1 : 1;
  }
  const lowBits = length - 2;
  const highBits = 2 | decoder.decodeBit(models, first + MAX_LENGTH + length - 1);
  const rest = decoder.decodeRaw(lowBits + 1);
  const magnitude = (highBits << lowBits) | (rest >> 1);
  return (rest & 1) === 1 ? -magnitude : magnitude;
}

function bitLength(value) {
  return 32 - Math.clz32(value);
}

// --- Adaptive binary range coder --------------------------------------------------------------

// A model is the probability, of 65536, that its next bit is a one: the mean of a quick and a slow estimate.
const CERTAIN = 65536;

function createModels(count) {
  return {
    quick: new Uint16Array(count).fill(CERTAIN / 2),
    slow: new Uint16Array(count).fill(CERTAIN / 2),
    seen: new Uint8Array(count),
  };
}

// By how much a model moves that has seen so many bits.
const SETTLED = 2 ** (SLOW_SHIFT + 1) - 2;
const SHIFTS = Uint8Array.from({ length: SETTLED + 1 }, (_, seen) => bitLength(seen + 2) - 1);
const QUICK_SHIFTS = SHIFTS.map((shift) => Math.min(QUICK_SHIFT, shift));
const SLOW_SHIFTS = SHIFTS.map((shift) => Math.min(SLOW_SHIFT, shift));

// The interval [low, low + range) of 24-bit numbers narrows with each bit: its lower part, up to
// the split, stands for a one. Whenever it is below MIN_RANGE the top byte is settled, apart from a
// carry, and moves to the output. The product for the split stays within 31 bits: 19 of the range
// by 12 of the probability, which never learns to be 0 or 4096 of 4096.
const MIN_RANGE = 1 << 16;
const MAX_RANGE = 1 << 24;

class RangeEncoder {
  constructor(capacity) {
    this.bytes = new Uint8Array(capacity);
    this.length = 0;
    this.low = 0;
    this.range = MAX_RANGE;
  }

  encodeBit(models, index, bit) {
    const { quick, slow, seen } = models;
    const early = quick[index];
    const late = slow[index];
    const age = seen[index];
    const split = ((this.range >> 5) * ((early + late) >> 5)) >> 7;
    if (age < SETTLED) seen[index] = age + 1;
    if (bit === 1) {
      this.range = split;
      quick[index] = early + ((CERTAIN - 1 - early) >> QUICK_SHIFTS[age]);
      slow[index] = late + ((CERTAIN - 1 - late) >> SLOW_SHIFTS[age]);
    } else {
      this.low += split;
      this.range -= split;
      quick[index] = early - (early >> QUICK_SHIFTS[age]);
      slow[index] = late - (late >> SLOW_SHIFTS[age]);
    }
    while (this.range < MIN_RANGE) {
      this.shiftOut();
    }
  }

  // Bits that are as likely zero as one; at most 8 of them.
  encodeRaw(value, count) {
    this.range >>= count;
    this.low += value * this.range;
    while (this.range < MIN_RANGE) {
      this.shiftOut();
    }
  }

  shiftOut() {
    this.writeTopByte();
    this.low = (this.low << 8) & (MAX_RANGE - 1);
    this.range <<= 8;
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
    this.bytes[this.length] = this.low >> 16;
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
    this.bytes = bytes;
    this.position = 0;
    this.offset = 0; // of the coded number from the low end of the interval
    this.range = 1;
    while (this.range < MAX_RANGE) {
      this.shiftIn();
    }
  }

  decodeBit(models, index) {
    const { quick, slow, seen } = models;
    const early = quick[index];
    const late = slow[index];
    const age = seen[index];
    const split = ((this.range >> 5) * ((early + late) >> 5)) >> 7;
    if (age < SETTLED) seen[index] = age + 1;
    let bit = 0;
    if (this.offset < split) {
      bit = 1;
      this.range = split;
      quick[index] = early + ((CERTAIN - 1 - early) >> QUICK_SHIFTS[age]);
      slow[index] = late + ((CERTAIN - 1 - late) >> SLOW_SHIFTS[age]);
    } else {
      this.offset -= split;
      this.range -= split;
      quick[index] = early - (early >> QUICK_SHIFTS[age]);
      slow[index] = late - (late >> SLOW_SHIFTS[age]);
    }
    while (this.range < MIN_RANGE) {
      this.shiftIn();
    }
    return bit;
  }

  decodeRaw(count) {
    this.range >>= count;
    const value = Math.floor(this.offset / this.range);
    this.offset -= value * this.range;
    while (this.range < MIN_RANGE) {
      this.shiftIn();
    }
    return value;
  }

  shiftIn() {
    const byte = this.position < this.bytes.length ? this.bytes[this.position] : 0;
    this.position += 1;
    this.offset = (this.offset << 8) | byte;
    this.range <<= 8;
  }
}

// --- Frame layout (I420) ----------------------------------------------------------------------

function frameSize({ width, height }) {
  return width * height + 2 * Math.ceil(width / 2) * Math.ceil(height / 2);
}

// The three planes of a frame, as views on its data.
function planesOf(data, { width, height }) {
  const chroma = {
    width: Math.ceil(width / 2),
    height: Math.ceil(height / 2),
    blockSize: BLOCK_SIZE / 2,
  };
  let start = 0;
  return [{ width, height, blockSize: BLOCK_SIZE }, chroma, chroma].map((shape) => {
    const end = start + shape.width * shape.height;
    const samples = data.subarray(start, end);
    start = end;
    return { samples, ...shape };
  });
}
