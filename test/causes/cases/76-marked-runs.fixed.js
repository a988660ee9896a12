/*
 * Title: Second differences with marked runs
 * Hypothesis: Extrapolating a line through two samples leaves tiny second differences in smooth areas. One
 *   marker byte starts a run of zeros, all other bytes are levels.
 */
const RUN = 0x80;
const ESCAPE = 0x7f;

function coarseness(quality) {
  return 3 + (((100 - quality) * 5) >> 3);
}

function extrapolate(line, x, above) {
  if (x === 0) return above ? above[0] : 128;
  if (above) {
    const slope = above[x] - above[x - 1];
    return Math.min(255, Math.max(0, line[x - 1] + (slope >> 1)));
  }
  return line[x - 1];
}

function lines(buffer, { width, height }) {
  const list = [];
  let offset = 0;
  const shapes = [[width, height], [(width + 1) >>> 1, (height + 1) >>> 1], [(width + 1) >>> 1, (height + 1) >>> 1]];
  for (const [w, h] of shapes) {
    let above = null;
    for (let y = 0; y < h; y++) {
      const line = buffer.subarray(offset, offset + w);
      list.push({ line, above, offset });
      above = line;
      offset += w;
    }
  }
  return list;
}

function Output() {
  const bytes = [];
  let zeros = 0;
  function endRun() {
    if (zeros === 0) return;
    if (zeros < 3) for (let i = 0; i < zeros; i++) bytes.push(0);
    else bytes.push(RUN, zeros);
    zeros = 0;
  }
  this.level = function (v) {
    if (v === 0 && zeros < 255) {
      zeros++;
      return;
    }
    endRun();
    if (v === 0) zeros = 1;
    else if (v > -127 && v < 127) bytes.push(v & 255);
    else bytes.push(ESCAPE, v < 0 ? 1 : 0, Math.abs(v));
  };
  this.end = function () {
    endRun();
    return new Uint8Array(bytes);
  };
}

function Input(bytes) {
  let p = 0, zeros = 0;
  this.level = function () {
    if (zeros > 0) {
      zeros--;
      return 0;
    }
    const b = bytes[p++];
    if (b === RUN) {
      zeros = bytes[p++] - 1;
      return 0;
    }
    if (b === ESCAPE) {
      const negative = bytes[p++];
      const size = bytes[p++];
      return negative ? -size : size;
    }
    return b > 127 ? b - 256 : b;
  };
}

export function compressFrame(frame, context) {
  const step = coarseness(context.quality);
  const output = new Output();
  const rebuilt = new Uint8ClampedArray(frame.data.length);
  for (const { line, above, offset } of lines(rebuilt, context)) {
    for (let x = 0; x < line.length; x++) {
      const guess = extrapolate(line, x, above);
      const level = Math.round((frame.data[offset + x] - guess) / step);
      output.level(level);
      line[x] = guess + level * step;
    }
  }
  return output.end();
}

export function decompressFrame(bytes, context) {
  const step = coarseness(context.quality);
  const input = new Input(bytes);
  const total = context.width * context.height + 2 * ((context.width + 1) >>> 1) * ((context.height + 1) >>> 1);
  const rebuilt = new Uint8ClampedArray(total);
  for (const { line, above } of lines(rebuilt, context)) {
    for (let x = 0; x < line.length; x++) line[x] = extrapolate(line, x, above) + input.level() * step;
  }
  return new Uint8Array(rebuilt.buffer);
}
