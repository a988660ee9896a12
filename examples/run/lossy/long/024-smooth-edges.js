/*
 * Title: Smooth the edges of blocks that were corrected, by no more than the step explains
 * Hypothesis: A coarse step leaves small jumps where blocks meet, and the next frame inherits them. A jump
 * well below the step, between samples that are otherwise level, is most likely an artefact. The
 * decoder smooths it; the encoder needs to know nothing, for it gets the smoothed frame as the one
 * before. 2 to 4 %, most at low quality.
 * Builds on: 023-continue-neighbours
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

// One bit is worth this much squared error, in squares of the step: the slope of rate and distortion.
const BIT_VALUE = 0.13;
// A block whose coefficients all lie below this part of a step is not looked at closer.
const HOPELESS = 0.6;

// The step of the first frame, as a part of that of the others.
const FIRST_FRAME = 0.65;

// The fast transform (Arai, Agui, Nakajima) leaves out one factor a row and one a column:
// sqrt(2) * cos(k * pi / 16), and 1 for k = 0. The quantiser multiplies by them in passing.
const LINE_SCALE = [
  1, 1.387039845, 1.306562965, 1.175875602, 1, 0.785694958, 0.541196100, 0.275899379,
];

// Adaptive probabilities. A set has those of a zero and of a one for every place in the zigzag order
// and each state of its neighbourhood, whether it was the last, and the lengths of larger numbers. Luma and chroma each have a set for intra blocks, one for residuals,
// and those of the block: is it moved, is the prediction exact, does it follow the camera, and if it is
// not moved, how does it continue its neighbours?
const IS_ZERO = 0;
const NEIGHBOURHOODS = 4;
const IS_ONE = IS_ZERO + NEIGHBOURHOODS * SAMPLES;
const ONE_PLACES = 8;
const IS_LAST = IS_ONE + NEIGHBOURHOODS * ONE_PLACES;
const DC_LENGTH = IS_LAST + SAMPLES;
const AC_LENGTH = DC_LENGTH + 16;
const SET_SIZE = AC_LENGTH + 16;
const INTRA_SET = 0;
const RESIDUAL_SET = SET_SIZE;
const IS_PREDICTED = 2 * SET_SIZE;
const IS_EXACT = IS_PREDICTED + 3;
const IS_CAMERA = IS_EXACT + 12;
const INTRA_MODE = IS_CAMERA + 1;
const PLANE_CONTEXTS = INTRA_MODE + 8;
const X_LENGTH = 2 * PLANE_CONTEXTS;
const Y_LENGTH = X_LENGTH + 16;
const CONTEXTS = Y_LENGTH + 16;

// How far the camera may move in a frame, and every which row and column the search looks at.
const REACH = 8;
const SEARCH_STRIDE = 5;

// Motion vectors count quarters of a sample. One is shared by a block of luma as large as this, and by the
// blocks of chroma that belong to it.
const MOTION_BLOCK = 16;
// Continuations of the neighbours that are tried to the last bit, for each block.
const MOST_TRIED = 3;

// A jump at an edge is smoothed if it is below this part of the step, and the samples to both sides
// differ by less than this; by no more than that part of the step.
const SMALL_JUMP = 1;
const LEVEL = 0.4;
const MOST_SMOOTHED = 0.15;

// The kinds of blocks. What has not been coded yet is of none.
const INTRA = 1;
const EXACT = 2;
const CORRECTED = 3;
const STILL = { x: 0, y: 0 };
// Steps that the search for a block's vector takes at most, of whole samples, halves and quarters.
const MOST_MOVES = 8;

// How to interpolate at no, one, two and three quarters of the way from the fourth of eight samples
// to the fifth. Each row adds up to 64.
const TAPS = [
  [0, 0, 0, 64, 0, 0, 0, 0],
  [-1, 4, -10, 58, 17, -5, 1, 0],
  [-1, 4, -11, 40, 40, -11, 4, -1],
  [0, 1, -5, 17, 58, -10, 4, -1],
];
// How far the frame before goes on beyond its edges, by repetition. Blocks keep off the outermost
// samples, where the filter finds no neighbours.
const MARGIN = 24;
const OUTERMOST = 4;

// One block's worth of work space, used by one block after the other.
const samples = new Float64Array(SAMPLES);
const levels = new Int32Array(SAMPLES);
const bestLevels = new Int32Array(SAMPLES);
const wanted = new Float64Array(SAMPLES);
const prediction = new Uint8Array(SAMPLES);
// The samples around a block: those to its left from the bottom up, the corner, those above.
const border = new Uint8Array(2 * BLOCK + 1 + BLOCK);

// What has been learned in this clip so far. Both sides come to the same.
let encoderModel = null;
let decoderModel = null;

export function compressFrame(frame, context) {
  if (context.previous === null) encoderModel = new Model(CONTEXTS);
  const encoder = new RangeEncoder(encoderModel);
  const quantiser = quantiserFor(context);
  const references = referencesOf(context);
  const planes = planesOf(frame).map(pad);
  const results = planes.map(emptyPadded);
  introduce(results);
  let motion = null;
  if (context.previous !== null) {
    motion = searchMotion(planes[0], references[0], quantiser.step);
    encodeMotion(encoder, motion);
  }
  planes.forEach((plane, i) => {
    encodePlane(encoder, plane, results[i], references[i], motion, quantiser);
  });
  return encoder.finish();
}

export function decompressFrame(bytes, context) {
  if (context.previous === null) decoderModel = new Model(CONTEXTS);
  const decoder = new RangeDecoder(bytes, decoderModel);
  const quantiser = quantiserFor(context);
  const frame = emptyFrame(context.width, context.height);
  const references = referencesOf(context);
  const motion = context.previous === null ? null : decodeMotion(decoder, frame);
  const planes = planesOf(frame).map(emptyPadded);
  introduce(planes);
  planesOf(frame).forEach((plane, i) => {
    decodePlane(decoder, planes[i], references[i], motion, quantiser);
    smoothEdges(planes[i], quantiser.step);
    crop(planes[i], plane);
  });
  return frame.data;
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

// ---------------------------------------------------------------- planes

function emptyFrame(width, height) {
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

/** Room for a plane that whole blocks cover. */
function emptyPadded(plane) {
  const width = (plane.width + BLOCK - 1) & -BLOCK;
  const height = (plane.height + BLOCK - 1) & -BLOCK;
  const kinds = new Uint8Array((width * height) / SAMPLES);
  const data = new Uint8Array(width * height);
  return { data, width, height, isLuma: plane.isLuma, kinds, earlier: null };
}

