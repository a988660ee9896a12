/*
 * Title: Colour planes first, luma after
 * Hypothesis: Chroma is flat and quickly told; sending it first lets the adaptive Rice parameter settle low
 *   before luma begins. All planes use rounded differences to the mean of the left and upper neighbour.
 */
const DIVISOR = 1.7;
const stepOf = (quality) => Math.round(5 + (100 - quality) / DIVISOR);

class AdaptiveRice {
  constructor() {
    this.mean = 2;
  }
  get k() {
    return this.mean < 1 ? 0 : Math.min(6, Math.floor(Math.log2(this.mean)));
  }
  saw(code) {
    this.mean += (code - this.mean) / 8;
  }
}

const fold = (v) => (v < 0 ? -2 * v - 1 : 2 * v);
const unfold = (c) => (c % 2 ? -(c + 1) / 2 : c / 2);

function scan(w, h, target, step, levelAt) {
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const i = y * w + x;
      const left = x ? target[i - 1] : y ? target[i - w] : 128;
      const up = y ? target[i - w] : left;
      const guess = (left + up) >> 1;
      target[i] = guess + levelAt(i, guess) * step;
    }
  }
}

export function compressFrame(frame, context) {
  const { width, height, quality } = context;
  const step = stepOf(quality);
  const rice = new AdaptiveRice();
  const bits = [];
  const send = (source, w, h) => {
    scan(w, h, new Uint8ClampedArray(w * h), step, (i, guess) => {
      const level = Math.round((source[i] - guess) / step);
      const code = fold(level);
      const k = rice.k;
      for (let q = code >> k; q > 0; q--) bits.push(1);
      bits.push(0);
      for (let b = k - 1; b >= 0; b--) bits.push((code >> b) & 1);
      rice.saw(code);
      return level;
    });
  };
  const cw = Math.ceil(width / 2), ch = Math.ceil(height / 2);
  send(frame.u, cw, ch);
  send(frame.v, cw, ch);
  send(frame.y, width, height);
  const bytes = new Uint8Array(Math.ceil(bits.length / 8));
  bits.forEach((bit, i) => { if (bit) bytes[i >> 3] |= 128 >> (i & 7); });
  return bytes;
}

export function decompressFrame(bytes, context) {
  const { width, height, quality } = context;
  const step = stepOf(quality);
  const rice = new AdaptiveRice();
  let at = 0;
  const bit = () => (bytes[at >> 3] >> (7 - (at++ & 7))) & 1;
  const receive = (w, h) => {
    const plane = new Uint8ClampedArray(w * h);
    scan(w, h, plane, step, () => {
      const k = rice.k;
      let code = 0;
      while (bit()) code++;
      for (let b = 0; b < k; b++) code = code * 2 + bit();
      rice.saw(code);
      return unfold(code);
    });
    return plane;
  };
  const cw = Math.ceil(width / 2), ch = Math.ceil(height / 2);
  const u = receive(cw, ch);
  const v = receive(cw, ch);
  const y = receive(width, height);
  const out = new Uint8Array(y.length + u.length + v.length);
  out.set(y, 0);
  out.set(u, y.length);
  out.set(v, y.length + u.length);
  return out;
}
