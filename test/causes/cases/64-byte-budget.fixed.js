/*
 * Title: A byte budget for each frame
 * Hypothesis: Quality should buy bytes, not a step: the step grows until the frame fits its budget, so
 *   that busy frames are coarse and plain ones fine.
 */
const shares = { 10: 0.07, 25: 0.13, 40: 0.2, 55: 0.28, 70: 0.4, 85: 0.6, 95: 0.9 };
const budgetFor = (quality, samples) => Math.ceil(samples * (shares[quality] ?? quality / 120)) + 8;

const dims = (c) => [
  { w: c.width, h: c.height },
  { w: Math.ceil(c.width / 2), h: Math.ceil(c.height / 2) },
  { w: Math.ceil(c.width / 2), h: Math.ceil(c.height / 2) },
];

const limit = (v) => Math.min(255, Math.max(0, v));

function paethLike(a, i, x, w) {
  const left = x > 0 ? a[i - 1] : i >= w ? a[i - w] : 128;
  if (i < w || x === 0) return left;
  const up = a[i - w], corner = a[i - w - 1];
  return limit(Math.min(Math.max(left + up - corner, Math.min(left, up)), Math.max(left, up)));
}

// Levels of all planes for one step, with the decoder's picture kept alongside.
function levelsFor(data, context, step) {
  const levels = new Int16Array(data.length);
  let base = 0;
  for (const { w, h } of dims(context)) {
    const seen = new Uint8Array(w * h);
    for (let i = 0; i < w * h; i++) {
      const guess = paethLike(seen, i, i % w, w);
      const level = Math.round((data[base + i] - guess) / step);
      levels[base + i] = level;
      seen[i] = limit(guess + level * step);
    }
    base += w * h;
  }
  return levels;
}

// Nibbles: 0..13 a level of -7..6 shifted by 7, 14 a run of 4 to 19 zeros, 15 a level in two more nibbles.
function pack(levels) {
  const nibbles = [];
  for (let i = 0; i < levels.length; ) {
    let run = 0;
    while (run < 19 && i + run < levels.length && levels[i + run] === 0) run++;
    if (run >= 4) {
      nibbles.push(14, run - 4);
      i += run;
      continue;
    }
    const v = levels[i++];
    if (v >= -7 && v <= 6) nibbles.push(v + 7);
    else nibbles.push(15, (v >> 4) & 15, v & 15);
  }
  if (nibbles.length & 1) nibbles.push(0);
  const bytes = new Uint8Array(nibbles.length >> 1);
  for (let i = 0; i < bytes.length; i++) bytes[i] = (nibbles[2 * i] << 4) | nibbles[2 * i + 1];
  return bytes;
}

function unpack(bytes, count) {
  const levels = new Int16Array(count);
  let p = 0;
  const nibble = () => {
    const v = p & 1 ? bytes[p >> 1] & 15 : bytes[p >> 1] >> 4;
    p++;
    return v;
  };
  for (let i = 0; i < count; ) {
    const n = nibble();
    if (n === 14) i += nibble() + 4;
    else if (n === 15) { const high = nibble(); levels[i++] = (((high << 4) | nibble()) << 24) >> 24; }
    else levels[i++] = n - 7;
  }
  return levels;
}

export function compressFrame(frame, context) {
  const budget = budgetFor(context.quality, frame.data.length);
  let step = 3;
  let body = pack(levelsFor(frame.data, context, step));
  while (body.length > budget && step < 100) {
    step += Math.max(1, step >> 2);
    body = pack(levelsFor(frame.data, context, step));
  }
  const out = new Uint8Array(body.length + 1);
  out[0] = step;
  out.set(body, 1);
  return out;
}

export function decompressFrame(bytes, context) {
  const shapes = dims(context);
  const total = shapes.reduce((n, { w, h }) => n + w * h, 0);
  const step = bytes[0];
  const levels = unpack(bytes.subarray(1), total);
  const data = new Uint8Array(total);
  let base = 0;
  for (const { w, h } of shapes) {
    const plane = data.subarray(base, base + w * h);
    for (let i = 0; i < plane.length; i++) plane[i] = limit(paethLike(plane, i, i % w, w) + levels[base + i] * step);
    base += w * h;
  }
  return data;
}
