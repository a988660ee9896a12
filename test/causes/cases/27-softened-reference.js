/*
 * Title: Temporal difference against the sharp or the softened frame before
 * Hypothesis: Noise does not repeat, so a softened reference predicts noisy bands better and the sharp one all others.
 */
const BAND = 64;

// A small low-pass filter along the samples; the first and the last one stay.
function smooth(source, target) {
  const last = source.length - 1;
  target[0] = source[0];
  target[last] = source[last];
  for (let i = 1; i < last; i++) {
    target[i] = (source[i - 1] + 2 * source[i] + source[i + 1] + 2) >> 2;
  }
  return target;
}

function bandCost(data, reference, from, to) {
  let sum = 0;
  for (let i = from; i < to; i++) sum += Math.abs(data[i] - reference[i]);
  return sum;
}

function bandsOf(size) {
  const bands = [];
  for (let from = 0; from < size; from += BAND) bands.push([from, Math.min(size, from + BAND)]);
  return bands;
}

function writeRuns(out, residuals) {
  let zeros = 0;
  const flush = () => {
    while (zeros > 0) {
      const n = Math.min(zeros, 255);
      out.push(0, n);
      zeros -= n;
    }
  };
  for (const r of residuals) {
    if (r === 0) {
      zeros++;
      continue;
    }
    flush();
    out.push(r);
  }
  flush();
  return Uint8Array.from(out);
}

function readRuns(bytes, at, size) {
  const residuals = new Uint8Array(size);
  for (let i = 0; i < size; ) {
    const r = bytes[at++];
    if (r === 0) i += bytes[at++];
    else residuals[i++] = r;
  }
  return residuals;
}

const neighbour = (data, i, width) => (i >= width ? data[i - width] : i > 0 ? data[i - 1] : 128);

export function compressFrame({ data, width }, { previous }) {
  if (previous === null) return writeRuns([], data.map((v, i) => v - neighbour(data, i, width)));
  const choices = [];
  const residuals = new Uint8Array(data.length);
  const soft = smooth(previous.data, previous.data);
  for (const [from, to] of bandsOf(data.length)) {
    const useSoft = bandCost(data, soft, from, to) < bandCost(data, previous.data, from, to);
    const reference = useSoft ? soft : previous.data;
    choices.push(useSoft ? 1 : 0);
    for (let i = from; i < to; i++) residuals[i] = data[i] - reference[i];
  }
  return writeRuns(choices, residuals);
}

export function decompressFrame(bytes, { width, height, previous }) {
  const size = width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1);
  if (previous === null) {
    const data = readRuns(bytes, 0, size);
    for (let i = 0; i < size; i++) data[i] += neighbour(data, i, width);
    return data;
  }
  const soft = smooth(previous.data, new Uint8Array(size));
  const bands = bandsOf(size);
  const data = readRuns(bytes, bands.length, size);
  bands.forEach(([from, to], k) => {
    const reference = bytes[k] === 1 ? soft : previous.data;
    for (let i = from; i < to; i++) data[i] += reference[i];
  });
  return data;
}
