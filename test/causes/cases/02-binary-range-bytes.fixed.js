/*
 * Title: Bit-tree range coder on left residuals
 * Hypothesis: Eight adaptive binary decisions for each residual learn its distribution without any table in the stream.
 */
const PROB_BITS = 11;
const RATE = 4;
const TOP = 1 << 24;

class RangeEncoder {
  low = 0;
  range = 0xffffffff;
  cache = 0;
  pending = 1;
  out = [];

  encode(probs, index, bit) {
    const bound = (this.range >>> PROB_BITS) * probs[index];
    if (bit === 0) {
      this.range = bound;
      probs[index] += ((1 << PROB_BITS) - probs[index]) >> RATE;
    } else {
      this.low += bound;
      this.range -= bound;
      probs[index] -= probs[index] >> RATE;
    }
    while (this.range < TOP) {
      this.range = (this.range << 8) >>> 0;
      this.shiftLow();
    }
  }

  shiftLow() {
    if (this.low < 0xff000000 || this.low > 0xffffffff) {
      const carry = this.low > 0xffffffff ? 1 : 0;
      do {
        this.out.push((this.cache + carry) & 0xff);
        this.cache = 0xff;
      } while (--this.pending > 0);
      this.cache = Math.floor(this.low / TOP) & 0xff;
    }
    this.pending++;
    this.low = ((this.low & 0x00ffffff) << 8) >>> 0;
  }

  finish() {
    for (let i = 0; i < 5; i++) this.shiftLow();
    return new Uint8Array(this.out);
  }
}

class RangeDecoder {
  range = 0xffffffff;
  code = 0;
  at = 1;

  constructor(bytes) {
    this.bytes = bytes;
    for (let i = 0; i < 4; i++) this.pull();
  }

  pull() {
    this.code = ((this.code << 8) | (this.bytes[this.at++] ?? 0)) >>> 0;
  }

  decode(probs, index) {
    const bound = (this.range >>> PROB_BITS) * probs[index];
    let bit = 0;
    if (this.code < bound) {
      this.range = bound;
      probs[index] += ((1 << PROB_BITS) - probs[index]) >> RATE;
    } else {
      bit = 1;
      this.code -= bound;
      this.range -= bound;
      probs[index] -= probs[index] >> RATE;
    }
    while (this.range < TOP) {
      this.range = (this.range << 8) >>> 0;
      this.pull();
    }
    return bit;
  }
}

const freshTree = () => new Uint16Array(256).fill(1 << (PROB_BITS - 1));

export function compressFrame({ data }, { previous }) {
  const coder = new RangeEncoder();
  const tree = freshTree();
  for (let i = 0; i < data.length; i++) {
    const guess = previous ? previous.data[i] : i > 0 ? data[i - 1] : 128;
    const residual = (data[i] - guess) & 255;
    let node = 1;
    for (let b = 7; b >= 0; b--) {
      const bit = (residual >> b) & 1;
      coder.encode(tree, node, bit);
      node = (node << 1) | bit;
    }
  }
  return coder.finish();
}

export function decompressFrame(bytes, { width, height, previous }) {
  const size = width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1);
  const data = new Uint8Array(size);
  const coder = new RangeDecoder(bytes);
  const tree = freshTree();
  for (let i = 0; i < size; i++) {
    const guess = previous ? previous.data[i] : i > 0 ? data[i - 1] : 128;
    let node = 1;
    while (node < 256) node = (node << 1) | coder.decode(tree, node);
    data[i] = guess + (node & 255);
  }
  return data;
}
