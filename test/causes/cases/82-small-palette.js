/*
 * Title: Palettes for screens
 * Hypothesis: Screens use a handful of values. With sixteen or fewer, two samples share one byte; other frames are
 *   sent as differences with run lengths.
 */
const PALETTE = 1, PLAIN = 0;

function paletteOf(samples) {
  const seen = new Set();
  for (const s of samples) {
    seen.add(s);
    if (seen.size > 16) return null;
  }
  return Uint8Array.from(seen);
}

function packPairs(indices) {
  const packed = new Uint8Array((indices.length + 1) >> 1);
  for (let i = 0; i + 1 < indices.length; i += 2) {
    packed[i >> 1] = (indices[i] << 4) | (i + 1 < indices.length ? indices[i + 1] : 0);
  }
  return packed;
}

function runs(bytes) {
  const out = [];
  for (let i = 0; i < bytes.length; ) {
    let n = 1;
    while (n < 255 && bytes[i + n] === bytes[i]) n++;
    out.push(bytes[i], n);
    i += n;
  }
  return out;
}

function unruns(bytes, from) {
  const out = [];
  for (let i = from; i < bytes.length; i += 2) for (let n = bytes[i + 1]; n > 0; n--) out.push(bytes[i]);
  return out;
}

export function compressFrame(frame) {
  const { data } = frame;
  const palette = paletteOf(data);
  if (!palette) {
    const diffs = data.map((s, i) => s - (i > 0 ? data[i - 1] : 0));
    return Uint8Array.from([PLAIN, ...runs(diffs)]);
  }
  const place = new Map();
  palette.forEach((s, k) => place.set(s, k));
  const indices = Array.from(data, (s) => place.get(s));
  return Uint8Array.from([PALETTE, palette.length, ...palette, ...runs(packPairs(indices))]);
}

export function decompressFrame(bytes, context) {
  const { width, height } = context;
  const size = width * height + 2 * (((width + 1) >> 1) * ((height + 1) >> 1));
  const out = new Uint8Array(size);
  if (bytes[0] === PLAIN) {
    let last = 0;
    unruns(bytes, 1).forEach((d, i) => { out[i] = last = (last + d) & 255; });
    return out;
  }
  const count = bytes[1];
  const palette = bytes.subarray(2, 2 + count);
  const packed = unruns(bytes, 2 + count);
  for (let i = 0; i < size; i += 1) {
    const pair = packed[i >> 1];
    out[i] = palette[i & 1 ? pair & 15 : pair >> 4];
  }
  return out;
}
