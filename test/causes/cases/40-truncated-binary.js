/*
 * Title: True Golomb codes with any divisor
 * Hypothesis: Divisors between the powers of two fit the mean of a row better than Rice codes do.
 */
const highBit = (m) => 32 - Math.clz32(m - 1);

function golombWriter() {
  const bits = [];
  const put = (value, n) => { for (let b = n - 1; b >= 0; b--) bits.push((value >> b) & 1); };
  return {
    put,
    golomb(value, m) {
      for (let q = Math.floor(value / m); q > 0; q--) bits.push(1);
      bits.push(0);
      if (m === 1) return;
      const rest = value % m;
      const n = highBit(m);
      const cutoff = (1 << n) - m;
      if (rest <= cutoff) put(rest, n - 1);
      else put(rest + cutoff, n);
    },
    bytes() {
      const out = new Uint8Array((bits.length + 7) >> 3);
      for (let i = 0; i < bits.length; i++) out[i >> 3] |= bits[i] << (i & 7);
      return out;
    },
  };
}

function golombReader(bytes) {
  let at = 0;
  const bit = () => {
    if (at >> 3 >= bytes.length) return 0;
    return (bytes[at >> 3] >> (at++ & 7)) & 1;
  };
  const take = (n) => {
    let value = 0;
    while (n-- > 0) value = value * 2 + bit();
    return value;
  };
  const golomb = (m) => {
    let q = 0;
    while (bit() === 1) q++;
    if (m === 1) return q;
    const n = highBit(m);
    const cutoff = (1 << n) - m;
    let rest = take(n - 1);
    if (rest >= cutoff) rest = rest * 2 + bit() - cutoff;
    return q * m + rest;
  };
  return { take, golomb };
}

function eachRow(width, height, visit) {
  const cw = Math.ceil(width / 2), ch = Math.ceil(height / 2);
  let start = 0;
  [[width, height], [cw, ch], [cw, ch]].forEach(([w, h]) => {
    for (let y = 0; y < h; y++, start += w) visit(start, w, y === 0);
  });
}

const guessFor = (data, i, start, w, first) => {
  if (i === start) return first ? 128 : data[i - w];
  return first ? data[i - 1] : (data[i - 1] + data[i - w]) >> 1;
};

export function compressFrame(frame, { width, height }) {
  const writer = golombWriter();
  eachRow(width, height, (start, w, first) => {
    const codes = [];
    for (let i = start; i < start + w; i++) {
      const r = ((frame.data[i] - guessFor(frame.data, i, start, w, first)) << 24) >> 24;
      codes.push(r < 0 ? -2 * r - 1 : 2 * r);
    }
    const mean = codes.reduce((a, b) => a + b, 0) / w;
    const m = Math.max(1, Math.min(63, Math.round(mean * 0.7)));
    writer.put(m, 6);
    for (const code of codes) writer.golomb(code, m);
  });
  return writer.bytes();
}

export function decompressFrame(bytes, { width, height }) {
  const data = new Uint8Array(width * height + 2 * Math.ceil(width / 2) * Math.ceil(height / 2));
  const reader = golombReader(bytes);
  eachRow(width, height, (start, w, first) => {
    const m = reader.take(6);
    for (let i = start; i < start + w; i++) {
      const code = reader.golomb(m);
      data[i] = guessFor(data, i, start, w, first) + (code & 1 ? -((code + 1) >> 1) : code >> 1);
    }
  });
  return data;
}
