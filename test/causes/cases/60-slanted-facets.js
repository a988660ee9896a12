/*
 * Title: Slanted facets and their residue
 * Hypothesis: A plane a + bx + cy through each 4x4 block removes shading; what is left is noise-like and
 *   goes through a coarse uniform quantiser, packed in runs of zeros.
 */
const E = 4;
const stepOf = (q) => 9 + (100 - q) * 0.8;

const fitFacet = (block) => {
  let a = 0, b = 0, c = 0;
  for (let y = 0; y < E; y++) {
    for (let x = 0; x < E; x++) {
      const v = block[y * E + x];
      a += v;
      b += v * (2 * x - 3);
      c += v * (2 * y - 3);
    }
  }
  return [Math.round(a / 16), Math.round(b / 40), Math.round(c / 40)];
};

const facetAt = ([a, b, c], x, y) => a + (b * (2 * x - 3) + c * (2 * y - 3)) / 2;

const quantise = (value, step) => (value / step + 0.5) | 0;

function putSigned(out, v) {
  let u = v < 0 ? -v * 2 - 1 : v * 2;
  while (u >= 128) {
    out.push((u & 127) + 128);
    u = u >> 7;
  }
  out.push(u);
}

function blocksOf(context) {
  const list = [];
  const cw = (context.width + 1) >> 1, ch = (context.height + 1) >> 1;
  let base = 0;
  for (const [w, h] of [[context.width, context.height], [cw, ch], [cw, ch]]) {
    for (let y = 0; y < h; y += E) for (let x = 0; x < w; x += E) list.push({ base, w, h, x, y });
    base += w * h;
  }
  return { list, total: base };
}

export function compressFrame(frame, context) {
  const step = stepOf(context.quality);
  const out = [];
  let zeros = 0;
  const flush = () => {
    while (zeros > 0) {
      const n = Math.min(zeros, 255);
      out.push(0, n);
      zeros -= n;
    }
  };
  const emit = (level) => {
    if (level === 0) { zeros++; return; }
    flush();
    putSigned(out, level);
  };
  let mean = 128;
  for (const { base, w, h, x, y } of blocksOf(context).list) {
    const block = [];
    for (let i = 0; i < 16; i++) block.push(frame.data[base + Math.min(h - 1, y + (i >> 2)) * w + Math.min(w - 1, x + (i & 3))]);
    const facet = fitFacet(block);
    emit(facet[0] - mean);
    emit(facet[1]);
    emit(facet[2]);
    mean = facet[0];
    block.forEach((v, i) => emit(quantise(v - facetAt(facet, i & 3, i >> 2), step)));
  }
  flush();
  return new Uint8Array(out);
}

export function decompressFrame(bytes, context) {
  const step = stepOf(context.quality);
  const { list, total } = blocksOf(context);
  const out = new Uint8ClampedArray(total);
  let p = 0, zeros = 0;
  const take = () => {
    if (zeros > 0) { zeros--; return 0; }
    let u = 0, shift = 0, b = bytes[p++];
    if (b === 0) {
      zeros = bytes[p++] - 1;
      return 0;
    }
    while (b & 128) { u |= (b & 127) << shift; shift += 7; b = bytes[p++]; }
    u |= b << shift;
    return u % 2 ? -(u + 1) / 2 : u / 2;
  };
  let mean = 128;
  for (const { base, w, h, x, y } of list) {
    mean += take();
    const facet = [mean, take(), take()];
    for (let i = 0; i < 16; i++) {
      const v = facetAt(facet, i & 3, i >> 2) + take() * step;
      const px = x + (i & 3), py = y + (i >> 2);
      if (px < w && py < h) out[base + py * w + px] = v;
    }
  }
  return new Uint8Array(out.buffer, 0, total);
}
