/*
 * Title: Ranks of residuals, written in Elias gamma
 * Hypothesis: The most common residual gets the shortest code whatever its value is.
 */
const OFFSET = 128;

function signedResidual(data, i, previous) {
  const guess = previous ? previous.data[i] : i > 0 ? data[i - 1] : OFFSET;
  return ((data[i] - guess) << 24) >> 24;
}

function rankSymbols(data, previous) {
  const counts = {};
  for (let i = 0; i < data.length; i++) {
    const r = signedResidual(data, i, previous);
    counts[r] = (counts[r] || 0) + 1;
  }
  const symbols = Object.keys(counts);
  return symbols.sort((a, b) => counts[b] - counts[a] || a - b);
}

function gammaBits(n) {
  const digits = n.toString(2);
  return '0'.repeat(digits.length - 1) + digits;
}

function bitsToBytes(text) {
  const bytes = [];
  for (let i = 0; i < text.length; i += 8) bytes.push(parseInt(text.slice(i, i + 8).padEnd(8, '0'), 2));
  return bytes;
}

class GammaReader {
  constructor(bytes, from) {
    this.bytes = bytes;
    this.position = from * 8;
  }

  bit() {
    const byte = this.bytes[this.position >> 3];
    const bit = byte === undefined ? 1 : (byte >> (7 - (this.position & 7))) & 1;
    this.position++;
    return bit;
  }

  next() {
    let zeros = 0;
    while (this.bit() === 0) zeros++;
    let n = 1;
    for (let i = 0; i < zeros; i++) n = 2 * n + this.bit();
    return n;
  }
}

export function compressFrame(frame, context) {
  const { data } = frame;
  const symbols = rankSymbols(data, context.previous);
  const codeOf = {};
  symbols.forEach((symbol, rank) => { codeOf[symbol] = gammaBits(rank + 1); });
  const parts = [];
  for (let i = 0; i < data.length; i++) parts.push(codeOf[signedResidual(data, i, context.previous)]);
  const header = [symbols.length - 1];
  for (const symbol of symbols) header.push(symbol + OFFSET);
  return Uint8Array.from(header.concat(bitsToBytes(parts.join(''))));
}

export function decompressFrame(bytes, context) {
  const { width, height, previous } = context;
  const data = new Uint8Array(width * height + 2 * Math.ceil(width / 2) * Math.ceil(height / 2));
  const count = bytes[0] + 1;
  const residuals = Array.from(bytes.subarray(1, 1 + count), (b) => b - OFFSET);
  const reader = new GammaReader(bytes, 1 + count);
  for (let i = 0; i < data.length; i++) {
    const guess = previous ? previous.data[i] : i > 0 ? data[i - 1] : OFFSET;
    data[i] = guess + residuals[reader.next() - 1];
  }
  return data;
}
