/*
 * Title: Run lengths as 16-bit words, one byte for the value
 * Hypothesis: Long runs in screens need more than a byte for their length; three bytes for a run are few.
 */
const HEADER = 2;

function sizeOf(context) {
  const cw = (context.width + 1) >>> 1;
  const ch = (context.height + 1) >>> 1;
  return context.width * context.height + 2 * cw * ch;
}

// Walks over the runs of equal residuals; consumer(length, value).
function walkRuns(residuals, consumer) {
  let start = 0;
  for (let i = 1; i <= residuals.length; i++) {
    if (i < residuals.length && residuals[i] === residuals[start] && i - start < 0xffff) continue;
    consumer(i - start, residuals[start]);
    start = i;
  }
}

function predictionBy(kind, data, i, context) {
  if (kind === 1) return context.previous.data[i];
  return i >= context.width ? data[i - context.width] : i > 0 ? data[i - 1] : 0;
}

function encodeWith(kind, frame, context) {
  const residuals = frame.data.map((v, i) => v - predictionBy(kind, frame.data, i, context));
  let runs = 0;
  walkRuns(residuals, () => { runs++; });
  const out = new Uint8Array(HEADER + 3 * runs);
  const view = new DataView(out.buffer, HEADER);
  out[0] = kind;
  out[1] = residuals.length & 255;
  let at = 0;
  walkRuns(residuals, (length, value) => {
    view.setUint16(at, length);
    view.setUint8(at + 2, value);
    at += 3;
  });
  return out;
}

export function compressFrame(frame, context) {
  const plain = encodeWith(0, frame, context);
  if (context.previous === null) return plain;
  const temporal = encodeWith(1, frame, context);
  return temporal.length < plain.length ? temporal : plain;
}

export function decompressFrame(bytes, context) {
  const data = new Uint8Array(sizeOf(context));
  const kind = bytes[0];
  const payload = bytes.subarray(HEADER);
  const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
  let filled = 0;
  for (let at = 0; at + 3 <= payload.length; at += 3) {
    const length = view.getUint16(at);
    const value = view.getUint8(at + 2);
    for (let k = 0; k < length && filled < data.length; k++, filled++) {
      data[filled] = value + predictionBy(kind, data, filled, context);
    }
  }
  return data;
}
