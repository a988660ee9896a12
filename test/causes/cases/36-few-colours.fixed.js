/*
 * Title: Palette of each plane with packed indices
 * Hypothesis: Drawn pictures have few different values in a plane; an index needs few bits.
 */
function bitsFor(count) {
  return count > 1 ? Math.ceil(Math.log2(count)) : 0;
}

const planeLengths = ({ width, height }) => {
  const c = Math.ceil(width / 2) * Math.ceil(height / 2);
  return [width * height, c, c];
};

class Packer {
  constructor() {
    this.bytes = [];
    this.free = 0;
  }

  add(value, bits) {
    for (let b = bits - 1; b >= 0; b--) {
      if (this.free === 0) {
        this.bytes.push(0);
        this.free = 8;
      }
      this.free--;
      this.bytes[this.bytes.length - 1] |= ((value >>> b) & 1) << this.free;
    }
  }
}

class Unpacker {
  constructor(bytes, start) {
    this.bytes = bytes;
    this.bit = start * 8;
  }

  take(bits) {
    let value = 0;
    for (let b = 0; b < bits; b++, this.bit++) {
      value = (value << 1) | ((this.bytes[this.bit >> 3] >> (7 - (this.bit & 7))) & 1);
    }
    return value;
  }
}

// The palettes come first: one byte for the count minus one, then the values from dark to bright.
export function compressFrame(frame, context) {
  const palettes = [];
  const packer = new Packer();
  let start = 0;
  for (const length of planeLengths(context)) {
    const plane = frame.data.subarray(start, start + length);
    start += length;
    const palette = [...new Set(plane)].sort((a, b) => a - b);
    palettes.push(palette.length - 1, ...palette);
    const indexOf = new Map(palette.map((v, i) => [v, i]));
    const bits = bitsFor(palette.length);
    // A flag for "as on the left" makes runs cheap.
    plane.forEach((v, i) => {
      const repeat = i > 0 && plane[i - 1] === v;
      packer.add(repeat ? 1 : 0, 1);
      if (!repeat) packer.add(indexOf.get(v), bits);
    });
  }
  return Uint8Array.from([...palettes, ...packer.bytes]);
}

export function decompressFrame(bytes, context) {
  const lengths = planeLengths(context);
  const palettes = [];
  let at = 0;
  for (let p = 0; p < 3; p++) {
    const count = bytes[at] + 1;
    palettes.push(bytes.subarray(at + 1, at + 1 + count));
    at += 1 + count;
  }
  const unpacker = new Unpacker(bytes, at);
  const data = new Uint8Array(lengths[0] + lengths[1] + lengths[2]);
  let filled = 0;
  lengths.forEach((length, p) => {
    const bits = bitsFor(palettes[p].length);
    for (let i = 0; i < length; i++, filled++) {
      data[filled] = unpacker.take(1) === 1 ? data[filled - 1] : palettes[p][unpacker.take(bits)];
    }
  });
  return data;
}
