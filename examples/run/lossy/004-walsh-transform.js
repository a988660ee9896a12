/*
 * Title: Replace the cosine transform by the Walsh-Hadamard transform
 * Hypothesis: Rows of plus and minus ones need only additions, lose nothing to rounding and make
 * edges of text exact. If they gather energy nearly as well as cosines, the sharper edges should
 * pay for the difference, and both sides run faster.
 * Builds on: 003-flat-step
 */

const BLOCK = 8;
const SAMPLES = BLOCK * BLOCK;

// The order of coefficients from low to high frequency.
const ZIGZAG = Uint8Array.of(
  0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5,
  12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
  35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51,
  58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
);

// What is added to a magnitude before it is cut off to a whole level. Less than a half: the bits
// saved are worth more than the error made. Not so for the DC, of which only differences are sent.
const AC_ROUNDING = 0.35;
const DC_ROUNDING = 0.5;

// Adaptive probabilities. Luma and chroma have a set each: three for every place in the zigzag
// order, and those for the lengths of larger numbers.
const IS_ZERO = 0;
const IS_LAST = IS_ZERO + SAMPLES;
const IS_ONE = IS_LAST + SAMPLES;
const DC_LENGTH = IS_ONE + SAMPLES;
const AC_LENGTH = DC_LENGTH + 16;
const SET_SIZE = AC_LENGTH + 16;
const CONTEXTS = 2 * SET_SIZE;

// One block's worth of work space, used by one block after the other.
const samples = new Float64Array(SAMPLES);
const levels = new Int32Array(SAMPLES);

export function compressFrame(frame, context) {
  const encoder = new RangeEncoder(CONTEXTS);
  const quantiser = quantiserFor(context.quality);
  for (const plane of planesOf(frame)) encodePlane(encoder, pad(plane), quantiser);
  return encoder.finish();
}

export function decompressFrame(bytes, context) {
  const decoder = new RangeDecoder(bytes, CONTEXTS);
  const quantiser = quantiserFor(context.quality);
  const frame = emptyFrame(context.width, context.height);
  for (const plane of planesOf(frame)) {
    const padded = emptyPadded(plane);
    decodePlane(decoder, padded, quantiser);
    crop(padded, plane);
  }
  return frame.data;
}

// ---------------------------------------------------------------- planes

function emptyFrame(width, height) {
  const lumaSize = width * height;
  const chromaSize = ((width + 1) >> 1) * ((height + 1) >> 1);
  const data = new Uint8Array(lumaSize + 2 * chromaSize);
  return {
    width,
    height,
    data,
    y: data.subarray(0, lumaSize),
    u: data.subarray(lumaSize, lumaSize + chromaSize),
    v: data.subarray(lumaSize + chromaSize),
  };
}

function planesOf(frame) {
  const { width, height } = frame;
  const half = { width: (width + 1) >> 1, height: (height + 1) >> 1, isLuma: false };
  return [
    { data: frame.y, width, height, isLuma: true },
    { data: frame.u, ...half },
    { data: frame.v, ...half },
  ];
}

/** Room for a plane that whole blocks cover. */
function emptyPadded(plane) {
  const width = (plane.width + BLOCK - 1) & -BLOCK;
  const height = (plane.height + BLOCK - 1) & -BLOCK;
  return { data: new Uint8Array(width * height), width, height, isLuma: plane.isLuma };
}

/** A copy of a plane that whole blocks cover: its last column and last row are repeated. */
function pad(plane) {
  const padded = emptyPadded(plane);
  const { data, width, height } = padded;
  for (let y = 0; y < height; y++) {
    const from = Math.min(y, plane.height - 1) * plane.width;
    const to = y * width;
    data.set(plane.data.subarray(from, from + plane.width), to);
    data.fill(data[to + plane.width - 1], to + plane.width, to + width);
  }
  return padded;
}

function crop(padded, plane) {
  for (let y = 0; y < plane.height; y++) {
    const from = y * padded.width;
    plane.data.set(padded.data.subarray(from, from + plane.width), y * plane.width);
  }
}

