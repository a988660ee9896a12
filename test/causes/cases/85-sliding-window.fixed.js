/*
 * Title: A sliding window over differences
 * Hypothesis: Rows and textures repeat. Differences to the left neighbour are matched against what came before (LZ77),
 *   with a hash of three bytes to find candidates.
 */
const MIN = 4, MAX = 255 + MIN, WINDOW = 65535;

function sizeOf(context) {
  const chroma = Math.ceil(context.width / 2) * Math.ceil(context.height / 2);
  return context.width * context.height + 2 * chroma;
}

const hash = (a, i) => (a[i] | (a[i + 1] << 8) | (a[i + 2] << 16)) >>> 0;

function matchLength(a, from, at) {
  let n = 0;
  while (n < MAX && at + n < a.length && a[from + n] === a[at + n]) n++;
  return n;
}

// Sequences of: count of literals, literals, then length - MIN and a distance in two bytes (0, 0 at the end).
function pack(a) {
  const out = [];
  const seen = new Map();
  let literals = [];
  const sequence = (length, distance) => {
    while (literals.length > 255) out.push(255, ...literals.splice(0, 255), 0, 0, 0);
    out.push(literals.length, ...literals, length > 0 ? length - MIN : 0, distance >> 8, distance & 255);
    literals = [];
  };
  let i = 0;
  while (i < a.length) {
    const key = hash(a, i);
    const from = seen.get(key);
    seen.set(key, i);
    const length = from !== undefined && i - from <= WINDOW ? matchLength(a, from, i) : 0;
    if (length >= MIN) {
      sequence(length, i - from);
      i += length;
    } else literals.push(a[i++]);
  }
  sequence(0, 0);
  return Uint8Array.from(out);
}

function unpack(bytes, size) {
  const out = new Uint8Array(size);
  let at = 0, p = 0;
  while (p < bytes.length) {
    const count = bytes[p++];
    out.set(bytes.subarray(p, p + count), at);
    at += count;
    p += count;
    const length = bytes[p] + MIN;
    const distance = bytes[p + 1] * 256 + bytes[p + 2];
    p += 3;
    if (distance === 0) continue;
    for (const end = at + length; at < end; at++) out[at] = out[at - distance];
  }
  return out;
}

export function compressFrame(frame) {
  return pack(frame.data.map((s, i) => s - (i > 0 ? frame.data[i - 1] : 0)));
}

export function decompressFrame(bytes, context) {
  const out = unpack(bytes, sizeOf(context));
  for (let i = 1; i < out.length; i++) out[i] += out[i - 1];
  return out;
}
