/*
 * Title: Two passes: count, then code with a truncated unary rank
 * Hypothesis: Ranking residuals by how often they occur makes the common ones a single bit.
 */
function* residualsOf(data, previous) {
  let left = 128;
  for (let i = 0; i < data.length; i++) {
    const guess = previous ? previous.data[i] : left;
    yield (data[i] - guess) & 255;
    left = data[i];
  }
}

function rankTable(counts) {
  const symbols = [];
  counts.forEach((n, s) => { if (n > 0) symbols.push(s); });
  return symbols.sort((a, b) => counts[b] - counts[a] || a - b);
}

class Bits {
  #bytes;
  #used = 0;
  constructor(bytes = []) { this.#bytes = bytes; }
  write(bit) {
    if (this.#used % 8 === 0) this.#bytes.push(0);
    if (bit) this.#bytes[this.#bytes.length - 1] |= 1 << (this.#used % 8);
    this.#used++;
  }
  read() {
    if (this.#used >= this.#bytes.length * 8) throw new RangeError('the stream is too short');
    const bit = (this.#bytes[this.#used >> 3] >> (this.#used % 8)) & 1;
    this.#used++;
    return bit;
  }
  get bytes() { return this.#bytes; }
}

// Ranks 0..5 in unary; from 6 on six ones and the rank in eight bits.
const LIMIT = 6;

export function compressFrame(frame, context) {
  const counts = new Uint32Array(256);
  const residuals = [...residualsOf(frame.data, context.previous)];
  for (const r of residuals) counts[r]++;
  const table = rankTable(counts);
  const ranks = new Map(table.map((symbol, rank) => [symbol, rank]));
  const bits = new Bits();
  for (const r of residuals) {
    const rank = ranks.get(r);
    for (let k = 0; k < Math.min(rank, LIMIT); k++) bits.write(1);
    if (rank < LIMIT) bits.write(0);
    else for (let b = 7; b >= 0; b--) bits.write((rank >> b) & 1);
  }
  return Uint8Array.from([table.length - 1, ...table, ...bits.bytes]);
}

export function decompressFrame(bytes, { width, height, previous }) {
  const size = width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1);
  const table = bytes.subarray(1, bytes[0] + 2);
  const bits = new Bits(bytes.subarray(bytes[0] + 2));
  const data = new Uint8Array(size);
  let left = 128;
  for (let i = 0; i < size; i++) {
    let rank = 0;
    while (rank < LIMIT && bits.read()) rank++;
    if (rank === LIMIT) {
      rank = 0;
      for (let b = 0; b < 8; b++) rank = rank * 2 + bits.read();
    }
    data[i] = table[rank] + (previous ? previous.data[i] : left);
    left = data[i];
  }
  return data;
}
