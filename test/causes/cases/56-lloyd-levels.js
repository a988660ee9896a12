/*
 * Title: Lloyd levels per plane
 * Hypothesis: A handful of brightness levels, placed where the samples really are (Lloyd's rule), serves a
 *   plane better than evenly spaced ones. The indices are nearly constant along a row and are sent as runs.
 */
function levelCount(quality) {
  return Math.max(2, Math.round(2 + 0.0004 * quality ** 2.4));
}

function nearest(levels, v) {
  let best = 0;
  for (let i = 1; i < levels.length; i++) if (Math.abs(levels[i] - v) < Math.abs(levels[best] - v)) best = i;
  return best;
}

function lloyd(samples, count) {
  let low = 255, high = 0;
  for (const s of samples) { if (s < low) low = s; if (s > high) high = s; }
  let levels = [];
  for (let i = 0; i < count; i++) levels.push(Math.round(low + ((high - low) * (i + 0.5)) / count));
  for (let pass = 0; pass < 6; pass++) {
    const sums = new Uint16Array(count);
    const hits = new Uint16Array(count);
    for (const s of samples) {
      const k = nearest(levels, s);
      sums[k] += s;
      hits[k] += 1;
    }
    levels = levels.map((old, k) => (hits[k] > 0 ? Math.round(sums[k] / hits[k]) : old));
  }
  return levels;
}

function planeSizes(width, height) {
  const chroma = ((width + 1) >> 1) * ((height + 1) >> 1);
  return [width * height, chroma, chroma];
}

// A run of one index: the index, then the length minus one; 255 says that the run goes on in the next byte.
function writeRuns(bytes, indices) {
  let i = 0;
  while (i < indices.length) {
    let j = i;
    while (j < indices.length && indices[j] === indices[i]) j++;
    bytes.push(indices[i]);
    let rest = j - i - 1;
    for (; rest >= 255; rest -= 255) bytes.push(255);
    bytes.push(rest);
    i = j;
  }
}

function readRuns(bytes, cursor, count, emit) {
  let done = 0;
  while (done < count) {
    const index = bytes[cursor.at++];
    let length = 1, part;
    do {
      part = bytes[cursor.at++];
      length += part;
    } while (part === 255);
    for (let k = 0; k < length; k++) emit(done++, index);
  }
}

export function compressFrame(frame, context) {
  const bytes = [];
  const count = levelCount(context.quality);
  for (const samples of [frame.y, frame.u, frame.v]) {
    const levels = lloyd(samples, count);
    bytes.push(...levels);
    writeRuns(bytes, Array.from(samples, (s) => nearest(levels, s)));
  }
  return new Uint8Array(bytes);
}

export function decompressFrame(bytes, context) {
  const count = levelCount(context.quality);
  const sizes = planeSizes(context.width, context.height);
  const frame = new Uint8Array(sizes[0] + sizes[1] + sizes[2]);
  const cursor = { at: 0 };
  let base = 0;
  for (const size of sizes) {
    const levels = bytes.subarray(cursor.at, cursor.at + count);
    cursor.at += count;
    const start = base;
    readRuns(bytes, cursor, size, (i, index) => { frame[start + i] = levels[index]; });
    base += size;
  }
  return frame;
}
