/*
 * Title: Let each block choose between its neighbours and the previous frame
 * Hypothesis: Where nothing moves, the sample at the same place of the previous frame is the best
 *   prediction there is; where something moves it is a bad one. One bit for each block of 16x16
 *   lets the encoder pick the better of the two: some 8 % less, most on still backgrounds, and
 *   never much more than the bits for the choice.
 * Builds on: 004-context-rice
 */

// Stream: from the second frame on one bit per block (is it predicted from the previous frame?),
// then for each plane (Y, U, V) one Rice code per sample, in rows. There is no header: both sides
// know the size of the frame, and both learn the Rice parameters from the samples so far.

const FIRST_PREDICTION = 128;
const BLOCK_SIZE = 16; // in luma samples; a block covers half as many chroma samples each way
const CONTEXTS = 16;
const LEARNING_SHIFT = 5; // each code moves the average of its context by 1/32 of the way
const ESCAPE = 16; // a Rice code with that many zeros is followed by the 8 bits of the value

export function compressFrame(frame, context) {
  const writer = new BitWriter(4 * frame.data.length);
  const planes = planesOf(frame.data, context);
  const residuals = planes.map(subtractMedian);
  if (context.previous !== null) {
    const previous = planesOf(context.previous.data, context);
    const differences = planes.map((plane, p) => subtractPrevious(plane, previous[p]));
    for (const block of blocksOf(context)) {
      const isTemporal =
        blockCost(planes, differences, block) < blockCost(planes, residuals, block);
      writer.writeBits(isTemporal ? 1 : 0, 1);
      if (isTemporal) {
        copyBlock(planes, differences, residuals, block);
      }
    }
  }
  planes.forEach((plane, p) => writeResiduals(writer, plane, residuals[p]));
  return writer.finish();
}

export function decompressFrame(bytes, context) {
  const reader = new BitReader(bytes);
  const data = new Uint8Array(frameSize(context));
  const previous = context.previous === null ? null : planesOf(context.previous.data, context);
  const blocks = blocksOf(context);
  if (previous !== null) {
    for (const block of blocks) {
      block.isTemporal = reader.readBits(1) === 1;
    }
  }
  planesOf(data, context).forEach((plane, p) => {
    addPrediction(plane, readResiduals(reader, plane), blocks, previous?.[p]);
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

function subtractPrevious({ samples }, previous) {
  const differences = new Int8Array(samples.length);
  for (let i = 0; i < samples.length; i += 1) {
    differences[i] = samples[i] - previous.samples[i];
  }
  return differences;
}

// Blocks stand in rows from the top left, as in blocksOf; a row of samples runs through all blocks
// of its block row.
function addPrediction(plane, residuals, blocks, previous) {
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
        const previousRow = previous.samples.subarray(y * width, (y + 1) * width);
        for (let x = start; x < end; x += 1) {
          row[x] = previousRow[x] + rowResiduals[x];
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

// --- Blocks -----------------------------------------------------------------------------------

function blocksOf({ width, height }) {
  const blocks = [];
  for (let row = 0; row < Math.ceil(height / BLOCK_SIZE); row += 1) {
    for (let column = 0; column < Math.ceil(width / BLOCK_SIZE); column += 1) {
      blocks.push({ row, column, isTemporal: false });
    }
  }
  return blocks;
}

// The sum of magnitudes stands for the bits that the residuals of a block would take.
function blockCost(planes, residuals, block) {
  let cost = 0;
  planes.forEach((plane, p) => {
    for (const [start, end] of rowsOfBlock(plane, block)) {
      for (let i = start; i < end; i += 1) {
        const residual = residuals[p][i];
        cost += residual < 0 ? -residual : residual;
      }
    }
  });
  return cost;
}

function copyBlock(planes, from, to, block) {
  planes.forEach((plane, p) => {
    for (const [start, end] of rowsOfBlock(plane, block)) {
      to[p].set(from[p].subarray(start, end), start);
    }
  });
}

// The rows of a block within a plane, each as the indices of its first sample and of its end.
function rowsOfBlock({ width, height, blockSize }, { row, column }) {
  const left = column * blockSize;
  const right = Math.min(left + blockSize, width);
  const bottom = Math.min((row + 1) * blockSize, height);
  const rows = [];
  for (let y = row * blockSize; y < bottom; y += 1) {
    rows.push([y * width + left, y * width + right]);
  }
  return rows;
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
