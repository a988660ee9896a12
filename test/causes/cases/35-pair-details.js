/*
 * Title: S-transform of sample pairs with escape bytes
 * Hypothesis: The mean of a pair is coded once and the difference is mostly tiny.
 */
function analyse(samples) {
  const pairs = samples.length >> 1;
  const means = new Uint8Array(pairs);
  const details = new Int8Array(pairs);
  for (let i = 0; i < pairs; i++) {
    const difference = samples[2 * i] - samples[2 * i + 1];
    details[i] = difference;
    means[i] = samples[2 * i + 1] + (difference >> 1);
  }
  return { means, details, odd: samples.length & 1 ? [samples[samples.length - 1]] : [] };
}

function synthesise({ means, details, odd }) {
  const samples = new Uint8Array(means.length * 2 + odd.length);
  for (let i = 0; i < means.length; i++) {
    const second = means[i] - (details[i] >> 1);
    samples[2 * i + 1] = second;
    samples[2 * i] = second + details[i];
  }
  if (odd.length > 0) samples[samples.length - 1] = odd[0];
  return samples;
}

// -120..119 take one byte, all others the byte 240 or 241 (the sign) and the magnitude.
function detailBytes(details) {
  const out = [];
  for (const d of details) {
    if (d >= -120 && d < 120) out.push(d + 120);
    else out.push(d < 0 ? 240 : 241, Math.abs(d));
  }
  return out;
}

function readDetails(bytes, at, count) {
  const details = new Int16Array(count);
  for (let i = 0; i < count; i++) {
    const b = bytes[at++];
    if (b < 240) details[i] = b - 120;
    else details[i] = b === 240 ? -bytes[at++] : bytes[at++];
  }
  return details;
}

const deltas = (list) => list.map((v, i) => v - (i > 0 ? list[i - 1] : 0));
const sums = (list) => {
  for (let i = 1; i < list.length; i++) list[i] += list[i - 1];
  return list;
};

// Zeros of the mean's deltas come in runs; 0 is followed by the number of further zeros.
function squeeze(list) {
  const out = [];
  for (let i = 0; i < list.length; i++) {
    out.push(list[i]);
    if (list[i] === 0) {
      const from = i;
      while (i + 1 < list.length && list[i + 1] === 0 && i - from < 255) i++;
      out.push(i - from);
    }
  }
  return out;
}

export function compressFrame(frame) {
  const { means, details, odd } = analyse(frame.data);
  return Uint8Array.from([...odd, ...squeeze(deltas(means)), ...detailBytes(details)]);
}

export function decompressFrame(bytes, { width, height }) {
  const size = width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1);
  const odd = size & 1 ? [bytes[0]] : [];
  let at = odd.length;
  const means = new Uint8Array(size >> 1);
  for (let i = 0; i < means.length; i++) {
    means[i] = bytes[at++];
    if (means[i] === 0) i += bytes[at++];
  }
  return synthesise({ means: sums(means), details: readDetails(bytes, at, means.length), odd });
}