/** A copy of a plane that whole blocks cover: its last column and last row are repeated. */
function pad(plane) {
  const padded = emptyPadded(plane);
  const { data, width, height } = padded;
  for (let y = 0; y < height; y++) {
    const from = Math.min(y, plane.height - 1) * plane.width;
    const to = y * width;
    data.set(plane.data.subarray(from, from + plane.width), to);
    data.fill(data[to + plane.width - 1], to + plane.width, to + width);
  }
  return padded;
}

/** A plane of the frame before, with a margin. `phases` are its copies between the samples. */
function referenceFor(plane) {
  const { data, width, height } = plane;
  const inner = emptyPadded(plane);
  const wide = inner.width + 2 * MARGIN;
  const high = inner.height + 2 * MARGIN;
  const whole = new Uint8Array(wide * high);
  for (let y = 0; y < high; y++) {
    const from = Math.max(0, Math.min(height - 1, y - MARGIN)) * width;
    const to = y * wide;
    whole.set(data.subarray(from, from + width), to + MARGIN);
    whole.fill(data[from], to, to + MARGIN);
    whole.fill(data[from + width - 1], to + MARGIN + width, to + wide);
  }
  return { width: wide, height: high, phases: [whole] };
}

/** The reference moved by quarters of a sample. It is made when it is first asked for. */
function phaseOf(reference, x, y) {
  const { phases, width } = reference;
  const index = 4 * y + x;
  if (phases[index] === undefined) {
    const rows = new Int16Array(phases[0].length);
    filter(phases[0], rows, 1, TAPS[x], 0);
    phases[index] = new Uint8ClampedArray(rows.length);
    filter(rows, phases[index], width, TAPS[y], 12);
  }
  return phases[index];
}

function filter(from, to, stride, [a, b, c, d, e, f, g, h], shift) {
  const rounding = (1 << shift) >> 1;
  for (let i = 3 * stride; i < from.length - 4 * stride; i++) {
    const below = a * from[i - 3 * stride] + b * from[i - 2 * stride] + c * from[i - stride];
    const middle = d * from[i] + e * from[i + stride] + f * from[i + 2 * stride];
    const above = g * from[i + 3 * stride] + h * from[i + 4 * stride];
    to[i] = (below + middle + above + rounding) >> shift;
  }
}

function crop(padded, plane) {
  for (let y = 0; y < plane.height; y++) {
    const from = y * padded.width;
    plane.data.set(padded.data.subarray(from, from + plane.width), y * plane.width);
  }
}

// ---------------------------------------------------------------- blocks

/** `result` becomes what the decoder will see: later blocks are predicted from it. */
function encodePlane(encoder, plane, result, reference, motion, quantiser) {
  const contexts = plane.isLuma ? 0 : PLANE_CONTEXTS;
  for (let top = 0; top < plane.height; top += BLOCK) {
    for (let left = 0; left < plane.width; left += BLOCK) {
      const corner = top * plane.width + left;
      const place = { result, reference, left, top, contexts };
      const options = closestOptions(place, motion, plane, corner);
      let best = { cost: Infinity };
      for (const option of options) {
        const spent = BIT_VALUE * bitsOfOption(encoder.model, place, option);
        predict(place, option);
        const size = loadBlock(plane, corner);
        const { cost, exact } = chooseResidual(encoder.model, place, option, quantiser, size);
        if (spent + cost >= best.cost) continue;
        best = { cost: spent + cost, exact, option };
        bestLevels.set(levels);
      }
      levels.set(bestLevels);
      encodeOption(encoder, place, best.option);
      encodeResidual(encoder, place, best.option, best.exact);
      predict(place, best.option);
      rebuild(best.exact, quantiser);
      storeBlock(result, corner);
      setKind(result, left, top, kindFor(best.option, best.exact));
    }
  }
}

function decodePlane(decoder, plane, reference, motion, quantiser) {
  const contexts = plane.isLuma ? 0 : PLANE_CONTEXTS;
  for (let top = 0; top < plane.height; top += BLOCK) {
    for (let left = 0; left < plane.width; left += BLOCK) {
      const place = { result: plane, reference, left, top, contexts };
      const option = decodeOption(decoder, place, motion);
      const exact = decodeResidual(decoder, place, option);
      predict(place, option);
      rebuild(exact, quantiser);
      storeBlock(plane, top * plane.width + left);
      setKind(plane, left, top, kindFor(option, exact));
    }
  }
}

// ---------------------------------------------------------------- edges of blocks

/** Upright edges first, then level ones. */
function smoothEdges(plane, step) {
  const { width, height } = plane;
  for (let top = 0; top < height; top += BLOCK) {
    for (let left = BLOCK; left < width; left += BLOCK) {
      const quiet = bothExact(plane, left - BLOCK, top, left, top);
      if (!quiet) smoothEdge(plane.data, top * width + left, 1, width, step);
    }
  }
  for (let top = BLOCK; top < height; top += BLOCK) {
    for (let left = 0; left < width; left += BLOCK) {
      const quiet = bothExact(plane, left, top - BLOCK, left, top);
      if (!quiet) smoothEdge(plane.data, top * width + left, width, 1, step);
    }
  }
}

