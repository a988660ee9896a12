/*
 * Title: Median of each plane as the origin of its values
 * Hypothesis: Values lie around the median of their plane; zigzag and Exp-Golomb codes make near values short.
 */
function medianOf(plane) {
  const ordered = plane.slice().sort((a, b) => a - b);
  return ordered[ordered.length >> 1];
}

class ExpGolombWriter {
  bits = '';

  write(n) {
    const binary = (n + 1).toString(2);
    this.bits += '0'.repeat(binary.length - 1) + binary;
  }

  toBytes() {
    const padded = this.bits.padEnd(Math.ceil(this.bits.length / 8) * 8, '0');
    return Uint8Array.from({ length: padded.length / 8 }, (_, i) => Number.parseInt(padded.slice(i * 8, i * 8 + 8), 2));
  }
}

class ExpGolombReader {
  constructor(bytes) {
    this.bits = Array.from(bytes, (b) => b.toString(2).padStart(8, '0')).join('');
    this.at = 0;
  }

  read() {
    const one = this.bits.indexOf('1', this.at);
    const zeros = one - this.at;
    const n = Number.parseInt(this.bits.slice(one, one + zeros + 1), 2) - 1;
    this.at = one + zeros + 1;
    return n;
  }
}

const zigzag = (v) => (v > 0 ? 2 * v - 1 : -2 * v);
const zagzig = (n) => (n % 2 === 1 ? (n + 1) / 2 : -n / 2);

function blend(plane, i, width, median) {
  if (i < width) return i === 0 ? median : (plane[i - 1] * 3 + median) >> 2;
  return (plane[i - width] * 3 + plane[i - 1]) >> 2;
}

export function compressFrame(frame, context) {
  const writer = new ExpGolombWriter();
  const chromaWidth = (context.width + 1) >> 1;
  for (const [plane, width] of [[frame.y, context.width], [frame.u, chromaWidth], [frame.v, chromaWidth]]) {
    const median = medianOf(plane);
    writer.write(median);
    for (let i = 0; i < plane.length; i++) writer.write(zigzag(plane[i] - blend(plane, i, width, median)));
  }
  return writer.toBytes();
}

export function decompressFrame(bytes, { width, height }) {
  const cw = (width + 1) >> 1;
  const ch = (height + 1) >> 1;
  const data = new Uint8Array(width * height + 2 * cw * ch);
  const reader = new ExpGolombReader(bytes);
  let start = 0;
  for (const [w, h] of [[width, height], [cw, ch], [cw, ch]]) {
    const plane = data.subarray(start, start + w * h);
    const median = reader.read();
    for (let i = 0; i < plane.length; i++) plane[i] = blend(plane, i, w, median) + zagzig(reader.read());
    start += w * h;
  }
  return data;
}
