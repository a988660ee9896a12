// Tries: makes an array of an array-like of 2^53 elements
// Expects: runtime_error at smoke, high

export function compressFrame(frame) {
  Array.from({ length: 2 ** 53 - 1 });
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
