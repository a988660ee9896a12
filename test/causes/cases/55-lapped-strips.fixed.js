/*
 * Title: One-dimensional strips with a step in the header
 * Hypothesis: A cosine transform along strips of 16 samples needs no two-dimensional bookkeeping and still
 *   packs a smooth row into two or three numbers. The step travels in the header, so the decoder knows nothing else.
 */
const L = 16;
const table = new Float64Array(L * L);
for (let k = 0; k < L; k++) for (let n = 0; n < L; n++) table[k * L + n] = Math.sqrt((k ? 2 : 1) / L) * Math.cos((Math.PI * k * (2 * n + 1)) / (2 * L));

function chooseStep({ quality = 50 }) {
  return Math.max(4, Math.round(120 - quality * 1.25));
}

function zigzagInt(v) { return v >= 0 ? 2 * v : -2 * v - 1; }
function unzigzagInt(u) { return u & 1 ? -((u + 1) >> 1) : u >> 1; }

function pushVarint(list, u) {
  while (u > 127) { list.push((u & 127) | 128); u >>= 7; }
  list.push(u);
}

function reader(bytes) {
  let p = 0;
  return {
    byte: () => bytes[p++],
    varint() {
      let u = 0, shift = 0, b;
      do { b = bytes[p++]; u |= (b & 127) << shift; shift += 7; } while (b & 128);
      return u;
    },
  };
}

function sampleCount({ width, height }) {
  return width * height + 2 * (Math.ceil(width / 2) * Math.ceil(height / 2));
}

export function compressFrame(frame, context) {
  const { data } = frame;
  const step = chooseStep(context);
  const list = [step];
  let dc = 0;
  for (let s = 0; s < data.length; s += L) {
    const levels = [];
    for (let k = 0; k < L; k++) {
      let sum = 0;
      for (let n = 0; n < L; n++) sum += table[k * L + n] * (data[Math.min(s + n, data.length - 1)] - 128);
      levels.push(Math.round(sum / step));
    }
    let size = L;
    while (size > 1 && levels[size - 1] === 0) size--;
    list.push(size);
    pushVarint(list, zigzagInt(levels[0] - dc));
    dc = levels[0];
    for (let k = 1; k < size; k++) pushVarint(list, zigzagInt(levels[k]));
  }
  return Uint8Array.from(list);
}

export function decompressFrame(bytes, context) {
  const total = sampleCount(context);
  const out = new Uint8ClampedArray(total);
  const input = reader(bytes);
  const step = input.byte();
  let dc = 0;
  for (let s = 0; s < total; s += L) {
    const size = input.byte();
    const levels = new Array(L).fill(0);
    dc += unzigzagInt(input.varint());
    levels[0] = dc;
    for (let k = 1; k < size; k++) levels[k] = unzigzagInt(input.varint());
    for (let n = 0; n < L && s + n < total; n++) {
      let sum = 128;
      for (let k = 0; k < size; k++) sum += table[k * L + n] * levels[k] * step;
      out[s + n] = sum;
    }
  }
  return new Uint8Array(out.buffer);
}
