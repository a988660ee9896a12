/*
 * Title: Weighted neighbours with two row buffers
 * Hypothesis: A blend of left, above and above-right foresees texture; small row buffers keep the loop tight.
 */
const START = 128;

const chromaOf = (n) => n - (n >> 1);

function blend(left, up, right) {
  return (2 * left + up + right + 2) >> 2;
}

class PlaneEncoder {
  constructor(samples, width, height) {
    this.samples = samples;
    this.width = width;
    this.height = height;
  }

  residuals() {
    const { samples, width, height } = this;
    const out = new Uint8Array(width * height);
    let above = new Uint8Array(width).fill(START);
    const row = new Uint8Array(width);
    for (let y = 0; y < height; y++) {
      row.set(samples.subarray(y * width, (y + 1) * width));
      for (let x = 0; x < width; x++) {
        const left = x === 0 ? above[0] : row[x - 1];
        const right = x + 1 < width ? above[x + 1] : above[x];
        out[y * width + x] = row[x] - blend(left, above[x], right);
      }
      above.set(row);
    }
    return out;
  }
}

class PlaneDecoder {
  constructor(width, height) {
    this.width = width;
    this.height = height;
  }

  samples(residuals) {
    const { width, height } = this;
    const out = new Uint8Array(width * height);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const at = y * width + x;
        const up = y === 0 ? START : out[at - width];
        const left = x === 0 ? up : out[at - 1];
        const right = y === 0 ? START : x + 1 < width ? out[at - width + 1] : up;
        out[at] = blend(left, up, right) + residuals[at];
      }
    }
    return out;
  }
}

// A mask of the residuals that are zero, eight to a byte, then the others.
function store(residuals) {
  const mask = new Uint8Array(Math.ceil(residuals.length / 8));
  const rest = residuals.filter((r, i) => {
    if (r !== 0) mask[i >> 3] |= 1 << (i & 7);
    return r !== 0;
  });
  return [...mask, ...rest];
}

function load(bytes, from, count) {
  let at = from + Math.ceil(count / 8);
  const residuals = new Uint8Array(count);
  for (let i = 0; i < count; i++) if ((bytes[from + (i >> 3)] >> (i & 7)) & 1) residuals[i] = bytes[at++];
  return { residuals, at };
}

export function compressFrame(frame, { width, height }) {
  const cw = chromaOf(width), ch = chromaOf(height);
  return Uint8Array.from([
    ...store(new PlaneEncoder(frame.y, width, height).residuals()),
    ...store(new PlaneEncoder(frame.u, cw, ch).residuals()),
    ...store(new PlaneEncoder(frame.v, cw, ch).residuals()),
  ]);
}

export function decompressFrame(bytes, { width, height }) {
  const cw = chromaOf(width), ch = chromaOf(height);
  const data = new Uint8Array(width * height + 2 * cw * ch);
  let at = 0;
  let filled = 0;
  for (const [w, h] of [[width, height], [cw, ch], [cw, ch]]) {
    const part = load(bytes, at, w * h);
    data.set(new PlaneDecoder(w, h).samples(part.residuals), filled);
    filled += w * h;
    at = part.at;
  }
  return data;
}
