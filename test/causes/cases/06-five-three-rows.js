/*
 * Title: One level of the reversible 5/3 wavelet along rows
 * Hypothesis: Splitting rows into averages and details makes half of the samples almost zero.
 */
function planeList(width, height) {
  const cw = Math.ceil(width / 2);
  const ch = Math.ceil(height / 2);
  return [[0, width, height], [width * height, cw, ch], [width * height + cw * ch, cw, ch]];
}

// Even samples become averages (first half), odd ones details (second half).
function forwardRow(row) {
  const n = row.length;
  const evens = (n + 1) >> 1;
  const odds = n >> 1;
  const s = new Int16Array(evens);
  const d = new Int16Array(odds);
  for (let i = 0; i < odds; i++) {
    const right = 2 * i + 2 < n ? row[2 * i + 2] : row[2 * i];
    d[i] = row[2 * i + 1] - ((row[2 * i] + right) >> 1);
  }
  for (let i = 0; i < evens; i++) {
    const before = odds === 0 ? 0 : d[Math.max(0, i - 1)];
    const after = odds === 0 ? 0 : d[Math.min(odds - 1, i)];
    s[i] = row[2 * i] + ((before + after + 2) >> 2);
  }
  return { s, d };
}

function inverseRow(s, d) {
  const evens = s.length;
  const odds = d.length;
  const row = new Int16Array(evens + odds);
  for (let i = 0; i < evens; i++) {
    const before = odds === 0 ? 0 : d[Math.max(0, i - 1)];
    const after = odds === 0 ? 0 : d[Math.min(odds - 1, i)];
    row[2 * i] = s[i] - (((before + after + 2) / 4) | 0);
  }
  for (let i = 0; i < odds; i++) {
    const right = 2 * i + 2 < row.length ? row[2 * i + 2] : row[2 * i];
    row[2 * i + 1] = d[i] + ((row[2 * i] + right) >> 1);
  }
  return row;
}

// Signed numbers: one byte for -100..100, else a marker and two bytes.
function putSigned(out, v) {
  if (v >= -100 && v <= 100) out.push(v + 100);
  else out.push(255, (v >> 8) & 255, v & 255);
}

function getSigned(input) {
  const first = input.bytes[input.at++];
  if (first !== 255) return first - 100;
  const high = input.bytes[input.at++];
  return ((high << 24) >> 16) | input.bytes[input.at++];
}

// A run of zero details is a marker, 254, and its length.
function putList(out, list) {
  for (let i = 0; i < list.length; i++) {
    let run = 0;
    while (i + run < list.length && run < 255 && list[i + run] === 0) run++;
    if (run > 2) {
      out.push(254, run);
      i += run - 1;
    } else putSigned(out, list[i]);
  }
}

function getList(input, length) {
  const list = new Int16Array(length);
  for (let i = 0; i < length; i++) {
    if (input.bytes[input.at] === 254) {
      i += input.bytes[input.at + 1] - 1;
      input.at += 2;
    } else list[i] = getSigned(input);
  }
  return list;
}

export function compressFrame(frame, { width, height }) {
  const out = [];
  for (const [start, w, h] of planeList(width, height)) {
    let base = 0;
    for (let y = 0; y < h; y++) {
      const { s, d } = forwardRow(frame.data.subarray(start + y * w, start + (y + 1) * w));
      putList(out, s.map((v, i) => v - (i > 0 ? s[i - 1] : base)));
      putList(out, d);
      base = s[0];
    }
  }
  return Uint8Array.from(out);
}

export function decompressFrame(bytes, { width, height }) {
  const layout = planeList(width, height);
  const data = new Uint8Array(layout[2][0] + layout[2][1] * layout[2][2]);
  const input = { bytes, at: 0 };
  for (const [start, w, h] of layout) {
    let base = 0;
    for (let y = 0; y < h; y++) {
      const s = getList(input, (w + 1) >> 1);
      for (let i = 0; i < s.length; i++) s[i] += i > 0 ? s[i - 1] : base;
      const d = getList(input, w >> 1);
      data.set(inverseRow(s, d), start + y * w);
      base = s[0];
    }
  }
  return data;
}
