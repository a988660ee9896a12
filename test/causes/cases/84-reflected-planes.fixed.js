/*
 * Title: Bit planes of a reflected code
 * Hypothesis: In a reflected (Gray) code, neighbouring values differ in one bit only, so each bit plane is made of
 *   long runs. Run lengths are written in the Elias gamma code.
 */
const reflect = (v) => v ^ (v >> 1);

function restore(code) {
  let v = code;
  v ^= v >> 4;
  v ^= v >> 2;
  v ^= v >> 1;
  return v;
}

function gammaWriter() {
  const out = [];
  let byte = 0, filled = 0;
  const bit = (b) => {
    byte = (byte << 1) | b;
    filled += 1;
    if (filled === 8) {
      out.push(byte);
      byte = 0;
      filled = 0;
    }
  };
  return {
    bit,
    gamma(n) {
      const length = 32 - Math.clz32(n);
      for (let i = 1; i < length; i++) bit(0);
      for (let i = length - 1; i >= 0; i--) bit((n >>> i) & 1);
    },
    bytes() {
      while (filled !== 0) bit(0);
      return new Uint8Array(out);
    },
  };
}

function gammaReader(bytes) {
  let p = 0;
  const bit = () => {
    const b = (bytes[p >>> 3] >>> (7 - (p & 7))) & 1;
    p += 1;
    return b;
  };
  return {
    bit,
    gamma() {
      let length = 1;
      while (length < 32 && bit() === 0) length += 1;
      let n = 1;
      for (let i = 1; i < length; i++) n = (n << 1) | bit();
      return n;
    },
  };
}

export function compressFrame(frame) {
  const codes = frame.data.map(reflect);
  const writer = gammaWriter();
  for (let plane = 7; plane >= 0; plane--) {
    let current = (codes[0] >> plane) & 1;
    let run = 0;
    writer.bit(current);
    for (const code of codes) {
      if (((code >> plane) & 1) === current) run += 1;
      else {
        writer.gamma(run);
        current ^= 1;
        run = 1;
      }
    }
    writer.gamma(run);
  }
  return writer.bytes();
}

export function decompressFrame(bytes, { width, height }) {
  const total = width * height + 2 * Math.ceil(width / 2) * Math.ceil(height / 2);
  const codes = new Uint8Array(total);
  const reader = gammaReader(bytes);
  for (let plane = 7; plane >= 0; plane--) {
    let current = reader.bit();
    for (let i = 0; i < total; current ^= 1) {
      const end = Math.min(total, i + reader.gamma());
      for (; i < end; i++) codes[i] |= current << plane;
    }
  }
  return codes.map(restore);
}
