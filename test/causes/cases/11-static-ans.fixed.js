/*
 * Title: Static rANS over left or temporal residuals
 * Hypothesis: An asymmetric numeral system spends fractions of bits where Huffman has to spend whole ones.
 */
const SCALE_BITS = 10;
const SCALE = 1 << SCALE_BITS;
const LOWER = 1 << 16;

const sampleCount = ({ width: w, height: h }) => w * h + 2 * Math.ceil(w / 2) * Math.ceil(h / 2);
const base = (data, i, previous) => (previous ? previous.data[i] : i > 0 ? data[i - 1] : 128);

function scaleCounts(counts, total) {
  const scaled = new Array(256).fill(0);
  let sum = 0;
  let largest = 0;
  counts.forEach((count, symbol) => {
    if (count === 0) return;
    scaled[symbol] = Math.max(1, Math.floor((count * SCALE) / total));
    sum += scaled[symbol];
    if (scaled[symbol] > scaled[largest]) largest = symbol;
  });
  scaled[largest] += SCALE - sum;
  return scaled;
}

function startsOf(frequencies) {
  const starts = [0];
  for (const f of frequencies) starts.push(starts[starts.length - 1] + f);
  return starts;
}

function encodeSymbols(symbols, frequencies) {
  const starts = startsOf(frequencies);
  const reversed = [];
  let state = LOWER;
  for (let i = symbols.length - 1; i >= 0; i--) {
    const f = frequencies[symbols[i]];
    const limit = (LOWER >> SCALE_BITS) * 256 * f;
    while (state >= limit) {
      reversed.push(state % 256);
      state = Math.floor(state / 256);
    }
    state = Math.floor(state / f) * SCALE + (state % f) + starts[symbols[i]];
  }
  for (let k = 0; k < 4; k++) {
    reversed.push(state % 256);
    state = Math.floor(state / 256);
  }
  return reversed.reverse();
}

function decodeSymbols(bytes, at, count, frequencies) {
  const starts = startsOf(frequencies);
  const lookup = new Uint8Array(SCALE);
  frequencies.forEach((f, symbol) => lookup.fill(symbol, starts[symbol], starts[symbol] + f));
  let state = 0;
  for (let k = 0; k < 4; k++) state = state * 256 + bytes[at++];
  const symbols = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const slot = state % SCALE;
    const symbol = lookup[slot];
    symbols[i] = symbol;
    state = frequencies[symbol] * Math.floor(state / SCALE) + slot - starts[symbol];
    while (state < LOWER) state = state * 256 + bytes[at++];
  }
  return symbols;
}

export function compressFrame({ data }, { previous }) {
  const residuals = data.map((v, i) => v - base(data, i, previous));
  const counts = new Array(256).fill(0);
  residuals.forEach((r) => counts[r]++);
  const frequencies = scaleCounts(counts, data.length);
  const header = [];
  frequencies.forEach((f, symbol) => { if (f > 0) header.push(symbol, f >> 8, f & 255); });
  return Uint8Array.from([header.length / 3 - 1, ...header, ...encodeSymbols(residuals, frequencies)]);
}

export function decompressFrame(bytes, context) {
  const frequencies = new Array(256).fill(0);
  let at = 1;
  for (let k = 0; k <= bytes[0]; k++, at += 3) frequencies[bytes[at]] = bytes[at + 1] * 256 + bytes[at + 2];
  const data = decodeSymbols(bytes, at, sampleCount(context), frequencies);
  data.forEach((r, i) => { data[i] = r + base(data, i, context.previous); });
  return data;
}
