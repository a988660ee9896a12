/*
 * Title: Cosine levels in typed rows
 * Hypothesis: Storing all coefficients of one frequency together makes long runs: first all means of the plane,
 *   then all first harmonics, and so on. Runs of zeros are then the rule.
 */
const K = 8;
const basis = Float32Array.from({ length: 64 }, (_, i) => {
  const u = i >> 3, x = i & 7;
  return (u ? 0.5 : Math.SQRT1_2 * 0.5) * Math.cos((Math.PI / 16) * u * (2 * x + 1));
});

const multiply = (a, transposeA, b, transposeB) => {
  const c = new Float32Array(64);
  for (let i = 0; i < K; i++) for (let j = 0; j < K; j++) {
    let sum = 0;
    for (let k = 0; k < K; k++) sum += (transposeA ? a[k * K + i] : a[i * K + k]) * (transposeB ? b[j * K + k] : b[k * K + j]);
    c[i * K + j] = sum;
  }
  return c;
};
const toFrequencies = (block) => multiply(multiply(basis, false, block, false), false, basis, true);
const toSamples = (spectrum) => multiply(multiply(basis, true, spectrum, false), false, basis, false);

const stepFor = (quality) => Math.max(4, 150 - quality * 1.55);

const planeInfo = (context) => {
  const cw = Math.ceil(context.width / 2), ch = Math.ceil(context.height / 2);
  let base = 0;
  return [[context.width, context.height], [cw, ch], [cw, ch]].map(([w, h]) => {
    const info = { base, w, h, across: Math.ceil(w / K), down: Math.ceil(h / K) };
    base += w * h;
    return info;
  });
};

function analysePlane(data, info, step) {
  const blocks = info.across * info.down;
  const levels = new Int8Array(64 * blocks);
  for (let b = 0; b < blocks; b++) {
    const x0 = (b % info.across) * K, y0 = Math.floor(b / info.across) * K;
    const block = new Float32Array(64);
    for (let i = 0; i < 64; i++) {
      const y = Math.min(y0 + (i >> 3), info.h - 1), x = Math.min(x0 + (i & 7), info.w - 1);
      block[i] = data[info.base + y * info.w + x] - 128;
    }
    toFrequencies(block).forEach((c, k) => { levels[k * blocks + b] = Math.round(c / step); });
  }
  return levels;
}

function synthesisePlane(out, info, step, levels) {
  const blocks = info.across * info.down;
  for (let b = 0; b < blocks; b++) {
    const x0 = (b % info.across) * K, y0 = Math.floor(b / info.across) * K;
    const spectrum = new Float32Array(64);
    for (let k = 0; k < 64; k++) spectrum[k] = levels[k * blocks + b] * step;
    toSamples(spectrum).forEach((v, i) => {
      const y = y0 + (i >> 3), x = x0 + (i & 7);
      if (y < info.h && x < info.w) out[info.base + y * info.w + x] = Math.round(Math.max(0, Math.min(255, v + 128)));
    });
  }
}

// A number n != 0 as 1 to 3 bytes of 7 bits; 0 as a zero byte and the length of the run.
function writeAll(target, levels) {
  let i = 0;
  while (i < levels.length) {
    if (levels[i] === 0) {
      const start = i;
      while (i < levels.length && levels[i] === 0 && i - start < 255) i++;
      target.push(0, i - start);
      continue;
    }
    let folded = (Math.abs(levels[i]) << 1) | (levels[i] < 0 ? 1 : 0);
    for (; folded > 127; folded >>= 7) target.push(128 | (folded & 127));
    target.push(folded);
    i++;
  }
}

function readAll(source, position, levels) {
  let i = 0;
  while (i < levels.length) {
    let byte = source[position++];
    if (byte === 0) { i += source[position++]; continue; }
    let folded = byte & 127;
    for (let shift = 7; byte & 128; shift += 7) { byte = source[position++]; folded |= (byte & 127) << shift; }
    levels[i++] = folded & 1 ? -(folded >> 1) : folded >> 1;
  }
  return position;
}

export function compressFrame(frame, context) {
  const bytes = [];
  for (const info of planeInfo(context)) writeAll(bytes, analysePlane(frame.data, info, stepFor(context.quality)));
  return new Uint8Array(bytes);
}

export function decompressFrame(bytes, context) {
  const infos = planeInfo(context);
  const out = new Uint8Array(infos[2].base + infos[2].w * infos[2].h);
  let position = 0;
  for (const info of infos) {
    const levels = new Int16Array(64 * info.across * info.down);
    position = readAll(bytes, position, levels);
    synthesisePlane(out, info, stepFor(context.quality), levels);
  }
  return out;
}
