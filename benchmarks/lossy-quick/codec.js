/*
 * Title: Half-sample motion and cosines, with little work for each block
 * Hypothesis: Most of the work of a block is reading its samples over and over. One pass takes the
 * prediction off and adds up what is left; most blocks are then known to need nothing more. What that
 * saves pays for models that remember the frames before and look at neighbouring coefficients, and
 * for four taps between samples.
 * Builds on: 014-block-motion
 */

const BLOCK = 8;
const SAMPLES = BLOCK * BLOCK;

// The order of coefficients from low to high frequency.
const ZIGZAG = Uint8Array.of(
  0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5,
  12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
  35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51,
  58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
);
// For each place in that order, the places of the next lower frequencies across and down; where there
// is none, the other one stands in. Both are coded earlier.
const PLACE_OF = ZIGZAG.map((_, at) => ZIGZAG.indexOf(at));
const LOWER_ACROSS = ZIGZAG.map((at) => PLACE_OF[(at & 7) > 0 ? at - 1 : Math.max(0, at - 8)]);
const LOWER_DOWN = ZIGZAG.map((at) => PLACE_OF[at >= 8 ? at - 8 : Math.max(0, at - 1)]);

// What is added to a magnitude before it is cut off to a whole level. Less than a half: the bits
// saved are worth more than the error made. Not so for the DC of a block by itself.
const LOW_ROUNDING = 0.31;
const HIGH_ROUNDING = 0.19;
const FIRST_HIGH = 6;
const DC_ROUNDING = 0.5;
// Where a prediction misses less than so many steps in all, a transform would hardly find anything.
const QUIET = 8;
// The same for the sixteen samples that are looked at first.
const GLANCED = 1.6;
// A block is predicted without further thought where no more than this is missed, in all 64 samples.
const CLOSE = 800;
// The step of the first frame, as a part of that of the others, which are predicted from it.
const FIRST_FRAME = 0.53;

// The fast transform (Arai, Agui, Nakajima) leaves out one factor a row and one a column:
// sqrt(2) * cos(k * pi / 16), and 1 for k = 0. The quantiser multiplies by them in passing.
const LINE_SCALE = [
  1, 1.387039845, 1.306562965, 1.175875602, 1, 0.785694958, 0.541196100, 0.275899379,
];

// Adaptive probabilities. A set has those of a zero for every place in the zigzag order and each state
// of its neighbourhood, of a one, of the last, and of the lengths of larger numbers. Luma and chroma
// each have a set for blocks by themselves and one for residuals, and those of the block: is it
// predicted, is the prediction exact?
const NEIGHBOURHOODS = 4;
const IS_ZERO = 0;
const IS_ONE = IS_ZERO + NEIGHBOURHOODS * SAMPLES;
const ONE_PLACES = 8;
const IS_LAST = IS_ONE + NEIGHBOURHOODS * ONE_PLACES;
const DC_LENGTH = IS_LAST + SAMPLES;
const AC_LENGTH = DC_LENGTH + 16;
const SET_SIZE = AC_LENGTH + 16;
const RESIDUAL_SET = SET_SIZE;
const IS_PREDICTED = 2 * SET_SIZE;
const IS_EXACT = IS_PREDICTED + 3;
const PLANE_CONTEXTS = IS_EXACT + 6;
const X_LENGTH = 2 * PLANE_CONTEXTS;
const Y_LENGTH = X_LENGTH + 16;
const CONTEXTS = Y_LENGTH + 16;

// The kinds of blocks. What has not been coded yet, or lies outside, is of none.
const INTRA = 1;
const EXACT = 2;
const CORRECTED = 3;

// Motion vectors count half samples. One is shared by a block of luma as large as this, and by the
// blocks of chroma that belong to it.
const MOTION_BLOCK = 16;
// How far the frame before goes on beyond its edges, by repetition. Blocks keep off the outermost
// samples, which the filter needs.
const MARGIN = 16;
const OUTERMOST = 2;
// The search for a block's vector ends where the samples looked at miss less than so many steps.
const ENOUGH = 6;
// How far the camera may move in a frame, and every which row and column the search looks at.
const REACH = 8;
const SEARCH_STRIDE = 6;

// One block's worth of work space, used by one block after the other.
const samples = new Float64Array(SAMPLES);
const levels = new Int32Array(SAMPLES);
const prediction = new Uint8ClampedArray(SAMPLES);

export function compressFrame(frame, context) {
  startEncoder(context);
  const quantiser = quantiserFor(context);
  const references = referencesOf(context);
  const planes = planesOf(frame).map(pad);
  introduce(planes);
  const { step } = quantiser;
  const { index, previous } = context;
  const motion = previous && searchMotion(planes[0], references[0], { step, index });
  if (motion) encodeMotion(motion);
  planes.forEach((plane, i) => encodePlane(plane, references[i], motion, quantiser));
  return finishEncoder();
}

