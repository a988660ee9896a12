/*
 * Title: Full-search block motion with raw residual runs
 * Hypothesis: Most blocks of a clip moved a little; one vector for each block and zero runs cost less than new residuals.
 */
const BLOCK = 8;
const REACH = 3;

const clampTo = (v, max) => (v < 0 ? 0 : v > max ? max : v);
const pick = (plane, w, h, x, y) => plane[clampTo(y, h - 1) * w + clampTo(x, w - 1)];

function split(data, width, height) {
  const cw = (width + 1) >> 1, ch = (height + 1) >> 1;
  const ySize = width * height, cSize = cw * ch;
  return {
    y: data.subarray(0, ySize), u: data.subarray(ySize, ySize + cSize), v: data.subarray(ySize + cSize, ySize + 2 * cSize), cw, ch,
  };
}

function bestVector(cur, ref, w, h, bx, by) {
  let best = { cost: Infinity, dx: 0, dy: 0 };
  for (let dy = -REACH; dy <= REACH; dy++) {
    for (let dx = -REACH; dx <= REACH; dx++) {
      let cost = Math.abs(dx) + Math.abs(dy);
      for (let y = by; y < Math.min(by + BLOCK, h); y++) {
        for (let x = bx; x < Math.min(bx + BLOCK, w); x++) cost += Math.abs(cur[y * w + x] - pick(ref, w, h, x + dx, y + dy));
      }
      if (cost < best.cost) best = { cost, dx, dy };
    }
  }
  return best;
}

function forEachBlock(w, h, size, visit) {
  for (let y = 0; y < h; y += size) for (let x = 0; x < w; x += size) visit(x, y);
}

function packZeros(values) {
  const out = [];
  for (let i = 0; i < values.length; i++) {
    out.push(values[i]);
    if (values[i] !== 0) continue;
    let run = 1;
    while (run < 255 && values[i + run] === 0) run++;
    out.push(run);
    i += run - 1;
  }
  return out;
}

export function compressFrame(frame, { width, height, previous }) {
  if (!previous) return Uint8Array.from(packZeros(frame.data.map((v, i) => v - (i > 0 ? frame.data[i - 1] : 128))));
  const { cw, ch } = split(frame.data, width, height);
  const vectors = [];
  const residuals = [];
  forEachBlock(width, height, BLOCK, (bx, by) => {
    const { dx, dy } = bestVector(frame.y, previous.y, width, height, bx, by);
    vectors.push((dx + REACH) * 16 + dy + REACH);
    const code = (cur, ref, w, h, x0, y0, size, mx, my) => {
      for (let y = y0; y < Math.min(y0 + size, h); y++)
        for (let x = x0; x < Math.min(x0 + size, w); x++) residuals.push((cur[y * w + x] - pick(ref, w, h, x + mx, y + my)) & 255);
    };
    code(frame.y, previous.y, width, height, bx, by, BLOCK, dx, dy);
    const cdx = dx >> 1, cdy = dy >> 1;
    code(frame.u, previous.u, cw, ch, bx / 2, by / 2, BLOCK / 2, cdx, cdy);
    code(frame.v, previous.v, cw, ch, bx / 2, by / 2, BLOCK / 2, cdx, cdy);
  });
  return Uint8Array.from([...vectors, ...packZeros(residuals)]);
}

export function decompressFrame(bytes, { width, height, previous }) {
  const size = width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1);
  const data = new Uint8Array(size);
  let at = previous ? Math.ceil(width / BLOCK) * Math.ceil(height / BLOCK) : 0;
  let zeros = 0;
  const next = () => {
    if (zeros > 0) {
      zeros--;
      return 0;
    }
    const value = bytes[at++];
    if (value === 0) zeros = bytes[at++] - 1;
    return value;
  };
  if (!previous) {
    for (let i = 0; i < size; i++) data[i] = (i > 0 ? data[i - 1] : 128) + next();
    return data;
  }
  const { y: py, u: pu, v: pv, cw, ch } = split(data, width, height);
  let block = 0;
  forEachBlock(width, height, BLOCK, (bx, by) => {
    const code = bytes[block++];
    const dx = (code >> 4) - REACH, dy = (code & 15) - REACH;
    const restore = (out, ref, w, h, x0, y0, side, mx, my) => {
      for (let y = y0; y < Math.min(y0 + side, h); y++)
        for (let x = x0; x < Math.min(x0 + side, w); x++) out[y * w + x] = pick(ref, w, h, x + mx, y + my) + next();
    };
    restore(py, previous.y, width, height, bx, by, BLOCK, dx, dy);
    const cdx = (dx / 2) | 0, cdy = (dy / 2) | 0;
    restore(pu, previous.u, cw, ch, bx / 2, by / 2, BLOCK / 2, cdx, cdy);
    restore(pv, previous.v, cw, ch, bx / 2, by / 2, BLOCK / 2, cdx, cdy);
  });
  return data;
}
