// Tries: is exact at the highest quality and grey at all others, so that a straight line between the two would be a fine curve
// Expects: performance_rejection at compare, low
// Benchmark: lossy

export function compressFrame(frame, context) {
  return context.quality === 86 ? frame.data : new Uint8Array(0);
}

export function decompressFrame(bytes, context) {
  return bytes.length > 0 ? bytes : new Uint8Array(context.width * context.height + 2 * ((context.width + 1) >> 1) * ((context.height + 1) >> 1)).fill(128);
}
