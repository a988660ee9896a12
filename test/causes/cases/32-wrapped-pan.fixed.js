/*
 * Title: One global vector for each frame, wrapped at the edges
 * Hypothesis: A moving camera shifts the whole picture; a single vector costs two bytes and no block search.
 */
const RANGE = 4;

function buildPlanes(w, h) {
  const cw = (w + 1) >> 1;
  const ch = (h + 1) >> 1;
  return [
    { name: 'y', start: 0, w, h, scale: 1 },
    { name: 'u', start: w * h, w: cw, h: ch, scale: 2 },
    { name: 'v', start: w * h + cw * ch, w: cw, h: ch, scale: 2 },
  ];
}

// The mean absolute difference in the inner part, where nothing wraps.
function innerError(current, reference, w, h, dx, dy) {
  let sum = 0;
  let n = 1;
  for (let y = RANGE; y < h - RANGE; y++) {
    for (let x = RANGE; x < w - RANGE; x++) {
      sum += Math.abs(current[y * w + x] - reference[(y + dy) * w + x + dx]);
      n++;
    }
  }
  return sum / n;
}

function globalVector(current, reference, w, h) {
  let best = [0, 0];
  let least = innerError(current, reference, w, h, 0, 0);
  for (let dy = -RANGE; dy <= RANGE; dy++) {
    for (let dx = -RANGE; dx <= RANGE; dx++) {
      const error = innerError(current, reference, w, h, dx, dy);
      if (error < least) {
        least = error;
        best = [dx, dy];
      }
    }
  }
  return best;
}

const half = (v, scale) => (scale === 1 ? v : v >> 1);

function putRun(out, zeros) {
  while (zeros > 0) {
    const n = Math.min(zeros, 255);
    out.push(0, n);
    zeros -= n;
  }
}

export function compressFrame(frame, context) {
  const { width, height, previous } = context;
  const [dx, dy] = previous ? globalVector(frame.y, previous.y, width, height) : [0, 0];
  const out = [dx & 255, dy & 255];
  let zeros = 0;
  for (const { start, w, h, scale } of buildPlanes(width, height)) {
    const mx = half(dx, scale), my = half(dy, scale);
    for (let y = 0; y < h; y++) {
      for (let x = 0; x < w; x++) {
        const from = ((y + my + RANGE * h) % h) * w + ((x + mx + RANGE * w) % w);
        const guess = previous ? previous.data[start + from] : 128;
        const r = (frame.data[start + y * w + x] - guess) & 255;
        if (r === 0) zeros++;
        else {
          putRun(out, zeros);
          zeros = 0;
          out.push(r);
        }
      }
    }
  }
  putRun(out, zeros);
  return Uint8Array.from(out);
}

export function decompressFrame(bytes, { width, height, previous }) {
  const planes = buildPlanes(width, height);
  const data = new Uint8Array(planes[2].start + planes[2].w * planes[2].h);
  const dx = (bytes[0] << 24) >> 24;
  const dy = (bytes[1] << 24) >> 24;
  let at = 2;
  let zeros = 0;
  for (const { start, w, h, scale } of planes) {
    const mx = half(dx, scale), my = half(dy, scale);
    for (let y = 0; y < h; y++) {
      for (let x = 0; x < w; x++) {
        let r = 0;
        if (zeros > 0) zeros--;
        else {
          r = bytes[at++];
          if (r === 0) zeros = bytes[at++] - 1;
        }
        const from = ((y + my + RANGE * h) % h) * w + ((x + mx + RANGE * w) % w);
        data[start + y * w + x] = (previous ? previous.data[start + from] : 128) + r;
      }
    }
  }
  return data;
}
