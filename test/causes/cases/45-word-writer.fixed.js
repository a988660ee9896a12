/*
 * Title: Rice codes in 32-bit words, parameter from a running mean
 * Hypothesis: Whole words are quick to write; the parameter adapts from sample to sample without any side data.
 */
class WordWriter {
  constructor() {
    this.words = [];
    this.word = 0;
    this.used = 0;
  }

  bit(b) {
    this.word = (this.word << 1) | b;
    this.used += 1;
    if (this.used === 32) {
      this.words.push(this.word);
      this.word = 0;
      this.used = 0;
    }
  }

  bits(value, n) {
    for (let i = n - 1; i >= 0; i--) this.bit((value >>> i) & 1);
  }

  toBytes() {
    if (this.used > 0) this.words.push(this.word << (32 - this.used));
    const view = new DataView(new ArrayBuffer(this.words.length * 4));
    this.words.forEach((w, i) => view.setInt32(i * 4, w));
    return new Uint8Array(view.buffer);
  }
}

class WordReader {
  constructor(bytes) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.bitsLeft = bytes.byteLength * 8;
    this.at = 0;
  }

  bit() {
    if (this.at >= this.bitsLeft) return 0;
    const word = this.view.getUint32((this.at >> 5) * 4);
    const bit = (word >>> (31 - (this.at & 31))) & 1;
    this.at += 1;
    return bit;
  }

  bits(n) {
    let value = 0;
    for (let i = 0; i < n; i++) value = (value << 1) | this.bit();
    return value;
  }
}

class RunningMean {
  constructor() {
    this.sum = 16;
    this.count = 2;
  }

  get parameter() {
    let k = 0;
    while (k < 7 && this.count << (k + 1) <= this.sum) k++;
    return k;
  }

  add(code) {
    this.sum += code;
    this.count += 1;
    if (this.count === 32) {
      this.sum >>= 1;
      this.count >>= 1;
    }
  }
}

const CAP = 20;
const guess = (data, i, { width, previous }) => {
  if (previous) return previous.data[i];
  if (i === 0) return 128;
  return i > width ? (data[i - 1] + data[i - width]) >> 1 : data[i - 1];
};

export function compressFrame({ data }, context) {
  const writer = new WordWriter();
  const mean = new RunningMean();
  for (let i = 0; i < data.length; i++) {
    const r = ((data[i] - guess(data, i, context)) << 24) >> 24;
    const code = r < 0 ? ~r * 2 + 1 : r * 2;
    const k = mean.parameter;
    const quotient = code >> k;
    for (let q = 0; q < Math.min(quotient, CAP); q++) writer.bit(1);
    if (quotient < CAP) {
      writer.bit(0);
      writer.bits(code, k);
    } else writer.bits(code, 8);
    mean.add(code);
  }
  return writer.toBytes();
}

export function decompressFrame(bytes, context) {
  const { width, height } = context;
  const data = new Uint8Array(width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1));
  const reader = new WordReader(bytes);
  const mean = new RunningMean();
  for (let i = 0; i < data.length; i++) {
    const k = mean.parameter;
    let quotient = 0;
    while (quotient < CAP && reader.bit() === 1) quotient += 1;
    const code = quotient < CAP ? (quotient << k) | reader.bits(k) : reader.bits(8);
    data[i] = guess(data, i, context) + (code & 1 ? ~(code >> 1) : code >> 1);
    mean.add(code);
  }
  return data;
}
