/*
 * Title: Two neighbour contexts, averaged, and a binary range coder
 * Hypothesis: The mean of two simple predictions of each bit is better than either.
 */
const shapesOf = (width, height) => {
  const cw = (width + 1) >> 1;
  const ch = (height + 1) >> 1;
  return [[width, height], [cw, ch], [cw, ch]];
};

function makeModel() {
  const byLeft = new Uint16Array(256 * 256).fill(2048);
  const byUp = new Uint16Array(256 * 256).fill(2048);
  return {
    chance: (left, up, node) => Math.max(32, Math.min(4064, (byLeft[left * 256 + node] + byUp[up * 256 + node]) >> 1)),
    learn(left, up, node, bit) {
      for (const [table, slot] of [[byLeft, left * 256 + node], [byUp, up * 256 + node]]) {
        if (bit) table[slot] += (4096 - table[slot]) >> 4;
        else table[slot] -= table[slot] >> 4;
      }
    },
  };
}

function makeEncoder() {
  const bytes = [];
  let low = 0;
  let high = 0xffffffff;
  return {
    bytes,
    code(bit, chance) {
      const middle = low + Math.floor((high - low) / 4096) * chance;
      if (bit) high = middle;
      else low = middle + 1;
      while (((low ^ high) >>> 24) === 0) {
        bytes.push(high >>> 24);
        low = (low << 8) >>> 0;
        high = ((high << 8) | 0xff) >>> 0;
      }
    },
    end() {
      bytes.push(low >>> 24, (low >>> 16) & 255, (low >>> 8) & 255, low & 255);
      return Uint8Array.from(bytes);
    },
  };
}

function makeDecoder(bytes) {
  let at = 0;
  let low = 0;
  let high = 0xffffffff;
  let code = 0;
  const feed = () => { code = ((code << 8) | (at < bytes.length ? bytes[at] : 0)) >>> 0; at++; };
  for (let i = 0; i < 4; i++) feed();
  return (chance) => {
    const middle = low + Math.floor((high - low) / 4096) * chance;
    const bit = code <= middle ? 1 : 0;
    if (bit) high = middle;
    else low = middle + 1;
    while (((low ^ high) >>> 24) === 0) {
      low = (low << 8) >>> 0;
      high = ((high << 8) | 0xff) >>> 0;
      feed();
    }
    return bit;
  };
}

const leftOf = (px, x, at) => (x > 0 ? px[at - 1] : 0);
const upOf = (px, y, w, at) => (y > 0 ? px[at - w] : 0);

export function compressFrame(frame, { width, height }) {
  const encoder = makeEncoder();
  const planes = [frame.y, frame.u, frame.v];
  shapesOf(width, height).forEach(([w, h], p) => {
    const model = makeModel();
    const px = planes[p];
    for (let at = 0; at < w * h; at++) {
      const left = leftOf(px, at % w, at);
      const up = upOf(px, Math.floor(at / w), w, at);
      let node = 1;
      for (let b = 7; b >= 0; b--) {
        const bit = (px[at] >> b) & 1;
        encoder.code(bit, model.chance(left, up, node));
        model.learn(left, up, node, bit);
        node = node * 2 + bit;
      }
    }
  });
  return encoder.end();
}

export function decompressFrame(bytes, { width, height }) {
  const decode = makeDecoder(bytes);
  const shapes = shapesOf(width, height);
  const data = new Uint8Array(shapes.reduce((sum, [w, h]) => sum + w * h, 0));
  let start = 0;
  shapes.forEach(([w, h]) => {
    const model = makeModel();
    const px = data.subarray(start, start + w * h);
    for (let at = 0; at < w * h; at++) {
      const left = leftOf(px, at % w, at);
      const up = upOf(px, Math.floor(at / w), w, at);
      let node = 1;
      while (node < 256) {
        const bit = decode(model.chance(left, up, node));
        model.learn(left, up, node, bit);
        node = node * 2 + bit;
      }
      px[at] = node - 256;
    }
    start += w * h;
  });
  return data;
}
