/*
 * Title: Thumbnail and its correction
 * Hypothesis: A picture of a quarter of the size, enlarged again, is a good guess of the whole; the correction is small
 *   and may be rounded coarsely. The small picture itself is sent as it is, packed by differences.
 */
const CELL = 4;
const cellsIn = (n) => Math.ceil(n / CELL);

function stepAt(quality) {
  return quality > 90 ? 5 : 5 + (90 - quality);
}

function shrink(plane, w, h) {
  const sw = cellsIn(w), sh = cellsIn(h);
  const sums = new Float64Array(sw * sh), counts = new Uint8Array(sw * sh);
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const cell = Math.floor(y / CELL) * sw + Math.floor(x / CELL);
      sums[cell] += plane[y * w + x];
      counts[cell]++;
    }
  }
  return Uint8Array.from(sums, (s, i) => Math.round(s / counts[i]));
}

function enlarge(small, w, h) {
  const sw = cellsIn(w);
  const big = new Uint8Array(w * h);
  for (let y = 0; y < h; y++) for (let x = 0; x < w; x++) big[y * w + x] = small[Math.floor(y / CELL) * sw + Math.floor(x / CELL)];
  return big;
}

// Numbers around zero: one byte each from -100 to 100, longer runs of zeros as 201 and up.
function pushNumbers(bytes, numbers) {
  for (let i = 0; i < numbers.length; i++) {
    let zeros = 0;
    while (zeros < 54 && i + zeros < numbers.length && numbers[i + zeros] === 0) zeros++;
    if (zeros > 1) {
      bytes.push(200 + zeros);
      i += zeros - 1;
    } else if (Math.abs(numbers[i]) <= 100) bytes.push(numbers[i] + 100);
    else bytes.push(255, numbers[i] & 255, numbers[i] > 0 ? 1 : 0);
  }
}

function pullNumbers(input, count) {
  const numbers = [];
  while (numbers.length < count) {
    const b = input.bytes[input.at++];
    if (b === 255) {
      const low = input.bytes[input.at++];
      numbers.push(input.bytes[input.at++] === 1 ? low : low - 256);
    } else if (b > 200) for (let k = b - 200; k > 0; k--) numbers.push(0);
    else numbers.push(b - 100);
  }
  return numbers;
}

function geometryOf({ width, height }) {
  const chroma = [(width + 1) >> 1, (height + 1) >> 1];
  return [[width, height], chroma, chroma];
}

export function compressFrame(frame, context) {
  const step = stepAt(context.quality);
  const bytes = [];
  const source = [frame.y, frame.u, frame.v];
  geometryOf(context).forEach(([w, h], p) => {
    const small = shrink(source[p], w, h);
    let last = 0;
    pushNumbers(bytes, Array.from(small, (s) => { const d = s - last; last = s; return d; }));
    const guess = enlarge(small, w, h);
    pushNumbers(bytes, Array.from(source[p], (s, i) => Math.round((s - guess[i]) / step)));
  });
  return new Uint8Array(bytes);
}

export function decompressFrame(bytes, context) {
  const step = stepAt(context.quality);
  const input = { bytes, at: 0 };
  const planes = geometryOf(context).map(([w, h]) => {
    let last = 0;
    const small = Uint8Array.from(pullNumbers(input, cellsIn(w) * cellsIn(h)), (d) => (last += d));
    const corrections = pullNumbers(input, w * h);
    return enlarge(small, w, h).map((g, i) => Math.max(0, Math.min(255, g + corrections[i] * step)));
  });
  const data = new Uint8Array((context.width * context.height * 3) >> 1);
  let at = 0;
  for (const plane of planes) for (const sample of plane) data[at++] = sample;
  return data;
}
