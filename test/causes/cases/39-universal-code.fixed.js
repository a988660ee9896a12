/*
 * Title: Exp-Golomb with a bias learned from the neighbours
 * Hypothesis: The mean error in each context is not zero; taking it out makes the codes shorter.
 */
function bitStream() {
  const bytes = [];
  let at = 0;
  return {
    write(n) {
      const zeros = 31 - Math.clz32(n + 1);
      at += zeros;
      for (let b = zeros; b >= 0; b--, at++) {
        while (bytes.length <= at >> 3) bytes.push(0);
        if (((n + 1) >> b) & 1) bytes[at >> 3] |= 128 >> (at & 7);
      }
    },
    finish: () => Uint8Array.from(bytes),
  };
}

function bitSource(bytes) {
  let at = 0;
  const next = () => {
    const bit = at >> 3 < bytes.length ? (bytes[at >> 3] >> (7 - (at & 7))) & 1 : 1;
    at++;
    return bit;
  };
  return () => {
    let zeros = 0;
    while (next() === 0) zeros++;
    let n = 1;
    for (; zeros > 0; zeros--) n = (n << 1) | next();
    return n - 1;
  };
}

class Bias {
  constructor() {
    this.error = new Int32Array(64);
    this.count = new Int32Array(64).fill(1);
  }

  mean(context) {
    return Math.round(this.error[context] / this.count[context]);
  }

  learn(context, error) {
    this.error[context] += error;
    this.count[context] += 1;
    if (this.count[context] > 32) {
      this.error[context] >>= 1;
      this.count[context] >>= 1;
    }
  }
}

// What both sides know about sample i: the prediction and the context.
function surroundings(data, i, w, start) {
  const left = i > start ? data[i - 1] : 128;
  const up = i >= start + w ? data[i - w] : left;
  const diagonal = i > start + w ? data[i - w - 1] : up;
  const slope = Math.min(7, Math.abs(left - diagonal) >> 3);
  const tilt = Math.min(7, Math.abs(up - diagonal) >> 3);
  return { guess: (left + up) >> 1, context: slope * 8 + tilt };
}

const limit = (v) => Math.max(0, Math.min(255, v));
const signedByte = (v) => (v << 24) >> 24;

function layout({ width, height }) {
  const cw = Math.ceil(width / 2), c = cw * Math.ceil(height / 2);
  return [[0, width * height, width], [width * height, width * height + c, cw], [width * height + c, width * height + 2 * c, cw]];
}

export function compressFrame({ data }, context) {
  const stream = bitStream();
  for (const [start, end, w] of layout(context)) {
    const bias = new Bias();
    for (let i = start; i < end; i++) {
      const { guess, context: where } = surroundings(data, i, w, start);
      const residual = signedByte(data[i] - limit(guess + bias.mean(where)));
      stream.write(residual > 0 ? 2 * residual - 1 : -2 * residual);
      bias.learn(where, data[i] - guess);
    }
  }
  return stream.finish();
}

export function decompressFrame(bytes, context) {
  const planes = layout(context);
  const data = new Uint8Array(planes[2][1]);
  const read = bitSource(bytes);
  for (const [start, end, w] of planes) {
    const bias = new Bias();
    for (let i = start; i < end; i++) {
      const { guess, context: where } = surroundings(data, i, w, start);
      const n = read();
      data[i] = limit(guess + bias.mean(where)) + (n & 1 ? (n + 1) >> 1 : -(n >> 1));
      bias.learn(where, data[i] - guess);
    }
  }
  return data;
}
