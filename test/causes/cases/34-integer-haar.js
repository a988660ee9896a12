/*
 * Title: Integer Haar pyramid in two dimensions
 * Hypothesis: Averages and differences of pairs, first along rows and then along columns, gather the picture in few numbers.
 */
class Grid {
  constructor(width, height, values = new Int32Array(width * height)) {
    this.width = width;
    this.height = height;
    this.values = values;
  }

  line(offset, stride, count) {
    return Int32Array.from({ length: count }, (_, i) => this.values[offset + i * stride]);
  }

  setLine(offset, stride, line) {
    line.forEach((v, i) => { this.values[offset + i * stride] = v; });
  }

  rows(change) {
    for (let y = 0; y < this.height; y++) this.setLine(y * this.width, 1, change(this.line(y * this.width, 1, this.width)));
    return this;
  }

  columns(change) {
    for (let x = 0; x < this.width; x++) this.setLine(x, this.width, change(this.line(x, this.width, this.height)));
    return this;
  }
}

function pairsToBands(line) {
  const middle = (line.length + 1) >> 1;
  const out = new Int32Array(line.length);
  for (let i = 0; i < middle; i++) {
    const a = line[2 * i];
    if (2 * i + 1 === line.length) {
      out[i] = a;
      continue;
    }
    const detail = line[2 * i + 1] - a;
    out[i] = a + (detail >> 1);
    out[middle + i] = detail;
  }
  return out;
}

function bandsToPairs(line) {
  const middle = (line.length + 1) >> 1;
  const out = new Int32Array(line.length);
  for (let i = 0; i < middle; i++) {
    if (2 * i + 1 === line.length) {
      out[2 * i] = line[i];
      continue;
    }
    const detail = line[middle + i];
    out[2 * i] = line[i] - (detail >> 1);
    out[2 * i + 1] = out[2 * i] + detail;
  }
  return out;
}

function writeVarint(out, value) {
  let n = value < 0 ? -2 * value - 1 : 2 * value;
  while (n >= 128) {
    out.push((n % 128) + 128);
    n = Math.floor(n / 128);
  }
  out.push(n);
}

function varintReader(bytes) {
  let at = 0;
  return () => {
    let n = 0;
    for (let unit = 1; ; unit *= 128) {
      const byte = bytes[at++];
      n += (byte % 128) * unit;
      if (byte < 128) return n % 2 === 1 ? -(n + 1) / 2 : n / 2;
    }
  };
}

const gridSizes = ({ width, height }) => {
  const half = [Math.ceil(width / 2), Math.ceil(height / 2)];
  return [[width, height], half, half];
};

export function compressFrame(frame, context) {
  const out = [];
  const planes = [frame.y, frame.u, frame.v];
  gridSizes(context).forEach(([w, h], k) => {
    const grid = new Grid(w, h, Int32Array.from(planes[k]));
    grid.rows(pairsToBands).columns(pairsToBands);
    for (const v of grid.values) writeVarint(out, v);
  });
  return Uint8Array.from(out);
}

export function decompressFrame(bytes, context) {
  const next = varintReader(bytes);
  const samples = [];
  for (const [w, h] of gridSizes(context)) {
    const grid = new Grid(w, h);
    for (let i = 0; i < w * h; i++) grid.values[i] = next();
    grid.rows(bandsToPairs).columns(bandsToPairs);
    for (const v of grid.values) samples.push(v);
  }
  return Uint8Array.from(samples);
}