function bothExact(plane, left, top, otherLeft, otherTop) {
  return kindOf(plane, left, top) === EXACT && kindOf(plane, otherLeft, otherTop) === EXACT;
}

/** `across` leads over the edge, `along` to the next of its samples. */
function smoothEdge(data, start, across, along, step) {
  const most = step * MOST_SMOOTHED;
  for (let i = 0, at = start; i < BLOCK; i++, at += along) {
    const [far, near] = [data[at - 2 * across], data[at - across]];
    const [next, beyond] = [data[at], data[at + across]];
    if (Math.abs(next - near) > step * SMALL_JUMP) continue;
    if (Math.abs(near - far) + Math.abs(beyond - next) > step * LEVEL) continue;
    const wish = (4 * (next - near) + far - beyond) / 8;
    const change = Math.round(Math.max(-most, Math.min(most, wish)));
    data[at - across] = Math.max(0, Math.min(255, near + change));
    data[at] = Math.max(0, Math.min(255, next - change));
  }
}

// ---------------------------------------------------------------- predictions

/** Every way to predict a block: `mode` among INTRA_MODES, or a moved block of the frame before. */
function optionsFor({ result, reference, left, top }, motion) {
  const options = INTRA_MODES.map((_, mode) => ({ mode, vector: null }));
  if (reference === null) return options;
  const { own, camera, differ } = vectorsFor(motion, result, left, top);
  options.push({ vector: own, differ, isCamera: false });
  if (differ) options.push({ vector: camera, differ, isCamera: true });
  return options;
}

/** All moved blocks, and those continued from neighbours that miss least. */
function closestOptions(place, motion, plane, corner) {
  const options = optionsFor(place, motion).map((option) => {
    predict(place, option);
    return { ...option, size: loadBlock(plane, corner) };
  });
  const moved = options.filter(({ vector }) => vector !== null);
  const continued = options.filter(({ vector }) => vector === null);
  continued.sort((a, b) => a.size - b.size);
  return [...moved, ...continued.slice(0, MOST_TRIED)];
}

function movedContext({ result, left, top, contexts }) {
  return contexts + IS_PREDICTED + neighboursOfKind(result, left, top, INTRA);
}

function bitsOfOption(model, place, { vector, mode, differ, isCamera }) {
  const { contexts, reference } = place;
  const moved = reference === null ? 0 : model.bits(movedContext(place), vector === null ? 0 : 1);
  if (vector === null) return moved + model.bitsOfMode(contexts + INTRA_MODE, mode);
  return moved + (differ ? model.bits(contexts + IS_CAMERA, isCamera ? 1 : 0) : 0);
}

function encodeOption(encoder, place, { vector, mode, differ, isCamera }) {
  const { contexts, reference } = place;
  if (reference !== null) encoder.encodeBit(movedContext(place), vector === null ? 0 : 1);
  if (vector === null) encodeMode(encoder, contexts + INTRA_MODE, mode);
  else if (differ) encoder.encodeBit(contexts + IS_CAMERA, isCamera ? 1 : 0);
}

function decodeOption(decoder, place, motion) {
  const { result, reference, left, top, contexts } = place;
  if (reference === null || decoder.decodeBit(movedContext(place)) === 0) {
    return { mode: decodeMode(decoder, contexts + INTRA_MODE), vector: null };
  }
  const { own, camera, differ } = vectorsFor(motion, result, left, top);
  const isCamera = differ && decoder.decodeBit(contexts + IS_CAMERA) === 1;
  return { vector: isCamera ? camera : own };
}

/** In unary; the last mode needs no end. */
function encodeMode(encoder, context, mode) {
  for (let i = 0; i < mode; i++) encoder.encodeBit(context + i, 1);
  if (mode < INTRA_MODES.length - 1) encoder.encodeBit(context + mode, 0);
}

function decodeMode(decoder, context) {
  let mode = 0;
  while (mode < INTRA_MODES.length - 1 && decoder.decodeBit(context + mode) === 1) mode++;
  return mode;
}

function predict({ result, reference, left, top }, { vector, mode }) {
  if (vector !== null) {
    loadPrediction(reference, left, top, vector);
    return;
  }
  loadBorder(result, left, top);
  const guess = INTRA_MODES[mode]();
  for (let at = 0; at < SAMPLES; at++) prediction[at] = guess(at & 7, at >> 3);
}

// A mode looks at the border and returns the guess for a column and a row.
const INTRA_MODES = [
  // A plane that leans from the border to the far ends of it.
  () => {
    const [below, right] = [aside(7), above(7)];
    return (x, y) =>
      ((7 - x) * aside(y) + (x + 1) * right + (7 - y) * above(x) + (y + 1) * below + 8) >> 4;
  },
  // The mean of the border.
  () => {
    let sum = BLOCK;
    for (let i = 0; i < BLOCK; i++) sum += aside(i) + above(i);
    return () => sum >> 4;
  },
  () => (x) => above(x),
  () => (_, y) => aside(y),
  // Down to the left, and down to the right.
  () => (x, y) => (above(x + y) + 2 * above(x + y + 1) + above(x + y + 2) + 2) >> 2,
  () => (x, y) => {
    const at = BLOCK + x - y;
    return (border[at - 1] + 2 * border[at] + border[at + 1] + 2) >> 2;
  },
];

function aside(y) {
  return border[BLOCK - 1 - y];
}

