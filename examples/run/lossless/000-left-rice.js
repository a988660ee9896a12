/*
 * Title: Predict each sample from its left neighbour, write the difference as a Rice code
 * Hypothesis: Neighbouring samples are alike, so their differences are small numbers around zero.
 *   A Rice code spends few bits on small numbers; one parameter per row follows how busy the
 *   picture is. That should take about 4.5 bits for a sample instead of 8.
 * Builds on: nothing, this is the first baseline
 */

// Stream: for each plane (Y, U, V), for each row: the Rice parameter in PARAMETER_BITS bits, then
// one Rice code per sample. There is no header: both sides know the size of the frame.

const PARAMETER_BITS = 3;
const FIRST_PREDICTION = 128;

export function compressFrame(frame, context) {
  const writer = new BitWriter(2 * frame.data.length);
  for (const plane of planesOf(frame.data, context)) {
    writeResiduals(writer, plane, subtractPrediction(plane));
  }
  return writer.finish();
}

export function decompressFrame(bytes, context) {
  const reader = new BitReader(bytes);
  const data = new Uint8Array(frameSize(context));
  for (const plane of planesOf(data, context)) {
    addPrediction(plane, readResiduals(reader, plane));
  }
  return data;
}

// --- Prediction -------------------------------------------------------------------------------

// Residuals are taken modulo 256, which is what an Int8Array does on its own when it is written;
// the Uint8Array of the samples wraps back in the decoder. So 8 bits always hold a residual.
function subtractPrediction({ samples, width, height }) {
  const residuals = new Int8Array(samples.length);
  for (let y = 0; y < height; y += 1) {
    const start = y * width;
    let prediction = predictRowStart(samples, start, width);
    for (let i = start; i < start + width; i += 1) {
      residuals[i] = samples[i] - prediction;
      prediction = samples[i];
    }
  }
  return residuals;
}

function addPrediction({ samples, width, height }, residuals) {
  for (let y = 0; y < height; y += 1) {
    const start = y * width;
    let prediction = predictRowStart(samples, start, width);
    for (let i = start; i < start + width; i += 1) {
      samples[i] = prediction + residuals[i];
      prediction = samples[i];
    }
  }
}

// The first sample of a row has no left neighbour: the sample above it stands in.
function predictRowStart(samples, start, width) {
  return start === 0 ? FIRST_PREDICTION : samples[start - width];
}

// --- Residuals as Rice codes ------------------------------------------------------------------

function writeResiduals(writer, { width, height }, residuals) {
  const codes = new Uint8Array(width);
  for (let y = 0; y < height; y += 1) {
    let sum = 0;
    for (let x = 0; x < width; x += 1) {
      codes[x] = foldSign(residuals[y * width + x]);
      sum += codes[x];
    }
    const parameter = chooseParameter(sum, width);
    writer.writeBits(parameter, PARAMETER_BITS);
    for (let x = 0; x < width; x += 1) {
      writer.writeRice(codes[x], parameter);
    }
  }
}

function readResiduals(reader, { width, height }) {
  const residuals = new Int8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const parameter = reader.readBits(PARAMETER_BITS);
    for (let x = 0; x < width; x += 1) {
      residuals[y * width + x] = unfoldSign(reader.readRice(parameter));
    }
  }
  return residuals;
}

// 0, -1, 1, -2, 2, ... become 0, 1, 2, 3, 4, ...
function foldSign(residual) {
  return residual < 0 ? -2 * residual - 1 : 2 * residual;
}

function unfoldSign(code) {
  return (code & 1) === 0 ? code >> 1 : -(code + 1) >> 1;
}

// The largest parameter k with 2^k at most the mean code. No code is above 255, so k is at most 7.
function chooseParameter(sum, count) {
  let parameter = 0;
  while (count << (parameter + 1) <= sum) {
    parameter += 1;
  }
  return parameter;
}

// --- Bits -------------------------------------------------------------------------------------

// The first bit written is the most significant one of the first byte.
class BitWriter {
  constructor(capacity) {
    this.bytes = new Uint8Array(capacity);
    this.length = 0;
    this.pending = 0;
    this.pendingBits = 0;
  }

  // At most 24 bits at once: together with up to 7 pending ones they fit into 32.
  writeBits(value, count) {
    this.pending = (this.pending << count) | value;
    this.pendingBits += count;
    while (this.pendingBits >= 8) {
      this.pendingBits -= 8;
      this.bytes[this.length] = this.pending >> this.pendingBits;
      this.length += 1;
    }
  }

  // `value >> parameter` zeros, a one, then the low `parameter` bits of the value.
  writeRice(value, parameter) {
    let zeros = value >> parameter;
    while (zeros > 16) {
      this.writeBits(0, 16);
      zeros -= 16;
    }
    const lowBits = value & ((1 << parameter) - 1);
    this.writeBits((1 << parameter) | lowBits, zeros + 1 + parameter);
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
    this.pending = 0;
    this.pendingBits = 0;
  }

  readBits(count) {
    while (this.pendingBits < count) {
      this.pending = (this.pending << 8) | this.bytes[this.position];
      this.position += 1;
      this.pendingBits += 8;
    }
    this.pendingBits -= count;
    return (this.pending >> this.pendingBits) & ((1 << count) - 1);
  }

  readRice(parameter) {
    let quotient = 0;
    while (this.readBits(1) === 0) {
      quotient += 1;
    }
    return (quotient << parameter) | this.readBits(parameter);
  }
}

// --- Frame layout (I420) ----------------------------------------------------------------------

function frameSize({ width, height }) {
  return width * height + 2 * Math.ceil(width / 2) * Math.ceil(height / 2);
}

// The three planes of a frame, as views on its data.
function planesOf(data, { width, height }) {
  const shapes = [
    { width, height },
    { width: Math.ceil(width / 2), height: Math.ceil(height / 2) },
    { width: Math.ceil(width / 2), height: Math.ceil(height / 2) },
  ];
  let start = 0;
  return shapes.map((shape) => {
    const end = start + shape.width * shape.height;
    const samples = data.subarray(start, end);
    start = end;
    return { samples, ...shape };
  });
}
