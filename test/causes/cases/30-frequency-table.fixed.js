/*
 * Title: BigInt arithmetic coding of temporal or vertical residuals
 * Hypothesis: With exact integers there is no loss from renormalising, so the cost is the entropy of the adaptive model.
 */
const WIDTH = 40n;
const FULL = 1n << WIDTH;
const HALF = FULL / 2n;
const QUARTER = FULL / 4n;
const INCREMENT = 40;

function newModel() {
  const bounds = new Uint32Array(257);
  for (let s = 0; s <= 256; s++) bounds[s] = s;
  return {
    interval: (symbol) => [BigInt(bounds[symbol]), BigInt(bounds[symbol + 1]), BigInt(bounds[256])],
    total: () => BigInt(bounds[256]),
    symbolAt(value) {
      let symbol = 0;
      while (symbol < 255 && bounds[symbol + 1] <= value) symbol++;
      return symbol;
    },
    learn(symbol) {
      for (let s = symbol + 1; s <= 256; s++) bounds[s] += INCREMENT;
    },
  };
}

function narrow(state, [from, to, total]) {
  const range = state.high - state.low + 1n;
  state.high = state.low + (range * to) / total - 1n;
  state.low += (range * from) / total;
}

// Doubles the interval while it lies in one half or in the middle; tells which by 0, 1 or 2.
function* doublings(state) {
  for (;;) {
    let which;
    let shift;
    if (state.high < HALF) [which, shift] = [0, 0n];
    else if (state.low >= HALF) [which, shift] = [1, HALF];
    else if (state.low >= QUARTER && state.high < HALF + QUARTER) [which, shift] = [2, QUARTER];
    else return;
    state.low = (state.low - shift) * 2n;
    state.high = (state.high - shift) * 2n + 1n;
    yield [which, shift];
  }
}

const expected = (data, i, width, previous) => (previous ? previous.data[i] : i >= width ? data[i - width] : i > 0 ? data[i - 1] : 128);

export function compressFrame({ data, width }, { previous }) {
  const state = { low: 0n, high: FULL - 1n };
  const model = newModel();
  const bits = [];
  let waiting = 0;
  const send = (bit) => {
    bits.push(bit);
    for (; waiting > 0; waiting--) bits.push(1 - bit);
  };
  for (let i = 0; i < data.length; i++) {
    const residual = (data[i] - expected(data, i, width, previous)) & 255;
    narrow(state, model.interval(residual));
    for (const [which] of doublings(state)) {
      if (which === 2) waiting++;
      else send(which);
    }
    model.learn(residual);
  }
  waiting++;
  send(state.low < QUARTER ? 0 : 1);
  const out = new Uint8Array(Math.ceil(bits.length / 8));
  bits.forEach((bit, i) => { out[i >> 3] |= bit << (7 - (i & 7)); });
  return out;
}

export function decompressFrame(bytes, { width, height, previous }) {
  const data = new Uint8Array(width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1));
  const state = { low: 0n, high: FULL - 1n };
  const model = newModel();
  let position = 0;
  const nextBit = () => {
    const bit = ((bytes[position >> 3] ?? 0) >> (7 - (position & 7))) & 1;
    position++;
    return BigInt(bit);
  };
  let value = 0n;
  for (let i = 0n; i < WIDTH; i++) value = value * 2n + nextBit();
  for (let i = 0; i < data.length; i++) {
    const range = state.high - state.low + 1n;
    const residual = model.symbolAt(Number(((value - state.low + 1n) * model.total() - 1n) / range));
    narrow(state, model.interval(residual));
    for (const [, shift] of doublings(state)) value = (value - shift) * 2n + nextBit();
    model.learn(residual);
    data[i] = residual + expected(data, i, width, previous);
  }
  return data;
}
