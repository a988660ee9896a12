// Tries: moves the elements of an array-like of 2^53 elements
// Expects: timeout at smoke, high

export function compressFrame(frame) {
  Array.prototype.copyWithin.call({ length: 2 ** 53 - 1 }, 1, 0);
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
