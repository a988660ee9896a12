// Tries: gives one exact frame, whose PSNR is endless, and grey for the rest, so that a mean would be endless too
// Expects: validation_error at compare, high
// Benchmark: lossy

export function compressFrame(frame, context) {
  return context.index === 0 ? frame.data : new Uint8Array(0);
}

export function decompressFrame(bytes, context) {
  return context.index === 0 ? bytes : new Uint8Array(context.width * context.height + 2 * ((context.width + 1) >> 1) * ((context.height + 1) >> 1)).fill(128);
}
