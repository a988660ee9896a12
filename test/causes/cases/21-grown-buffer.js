/*
 * Title: Elias gamma codes over MED residuals
 * Hypothesis: Gamma codes need no parameter and fit distributions with a sharp peak.
 */
function growable() {
  let store = new Uint8Array(64);
  let bits = 0;
  let size = 0;
  const pushBit = (bit) => {
    size = (bits >> 3) + 1;
    if (size > store.length) {
      const larger = new Uint8Array(store.length * 2);
      larger.set(store);
      store = larger;
    }
    if (bit) store[bits >> 3] |= 0x80 >> (bits & 7);
    bits++;
  };
  return { pushBit, view: (count) => store.slice(0, count), size };
}

function putGamma(pushBit, n) {
  const top = 31 - Math.clz32(n);
  for (let k = 0; k < top; k++) pushBit(0);
  for (let k = top; k >= 0; k--) pushBit((n >> k) & 1);
}

function getGamma(nextBit) {
  let zeros = 0;
  while (nextBit() === 0) zeros++;
  let n = 1;
  while (zeros-- > 0) n = n * 2 + nextBit();
  return n;
}

function med(p, at, w, x, y) {
  const a = x ? p[at - 1] : y ? p[at - w] : 128;
  const b = y ? p[at - w] : a;
  const c = x && y ? p[at - w - 1] : b;
  const low = Math.min(a, b), high = Math.max(a, b);
  return c >= high ? low : c <= low ? high : a + b - c;
}

function eachSample({ width, height }, visit) {
  const cw = Math.ceil(width / 2), ch = Math.ceil(height / 2);
  let at = 0;
  for (const [w, h] of [[width, height], [cw, ch], [cw, ch]]) {
    const start = at;
    for (let y = 0; y < h; y++) for (let x = 0; x < w; x++) visit(start, at++ - start, w, x, y);
  }
  return at;
}

export function compressFrame(frame, context) {
  const { pushBit, view, size } = growable();
  eachSample(context, (start, at, w, x, y) => {
    const plane = frame.data.subarray(start);
    const r = ((plane[at] - med(plane, at, w, x, y)) << 24) >> 24;
    putGamma(pushBit, r > 0 ? 2 * r : -2 * r + 1);
  });
  return view(size);
}

export function decompressFrame(bytes, context) {
  const { width, height } = context;
  const data = new Uint8Array(width * height + 2 * Math.ceil(width / 2) * Math.ceil(height / 2));
  let position = 0;
  const nextBit = () => {
    if (position >= bytes.length * 8) return 1;
    const bit = (bytes[position >> 3] >> (7 - (position & 7))) & 1;
    position++;
    return bit;
  };
  eachSample(context, (start, at, w, x, y) => {
    const plane = data.subarray(start);
    const n = getGamma(nextBit);
    plane[at] = med(plane, at, w, x, y) + (n & 1 ? -(n >> 1) : n >> 1);
  });
  return data;
}
