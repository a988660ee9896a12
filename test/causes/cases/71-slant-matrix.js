/*
 * Title: Sequency-ordered Walsh transform over 8x8
 * Hypothesis: With rows sorted by their number of sign changes, Walsh coefficients decay nearly like those of
 *   the cosine transform, at no multiplication. Ends of blocks are cut.
 */
function buildRows() {
  const rows = [];
  for (let r = 0; r < 8; r++) {
    const row = [];
    for (let c = 0; c < 8; c++) {
      let parity = 0;
      for (let b = r & c; b > 0; b >>= 1) parity ^= b & 1;
      row.push(parity ? -1 : 1);
    }
    rows.push(row);
  }
  const changes = (row) => row.reduce((n, v, i) => n + (i > 0 && v !== row[i - 1] ? 1 : 0), 0);
  return rows.sort((p, q) => changes(p) - changes(q));
}
const ROWS = buildRows();

function separable(block) {
  const middle = new Float64Array(64);
  for (let y = 0; y < 8; y++) {
    for (let u = 0; u < 8; u++) {
      let total = 0;
      for (let x = 0; x < 8; x++) total += ROWS[u][x] * block[y * 8 + x];
      middle[y * 8 + u] = total;
    }
  }
  const result = new Float64Array(64);
  for (let u = 0; u < 8; u++) {
    for (let v = 0; v < 8; v++) {
      let total = 0;
      for (let y = 0; y < 8; y++) total += ROWS[v][y] * middle[y * 8 + u];
      result[v * 8 + u] = total / 8;
    }
  }
  return result;
}

function backwards(spectrum) {
  const middle = new Float64Array(64);
  for (let u = 0; u < 8; u++) {
    for (let y = 0; y < 8; y++) {
      let total = 0;
      for (let v = 0; v < 8; v++) total += ROWS[v][y] * spectrum[v * 8 + u];
      middle[y * 8 + u] = total;
    }
  }
  const result = new Float64Array(64);
  for (let y = 0; y < 8; y++) {
    for (let x = 0; x < 8; x++) {
      let total = 0;
      for (let u = 0; u < 8; u++) total += ROWS[u][x] * middle[y * 8 + u];
      result[y * 8 + x] = total / 8;
    }
  }
  return result;
}

const DIAGONAL = [...Array(64).keys()].sort((p, q) => (p >> 3) + (p & 7) - ((q >> 3) + (q & 7)) || p - q);
const step = (quality, k) => 5 + (100 - quality) * (1 + k * 0.012);

function planes(context) {
  const { width, height } = context;
  const w2 = (width + 1) >> 1, h2 = (height + 1) >> 1;
  return [
    { origin: 0, columns: width, lines: height },
    { origin: width * height, columns: w2, lines: h2 },
    { origin: width * height + w2 * h2, columns: w2, lines: h2 },
  ];
}

function pack(symbols) {
  let bits = '';
  for (const s of symbols) {
    const folded = s > 0 ? 2 * s : 1 - 2 * s;
    const digits = folded.toString(2);
    bits += '0'.repeat(digits.length - 1) + digits;
  }
  const bytes = new Uint8Array(Math.ceil(bits.length / 8));
  for (let i = 0; i < bytes.length; i++) bytes[i] = parseInt(bits.slice(8 * i, 8 * i + 8).padEnd(8, '0'), 2);
  return bytes;
}

function* unpack(bytes) {
  const bits = Array.from(bytes, (b) => b.toString(2).padStart(8, '0')).join('');
  let at = 0;
  while (at < bits.length) {
    const one = bits.indexOf('1', at);
    if (one < 0) return;
    const folded = parseInt(bits.slice(one, 2 * one - at + 1), 2);
    at = 2 * one - at + 1;
    yield folded & 1 ? (1 - folded) / 2 : folded / 2;
  }
}

export function compressFrame(frame, context) {
  const symbols = [];
  for (const { origin, columns, lines } of planes(context)) {
    let mean = 0;
    for (let y = 0; y < lines; y += 8) for (let x = 0; x < columns; x += 8) {
      const block = new Float64Array(64);
      for (let i = 0; i < 64; i++) block[i] = frame.data[origin + Math.min(lines - 1, y + (i >> 3)) * columns + Math.min(columns - 1, x + (i & 7))] - 128;
      const spectrum = separable(block);
      const levels = DIAGONAL.map((place, k) => Math.round(spectrum[place] / step(context.quality, k)));
      const first = levels[0];
      levels[0] -= mean;
      mean = first;
      let end = 64;
      while (end > 1 && levels[end - 1] === 0) end--;
      symbols.push(end, ...levels.slice(0, end));
    }
  }
  return pack(symbols);
}

export function decompressFrame(bytes, context) {
  const list = planes(context);
  const data = new Uint8Array(list[2].origin + list[2].columns * list[2].lines);
  const symbols = unpack(bytes);
  const next = () => symbols.next().value ?? 0;
  for (const { origin, columns, lines } of list) {
    for (let y = 0; y < lines; y += 8) for (let x = 0; x < columns; x += 8) {
      let mean = 0;
      const spectrum = new Float64Array(64);
      const end = next();
      for (let k = 0; k < end; k++) {
        let level = next();
        if (k === 0) {
          mean += level;
          level = mean;
        }
        spectrum[DIAGONAL[k]] = level * step(context.quality, k);
      }
      const block = backwards(spectrum);
      for (let i = 0; i < 64; i++) {
        const py = y + (i >> 3), px = x + (i & 7);
        if (py < lines && px < columns) data[origin + py * columns + px] = Math.min(255, Math.max(0, Math.round(block[i] + 128)));
      }
    }
  }
  return data;
}
