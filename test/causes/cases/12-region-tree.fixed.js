/*
 * Title: Quadtree of flat squares
 * Hypothesis: Screens consist of flat rectangles; a tree of squares stores each with one byte.
 */
const ROOT = 16;

class Tree {
  constructor(samples, width, height) {
    Object.assign(this, { samples, width, height });
  }

  sample(x, y) {
    return x < this.width && y < this.height ? this.samples[y * this.width + x] : undefined;
  }

  spread(x0, y0, size) {
    let low = 255;
    let high = 0;
    for (let y = y0; y < Math.min(y0 + size, this.height); y++) {
      for (let x = x0; x < Math.min(x0 + size, this.width); x++) {
        low = Math.min(low, this.sample(x, y));
        high = Math.max(high, this.sample(x, y));
      }
    }
    return high - low;
  }

  split(sink, x, y, size) {
    if (x >= this.width || y >= this.height) return;
    if (this.spread(x, y, size) === 0) {
      sink.flags.push(1);
      sink.values.push(this.sample(x, y));
      return;
    }
    sink.flags.push(0);
    const half = size / 2;
    this.split(sink, x, y, half);
    this.split(sink, x + half, y, half);
    this.split(sink, x, y + half, half);
    this.split(sink, x + half, y + half, half);
  }

  join(source, x, y, size) {
    if (x >= this.width || y >= this.height) return;
    if (source.flag() === 1) {
      const value = source.value();
      const right = Math.min(x + size, this.width);
      for (let row = y; row < Math.min(y + size, this.height); row++) {
        this.samples.fill(value, row * this.width + x, row * this.width + right);
      }
      return;
    }
    const half = size / 2;
    this.join(source, x, y, half);
    this.join(source, x + half, y, half);
    this.join(source, x, y + half, half);
    this.join(source, x + half, y + half, half);
  }

  *roots() {
    for (let y = 0; y < this.height; y += ROOT) for (let x = 0; x < this.width; x += ROOT) yield [x, y];
  }
}

function treesOn(data, { width, height }) {
  const cw = (width + 1) >> 1, ch = (height + 1) >> 1;
  const ySize = width * height, cSize = cw * ch;
  return [
    new Tree(data.subarray(0, ySize), width, height),
    new Tree(data.subarray(ySize, ySize + cSize), cw, ch),
    new Tree(data.subarray(ySize + cSize, ySize + 2 * cSize), cw, ch),
  ];
}

export function compressFrame(frame, context) {
  const sink = { flags: [], values: [] };
  for (const tree of treesOn(frame.data, context)) for (const [x, y] of tree.roots()) tree.split(sink, x, y, ROOT);
  const packed = new Uint8Array(Math.ceil(sink.flags.length / 8));
  sink.flags.forEach((flag, i) => { packed[i >> 3] |= flag << (i & 7); });
  return Uint8Array.from([packed.length >> 8, packed.length & 255, ...packed, ...sink.values]);
}

export function decompressFrame(bytes, context) {
  const { width, height } = context;
  const data = new Uint8Array(width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1));
  let bit = 16;
  let at = 2 + bytes[0] * 256 + bytes[1];
  const source = {
    flag: () => (bytes[bit >> 3] >> (bit++ & 7)) & 1,
    value: () => bytes[at++],
  };
  for (const tree of treesOn(data, context)) for (const [x, y] of tree.roots()) tree.join(source, x, y, ROOT);
  return data;
}
