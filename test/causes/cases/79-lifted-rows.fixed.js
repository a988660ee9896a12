/*
 * Title: Lifted rows and columns, Rice coded
 * Hypothesis: The reversible 5/3 lifting halves the entropy of smooth areas without any loss, and each band gets its
 *   own Rice parameter.
 */
class Line {
  static split(v) {
    const n = v.length, half = (n + 1) >> 1;
    const low = new Int32Array(half), high = new Int32Array(n - half);
    const even = (i) => v[2 * Math.min(i, half - 1)];
    for (let i = 0; i < high.length; i++) high[i] = v[2 * i + 1] - ((even(i) + even(i + 1)) >> 1);
    for (let i = 0; i < half; i++) low[i] = v[2 * i] + Line.update(high, i);
    return Int32Array.of(...low, ...high);
  }
  static join(v) {
    const n = v.length, half = (n + 1) >> 1;
    const high = v.subarray(half), out = new Int32Array(n);
    for (let i = 0; i < half; i++) {
      const a = high.length ? high[Math.max(0, i - 1)] : 0;
      const b = high.length ? high[Math.min(i, high.length - 1)] : 0;
      out[2 * i] = v[i] - Math.floor((a + b + 2) / 4);
    }
    for (let i = 0; i < high.length; i++) out[2 * i + 1] = high[i] + ((out[2 * i] + out[Math.min(2 * i + 2, 2 * half - 2)]) >> 1);
    return out;
  }
  static update(high, i) {
    if (high.length === 0) return 0;
    return (high[Math.max(0, i - 1)] + high[Math.min(i, high.length - 1)] + 2) >> 2;
  }
}

function apply(grid, w, h, f, rowsFirst) {
  const rows = () => { for (let y = 0; y < h; y++) grid.set(f(grid.slice(y * w, y * w + w)), y * w); };
  const columns = () => {
    for (let x = 0; x < w; x++) f(Int32Array.from({ length: h }, (_, y) => grid[y * w + x])).forEach((v, y) => { grid[y * w + x] = v; });
  };
  if (rowsFirst) { rows(); columns(); } else { columns(); rows(); }
}

const bandOf = (i, w, h) => (i % w >= (w + 1) >> 1 ? 1 : 0) + (Math.floor(i / w) >= (h + 1) >> 1 ? 2 : 0);
const shapes = ({ width, height }) => [[width, height], [Math.ceil(width / 2), Math.ceil(height / 2)], [Math.ceil(width / 2), Math.ceil(height / 2)]];

export function compressFrame(frame, context) {
  const bits = [];
  const put = (v, n) => { for (let b = n - 1; b >= 0; b--) bits.push((v >> b) & 1); };
  let base = 0;
  for (const [w, h] of shapes(context)) {
    const grid = Int32Array.from(frame.data.subarray(base, base + w * h));
    apply(grid, w, h, Line.split, true);
    const codes = Array.from(grid, (v) => (v < 0 ? -2 * v - 1 : 2 * v));
    const ks = [0, 1, 2, 3].map((band) => {
      const own = codes.filter((_, i) => bandOf(i, w, h) === band);
      const mean = own.reduce((s, c) => s + c, 0) / Math.max(1, own.length);
      return mean < 1 ? 0 : Math.min(9, Math.floor(Math.log2(mean)));
    });
    ks.forEach((k) => put(k, 4));
    codes.forEach((code, i) => {
      const k = ks[bandOf(i, w, h)];
      for (let q = code >> k; q > 0; q--) bits.push(1);
      bits.push(0);
      put(code, k);
    });
    base += w * h;
  }
  return Uint8Array.from({ length: Math.ceil(bits.length / 8) }, (_, i) => parseInt(bits.slice(8 * i, 8 * i + 8).join('').padEnd(8, '0'), 2));
}

export function decompressFrame(bytes, context) {
  let at = 0;
  const bit = () => { const b = (bytes[at >> 3] >> (7 - (at & 7))) & 1; at++; return b; };
  const take = (n) => { let v = 0; while (n-- > 0) v = v * 2 + bit(); return v; };
  const out = [];
  for (const [w, h] of shapes(context)) {
    const ks = [take(4), take(4), take(4), take(4)];
    const grid = new Int32Array(w * h);
    for (let i = 0; i < grid.length; i++) {
      const k = ks[bandOf(i, w, h)];
      let q = 0;
      while (bit()) q++;
      const code = (q << k) + take(k);
      grid[i] = code & 1 ? -((code + 1) >> 1) : code >> 1;
    }
    apply(grid, w, h, Line.join, false);
    for (const v of grid) out.push(v);
  }
  return new Uint8Array(out);
}
