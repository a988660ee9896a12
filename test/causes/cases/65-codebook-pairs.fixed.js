/*
 * Title: A codebook of 2x2 patches
 * Hypothesis: Patches of four samples come in few kinds. A codebook, trained on the frame by k-means and sent
 *   with it, names each patch in one byte.
 */
const kindsFor = (quality) => (quality < 30 ? 4 + (quality >> 1) : Math.min(250, quality * 3 - 60));

function patchesOf(plane, w, h) {
  const list = [];
  for (let y = 0; y < h; y += 2) {
    for (let x = 0; x < w; x += 2) {
      const x1 = Math.min(x + 1, w - 1), y1 = Math.min(y + 1, h - 1);
      list.push([plane[y * w + x], plane[y * w + x1], plane[y1 * w + x], plane[y1 * w + x1]]);
    }
  }
  return list;
}

const distance = (p, q) => (p[0] - q[0]) ** 2 + (p[1] - q[1]) ** 2 + (p[2] - q[2]) ** 2 + (p[3] - q[3]) ** 2;

function closest(book, patch) {
  let best = 0, least = Infinity;
  for (let k = 0; k < book.length; k++) {
    const d = distance(book[k], patch);
    if (d < least) { least = d; best = k; }
  }
  return best;
}

function train(patches, kinds) {
  const sorted = [...patches].sort((p, q) => p[0] + p[1] + p[2] + p[3] - (q[0] + q[1] + q[2] + q[3]));
  let book = Array.from({ length: kinds }, (_, k) => sorted[Math.floor(((k + 0.5) * sorted.length) / kinds)].slice());
  let settled = false;
  let rounds = 0;
  while (!settled && rounds++ < 3) {
    const sums = book.map(() => [0, 0, 0, 0, 0]);
    for (const patch of patches) {
      const s = sums[closest(book, patch)];
      for (let i = 0; i < 4; i++) s[i] += patch[i];
      s[4]++;
    }
    const next = sums.map((s, k) => (s[4] === 0 ? book[k] : s.slice(0, 4).map((v) => v / s[4])));
    settled = next.every((entry, k) => entry.every((v, i) => v === book[k][i]));
    book = next;
  }
  return book.map((entry) => entry.map(Math.round));
}

function planesFrom(context) {
  const cw = Math.ceil(context.width / 2), ch = Math.ceil(context.height / 2);
  return [[context.width, context.height], [cw, ch], [cw, ch]];
}

export function compressFrame(frame, context) {
  const bytes = [];
  const planes = [frame.y, frame.u, frame.v];
  planesFrom(context).forEach(([w, h], p) => {
    const patches = patchesOf(planes[p], w, h);
    const book = train(patches, kindsFor(context.quality));
    for (const entry of book) bytes.push(...entry);
    for (const patch of patches) bytes.push(closest(book, patch));
  });
  return new Uint8Array(bytes);
}

export function decompressFrame(bytes, context) {
  const kinds = kindsFor(context.quality);
  const shapes = planesFrom(context);
  const data = new Uint8Array(shapes.reduce((n, [w, h]) => n + w * h, 0));
  let at = 0, base = 0;
  for (const [w, h] of shapes) {
    const book = at;
    at += 4 * kinds;
    for (let y = 0; y < h; y += 2) {
      for (let x = 0; x < w; x += 2) {
        const entry = book + 4 * bytes[at++];
        data[base + y * w + x] = bytes[entry];
        if (x + 1 < w) data[base + y * w + x + 1] = bytes[entry + 1];
        if (y + 1 < h) data[base + (y + 1) * w + x] = bytes[entry + 2];
        if (x + 1 < w && y + 1 < h) data[base + (y + 1) * w + x + 1] = bytes[entry + 3];
      }
    }
    base += w * h;
  }
  return data;
}
