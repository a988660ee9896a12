/*
 * Title: LZW with codes of growing width
 * Hypothesis: Short codes while the dictionary is small save much on small pictures.
 */
const FIRST_WIDTH = 9;
const LAST_WIDTH = 12;

const count = (w, h) => w * h + 2 * Math.ceil(w / 2) * Math.ceil(h / 2);
const reference = (data, i, previous) => (previous ? previous.data[i] : i > 0 ? data[i - 1] : 0);

function encodeCodes(values) {
  const trie = new Map();
  let next = 256;
  let width = FIRST_WIDTH;
  const bits = [];
  const send = (code) => {
    for (let b = width - 1; b >= 0; b--) bits.push((code >> b) & 1);
  };
  let prefix = values[0];
  for (let i = 1; i < values.length; i++) {
    const key = (prefix << 8) | values[i];
    if (trie.has(key)) {
      prefix = trie.get(key);
      continue;
    }
    send(prefix);
    if (next < 1 << LAST_WIDTH) {
      trie.set(key, next);
      next += 1;
      if (next > 1 << width && width < LAST_WIDTH) width += 1;
    }
    prefix = values[i];
  }
  send(prefix);
  return bits;
}

function decodeCodes(bytes, size) {
  const table = Array.from({ length: 256 }, (_, v) => Uint8Array.of(v));
  const out = new Uint8Array(size);
  let width = FIRST_WIDTH;
  let bit = 0;
  let filled = 0;
  let last = null;
  while (filled < size) {
    let code = 0;
    for (let b = 0; b < width; b++, bit++) code = (code << 1) | ((bytes[bit >> 3] >> (7 - (bit & 7))) & 1);
    let phrase = table[code];
    if (phrase === undefined) {
      phrase = new Uint8Array(last.length + 1);
      phrase.set(last);
      phrase[last.length] = last[0];
    }
    if (last !== null && table.length < 1 << LAST_WIDTH) {
      const longer = new Uint8Array(last.length + 1);
      longer.set(last);
      longer[last.length] = phrase[0];
      table.push(longer);
    }
    if (table.length > 1 << width && width < LAST_WIDTH) width += 1;
    for (let k = 0; k < phrase.length && filled < size; k++) out[filled++] = phrase[k];
    last = phrase;
  }
  return out;
}

export function compressFrame(frame, context) {
  const { data } = frame;
  const bits = encodeCodes(data.map((v, i) => v - reference(data, i, context.previous)));
  const bytes = new Uint8Array((bits.length + 7) >> 3);
  bits.forEach((b, i) => { bytes[i >> 3] |= b << (7 - (i & 7)); });
  return bytes;
}

export function decompressFrame(bytes, { width, height, previous }) {
  const data = decodeCodes(bytes, count(width, height));
  for (let i = 0; i < data.length; i++) data[i] += reference(data, i, previous);
  return data;
}
