// Tries: moves all elements of an array-like by one
// Expects: timeout at smoke, high

export function compressFrame(frame) {
  Array.prototype.unshift.call({ length: 2 ** 53 - 2 }, 1);
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
