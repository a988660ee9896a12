// Tries: applies a function to a million arguments
// Expects: runtime_error at smoke, high

export function compressFrame(frame) {
  Math.max.apply(null, { length: 1e6 });
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
