/*
 * Title: Choose spatial or temporal differences for each plane
 * Hypothesis: Some planes stand still and others move; one byte of flags per plane picks the cheaper prediction.
 */
const TEMPORAL = 1;
const ALL_ZERO = 2;

function planeRanges({ width, height }) {
  const ySize = width * height;
  const cSize = Math.ceil(width / 2) * Math.ceil(height / 2);
  return [[0, ySize], [ySize, ySize + cSize], [ySize + cSize, ySize + 2 * cSize]];
}

function spatial(data, from, to) {
  const out = [];
  for (let i = from; i < to; i++) out.push((data[i] - (i > from ? data[i - 1] : 0)) & 255);
  return out;
}

function temporal(data, old, from, to) {
  const out = [];
  for (let i = from; i < to; i++) out.push((data[i] - old[i]) & 255);
  return out;
}

const cost = (list) => list.reduce((sum, r) => sum + (r === 0 ? 0 : r < 128 ? 1 + r : 257 - r), 0);

function writeList(out, list) {
  for (let i = 0; i < list.length; ) {
    if (list[i] !== 0) {
      out.push(list[i++]);
      continue;
    }
    let n = 0;
    while (n < 255 && i + n < list.length && list[i + n] === 0) n++;
    out.push(0, n);
    i += n;
  }
}

function readList(bytes, at, count) {
  const list = [];
  while (list.length < count) {
    const r = bytes[at++];
    if (r !== 0) list.push(r);
    else for (let n = bytes[at++]; n > 0; n--) list.push(0);
  }
  return [list, at];
}

export function compressFrame(frame, context) {
  const out = [];
  for (const [from, to] of planeRanges(context)) {
    let list = spatial(frame.data, from, to);
    let flags = 0;
    if (context.previous) {
      const other = temporal(frame.data, context.previous.data, from, to);
      if (cost(other) < cost(list)) {
        list = other;
        flags |= TEMPORAL;
      }
    }
    if (list.every((r) => r === 0)) flags |= ALL_ZERO;
    out.push(flags);
    if (!(flags & ALL_ZERO)) writeList(out, list);
  }
  return Uint8Array.from(out);
}

export function decompressFrame(bytes, context) {
  const ranges = planeRanges(context);
  const data = new Uint8Array(ranges[2][1]);
  const old = context.previous === null ? new Uint8Array(data.length) : context.previous.data;
  let at = 0;
  for (const [from, to] of ranges) {
    const flags = bytes[at++];
    let list = new Array(to - from).fill(0);
    if (!(flags & ALL_ZERO)) [list, at] = readList(bytes, at, to - from);
    for (let i = from; i < to; i++) {
      if (flags & TEMPORAL == 0) data[i] = list[i - from] + (i > from ? data[i - 1] : 0);
      else data[i] = list[i - from] + old[i];
    }
  }
  return data;
}
