/*
 * Title: Palette as a bit mask, indices as differences
 * Hypothesis: A plane uses part of the 256 values; numbering only these makes residuals smaller.
 */
const MASK_BYTES = 32;

const planesFor = (w, h) => {
  const c = Math.ceil(w / 2) * Math.ceil(h / 2);
  return [[0, w * h, w], [w * h, c, Math.ceil(w / 2)], [w * h + c, c, Math.ceil(w / 2)]];
};

function paletteOf(samples) {
  const seen = [];
  for (const s of samples) if (!seen.includes(s)) seen.push(s);
  return seen.sort((a, b) => a > b);
}

function maskOf(palette) {
  const mask = new Uint8Array(MASK_BYTES);
  for (const value of palette) mask[value >> 3] |= 1 << (value & 7);
  return mask;
}

function paletteFrom(mask) {
  const palette = [];
  for (let value = 0; value < 256; value++) {
    if ((mask[value >> 3] & (1 << (value & 7))) !== 0) palette.push(value);
  }
  return palette;
}

const indexGuess = (indices, i, w) => {
  if (i === 0) return 0;
  if (i < w) return indices[i - 1];
  return i % w === 0 ? indices[i - w] : (indices[i - 1] + indices[i - w]) >> 1;
};

// Zero differences are counted: a 0 and then how many there are.
function* tokens(differences) {
  let zeros = 0;
  for (const d of differences) {
    if (d === 0 && zeros < 255) {
      zeros++;
      continue;
    }
    if (zeros > 0) yield* [0, zeros];
    zeros = 0;
    if (d === 0) zeros = 1;
    else yield d;
  }
  if (zeros > 0) yield* [0, zeros];
}

export function compressFrame({ data, width, height }) {
  const out = [];
  for (const [start, length, w] of planesFor(width, height)) {
    const samples = data.subarray(start, start + length);
    const palette = paletteOf(samples);
    const number = new Uint8Array(256);
    palette.forEach((value, index) => { number[value] = index; });
    const indices = samples.map((s) => number[s]);
    out.push(...maskOf(palette));
    out.push(...tokens(indices.map((v, i) => v - indexGuess(indices, i, w))));
  }
  return Uint8Array.from(out);
}

export function decompressFrame(bytes, { width, height }) {
  const layout = planesFor(width, height);
  const data = new Uint8Array(layout[2][0] + layout[2][1]);
  let at = 0;
  for (const [start, length, w] of layout) {
    const palette = paletteFrom(bytes.subarray(at, at + MASK_BYTES));
    at += MASK_BYTES;
    const indices = new Uint8Array(length);
    for (let i = 0; i < length; ) {
      const token = bytes[at++];
      const repeat = token === 0 ? bytes[at++] : 1;
      for (let k = 0; k < repeat; k++, i++) indices[i] = indexGuess(indices, i, w) + token;
    }
    indices.forEach((index, i) => { data[start + i] = palette[index]; });
  }
  return data;
}
