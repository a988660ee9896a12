/*
 * Title: Split until flat
 * Hypothesis: Large even areas need one number. A block whose samples stray from their mean by more than the
 *   quality allows is split into four, down to single samples.
 */
const ROOT = 16;

function tolerance(quality) {
  return Math.max(3, 130 - quality * 1.3);
}

function Plane(data, start, width, height) {
  this.data = data;
  this.start = start;
  this.width = width;
  this.height = height;
}
Plane.prototype.index = function (x, y) {
  return this.start + y * this.width + x;
};
Plane.prototype.cells = function* (x0, y0, size) {
  const xEnd = Math.min(x0 + size, this.width);
  const yEnd = Math.min(y0 + size, this.height);
  for (let y = y0; y < yEnd; y++) for (let x = x0; x < xEnd; x++) yield this.index(x, y);
};

function planesIn(data, width, height) {
  const cw = (width + 1) >> 1, ch = (height + 1) >> 1;
  return [
    new Plane(data, 0, width, height),
    new Plane(data, width * height, cw, ch),
    new Plane(data, width * height + cw * ch, cw, ch),
  ];
}

function BitTape(bytes = []) {
  this.bytes = bytes;
  this.at = 0;
}
BitTape.prototype.write = function (value, count) {
  for (let i = count - 1; i >= 0; i--) {
    if (this.at % 8 === 0) this.bytes.push(0);
    this.bytes[this.bytes.length - 1] |= ((value >> i) & 1) << (7 - (this.at % 8));
    this.at++;
  }
};
BitTape.prototype.read = function (count) {
  let value = 0;
  for (; count > 0; count--, this.at++) value = (value << 1) | ((this.bytes[this.at >> 3] >> (7 - (this.at & 7))) & 1);
  return value;
};

function writeTree(tape, plane, x, y, size, allowed) {
  if (x >= plane.width || y >= plane.height) return;
  let sum = 0, count = 0, low = 255, high = 0;
  for (const i of plane.cells(x, y, size)) {
    const v = plane.data[i];
    sum += v;
    count++;
    low = Math.min(low, v);
    high = Math.max(high, v);
  }
  const leaf = size === 1 || high - low <= allowed;
  if (size > 1) tape.write(leaf ? 0 : 1, 1);
  if (leaf) {
    tape.write(Math.round(sum / count), 8);
    return;
  }
  const half = size >> 1;
  writeTree(tape, plane, x, y, half, allowed);
  writeTree(tape, plane, x + half, y, half, allowed);
  writeTree(tape, plane, x, y + half, half, allowed);
  writeTree(tape, plane, x + half, y + half, half, allowed);
}

function readTree(tape, plane, x, y, size) {
  if (x >= plane.width || y >= plane.height) return;
  if (size > 1 && tape.read(1)) {
    const half = size >> 1;
    for (let k = 0; k < 4; k++) readTree(tape, plane, x + (k >> 1) * half, y + (k & 1) * half, half);
    return;
  }
  const mean = tape.read(8);
  for (const i of plane.cells(x, y, size)) plane.data[i] = mean;
}

export function compressFrame(frame, context) {
  const tape = new BitTape();
  for (const plane of planesIn(frame.data, context.width, context.height)) {
    for (let y = 0; y < plane.height; y += ROOT) for (let x = 0; x < plane.width; x += ROOT) writeTree(tape, plane, x, y, ROOT, tolerance(context.quality));
  }
  return Uint8Array.from(tape.bytes);
}

export function decompressFrame(bytes, context) {
  const { width, height } = context;
  const data = new Uint8Array(width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1));
  const tape = new BitTape(bytes);
  for (const plane of planesIn(data, width, height)) {
    for (let y = 0; y < plane.height; y += ROOT) for (let x = 0; x < plane.width; x += ROOT) readTree(tape, plane, x, y, ROOT);
  }
  return data;
}
