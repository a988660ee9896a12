/*
 * Title: Ranks in place of residuals
 * Hypothesis: The most frequent residual of the frame gets rank 0, the next rank 1, and so on; ranks are small, so a
 *   nibble code with a way out for large ones serves well.
 */
function* residuals(samples, previous) {
  for (let i = 0; i < samples.length; i++) {
    const guess = previous ? previous[i] : i > 0 ? samples[i - 1] : 0;
    yield (samples[i] - guess) & 255;
  }
}

function ranking(values) {
  const counts = new Array(256).fill(0);
  for (const v of values) counts[v]++;
  const order = [...counts.keys()].filter((v) => counts[v] > 0);
  return order.sort((a, b) => counts[b] - counts[a] || a - b);
}

function* nibbles(ranks) {
  for (const rank of ranks) {
    if (rank < 14) yield rank;
    else if (rank < 30) yield* [14, rank - 14];
    else yield* [15, rank >> 4, rank & 15];
  }
}

function* halves(bytes) {
  for (const b of bytes) {
    yield b >> 4;
    yield b & 15;
  }
}

export function compressFrame(frame, context) {
  const values = [...residuals(frame.data, context.previous?.data)];
  const order = ranking(values);
  const rankOf = new Uint8Array(256);
  order.forEach((v, rank) => { rankOf[v] = rank; });
  const ranks = Array.from(values, (v) => rankOf[v]);
  const out = [order.length - 1, ...order];
  let high = null;
  for (const n of nibbles(ranks)) {
    if (high === null) high = n;
    else {
      out.push((high << 4) | n);
      high = null;
    }
  }
  if (high !== null) out.push(high << 4);
  return new Uint8Array(out);
}

export function decompressFrame(bytes, context) {
  const count = bytes[0] + 1;
  const order = bytes.subarray(1, 1 + count);
  const input = halves(bytes.subarray(1 + count));
  const next = () => input.next().value ?? 0;
  const { width, height, previous } = context;
  const out = new Uint8Array(width * height + 2 * Math.ceil(width / 2) * Math.ceil(height / 2));
  for (let i = 0; i < out.length; i++) {
    let rank = next();
    if (rank === 14) rank = 14 + next();
    else if (rank === 15) rank = next() * 16 + next();
    const guess = previous ? previous.data[i] : i > 0 ? out[i - 1] : 0;
    out[i] = guess + order[rank];
  }
  return out;
}
