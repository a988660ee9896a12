/*
 * Title: Sparse Walsh blocks with a dead zone
 * Hypothesis: A Walsh-Hadamard transform needs additions only. Small coefficients fall into a wide dead zone,
 *   and a bitmap names the ones that remain.
 */
const SIZE = 4;

function hadamard(v, offset, stride) {
  const a = v[offset], b = v[offset + stride], c = v[offset + 2 * stride], d = v[offset + 3 * stride];
  v[offset] = a + b + c + d;
  v[offset + stride] = a + b - c - d;
  v[offset + 2 * stride] = a - b - c + d;
  v[offset + 3 * stride] = a - b + c - d;
}

function walsh(block) {
  for (let r = 0; r < SIZE; r++) hadamard(block, r * SIZE, 1);
  for (let c = 0; c < SIZE; c++) hadamard(block, c, SIZE);
  for (let i = 0; i < block.length; i++) block[i] /= SIZE;
  return block;
}

const quantiser = (quality) => {
  const step = 4.6 + (100 - quality) * 1.3;
  return {
    level(c) {
      const magnitude = Math.floor(Math.abs(c) / step + 0.35);
      return c < 0 ? -magnitude : magnitude;
    },
    value: (level) => (level + Math.sign(level) * 0.5) * step,
  };
};

class Region {
  constructor(start, width, height) {
    Object.assign(this, { start, width, height });
  }
  forEachBlock(action) {
    for (let y = 0; y < this.height; y += SIZE) for (let x = 0; x < this.width; x += SIZE) action(x, y);
  }
  static all({ width, height }) {
    const w = Math.ceil(width / 2), h = Math.ceil(height / 2);
    const luma = width * height;
    return [new Region(0, width, height), new Region(luma, w, h), new Region(luma + w * h, w, h)];
  }
  load(data, x, y) {
    const block = new Float64Array(SIZE * SIZE);
    for (let i = 0; i < block.length; i++) {
      const px = Math.min(x + (i % SIZE), this.width - 1);
      const py = Math.min(y + Math.floor(i / SIZE), this.height - 1);
      block[i] = data[this.start + py * this.width + px] - 128;
    }
    return block;
  }
  store(data, x, y, block) {
    block.forEach((v, i) => {
      const px = x + (i % SIZE), py = y + Math.floor(i / SIZE);
      if (px < this.width && py < this.height) data[this.start + py * this.width + px] = Math.max(0, Math.min(255, Math.round(v + 128)));
    });
  }
}

export function compressFrame(frame, context) {
  const q = quantiser(context.quality);
  const bytes = [];
  for (const region of Region.all(context)) {
    region.forEachBlock((x, y) => {
      const levels = Array.from(walsh(region.load(frame.data, x, y)), (c) => q.level(c));
      let map = 0;
      levels.forEach((level, i) => { if (level !== 0) map |= 1 << i; });
      bytes.push(map & 255, map >> 8);
      for (const level of levels) if (level !== 0) bytes.push(level & 255);
    });
  }
  return Uint8Array.from(bytes);
}

export function decompressFrame(bytes, context) {
  const q = quantiser(context.quality);
  const regions = Region.all(context);
  const data = new Uint8Array(regions.reduce((n, r) => n + r.width * r.height, 0));
  let at = 0;
  for (const region of regions) {
    region.forEachBlock((x, y) => {
      const map = bytes[at] | (bytes[at + 1] << 8);
      at += 2;
      const block = new Float64Array(SIZE * SIZE);
      for (let i = 0; i < block.length; i++) if ((map >> i) & 1) block[i] = q.value((bytes[at++] << 24) >> 24);
      region.store(data, x, y, walsh(block));
    });
  }
  return data;
}
