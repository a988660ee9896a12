/*
 * Title: Connected regions of one value
 * Hypothesis: A screen is a few regions of one value each; a map of their borders and one byte for each region is enough.
 */
const STEPS = [[1, 0], [0, 1], [-1, 0], [0, -1]];

const planesOf = (width, height) => {
  const cw = (width + 1) >> 1, ch = (height + 1) >> 1;
  return [[0, width, height], [width * height, cw, ch], [width * height + cw * ch, cw, ch]];
};

// Marks every sample of the region that is connected to (x, y) with its value.
function grow(px, w, h, mark, x, y, value, id) {
  const open = [[x, y]];
  while (open.length > 0) {
    const [cx, cy] = open.pop();
    const at = cy * w + cx;
    if (cx < 0 || cy < 0 || cx >= w || cy >= h || mark[at] !== 0 || px[at] !== value) continue;
    mark[at] = id;
    STEPS.forEach(([dx, dy]) => open.push([cx + dx, cy + dy]));
  }
}

function regionsOf(px, w, h) {
  const mark = new Uint16Array(w * h);
  const values = [];
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      if (mark[y * w + x] !== 0) continue;
      values.push(px[y * w + x]);
      grow(px, w, h, mark, x, y, px[y * w + x], values.length);
    }
  }
  return { mark, values };
}

// Per sample: 0 = region of the left neighbour, 1 = of the one above, 2 = a new one, 3 = a number of two bytes follows.
function describe({ mark, values }, w) {
  const kinds = [];
  const numbers = [];
  let seen = 0;
  mark.forEach((id, i) => {
    if (i % w !== 0 && mark[i - 1] === id) kinds.push(0);
    else if (i >= w && mark[i - w] === id) kinds.push(1);
    else if (id > seen) {
      kinds.push(2);
      seen = id;
    } else {
      kinds.push(3);
      numbers.push(id >> 8, id & 255);
    }
  });
  return { kinds, numbers, values };
}

export function compressFrame(frame, { width, height }) {
  const out = [];
  for (const [start, w, h] of planesOf(width, height)) {
    const { kinds, numbers, values } = describe(regionsOf(frame.data.subarray(start, start + w * h), w, h), w);
    out.push(values.length >> 8, values.length & 255, ...values);
    for (let i = 0; i < kinds.length; i += 4) {
      out.push(kinds[i] | (kinds[i + 1] << 2) | (kinds[i + 2] << 4) | (kinds[i + 3] << 6));
    }
    out.push(...numbers);
  }
  return Uint8Array.from(out);
}

export function decompressFrame(bytes, { width, height }) {
  const layout = planesOf(width, height);
  const data = new Uint8Array(layout[2][0] + layout[2][1] * layout[2][2]);
  let at = 0;
  for (const [start, w, h] of layout) {
    const count = bytes[at] * 256 + bytes[at + 1];
    const values = bytes.subarray(at + 2, at + 2 + count);
    const kinds = at + 2 + count;
    at = kinds + Math.ceil((w * h) / 4);
    const mark = new Uint16Array(w * h);
    let seen = 0;
    for (let i = 0; i < w * h; i++) {
      const kind = (bytes[kinds + (i >> 2)] >> ((i & 3) * 2)) & 3;
      if (kind === 0) mark[i] = mark[i - 1];
      else if (kind === 1) mark[i] = mark[i - w];
      else if (kind === 2) mark[i] = ++seen;
      else {
        mark[i] = bytes[at] * 256 + bytes[at + 1];
        at += 2;
      }
      data[start + i] = values[mark[i] - 1];
    }
  }
  return data;
}
