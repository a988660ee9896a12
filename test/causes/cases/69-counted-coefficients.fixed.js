/*
 * Title: 4x4 integer transform with a count for each block
 * Hypothesis: The small integer transform of modern codecs suits small pictures. Each block says how many
 *   coefficients follow in scan order, so the tail of zeros is free.
 */
const M = [[1, 1, 1, 1], [2, 1, -1, -2], [1, -1, -1, 1], [1, -2, 2, -1]];
const NORM = [4, 10, 4, 10];
const ORDER = [0, 1, 4, 8, 5, 2, 3, 6, 9, 12, 13, 10, 7, 11, 14, 15];

const COUNT_BITS = 5;

const tableFor = (quality) => Array.from({ length: 16 }, (_, i) => Math.max(6, (100 - quality) * (1.1 + (i >> 2) * 0.2 + (i & 3) * 0.2)));

function forward(block) {
  const t = new Array(16).fill(0), f = new Array(16).fill(0);
  for (let u = 0; u < 4; u++) for (let x = 0; x < 4; x++) for (let y = 0; y < 4; y++) t[y * 4 + u] += M[u][x] * block[y * 4 + x];
  for (let v = 0; v < 4; v++) for (let y = 0; y < 4; y++) for (let u = 0; u < 4; u++) f[v * 4 + u] += M[v][y] * t[y * 4 + u];
  return f.map((c, i) => c / Math.sqrt(NORM[i >> 2] * NORM[i & 3]));
}

function inverse(spectrum) {
  const f = spectrum.map((c, i) => c / Math.sqrt(NORM[i >> 2] * NORM[i & 3]));
  const t = new Array(16).fill(0), block = new Array(16).fill(0);
  for (let y = 0; y < 4; y++) for (let v = 0; v < 4; v++) for (let u = 0; u < 4; u++) t[y * 4 + u] += M[v][y] * f[v * 4 + u];
  for (let x = 0; x < 4; x++) for (let u = 0; u < 4; u++) for (let y = 0; y < 4; y++) block[y * 4 + x] += M[u][x] * t[y * 4 + u];
  return block;
}

class Stream {
  #bytes;
  #bit = 0;
  constructor(bytes = []) {
    this.#bytes = bytes;
  }
  put(value, width) {
    while (width-- > 0) {
      if ((this.#bit & 7) === 0) this.#bytes.push(0);
      if ((value >>> width) & 1) this.#bytes[this.#bytes.length - 1] |= 1 << (7 - (this.#bit & 7));
      this.#bit++;
    }
  }
  get(width) {
    let value = 0;
    while (width-- > 0) {
      value = (value << 1) | ((this.#bytes[this.#bit >> 3] >> (7 - (this.#bit & 7))) & 1);
      this.#bit++;
    }
    return value;
  }
  // Magnitude in groups of three bits with a flag for more, then the sign.
  putLevel(level) {
    let rest = Math.abs(level);
    do {
      this.put(rest & 3, 2);
      rest >>= 2;
      this.put(rest > 0 ? 1 : 0, 1);
    } while (rest > 0);
    if (level !== 0) this.put(level < 0 ? 1 : 0, 1);
  }
  getLevel() {
    let value = 0, shift = 0, more;
    do {
      value |= this.get(2) << shift;
      shift += 2;
      more = this.get(1);
    } while (more && shift < 24);
    return value !== 0 && this.get(1) ? -value : value;
  }
  toBytes() {
    return Uint8Array.from(this.#bytes);
  }
}

function forBlocks({ width, height }, visit) {
  const cw = (width + 1) >> 1, ch = (height + 1) >> 1;
  let offset = 0;
  for (const [w, h] of [[width, height], [cw, ch], [cw, ch]]) {
    for (let y = 0; y < h; y += 4) {
      for (let x = 0; x < w; x += 4) visit((i) => ({ at: offset + Math.min(y + (i >> 2), h - 1) * w + Math.min(x + (i & 3), w - 1), inside: y + (i >> 2) < h && x + (i & 3) < w }));
    }
    offset += w * h;
  }
  return offset;
}

export function compressFrame(frame, context) {
  const table = tableFor(context.quality);
  const stream = new Stream();
  forBlocks(context, (place) => {
    const block = Array.from({ length: 16 }, (_, i) => frame.data[place(i).at] - 128);
    const spectrum = forward(block);
    const levels = ORDER.map((k) => Math.round(spectrum[k] / table[k]));
    let count = 16;
    while (count > 0 && levels[count - 1] === 0) count--;
    stream.put(count, COUNT_BITS);
    for (let k = 0; k < count; k++) stream.putLevel(levels[k]);
  });
  return stream.toBytes();
}

export function decompressFrame(bytes, context) {
  const table = tableFor(context.quality);
  const stream = new Stream(bytes);
  const out = new Uint8ClampedArray(forBlocks(context, () => {}));
  forBlocks(context, (place) => {
    const spectrum = new Array(16).fill(0);
    const count = stream.get(COUNT_BITS);
    for (let k = 0; k < count; k++) spectrum[ORDER[k]] = stream.getLevel() * table[ORDER[k]];
    inverse(spectrum).forEach((v, i) => {
      const { at, inside } = place(i);
      if (inside) out[at] = v + 128;
    });
  });
  return new Uint8Array(out.buffer);
}
