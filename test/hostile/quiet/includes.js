// Tries: looks for a value in an array-like of 2^53 elements
// Expects: timeout at smoke, high

export function compressFrame(frame) {
  Array.prototype.includes.call({ length: 2 ** 53 - 1 }, 1);
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