export function decompressFrame(bytes, context) {
  startDecoder(bytes, context);
  const quantiser = quantiserFor(context);
  const references = referencesOf(context);
  const frame = emptyFrame(context);
  const planes = planesOf(frame).map(emptyPadded);
  introduce(planes);
  const motion = context.previous && decodeMotion(planes[0]);
  planesOf(frame).forEach((plane, i) => {
    decodePlane(planes[i], references[i], motion, quantiser);
    crop(planes[i], plane);
  });
  return frame.data;
}

// ---------------------------------------------------------------- planes

function emptyFrame({ width, height }) {
  const lumaSize = width * height;
  const chromaSize = ((width + 1) >> 1) * ((height + 1) >> 1);
  const data = new Uint8Array(lumaSize + 2 * chromaSize);
  return {
    width,
    height,
    data,
    y: data.subarray(0, lumaSize),
    u: data.subarray(lumaSize, lumaSize + chromaSize),
    v: data.subarray(lumaSize + chromaSize),
  };
}

function planesOf(frame) {
  const { width, height } = frame;
  const half = { width: (width + 1) >> 1, height: (height + 1) >> 1, isLuma: false };
  return [
    { data: frame.y, width, height, isLuma: true },
    { data: frame.u, ...half },
    { data: frame.v, ...half },
  ];
}

/** Room for a plane that whole blocks cover, and for the kind and the DC of each block. */
function emptyPadded(plane) {
  const width = (plane.width + BLOCK - 1) & -BLOCK;
  const height = (plane.height + BLOCK - 1) & -BLOCK;
  const blocks = (width * height) / SAMPLES;
  return {
    ...{ width, height, isLuma: plane.isLuma, earlier: null },
    data: new Uint8ClampedArray(width * height),
    columns: width / BLOCK,
    kinds: new Uint8Array(blocks),
    dcs: new Int16Array(blocks),
  };
}

/** A copy of a plane that whole blocks cover: its last column and last row are repeated. */
function pad(plane) {
  const padded = emptyPadded(plane);
  const { data, width, height } = padded;
  if (data.length === plane.data.length) {
    data.set(plane.data);
    return padded;
  }
  for (let y = 0; y < height; y++) {
    const from = Math.min(y, plane.height - 1) * plane.width;
    const to = y * width;
    data.set(plane.data.subarray(from, from + plane.width), to);
    data.fill(data[to + plane.width - 1], to + plane.width, to + width);
  }
  return padded;
}

function crop(padded, plane) {
  if (padded.data.length === plane.data.length) {
    plane.data.set(padded.data);
    return;
  }
  for (let y = 0; y < plane.height; y++) {
    const from = y * padded.width;
    plane.data.set(padded.data.subarray(from, from + plane.width), y * plane.width);
  }
}

/** Lets each plane of chroma know the plane coded before it, which is busy in the same places. */
function introduce([y, u, v]) {
  u.earlier = y;
  v.earlier = u;
}

/** What to predict each plane from; nulls for the first frame. */
function referencesOf({ previous }) {
  return previous === null ? [null, null, null] : planesOf(previous).map(referenceFor);
}

/** A plane of the frame before, with a margin. */
function referenceFor(plane) {
  const inner = emptyPadded(plane);
  const width = inner.width + 2 * MARGIN;
  const height = inner.height + 2 * MARGIN;
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const from = Math.max(0, Math.min(plane.height - 1, y - MARGIN)) * plane.width;
    const to = y * width;
    data.set(plane.data.subarray(from, from + plane.width), to + MARGIN);
    data.fill(data[to + MARGIN], to, to + MARGIN);
    data.fill(data[to + MARGIN + plane.width - 1], to + MARGIN + plane.width, to + width);
  }
  return { data, width, height };
}

// ---------------------------------------------------------------- blocks

function encodePlane(plane, reference, motion, quantiser) {
  const contexts = plane.isLuma ? 0 : PLANE_CONTEXTS;
  const { width, height, kinds } = plane;
  const quiet = GLANCED * quantiser.step;
  for (let top = 0, block = 0; top < height; top += BLOCK) {
    for (let left = 0; left < width; left += BLOCK, block++) {
      const corner = top * width + left;
      const dc = expectedDc(plane, block);
      if (reference !== null) {
        const vector = vectorOf(motion, plane, left, top);
        const place = placeOf(vector, plane, reference, left, top);
        const calm = (plane.isLuma && vector.calm) || glance(plane, corner, reference, place) < quiet;
        const sum = calm ? 0 : takeOff(plane, corner, reference, place);
        const predicted = sum < CLOSE || 1.5 * sum < detail(plane, corner) + 2 * SAMPLES;
        const near = neighboursOfKind(plane, block, INTRA);
        encodeBit(contexts + IS_PREDICTED + near, predicted ? 1 : 0);
        if (predicted) {
          const exact = encodeResidual(sum, contexts, exactContext(contexts, plane, block), quantiser);
          kinds[block] = exact ? EXACT : CORRECTED;
          plane.dcs[block] = dc;
          continue;
        }
      }
      plane.dcs[block] = encodeIntra(plane, corner, contexts, quantiser, dc);
      kinds[block] = INTRA;
    }
  }
}