// ---------------------------------------------------------------- blocks

function encodePlane(encoder, plane, quantiser) {
  const contexts = plane.isLuma ? 0 : SET_SIZE;
  let dc = 0;
  for (let top = 0; top < plane.height; top += BLOCK) {
    for (let left = 0; left < plane.width; left += BLOCK) {
      loadBlock(plane, top * plane.width + left);
      forwardTransform();
      quantise(quantiser);
      encoder.encodeSigned(contexts + DC_LENGTH, levels[0] - dc);
      dc = levels[0];
      encodeCoefficients(encoder, contexts);
    }
  }
}

function decodePlane(decoder, plane, quantiser) {
  const contexts = plane.isLuma ? 0 : SET_SIZE;
  let dc = 0;
  for (let top = 0; top < plane.height; top += BLOCK) {
    for (let left = 0; left < plane.width; left += BLOCK) {
      samples.fill(0);
      dc += decoder.decodeSigned(contexts + DC_LENGTH);
      samples[0] = dc * quantiser.multipliers[0];
      const last = decodeCoefficients(decoder, contexts, quantiser);
      inverseTransform(last);
      storeBlock(plane, top * plane.width + left);
    }
  }
}

function loadBlock(plane, corner) {
  const { data, width } = plane;
  for (let row = 0, at = 0, from = corner; row < BLOCK; row++, from += width) {
    for (let column = 0; column < BLOCK; column++) {
      samples[at++] = data[from + column] - 128;
    }
  }
}

function storeBlock(plane, corner) {
  const { data, width } = plane;
  for (let row = 0, at = 0, to = corner; row < BLOCK; row++, to += width) {
    for (let column = 0; column < BLOCK; column++) {
      const value = samples[at++] + 128.5;
      data[to + column] = value < 0 ? 0 : value > 255 ? 255 : value;
    }
  }
}

// ---------------------------------------------------------------- quantiser

/** One step for all coefficients, which halves every 20 points of quality. Zigzag order. */
function quantiserFor(quality) {
  const step = 2 ** (7.2 - quality / 20);
  const dividers = new Float64Array(SAMPLES);
  const multipliers = new Float64Array(SAMPLES);
  for (let i = 0; i < SAMPLES; i++) {
    // Two passes of plain additions make everything eight times as large.
    dividers[i] = 1 / (8 * step);
    multipliers[i] = step / 8;
  }
  return { dividers, multipliers };
}

/** From `samples` to `levels`, which are in zigzag order. */
function quantise({ dividers }) {
  for (let i = 0; i < SAMPLES; i++) {
    const value = samples[ZIGZAG[i]] * dividers[i];
    const rounding = i === 0 ? DC_ROUNDING : AC_ROUNDING;
    levels[i] = value < 0 ? value - rounding : value + rounding;
  }
}

// ---------------------------------------------------------------- coefficients

/** A coefficient is zero or not, one or more, positive or negative, and the last or not. */
function encodeCoefficients(encoder, contexts) {
  let last = SAMPLES - 1;
  while (last > 0 && levels[last] === 0) last--;
  encoder.encodeBit(contexts + IS_LAST, last === 0 ? 1 : 0);
  for (let i = 1; i <= last; i++) {
    const level = levels[i];
    encoder.encodeBit(contexts + IS_ZERO + i, level === 0 ? 1 : 0);
    if (level === 0) continue;
    const magnitude = level < 0 ? -level : level;
    encoder.encodeBit(contexts + IS_ONE + i, magnitude === 1 ? 1 : 0);
    if (magnitude > 1) encoder.encodeUnsigned(contexts + AC_LENGTH, magnitude - 2);
    encoder.encodeEvenBit(level < 0 ? 1 : 0);
    encoder.encodeBit(contexts + IS_LAST + i, i === last ? 1 : 0);
  }
}

