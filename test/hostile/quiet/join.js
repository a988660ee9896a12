// Tries: joins an array-like of 2^53 elements
// Expects: timeout at smoke, high

export function compressFrame(frame) {
  Array.prototype.join.call({ length: 2 ** 53 - 1 }, '');
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
