/*
 * Title: Arithmetic coder with cumulative counts for each plane
 * Hypothesis: Adaptive counts of whole residuals, searched by halving, are simple and need no tables in the stream.
 */
const SYMBOLS = 256;
const STEP = 24;
const LIMIT = 1 << 14;

class Counts {
  constructor() {
    this.cumulative = Array.from({ length: SYMBOLS + 1 }, (_, i) => i);
  }

  get total() {
    return this.cumulative[SYMBOLS];
  }

  // The symbol whose interval holds the value: the last one that starts at or below it.
  find(value) {
    let low = 0;
    let high = SYMBOLS - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.cumulative[middle] <= value) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  add(symbol) {
    for (let i = symbol + 1; i <= SYMBOLS; i++) this.cumulative[i] += STEP;
    if (this.total < LIMIT) return;
    let sum = 0;
    let start = 0;
    for (let i = 0; i < SYMBOLS; i++) {
      const count = this.cumulative[i + 1] - start;
      start = this.cumulative[i + 1];
      sum += (count + 1) >> 1;
      this.cumulative[i + 1] = sum;
    }
  }
}

// The interval [low, low + range) of a 32-bit number; a byte leaves when it is settled (Subbotin).
class Interval {
  low = 0;
  range = 0xffffffff;

  narrow(start, size, total) {
    this.range = Math.floor(this.range / total);
    this.low = (this.low + start * this.range) >>> 0;
    this.range *= size;
  }

  settled() {
    if (((this.low ^ (this.low + this.range)) >>> 0) < 0x1000000) return true;
    if (this.range >= 0x10000) return false;
    this.range = -this.low & 0xffff;
    return true;
  }

  shift() {
    this.low = (this.low << 8) >>> 0;
    this.range = (this.range * 256) >>> 0;
  }
}

const planeEnds = (w, h) => {
  const c = ((w + 1) >> 1) * ((h + 1) >> 1);
  return [w * h, w * h + c, w * h + 2 * c];
};

export function compressFrame({ data, width, height }) {
  const interval = new Interval();
  const out = [];
  let i = 0;
  for (const end of planeEnds(width, height)) {
    const counts = new Counts();
    for (; i < end; i++) {
      const symbol = (data[i] - (i > 0 ? data[i - 1] : 128)) & 255;
      const start = counts.cumulative[symbol];
      interval.narrow(start, counts.cumulative[symbol + 1] - start, counts.total);
      while (interval.settled()) {
        out.push(interval.low >>> 24);
        interval.shift();
      }
      counts.add(symbol);
    }
  }
  for (let k = 0; k < 4; k++) {
    out.push(interval.low >>> 24);
    interval.shift();
  }
  return new Uint8Array(out);
}

export function decompressFrame(bytes, { width, height }) {
  const ends = planeEnds(width, height);
  const data = new Uint8Array(ends[2]);
  const interval = new Interval();
  let at = 0;
  let code = 0;
  const pull = () => { code = ((code << 8) | (bytes[at++] ?? 0)) >>> 0; };
  for (let k = 0; k < 4; k++) pull();
  let i = 0;
  for (const end of ends) {
    const counts = new Counts();
    for (; i < end; i++) {
      const step = Math.floor(interval.range / counts.total);
      const symbol = counts.find(Math.floor(((code - interval.low) >>> 0) / step));
      const start = counts.cumulative[symbol];
      interval.narrow(start, counts.cumulative[symbol + 1] - start, counts.total);
      while (interval.settled()) {
        pull();
        interval.shift();
      }
      counts.add(symbol);
      data[i] = symbol + (i > 0 ? data[i - 1] : 128);
    }
  }
  return data;
}