function above(x) {
  return border[Math.min(BLOCK + 1 + x, border.length - 1)];
}

/** What lies outside the plane is as the nearest sample inside, or grey if there is none. */
function loadBorder({ data, width }, left, top) {
  const corner = top * width + left;
  const hasLeft = left > 0;
  const hasAbove = top > 0;
  const stand = hasAbove ? data[corner - width] : hasLeft ? data[corner - 1] : 128;
  for (let y = 0; y < BLOCK; y++) {
    border[BLOCK - 1 - y] = hasLeft ? data[corner + y * width - 1] : stand;
  }
  border[BLOCK] = hasLeft && hasAbove ? data[corner - width - 1] : stand;
  for (let x = 0; x < 2 * BLOCK; x++) {
    const inside = Math.min(x, width - left - 1);
    border[BLOCK + 1 + x] = hasAbove ? data[corner - width + inside] : stand;
  }
}

// ---------------------------------------------------------------- kinds of blocks

function kindFor({ vector }, exact) {
  if (vector === null) return INTRA;
  return exact ? EXACT : CORRECTED;
}

function kindOf({ kinds, width }, left, top) {
  return kinds[(top * width) / SAMPLES + left / BLOCK];
}

function setKind({ kinds, width }, left, top, kind) {
  kinds[(top * width) / SAMPLES + left / BLOCK] = kind;
}

/** How many of the blocks to the left and above are of this kind: 0 to 2. */
function neighboursOfKind(plane, left, top, kind) {
  const beside = left > 0 && kindOf(plane, left - BLOCK, top) === kind ? 1 : 0;
  const above = top > 0 && kindOf(plane, left, top - BLOCK) === kind ? 1 : 0;
  return beside + above;
}

/** The context of a prediction's being exact: as its neighbours are, and the plane before. */
function exactContext({ result, left, top, contexts }, { vector }) {
  const { earlier } = result;
  const scale = earlier !== null && earlier.isLuma ? 2 : 1;
  const known = earlier !== null && kindOf(earlier, scale * left, scale * top) === EXACT ? 3 : 0;
  const moved = vector === null ? 0 : 6;
  return contexts + IS_EXACT + known + moved + neighboursOfKind(result, left, top, EXACT);
}

function setFor({ contexts }, { vector }) {
  return contexts + (vector === null ? INTRA_SET : RESIDUAL_SET);
}

function encodeResidual(encoder, place, option, exact) {
  encoder.encodeBit(exactContext(place, option), exact ? 1 : 0);
  if (exact) return;
  const set = setFor(place, option);
  encoder.encodeSigned(set + DC_LENGTH, levels[0]);
  encodeCoefficients(encoder, set);
}

/** Fills `levels`. Tells whether the prediction is exact. */
function decodeResidual(decoder, place, option) {
  if (decoder.decodeBit(exactContext(place, option)) === 1) return true;
  const set = setFor(place, option);
  levels.fill(0);
  levels[0] = decoder.decodeSigned(set + DC_LENGTH);
  decodeCoefficients(decoder, set);
  return false;
}

/** From `levels` to `samples`. */
function rebuild(exact, { multipliers }) {
  samples.fill(0);
  if (exact) return;
  let last = 0;
  for (let i = 0; i < SAMPLES; i++) {
    if (levels[i] === 0) continue;
    samples[ZIGZAG[i]] = levels[i] * multipliers[i];
    last = i;
  }
  inverseTransform(last);
}

/** The moved block of the frame before. It never leaves the margin: there the vector is cut off. */
function loadPrediction(reference, left, top, vector) {
  const { width, height } = reference;
  const least = 4 * OUTERMOST;
  const x = 4 * (left + MARGIN) + vector.x;
  const y = 4 * (top + MARGIN) + vector.y;
  const kept = {
    x: Math.max(least, Math.min(4 * (width - BLOCK) - least, x)),
    y: Math.max(least, Math.min(4 * (height - BLOCK) - least, y)),
  };
  const phase = phaseOf(reference, kept.x & 3, kept.y & 3);
  let start = (kept.y >> 2) * width + (kept.x >> 2);
  for (let at = 0; at < SAMPLES; at += BLOCK, start += width) {
    prediction.set(phase.subarray(start, start + BLOCK), at);
  }
}

/** What the prediction misses goes to `samples`; the sum of its magnitudes is returned. */
function loadBlock(plane, corner) {
  const { data, width } = plane;
  let size = 0;
  for (let row = 0, at = 0, from = corner; row < BLOCK; row++, from += width) {
    for (let column = 0; column < BLOCK; column++, at++) {
      const difference = data[from + column] - prediction[at];
      samples[at] = difference;
      size += difference < 0 ? -difference : difference;
    }
  }
  return size;
}

function storeBlock(plane, corner) {
  const { data, width } = plane;
  for (let row = 0, at = 0, to = corner; row < BLOCK; row++, to += width) {
    for (let column = 0; column < BLOCK; column++, at++) {
      const value = prediction[at] + samples[at] + 0.5;
      data[to + column] = value < 0 ? 0 : value > 255 ? 255 : value;
    }
  }
}

// ---------------------------------------------------------------- motion

/** The camera's vector and one for each motion block, row by row, to the frame before. */
function searchMotion(plane, reference, step) {
  const camera = searchCamera(plane, reference);
  const vectors = [];
  let last = camera;
  for (let top = 0; top < plane.height; top += MOTION_BLOCK) {
    for (let left = 0; left < plane.width; left += MOTION_BLOCK) {
      const block = { left, top, expected: last, price: 0.4 * step };
      last = searchBlock(block, [STILL, camera, last], plane, reference);
      vectors.push(last);
    }
  }
  return { camera, vectors, columns: motionColumns(plane.width) };
}

