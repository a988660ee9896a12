/*
 * Title: Lempel-Ziv with lazy matching
 * Hypothesis: Looking one position ahead before taking a match finds longer repeats in screens.
 */
const MAX_LENGTH = 255;
const MIN_LENGTH = 4;

function longest(data, at) {
  let length = 0;
  let distance = 0;
  for (let from = at - 1; from >= 0; from--) {
    let n = 0;
    while (at + n < data.length && data[from + n] === data[at + n]) n++;
    if (n > length) {
      length = n;
      distance = at - from;
    }
  }
  return { length: Math.min(length, MAX_LENGTH), distance };
}

class Output {
  #bytes = [];
  #literals = [];

  literal(value) {
    this.#literals.push(value);
    if (this.#literals.length === 255) this.close();
  }

  // A group of literals: 0, how many, and they; a match: length, then the distance in two bytes.
  close() {
    if (this.#literals.length > 0) this.#bytes.push(0, this.#literals.length, ...this.#literals);
    this.#literals = [];
  }

  match({ length, distance }) {
    this.close();
    this.#bytes.push(length, distance >> 8, distance & 255);
  }

  finish() {
    this.close();
    return Uint8Array.from(this.#bytes);
  }
}

export function compressFrame(frame) {
  const data = frame.data;
  const output = new Output();
  const found = Array.from(data, (_, at) => longest(data, at));
  let at = 0;
  while (at < data.length) {
    const here = found[at];
    const next = found[at + 1] ?? { length: 0 };
    if (here.length < MIN_LENGTH || next.length > here.length + 1) {
      output.literal(data[at]);
      at++;
    } else {
      output.match(here);
      at += here.length;
    }
  }
  return output.finish();
}

export function decompressFrame(bytes, { width, height }) {
  const data = new Uint8Array(width * height + 2 * Math.ceil(width / 2) * Math.ceil(height / 2));
  let filled = 0;
  for (let at = 0; at < bytes.length; ) {
    const length = bytes[at++];
    if (length === 0) {
      const count = bytes[at++];
      data.set(bytes.subarray(at, at + count), filled);
      at += count;
      filled += count;
      continue;
    }
    const distance = bytes[at] * 256 + bytes[at + 1];
    at += 2;
    for (let k = 0; k < length; k++, filled++) data[filled] = data[filled - distance];
  }
  return data;
}
