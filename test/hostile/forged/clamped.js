// Tries: returns a Uint8ClampedArray, which is allowed
// Expects: performance_rejection at compare, medium

export function compressFrame(frame) {
  return new Uint8ClampedArray(frame.data);
}

export function decompressFrame(bytes) {
  return bytes;
}
