/*
 * Title: Start with the median, then predict every frame from the one before
 * Hypothesis: Only the first frame of a clip has nothing but its own samples to go by. From the
 *   second on the sample at the same place of the previous frame knows edges and texture alike and
 *   should be the better guess. At least 10 % less on clips that hardly move.
 * Builds on: 004-context-rice
 */

// Stream: for each plane (Y, U, V) one Rice code per sample, in rows. There is no header: both
// sides know the size of the frame, and both learn the Rice parameters from the samples so far.

const FIRST_PREDICTION = 128;
const CONTEXTS = 16;
const LEARNING_SHIFT = 5; // each code moves the average of its context by 1/32 of the way
const ESCAPE = 16; // a Rice code with that many zeros is followed by the 8 bits of the value

export function compressFrame(frame, context) {
  const writer = new BitWriter(4 * frame.data.length);
  const references = referencesOf(context);
  planesOf(frame.data, context).forEach((plane, p) => {
    const residuals =
      references === null ? subtractMedian(plane) : subtractReference(plane, references[p]);
    writeResiduals(writer, plane, residuals);
  });
  return writer.finish();
}

export function decompressFrame(bytes, context) {
  const reader = new BitReader(bytes);
  const data = new Uint8Array(frameSize(context));
  const references = referencesOf(context);
  planesOf(data, context).forEach((plane, p) => {
    const residuals = readResiduals(reader, plane);
    if (references === null) {
      addMedian(plane, residuals);
    } else {
      addReference(plane, references[p], residuals);
    }
  });
  return data;
}

function referencesOf(context) {
  return context.previous === null ? null : planesOf(context.previous.data, context);
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

function addMedian({ samples, width, height }, residuals) {
  let above = firstRowAbove(width);
  for (let y = 0; y < height; y += 1) {
    const row = samples.subarray(y * width, (y + 1) * width);
    const rowResiduals = residuals.subarray(y * width, (y + 1) * width);
    let left = above[0];
    let corner = above[0];
    for (let x = 0; x < width; x += 1) {
      row[x] = predictMedian(left, above[x], corner) + rowResiduals[x];
      left = row[x];
      corner = above[x];
    }
    above = row;
  }
}

function subtractReference({ samples }, reference) {
  const residuals = new Int8Array(samples.length);
  for (let i = 0; i < samples.length; i += 1) {
    residuals[i] = samples[i] - reference.samples[i];
  }
  return residuals;
}

function addReference({ samples }, reference, residuals) {
  for (let i = 0; i < samples.length; i += 1) {
    samples[i] = reference.samples[i] + residuals[i];
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

// --- Residuals as Rice codes ------------------------------------------------------------------

function writeResiduals(writer, { width, height }, residuals) {
  const model = new RiceModel();
  let above = new Uint8Array(width + 2);
  for (let y = 0; y < height; y += 1) {
    const magnitudes = new Uint8Array(width + 2);
    for (let x = 0; x < width; x += 1) {
      const residual = residuals[y * width + x];
      const context = contextOf(magnitudes, above, x);
      const code = foldSign(residual);
      writer.writeRice(code, model.parameter(context));
      model.update(context, code);
      magnitudes[x + 1] = residual < 0 ? -residual : residual;
    }
    above = magnitudes;
  }
}

function readResiduals(reader, { width, height }) {
  const residuals = new Int8Array(width * height);
  const model = new RiceModel();
  let above = new Uint8Array(width + 2);
  for (let y = 0; y < height; y += 1) {
    const magnitudes = new Uint8Array(width + 2);
    for (let x = 0; x < width; x += 1) {
      const context = contextOf(magnitudes, above, x);
      const code = reader.readRice(model.parameter(context));
      const residual = unfoldSign(code);
      model.update(context, code);
      magnitudes[x + 1] = residual < 0 ? -residual : residual;
      residuals[y * width + x] = residual;
    }
    above = magnitudes;
  }
  return residuals;
}

// Rows of magnitudes have a zero at both ends: the one of column x stands at x + 1.
function contextOf(magnitudes, above, x) {
  const activity = 2 * (magnitudes[x] + above[x + 1]) + above[x] + above[x + 2];
  return CONTEXT_OF_ACTIVITY[activity];
}

// Doubling the activity leads to the next context. Six magnitudes of at most 128 are summed.
const CONTEXT_OF_ACTIVITY = Uint8Array.from({ length: 6 * 128 + 1 }, (_, activity) =>
  Math.min(CONTEXTS - 1, 32 - Math.clz32(activity)));

// The average code of each context, in fixed point, decides on its Rice parameter. Until it has
// learned more, a code is taken to be about a quarter of the activity around it.
class RiceModel {
  constructor() {
    this.averages = new Uint16Array(CONTEXTS);
    for (let context = 0; context < CONTEXTS; context += 1) {
      this.averages[context] = Math.min(255, (1 << context) >> 2) << LEARNING_SHIFT;
    }
  }

  // The largest parameter k with 2^k at most the average code.
  parameter(context) {
    const average = this.averages[context] >> LEARNING_SHIFT;
    return average === 0 ? 0 : 31 - Math.clz32(average);
  }

  update(context, code) {
    this.averages[context] += code - (this.averages[context] >> LEARNING_SHIFT);
  }
}

// 0, -1, 1, -2, 2, ... become 0, 1, 2, 3, 4, ...
function foldSign(residual) {
  return residual < 0 ? -2 * residual - 1 : 2 * residual;
}

function unfoldSign(code) {
  return (code & 1) === 0 ? code >> 1 : -(code + 1) >> 1;
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
    const zeros = value >> parameter;
    if (zeros < ESCAPE) {
      const lowBits = value & ((1 << parameter) - 1);
      this.writeBits((1 << parameter) | lowBits, zeros + 1 + parameter);
    } else {
      this.writeBits(1, ESCAPE + 1);
      this.writeBits(value, 8);
    }
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
    let zeros = 0;
    while (this.readBits(1) === 0) {
      zeros += 1;
    }
    return zeros < ESCAPE ? (zeros << parameter) | this.readBits(parameter) : this.readBits(8);
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