function motionColumns(width) {
  return Math.ceil(width / MOTION_BLOCK);
}

/** Each vector as its difference to the one before. */
function encodeMotion(encoder, { camera, vectors }) {
  let last = STILL;
  for (const vector of [camera, ...vectors]) {
    encoder.encodeSigned(X_LENGTH, vector.x - last.x);
    encoder.encodeSigned(Y_LENGTH, vector.y - last.y);
    last = vector;
  }
}

function decodeMotion(decoder, { width, height }) {
  const columns = motionColumns(width);
  const count = columns * Math.ceil(height / MOTION_BLOCK);
  const vectors = [];
  let last = STILL;
  while (vectors.length < 1 + count) {
    const x = last.x + decoder.decodeSigned(X_LENGTH);
    const y = last.y + decoder.decodeSigned(Y_LENGTH);
    last = { x, y };
    vectors.push(last);
  }
  return { camera: vectors[0], vectors: vectors.slice(1), columns };
}

/** The two vectors that a block may choose from. Those of chroma are half as long. */
function vectorsFor({ camera, vectors, columns }, { isLuma }, left, top) {
  const size = isLuma ? MOTION_BLOCK : MOTION_BLOCK / 2;
  const own = vectors[Math.floor(top / size) * columns + Math.floor(left / size)];
  const pair = isLuma ? { own, camera } : { own: halved(own), camera: halved(camera) };
  return { ...pair, differ: pair.own.x !== pair.camera.x || pair.own.y !== pair.camera.y };
}

function halved({ x, y }) {
  return { x: x >> 1, y: y >> 1 };
}

/** From the best of the starts downhill, in whole samples, then halves, then quarters. */
function searchBlock(block, starts, plane, reference) {
  const { expected, price } = block;
  const best = { x: 0, y: 0, cost: Infinity };
  const consider = (x, y) => {
    const rate = price * (Math.abs(x - expected.x) + Math.abs(y - expected.y));
    const cost = rate + blockDistance(block, plane, reference, x, y, best.cost - rate);
    if (cost >= best.cost) return false;
    best.x = x;
    best.y = y;
    best.cost = cost;
    return true;
  };
  for (const { x, y } of starts) consider(x, y);
  for (const stride of [4, 2, 1]) {
    for (let move = 0; move < MOST_MOVES; move++) {
      const { x, y } = best;
      const sideways = [consider(x - stride, y), consider(x + stride, y)];
      const upright = [consider(x, y - stride), consider(x, y + stride)];
      if (![...sideways, ...upright].includes(true)) break;
    }
  }
  return { x: best.x, y: best.y };
}

/** The sum of absolute differences; gives up at `limit`. */
function blockDistance({ left, top }, plane, reference, x, y, limit) {
  const { data, width, height } = plane;
  const bottom = Math.min(top + MOTION_BLOCK, height);
  const end = Math.min(left + MOTION_BLOCK, width);
  const fromLeft = left + MARGIN + (x >> 2);
  const fromTop = top + MARGIN + (y >> 2);
  const reach = MOTION_BLOCK + OUTERMOST;
  if (fromLeft < OUTERMOST || fromLeft > reference.width - reach) return Infinity;
  if (fromTop < OUTERMOST || fromTop > reference.height - reach) return Infinity;
  const before = phaseOf(reference, x & 3, y & 3);
  let sum = 0;
  for (let row = top; row < bottom && sum < limit; row++) {
    const shift = (fromTop + row - top) * reference.width + fromLeft - (row * width + left);
    for (let at = row * width + left; at < row * width + end; at++) {
      const difference = data[at] - before[at + shift];
      sum += difference < 0 ? -difference : difference;
    }
  }
  return sum;
}

/** The one vector, of whole samples, that suits the frame best. */
function searchCamera(plane, reference) {
  const best = { x: 0, y: 0 };
  let least = frameDistance(plane, reference, 0, 0, Infinity);
  for (let y = -REACH; y <= REACH; y++) {
    for (let x = -REACH; x <= REACH; x++) {
      const sum = frameDistance(plane, reference, x, y, least);
      if (sum >= least) continue;
      least = sum;
      best.x = x;
      best.y = y;
    }
  }
  return { x: 4 * best.x, y: 4 * best.y };
}

/** Sampled, and without a margin as wide as the reach; gives up at `limit`. */
function frameDistance(plane, reference, x, y, limit) {
  const { data, width, height } = plane;
  const [before] = reference.phases;
  let sum = 0;
  for (let row = REACH; row < height - REACH && sum < limit; row += SEARCH_STRIDE) {
    const end = (row + 1) * width - REACH;
    const shift = (row + MARGIN + y) * reference.width + MARGIN + x - row * width;
    for (let at = row * width + REACH; at < end; at += SEARCH_STRIDE) {
      const difference = data[at] - before[at + shift];
      sum += difference < 0 ? -difference : difference;
    }
  }
  return sum;
}

// ---------------------------------------------------------------- quantiser

/** One step for all coefficients, which halves every 20 points of quality. Zigzag order. */
function quantiserFor({ quality, previous }) {
  const step = 2 ** (7.2 - quality / 20) * (previous === null ? FIRST_FRAME : 1);
  const dividers = new Float64Array(SAMPLES);
  const multipliers = new Float64Array(SAMPLES);
  for (let i = 0; i < SAMPLES; i++) {
    const scale = LINE_SCALE[ZIGZAG[i] >> 3] * LINE_SCALE[ZIGZAG[i] & 7];
    dividers[i] = 1 / (8 * scale * step);
    multipliers[i] = (step * scale) / 8;
  }
  return { step, dividers, multipliers };
}