/** Fills `samples` and returns the zigzag index of the last coefficient. */
function decodeCoefficients(decoder, contexts, { multipliers }) {
  let last = 0;
  while (decoder.decodeBit(contexts + IS_LAST + last) === 0) {
    do last++; while (decoder.decodeBit(contexts + IS_ZERO + last) === 1);
    let magnitude = 1;
    if (decoder.decodeBit(contexts + IS_ONE + last) === 0) {
      magnitude = decoder.decodeUnsigned(contexts + AC_LENGTH) + 2;
    }
    const level = decoder.decodeEvenBit() === 1 ? -magnitude : magnitude;
    samples[ZIGZAG[last]] = level * multipliers[last];
  }
  return last;
}

// ---------------------------------------------------------------- transform

function forwardTransform() {
  for (let row = 0; row < SAMPLES; row += BLOCK) transformLine(row, 1);
  for (let column = 0; column < BLOCK; column++) transformLine(column, BLOCK);
}

/** `last` is the zigzag index of the last coefficient: what lies behind it is known to be zero. */
function inverseTransform(last) {
  if (last === 0) {
    samples.fill(samples[0]);
    return;
  }
  // Coefficients up to index 9 lie in the first four columns, up to 2 in the first two.
  const columns = last < 3 ? 2 : last < 10 ? 4 : BLOCK;
  for (let column = 0; column < columns; column++) transformLine(column, BLOCK);
  for (let row = 0; row < SAMPLES; row += BLOCK) transformLine(row, 1);
}

/** Eight sums, in the order of how often their signs change. The transform is its own inverse. */
function transformLine(start, stride) {
  const i1 = start + stride;
  const i2 = i1 + stride;
  const i3 = i2 + stride;
  const i4 = i3 + stride;
  const i5 = i4 + stride;
  const i6 = i5 + stride;
  const i7 = i6 + stride;
  const sum04 = samples[start] + samples[i4];
  const sum15 = samples[i1] + samples[i5];
  const sum26 = samples[i2] + samples[i6];
  const sum37 = samples[i3] + samples[i7];
  const difference04 = samples[start] - samples[i4];
  const difference15 = samples[i1] - samples[i5];
  const difference26 = samples[i2] - samples[i6];
  const difference37 = samples[i3] - samples[i7];

  const evenSum = sum04 + sum26;
  const oddSum = sum15 + sum37;
  const evenTurn = sum04 - sum26;
  const oddTurn = sum15 - sum37;
  samples[start] = evenSum + oddSum;
  samples[i7] = evenSum - oddSum;
  samples[i3] = evenTurn + oddTurn;
  samples[i4] = evenTurn - oddTurn;

  const evenSlope = difference04 + difference26;
  const oddSlope = difference15 + difference37;
  const evenBend = difference04 - difference26;
  const oddBend = difference15 - difference37;
  samples[i1] = evenSlope + oddSlope;
  samples[i6] = evenSlope - oddSlope;
  samples[i2] = evenBend + oddBend;
  samples[i5] = evenBend - oddBend;
}

// ---------------------------------------------------------------- range coder

// All that is still possible is an interval, `range` wide and starting at `low`. A decision keeps
// one part of it. When `range` falls below MINIMUM, the top byte of `low` is sent. A carry, which
// takes `low` over TOP, is added to the bytes already sent.
const TOP = 1 << 24;
const MINIMUM = 1 << 16;
// Probabilities of a zero, in 4096ths. Each decision moves its own by a sixteenth of the error.
const PROBABILITY_BITS = 12;
const CERTAIN = 1 << PROBABILITY_BITS;
const ADAPTATION = 4;

class RangeEncoder {
  #bytes = [];
  #low = 0;
  #range = TOP;
  #probabilities;

  constructor(contexts) {
    this.#probabilities = new Uint16Array(contexts).fill(CERTAIN / 2);
  }

