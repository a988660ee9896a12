/*
 * Title: Paeth differences with sparse bytes
 * Hypothesis: Paeth turns smooth areas into zeros; a bit mask for eight samples stores which are not.
 */
function encodePlane(px, w, h, out) {
  const res = [];
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const a = x ? px[y * w + x - 1] : 0;
      const b = y ? px[(y - 1) * w + x] : 0;
      const c = x && y ? px[(y - 1) * w + x - 1] : 0;
      const pa = Math.abs(b - c), pb = Math.abs(a - c), pc = Math.abs(a + b - 2 * c);
      const p = pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
      res.push((px[y * w + x] - p) & 255);
    }
  }
  for (let i = 0; i < res.length; i += 8) {
    const group = res.slice(i, i + 8);
    out.push(group.reduce((mask, r, k) => mask | (r !== 0 ? 1 << k : 0), 0));
    for (const r of group) if (r !== 0) out.push(r);
  }
}

function decodePlane(bytes, at, px, w, h) {
  let mask = 0;
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const i = y * w + x;
      if (i % 8 === 0) mask = bytes[at++];
      const r = (mask >> (i % 8)) & 1 ? bytes[at++] : 0;
      const a = x ? px[i - 1] : 0;
      const b = y ? px[i - w] : 0;
      const c = x && y ? px[i - w - 1] : 0;
      const pa = Math.abs(b - c), pb = Math.abs(a - c), pc = Math.abs(a + b - 2 * c);
      const p = pa <= pb && pa <= pc ? a : pb < pc ? b : c;
      px[i] = r + p;
    }
  }
  return at;
}

export function compressFrame(frame, context) {
  const out = [];
  const cw = (context.width + 1) >> 1, ch = (context.height + 1) >> 1;
  encodePlane(frame.y, context.width, context.height, out);
  encodePlane(frame.u, cw, ch, out);
  encodePlane(frame.v, cw, ch, out);
  return new Uint8Array(out);
}

export function decompressFrame(bytes, context) {
  const { width, height } = context;
  const cw = (width + 1) >> 1, ch = (height + 1) >> 1;
  const all = new Uint8Array(width * height + 2 * cw * ch);
  let at = decodePlane(bytes, 0, all.subarray(0, width * height), width, height);
  at = decodePlane(bytes, at, all.subarray(width * height, width * height + cw * ch), cw, ch);
  decodePlane(bytes, at, all.subarray(width * height + cw * ch), cw, ch);
  return all;
}