/** From `samples` to `wanted`: the levels, in zigzag order, if they had not to be whole numbers. */
function measureWanted({ dividers }) {
  for (let i = 0; i < SAMPLES; i++) wanted[i] = samples[ZIGZAG[i]] * dividers[i];
}

/** Chooses all levels of a residual, or none at all if that is better. */
function chooseResidual(model, place, option, quantiser, size) {
  const set = setFor(place, option);
  const context = exactContext(place, option);
  let energy = 0;
  for (let i = 0; i < SAMPLES; i++) energy += samples[i] ** 2;
  const without = energy / quantiser.step ** 2 + BIT_VALUE * model.bits(context, 1);
  // A coefficient is at most a quarter of the sum of magnitudes: many blocks need no transform.
  if (size < 4 * HOPELESS * quantiser.step) return { cost: without, exact: true };
  forwardTransform();
  measureWanted(quantiser);
  const full = Math.round(wanted[0]);
  let cost = Infinity;
  for (const dc of full === 0 ? [0] : [full, full - Math.sign(full)]) {
    const tried = (wanted[0] - dc) ** 2 + BIT_VALUE * model.bitsOfSigned(set + DC_LENGTH, dc);
    if (tried >= cost) continue;
    cost = tried;
    levels[0] = dc;
  }
  cost += chooseLevels(model, set) + BIT_VALUE * model.bits(context, 0);
  return without <= cost ? { cost: without, exact: true } : { cost, exact: false };
}

/**
 * Chooses all levels but the first, and returns the squared error and the worth of the bits. Goes
 * once through the block: each level is the cheapest that leads on, and each place is tried as the end.
 */
function chooseLevels(model, set) {
  levels.fill(0, 1);
  let [highest, tail] = [0, 0];
  for (let i = 1; i < SAMPLES; i++) {
    tail += wanted[i] ** 2;
    if (Math.abs(wanted[i]) >= 0.5) highest = i;
  }
  const end = { place: 0, level: levels[0], cost: tail + BIT_VALUE * model.bits(set + IS_LAST, 1) };
  let soFar = BIT_VALUE * model.bits(set + IS_LAST, 0);
  for (let i = 1; i <= highest; i++) {
    const size = Math.abs(wanted[i]);
    const near = neighbourhood(i);
    const zero = set + IS_ZERO + NEIGHBOURHOODS * i + near;
    tail -= size * size;
    let least = size * size + BIT_VALUE * model.bits(zero, 1);
    let level = 0;
    const largest = Math.round(size);
    for (let tried = largest; tried > 0 && tried > largest - 2; tried--) {
      const rate = model.bits(zero, 0) + bitsOfMagnitude(model, set, i, near, tried);
      const cost = (size - tried) ** 2 + BIT_VALUE * rate;
      const onwards = cost + BIT_VALUE * model.bits(set + IS_LAST + i, 0);
      const ended = soFar + cost + BIT_VALUE * model.bits(set + IS_LAST + i, 1) + tail;
      const signed = wanted[i] < 0 ? -tried : tried;
      if (ended < end.cost) {
        end.place = i;
        end.level = signed;
        end.cost = ended;
      }
      if (onwards >= least) continue;
      least = onwards;
      level = signed;
    }
    levels[i] = level;
    soFar += least;
  }
  levels.fill(0, end.place + 1);
  levels[end.place] = end.level;
  return end.cost;
}

/** With its sign. */
function bitsOfMagnitude(model, set, i, near, magnitude) {
  const one = oneContext(set, i, near);
  if (magnitude === 1) return 1 + model.bits(one, 1);
  return 1 + model.bits(one, 0) + model.bitsOfUnsigned(set + AC_LENGTH, magnitude - 2);
}

// ---------------------------------------------------------------- coefficients

// For each place in the zigzag order, the places of the next lower frequencies across and down; where
// there is none, the other one stands in. Both are coded earlier.
const PLACE_OF = ZIGZAG.map((_, at) => ZIGZAG.indexOf(at));
const LOWER_ACROSS = ZIGZAG.map((at) => PLACE_OF[(at & 7) > 0 ? at - 1 : Math.max(0, at - 8)]);
const LOWER_DOWN = ZIGZAG.map((at) => PLACE_OF[at >= 8 ? at - 8 : Math.max(0, at - 1)]);

/** How large the neighbours in frequency and the coefficient before are: 0 (all zero) to 3. */
function neighbourhood(i) {
  const [a, b, c] = [levels[LOWER_ACROSS[i]], levels[LOWER_DOWN[i]], levels[i - 1]];
  const sum = Math.abs(a) + Math.abs(b) + Math.abs(c);
  return sum > 4 ? 3 : sum > 1 ? 2 : sum;
}

function oneContext(contexts, i, near) {
  return contexts + IS_ONE + NEIGHBOURHOODS * Math.min(i >> 1, ONE_PLACES - 1) + near;
}

/** A coefficient is zero or not, one or more, positive or negative, and the last or not. */
function encodeCoefficients(encoder, contexts) {
  let last = SAMPLES - 1;
  while (last > 0 && levels[last] === 0) last--;
  encoder.encodeBit(contexts + IS_LAST, last === 0 ? 1 : 0);
  for (let i = 1; i <= last; i++) {
    const level = levels[i];
    const near = neighbourhood(i);
    encoder.encodeBit(contexts + IS_ZERO + NEIGHBOURHOODS * i + near, level === 0 ? 1 : 0);
    if (level === 0) continue;
    const magnitude = level < 0 ? -level : level;
    encoder.encodeBit(oneContext(contexts, i, near), magnitude === 1 ? 1 : 0);
    if (magnitude > 1) encoder.encodeUnsigned(contexts + AC_LENGTH, magnitude - 2);
    encoder.encodeEvenBit(level < 0 ? 1 : 0);
    encoder.encodeBit(contexts + IS_LAST + i, i === last ? 1 : 0);
  }
}

