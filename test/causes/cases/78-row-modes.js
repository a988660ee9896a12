/*
 * Title: The best of four guesses for each row
 * Hypothesis: As in PNG, each row names the guess that serves it best: left, above, their mean, or the
 *   frame before. Differences are rounded to a step and sent as bytes with short runs of zeros.
 */
const MODES = ['left', 'above', 'mean', 'before'];
const stepFor = ({ quality }) => Math.max(8, Math.round(62 - quality * 0.61));

function expect(mode, at) {
  let value;
  switch (mode) {
    case 'left':
      value = at.left;
      break;
    case 'above':
      value = at.above;
      break;
    case 'mean':
      value = (at.left + at.above) >> 1;
      break;
    default:
      value = at.before;
  }
  return value;
}

const saturate = (v) => (v < 0 ? 0 : v > 255 ? 255 : v);

function neighbours(picture, row, x, previous) {
  const i = row.start + x;
  const above = row.top ? (x > 0 ? picture[i - 1] : 128) : picture[i - row.width];
  return { left: x > 0 ? picture[i - 1] : above, above, before: previous ? previous.data[i] : above };
}

function rows(context) {
  const all = [];
  let start = 0;
  const half = [Math.ceil(context.width / 2), Math.ceil(context.height / 2)];
  [[context.width, context.height], half, half].forEach(([width, height]) => {
    for (let y = 0; y < height; y++) {
      all.push({ start, width, top: y === 0 });
      start += width;
    }
  });
  all.total = start;
  return all;
}

// Tries one mode for a row.
function attempt(picture, data, row, mode, step, previous) {
  const levels = [];
  let cost = 0;
  for (let x = 0; x < row.width; x++) {
    const guess = expect(mode, neighbours(picture, row, x, previous));
    const level = Math.max(-100, Math.min(100, Math.round((data[row.start + x] - guess) / step)));
    levels.push(level);
    cost += level === 0 ? 0 : 2 + Math.abs(level);
    picture[row.start + x] = saturate(guess + level * step);
  }
  return { mode, levels, cost, line: picture.slice(row.start, row.start + row.width) };
}

export function compressFrame(frame, context) {
  const step = stepFor(context);
  const all = rows(context);
  const picture = new Uint8Array(all.total);
  const bytes = [];
  for (const row of all) {
    const best = MODES.map((mode) => attempt(picture, frame.data, row, mode, step, context.previous)).reduce((a, b) => (b.cost < a.cost ? b : a));
    bytes.push(MODES.indexOf(best.mode));
    for (let x = 0; x < row.width; ) {
      let run = 0;
      while (run < 50 && best.levels[x + run] === 0) run++;
      if (run > 0) bytes.push(100 + run);
      else bytes.push(best.levels[x] < 0 ? 256 + best.levels[x] : best.levels[x]);
      x += run || 1;
    }
  }
  return Uint8Array.from(bytes);
}

export function decompressFrame(bytes, context) {
  const step = stepFor(context);
  const all = rows(context);
  const picture = new Uint8Array(all.total);
  let p = 0;
  for (const row of all) {
    const mode = MODES[bytes[p++]];
    const line = [];
    while (line.length < row.width) {
      const b = bytes[p++];
      if (b > 100 && b < 156) for (let k = b - 100; k > 0; k--) line.push(0);
      else line.push(b < 128 ? b : b - 256);
    }
    for (let x = 0; x < row.width; x++) {
      const guess = expect(mode, neighbours(picture, row, x, context.previous));
      picture[row.start + x] = saturate(guess + line[x] * step);
    }
  }
  return picture;
}