function decodePlane(plane, reference, motion, quantiser) {
  const contexts = plane.isLuma ? 0 : PLANE_CONTEXTS;
  const { width, height, kinds } = plane;
  for (let top = 0, block = 0; top < height; top += BLOCK) {
    for (let left = 0; left < width; left += BLOCK, block++) {
      const corner = top * width + left;
      const dc = expectedDc(plane, block);
      const near = neighboursOfKind(plane, block, INTRA);
      if (reference === null || decodeBit(contexts + IS_PREDICTED + near) === 0) {
        plane.dcs[block] = decodeIntra(contexts, quantiser, dc);
        prediction.fill(128);
        storeBlock(plane, corner);
        kinds[block] = INTRA;
        continue;
      }
      const place = placeOf(vectorOf(motion, plane, left, top), plane, reference, left, top);
      const exact = decodeBit(exactContext(contexts, plane, block)) === 1;
      if (exact) copyPrediction(plane.data, corner, width, reference, place);
      else {
        copyPrediction(prediction, 0, BLOCK, reference, place);
        const set = contexts + RESIDUAL_SET;
        decodeSamples(decodeSigned(set + DC_LENGTH), set, quantiser);
        storeBlock(plane, corner);
      }
      plane.dcs[block] = dc;
      kinds[block] = exact ? EXACT : CORRECTED;
    }
  }
}

/** How many of the blocks to the left and above are of this kind: 0 to 2. */
function neighboursOfKind({ kinds, columns }, block, kind) {
  const beside = block % columns > 0 && kinds[block - 1] === kind ? 1 : 0;
  const above = block >= columns && kinds[block - columns] === kind ? 1 : 0;
  return beside + above;
}

/** The context of a prediction's being exact: as its neighbours are, and the plane before. */
function exactContext(contexts, plane, block) {
  const { earlier, columns } = plane;
  let known = 0;
  if (earlier !== null) {
    const scale = earlier.isLuma ? 2 : 1;
    const row = scale * ((block / columns) | 0);
    known = earlier.kinds[row * earlier.columns + scale * (block % columns)] === EXACT ? 3 : 0;
  }
  return contexts + IS_EXACT + known + neighboursOfKind(plane, block, EXACT);
}

/** The DC of a block by itself, guessed from the blocks to the left and above. */
function expectedDc({ dcs, columns }, block) {
  const first = block % columns === 0;
  if (block < columns) return first ? 0 : dcs[block - 1];
  const above = dcs[block - columns];
  if (first) return above;
  return median(dcs[block - 1], above, dcs[block - 1] + above - dcs[block - columns - 1]);
}

function median(a, b, c) {
  const low = a < b ? a : b;
  const high = a < b ? b : a;
  return c < low ? low : c > high ? high : c;
}

/** A block by itself; its DC is returned. */
function encodeIntra({ data, width }, corner, set, quantiser, dc) {
  for (let row = 0, at = 0, from = corner; row < BLOCK; row++, from += width) {
    for (let end = from + BLOCK, i = from; i < end; i++) samples[at++] = data[i] - 128;
  }
  forwardTransform();
  const last = quantise(quantiser, DC_ROUNDING);
  encodeSigned(set + DC_LENGTH, levels[0] - dc);
  encodeCoefficients(set, last);
  return levels[0];
}

function decodeIntra(set, quantiser, expected) {
  const dc = expected + decodeSigned(set + DC_LENGTH);
  decodeSamples(dc, set, quantiser);
  return dc;
}

/** What the prediction missed, `sum` in all. Tells whether nothing of it is worth sending. */
function encodeResidual(sum, contexts, context, quantiser) {
  let last = -1;
  if (sum >= QUIET * quantiser.step) {
    forwardTransform();
    last = quantise(quantiser, LOW_ROUNDING);
  }
  encodeBit(context, last < 0 ? 1 : 0);
  if (last < 0) return true;
  const set = contexts + RESIDUAL_SET;
  encodeSigned(set + DC_LENGTH, levels[0]);
  encodeCoefficients(set, last);
  return false;
}

function decodeSamples(dc, set, { multipliers }) {
  samples.fill(0);
  levels.fill(0);
  samples[0] = dc * multipliers[0];
  levels[0] = dc;
  inverseTransform(decodeCoefficients(set, multipliers));
}

/** The sum of absolute differences between a block and its mean. */
function detail({ data, width }, corner) {
  let total = 0;
  for (let row = 0, start = corner; row < BLOCK; row++, start += width) {
    for (let at = start, end = start + BLOCK; at < end; at++) total += data[at];
  }
  const mean = (total + SAMPLES / 2) >> 6;
  let sum = 0;
  for (let row = 0, start = corner; row < BLOCK; row++, start += width) {
    for (let at = start, end = start + BLOCK; at < end; at++) {
      const difference = data[at] - mean;
      sum += difference < 0 ? -difference : difference;
    }
  }
  return sum;
}

