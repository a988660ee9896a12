/*
 * Title: Two opinions, mixed in the logistic domain
 * Hypothesis: A context of neighbouring levels and one of neighbouring brightness each give a probability for
 *   every binary decision; a small online mixer weighs them, which no single context can match.
 */
const squash = (x) => 1 / (1 + Math.exp(-x));
const stretch = (p) => Math.log(p / (1 - p));

class Mixer {
  constructor() {
    this.cells = [new Float64Array(1 << 14).fill(0.5), new Float64Array(1 << 14).fill(0.5)];
    this.weights = new Float64Array([0.6, 0.6]);
  }
  probability(slots) {
    this.slots = slots;
    this.inputs = slots.map((s, k) => stretch(this.cells[k][s]));
    this.p = squash(this.inputs[0] * this.weights[0] + this.inputs[1] * this.weights[1]);
    return Math.min(4095, Math.max(1, Math.round(this.p * 4096)));
  }
  update(bit) {
    const error = bit - this.p;
    for (let k = 0; k < 2; k++) {
      this.weights[k] += 0.02 * error * this.inputs[k];
      const cell = this.cells[k];
      cell[this.slots[k]] += ((bit ? 0.998 : 0.002) - cell[this.slots[k]]) * 0.06;
    }
  }
}

// Splits [low, high] of 32 bits; the part of a one lies below.
function splitter(bytes) {
  let low = 0, high = 0xffffffff, code = 0, at = 0;
  const out = [];
  const next = () => bytes[at++] ?? 0;
  if (bytes) for (let i = 0; i < 4; i++) code = code * 256 + next();
  return {
    bit(p, given) {
      const middle = low + Math.floor((high - low) / 4096) * p;
      const bit = given ?? (code <= middle ? 1 : 0);
      if (bit) high = middle;
      else low = middle + 1;
      while (Math.floor(low / 0x1000000) === Math.floor(high / 0x1000000)) {
        if (bytes) code = (code % 0x1000000) * 256 + next();
        else out.push(Math.floor(high / 0x1000000));
        low = (low % 0x1000000) * 256;
        high = (high % 0x1000000) * 256 + 255;
      }
      return bit;
    },
    end() {
      out.push(Math.floor(high / 0x1000000), 0, 0);
      return Uint8Array.from(out);
    },
  };
}

function codeLevel(coder, mixer, a, b, level) {
  const decide = (node, bit) => {
    const p = mixer.probability([a * 64 + node, b * 64 + node]);
    const got = coder.bit(p, bit);
    mixer.update(got);
    return got;
  };
  const given = level !== undefined;
  if (!decide(0, given ? (level !== 0 ? 1 : 0) : undefined)) return 0;
  const negative = decide(1, given ? (level < 0 ? 1 : 0) : undefined);
  let size = 1;
  while (size < 60 && decide(2 + size, given ? (Math.abs(level) > size ? 1 : 0) : undefined)) size++;
  return negative ? -size : size;
}

const stepFor = (q) => Math.max(5, Math.round(66 - q * 0.64));
const shapes = ({ width, height }) => [[width, height], [(width + 1) >> 1, (height + 1) >> 1], [(width + 1) >> 1, (height + 1) >> 1]];
const clip = (v) => Math.max(0, Math.min(255, v));

// The brightness around a place, in 5 bits, and the mean of left and above.
function around(samples, i, x, w) {
  const left = x > 0 ? samples[i - 1] : i >= w ? samples[i - w] : 128;
  const up = i >= w ? samples[i - w] : left;
  const slope = Math.min(7, Math.abs(left - up) >> 2);
  return { mean: (left + up + 1) >> 1, kind: ((left + up) >> 6) * 8 + slope };
}

export function compressFrame(frame, context) {
  const coder = splitter();
  const step = stepFor(context.quality);
  const sources = [frame.y, frame.u, frame.v];
  shapes(context).forEach(([w, h], plane) => {
    const mixer = new Mixer();
    const source = sources[plane];
    const rebuilt = new Uint8Array(w * h);
    const sizes = new Uint8Array(w * h);
    for (let i = 0; i < w * h; i++) {
      const x = i % w;
      const { mean, kind } = around(rebuilt, i, x, w);
      const near = Math.min(7, (x > 0 ? sizes[i - 1] : 0) * 2) * 8 + Math.min(7, i >= w ? sizes[i - w] : 0);
      const level = Math.round((source[i] - mean) / step);
      codeLevel(coder, mixer, near, kind, level);
      sizes[i] = level;
      rebuilt[i] = clip(mean + level * step);
    }
  });
  return coder.end();
}

export function decompressFrame(bytes, context) {
  const coder = splitter(bytes);
  const step = stepFor(context.quality);
  const list = shapes(context);
  const out = new Uint8Array(list.reduce((n, [w, h]) => n + w * h, 0));
  let base = 0;
  for (const [w, h] of list) {
    const mixer = new Mixer();
    const rebuilt = out.subarray(base, base + w * h);
    const sizes = new Uint8Array(w * h);
    for (let i = 0; i < w * h; i++) {
      const x = i % w;
      const { mean, kind } = around(rebuilt, i, x, w);
      const near = Math.min(7, (x > 0 ? sizes[i - 1] : 0) * 2) * 8 + Math.min(7, i >= w ? sizes[i - w] : 0);
      const level = codeLevel(coder, mixer, near, kind);
      sizes[i] = Math.abs(level);
      rebuilt[i] = clip(mean + level * step);
    }
    base += w * h;
  }
  return out;
}