  encodeBit(context, bit) {
    const probability = this.#probabilities[context];
    const zeros = (this.#range >> PROBABILITY_BITS) * probability;
    if (bit === 0) {
      this.#range = zeros;
      this.#probabilities[context] += (CERTAIN - probability) >> ADAPTATION;
    } else {
      this.#low += zeros;
      this.#range -= zeros;
      this.#probabilities[context] -= probability >> ADAPTATION;
    }
    if (this.#range < MINIMUM) this.#normalise();
  }

  /** A decision about which nothing is known, such as a sign. */
  encodeEvenBit(bit) {
    this.#range >>= 1;
    if (bit === 1) this.#low += this.#range;
    if (this.#range < MINIMUM) this.#normalise();
  }

  /** Exp-Golomb: the length in unary, a context for each step, then the bits as they are. */
  encodeUnsigned(context, value) {
    const length = 31 - Math.clz32(value + 1);
    for (let i = 0; i < length; i++) this.encodeBit(context + i, 1);
    this.encodeBit(context + length, 0);
    for (let i = length - 1; i >= 0; i--) this.encodeEvenBit(((value + 1) >> i) & 1);
  }

  encodeSigned(context, value) {
    this.encodeUnsigned(context, Math.abs(value));
    if (value !== 0) this.encodeEvenBit(value < 0 ? 1 : 0);
  }

  /** Sends the one byte that stays inside the interval; the decoder reads zeros behind it. */
  finish() {
    this.#low = (this.#low + MINIMUM - 1) & -MINIMUM;
    this.#shiftByte();
    return Uint8Array.from(this.#bytes);
  }

  #normalise() {
    while (this.#range < MINIMUM) {
      this.#shiftByte();
      this.#range <<= 8;
    }
  }

  #shiftByte() {
    if (this.#low >= TOP) {
      this.#low -= TOP;
      this.#carry();
    }
    this.#bytes.push(this.#low >> 16);
    this.#low = (this.#low & (MINIMUM - 1)) << 8;
  }

  #carry() {
    let at = this.#bytes.length - 1;
    while (this.#bytes[at] === 255) this.#bytes[at--] = 0;
    this.#bytes[at]++;
  }
}

/** The encoder's mirror image; `#offset` is the number sent, less the encoder's `low`. */
class RangeDecoder {
  #bytes;
  #at = 0;
  #offset = 0;
  #range = TOP;
  #probabilities;

  constructor(bytes, contexts) {
    this.#bytes = bytes;
    this.#probabilities = new Uint16Array(contexts).fill(CERTAIN / 2);
    for (let i = 0; i < 3; i++) this.#shiftByte();
  }

  decodeBit(context) {
    const probability = this.#probabilities[context];
    const zeros = (this.#range >> PROBABILITY_BITS) * probability;
    const bit = this.#offset < zeros ? 0 : 1;
    if (bit === 0) {
      this.#range = zeros;
      this.#probabilities[context] += (CERTAIN - probability) >> ADAPTATION;
    } else {
      this.#offset -= zeros;
      this.#range -= zeros;
      this.#probabilities[context] -= probability >> ADAPTATION;
    }
    if (this.#range < MINIMUM) this.#normalise();
    return bit;
  }

  decodeEvenBit() {
    this.#range >>= 1;
    const bit = this.#offset < this.#range ? 0 : 1;
    if (bit === 1) this.#offset -= this.#range;
    if (this.#range < MINIMUM) this.#normalise();
    return bit;
  }

  decodeUnsigned(context) {
    let length = 0;
    while (this.decodeBit(context + length) === 1) length++;
    let value = 1;
    for (let i = 0; i < length; i++) value = 2 * value + this.decodeEvenBit();
    return value - 1;
  }

  decodeSigned(context) {
    const magnitude = this.decodeUnsigned(context);
    return magnitude !== 0 && this.decodeEvenBit() === 1 ? -magnitude : magnitude;
  }

  #normalise() {
    while (this.#range < MINIMUM) {
      this.#shiftByte();
      this.#range <<= 8;
    }
  }

  #shiftByte() {
    const byte = this.#at < this.#bytes.length ? this.#bytes[this.#at++] : 0;
    this.#offset = (this.#offset << 8) | byte;
  }
}
