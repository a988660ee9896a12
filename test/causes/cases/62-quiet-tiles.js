/*
 * Title: Quiet tiles cost one bit
 * Hypothesis: Many 8x8 tiles hold nothing but their mean. A flag tells quiet tiles from busy ones, and only busy
 *   ones carry the other coefficients of the cosine transform, coded by an adaptive binary range coder.
 */
const C = [];
for (let u = 0; u < 8; u++) {
  C[u] = [];
  for (let x = 0; x < 8; x++) C[u][x] = Math.cos(((2 * x + 1) * u * Math.PI) / 16) * (u === 0 ? Math.sqrt(0.125) : 0.5);
}
function dct(src) {
  const rows = [];
  for (let y = 0; y < 8; y++) for (let u = 0; u < 8; u++) {
    let s = 0;
    for (let x = 0; x < 8; x++) s += C[u][x] * src[y * 8 + x];
    rows[y * 8 + u] = s;
  }
  const dst = [];
  for (let v = 0; v < 8; v++) for (let u = 0; u < 8; u++) {
    let s = 0;
    for (let y = 0; y < 8; y++) s += C[v][y] * rows[y * 8 + u];
    dst[v * 8 + u] = s;
  }
  return dst;
}
function idct(src) {
  const cols = [];
  for (let y = 0; y < 8; y++) for (let u = 0; u < 8; u++) {
    let s = 0;
    for (let v = 0; v < 8; v++) s += C[v][y] * src[v * 8 + u];
    cols[y * 8 + u] = s;
  }
  const dst = [];
  for (let y = 0; y < 8; y++) for (let x = 0; x < 8; x++) {
    let s = 0;
    for (let u = 0; u < 8; u++) s += C[u][x] * cols[y * 8 + u];
    dst[y * 8 + x] = s;
  }
  return dst;
}

// Carry-less binary coder on 32-bit bounds; a probability is that of a zero, in 1/65536.
class BinaryCoder {
  constructor(input) {
    this.lo = 0;
    this.hi = 0xffffffff;
    this.input = input;
    this.output = [];
    this.p = {};
    this.pos = 0;
    this.x = 0;
    if (input) for (let i = 0; i < 4; i++) this.x = this.x * 256 + this.nextByte();
  }
  nextByte() {
    return this.pos < this.input.length ? this.input[this.pos++] : 0;
  }
  code(name, bit) {
    const p = this.p[name] ?? 32768;
    const mid = this.lo + Math.floor(((this.hi - this.lo) * p) / 65536);
    const b = this.input ? (this.x <= mid ? 0 : 1) : bit;
    if (b === 0) this.hi = mid;
    else this.lo = mid + 1;
    this.p[name] = b === 0 ? p + ((65000 - p) >> 4) : p - ((p - 500) >> 4);
    while (((this.lo ^ this.hi) & 0xff000000) === 0) {
      if (this.input) this.x = (this.x % 0x1000000) * 256 + this.nextByte();
      else this.output.push(this.hi >>> 24);
      this.lo = (this.lo % 0x1000000) * 256;
      this.hi = (this.hi % 0x1000000) * 256 + 255;
    }
    return b;
  }
  number(name, value) {
    const magnitude = Math.abs(value);
    let n = 0;
    while (n < 600 && this.code(name + Math.min(n, 12), n < magnitude ? 1 : 0)) n++;
    if (n === 0) return 0;
    return this.code(name + 's', value < 0 ? 1 : 0) ? -n : n;
  }
  finish() {
    this.output.push(this.hi >>> 24, 0, 0, 0);
    return new Uint8Array(this.output);
  }
}

const stepFor = (quality) => 4 + (100 - quality) * 0.9;
function planeList(width, height) {
  const w2 = Math.ceil(width / 2), h2 = Math.ceil(height / 2), n = width * height;
  return [[0, width, height, 'y'], [n, w2, h2, 'c'], [n + w2 * h2, w2, h2, 'c']];
}

export function compressFrame(frame, context) {
  const coder = new BinaryCoder();
  const step = stepFor(context.quality);
  for (const [base, w, h, tag] of planeList(context.width, context.height)) {
    let mean = 0;
    for (let ty = 0; ty < h; ty += 8) for (let tx = 0; tx < w; tx += 8) {
      const tile = [];
      for (let i = 0; i < 64; i++) tile[i] = frame.data[base + Math.min(ty + (i >> 3), h - 1) * w + Math.min(tx + (i & 7), w - 1)] - 128;
      const levels = dct(tile).map((c) => Math.round(c / step));
      const busy = levels.some((v, i) => i > 0 && v !== 0) ? 1 : 0;
      coder.code(tag + 'flag', busy);
      coder.number(tag + 'dc', levels[0] - mean);
      mean = levels[0];
      if (busy) for (let i = 1; i < 64; i++) coder.number(`${tag}${(i >> 3) + (i & 7)}:`, levels[i]);
    }
  }
  return coder.finish();
}

export function decompressFrame(bytes, context) {
  const coder = new BinaryCoder(bytes);
  const step = stepFor(context.quality);
  const planes = planeList(context.width, context.height);
  const out = new Uint8ClampedArray(planes[2][0] + planes[2][1] * planes[2][2]);
  for (const [base, w, h, tag] of planes) {
    let mean = 0;
    for (let ty = 0; ty < h; ty += 8) for (let tx = 0; tx < w; tx += 8) {
      const coefficients = new Array(64).fill(0);
      const busy = coder.code(tag + 'flag');
      mean += coder.number(tag + 'dc');
      if (busy) {
        coefficients[0] = mean * step;
        for (let i = 1; i < 64; i++) coefficients[i] = coder.number(`${tag}${(i >> 3) + (i & 7)}:`) * step;
      }
      const tile = idct(coefficients);
      for (let i = 0; i < 64; i++) if (ty + (i >> 3) < h && tx + (i & 7) < w) out[base + (ty + (i >> 3)) * w + tx + (i & 7)] = tile[i] + 128;
    }
  }
  return new Uint8Array(out);
}
