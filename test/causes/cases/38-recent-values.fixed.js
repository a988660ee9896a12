/*
 * Title: The values of late, as nibbles
 * Hypothesis: A picture uses few values at a time. A list of those seen last, in order, needs four bits for each sample.
 */
const ESCAPE = 15;
const KEEP = 16;

class RecentList {
  constructor() {
    this.values = Array.from({ length: KEEP }, (_, i) => i * 16);
  }

  rankOf(value) {
    return this.values.indexOf(value);
  }

  touch(value) {
    const rank = this.values.indexOf(value);
    this.values.splice(rank === -1 ? KEEP - 1 : rank, 1);
    this.values.unshift(value);
  }
}

function* planeRanges({ width, height }) {
  const c = ((width + 1) >> 1) * ((height + 1) >> 1);
  yield [0, width * height];
  yield [width * height, width * height + c];
  yield [width * height + c, width * height + 2 * c];
}

function join(nibbles) {
  if (nibbles.length % 2 === 1) nibbles.push(0);
  const bytes = new Uint8Array(nibbles.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = nibbles[2 * i] * 16 + nibbles[2 * i + 1];
  return bytes;
}

function* split(bytes) {
  for (const byte of bytes) {
    yield byte >> 4;
    yield byte & 15;
  }
}

export function compressFrame({ data }, context) {
  const nibbles = [];
  for (const [from, to] of planeRanges(context)) {
    const recent = new RecentList();
    for (let i = from; i < to; i++) {
      const rank = recent.rankOf(data[i]);
      if (rank !== -1 && rank < ESCAPE) {
        nibbles.push(rank);
      } else {
        nibbles.push(ESCAPE, data[i] >> 4, data[i] & 15);
      }
      recent.touch(data[i]);
    }
  }
  return join(nibbles);
}

export function decompressFrame(bytes, context) {
  const ranges = [...planeRanges(context)];
  const data = new Uint8Array(ranges[2][1]);
  const nibbles = split(bytes);
  const take = () => nibbles.next().value ?? 0;
  for (const [from, to] of ranges) {
    const recent = new RecentList();
    for (let i = from; i < to; i++) {
      const rank = take();
      if (rank < ESCAPE) data[i] = recent.values[rank];
      else data[i] = take() * 16 + take();
      recent.touch(data[i]);
    }
  }
  return data;
}
