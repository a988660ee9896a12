/*
 * Title: Burrows-Wheeler transform of each plane, then move-to-front and zero runs
 * Hypothesis: Sorting the rotations groups samples with equal followers, which move-to-front turns into zeros.
 */
function planeSizes({ width, height }) {
  const chroma = ((width + 1) >> 1) * ((height + 1) >> 1);
  return [width * height, chroma, chroma];
}

function transform(values) {
  const n = values.length;
  let rank = Int32Array.from(values);
  const order = Array.from({ length: n }, (_, i) => i);
  for (let span = 1; ; span *= 2) {
    const key = (i) => rank[i] * 65536 + rank[(i + span) % n];
    order.sort((a, b) => key(a) - key(b) || a - b);
    const next = new Int32Array(n);
    for (let i = 1; i < n; i++) next[order[i]] = next[order[i - 1]] + (key(order[i]) === key(order[i - 1]) ? 0 : 1);
    rank = next;
    if (span >= n) break;
  }
  return { last: order.map((i) => values[(i + n - 1) % n]), origin: order.indexOf(0) };
}

function restore(last, origin) {
  const n = last.length;
  const counts = new Int32Array(257);
  for (const v of last) counts[v + 1]++;
  for (let v = 0; v < 256; v++) counts[v + 1] += counts[v];
  const following = new Int32Array(n);
  last.forEach((v, i) => { following[counts[v]++] = i; });
  const out = new Uint8Array(n);
  for (let i = 0, at = following[origin]; i < n; i++, at = following[at]) out[i] = last[at];
  return out;
}

function moveToFront(values) {
  const list = Array.from({ length: 256 }, (_, v) => v);
  return values.map((v) => {
    const at = list.indexOf(v);
    list.splice(at, 1);
    list.unshift(v);
    return at;
  });
}

function moveBack(indices) {
  const list = Array.from({ length: 256 }, (_, v) => v);
  return indices.map((at) => {
    const [v] = list.splice(at, 1);
    list.unshift(v);
    return v;
  });
}

export function compressFrame(frame, context) {
  const out = [];
  let start = 0;
  for (const size of planeSizes(context)) {
    const { last, origin } = transform(frame.data.subarray(start, start + size));
    start += size;
    out.push(origin & 255);
    const ranks = moveToFront(last);
    for (let i = 0; i < size; i++) {
      out.push(ranks[i]);
      if (ranks[i] !== 0) continue;
      let run = 1;
      while (run < 255 && ranks[i + run] === 0) run++;
      out.push(run);
      i += run - 1;
    }
  }
  return Uint8Array.from(out);
}

export function decompressFrame(bytes, context) {
  const sizes = planeSizes(context);
  const data = new Uint8Array(sizes[0] + 2 * sizes[1]);
  let at = 0;
  let start = 0;
  for (const size of sizes) {
    const origin = bytes[at++];
    const ranks = [];
    while (ranks.length < size) {
      const rank = bytes[at++];
      const count = rank === 0 ? bytes[at++] : 1;
      for (let k = 0; k < count; k++) ranks.push(rank);
    }
    data.set(restore(moveBack(ranks), origin), start);
    start += size;
  }
  return data;
}
