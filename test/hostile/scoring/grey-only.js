// Tries: sends nothing and gives back grey: no rate at all
// Expects: validation_error at compare, high
// Benchmark: lossy

export function compressFrame(frame) {
  return new Uint8Array(0);
}

export function decompressFrame(bytes, context) {
  return new Uint8Array(context.width * context.height + 2 * ((context.width + 1) >> 1) * ((context.height + 1) >> 1)).fill(128);
}