/** `prediction` and `samples` together, as samples of the plane. */
function storeBlock({ data, width }, corner) {
  for (let row = 0, at = 0, to = corner; row < BLOCK; row++, to += width) {
    for (let end = to + BLOCK, i = to; i < end; i += 2, at += 2) {
      data[i] = prediction[at] + samples[at];
      data[i + 1] = prediction[at + 1] + samples[at + 1];
    }
  }
}

// ---------------------------------------------------------------- prediction

/** The vector of a block: that of the motion block it belongs to. */
function vectorOf({ vectors, columns }, { isLuma }, left, top) {
  const size = isLuma ? MOTION_BLOCK : MOTION_BLOCK / 2;
  return vectors[((top / size) | 0) * columns + ((left / size) | 0)];
}

/** Where the prediction of a block stands in the reference, in half samples from its corner. */
function placeOf({ x, y }, plane, reference, left, top) {
  const part = plane.isLuma ? 0 : 1;
  return {
    x: kept(2 * (left + MARGIN) + (x >> part), reference.width),
    y: kept(2 * (top + MARGIN) + (y >> part), reference.height),
  };
}

function kept(place, size) {
  return Math.max(2 * OUTERMOST, Math.min(2 * (size - BLOCK - OUTERMOST), place));
}

/** What the prediction misses in a quarter of a block's samples. */
function glance(plane, corner, reference, { x, y }) {
  const area = { corner, columns: BLOCK, rows: BLOCK };
  return distance(plane, area, reference, { x, y, limit: Infinity });
}

/** What the prediction misses goes to `samples`; the sum of its magnitudes is returned. */
function takeOff(plane, corner, reference, place) {
  const { data, width } = plane;
  let before = reference.data;
  let from = (place.y >> 1) * reference.width + (place.x >> 1);
  let skip = reference.width - BLOCK;
  if (((place.x | place.y) & 1) === 1) {
    copyPrediction(prediction, 0, BLOCK, reference, place);
    before = prediction;
    from = 0;
    skip = 0;
  }
  let sum = 0;
  let at = 0;
  for (let row = 0, start = corner; row < BLOCK; row++, start += width, from += skip) {
    for (let end = start + BLOCK, i = start; i < end; i += 2, from += 2, at += 2) {
      const one = data[i] - before[from];
      const other = data[i + 1] - before[from + 1];
      samples[at] = one;
      samples[at + 1] = other;
      sum += (one < 0 ? -one : one) + (other < 0 ? -other : other);
    }
  }
  return sum;
}

/** Between two samples stand four taps, between four the mean. */
function copyPrediction(to, at, stride, { data, width }, { x, y }) {
  let from = (y >> 1) * width + (x >> 1);
  const skip = width - BLOCK;
  if (((x | y) & 1) === 0) {
    for (let row = 0; row < BLOCK; row++, from += width, at += stride) {
      to.set(data.subarray(from, from + BLOCK), at);
    }
    return;
  }
  if ((y & 1) === 0) {
    for (let row = 0; row < BLOCK; row++, from += skip, at += stride) {
      let a = data[from - 1];
      let b = data[from];
      let c = data[from + 1];
      for (let i = at, end = at + BLOCK; i < end; i++, from++) {
        const d = data[from + 2];
        to[i] = (5 * (b + c) - a - d + 4) >> 3;
        a = b;
        b = c;
        c = d;
      }
    }
  } else if ((x & 1) === 0) {
    for (let row = 0; row < BLOCK; row++, from += skip, at += stride) {
      for (let i = at, end = at + BLOCK; i < end; i++, from++) {
        const outer = data[from - width] + data[from + 2 * width];
        to[i] = (5 * (data[from] + data[from + width]) - outer + 4) >> 3;
      }
    }
  } else {
    for (let row = 0; row < BLOCK; row++, from += skip, at += stride) {
      let pair = data[from] + data[from + width] + 2;
      for (let i = at, end = at + BLOCK; i < end; i++) {
        from++;
        const next = data[from] + data[from + width];
        to[i] = (pair + next) >> 2;
        pair = next + 2;
      }
    }
  }
}

// ---------------------------------------------------------------- motion

/** A vector for each motion block, row by row, to the frame before. */
function searchMotion(plane, reference, { step, index }) {
  const columns = Math.ceil(plane.width / MOTION_BLOCK);
  const camera = searchCamera(plane, reference, index === 1);
  const vectors = [];
  for (let top = 0; top < plane.height; top += MOTION_BLOCK) {
    for (let left = 0; left < plane.width; left += MOTION_BLOCK) {
      const expected = expectedVector(vectors, columns);
      const block = { left, top, expected, price: 0.4 * step, enough: ENOUGH * step };
      vectors.push(searchBlock(block, [STILL, camera, expected], plane, reference));
    }
  }
  return { vectors, columns };
}

const STILL = { x: 0, y: 0 };
let lastCamera = STILL;

