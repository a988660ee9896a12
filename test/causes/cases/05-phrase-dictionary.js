/*
 * Title: LZW on vertical differences
 * Hypothesis: A growing dictionary of phrases suits screens and flat areas without a search.
 */
const MAX_CODES = 4096;
const sizeOf = (w, h) => w * h + 2 * ((w + 1) >> 1) * ((h + 1) >> 1);

const above = (data, i, width) => (i < width ? (i === 0 ? 0 : data[i - 1]) : data[i - width]);

function packCodes(codes) {
  const out = [];
  for (let i = 0; i < codes.length; i += 2) {
    const a = codes[i];
    const b = i + 1 < codes.length ? codes[i + 1] : 0;
    out.push(a >> 4, ((a & 15) << 4) | (b >> 8), b & 255);
  }
  return Uint8Array.from(out);
}

function* unpackCodes(bytes) {
  for (let i = 0; i + 2 < bytes.length; i += 3) {
    yield (bytes[i] << 4) | (bytes[i + 1] >> 4);
    yield ((bytes[i + 1] & 15) << 8) | bytes[i + 2];
  }
}

export function compressFrame({ data, width }) {
  const residuals = Array.from(data, (v, i) => (v - above(data, i, width)) & 255);
  const children = new Map();
  let nextCode = 256;
  let current = residuals[0];
  const codes = [];
  for (let i = 1; i < residuals.length; i++) {
    const key = current * 256 + residuals[i];
    const child = children.get(key);
    if (child !== undefined) {
      current = child;
      continue;
    }
    codes.push(current);
    if (nextCode < MAX_CODES) children.set(key, nextCode++);
    current = residuals[i];
  }
  codes.push(current);
  return packCodes(codes);
}

export function decompressFrame(bytes, { width, height }) {
  const size = sizeOf(width, height);
  const table = Array.from({ length: 256 }, (_, v) => [v]);
  const out = new Uint8Array(size);
  let filled = 0;
  let last = null;
  for (const code of unpackCodes(bytes)) {
    if (filled >= size) break;
    const phrase = table[code];
    if (last !== null && table.length < MAX_CODES) table.push([...last, phrase[0]]);
    for (const value of phrase) out[filled++] = value;
    last = phrase;
  }
  for (let i = 0; i < size; i++) out[i] += above(out, i, width);
  return out;
}
