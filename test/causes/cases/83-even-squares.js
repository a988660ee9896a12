/*
 * Title: Even squares in a quadtree
 * Hypothesis: Screens and flat skies hold large squares of one value. The tree marks them with one bit; whatever is
 *   not even down to 2x2 is written sample by sample.
 */
function* childSquares({ x, y, side }, w, h) {
  const half = side / 2;
  for (const dy of [0, half]) for (const dx of [0, half]) if (x + dx < w && y + dy < h) yield { x: x + dx, y: y + dy, side: half };
}

const extent = (square, w, h) => ({ right: Math.min(square.x + square.side, w), bottom: Math.min(square.y + square.side, h) });

function isEven(plane, square, w, h) {
  const { right, bottom } = extent(square, w, h);
  const first = plane[square.y * w + square.x];
  for (let y = square.y; y < bottom; y++) {
    for (let x = square.x + 1; x < right; x++) if (plane[y * w + x] !== first) return false;
  }
  return true;
}

function rootFor(w, h) {
  let side = 2;
  while (side < Math.max(w, h)) side *= 2;
  return { x: 0, y: 0, side };
}

class Pen {
  flags = [];
  values = [];
  draw(plane, square, w, h) {
    if (isEven(plane, square, w, h)) {
      this.flags.push(1);
      this.values.push(plane[square.y * w + square.x]);
      return;
    }
    this.flags.push(0);
    if (square.side > 2) {
      for (const child of childSquares(square, w, h)) this.draw(plane, child, w, h);
      return;
    }
    const { right, bottom } = extent(square, w, h);
    for (let y = square.y; y < bottom; y++) for (let x = square.x; x < right; x++) this.values.push(plane[y * w + x]);
  }
}

class Eraser {
  constructor(bytes) {
    this.count = bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
    this.flags = bytes.subarray(3);
    this.values = bytes.subarray(3 + Math.ceil(this.count / 8));
    this.f = 0;
    this.v = 0;
  }
  draw(plane, square, w, h) {
    const even = (this.flags[this.f >> 3] >> (this.f & 7)) & 1;
    this.f++;
    if (!even && square.side > 2) {
      for (const child of childSquares(square, w, h)) this.draw(plane, child, w, h);
      return;
    }
    const { right, bottom } = extent(square, w, h);
    const value = even ? this.values[this.v++] : 0;
    for (let y = square.y; y < bottom; y++) for (let x = square.x; x < right; x++) plane[y * w + x] = even ? value : this.values[this.v++];
  }
}

const planesIn = (data, { width, height }) => {
  const cw = (width + 1) >> 1, ch = (height + 1) >> 1, n = width * height;
  return [[data.subarray(0, n), width, height], [data.subarray(n, n + cw * ch), cw, ch], [data.subarray(n + cw * ch), cw, ch]];
};

export function compressFrame(frame, context) {
  const pen = new Pen();
  for (const [plane, w, h] of planesIn(frame.data, context)) pen.draw(plane, rootFor(w, h), w, h);
  const count = pen.flags.length;
  const packed = new Uint8Array(Math.ceil(count / 8));
  pen.flags.forEach((flag, i) => { packed[i >> 3] |= flag << (i & 7); });
  return Uint8Array.from([count & 255, (count >> 8) & 255, count >> 16, ...packed, ...pen.values]);
}

export function decompressFrame(bytes, context) {
  const cells = ((context.width + 1) >> 1) * ((context.height + 1) >> 1);
  const data = new Uint8Array(context.width * context.height + 2 * cells);
  const eraser = new Eraser(bytes);
  for (const [plane, w, h] of planesIn(data, context)) eraser.draw(plane, rootFor(w, h), w, h);
  return data;
}