function decodeCoefficients(decoder, contexts) {
  let last = 0;
  while (decoder.decodeBit(contexts + IS_LAST + last) === 0) {
    let near = 0;
    do {
      last++;
      near = neighbourhood(last);
    } while (decoder.decodeBit(contexts + IS_ZERO + NEIGHBOURHOODS * last + near) === 1);
    let magnitude = 1;
    if (decoder.decodeBit(oneContext(contexts, last, near)) === 0) {
      magnitude = decoder.decodeUnsigned(contexts + AC_LENGTH) + 2;
    }
    const level = decoder.decodeEvenBit() === 1 ? -magnitude : magnitude;
    levels[last] = level;
  }
}

// ---------------------------------------------------------------- transform

function forwardTransform() {
  for (let row = 0; row < SAMPLES; row += BLOCK) forwardLine(row, 1);
  for (let column = 0; column < BLOCK; column++) forwardLine(column, BLOCK);
}

/** `last` is the zigzag index of the last coefficient: what lies behind it is known to be zero. */
function inverseTransform(last) {
  if (last === 0) {
    samples.fill(samples[0]);
    return;
  }
  // Coefficients up to index 9 lie in the first four columns, up to 2 in the first two.
  const columns = last < 3 ? 2 : last < 10 ? 4 : BLOCK;
  for (let column = 0; column < columns; column++) inverseLine(column, BLOCK);
  for (let row = 0; row < SAMPLES; row += BLOCK) inverseLine(row, 1);
}

function forwardLine(start, stride) {
  const i1 = start + stride;
  const i2 = i1 + stride;
  const i3 = i2 + stride;
  const i4 = i3 + stride;
  const i5 = i4 + stride;
  const i6 = i5 + stride;
  const i7 = i6 + stride;
  const sum07 = samples[start] + samples[i7];
  const sum16 = samples[i1] + samples[i6];
  const sum25 = samples[i2] + samples[i5];
  const sum34 = samples[i3] + samples[i4];
  const difference07 = samples[start] - samples[i7];
  const difference16 = samples[i1] - samples[i6];
  const difference25 = samples[i2] - samples[i5];
  const difference34 = samples[i3] - samples[i4];

  const outer = sum07 + sum34;
  const inner = sum16 + sum25;
  const tilt = sum07 - sum34;
  const turn = (sum16 - sum25 + tilt) * 0.707106781;
  samples[start] = outer + inner;
  samples[i4] = outer - inner;
  samples[i2] = tilt + turn;
  samples[i6] = tilt - turn;

  const low = difference34 + difference25;
  const middle = (difference25 + difference16) * 0.707106781;
  const high = difference16 + difference07;
  const shared = (low - high) * 0.382683433;
  const lowPart = 0.541196100 * low + shared;
  const highPart = 1.306562965 * high + shared;
  const plus = difference07 + middle;
  const minus = difference07 - middle;
  samples[i5] = minus + lowPart;
  samples[i3] = minus - lowPart;
  samples[i1] = plus + highPart;
  samples[i7] = plus - highPart;
}

function inverseLine(start, stride) {
  const i1 = start + stride;
  const i2 = i1 + stride;
  const i3 = i2 + stride;
  const i4 = i3 + stride;
  const i5 = i4 + stride;
  const i6 = i5 + stride;
  const i7 = i6 + stride;
  const sum04 = samples[start] + samples[i4];
  const difference04 = samples[start] - samples[i4];
  const sum26 = samples[i2] + samples[i6];
  const difference26 = (samples[i2] - samples[i6]) * 1.414213562 - sum26;
  const even0 = sum04 + sum26;
  const even3 = sum04 - sum26;
  const even1 = difference04 + difference26;
  const even2 = difference04 - difference26;

  const sum53 = samples[i5] + samples[i3];
  const difference53 = samples[i5] - samples[i3];
  const sum17 = samples[i1] + samples[i7];
  const difference17 = samples[i1] - samples[i7];
  const shared = (difference53 + difference17) * 1.847759065;
  const odd7 = sum17 + sum53;
  const odd6 = shared - 2.613125930 * difference53 - odd7;
  const odd5 = (sum17 - sum53) * 1.414213562 - odd6;
  const odd4 = shared - 1.082392200 * difference17 - odd5;

  samples[start] = even0 + odd7;
  samples[i7] = even0 - odd7;
  samples[i1] = even1 + odd6;
  samples[i6] = even1 - odd6;
  samples[i2] = even2 + odd5;
  samples[i5] = even2 - odd5;
  samples[i3] = even3 + odd4;
  samples[i4] = even3 - odd4;
}

// ---------------------------------------------------------------- range coder

// All that is still possible is an interval, `range` wide and starting at `low`. A decision keeps
// one part of it. When `range` falls below MINIMUM, the top byte of `low` is sent. A carry, which
// takes `low` over TOP, is added to the bytes already sent.
const TOP = 1 << 24;
const MINIMUM = 1 << 16;
// Probabilities of a zero, in 65536ths. None is ever closer than UNSURE to impossible or certain.
const CERTAIN = 1 << 16;
const UNSURE = 32;
// A decision moves its estimates by this part of the error; by more while few have been seen.
const QUICK = 16;
const SLOW = 100;

// The bits that a decision takes, by its chance in 2048ths.
const BITS = Float64Array.from({ length: CERTAIN >> 5 }, (_, i) => 11 - Math.log2(i + 0.5));

class Model {
  #quick;
  #slow;
  #seen;

