/*
 * Title: Coarse DCT and the rest
 * Hypothesis: A few cosine coefficients describe smooth blocks; what they miss is small and codes well.
 */
const N = 8;
const STEP = 24;
const BASIS = Array.from({ length: N }, (_, k) =>
  Array.from({ length: N }, (_, n) => Math.cos(((2 * n + 1) * k * Math.PI) / (2 * N)) * Math.sqrt((k === 0 ? 1 : 2) / N)),
);

// Applies the one-dimensional transform (or its transpose) to rows, then to columns.
function separable(block, weight) {
  const rows = new Float64Array(N * N);
  for (let y = 0; y < N; y++) {
    for (let k = 0; k < N; k++) {
      for (let n = 0; n < N; n++) rows[y * N + k] += block[y * N + n] * weight(k, n);
    }
  }
  const out = new Float64Array(N * N);
  for (let x = 0; x < N; x++) {
    for (let k = 0; k < N; k++) {
      for (let n = 0; n < N; n++) out[k * N + x] += rows[n * N + x] * weight(k, n);
    }
  }
  return out;
}

const forward = (block) => separable(block, (k, n) => BASIS[k][n]);
const inverse = (coefficients) => separable(coefficients, (n, k) => BASIS[k][n]);

function* blocks({ width, height }) {
  const cw = Math.ceil(width / 2), ch = Math.ceil(height / 2);
  let start = 0;
  for (const [w, h] of [[width, height], [cw, ch], [cw, ch]]) {
    for (let by = 0; by < h; by += N) for (let bx = 0; bx < w; bx += N) yield { start, w, h, bx, by };
    start += w * h;
  }
}

const toNumber = (v) => (v < 0 ? -2 * v - 1 : 2 * v);
const fromNumber = (n) => (n & 1 ? -((n + 1) >> 1) : n >> 1);

// Numbers in groups of 7 bits; a zero is followed by how many more there are.
function pack(numbers) {
  const out = [];
  for (let i = 0; i < numbers.length; i++) {
    let n = numbers[i];
    for (; n > 127; n >>= 7) out.push((n & 127) | 128);
    out.push(n);
    if (numbers[i] !== 0) continue;
    let more = 0;
    while (more < 255 && numbers[i + 1] === 0) {
      more++;
      i++;
    }
    out.push(more);
  }
  return Uint8Array.from(out);
}

function unpack(bytes) {
  const numbers = [];
  for (let at = 0; at < bytes.length; at++) {
    let n = 0;
    let shift = 0;
    for (; bytes[at] > 127; at++, shift += 7) n |= (bytes[at] & 127) << shift;
    n |= bytes[at] << shift;
    numbers.push(n);
    if (n !== 0) continue;
    at++;
    for (let more = bytes[at]; more > 0; more--) numbers.push(0);
  }
  return numbers;
}

export function compressFrame({ data }, context) {
  const levelNumbers = [];
  const restNumbers = [];
  for (const { start, w, h, bx, by } of blocks(context)) {
    const block = new Float64Array(N * N);
    for (let i = 0; i < N * N; i++) {
      const x = Math.min(w - 1, bx + (i % N)), y = Math.min(h - 1, by + (i >> 3));
      block[i] = data[start + y * w + x] - 128;
    }
    const coefficients = forward(block);
    const levels = Array.from(coefficients, (c) => Math.round(c / STEP));
    const approximation = inverse(coefficients);
    for (let i = 0; i < N * N; i++) {
      levelNumbers.push(toNumber(levels[i]));
      const x = bx + (i % N), y = by + (i >> 3);
      if (x < w && y < h) restNumbers.push(toNumber(data[start + y * w + x] - Math.round(approximation[i] + 128)));
    }
  }
  return pack([...levelNumbers, ...restNumbers]);
}

export function decompressFrame(bytes, context) {
  const { width, height } = context;
  const data = new Uint8Array(width * height + 2 * Math.ceil(width / 2) * Math.ceil(height / 2));
  const numbers = unpack(bytes);
  const list = [...blocks(context)];
  let at = list.length * N * N;
  list.forEach(({ start, w, h, bx, by }, k) => {
    const levels = numbers.slice(k * N * N, (k + 1) * N * N).map(fromNumber);
    const approximation = inverse(levels.map((level) => level * STEP));
    for (let i = 0; i < N * N; i++) {
      const x = bx + (i % N), y = by + (i >> 3);
      if (x < w && y < h) data[start + y * w + x] = Math.round(approximation[i] + 128) + fromNumber(numbers[at++]);
    }
  });
  return data;
}
