/*
 * Title: Predict each sample from the one on its left, code the difference with Rice codes
 * Hypothesis: Neighbouring samples are alike, so the differences are small numbers around zero.
 *   Rice codes spend few bits on small numbers; one parameter k for each row follows how busy the
 *   picture is. About 4.5 bits instead of 8 for a sample.
 * Builds on: nothing, this is the first baseline
 */

// Stream: for each plane (Y, U, V) and each of its rows: k in PARAMETER_BITS bits, then one Rice
// code for each sample. There is no header: both sides know the size of the frame.

const PARAMETER_BITS = 3;
const FIRST_PREDICTION = 128;

export function compressFrame(frame) {
  const writer = new BitWriter(2 * frame.data.length + 4096);
  for (const plane of planesOf(frame.data, frame.width, frame.height)) {
    encodePlane(writer, plane);
  }
  return writer.finish();
}

export function decompressFrame(bytes, context) {
  const reader = new BitReader(bytes);
  const data = new Uint8Array(frameSize(context.width, context.height));
  for (const plane of planesOf(data, context.width, context.height)) {
    decodePlane(reader, plane);
  }
  return data;
}

function encodePlane(writer, { samples, width, height }) {
  const codes = new Uint8Array(width);
  for (let y = 0; y < height; y += 1) {
    const start = y * width;
    let prediction = predictRowStart(samples, start, width);
    let sum = 0;
    for (let x = 0; x < width; x += 1) {
      const sample = samples[start + x];
      const code = foldSign(sample - prediction);
      codes[x] = code;
      sum += code;
      prediction = sample;
    }
    const k = chooseParameter(sum, width);
    writer.writeBits(k, PARAMETER_BITS);
    for (let x = 0; x < width; x += 1) {
      writer.writeRice(codes[x], k);
    }
  }
}

function decodePlane(reader, { samples, width, height }) {
  for (let y = 0; y < height; y += 1) {
    const start = y * width;
    const k = reader.readBits(PARAMETER_BITS);
    let prediction = predictRowStart(samples, start, width);
    for (let x = 0; x < width; x += 1) {
      prediction = (prediction + unfoldSign(reader.readRice(k))) & 255;
      samples[start + x] = prediction;
    }
  }
}

// The first sample of a row has no left neighbour: the sample above it takes its place.
function predictRowStart(samples, start, width) {
  return start === 0 ? FIRST_PREDICTION : samples[start - width];
}

// Differences are taken modulo 256, so -128..127 is all there is. Folded: 0, -1, 1, -2, 2, ...
// becomes 0, 1, 2, 3, 4, ...
function foldSign(difference) {
  const wrapped = (difference << 24) >> 24;
  return wrapped < 0 ? -2 * wrapped - 1 : 2 * wrapped;
}

function unfoldSign(code) {
  return (code & 1) === 0 ? code >> 1 : -((code + 1) >> 1);
}

// The smallest k with 2^k at least as large as the mean of the row's codes.
function chooseParameter(sum, count) {
  let k = 0;
  while (count << k < sum) {
    k += 1;
  }
  return Math.min(k, (1 << PARAMETER_BITS) - 1);
}

function frameSize(width, height) {
  return width * height + 2 * Math.ceil(width / 2) * Math.ceil(height / 2);
}

function planesOf(data, width, height) {
  const chromaWidth = Math.ceil(width / 2);
  const chromaHeight = Math.ceil(height / 2);
  const lumaSize = width * height;
  const chromaSize = chromaWidth * chromaHeight;
  const chroma = (start) => ({
    samples: data.subarray(start, start + chromaSize),
    width: chromaWidth,
    height: chromaHeight,
  });
  return [
    { samples: data.subarray(0, lumaSize), width, height },
    chroma(lumaSize),
    chroma(lumaSize + chromaSize),
  ];
}

// Bits go into bytes from the most significant end.
class BitWriter {
  constructor(capacity) {
    this.bytes = new Uint8Array(capacity);
    this.length = 0;
    this.pending = 0;
    this.pendingBits = 0;
  }

  // At most 24 bits at once: with the up to 7 pending ones they fit into 32.
  writeBits(value, count) {
    this.pending = (this.pending << count) | value;
    this.pendingBits += count;
    while (this.pendingBits >= 8) {
      this.pendingBits -= 8;
      this.bytes[this.length] = this.pending >> this.pendingBits;
      this.length += 1;
    }
  }

  // Rice code: value >> k in unary (that many zeros and a one), then the k low bits.
  writeRice(value, k) {
    let zeros = value >> k;
    while (zeros > 16) {
      this.writeBits(0, 16);
      zeros -= 16;
    }
    this.writeBits((1 << k) | (value & ((1 << k) - 1)), zeros + 1 + k);
  }

  finish() {
    if (this.pendingBits > 0) {
      this.writeBits(0, 8 - this.pendingBits);
    }
    return this.bytes.slice(0, this.length);
  }
}

class BitReader {
  constructor(bytes) {
    this.bytes = bytes;
    this.position = 0;
    this.window = 0;
    this.windowBits = 0;
  }

  readBits(count) {
    while (this.windowBits < count) {
      this.refill();
    }
    this.windowBits -= count;
    return (this.window >>> this.windowBits) & ((1 << count) - 1);
  }

  readRice(k) {
    let quotient = 0;
    while (this.readBits(1) === 0) {
      quotient += 1;
    }
    return (quotient << k) | this.readBits(k);
  }

  refill() {
    this.window = (this.window << 8) | this.bytes[this.position];
    this.position += 1;
    this.windowBits += 8;
  }
}
