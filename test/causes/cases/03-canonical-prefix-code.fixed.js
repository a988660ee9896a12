/*
 * Title: Canonical Huffman code over temporal or spatial residuals
 * Hypothesis: Residual values are so unevenly distributed that a static prefix code per frame pays for its table.
 */
const MAX_LENGTH = 15;
const LENGTH_BITS = 4;

function makeSink() {
  const bytes = [];
  let used = 0;
  return {
    put(value, count) {
      for (let i = count - 1; i >= 0; i--, used++) {
        if ((used & 7) === 0) bytes.push(0);
        bytes[used >> 3] |= ((value >> i) & 1) << (7 - (used & 7));
      }
    },
    done: () => Uint8Array.from(bytes),
  };
}

function makeSource(bytes) {
  let at = 0;
  const bit = () => {
    const value = (bytes[at >> 3] >> (7 - (at & 7))) & 1;
    at++;
    return value;
  };
  return { bit, take: (count) => { let v = 0; for (let i = 0; i < count; i++) v = v * 2 + bit(); return v; } };
}

// Package the counts into a tree by always joining the two rarest groups.
function lengthsOf(counts) {
  const lengths = new Uint8Array(256);
  let groups = [];
  counts.forEach((weight, symbol) => { if (weight > 0) groups.push({ weight, members: [symbol] }); });
  if (groups.length === 1) lengths[groups[0].members[0]] = 1;
  while (groups.length > 1) {
    groups.sort((a, b) => a.weight - b.weight || a.members[0] - b.members[0]);
    const [first, second, ...rest] = groups;
    const members = first.members.concat(second.members);
    members.forEach((symbol) => { lengths[symbol]++; });
    groups = [...rest, { weight: first.weight + second.weight, members }];
  }
  if (Math.max(...lengths) > MAX_LENGTH) return lengthsOf(counts.map((c) => (c > 0 ? (c >> 2) + 1 : 0)));
  return lengths;
}

function codesOf(lengths) {
  const codes = new Map();
  let next = 0;
  for (let length = 1; length <= MAX_LENGTH; length++) {
    lengths.forEach((l, symbol) => { if (l === length) codes.set(symbol, next++); });
    next *= 2;
  }
  return codes;
}

const guessAt = (data, i, previous) => (previous ? previous.data[i] : i ? data[i - 1] : 128);

export function compressFrame(frame, { previous }) {
  const { data } = frame;
  const residuals = data.map((v, i) => v - guessAt(data, i, previous));
  const counts = new Array(256).fill(0);
  for (const r of residuals) counts[r]++;
  const lengths = lengthsOf(counts);
  const codes = codesOf(lengths);
  const sink = makeSink();
  for (const length of lengths) {
    sink.put(length > 0 ? 1 : 0, 1);
    if (length > 0) sink.put(length, LENGTH_BITS);
  }
  for (const r of residuals) sink.put(codes.get(r), lengths[r]);
  return sink.done();
}

export function decompressFrame(bytes, { width, height, previous }) {
  const total = width * height + 2 * Math.ceil(width / 2) * Math.ceil(height / 2);
  const source = makeSource(bytes);
  const lengths = new Uint8Array(256);
  for (let s = 0; s < 256; s++) if (source.bit()) lengths[s] = source.take(LENGTH_BITS);
  const symbols = new Map();
  for (const [symbol, code] of codesOf(lengths)) symbols.set(lengths[symbol] * 65536 + code, symbol);
  const data = new Uint8Array(total);
  for (let i = 0; i < total; i++) {
    let code = 0;
    let symbol;
    for (let length = 1; symbol === undefined && length <= MAX_LENGTH; length++) {
      code = code * 2 + source.bit();
      symbol = symbols.get(length * 65536 + code);
    }
    data[i] = guessAt(data, i, previous) + symbol;
  }
  return data;
}
