/*
 * Title: Nibble codes with a remembered last value
 * Hypothesis: Residuals below 13 fit half a byte; a code for "as before" handles textures.
 */
class NibbleWriter {
  constructor() {
    this.list = [];
  }

  put(nibble) {
    this.list.push(nibble & 15);
  }

  bytes() {
    const out = new Uint8Array(Math.ceil(this.list.length / 2));
    for (let i = 0; i < this.list.length; i++) out[i >> 1] |= this.list[i] << (i % 2 === 0 ? 4 : 0);
    return out;
  }
}

class NibbleReader {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  take() {
    const byte = this.bytes[this.at >> 1];
    return this.at++ % 2 === 0 ? byte >> 4 : byte & 15;
  }
}

const AGAIN = 13;
const SHORT = 14;
const LONG = 15;

// -6..6 take one nibble, -22..-7 and 7..22 two and the sign, the rest three.
function putResidual(put, residual, memory) {
  if (residual >= -6 && residual <= 6) put(residual + 6);
  else if (residual === memory.last) put(AGAIN);
  else if (residual >= -8 && residual <= 7) {
    put(SHORT);
    put(residual + 8);
  } else {
    put(LONG);
    put((residual & 255) >> 4);
    put(residual & 15);
  }
  if (residual < -6 || residual > 6) memory.last = residual;
}

function takeResidual(reader, memory) {
  const first = reader.take();
  if (first < AGAIN) return first - 6;
  if (first === SHORT) memory.last = reader.take() - 8;
  if (first === LONG) {
    const high = reader.take();
    memory.last = (((high << 4) | reader.take()) << 24) >> 24;
  }
  return memory.last;
}

const guess = (data, i, w) => (i >= w + 1 ? (data[i - 1] + data[i - w] + 1) >> 1 : i > 0 ? data[i - 1] : 128);

export function compressFrame({ data, width }) {
  const writer = new NibbleWriter();
  const put = writer.put;
  const memory = { last: 0 };
  data.forEach((sample, i) => {
    putResidual(put, ((sample - guess(data, i, width)) << 24) >> 24, memory);
  });
  return writer.bytes();
}

export function decompressFrame(bytes, { width, height }) {
  const data = new Uint8Array(width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1));
  const reader = new NibbleReader(bytes);
  const memory = { last: 0 };
  for (let i = 0; i < data.length; i++) data[i] = guess(data, i, width) + takeResidual(reader, memory);
  return data;
}
