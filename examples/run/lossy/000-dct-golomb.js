/*
 * Title: Code each 8x8 block by itself: DCT, JPEG tables, Exp-Golomb codes
 * Hypothesis: The plain recipe of JPEG with a simpler entropy coder should need at most a fifth
 * more bytes than JPEG itself, and leave every later idea a place to stand.
 * Builds on: nothing
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

// The example tables of the JPEG standard, row by row.
const LUMA_STEPS = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55,
  14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62,
  18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92,
  49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
];
const CHROMA_STEPS = [
  17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99,
  24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99, 99, 99, 99, 99, 99,
  99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
  99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
];

// The fast transform (Arai, Agui, Nakajima) leaves out one factor a row and one a column:
// sqrt(2) * cos(k * pi / 16), and 1 for k = 0. The quantiser multiplies by them in passing.
const LINE_SCALE = [
  1, 1.387039845, 1.306562965, 1.175875602, 1, 0.785694958, 0.541196100, 0.275899379,
];

// One block's worth of work space, used by one block after the other.
const samples = new Float64Array(SAMPLES);
const levels = new Int32Array(SAMPLES);

export function compressFrame(frame, context) {
  const writer = new BitWriter();
  for (const plane of planesOf(frame)) {
    encodePlane(writer, pad(plane), quantiserFor(context.quality, plane.isLuma));
  }
  return writer.finish();
}

export function decompressFrame(bytes, context) {
  const reader = new BitReader(bytes);
  const frame = emptyFrame(context.width, context.height);
  for (const plane of planesOf(frame)) {
    const padded = emptyPadded(plane);
    decodePlane(reader, padded, quantiserFor(context.quality, plane.isLuma));
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

function encodePlane(writer, plane, quantiser) {
  let dc = 0;
  for (let top = 0; top < plane.height; top += BLOCK) {
    for (let left = 0; left < plane.width; left += BLOCK) {
      loadBlock(plane, top * plane.width + left);
      forwardTransform();
      quantise(quantiser);
      writer.writeSigned(levels[0] - dc);
      dc = levels[0];
      writeCoefficients(writer);
    }
  }
}

function decodePlane(reader, plane, quantiser) {
  let dc = 0;
  for (let top = 0; top < plane.height; top += BLOCK) {
    for (let left = 0; left < plane.width; left += BLOCK) {
      samples.fill(0);
      dc += reader.readSigned();
      samples[0] = dc * quantiser.multipliers[0];
      const last = readCoefficients(reader, quantiser);
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

/** Tables in zigzag order, scaled by quality as the JPEG library of the IJG does. */
function quantiserFor(quality, isLuma) {
  const percent = quality < 50 ? 5000 / quality : 200 - 2 * quality;
  const base = isLuma ? LUMA_STEPS : CHROMA_STEPS;
  const dividers = new Float64Array(SAMPLES);
  const multipliers = new Float64Array(SAMPLES);
  for (let i = 0; i < SAMPLES; i++) {
    const at = ZIGZAG[i];
    const step = Math.max(1, Math.floor((base[at] * percent + 50) / 100));
    const scale = LINE_SCALE[at >> 3] * LINE_SCALE[at & 7];
    dividers[i] = 1 / (8 * scale * step);
    multipliers[i] = (step * scale) / 8;
  }
  return { dividers, multipliers };
}

/** From `samples` to `levels`, which are in zigzag order. */
function quantise({ dividers }) {
  for (let i = 0; i < SAMPLES; i++) {
    const value = samples[ZIGZAG[i]] * dividers[i];
    levels[i] = value < 0 ? value - 0.5 : value + 0.5;
  }
}

// ---------------------------------------------------------------- coefficients

/** Pairs of a run of zeros (0 is kept for the end of the block) and the level that ends it. */
function writeCoefficients(writer) {
  let run = 1;
  for (let i = 1; i < SAMPLES; i++) {
    const level = levels[i];
    if (level === 0) {
      run++;
      continue;
    }
    writer.writeUnsigned(run);
    writer.writeUnsigned(level < 0 ? -level - 1 : level - 1);
    writer.writeBits(level < 0 ? 1 : 0, 1);
    run = 1;
  }
  writer.writeUnsigned(0);
}

/** Fills `samples` and returns the zigzag index of the last coefficient. */
function readCoefficients(reader, { multipliers }) {
  let last = 0;
  for (;;) {
    const run = reader.readUnsigned();
    if (run === 0) return last;
    last += run;
    const magnitude = reader.readUnsigned() + 1;
    const level = reader.readBit() === 1 ? -magnitude : magnitude;
    samples[ZIGZAG[last]] = level * multipliers[last];
  }
}

// ---------------------------------------------------------------- transform

function forwardTransform() {
  for (let row = 0; row < SAMPLES; row += BLOCK) forwardLine(row, 1);
  for (let column = 0; column < BLOCK; column++) forwardLine(column, BLOCK);
}

