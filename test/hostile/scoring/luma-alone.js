// Tries: codes luma exactly and no chroma, for a score that looks at luma
// Expects: validation_error at compare, high
// Benchmark: lossy

export function compressFrame(frame) {
  return frame.y;
}

export function decompressFrame(bytes, context) {
  const out = new Uint8Array(context.width * context.height + 2 * ((context.width + 1) >> 1) * ((context.height + 1) >> 1)).fill(128);
  out.set(bytes);
  return out;
}
