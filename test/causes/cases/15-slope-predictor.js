/*
 * Title: Plane prediction (left + above - corner) with variable-length bytes
 * Hypothesis: Gradients are continued exactly by a plane through the three neighbours.
 */
const clamp255 = (v) => Math.max(0, Math.min(255, v));

function shapes(width, height) {
  const cw = (width + 1) >> 1;
  const ch = (height + 1) >> 1;
  return [
    { at: 0, w: width, h: height },
    { at: width * height, w: cw, h: ch },
    { at: width * height + cw * ch, w: cw, h: ch },
  ];
}

// Nibbles: 0..14 for small numbers, 15 and three more for the others.
function nibbleWriter() {
  const nibbles = [];
  return {
    write(code) {
      if (code < 15) nibbles.push(code);
      else nibbles.push(15, code >> 8, (code >> 4) & 15, code & 15);
    },
    bytes() {
      const out = new Uint8Array((nibbles.length + 1) >> 1);
      nibbles.forEach((n, i) => { out[i >> 1] |= i & 1 ? n : n << 4; });
      return out;
    },
  };
}

function nibbleReader(bytes) {
  let at = 0;
  const nibble = () => {
    const n = at & 1 ? bytes[at >> 1] & 15 : bytes[at >> 1] >> 4;
    at++;
    return n;
  };
  return () => {
    const first = nibble();
    return first < 15 ? first : (nibble() << 8) | (nibble() << 4) | nibble();
  };
}

function storePlane(plane, { w, h }, write) {
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const i = y * w + x;
      const left = x > 0 ? plane[i - 1] : y > 0 ? plane[i - w] : 128;
      const above = y > 0 ? plane[i - w] : left;
      const corner = x > 0 && y > 0 ? plane[i - w - 1] : above;
      const residual = plane[i] - clamp255(left + above - corner);
      write(residual < 0 ? -2 * residual - 1 : 2 * residual);
    }
  }
}

function restorePlane(plane, { w, h }, read) {
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const i = y * w + x;
      const left = x > 0 ? plane[i - 1] : y > 0 ? plane[i - w] : 128;
      const above = y > 0 ? plane[i - w] : left;
      const corner = x > 0 && y > 0 ? plane[i - w - 1] : above;
      const code = read();
      plane[i] = left + above - corner + (code & 1 ? -(code + 1) / 2 : code / 2);
    }
  }
}

export function compressFrame(frame, { width, height }) {
  const sink = nibbleWriter();
  for (const s of shapes(width, height)) storePlane(frame.data.subarray(s.at, s.at + s.w * s.h), s, sink.write);
  return sink.bytes();
}

export function decompressFrame(bytes, { width, height }) {
  const list = shapes(width, height);
  const data = new Uint8Array(list[2].at + list[2].w * list[2].h);
  const read = nibbleReader(bytes);
  for (const s of list) restorePlane(data.subarray(s.at, s.at + s.w * s.h), s, read);
  return data;
}