/** The median of the vectors to the left, above, and above to the right. */
function expectedVector(vectors, columns) {
  const at = vectors.length;
  const left = at % columns > 0 ? vectors[at - 1] : null;
  if (at < columns) return left ?? STILL;
  const above = vectors[at - columns];
  const right = (at + 1) % columns > 0 ? vectors[at - columns + 1] : above;
  if (left === null) return above;
  return { x: median(left.x, above.x, right.x), y: median(left.y, above.y, right.y) };
}

function encodeMotion({ vectors, columns }) {
  const sent = [];
  for (const vector of vectors) {
    const expected = expectedVector(sent, columns);
    encodeSigned(X_LENGTH, vector.x - expected.x);
    encodeSigned(Y_LENGTH, vector.y - expected.y);
    sent.push(vector);
  }
}

function decodeMotion({ width, height }) {
  const columns = Math.ceil(width / MOTION_BLOCK);
  const count = columns * Math.ceil(height / MOTION_BLOCK);
  const vectors = [];
  while (vectors.length < count) {
    const expected = expectedVector(vectors, columns);
    const x = expected.x + decodeSigned(X_LENGTH);
    const y = expected.y + decodeSigned(Y_LENGTH);
    vectors.push({ x, y });
  }
  return { vectors, columns };
}

/** From the best of the starts downhill: at most two steps of a whole sample, then one of a half. */
function searchBlock(block, starts, plane, reference) {
  const { expected, price, enough } = block;
  const best = { x: 0, y: 0, cost: Infinity, calm: false };
  const tried = new Set();
  const consider = (x, y) => {
    const key = x * 1024 + y;
    if (tried.has(key)) return;
    tried.add(key);
    const rate = price * (Math.abs(x - expected.x) + Math.abs(y - expected.y));
    const cost = rate + blockDistance(block, plane, reference, { x, y }, best.cost - rate);
    if (cost >= best.cost) return;
    best.x = x;
    best.y = y;
    best.cost = cost;
  };
  for (const { x, y } of starts) consider(x, y);
  best.calm = best.cost < enough;
  if (best.calm) return best;
  for (const stride of [2, 1]) {
    for (let move = 0; move < stride; move++) {
      const { x, y } = best;
      consider(x - stride, y);
      consider(x + stride, y);
      consider(x, y - stride);
      consider(x, y + stride);
      if (best.x === x && best.y === y) break;
    }
  }
  return best;
}

/** How far a motion block is from its prediction; Infinity beyond the margin. */
function blockDistance({ left, top }, plane, reference, vector, limit) {
  const x = 2 * (left + MARGIN) + vector.x;
  const y = 2 * (top + MARGIN) + vector.y;
  const reach = MOTION_BLOCK + OUTERMOST;
  if (x < 2 * OUTERMOST || x > 2 * (reference.width - reach)) return Infinity;
  if (y < 2 * OUTERMOST || y > 2 * (reference.height - reach)) return Infinity;
  const columns = Math.min(MOTION_BLOCK, plane.width - left);
  const rows = Math.min(MOTION_BLOCK, plane.height - top);
  const area = { corner: top * plane.width + left, columns, rows };
  return distance(plane, area, reference, { x, y, limit });
}

/** Looks at every other row and column of an area, two samples a turn, and gives up at `limit`. */
function distance({ data, width }, { corner, columns, rows }, reference, { x, y, limit }) {
  const before = reference.data;
  const right = x & 1;
  const below = (y & 1) * reference.width;
  const both = right + below;
  let sum = 0;
  let start = (y >> 1) * reference.width + (x >> 1);
  const stop = corner + rows * width;
  for (let first = corner; first < stop && sum < limit; first += 2 * width) {
    let from = start;
    start += 2 * reference.width;
    const end = first + columns;
    if (both === 0) {
      for (let at = first; at < end; at += 4, from += 4) {
        const one = data[at] - before[from];
        const other = data[at + 2] - before[from + 2];
        sum += (one < 0 ? -one : one) + (other < 0 ? -other : other);
      }
      continue;
    }
    for (let at = first; at < end; at += 2, from += 2) {
      const pair = before[from] + before[from + right];
      const difference = data[at] - ((pair + before[from + below] + before[from + both] + 2) >> 2);
      sum += difference < 0 ? -difference : difference;
    }
  }
  return sum;
}

/** The one vector, of whole samples, that suits the frame best: coarsely first, then around that. */
function searchCamera(plane, reference, first) {
  const best = { x: 0, y: 0 };
  let least = frameDistance(plane, reference, 0, 0, Infinity);
  const consider = (x, y) => {
    if (Math.abs(x) > REACH || Math.abs(y) > REACH) return;
    const sum = frameDistance(plane, reference, x, y, least);
    if (sum >= least) return;
    least = sum;
    best.x = x;
    best.y = y;
  };
  consider(lastCamera.x, lastCamera.y);
  if (first) {
    for (let y = -REACH; y <= REACH; y += 2) {
      for (let x = -REACH; x <= REACH; x += 2) consider(x, y);
    }
  }
  const { x, y } = best;
  for (let down = -1; down <= 1; down++) {
    for (let across = -1; across <= 1; across++) consider(x + across, y + down);
  }
  lastCamera = best;
  return { x: 2 * best.x, y: 2 * best.y };
}

