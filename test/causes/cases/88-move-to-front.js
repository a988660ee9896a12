/*
 * Title: Move to front
 * Hypothesis: A value seen a moment ago comes again. Each sample is told by its place in a list of recent values; places
 *   are mostly 0 or 1 and take an Elias gamma code.
 */
const IDENTITY = Array.from({ length: 256 }, (_, i) => i);

function toPlaces(samples) {
  const recent = IDENTITY;
  return Array.from(samples, (s) => {
    const place = recent.indexOf(s);
    recent.splice(place, 1);
    recent.unshift(s);
    return place;
  });
}

function fromPlaces(nextPlace, samples) {
  const recent = IDENTITY.slice();
  for (let i = 0; i < samples.length; i++) {
    const [s] = recent.splice(nextPlace(), 1);
    recent.unshift(s);
    samples[i] = s;
  }
}

function parts({ width, height }) {
  const luma = width * height;
  const chroma = ((width + 1) >> 1) * ((height + 1) >> 1);
  return [[0, luma], [luma, luma + chroma], [luma + chroma, luma + 2 * chroma]];
}

export function compressFrame(frame, context) {
  const pieces = [];
  for (const [from, to] of parts(context)) {
    for (const place of toPlaces(frame.data.subarray(from, to))) {
      const digits = (place + 1).toString(2);
      pieces.push('0'.repeat(digits.length - 1), digits);
    }
  }
  const bits = pieces.join('');
  const bytes = new Uint8Array(Math.ceil(bits.length / 8));
  for (let i = 0; i < bits.length; i++) if (bits[i] === '1') bytes[i >> 3] |= 1 << (i & 7);
  return bytes;
}

export function decompressFrame(bytes, context) {
  let p = 0;
  const bit = () => {
    const b = (bytes[p >> 3] >> (p & 7)) & 1;
    p++;
    return b;
  };
  const nextPlace = () => {
    let zeros = 0;
    while (zeros < 9 && bit() === 0) zeros++;
    let v = 1;
    while (zeros-- > 0) v = 2 * v + bit();
    return v - 1;
  };
  const list = parts(context);
  const data = new Uint8Array(list[2][1]);
  for (const [from, to] of list) fromPlaces(nextPlace, data.subarray(from, to));
  return data;
}
