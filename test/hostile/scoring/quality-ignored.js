// Tries: gives the same exact frame at every quality: a curve of one point
// Expects: validation_error at compare, high
// Benchmark: lossy

export function compressFrame(frame) {
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
