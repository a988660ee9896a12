/*
 * Title: Median edge detector with one Rice parameter for each row
 * Hypothesis: The MED predictor follows edges better than the left neighbour alone, and a parameter
 *   per row follows busy and quiet parts of the picture.
 */
class BitWriter {
  constructor() {
    this.bytes = [];
    this.current = 0;
    this.filled = 0;
  }

  writeBits(value, count) {
    for (let i = count - 1; i >= 0; i--) {
      this.current = (this.current << 1) | ((value >>> i) & 1);
      if (++this.filled === 8) {
        this.bytes.push(this.current);
        this.current = 0;
        this.filled = 0;
      }
    }
  }

  writeRice(value, k) {
    const quotient = value >> k;
    for (let i = 0; i < quotient; i++) this.writeBits(1, 1);
    this.writeBits(0, 1);
    this.writeBits(value & ((1 << k) - 1), k);
  }

  finish() {
    if (this.filled > 0) this.writeBits(0, 8 - this.filled);
    return Uint8Array.from(this.bytes);
  }
}

class BitReader {
  constructor(bytes) {
    this.bytes = bytes;
    this.position = 0;
  }

  readBits(count) {
    let value = 0;
    for (let i = 0; i < count; i++) {
      const byte = this.bytes[this.position >> 3];
      value = (value << 1) | ((byte >> (7 - (this.position & 7))) & 1);
      this.position++;
    }
    return value;
  }

  readRice(k) {
    let quotient = 0;
    while (this.readBits(1) === 1) quotient++;
    return (quotient << k) | this.readBits(k);
  }
}

function planes({ width, height }) {
  const cw = (width + 1) >> 1;
  const ch = (height + 1) >> 1;
  return [
    { start: 0, w: width, h: height },
    { start: width * height, w: cw, h: ch },
    { start: width * height + cw * ch, w: cw, h: ch },
  ];
}

function predict(data, plane, x, y) {
  const at = plane.start + y * plane.w + x;
  if (y === 0) return x === 0 ? 128 : data[at - 1];
  const above = data[at - plane.w];
  if (x === 0) return above;
  const left = data[at - 1];
  const corner = data[at - plane.w - 1];
  if (corner >= Math.max(left, above)) return Math.min(left, above);
  if (corner <= Math.min(left, above)) return Math.max(left, above);
  return left + above - corner;
}

const fold = (r) => (r >= 0 ? 2 * r : -2 * r - 1);
const unfold = (c) => (c & 1 ? -((c + 1) >> 1) : c >> 1);

export function compressFrame(frame, context) {
  const writer = new BitWriter();
  for (const plane of planes(context)) {
    for (let y = 0; y < plane.h; y++) {
      const codes = [];
      let sum = 0;
      for (let x = 0; x < plane.w; x++) {
        const sample = frame.data[plane.start + y * plane.w + x];
        const residual = ((sample - predict(frame.data, plane, x, y)) << 24) >> 24;
        codes.push(fold(residual));
        sum += codes[x];
      }
      let k = 0;
      while (k < 7 && plane.w << (k + 1) <= sum) k++;
      writer.writeBits(k, 3);
      for (const code of codes) writer.writeRice(code, k);
    }
  }
  return writer.finish();
}

export function decompressFrame(bytes, context) {
  const shapes = planes(context);
  const last = shapes[2];
  const data = new Uint8Array(last.start + last.w * last.h);
  const reader = new BitReader(bytes);
  for (const plane of shapes) {
    for (let y = 0; y < plane.h; y++) {
      const k = reader.readBits(3);
      for (let x = 0; x < plane.w; x++) {
        data[plane.start + y * plane.w + x] = predict(data, plane, x, y) + unfold(reader.readRice(k));
      }
    }
  }
  return data;
}
