/*
 * Title: Haar pyramid, byte tokens
 * Hypothesis: Three levels of the orthonormal Haar transform gather the picture in a corner; the fine
 *   bands may be quantised coarsely, so that whole rows of them vanish in runs of zeros.
 */
const LEVELS = 3;
const R2 = Math.SQRT1_2;

const padded = (n) => Math.ceil(n / (1 << LEVELS)) << LEVELS;

const layout = ({ width: w, height: h }) => {
  const cw = (w + 1) >> 1, ch = (h + 1) >> 1;
  return [{ at: 0, w, h }, { at: w * h, w: cw, h: ch }, { at: w * h + cw * ch, w: cw, h: ch }];
};

// The step of a band: level 1 holds the finest details.
const bandStep = (quality, level) => (2 + (100 - quality) * 1.3) * (level === 1 ? 1.5 : 1);

const levelAt = (x, y, pw, ph) => {
  for (let l = 1; l <= LEVELS; l++) if (x >= pw >> l || y >= ph >> l) return l;
  return LEVELS;
};

const pairwise = (grid, stride, n, m, acrossRows) => {
  const half = n >> 1;
  const line = new Float64Array(n);
  for (let j = 0; j < m; j++) {
    const place = acrossRows ? (i) => i * stride + j : (i) => j * stride + i;
    for (let i = 0; i < half; i++) {
      const a = grid[place(2 * i)], b = grid[place(2 * i + 1)];
      line[i] = (a + b) * R2;
      line[half + i] = (a - b) * R2;
    }
    for (let i = 0; i < n; i++) grid[place(i)] = line[i];
  }
};

const unpair = (grid, stride, n, m, acrossRows) => {
  const half = n >> 1;
  const line = new Float64Array(n);
  for (let j = 0; j < m; j++) {
    const place = acrossRows ? (i) => i * stride + j : (i) => j * stride + i;
    for (let i = 0; i < half; i++) {
      const s = grid[place(i)], d = grid[place(half + i)];
      line[2 * i] = (s + d) * R2;
      line[2 * i + 1] = (s - d) * R2;
    }
    for (let i = 0; i < n; i++) grid[place(i)] = line[i];
  }
};

const analyse = (grid, pw, ph) => {
  for (let l = 0; l < LEVELS; l++) {
    pairwise(grid, pw, pw >> l, ph >> l, false);
    pairwise(grid, pw, ph >> l, pw >> l, true);
  }
};

const synthesise = (grid, pw, ph) => {
  for (let l = LEVELS - 1; l >= 0; l--) {
    unpair(grid, pw, ph >> l, pw >> l, true);
    unpair(grid, pw, pw >> l, ph >> l, false);
  }
};

// Tokens: 0 is followed by a run of zeros minus one, 255 by a level in two bytes, all else is level + 128.
const putLevels = (bytes, levels) => {
  for (let i = 0; i < levels.length; ) {
    const v = levels[i];
    if (v === 0) {
      let run = 1;
      while (run < 256 && i + run < levels.length && levels[i + run] === 0) run++;
      bytes.push(0, run - 1);
      i += run;
    } else {
      if (v > -128 && v < 127) bytes.push(v + 128);
      else bytes.push(255, (v >> 8) & 255, v & 255);
      i++;
    }
  }
};

const takeLevels = (bytes, from, levels) => {
  let p = from;
  for (let i = 0; i < levels.length; ) {
    const token = bytes[p++];
    if (token === 0) i += bytes[p++] + 1;
    else if (token === 255) { levels[i++] = ((bytes[p] << 24) >> 16) | bytes[p + 1]; p += 2; }
    else levels[i++] = token - 128;
  }
  return p;
};

export function compressFrame({ data }, context) {
  const bytes = [];
  for (const { at, w, h } of layout(context)) {
    const pw = padded(w), ph = padded(h);
    const grid = new Float64Array(pw * ph);
    for (let y = 0; y < ph; y++) for (let x = 0; x < pw; x++) grid[y * pw + x] = data[at + Math.min(y, h - 1) * w + Math.min(x, w - 1)] - 128;
    analyse(grid, pw, ph);
    const levels = Int16Array.from(grid, (c, i) => {
      const level = levelAt(i % pw, Math.floor(i / pw), pw, ph);
      return Math.round(c / bandStep(context.quality, level));
    });
    putLevels(bytes, levels);
  }
  return new Uint8Array(bytes);
}

export function decompressFrame(bytes, context) {
  const planes = layout(context);
  const out = new Uint8Array(planes.reduce((sum, p) => sum + p.w * p.h, 0));
  let position = 0;
  for (const { at, w, h } of planes) {
    const pw = padded(w), ph = padded(h);
    const levels = new Int16Array(pw * ph);
    position = takeLevels(bytes, position, levels);
    const grid = Float64Array.from(levels, (v, i) => {
      const level = levelAt(i % pw, Math.floor(i / pw), pw, ph);
      return v * bandStep(level, context.quality);
    });
    synthesise(grid, pw, ph);
    for (let y = 0; y < h; y++) for (let x = 0; x < w; x++) out[at + y * w + x] = Math.min(255, Math.max(0, Math.round(grid[y * pw + x] + 128)));
  }
  return out;
}
