/*
 * Title: Words that grow (LZW)
 * Hypothesis: LZW learns whole patterns of differences without sending any table, and code widths follow the size of
 *   the dictionary from 8 to 12 bits.
 */
const LIMIT = 4096;
const bitsFor = (largest) => 32 - Math.clz32(largest);

function difference(samples, width) {
  return samples.map((s, i) => s - (i >= width ? samples[i - width] : 0));
}

class Packer {
  constructor() {
    this.bytes = [];
    this.buffer = 0;
    this.count = 0;
  }
  push(code, width) {
    this.buffer |= code << this.count;
    this.count += width;
    while (this.count >= 8) {
      this.bytes.push(this.buffer & 255);
      this.buffer >>>= 8;
      this.count -= 8;
    }
  }
  end() {
    if (this.count > 0) this.bytes.push(this.buffer & 255);
    return Uint8Array.from(this.bytes);
  }
}

function encodeWords(data) {
  const packer = new Packer();
  const words = new Map();
  let next = 256;
  let current = data[0];
  for (let i = 1; i < data.length; i++) {
    const key = current * 256 + data[i];
    const known = words.get(key);
    if (known !== undefined) {
      current = known;
      continue;
    }
    packer.push(current, bitsFor(next - 1));
    if (next < LIMIT) words.set(key, next++);
    current = data[i];
  }
  packer.push(current, bitsFor(next - 1));
  return packer.end();
}

function decodeWords(bytes, size) {
  let buffer = 0, count = 0, p = 0;
  const pull = (width) => {
    while (count < width) {
      buffer |= (bytes[p++] ?? 0) << count;
      count += 8;
    }
    const code = buffer & ((1 << width) - 1);
    buffer >>>= width;
    count -= width;
    return code;
  };
  const words = Array.from({ length: 256 }, (_, v) => [v]);
  const out = new Uint8Array(size);
  let at = 0;
  let last = words[pull(8)];
  for (const v of last) out[at++] = v;
  while (at < size) {
    const code = pull(Math.min(12, bitsFor(words.length)));
    const word = words[code] ?? [...last, last[0]];
    for (const v of word) out[at++] = v;
    if (words.length < LIMIT) words.push([...last, word[0]]);
    last = word;
  }
  return out;
}

export function compressFrame(frame) {
  return encodeWords(difference(frame.data, frame.width));
}

export function decompressFrame(bytes, context) {
  const { width, height } = context;
  const size = width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1);
  const out = decodeWords(bytes, size);
  for (let i = width; i < size; i++) out[i] += out[i - width];
  return out;
}
