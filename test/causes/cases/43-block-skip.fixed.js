/*
 * Title: Skip blocks that did not change, send the others plainly
 * Hypothesis: In filmed clips with a fixed camera most blocks stay exactly as they were.
 */
const EDGE = 8;

function makePlanes(width, height) {
  const cw = Math.ceil(width / 2), ch = Math.ceil(height / 2);
  return [
    { w: width, h: height, base: 0 },
    { w: cw, h: ch, base: width * height },
    { w: cw, h: ch, base: width * height + cw * ch },
  ];
}

function* blocksOf(planes) {
  for (const plane of planes) {
    for (let y = 0; y < plane.h; y += EDGE) {
      for (let x = 0; x < plane.w; x += EDGE) {
        yield { plane, x, y, right: Math.min(x + EDGE, plane.w), bottom: Math.min(y + EDGE, plane.h) };
      }
    }
  }
}

function unchanged(now, old, { plane, x, y, right, bottom }) {
  for (let row = y; row < bottom; row++) {
    const from = plane.base + row * plane.w;
    for (let i = from + x; i < from + right; i++) if (now[i] !== old[i]) return false;
  }
  return true;
}

function copyBlock(target, old, { plane, x, y, right, bottom }, width) {
  for (let row = y; row < bottom; row++) {
    const from = plane.base + row * plane.w;
    for (let i = from + x; i < from + right; i++) target[i] = old[i];
  }
}

export function compressFrame(frame, context) {
  const blocks = [...blocksOf(makePlanes(context.width, context.height))];
  const flags = new Uint8Array(Math.ceil(blocks.length / 8));
  const body = [];
  blocks.forEach((block, k) => {
    if (context.previous && unchanged(frame.data, context.previous.data, block)) {
      flags[k >> 3] |= 1 << (k & 7);
      return;
    }
    const { plane, x, y, right, bottom } = block;
    let last = 0;
    for (let row = y; row < bottom; row++) {
      for (let col = x; col < right; col++) {
        const sample = frame.data[plane.base + row * plane.w + col];
        body.push((sample - last) & 255);
        last = sample;
      }
    }
  });
  const out = new Uint8Array(flags.length + body.length);
  out.set(flags);
  out.set(body, flags.length);
  return out;
}

export function decompressFrame(bytes, { width, height, previous }) {
  const planes = makePlanes(width, height);
  const blocks = [...blocksOf(planes)];
  const data = new Uint8Array(planes[2].base + planes[2].w * planes[2].h);
  let at = Math.ceil(blocks.length / 8);
  blocks.forEach((block, k) => {
    if ((bytes[k >> 3] >> (k & 7)) & 1) {
      copyBlock(data, previous.data, block, width);
      return;
    }
    const { plane, x, y, right, bottom } = block;
    let last = 0;
    for (let row = y; row < bottom; row++) {
      for (let col = x; col < right; col++) {
        last = (last + bytes[at++]) & 255;
        data[plane.base + row * plane.w + col] = last;
      }
    }
  });
  return data;
}
