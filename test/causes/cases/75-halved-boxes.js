/*
 * Title: Boxes halved along their longer side
 * Hypothesis: A binary tree of boxes follows edges better than a quadtree. A box is done when the coarse
 *   grey value that stands for it is near enough to all of its samples.
 */
const settings = (quality) => ({ grid: quality > 80 ? 6 : 10, tolerance: Math.max(2, 100 - quality * 1.1) });

class Box {
  constructor(x, y, w, h) {
    this.x = x;
    this.y = y;
    this.w = w;
    this.h = h;
  }
  get single() {
    return this.w === 1 && this.h === 1;
  }
  halves() {
    const { x, y, w, h } = this;
    if (w > h) {
      const left = w >> 1;
      return [new Box(x, y, left, h), new Box(x + left, y, w - left, h)];
    }
    const top = h >> 1;
    return [new Box(x, y, w, top), new Box(x, y + top, w, h - top)];
  }
  measure(samples, stride) {
    let sum = 0, low = 255, high = 0;
    for (let j = this.y; j < this.y + this.h; j++) {
      for (let i = this.x; i < this.x + this.w; i++) {
        const v = samples[j * stride + i];
        sum += v;
        if (v < low) low = v;
        if (v > high) high = v;
      }
    }
    return { mean: sum / (this.w * this.h), low, high };
  }
  fill(samples, stride, value) {
    for (let j = this.y; j < this.y + this.h; j++) samples.fill(value, j * stride + this.x, j * stride + this.x + this.w);
  }
}

function describe(box, samples, stride, { grid, tolerance }, out) {
  const { mean, low, high } = box.measure(samples, stride);
  const grey = Math.round(mean / grid);
  const near = Math.max(high - grey * grid, grey * grid - low) <= tolerance;
  if (near) {
    out.push(0, grey);
    return;
  }
  out.push(1);
  for (const part of box.halves()) describe(part, samples, stride, { grid, tolerance }, out);
}

function redraw(box, samples, stride, grid, next) {
  if (next() === 0) box.fill(samples, stride, Math.min(255, next() * grid));
  else for (const part of box.halves()) redraw(part, samples, stride, grid, next);
}

// The list alternates flags and greys; a flag of one is kept in the top bit of the byte that follows.
function squeeze(list) {
  const bytes = [];
  let splits = 0;
  for (let i = 0; i < list.length; i++) {
    if (list[i] === 1) splits++;
    else {
      for (; splits >= 3; splits -= 3) bytes.push(255);
      bytes.push((splits << 6) | list[++i]);
      splits = 0;
    }
  }
  return Uint8Array.from(bytes);
}

function* expand(bytes) {
  for (const b of bytes) {
    if (b === 255) yield* [1, 1, 1];
    else {
      for (let k = b >> 6; k > 0; k--) yield 1;
      yield 0;
      yield b & 63;
    }
  }
}

function roots({ width, height }) {
  const w = Math.ceil(width / 2), h = Math.ceil(height / 2);
  return [new Box(0, 0, width, height), new Box(0, 0, w, h), new Box(0, 0, w, h)];
}

export function compressFrame(frame, context) {
  const list = [];
  const planes = [frame.y, frame.u, frame.v];
  roots(context).forEach((box, p) => describe(box, planes[p], box.w, settings(context.quality), list));
  return squeeze(list);
}

export function decompressFrame(bytes, context) {
  const boxes = roots(context);
  const symbols = expand(bytes);
  const next = () => symbols.next().value;
  const out = new Uint8Array(boxes.reduce((n, b) => n + b.w * b.h, 0));
  let base = 0;
  for (const box of boxes) {
    const area = box.w * box.h;
    redraw(box, out.subarray(base, base + area), box.w, settings(context.quality).grid, next);
    base += area;
  }
  return out;
}