  constructor(contexts) {
    this.#quick = new Uint16Array(contexts).fill(CERTAIN / 2);
    this.#slow = new Uint16Array(contexts).fill(CERTAIN / 2);
    this.#seen = new Uint8Array(contexts);
  }

  chanceOfZero(context) {
    const mean = (this.#quick[context] + this.#slow[context]) >> 1;
    return Math.max(UNSURE, Math.min(CERTAIN - UNSURE, mean));
  }

  /** How many bits a decision would take. */
  bits(context, bit) {
    const chance = this.chanceOfZero(context);
    return BITS[(bit === 0 ? chance : CERTAIN - chance) >> 5];
  }

  bitsOfMode(context, mode) {
    let sum = mode < INTRA_MODES.length - 1 ? this.bits(context + mode, 0) : 0;
    for (let i = 0; i < mode; i++) sum += this.bits(context + i, 1);
    return sum;
  }

  bitsOfUnsigned(context, value) {
    const length = 31 - Math.clz32(value + 1);
    let sum = length + this.bits(context + length, 0);
    for (let i = 0; i < length; i++) sum += this.bits(context + i, 1);
    return sum;
  }

  bitsOfSigned(context, value) {
    return this.bitsOfUnsigned(context, Math.abs(value)) + (value === 0 ? 0 : 1);
  }

  learn(context, bit) {
    const age = this.#seen[context] + 1.6;
    if (age < SLOW) this.#seen[context]++;
    const goal = bit === 0 ? CERTAIN - 1 : 0;
    this.#quick[context] += (goal - this.#quick[context]) / Math.min(QUICK, age);
    this.#slow[context] += (goal - this.#slow[context]) / Math.min(SLOW, age);
  }
}

class RangeEncoder {
  #bytes = [];
  #low = 0;
  #range = TOP;
  model;

  constructor(model) {
    this.model = model;
  }

  encodeBit(context, bit) {
    const zeros = Math.floor((this.#range * this.model.chanceOfZero(context)) / CERTAIN);
    if (bit === 0) {
      this.#range = zeros;
    } else {
      this.#low += zeros;
      this.#range -= zeros;
    }
    this.model.learn(context, bit);
    if (this.#range < MINIMUM) this.#normalise();
  }

  /** A decision about which nothing is known, such as a sign. */
  encodeEvenBit(bit) {
    this.#range >>= 1;
    if (bit === 1) this.#low += this.#range;
    if (this.#range < MINIMUM) this.#normalise();
  }

  /** Exp-Golomb: the length in unary, a context for each step, then the bits as they are. */
  encodeUnsigned(context, value) {
    const length = 31 - Math.clz32(value + 1);
    for (let i = 0; i < length; i++) this.encodeBit(context + i, 1);
    this.encodeBit(context + length, 0);
    for (let i = length - 1; i >= 0; i--) this.encodeEvenBit(((value + 1) >> i) & 1);
  }

  encodeSigned(context, value) {
    this.encodeUnsigned(context, Math.abs(value));
    if (value !== 0) this.encodeEvenBit(value < 0 ? 1 : 0);
  }

  /** Sends the one byte that stays inside the interval; the decoder reads zeros behind it. */
  finish() {
    this.#low = (this.#low + MINIMUM - 1) & -MINIMUM;
    this.#shiftByte();
    return Uint8Array.from(this.#bytes);
  }

  #normalise() {
    while (this.#range < MINIMUM) {
      this.#shiftByte();
      this.#range <<= 8;
    }
  }

  #shiftByte() {
    if (this.#low >= TOP) {
      this.#low -= TOP;
      this.#carry();
    }
    this.#bytes.push(this.#low >> 16);
    this.#low = (this.#low & (MINIMUM - 1)) << 8;
  }

  #carry() {
    let at = this.#bytes.length - 1;
    while (this.#bytes[at] === 255) this.#bytes[at--] = 0;
    this.#bytes[at]++;
  }
}

/** The encoder's mirror image; `#offset` is the number sent, less the encoder's `low`. */
class RangeDecoder {
  #bytes;
  #at = 0;
  #offset = 0;
  #range = TOP;
  #model;

  constructor(bytes, model) {
    this.#bytes = bytes;
    this.#model = model;
    for (let i = 0; i < 3; i++) this.#shiftByte();
  }

  decodeBit(context) {
    const zeros = Math.floor((this.#range * this.#model.chanceOfZero(context)) / CERTAIN);
    const bit = this.#offset < zeros ? 0 : 1;
    if (bit === 0) {
      this.#range = zeros;
    } else {
      this.#offset -= zeros;
      this.#range -= zeros;
    }
    this.#model.learn(context, bit);
    if (this.#range < MINIMUM) this.#normalise();
    return bit;
  }

  decodeEvenBit() {
    this.#range >>= 1;
    const bit = this.#offset < this.#range ? 0 : 1;
    if (bit === 1) this.#offset -= this.#range;
    if (this.#range < MINIMUM) this.#normalise();
    return bit;
  }

  decodeUnsigned(context) {
    let length = 0;
    while (this.decodeBit(context + length) === 1) length++;
    let value = 1;
    for (let i = 0; i < length; i++) value = 2 * value + this.decodeEvenBit();
    return value - 1;
  }

  decodeSigned(context) {
    const magnitude = this.decodeUnsigned(context);
    return magnitude !== 0 && this.decodeEvenBit() === 1 ? -magnitude : magnitude;
  }

  #normalise() {
    while (this.#range < MINIMUM) {
      this.#shiftByte();
      this.#range <<= 8;
    }
  }

  #shiftByte() {
    const byte = this.#at < this.#bytes.length ? this.#bytes[this.#at++] : 0;
    this.#offset = (this.#offset << 8) | byte;
  }
}