/** `last` is the zigzag index of the last coefficient: what lies behind it is known to be zero. */
function inverseTransform(last) {
  if (last === 0) {
    samples.fill(samples[0]);
    return;
  }
  // Coefficients up to index 9 lie in the first four columns, up to 2 in the first two.
  const columns = last < 3 ? 2 : last < 10 ? 4 : BLOCK;
  for (let column = 0; column < columns; column++) inverseLine(column, BLOCK);
  for (let row = 0; row < SAMPLES; row += BLOCK) inverseLine(row, 1);
}

function forwardLine(start, stride) {
  const i1 = start + stride;
  const i2 = i1 + stride;
  const i3 = i2 + stride;
  const i4 = i3 + stride;
  const i5 = i4 + stride;
  const i6 = i5 + stride;
  const i7 = i6 + stride;
  const sum07 = samples[start] + samples[i7];
  const sum16 = samples[i1] + samples[i6];
  const sum25 = samples[i2] + samples[i5];
  const sum34 = samples[i3] + samples[i4];
  const difference07 = samples[start] - samples[i7];
  const difference16 = samples[i1] - samples[i6];
  const difference25 = samples[i2] - samples[i5];
  const difference34 = samples[i3] - samples[i4];

  const outer = sum07 + sum34;
  const inner = sum16 + sum25;
  const tilt = sum07 - sum34;
  const turn = (sum16 - sum25 + tilt) * 0.707106781;
  samples[start] = outer + inner;
  samples[i4] = outer - inner;
  samples[i2] = tilt + turn;
  samples[i6] = tilt - turn;

  const low = difference34 + difference25;
  const middle = (difference25 + difference16) * 0.707106781;
  const high = difference16 + difference07;
  const shared = (low - high) * 0.382683433;
  const lowPart = 0.541196100 * low + shared;
  const highPart = 1.306562965 * high + shared;
  const plus = difference07 + middle;
  const minus = difference07 - middle;
  samples[i5] = minus + lowPart;
  samples[i3] = minus - lowPart;
  samples[i1] = plus + highPart;
  samples[i7] = plus - highPart;
}

function inverseLine(start, stride) {
  const i1 = start + stride;
  const i2 = i1 + stride;
  const i3 = i2 + stride;
  const i4 = i3 + stride;
  const i5 = i4 + stride;
  const i6 = i5 + stride;
  const i7 = i6 + stride;
  const sum04 = samples[start] + samples[i4];
  const difference04 = samples[start] - samples[i4];
  const sum26 = samples[i2] + samples[i6];
  const difference26 = (samples[i2] - samples[i6]) * 1.414213562 - sum26;
  const even0 = sum04 + sum26;
  const even3 = sum04 - sum26;
  const even1 = difference04 + difference26;
  const even2 = difference04 - difference26;

  const sum53 = samples[i5] + samples[i3];
  const difference53 = samples[i5] - samples[i3];
  const sum17 = samples[i1] + samples[i7];
  const difference17 = samples[i1] - samples[i7];
  const shared = (difference53 + difference17) * 1.847759065;
  const odd7 = sum17 + sum53;
  const odd6 = shared - 2.613125930 * difference53 - odd7;
  const odd5 = (sum17 - sum53) * 1.414213562 - odd6;
  const odd4 = shared - 1.082392200 * difference17 - odd5;

  samples[start] = even0 + odd7;
  samples[i7] = even0 - odd7;
  samples[i1] = even1 + odd6;
  samples[i6] = even1 - odd6;
  samples[i2] = even2 + odd5;
  samples[i5] = even2 - odd5;
  samples[i3] = even3 + odd4;
  samples[i4] = even3 - odd4;
}

// ---------------------------------------------------------------- bits

/** Exp-Golomb codes: as many zeros as the number plus one has further bits, then its bits. */
class BitWriter {
  #bytes = [];
  #pending = 0;
  #count = 0;

  writeBits(value, length) {
    this.#pending = (this.#pending << length) | value;
    this.#count += length;
    while (this.#count >= 8) {
      this.#count -= 8;
      this.#bytes.push((this.#pending >> this.#count) & 255);
    }
  }

  writeUnsigned(value) {
    const length = 32 - Math.clz32(value + 1);
    this.writeBits(0, length - 1);
    this.writeBits(value + 1, length);
  }

  writeSigned(value) {
    this.writeUnsigned(value > 0 ? 2 * value - 1 : -2 * value);
  }

  finish() {
    if (this.#count > 0) this.writeBits(0, 8 - this.#count);
    return Uint8Array.from(this.#bytes);
  }
}

class BitReader {
  #bytes;
  #at = 0;

  constructor(bytes) {
    this.#bytes = bytes;
  }

  readBit() {
    const bit = (this.#bytes[this.#at >> 3] >> (7 - (this.#at & 7))) & 1;
    this.#at++;
    return bit;
  }

  readUnsigned() {
    let length = 0;
    while (this.readBit() === 0) length++;
    let value = 1;
    for (; length > 0; length--) value = 2 * value + this.readBit();
    return value - 1;
  }

  readSigned() {
    const value = this.readUnsigned();
    return value & 1 ? (value + 1) >> 1 : -(value >> 1);
  }
}