/** Sampled; gives up at `limit`. */
function frameDistance(plane, reference, x, y, limit) {
  const { data, width, height } = plane;
  const before = reference.data;
  let sum = 0;
  for (let row = 0; row < height && sum < limit; row += SEARCH_STRIDE) {
    let from = (row + MARGIN + y) * reference.width + MARGIN + x;
    const end = (row + 1) * width;
    for (let at = row * width; at < end; at += SEARCH_STRIDE, from += SEARCH_STRIDE) {
      const difference = data[at] - before[from];
      sum += difference < 0 ? -difference : difference;
    }
  }
  return sum;
}

// ---------------------------------------------------------------- quantiser

/** One step for all coefficients, which halves every 21.5 points of quality. Zigzag order. */
function quantiserFor({ quality, previous }) {
  const step = 2 ** (7.2 - quality / 21.5) * (previous === null ? FIRST_FRAME : 1);
  const dividers = new Float64Array(SAMPLES);
  const multipliers = new Float64Array(SAMPLES);
  const thresholds = new Float64Array(SAMPLES);
  for (let i = 0; i < SAMPLES; i++) {
    const scale = LINE_SCALE[ZIGZAG[i] >> 3] * LINE_SCALE[ZIGZAG[i] & 7];
    dividers[i] = 1 / (8 * scale * step);
    multipliers[i] = (step * scale) / 8;
    // From here on a level is not zero; a little more, so that none is by rounding.
    thresholds[i] = (1.000001 - (i < FIRST_HIGH ? LOW_ROUNDING : HIGH_ROUNDING)) / dividers[i];
  }
  return { step, dividers, multipliers, thresholds };
}

/** From `samples` to `levels`, in zigzag order. Gives the index of the last that is not zero, or -1. */
function quantise({ dividers, thresholds }, dcRounding) {
  const from = samples;
  const to = levels;
  const order = ZIGZAG;
  let last = -1;
  to.fill(0);
  const dc = from[0] * dividers[0];
  to[0] = dc < 0 ? dc - dcRounding : dc + dcRounding;
  if (to[0] !== 0) last = 0;
  for (let i = 1; i < SAMPLES; i++) {
    const value = from[order[i]];
    const threshold = thresholds[i];
    if (value < threshold && value > -threshold) continue;
    const rounding = i < FIRST_HIGH ? LOW_ROUNDING : HIGH_ROUNDING;
    to[i] = value < 0 ? value * dividers[i] - rounding : value * dividers[i] + rounding;
    last = i;
  }
  return last;
}

// ---------------------------------------------------------------- coefficients

/** How large the neighbours in frequency and the coefficient before are: 0 (all zero) to 3. */
function neighbourhood(i) {
  const a = levels[LOWER_ACROSS[i]];
  const b = levels[LOWER_DOWN[i]];
  const c = levels[i - 1];
  const sum = (a < 0 ? -a : a) + (b < 0 ? -b : b) + (c < 0 ? -c : c);
  return sum > 4 ? 3 : sum > 1 ? 2 : sum;
}

function oneContext(contexts, i, near) {
  return contexts + IS_ONE + NEIGHBOURHOODS * (i < 2 * ONE_PLACES ? i >> 1 : ONE_PLACES - 1) + near;
}

/** A coefficient is zero or not, one or more, positive or negative, and the last or not. */
function encodeCoefficients(contexts, last) {
  encodeBit(contexts + IS_LAST, last <= 0 ? 1 : 0);
  for (let i = 1; i <= last; i++) {
    const level = levels[i];
    const near = neighbourhood(i);
    encodeBit(contexts + IS_ZERO + NEIGHBOURHOODS * i + near, level === 0 ? 1 : 0);
    if (level === 0) continue;
    const magnitude = level < 0 ? -level : level;
    encodeBit(oneContext(contexts, i, near), magnitude === 1 ? 1 : 0);
    if (magnitude > 1) encodeUnsigned(contexts + AC_LENGTH, magnitude - 2);
    encodeEvenBit(level < 0 ? 1 : 0);
    encodeBit(contexts + IS_LAST + i, i === last ? 1 : 0);
  }
}

/** Fills `samples` and returns the zigzag index of the last coefficient. */
function decodeCoefficients(contexts, multipliers) {
  let last = 0;
  while (decodeBit(contexts + IS_LAST + last) === 0) {
    let near = 0;
    do {
      last++;
      near = neighbourhood(last);
    } while (decodeBit(contexts + IS_ZERO + NEIGHBOURHOODS * last + near) === 1);
    let magnitude = 1;
    if (decodeBit(oneContext(contexts, last, near)) === 0) {
      magnitude = decodeUnsigned(contexts + AC_LENGTH) + 2;
    }
    const level = decodeEvenBit() === 1 ? -magnitude : magnitude;
    levels[last] = level;
    samples[ZIGZAG[last]] = level * multipliers[last];
  }
  return last;
}

