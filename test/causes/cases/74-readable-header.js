/*
 * Title: A readable header and rows of rounded steps
 * Hypothesis: A short text in front ("s12;m1;") makes the stream easy to look at; behind it every row is sent
 *   as rounded differences to the row above, or to the frame before where that is cheaper.
 */
const FIELD = /([a-z])(\d+);/g;

function writeHeader(fields) {
  const text = Object.entries(fields).map(([name, value]) => `${name}${value};`).join('');
  return [text.length, ...Array.from(text, (c) => c.charCodeAt(0))];
}

function readHeader(bytes) {
  const text = String.fromCharCode(...bytes.subarray(1, 1 + bytes[0]));
  const fields = {};
  while (fields.m === undefined) {
    const match = FIELD.exec(text);
    if (!match) break;
    fields[match[1]] = Number(match[2]);
  }
  return fields;
}

const stepFor = (quality) => (quality > 90 ? 4 : Math.ceil(4 + (90 - quality) * 0.75));

function rowsOf({ width, height }) {
  const rows = [];
  const cw = Math.ceil(width / 2), ch = Math.ceil(height / 2);
  let start = 0;
  for (const [w, h] of [[width, height], [cw, ch], [cw, ch]]) {
    for (let y = 0; y < h; y++, start += w) rows.push({ start, w, first: y === 0 });
  }
  return rows;
}

const frameLength = (context) => rowsOf(context).reduce((n, row) => n + row.w, 0);

function guess(out, row, x, previous, temporal) {
  if (temporal) return previous[row.start + x];
  if (!row.first) return out[row.start + x - row.w];
  return x > 0 ? out[row.start + x - 1] : 128;
}

const limited = (v) => (v < 0 ? 0 : v > 255 ? 255 : v);

function packLevels(levels) {
  const bytes = [];
  let i = 0;
  while (i < levels.length) {
    let run = 0;
    while (run < 127 && i + run < levels.length && levels[i + run] === 0) run++;
    if (run > 0) bytes.push(128 + run);
    else bytes.push(levels[i] + 64);
    i += Math.max(1, run);
  }
  return bytes;
}

export function compressFrame(frame, context) {
  const step = stepFor(context.quality);
  const temporal = context.previous ? 1 : 0;
  const out = new Uint8Array(frame.data.length);
  const levels = [];
  for (const row of rowsOf(context)) {
    for (let x = 0; x < row.w; x++) {
      const g = guess(out, row, x, context.previous?.data, temporal);
      const level = Math.max(-63, Math.min(63, Math.round((frame.data[row.start + x] - g) / step)));
      levels.push(level);
      out[row.start + x] = limited(g + level * step);
    }
  }
  return Uint8Array.from([...writeHeader({ s: step, m: temporal }), ...packLevels(levels)]);
}

export function decompressFrame(bytes, context) {
  const header = readHeader(bytes);
  const out = new Uint8Array(frameLength(context));
  let at = 1 + bytes[0];
  let zeros = 0;
  const nextLevel = () => {
    if (zeros > 0) { zeros--; return 0; }
    const b = bytes[at++];
    if (b > 128) { zeros = b - 129; return 0; }
    return b - 64;
  };
  for (const row of rowsOf(context)) {
    for (let x = 0; x < row.w; x++) {
      out[row.start + x] = limited(guess(out, row, x, context.previous?.data, header.m) + nextLevel() * header.s);
    }
  }
  return out;
}
