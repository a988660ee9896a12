/*
 * Title: Gray-coded bit planes with run lengths
 * Hypothesis: In Gray code neighbouring values differ in one bit, so the upper planes consist of long runs.
 */
const toGray = (v) => v ^ (v >> 1);
const fromGray = (g) => {
  let v = g;
  for (let shift = 1; shift < 8; shift *= 2) v ^= v >> shift;
  return v;
};

// Each run is one byte, 1..255; 0 means 255 of the same bit and the run goes on.
function runsOfPlane(samples, plane) {
  const runs = [];
  let bit = 0;
  let length = 0;
  for (const s of samples) {
    if (((s >> plane) & 1) === bit) {
      length++;
      continue;
    }
    emit(runs, length);
    bit ^= 1;
    length = 1;
  }
  emit(runs, length);
  return runs;
}

function emit(runs, length) {
  let rest = length + 1;
  while (rest > 255) {
    runs.push(0);
    rest -= 255;
  }
  runs.push(rest);
}

// A plane of noise costs more as runs than as plain bits: one byte says which is used.
function packPlain(samples, plane) {
  const out = new Array(Math.ceil(samples.length / 8)).fill(0);
  samples.forEach((s, i) => { out[i >> 3] |= ((s >> plane) & 1) << (i & 7); });
  return out;
}

export function compressFrame({ data }) {
  const coded = data.map(toGray);
  const out = [];
  for (let plane = 7; plane >= 0; plane--) {
    const runs = runsOfPlane(coded, plane);
    const plain = packPlain(coded, plane);
    if (runs.length < plain.length) out.push(1, ...runs);
    else out.push(0, ...plain);
  }
  return Uint8Array.from(out);
}

export function decompressFrame(bytes, { width, height }) {
  const size = width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1);
  const coded = new Uint8Array(size);
  let at = 0;
  for (let plane = 7; plane >= 0; plane--) {
    if (bytes[at++] === 0) {
      for (let i = 0; i < size; i++) coded[i] |= ((bytes[at + (i >> 3)] >> (i & 7)) & 1) << plane;
      at += Math.ceil(size / 8);
      continue;
    }
    let bit = 0;
    for (let filled = 0; filled < size; bit ^= 1) {
      let length = 0;
      while (bytes[at] === 0) {
        length += 255;
        at++;
      }
      length += bytes[at++] - 1;
      for (let k = 0; k < length; k++) coded[filled++] |= bit << plane;
    }
  }
  return coded.map(fromGray);
}
