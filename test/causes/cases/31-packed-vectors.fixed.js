/*
 * Title: Motion of small blocks in the luma, chroma by difference
 * Hypothesis: A pan moves whole blocks; one byte for the vector of each 4x4 block is cheap where zeros follow.
 */
const SIZE = 4;
const REACH = 8;

class Picture {
  constructor(samples, width, height) {
    this.samples = samples;
    this.width = width;
    this.height = height;
  }

  at(x, y) {
    const cx = Math.min(this.width - 1, Math.max(0, x));
    const cy = Math.min(this.height - 1, Math.max(0, y));
    return this.samples[cy * this.width + cx];
  }

  *cells(bx, by) {
    for (let y = by; y < by + SIZE && y < this.height; y++) {
      for (let x = bx; x < bx + SIZE && x < this.width; x++) yield [x, y];
    }
  }

  *corners() {
    for (let y = 0; y < this.height; y += SIZE) for (let x = 0; x < this.width; x += SIZE) yield [x, y];
  }
}

function difference(now, before, bx, by, dx, dy, best) {
  let sum = 0;
  for (const [x, y] of now.cells(bx, by)) {
    sum += Math.abs(now.at(x, y) - before.at(x + dx, y + dy));
    if (sum >= best) return best;
  }
  return sum;
}

function search(now, before, bx, by) {
  let found = { dx: 0, dy: 0, cost: difference(now, before, bx, by, 0, 0, Infinity) };
  for (let dy = -REACH; dy < REACH && found.cost > 0; dy++) {
    for (let dx = -REACH; dx < REACH; dx++) {
      const cost = difference(now, before, bx, by, dx, dy, found.cost);
      if (cost < found.cost) found = { dx, dy, cost };
    }
  }
  return found;
}

function squeeze(list) {
  const out = [];
  for (let i = 0; i < list.length; i++) {
    out.push(list[i]);
    if (list[i] !== 0) continue;
    let more = 0;
    while (more < 255 && list[i + 1] === 0) {
      more++;
      i++;
    }
    out.push(more);
  }
  return out;
}

function* expand(bytes, at) {
  while (at < bytes.length) {
    const value = bytes[at++];
    yield value;
    if (value === 0) for (let more = bytes[at++]; more > 0; more--) yield 0;
  }
}

export function compressFrame(frame, { width, height, previous }) {
  if (!previous) return Uint8Array.from(squeeze(frame.data.map((v, i) => v - (i ? frame.data[i - 1] : 0))));
  const now = new Picture(frame.y, width, height);
  const before = new Picture(previous.y, width, height);
  const vectors = [];
  const residuals = [];
  for (const [bx, by] of now.corners()) {
    const { dx, dy } = search(now, before, bx, by);
    vectors.push(((dy + REACH) << 4) | (dx + REACH));
    for (const [x, y] of now.cells(bx, by)) residuals.push((now.at(x, y) - before.at(x + dx, y + dy)) & 255);
  }
  for (let i = width * height; i < frame.data.length; i++) residuals.push((frame.data[i] - previous.data[i]) & 255);
  return Uint8Array.from([...vectors, ...squeeze(residuals)]);
}

export function decompressFrame(bytes, { width, height, previous }) {
  const data = new Uint8Array(width * height + 2 * Math.ceil(width / 2) * Math.ceil(height / 2));
  if (!previous) {
    const values = expand(bytes, 0);
    for (let i = 0; i < data.length; i++) data[i] = values.next().value + (i ? data[i - 1] : 0);
    return data;
  }
  const now = new Picture(data, width, height);
  const before = new Picture(previous.y, width, height);
  const corners = [...now.corners()];
  const values = expand(bytes, corners.length);
  corners.forEach(([bx, by], k) => {
    const dx = (bytes[k] & 15) - REACH;
    const dy = (bytes[k] >> 4) - REACH;
    for (const [x, y] of now.cells(bx, by)) data[y * width + x] = before.at(x + dx, y + dy) + values.next().value;
  });
  for (let i = width * height; i < data.length; i++) data[i] = previous.data[i] + values.next().value;
  return data;
}