// ---------------------------------------------------------------- transform

function forwardTransform() {
  for (let row = 0; row < SAMPLES; row += BLOCK) forwardLine(samples, row, 1);
  for (let column = 0; column < BLOCK; column++) forwardLine(samples, column, BLOCK);
}

/** `last` is the zigzag index of the last coefficient: what lies behind it is known to be zero. */
function inverseTransform(last) {
  if (last === 0) {
    samples.fill(samples[0]);
    return;
  }
  // Coefficients up to index 9 lie in the first four columns, up to 2 in the first two.
  const columns = last < 3 ? 2 : last < 10 ? 4 : BLOCK;
  for (let column = 0; column < columns; column++) inverseLine(samples, column, BLOCK);
  for (let row = 0; row < SAMPLES; row += BLOCK) inverseLine(samples, row, 1);
}
function forwardLine(line, start, stride) {
  const i1 = start + stride;
  const i2 = i1 + stride;
  const i3 = i2 + stride;
  const i4 = i3 + stride;
  const i5 = i4 + stride;
  const i6 = i5 + stride;
  const i7 = i6 + stride;
  const v0 = line[start];
  const v1 = line[i1];
  const v2 = line[i2];
  const v3 = line[i3];
  const v4 = line[i4];
  const v5 = line[i5];
  const v6 = line[i6];
  const v7 = line[i7];
  const sum07 = v0 + v7;
  const sum16 = v1 + v6;
  const sum25 = v2 + v5;
  const sum34 = v3 + v4;
  const difference07 = v0 - v7;
  const difference16 = v1 - v6;
  const difference25 = v2 - v5;
  const difference34 = v3 - v4;

  const outer = sum07 + sum34;
  const inner = sum16 + sum25;
  const tilt = sum07 - sum34;
  const turn = (sum16 - sum25 + tilt) * 0.707106781;
  line[start] = outer + inner;
  line[i4] = outer - inner;
  line[i2] = tilt + turn;
  line[i6] = tilt - turn;

  const low = difference34 + difference25;
  const middle = (difference25 + difference16) * 0.707106781;
  const high = difference16 + difference07;
  const shared = (low - high) * 0.382683433;
  const lowPart = 0.541196100 * low + shared;
  const highPart = 1.306562965 * high + shared;
  const plus = difference07 + middle;
  const minus = difference07 - middle;
  line[i5] = minus + lowPart;
  line[i3] = minus - lowPart;
  line[i1] = plus + highPart;
  line[i7] = plus - highPart;
}

function inverseLine(line, start, stride) {
  const i1 = start + stride;
  const i2 = i1 + stride;
  const i3 = i2 + stride;
  const i4 = i3 + stride;
  const i5 = i4 + stride;
  const i6 = i5 + stride;
  const i7 = i6 + stride;
  const v0 = line[start];
  const v1 = line[i1];
  const v2 = line[i2];
  const v3 = line[i3];
  const v4 = line[i4];
  const v5 = line[i5];
  const v6 = line[i6];
  const v7 = line[i7];
  const sum04 = v0 + v4;
  const difference04 = v0 - v4;
  const sum26 = v2 + v6;
  const difference26 = (v2 - v6) * 1.414213562 - sum26;
  const even0 = sum04 + sum26;
  const even3 = sum04 - sum26;
  const even1 = difference04 + difference26;
  const even2 = difference04 - difference26;

  const sum53 = v5 + v3;
  const difference53 = v5 - v3;
  const sum17 = v1 + v7;
  const difference17 = v1 - v7;
  const shared = (difference53 + difference17) * 1.847759065;
  const odd7 = sum17 + sum53;
  const odd6 = shared - 2.613125930 * difference53 - odd7;
  const odd5 = (sum17 - sum53) * 1.414213562 - odd6;
  const odd4 = shared - 1.082392200 * difference17 - odd5;

  line[start] = even0 + odd7;
  line[i7] = even0 - odd7;
  line[i1] = even1 + odd6;
  line[i6] = even1 - odd6;
  line[i2] = even2 + odd5;
  line[i5] = even2 - odd5;
  line[i3] = even3 + odd4;
  line[i4] = even3 - odd4;
}

// ---------------------------------------------------------------- range coder

