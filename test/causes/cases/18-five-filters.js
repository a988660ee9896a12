/*
 * Title: Row filters NONE, LEFT, UP, AVERAGE with zero runs
 * Hypothesis: Each row picks the filter with the smallest sum of differences, as PNG does.
 */
const NONE = 0, LEFT = 1, UP = 2, AVERAGE = 3;

const rowsOf = ({ width, height }) => {
  const cw = (width + 1) >> 1, ch = (height + 1) >> 1;
  const rows = [];
  let start = 0;
  for (const [w, h] of [[width, height], [cw, ch], [cw, ch]]) {
    for (let y = 0; y < h; y++, start += w) rows.push({ start, w, first: y === 0 });
  }
  return rows;
};

const guesses = {
  [NONE]: () => 0,
  [LEFT]: (left) => left,
  [UP]: (left, up) => up,
  [AVERAGE]: (left, up) => (left + up) >> 1,
};

function filterRow(data, { start, w, first }, type) {
  const guess = guesses[type];
  return Uint8Array.from({ length: w }, (_, x) => {
    const i = start + x;
    return data[i] - guess(x > 0 ? data[i - 1] : 0, first ? 0 : data[i - w]);
  });
}

function weight(row) {
  let sum = 0;
  for (const r of row) sum += r < 128 ? r : 256 - r;
  return sum;
}

export function compressFrame(frame, context) {
  const out = [];
  for (const row of rowsOf(context)) {
    let best = filterRow(frame.data, row, NONE);
    let bestType = NONE;
    for (const type of [LEFT, UP, AVERAGE]) {
      const other = filterRow(frame.data, row, type);
      if (weight(other) < weight(best)) [best, bestType] = [other, type];
    }
    out.push(bestType);
    for (let x = 0; x < row.w; x++) {
      out.push(best[x]);
      if (best[x] !== 0) continue;
      let run = 0;
      while (run < 255 && x + 1 < row.w && best[x + 1] === 0) {
        run++;
        x++;
      }
      out.push(run);
    }
  }
  return Uint8Array.from(out);
}

export function decompressFrame(bytes, context) {
  const rows = rowsOf(context);
  const last = rows[rows.length - 1];
  const data = new Uint8Array(last.start + last.w);
  let at = 0;
  for (const { start, w, first } of rows) {
    const type = bytes[at++];
    let run = 0;
    for (let x = 0; x < w; x++) {
      const i = start + x;
      const left = x > 0 ? data[i - 1] : 0;
      const up = first ? 0 : data[i - w];
      let guess = 0;
      switch (type) {
        case LEFT:
          guess = left;
          break;
        case UP:
          guess = up;
        case AVERAGE:
          guess = (left + up) >> 1;
          break;
      }
      let residual = 0;
      if (run > 0) run--;
      else {
        residual = bytes[at++];
        if (residual === 0) run = bytes[at++];
      }
      data[i] = guess + residual;
    }
  }
  return data;
}
