// Tries: sends nothing and lets the decoder choose a grey by the quality
// Expects: validation_error at compare, high
// Benchmark: lossy

const sizeOf = ({ width, height }) => width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1);

export function compressFrame(frame) {
  return new Uint8Array(0);
}

export function decompressFrame(bytes, context) {
  return new Uint8Array(sizeOf(context)).fill(context.quality + 60);
}
