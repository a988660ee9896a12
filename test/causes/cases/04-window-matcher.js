/*
 * Title: LZ77 with byte tokens over frame differences
 * Hypothesis: Differences between frames hold long repeats, which a small window finds cheaply.
 */
const MIN_MATCH = 4;
const MAX_MATCH = 127 + MIN_MATCH;
const WINDOW = 4096;

function differences(data, previous) {
  return data.map((v, i) => v - (previous ? previous.data[i] : i > 0 ? data[i - 1] : 0));
}

function findMatch(data, at, heads, links) {
  const best = { length: 0, distance: 0 };
  if (at + MIN_MATCH > data.length) return best;
  let candidate = heads.get(keyAt(data, at));
  for (let tries = 24; candidate !== undefined && tries > 0; tries--) {
    if (at - candidate >= WINDOW) break;
    let length = 0;
    const limit = Math.min(MAX_MATCH, data.length - at);
    while (length < limit && data[candidate + length] === data[at + length]) length++;
    if (length > best.length) {
      best.length = length;
      best.distance = at - candidate;
    }
    candidate = links[candidate];
  }
  return best;
}

function keyAt(data, at) {
  return data[at] + data[at + 1] * 256 + data[at + 2] * 65536 + data[at + 3] * 16777216;
}

// Token: 0..127 = that many literals plus one follow; 128..255 = match length, then two bytes of distance.
export function compressFrame(frame, context) {
  const data = differences(frame.data, context.previous);
  const out = [];
  const heads = new Map();
  const links = new Array(data.length);
  let literals = [];
  const flushLiterals = () => {
    if (literals.length > 0) out.push(literals.length - 1, ...literals);
    literals = [];
  };
  for (let at = 0; at < data.length; ) {
    const match = findMatch(data, at, heads, links);
    const step = match.length >= MIN_MATCH ? match.length : 1;
    if (step > 1) {
      flushLiterals();
      out.push(128 + match.length - MIN_MATCH, match.distance >> 8, match.distance & 255);
    } else {
      literals.push(data[at]);
      if (literals.length === 128) flushLiterals();
    }
    for (const end = at + step; at < end; at++) {
      if (at + MIN_MATCH > data.length) continue;
      const key = keyAt(data, at);
      links[at] = heads.get(key);
      heads.set(key, at);
    }
  }
  flushLiterals();
  return new Uint8Array(out);
}

export function decompressFrame(bytes, context) {
  const { width, height, previous } = context;
  const out = new Uint8Array(width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1));
  let at = 0;
  let pos = 0;
  while (pos < bytes.length) {
    const token = bytes[pos++];
    if (token < 128) {
      out.set(bytes.subarray(pos, pos + token + 1), at);
      pos += token + 1;
      at += token + 1;
    } else {
      const length = token - 128 + MIN_MATCH;
      const distance = (bytes[pos] << 8) | bytes[pos + 1];
      pos += 2;
      out.copyWithin(at, at - distance, at - distance + length);
      at += length;
    }
  }
  for (let i = 0; i < out.length; i++) out[i] += previous ? previous.data[i] : i > 0 ? out[i - 1] : 0;
  return out;
}
