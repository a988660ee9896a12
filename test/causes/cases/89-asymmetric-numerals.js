/*
 * Title: Asymmetric numerals with one table for each frame
 * Hypothesis: A static rANS coder over the residuals comes within a hair of their entropy; the table costs a byte or two
 *   for each value that occurs.
 */
const SCALE = 4096;
const FLOOR = 2 ** 24;

function residualsOf(data, previous) {
  return data.map((s, i) => s - (previous ? previous[i] : i > 0 ? data[i - 1] : 128));
}

// Frequencies that sum to SCALE, none of the occurring values at zero.
function normalise(residuals) {
  const counts = new Uint32Array(256);
  for (const r of residuals) counts[r]++;
  const freq = counts.map((c) => (c === 0 ? 0 : Math.max(1, Math.floor((c * (SCALE - 256)) / residuals.length))));
  const top = freq.indexOf(Math.max(...freq));
  freq[top] += SCALE - freq.reduce((a, b) => a + b, 0);
  return freq;
}

function cumulate(freq) {
  const start = new Uint32Array(257);
  for (let s = 0; s < 256; s++) start[s + 1] = start[s] + freq[s];
  return start;
}

function tableBytes(freq) {
  const out = [];
  for (let s = 0; s < 256; s++) {
    if (freq[s] < 128) out.push(freq[s]);
    else out.push(128 | (freq[s] >> 8), freq[s] & 255);
  }
  return out;
}

export function compressFrame(frame, context) {
  const residuals = residualsOf(frame.data, context.previous?.data);
  const freq = normalise(residuals);
  const start = cumulate(freq);
  const tail = [];
  let x = FLOOR;
  for (let i = residuals.length - 1; i >= 0; i--) {
    const f = freq[residuals[i]];
    while (x >= (FLOOR / SCALE) * 256 * f) {
      tail.push(x % 256);
      x = Math.floor(x / 256);
    }
    x = Math.floor(x / f) * SCALE + (x % f) + start[residuals[i]];
  }
  for (let k = 0; k < 4; k++) {
    tail.push(x % 256);
    x = Math.floor(x / 256);
  }
  return Uint8Array.from([...tableBytes(freq), ...tail.reverse()]);
}

export function decompressFrame(bytes, context) {
  let p = 0;
  const freq = new Uint32Array(256);
  for (let s = 0; s < 256; s++) {
    const b = bytes[p++];
    freq[s] = b < 128 ? b : ((b & 127) << 8) | bytes[p++];
  }
  const start = cumulate(freq);
  const symbol = new Uint8Array(SCALE);
  for (let s = 0; s < 256; s++) symbol.fill(s, start[s], start[s + 1]);
  let x = 0;
  for (let k = 0; k < 4; k++) x = x * 256 + bytes[p++];
  const cells = Math.ceil(context.width / 2) * Math.ceil(context.height / 2);
  const out = new Uint8Array(context.width * context.height + 2 * cells);
  for (let i = 0; i < out.length; i++) {
    const slot = x & (SCALE - 1);
    const s = symbol[slot];
    x = freq[s] * (x >>> 12) + slot - start[s];
    while (x < FLOOR && p < bytes.length) x = (x << 8) | bytes[p++];
    out[i] = s + (context.previous ? context.previous.data[i] : i > 0 ? out[i - 1] : 128);
  }
  return out;
}