// All that is still possible is an interval, `range` wide and starting at `low`. A decision keeps
// one part of it. When `range` falls below MINIMUM, the top byte of `low` is sent. A carry, which
// takes `low` over TOP, is added to the bytes already sent. The decoder knows the number sent only as
// its `offset` from `low`.
const TOP = 1 << 24;
const MINIMUM = 1 << 16;
// Probabilities of a zero, in 65536ths: each the mean of a quick and a slow estimate, which live on from
// frame to frame of a clip. They move by a part of the error, by more while few decisions were seen.
const CERTAIN = 1 << 16;
const QUICK = 4;
const SLOW = 7;
const SETTLED = 2 ** (SLOW + 1) - 2;
const SHIFT = Uint8Array.from({ length: SETTLED + 1 }, (_, seen) => 31 - Math.clz32(seen + 2));
const QUICK_SHIFT = SHIFT.map((shift) => Math.min(QUICK, shift));
const SLOW_SHIFT = SHIFT.map((shift) => Math.min(SLOW, shift));
const quick = new Uint16Array(CONTEXTS);
const slow = new Uint16Array(CONTEXTS);
const seen = new Uint8Array(CONTEXTS);

let low = 0;
let range = TOP;
let offset = 0;
let sent = null;
let at = 0;

function startModel({ previous }) {
  if (previous !== null) return;
  quick.fill(CERTAIN / 2);
  slow.fill(CERTAIN / 2);
  seen.fill(0);
}

function startEncoder(context) {
  startModel(context);
  sent = [];
  low = 0;
  range = TOP;
}

function encodeBit(context, bit) {
  const fast = quick[context];
  const slowly = slow[context];
  const age = seen[context];
  const zeros = ((range >> 5) * ((fast + slowly) >> 5)) >> 7;
  if (age < SETTLED) seen[context] = age + 1;
  if (bit === 0) {
    range = zeros;
    quick[context] = fast + ((CERTAIN - 1 - fast) >> QUICK_SHIFT[age]);
    slow[context] = slowly + ((CERTAIN - 1 - slowly) >> SLOW_SHIFT[age]);
  } else {
    low += zeros;
    range -= zeros;
    quick[context] = fast - (fast >> QUICK_SHIFT[age]);
    slow[context] = slowly - (slowly >> SLOW_SHIFT[age]);
  }
  while (range < MINIMUM) sendByte();
}

/** A decision about which nothing is known, such as a sign. */
function encodeEvenBit(bit) {
  range >>= 1;
  if (bit === 1) low += range;
  while (range < MINIMUM) sendByte();
}

/** Exp-Golomb: the length in unary, a context for each step, then the bits as they are. */
function encodeUnsigned(context, value) {
  const length = 31 - Math.clz32(value + 1);
  for (let i = 0; i < length; i++) encodeBit(context + i, 1);
  encodeBit(context + length, 0);
  for (let i = length - 1; i >= 0; i--) encodeEvenBit(((value + 1) >> i) & 1);
}

function encodeSigned(context, value) {
  encodeUnsigned(context, Math.abs(value));
  if (value !== 0) encodeEvenBit(value < 0 ? 1 : 0);
}

function sendByte() {
  if (low >= TOP) {
    low -= TOP;
    let last = sent.length - 1;
    while (sent[last] === 255) sent[last--] = 0;
    sent[last]++;
  }
  sent.push(low >> 16);
  low = (low & (MINIMUM - 1)) << 8;
  range <<= 8;
}

/** Sends the one byte that stays inside the interval; the decoder reads zeros behind it. */
function finishEncoder() {
  low = (low + MINIMUM - 1) & -MINIMUM;
  sendByte();
  return Uint8Array.from(sent);
}

function startDecoder(bytes, context) {
  startModel(context);
  sent = bytes;
  at = 0;
  offset = 0;
  range = 1;
  while (range < TOP) readByte();
}

function decodeBit(context) {
  const fast = quick[context];
  const slowly = slow[context];
  const age = seen[context];
  const zeros = ((range >> 5) * ((fast + slowly) >> 5)) >> 7;
  if (age < SETTLED) seen[context] = age + 1;
  let bit = 0;
  if (offset < zeros) {
    range = zeros;
    quick[context] = fast + ((CERTAIN - 1 - fast) >> QUICK_SHIFT[age]);
    slow[context] = slowly + ((CERTAIN - 1 - slowly) >> SLOW_SHIFT[age]);
  } else {
    bit = 1;
    offset -= zeros;
    range -= zeros;
    quick[context] = fast - (fast >> QUICK_SHIFT[age]);
    slow[context] = slowly - (slowly >> SLOW_SHIFT[age]);
  }
  while (range < MINIMUM) readByte();
  return bit;
}

function decodeEvenBit() {
  range >>= 1;
  const bit = offset < range ? 0 : 1;
  if (bit === 1) offset -= range;
  while (range < MINIMUM) readByte();
  return bit;
}

function decodeUnsigned(context) {
  let length = 0;
  while (decodeBit(context + length) === 1) length++;
  let value = 1;
  for (let i = 0; i < length; i++) value = 2 * value + decodeEvenBit();
  return value - 1;
}

function decodeSigned(context) {
  const magnitude = decodeUnsigned(context);
  return magnitude !== 0 && decodeEvenBit() === 1 ? -magnitude : magnitude;
}

function readByte() {
  const byte = at < sent.length ? sent[at++] : 0;
  offset = (offset << 8) | byte;
  range <<= 8;
}
