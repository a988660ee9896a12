/*
 * Title: Blended bit predictions
 * Hypothesis: Each bit of a sample is predicted under three contexts (left, above, both); averaging the predictions in
 *   the logistic domain beats every single one.
 */
const ln = (p) => Math.log(p / (1 - p));

function createModel() {
  const tables = [new Map(), new Map(), new Map()];
  let keys, total;
  return {
    predict(contexts, node) {
      keys = contexts.map((c) => c * 256 + node);
      const odds = keys.map((key, t) => ln(tables[t].get(key)?.p ?? 0.5));
      total = 1 / (1 + Math.exp(-(odds[0] + odds[1] + 2 * odds[2]) * 0.4));
      return Math.max(1, Math.min(65535, Math.round(total * 65536)));
    },
    learn(bit) {
      keys.forEach((key, t) => {
        const { p, n } = tables[t].get(key) ?? { p: 0.5, n: 0 };
        const moved = p + (bit - p) / (n + 1);
        tables[t].set(key, { p: Math.max(0.002, Math.min(0.998, moved)), n: Math.min(n + 1, 12) });
      });
    },
  };
}

// Range coder on BigInt, after Subbotin: no carry, the range is cut at a boundary of 2^16.
const MASK = 0xffffffffn, TOP = 1n << 24n, BOTTOM = 1n << 16n;

function createCoder(bytes) {
  let low = 0n, range = MASK, code = 0n, at = 0;
  const out = [];
  const pull = () => BigInt(bytes[at++] ?? 0);
  if (bytes) for (let i = 0; i < 4; i++) code = (code << 8n) | pull();
  const settle = () => {
    for (;;) {
      if ((low ^ (low + range)) >= TOP) {
        if (range >= BOTTOM) return;
        range = (BOTTOM - (low & (BOTTOM - 1n))) & (BOTTOM - 1n) || BOTTOM;
      }
      if (bytes) code = ((code << 8n) | pull()) & MASK;
      else out.push(Number(low >> 24n) & 255);
      low = (low << 8n) & MASK;
      range <<= 8n;
    }
  };
  return {
    bit(p, value) {
      const part = (range >> 16n) * BigInt(p);
      const bit = bytes ? (((code - low) & MASK) < part ? 1 : 0) : value;
      if (bit) range = part;
      else {
        low += part;
        range -= part;
      }
      settle();
      return bit;
    },
    close() {
      for (let shift = 24n; shift >= 0n; shift -= 8n) out.push(Number((low >> shift) & 255n));
      return Uint8Array.from(out);
    },
  };
}

function traverse(context, coder, samples, known) {
  const cw = (context.width + 1) >> 1, ch = (context.height + 1) >> 1;
  let i = 0;
  for (const [w, h] of [[context.width, context.height], [cw, ch], [cw, ch]]) {
    const model = createModel();
    for (let k = 0; k < w * h; k++, i++) {
      const left = k > 0 ? samples[i - 1] : 0;
      const above = k >= w ? samples[i - w] : 0;
      let node = 1;
      for (let b = 7; b >= 0; b--) {
        const p = model.predict([left, above, left * 256 + above], node);
        const bit = coder.bit(p, known ? (known[i] >> b) & 1 : undefined);
        model.learn(bit);
        node = node * 2 + bit;
      }
      samples[i] = node & 255;
    }
  }
  return samples;
}

export function compressFrame(frame, context) {
  const coder = createCoder();
  traverse(context, coder, new Uint8Array(frame.data.length), frame.data);
  return coder.close();
}

export function decompressFrame(bytes, context) {
  const cells = Math.ceil(context.width / 2) * Math.ceil(context.height / 2);
  return traverse(context, createCoder(bytes), new Uint8Array(context.width * context.height + 2 * cells));
}
