/*
 * Title: Adaptive Rice parameter by context, tried with two speeds
 * Hypothesis: Some planes like a parameter that follows quickly, others a slow one; try both for each plane and keep the better.
 */
class Statistics {
  constructor(sums = new Float64Array(8192).fill(4), counts = new Float64Array(8192).fill(1)) {
    this.sums = sums;
    this.counts = counts;
  }

  copy() {
    return new Statistics(this.sums.slice(), this.counts.slice());
  }

  parameter(context) {
    let k = 0;
    while (k < 7 && this.counts[context] * 2 ** (k + 1) <= this.sums[context]) k++;
    return k;
  }

  learn(context, code, speed) {
    this.sums[context] += code;
    this.counts[context]++;
    if (this.counts[context] >= speed) {
      this.sums[context] /= 2;
      this.counts[context] /= 2;
    }
  }
}

const SPEEDS = [8, 64];
const fold = (r) => (r < 0 ? -2 * r - 1 : 2 * r);
const unfold = (c) => (c % 2 === 1 ? -(c + 1) / 2 : c / 2);
const contextOf = (px, i, w) => (i > 0 ? px[i - 1] >> 2 : 0) * 128 + (i >= w ? px[i - w] >> 1 : 0);
const guess = (px, i, w) => (i >= w ? px[i - w] : i > 0 ? px[i - 1] : 128);

function encodePlane(px, w, speed, start) {
  const statistics = start.copy();
  const checkpoints = [];
  const bits = [];
  for (let i = 0; i < px.length; i++) {
    if (i === 0) checkpoints.push(statistics.copy());
    const context = contextOf(px, i, w);
    const k = statistics.parameter(context);
    const code = fold(((px[i] - guess(px, i, w)) << 24) >> 24);
    for (let q = code >> k; q > 0; q--) bits.push(1);
    bits.push(0);
    for (let b = k - 1; b >= 0; b--) bits.push((code >> b) & 1);
    statistics.learn(context, code, speed);
  }
  return { bits, statistics, start: checkpoints[0] };
}

function planes(data, { width, height }) {
  const cw = Math.ceil(width / 2), cSize = cw * Math.ceil(height / 2);
  const ySize = width * height;
  return [
    [data.subarray(0, ySize), width],
    [data.subarray(ySize, ySize + cSize), cw],
    [data.subarray(ySize + cSize, ySize + 2 * cSize), cw],
  ];
}

export function compressFrame(frame, context) {
  const all = [];
  let statistics = new Statistics();
  for (const [px, w] of planes(frame.data, context)) {
    const tries = SPEEDS.map((speed) => encodePlane(px, w, speed, statistics));
    const choice = tries[1].bits.length < tries[0].bits.length ? 1 : 0;
    statistics = tries[choice].statistics;
    all.push(choice);
    for (const bit of tries[choice].bits) all.push(bit);
  }
  const out = new Uint8Array(Math.ceil(all.length / 8));
  all.forEach((bit, i) => { out[i >> 3] |= bit << (7 - (i & 7)); });
  return out;
}

export function decompressFrame(bytes, context) {
  const { width, height } = context;
  const data = new Uint8Array(width * height + 2 * Math.ceil(width / 2) * Math.ceil(height / 2));
  let at = 0;
  const bit = () => (bytes[at >> 3] >> (7 - (at++ & 7))) & 1;
  const statistics = new Statistics();
  for (const [px, w] of planes(data, context)) {
    const speed = SPEEDS[bit()];
    for (let i = 0; i < px.length; i++) {
      const where = contextOf(px, i, w);
      const k = statistics.parameter(where);
      let code = 0;
      while (bit()) code++;
      for (let b = 0; b < k; b++) code = code * 2 + bit();
      px[i] = guess(px, i, w) + unfold(code);
      statistics.learn(where, code, speed);
    }
  }
  return data;
}
