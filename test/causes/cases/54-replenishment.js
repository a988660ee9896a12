/*
 * Title: Block replenishment with smoothed reference
 * Hypothesis: Most blocks of a frame look like the frame before; a mild filter on the reference removes
 *   its noise, so that only few blocks have to be sent again, as rounded differences.
 */
const B = 4;

function frameLayout(context) {
  const { width, height } = context;
  const cw = (width + 1) >> 1;
  const ch = (height + 1) >> 1;
  const planes = [];
  let offset = 0;
  for (const [w, h] of [[width, height], [cw, ch], [cw, ch]]) {
    planes.push({ offset, w, h });
    offset += w * h;
  }
  return { planes, total: offset };
}

function quantStep(quality) {
  return quality >= 90 ? 9 : Math.round(9 + (90 - quality) * 0.6);
}

// Replaces every sample by the mean of seven in its row.
function smooth(data, planes) {
  for (const { offset, w, h } of planes) {
    for (let y = 0; y < h; y++) {
      const row = data.slice(offset + y * w, offset + y * w + w);
      for (let x = 0; x < w; x++) {
        let sum = 0;
        for (let k = -3; k <= 3; k++) sum += row[Math.max(0, Math.min(w - 1, x + k))];
        data[offset + y * w + x] = Math.round(sum / 7);
      }
    }
  }
  return data;
}

function reference(context, layout) {
  if (!context.previous) return new Uint8Array(layout.total).fill(128);
  return smooth(context.previous.data, layout.planes);
}

// A cut is where hardly a sample is near the reference.
function isCut(frame, context, layout) {
  const base = reference(context, layout);
  let near = 0;
  for (let i = 0; i < layout.total; i++) if (Math.abs(frame.data[i] - base[i]) < 24) near += 1;
  return near * 4 < layout.total;
}

class RiceOut {
  constructor() { this.bytes = []; this.hold = 0; this.used = 0; }
  bit(b) {
    this.hold = this.hold * 2 + b;
    this.used += 1;
    if (this.used === 8) { this.bytes.push(this.hold); this.hold = 0; this.used = 0; }
  }
  value(v) {
    const folded = v < 0 ? -2 * v - 1 : 2 * v;
    for (let q = folded >> 1; q > 0; q--) this.bit(1);
    this.bit(0);
    this.bit(folded & 1);
  }
  done() {
    while (this.used > 0) this.bit(0);
    return new Uint8Array(this.bytes);
  }
}

class RiceIn {
  constructor(bytes) { this.bytes = bytes; this.pos = 0; }
  bit() {
    const byte = this.bytes[this.pos >> 3];
    const b = (byte >> (7 - (this.pos & 7))) & 1;
    this.pos += 1;
    return b;
  }
  value() {
    let q = 0;
    while (this.bit() === 1) q += 1;
    const folded = q * 2 + this.bit();
    return folded % 2 === 1 ? -(folded + 1) / 2 : folded / 2;
  }
}

function eachBlock(plane, visit) {
  for (let by = 0; by < plane.h; by += B) {
    for (let bx = 0; bx < plane.w; bx += B) {
      const places = [];
      for (let y = by; y < Math.min(by + B, plane.h); y++) {
        for (let x = bx; x < Math.min(bx + B, plane.w); x++) places.push(plane.offset + y * plane.w + x);
      }
      visit(places);
    }
  }
}

export function compressFrame(frame, context) {
  const layout = frameLayout(context);
  const step = quantStep(context.quality);
  const cut = isCut(frame, context, layout);
  const base = cut ? new Uint8Array(layout.total).fill(128) : reference(context, layout);
  const out = new RiceOut();
  out.bit(cut ? 1 : 0);
  for (const plane of layout.planes) {
    eachBlock(plane, (places) => {
      let last = 0;
      const levels = places.map((i) => Math.round((frame.data[i] - base[i]) / step));
      const busy = levels.some((level) => level !== 0);
      out.bit(busy ? 1 : 0);
      if (!busy) return;
      for (const level of levels) {
        out.value(level - last);
        last = level;
      }
    });
  }
  return out.done();
}

export function decompressFrame(bytes, context) {
  const layout = frameLayout(context);
  const step = quantStep(context.quality);
  const input = new RiceIn(bytes);
  const cut = input.bit() === 1;
  const base = cut ? new Uint8Array(layout.total).fill(128) : reference(context, layout);
  const result = new Uint8Array(layout.total);
  for (const plane of layout.planes) {
    eachBlock(plane, (places) => {
      const busy = input.bit();
      let last = 0;
      for (const i of places) {
        if (busy) last += input.value();
        result[i] = Math.max(0, Math.min(255, base[i] + last * step));
      }
    });
  }
  return result;
}
