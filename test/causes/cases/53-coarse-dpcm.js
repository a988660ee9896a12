/*
 * Title: Coarse differences through an adaptive binary coder
 * Hypothesis: Differences to the left and upper neighbour, rounded to a multiple of a step, are mostly
 *   zero; an adaptive binary coder gets a zero far below one bit.
 */
function makeEncoder() {
  let low = 0n, range = 0xffffffffn;
  const out = [];
  const settle = () => {
    while (range < 0x1000000n) {
      out.push(Number((low >> 24n) & 0xffn));
      if (low >> 32n) {
        let i = out.length - 2;
        while (out[i] === 255) out[i--] = 0;
        out[i]++;
        low &= 0xffffffffn;
      }
      low = (low & 0xffffffn) << 8n;
      range <<= 8n;
    }
  };
  return {
    bit(model, slot, value) {
      const bound = (range >> 12n) * BigInt(model[slot]);
      if (value) {
        low += bound;
        range -= bound;
        model[slot] -= model[slot] >> 4;
      } else {
        range = bound;
        model[slot] += (4096 - model[slot]) >> 4;
      }
      settle();
    },
    end() {
      for (let i = 0; i < 4; i++) {
        range = 0xffffn;
        settle();
      }
      return Uint8Array.from(out);
    },
  };
}

function makeDecoder(bytes) {
  let code = 0n, range = 0xffffffffn, at = 0;
  const more = () => BigInt(at < bytes.length ? bytes[at++] : 0);
  for (let i = 0; i < 4; i++) code = (code << 8n) | more();
  return {
    bit(model, slot) {
      const bound = (range >> 12n) * BigInt(model[slot]);
      const value = code < bound ? 0 : 1;
      if (value) {
        code -= bound;
        range -= bound;
        model[slot] -= model[slot] >> 4;
      } else {
        range = bound;
        model[slot] += (4096 - model[slot]) >> 4;
      }
      while (range < 0x1000000n) {
        code = (code << 8n) | more();
        range <<= 8n;
      }
      return value;
    },
  };
}

const newModel = () => new Uint16Array(64).fill(2048);
const stepFor = (quality) => 5 + Math.round((100 - quality) * 0.5);

function sendLevel(coder, model, level) {
  const size = Math.abs(level);
  for (let i = 0; i < size; i++) coder.bit(model, Math.min(i, 30), 1);
  coder.bit(model, Math.min(size, 30), 0);
  if (size > 0) coder.bit(model, 40, level < 0 ? 1 : 0);
}

function receiveLevel(coder, model) {
  let size = 0;
  while (size < 256 && coder.bit(model, Math.min(size, 30)) === 1) size++;
  return size > 0 && coder.bit(model, 40) === 1 ? -size : size;
}

const shapesOf = ({ width, height }) => {
  const half = { w: Math.ceil(width / 2), h: Math.ceil(height / 2) };
  return [{ w: width, h: height }, half, half];
};

function guess(samples, i, x, y, w) {
  if (x > 0 && y > 0) return (samples[i - 1] + samples[i - w] + 1) >> 1;
  if (x > 0) return samples[i - 1];
  return y > 0 ? samples[i - w] : 128;
}

const clip = (v) => (v < 0 ? 0 : v > 255 ? 255 : v);

export function compressFrame(frame, { width, height, quality }) {
  const coder = makeEncoder();
  const step = stepFor(quality);
  let start = 0;
  for (const { w, h } of shapesOf({ width, height })) {
    const model = newModel();
    const samples = frame.data.slice(start, start + w * h);
    const rebuilt = new Uint8Array(w * h);
    for (let y = 0, i = 0; y < h; y++) {
      for (let x = 0; x < w; x++, i++) {
        const expected = guess(samples, i, x, y, w);
        const level = Math.round((samples[i] - expected) / step);
        sendLevel(coder, model, level);
        rebuilt[i] = clip(expected + level * step);
      }
    }
    start += w * h;
  }
  return coder.end();
}

export function decompressFrame(bytes, { width, height, quality }) {
  const coder = makeDecoder(bytes);
  const step = stepFor(quality);
  const shapes = shapesOf({ width, height });
  const out = new Uint8Array(shapes.reduce((sum, { w, h }) => sum + w * h, 0));
  let start = 0;
  for (const { w, h } of shapes) {
    const model = newModel();
    const rebuilt = out.subarray(start, start + w * h);
    for (let y = 0, i = 0; y < h; y++) {
      for (let x = 0; x < w; x++, i++) {
        const expected = guess(rebuilt, i, x, y, w);
        rebuilt[i] = clip(expected + receiveLevel(coder, model) * step);
      }
    }
    start += w * h;
  }
  return out;
}
