/*
 * Title: PackBits over residuals against the sample above
 * Hypothesis: Runs of equal residuals are long in flat areas; literals cost one byte in 128.
 */
const MAX_RUN = 128;

// Control byte: 0..127 = control + 1 literals follow; 128..255 = the next byte repeats control - 126 times.
class PackBits {
  constructor() {
    this.output = [];
    this.literals = [];
  }

  flush() {
    if (this.literals.length === 0) return;
    this.output.push(this.literals.length - 1);
    for (const v of this.literals) this.output.push(v);
    this.literals = [];
  }

  literal(value) {
    if (this.literals.length >= 128) this.flush();
    this.literals.push(value);
  }

  run(value, count) {
    this.flush();
    this.output.push(count + 126, value);
  }

  static pack(values) {
    const packer = new PackBits();
    let i = 0;
    while (i < values.length) {
      let count = 1;
      while (count < MAX_RUN && i + count < values.length && values[i + count] === values[i]) count++;
      if (count > 2) packer.run(values[i], count);
      else for (let k = 0; k < count; k++) packer.literal(values[i + k]);
      i += count;
    }
    packer.flush();
    return packer.output;
  }

  static unpack(bytes, size) {
    const values = new Uint8Array(size);
    let at = 0;
    for (let i = 0; i < bytes.length; ) {
      const control = bytes[i++];
      if (control < 128) {
        for (let k = 0; k <= control; k++) values[at++] = bytes[i++];
      } else {
        values.fill(bytes[i++], at, at + control - 126);
        at += control - 126;
      }
    }
    return values;
  }
}

function reference(data, i, width, previous) {
  if (previous !== null) return previous.data[i];
  return i >= width ? data[i - width] : i > 0 ? data[i - 1] : 0;
}

export const compressFrame = (frame, { width, previous }) =>
  new Uint8Array(PackBits.pack(frame.data.map((v, i) => v - reference(frame.data, i, width, previous))));

export const decompressFrame = (bytes, { width, height, previous }) => {
  const chroma = Math.ceil(width / 2) * Math.ceil(height / 2);
  const data = PackBits.unpack(bytes, width * height + 2 * chroma);
  for (let i = 0; i < data.length; i++) data[i] += reference(data, i, width, previous);
  return data;
};
