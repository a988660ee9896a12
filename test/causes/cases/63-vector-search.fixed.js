/*
 * Title: Small vectors, rounded differences
 * Hypothesis: A full search of four samples around finds most of the next frame in the frame before; only
 *   the rounded difference to that place remains, and it is Golomb coded with a parameter per block.
 */
const BLOCK = 8;
const REACH = 4;

const roundStep = (quality) => Math.max(6, 64 - Math.floor(quality * 0.64));
const half = (n) => (n + 1) >> 1;

function at(plane, w, h, x, y) {
  const cx = x < 0 ? 0 : x >= w ? w - 1 : x;
  const cy = y < 0 ? 0 : y >= h ? h - 1 : y;
  return plane[cy * w + cx];
}

function bestVector(now, before, w, h, bx, by) {
  let best = { cost: Infinity, dx: 0, dy: 0 };
  for (let dy = -REACH; dy <= REACH; dy++) {
    for (let dx = -REACH; dx <= REACH; dx++) {
      let cost = 2 * (Math.abs(dx) + Math.abs(dy));
      for (let y = by; y < Math.min(by + BLOCK, h) && cost < best.cost; y += 2) {
        for (let x = bx; x < Math.min(bx + BLOCK, w); x += 2) cost += Math.abs(now[y * w + x] - at(before, w, h, x + dx, y + dy));
      }
      if (cost < best.cost) best = { cost, dx, dy };
    }
  }
  return best;
}

function Writer() {
  let text = '';
  this.fixed = (v, n) => { text += v.toString(2).padStart(n, '0'); };
  this.golomb = (v, k) => {
    text += '1'.repeat(v >> k) + '0';
    if (k > 0) this.fixed(v & ((1 << k) - 1), k);
  };
  this.bytes = () => Uint8Array.from(text.match(/.{1,8}/g) ?? [], (byte) => parseInt(byte.padEnd(8, '0'), 2));
}

function Reader(bytes) {
  let p = 0;
  const bit = () => (bytes[p >> 3] >> (7 - (p++ & 7))) & 1;
  this.fixed = (n) => {
    let v = 0;
    while (n-- > 0) v = v * 2 + bit();
    return v;
  };
  this.golomb = (k) => {
    let q = 0;
    while (bit()) q++;
    return (q << k) + this.fixed(k);
  };
}

// What the place (x, y) of plane p is expected to be.
function expected(context, p, vectors, x, y, left) {
  const { previous, width, height } = context;
  if (!previous) return left;
  const scale = p === 0 ? 0 : 1;
  const v = vectors[Math.floor((y << scale) / BLOCK) * Math.ceil(width / BLOCK) + Math.floor((x << scale) / BLOCK)];
  const plane = [previous.y, previous.u, previous.v][p];
  return at(plane, p ? half(width) : width, p ? half(height) : height, x + (v.dx >> scale), y + (v.dy >> scale));
}

function walk(context, vectors, out, level) {
  const step = roundStep(context.quality);
  const { width, height } = context;
  const shapes = [[width, height], [half(width), half(height)], [half(width), half(height)]];
  let base = 0;
  shapes.forEach(([w, h], p) => {
    for (let y = 0; y < h; y++) {
      for (let x = 0; x < w; x++) {
        const i = base + y * w + x;
        const left = x > 0 ? out[i - 1] : y > 0 ? out[i - w] : 128;
        const guess = expected(context, p, vectors, x, y, left);
        out[i] = Math.max(0, Math.min(255, guess + level(i, guess, step) * step));
      }
    }
    base += w * h;
  });
}

export function compressFrame(frame, context) {
  const { width: w, height: h, previous } = context;
  const writer = new Writer();
  const vectors = [];
  if (previous) {
    for (let by = 0; by < h; by += BLOCK) {
      for (let bx = 0; bx < w; bx += BLOCK) {
        const v = bestVector(frame.y, previous.y, w, h, bx, by);
        vectors.push(v);
        writer.fixed(v.dx + REACH, 4);
        writer.fixed(v.dy + REACH, 4);
      }
    }
  }
  walk(context, vectors, new Uint8Array(frame.data.length), (i, guess, step) => {
    const level = Math.round((frame.data[i] - guess) / step);
    writer.golomb(level < 0 ? -2 * level - 1 : 2 * level, 0);
    return level;
  });
  return writer.bytes();
}

export function decompressFrame(bytes, context) {
  const { width: w, height: h, previous } = context;
  const reader = new Reader(bytes);
  const count = previous ? Math.ceil(w / BLOCK) * Math.ceil(h / BLOCK) : 0;
  const vectors = Array.from({ length: count }, () => {
    const dx = reader.fixed(4) - REACH;
    return { dx, dy: reader.fixed(4) - REACH };
  });
  const out = new Uint8Array(w * h + 2 * half(w) * half(h));
  walk(context, vectors, out, () => {
    const code = reader.golomb(0);
    return code & 1 ? -((code + 1) >> 1) : code >> 1;
  });
  return out;
}
