/*
 * Title: Runs in bytes, values in 16-bit pairs
 * Hypothesis: Keeping run lengths and values apart makes each list more regular.
 */
function layoutSize(width, height) {
  return width * height + 2 * Math.ceil(width / 2) * Math.ceil(height / 2);
}

function predicted(data, i, previous) {
  return previous ? previous.data[i] : i > 0 ? data[i - 1] : 0;
}

function collectRuns(data, previous) {
  const runs = [];
  const values = [];
  let i = 0;
  while (i < data.length) {
    const value = (data[i] - predicted(data, i, previous)) & 255;
    let run = 1;
    while (run < 255 && i + run < data.length && ((data[i + run] - predicted(data, i + run, previous)) & 255) === value) run++;
    runs.push(run);
    values.push(value);
    i += run;
  }
  return { runs, values };
}

export function compressFrame(frame, context) {
  const { runs, values } = collectRuns(frame.data, context.previous);
  const header = new Uint8Array(4);
  new DataView(header.buffer).setUint32(0, runs.length);
  // Two values share one word: the second one is in the upper half.
  const words = new Uint16Array(Math.ceil(values.length / 2));
  values.forEach((v, k) => { words[k >> 1] |= v << (k & 1 ? 8 : 0); });
  const packed = new Uint8Array(words.buffer);
  const out = new Uint8Array(4 + runs.length + packed.length);
  out.set(header, 0);
  out.set(runs, 4);
  out.set(packed, 4 + runs.length);
  return out;
}

export function decompressFrame(bytes, context) {
  const data = new Uint8Array(layoutSize(context.width, context.height));
  const count = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  const runs = bytes.subarray(4, 4 + count);
  const words = new Uint16Array(bytes.slice(4 + count).buffer, 0, Math.ceil(count / 2));
  let at = 0;
  runs.forEach((run, k) => {
    const value = (words[k >> 1] >> (k & 1 ? 8 : 0)) & 255;
    for (let n = 0; n < run; n++, at++) data[at] = value + predicted(data, at, context.previous);
  });
  return data;
}
