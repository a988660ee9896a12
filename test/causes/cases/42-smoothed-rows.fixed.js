/*
 * Title: Level and trend along rows
 * Hypothesis: Level and trend of a row foresee ramps, which the left neighbour alone does not.
 */
function rowsOf({ width, height }) {
  const cw = (width + 1) >> 1;
  const ch = (height + 1) >> 1;
  const rows = [];
  let at = 0;
  for (const [w, h] of [[width, height], [cw, ch], [cw, ch]]) {
    for (let y = 0; y < h; y++) {
      rows.push([at, at + w]);
      at += w;
    }
  }
  return rows;
}

const clip = (v) => (v < 0 ? 0 : v > 255 ? 255 : v);

// 0..239: one residual from -120 to 119; 240..254: 1 to 15 zeros; 255: the residual's byte follows.
function flushZeros(out, zeros) {
  for (let left = zeros; left > 0; left -= 15) out.push(239 + Math.min(left, 15));
}

export function compressFrame(frame, context) {
  const { data } = frame;
  const out = [];
  let zeros = 0;
  for (const [from, to] of rowsOf(context)) {
    let level = 128;
    let trend = 0;
    for (let i = from; i < to; i++) {
      const guess = clip(level + trend);
      const residual = ((data[i] - guess) << 24) >> 24;
      const last = level;
      level = data[i];
      trend = i > from ? (level - last) >> 1 : 0;
      if (residual === 0) {
        zeros++;
        continue;
      }
      flushZeros(out, zeros);
      zeros = 0;
      if (residual >= -120 && residual < 120) out.push(residual + 120);
      else out.push(255, residual & 255);
    }
  }
  flushZeros(out, zeros);
  return Uint8Array.from(out);
}

export function decompressFrame(bytes, context) {
  const rows = rowsOf(context);
  const data = new Uint8Array(rows[rows.length - 1][1]);
  let at = 0;
  let zeros = 0;
  const nextResidual = () => {
    if (zeros > 0) {
      zeros--;
      return 0;
    }
    const code = bytes[at++];
    if (code < 240) return code - 120;
    if (code === 255) return bytes[at++];
    zeros = code - 240;
    return 0;
  };
  for (const [from, to] of rows) {
    let level = 128;
    let trend = 0;
    for (let i = from; i < to; i++) {
      data[i] = clip(level + trend) + nextResidual();
      const last = level;
      level = data[i];
      if (i > from) {
        trend = (level - last) >> 1;
      }
    }
  }
  return data;
}
