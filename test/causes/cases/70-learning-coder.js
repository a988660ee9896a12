/*
 * Title: Counting contexts for rounded gradients
 * Hypothesis: How large the next rounded difference will be shows in its neighbours; sixteen contexts that count
 *   what they saw give an arithmetic coder sharp probabilities without any table in the stream.
 */
const SYMBOLS = 64;

const createContexts = () => Array.from({ length: 16 }, () => ({ counts: new Uint32Array(SYMBOLS).fill(1), total: SYMBOLS }));

function learn(context, symbol) {
  context.counts[symbol] += 24;
  context.total += 24;
  if (context.total > 8000) {
    context.total = 0;
    for (let s = 0; s < SYMBOLS; s++) {
      context.counts[s] = (context.counts[s] + 1) >> 1;
      context.total += context.counts[s];
    }
  }
}

const TOP = 2 ** 32, HALF = 2 ** 31, QUARTER = 2 ** 30;

function createArithmeticEncoder() {
  const bits = [];
  let low = 0, high = TOP - 1, waiting = 0;
  const emit = (bit) => {
    bits.push(bit);
    for (; waiting > 0; waiting--) bits.push(1 - bit);
  };
  const narrow = (from, to, total) => {
    const span = high - low + 1;
    high = low + Math.floor((span * to) / total) - 1;
    low = low + Math.floor((span * from) / total);
    for (;;) {
      if (high < HALF) emit(0);
      else if (low >= HALF) { emit(1); low -= HALF; high -= HALF; }
      else if (low >= QUARTER && high < HALF + QUARTER) { waiting++; low -= QUARTER; high -= QUARTER; }
      else break;
      low *= 2;
      high = high * 2 + 1;
    }
  };
  const finish = () => {
    waiting++;
    emit(low < QUARTER ? 0 : 1);
    const bytes = new Uint8Array((bits.length + 7) >> 3);
    for (let i = 0; i < bits.length; i++) if (bits[i]) bytes[i >> 3] |= 128 >> (i & 7);
    return bytes;
  };
  return { narrow, finish };
}

function createArithmeticDecoder(bytes) {
  let low = 0, high = TOP - 1, value = 0, p = 0;
  const bit = () => (p >> 3 < bytes.length ? (bytes[p >> 3] >> (7 - (p++ & 7))) & 1 : 0);
  for (let i = 0; i < 32; i++) value = value * 2 + bit();
  const target = (total) => Math.floor(((value - low + 1) * total - 1) / (high - low + 1));
  const narrow = (from, to, total) => {
    const span = high - low + 1;
    high = low + Math.floor((span * to) / total) - 1;
    low = low + Math.floor((span * from) / total);
    for (;;) {
      if (high < HALF) { /* lower half */ }
      else if (low >= HALF) { low -= HALF; high -= HALF; value -= HALF; }
      else if (low >= QUARTER && high < HALF + QUARTER) { low -= QUARTER; high -= QUARTER; value -= QUARTER; }
      else break;
      low *= 2;
      high = high * 2 + 1;
      value = value * 2 + bit();
    }
  };
  return { target, narrow };
}

function encodeSymbol(coder, context, symbol) {
  let from = 0;
  for (let s = 0; s < symbol; s++) from += context.counts[s];
  coder.narrow(from, from + context.counts[symbol], context.total);
  learn(context, symbol);
}

function decodeSymbol(coder, context) {
  const target = coder.target(context.total);
  let symbol = 0, from = 0;
  while (symbol < SYMBOLS - 1 && from + context.counts[symbol] <= target) from += context.counts[symbol++];
  learn(context, symbol);
  coder.narrow(from, from + context.counts[symbol], context.total);
  return symbol;
}

const stepFrom = (quality) => 4 + Math.round((100 - quality) / 1.6);
const bound = (v) => Math.min(255, Math.max(0, v));

function scanFrame(context, step, exchange) {
  const cw = Math.ceil(context.width / 2), ch = Math.ceil(context.height / 2);
  const data = new Uint8Array(context.width * context.height + 2 * cw * ch);
  let base = 0;
  for (const [w, h] of [[context.width, context.height], [cw, ch], [cw, ch]]) {
    const contexts = createContexts();
    const sizes = new Uint8Array(w + 1);
    for (let y = 0; y < h; y++) {
      for (let x = 0; x < w; x++) {
        const i = base + y * w + x;
        const left = x > 0 ? data[i - 1] : y > 0 ? data[i - w] : 128;
        const up = y > 0 ? data[i - w] : left;
        const corner = x > 0 && y > 0 ? data[i - w - 1] : up;
        const guess = bound(corner >= Math.max(left, up) ? Math.min(left, up) : corner <= Math.min(left, up) ? Math.max(left, up) : left + up - corner);
        const kind = Math.min(3, sizes[x]) * 4 + Math.min(3, sizes[x + 1]);
        const level = exchange(contexts[kind], i, guess);
        data[i] = bound(guess + level * step);
        sizes[x + 1] = Math.min(255, Math.abs(level));
        if (x === 0) sizes[0] = sizes[1];
      }
    }
    base += w * h;
  }
  return data;
}

export function compressFrame(frame, context) {
  const step = stepFrom(context.quality);
  const coder = createArithmeticEncoder();
  scanFrame(context, step, (model, i, guess) => {
    const level = Math.max(-31, Math.min(31, Math.round((frame.data[i] - guess) / step)));
    encodeSymbol(coder, model, level + 31);
    return level;
  });
  return coder.finish();
}

export function decompressFrame(bytes, context) {
  const coder = createArithmeticDecoder(bytes);
  return scanFrame(context, stepFrom(context.quality), (model) => decodeSymbol(coder, model) - 31);
}
