/*
 * Title: Three contexts mixed in the logistic domain
 * Hypothesis: A small mixture of neighbour contexts predicts each bit better than any single context.
 */
const SLOTS = 4096;
const INPUTS = 3;
const squash = (x) => 1 / (1 + Math.exp(-x));
const stretch = (p) => Math.log(p / (1 - p));

class Mixer {
  constructor() {
    this.tables = Array.from({ length: INPUTS }, () => new Float64Array(SLOTS).fill(0.5));
    this.weights = new Float64Array(INPUTS).fill(0.4);
    this.slots = new Int32Array(INPUTS);
    this.inputs = new Float64Array(INPUTS);
    this.probability = 0.5;
  }

  // The chance of a one, as an integer of 16 bits.
  predict(contexts, node) {
    let sum = 0;
    for (let i = 0; i < INPUTS; i++) {
      const slot = Math.imul(contexts[i] * 256 + node + 1, 0x9e3779b1) >>> 20;
      this.slots[i] = slot;
      this.inputs[i] = stretch(this.tables[i][slot]);
      sum += this.inputs[i] * this.weights[i];
    }
    this.probability = squash(sum);
    return Math.min(65000, Math.max(500, Math.round(this.probability * 65536)));
  }

  learn(bit) {
    const error = bit - this.probability;
    for (let i = 0; i < INPUTS; i++) {
      this.weights[i] += 0.02 * error * this.inputs[i];
      const table = this.tables[i];
      const p = table[this.slots[i]];
      table[this.slots[i]] = Math.min(0.996, Math.max(0.004, p + (bit - p) * 0.06));
    }
  }
}

// Carryless binary coder: the interval is [x1, x2].
class Coder {
  constructor(bytes) {
    this.x1 = 0;
    this.x2 = 0xffffffff;
    this.bytes = bytes ?? [];
    this.at = 0;
    this.x = 0;
    if (bytes) for (let i = 0; i < 4; i++) this.x = ((this.x << 8) | this.take()) >>> 0;
  }

  take() {
    return this.bytes[this.at++] ?? 0;
  }

  split(p) {
    return this.x1 + Math.floor(((this.x2 - this.x1) * p) / 65536);
  }

  narrow(mid, bit, onByte) {
    if (bit) this.x2 = mid;
    else this.x1 = mid + 1;
    while (((this.x1 ^ this.x2) & 0xff000000) === 0) {
      onByte();
      this.x1 = (this.x1 << 8) >>> 0;
      this.x2 = ((this.x2 << 8) | 255) >>> 0;
    }
  }

  encode(bit, p) {
    this.narrow(this.split(p), bit, () => this.bytes.push(this.x2 >>> 24));
  }

  decode(p) {
    const mid = this.split(p);
    const bit = this.x <= mid ? 1 : 0;
    this.narrow(mid, bit, () => { this.x = ((this.x << 8) | this.take()) >>> 0; });
    return bit;
  }
}

function contextsAt(data, i, width, previous) {
  const left = i > 0 ? data[i - 1] : 0;
  const up = i >= width ? data[i - width] : 0;
  const before = previous ? previous.data[i] : 0;
  return [left, (left >> 3) * 32 + (up >> 3) + 256, before * 4 + 2048];
}

export function compressFrame({ data, width }, { previous }) {
  const mixer = new Mixer();
  const coder = new Coder();
  for (let i = 0; i < data.length; i++) {
    const contexts = contextsAt(data, i, width, previous);
    for (let b = 7, node = 1; b >= 0; b--) {
      const bit = (data[i] >> b) & 1;
      coder.encode(bit, mixer.predict(contexts, node));
      mixer.learn(bit);
      node = node * 2 + bit;
    }
  }
  for (let shift = 24; shift >= 0; shift -= 8) coder.bytes.push((coder.x1 >>> shift) & 255);
  return Uint8Array.from(coder.bytes);
}

export function decompressFrame(bytes, { width, height, previous }) {
  const data = new Uint8Array(width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1));
  const mixer = new Mixer();
  const coder = new Coder(bytes);
  for (let i = 0; i < data.length; i++) {
    const contexts = contextsAt(data, i, width, previous);
    let node = 1;
    while (node < 256) {
      const bit = coder.decode(mixer.predict(contexts, node));
      mixer.learn(bit);
      node = node * 2 + bit;
    }
    data[i] = node;
  }
  return data;
}
