/*
 * Title: Cosine tiles with a flat step
 * Hypothesis: One step for all coefficients of an 8x8 cosine transform, scanned along the diagonals,
 *   keeps the tail of each tile at zero, and a tile that ends early costs a few bits only.
 */
const SIDE = 8;
const AREA = SIDE * SIDE;

class CosineTile {
  constructor() {
    this.basis = [];
    for (let u = 0; u < SIDE; u++) {
      const scale = u === 0 ? Math.sqrt(1 / SIDE) : Math.sqrt(2 / SIDE);
      this.basis.push(Array.from({ length: SIDE }, (_, x) => scale * Math.cos(((x + 0.5) * u * Math.PI) / SIDE)));
    }
    this.scan = Array.from({ length: AREA }, (_, i) => i).sort((a, b) => this.rank(a) - this.rank(b));
  }
  rank(i) {
    const x = i % SIDE;
    const y = (i - x) / SIDE;
    return (x + y) * 100 + ((x + y) % 2 ? y : x);
  }
  forward(tile) {
    return this.pass(tile, (u, x) => this.basis[u][x]);
  }
  backward(tile) {
    return this.pass(tile, (x, u) => this.basis[u][x]);
  }
  pass(tile, weight) {
    let input = tile;
    for (let round = 0; round < 2; round++) {
      const output = new Float64Array(AREA);
      for (let r = 0; r < SIDE; r++) {
        for (let u = 0; u < SIDE; u++) {
          let sum = 0;
          for (let x = 0; x < SIDE; x++) sum += weight(u, x) * input[r * SIDE + x];
          output[u * SIDE + r] = sum;
        }
      }
      input = output;
    }
    return input;
  }
}

class Sink {
  bits = [];
  unsigned(value) {
    const text = (value + 1).toString(2);
    for (let i = 1; i < text.length; i++) this.bits.push(0);
    for (const digit of text) this.bits.push(Number(digit));
  }
  signed(value) {
    this.unsigned(value > 0 ? value * 2 - 1 : value * -2);
  }
  bytes() {
    const packed = new Uint8Array(Math.ceil(this.bits.length / 8));
    this.bits.forEach((bit, i) => { packed[i >> 3] |= bit << (7 - (i & 7)); });
    return packed;
  }
}

class Source {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }
  bit() {
    const bit = (this.bytes[this.at >> 3] >> (7 - (this.at & 7))) & 1;
    this.at++;
    return bit;
  }
  unsigned() {
    let zeros = 0;
    while (zeros < 24 && this.bit() === 0) zeros++;
    let value = 1;
    for (let i = 0; i < zeros; i++) value = value * 2 + this.bit();
    return value - 1;
  }
  signed() {
    const code = this.unsigned();
    return code % 2 ? (code + 1) / 2 : -code / 2;
  }
}

const tiles = new CosineTile();
const stepFor = (quality) => Math.max(3, Math.round(90 * 0.964 ** quality));

function planesOf({ width, height }) {
  const cw = Math.ceil(width / 2);
  const ch = Math.ceil(height / 2);
  return [
    { from: 0, width, height },
    { from: width * height, width: cw, height: ch },
    { from: width * height + cw * ch, width: cw, height: ch },
  ];
}

function* corners(plane) {
  for (let y = 0; y < plane.height; y += SIDE) for (let x = 0; x < plane.width; x += SIDE) yield [x, y];
}

export function compressFrame(frame, context) {
  const sink = new Sink();
  const step = stepFor(context.quality);
  for (const plane of planesOf(context)) {
    let before = 0;
    for (const [x0, y0] of corners(plane)) {
      const tile = new Float64Array(AREA);
      for (let i = 0; i < AREA; i++) {
        const x = Math.min(plane.width - 1, x0 + (i % SIDE));
        const y = Math.min(plane.height - 1, y0 + Math.floor(i / SIDE));
        tile[i] = frame.data[plane.from + y * plane.width + x] - 128;
      }
      const coefficients = tiles.forward(tile);
      const levels = tiles.scan.map((place) => Math.round(coefficients[place] / step));
      let count = AREA;
      while (count > 1 && levels[count - 1] === 0) count--;
      sink.unsigned(count - 1);
      sink.signed(levels[0] - before);
      before = levels[0];
      for (let k = 1; k < count; k++) sink.signed(levels[k]);
    }
  }
  return sink.bytes();
}

export function decompressFrame(bytes, context) {
  const source = new Source(bytes);
  const step = stepFor(context.quality);
  const planes = planesOf(context);
  const last = planes[2];
  const out = new Uint8ClampedArray(last.from + last.width * last.height);
  for (const plane of planes) {
    let before = 0;
    for (const [x0, y0] of corners(plane)) {
      const levels = new Float64Array(AREA);
      const count = source.unsigned() + 1;
      before += source.signed();
      levels[0] = before;
      for (let k = 1; k < count; k++) levels[k] = source.signed();
      const coefficients = new Float64Array(AREA);
      for (let k = 0; k < AREA; k++) coefficients[tiles.scan[k]] = levels[k] * step;
      const tile = tiles.backward(coefficients);
      for (let i = 0; i < AREA; i++) {
        const x = x0 + (i % SIDE);
        const y = y0 + Math.floor(i / SIDE);
        if (x < plane.width && y < plane.height) out[plane.from + y * plane.width + x] = tile[i] + 128;
      }
    }
  }
  return new Uint8Array(out.buffer);
}
