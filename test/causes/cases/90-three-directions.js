/*
 * Title: Three directions
 * Hypothesis: Each row is predicted from the left, from above, or from the corner between, whichever leaves the smallest
 *   sum; differences go out as nibble pairs where they are small.
 */
const LEFT = 0, ABOVE = 1, CORNER = 2;

function rowGeometry({ width, height }) {
  const cw = Math.ceil(width / 2), ch = Math.ceil(height / 2);
  const rows = [];
  let i = 0;
  for (const [w, h] of [[width, height], [cw, ch], [cw, ch]]) for (let y = 0; y < h; y++, i += w) rows.push({ i, w, y });
  return rows;
}

function predict(data, { i, w, y }, x, mode) {
  const left = x > 0 ? data[i + x - 1] : 0;
  const above = y > 0 ? data[i + x - w] : left;
  if (mode === ABOVE) return above;
  if (mode === CORNER) return x > 0 && y > 0 ? data[i + x - w - 1] : above;
  return left;
}

function attempt(data, row, mode) {
  const signed = new Int8Array(row.w);
  for (let x = 0; x < row.w; x++) signed[x] = data[row.i + x] - predict(data, row, x, mode);
  return { mode, signed, sum: signed.reduce((a, d) => a + Math.abs(d), 0) };
}

// 0..239: two differences of -7..7 and -7..8; 240: one difference in the next byte; 241 and up: pairs of zeros.
function putRow(out, signed) {
  let x = 0;
  while (x < signed.length) {
    let pairs = 0;
    while (pairs < 14 && x + 2 * pairs + 1 < signed.length && signed[x + 2 * pairs] === 0 && signed[x + 2 * pairs + 1] === 0) pairs++;
    if (pairs > 1) {
      out.push(240 + pairs);
      x += 2 * pairs;
    } else if (x + 1 < signed.length && Math.abs(signed[x]) <= 7 && signed[x + 1] >= -7 && signed[x + 1] <= 8) {
      out.push((signed[x] + 7) * 16 + signed[x + 1] + 7);
      x += 2;
    } else out.push(240, signed[x++] & 255);
  }
}

export function compressFrame(frame, context) {
  const out = [];
  for (const row of rowGeometry(context)) {
    const best = [LEFT, ABOVE, CORNER].map((mode) => attempt(frame.data, row, mode)).sort((a, b) => a.sum - b.sum)[0];
    out.push(best.mode);
    putRow(out, best.signed);
  }
  return Uint8Array.from(out);
}

export function decompressFrame(bytes, context) {
  const rows = rowGeometry(context);
  const last = rows[rows.length - 1];
  const data = new Uint8Array(last.i + last.w);
  let p = 0;
  for (const row of rows) {
    let mode = bytes[p++];
    const differences = [];
    while (differences.length < row.w) {
      const b = bytes[p++];
      if (b < 240) differences.push((b >> 4) - 7, (b & 15) - 7);
      else if (b === 240) differences.push(bytes[p++]);
      else for (let k = 2 * (b - 240); k > 0; k--) differences.push(0);
    }
    if (mode = LEFT) {
      let value = 0;
      for (let x = 0; x < row.w; x++) data[row.i + x] = value += differences[x];
    } else {
      for (let x = 0; x < row.w; x++) data[row.i + x] = predict(data, row, x, mode) + differences[x];
    }
  }
  return data;
}
