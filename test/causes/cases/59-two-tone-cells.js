/*
 * Title: Two-tone cells
 * Hypothesis: Block truncation keeps a cell's mean and spread with two brightness values and one bit a sample.
 *   Small cells at high quality, large ones at low; single samples are rounded to 64 values.
 */
const cellSide = (quality) => (quality < 20 ? 16 : quality < 50 ? 4 : quality < 90 ? 2 : 1);

function* cells(width, height, side) {
  for (let top = 0; top < height; top += side) {
    for (let left = 0; left < width; left += side) {
      const members = [];
      for (let y = top; y < top + side && y < height; y++) {
        for (let x = left; x < left + side && x < width; x++) members.push(y * width + x);
      }
      yield members;
    }
  }
}

// All numbers of a frame go into one BigInt, the first at the top; a leading one guards the zeros.
class Ledger {
  constructor() {
    this.chunks = [];
    this.value = 1n;
    this.width = 0;
  }
  write(number, bits) {
    this.value = (this.value << BigInt(bits)) | BigInt(number);
    this.width += bits;
    if (this.width >= 64) {
      const extra = BigInt(this.width - 64);
      const head = this.value >> extra;
      for (let shift = 56n; shift >= 0n; shift -= 8n) this.chunks.push(Number((head >> shift) & 255n));
      this.width -= 64;
      this.value = (1n << extra) | (this.value & ((1n << extra) - 1n));
    }
  }
  close() {
    if (this.width > 0) this.write(0, 64 - this.width);
    return Uint8Array.from(this.chunks);
  }
}

function statistics(samples, members) {
  let sum = 0, squares = 0;
  for (const i of members) {
    sum += samples[i];
    squares += samples[i] * samples[i];
  }
  const mean = sum / members.length;
  const spread = Math.sqrt(Math.max(0, squares / members.length - mean * mean));
  return { mean, spread };
}

function twoTones(samples, members) {
  const { mean, spread } = statistics(samples, members);
  const above = members.filter((i) => samples[i] > mean).length;
  const below = members.length - above;
  const low = mean - spread * Math.sqrt(above / below);
  const high = mean + spread * Math.sqrt(below / above);
  return { mean, low, high };
}

const byte = (v) => Math.min(255, Math.max(0, Math.round(v)));

export function compressFrame(frame, context) {
  const ledger = new Ledger();
  const side = cellSide(context.quality);
  const cw = Math.ceil(frame.width / 2), ch = Math.ceil(frame.height / 2);
  for (const [samples, w, h] of [[frame.y, frame.width, frame.height], [frame.u, cw, ch], [frame.v, cw, ch]]) {
    for (const members of cells(w, h, side)) {
      const tones = twoTones(samples, members);
      const low = byte(tones.low), high = byte(tones.high);
      if (members.length === 1) {
        ledger.write(low >> 2, 6);
        continue;
      }
      ledger.write(low, 8);
      ledger.write(high, 8);
      if (low !== high) for (const i of members) ledger.write(samples[i] > tones.mean ? 1 : 0, 1);
    }
  }
  return ledger.close();
}

export function decompressFrame(bytes, context) {
  let at = 0;
  const take = (bits) => {
    let v = 0;
    for (let k = 0; k < bits; k++, at++) v = v * 2 + ((bytes[at >>> 3] >>> (7 - (at & 7))) & 1);
    return v;
  };
  const side = cellSide(context.quality);
  const cw = Math.ceil(context.width / 2), ch = Math.ceil(context.height / 2);
  const out = new Uint8Array(context.width * context.height + 2 * cw * ch);
  let start = 0;
  for (const [w, h] of [[context.width, context.height], [cw, ch], [cw, ch]]) {
    const plane = out.subarray(start, start + w * h);
    for (const members of cells(w, h, side)) {
      const single = members.length === 1;
      const low = single ? take(6) * 4 + 2 : take(8);
      const high = single ? low : take(8);
      for (const i of members) plane[i] = low === high ? low : take(1) ? high : low;
    }
    start += w * h;
  }
  return out;
}
