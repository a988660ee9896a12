/*
 * Title: Upper bit planes only
 * Hypothesis: The eye sees little of the lowest bit planes; leaving them out, and putting samples in the
 *   middle of their interval, is the simplest lossy codec. What stays is predicted from the left and Rice coded.
 */
const droppedPlanes = (quality) => Math.max(2, Math.min(6, 6 - Math.floor(quality / 20)));

const geometry = (c) => {
  const cw = Math.ceil(c.width / 2), ch = Math.ceil(c.height / 2);
  return { widths: [c.width, cw, cw], counts: [c.width * c.height, cw * ch, cw * ch], total: c.width * c.height + 2 * cw * ch };
};

function bitWriter() {
  const store = [];
  let n = 0;
  const one = (b) => {
    if ((n & 7) === 0) store.push(0);
    if (b) store[n >> 3] |= 128 >> (n & 7);
    n++;
  };
  return { one, store };
}

function bitReader(store) {
  let n = 0;
  return () => {
    const b = store[n >> 3] & (128 >> (n & 7)) ? 1 : 0;
    n++;
    return b;
  };
}

export function compressFrame(frame, context) {
  const drop = droppedPlanes(context.quality);
  const { one, store } = bitWriter();
  const g = geometry(context);
  let i = 0;
  for (let p = 0; p < 3; p++) {
    for (let k = 0; k < g.counts[p]; k++, i++) {
      const here = frame.data[i] >> drop;
      const from = k === 0 ? 0 : k % g.widths[p] === 0 ? frame.data[i - g.widths[p]] >> drop : frame.data[i - 1] >> drop;
      const diff = here - from;
      let code = diff < 0 ? -diff * 2 - 1 : diff * 2;
      while (code-- > 0) one(1);
      one(0);
    }
  }
  return new Uint8Array(store);
}

export function decompressFrame(bytes, context) {
  const drop = droppedPlanes(context.quality);
  const half = 1 << (drop - 1);
  const next = bitReader(bytes);
  const g = geometry(context);
  const top = new Uint8Array(g.total);
  const out = new Uint8Array(g.total);
  let i = 0;
  for (let p = 0; p < 3; p++) {
    for (let k = 0; k < g.counts[p]; k++, i++) {
      let code = 0;
      while (next()) code++;
      const diff = code & 1 ? -(code + 1) / 2 : code / 2;
      const from = k === 0 ? 0 : k % g.widths[p] === 0 ? top[i - g.widths[p]] : top[i - 1];
      top[i] = from + diff;
      out[i] = top[i] << drop + half;
    }
  }
  return out;
}
